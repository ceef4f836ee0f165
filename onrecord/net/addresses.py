"""Which addresses of the internet protocol are public: of the open internet, and no one's own.

``ipaddress`` knows the registries of special purpose addresses, but how much of them depends on
the version of Python; and it judges an IPv6 address that carries an IPv4 one by its wrapping. So
the wrapping is taken off here, and what the registries have beyond it is added.
"""

from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network

Address = IPv4Address | IPv6Address

# IANA's registries of special purpose addresses (RFC 6890 and its updates), where ``is_global``
# says otherwise in one of the versions of Python that we run on.
_SPECIAL_4 = (
    IPv4Network("192.0.0.0/24"),  # protocol assignments
    IPv4Network("192.88.99.0/24"),  # the relays of 6to4, deprecated
    IPv4Network(
        "168.63.129.16/32"
    ),  # not IANA's: what a virtual machine of Azure reaches its host at
)
_SPECIAL_6 = (
    IPv6Network("2001::/23"),  # protocol assignments: Teredo, ORCHID, benchmarks
    IPv6Network("2001:db8::/32"),  # documentation
    IPv6Network("3fff::/20"),  # documentation, since RFC 9637
)
_UNICAST = IPv6Network("2000::/3")  # all that is given out as global unicast so far
_TRANSLATED = IPv6Network("64:ff9b::/96")  # NAT64, RFC 6052: the last 32 bits are IPv4


def is_public(address: Address) -> bool:
    """Whether an address is of the open internet, whatever IPv4 address it may carry."""
    if isinstance(address, IPv6Address):
        if address.scope_id is not None:  # the address of an interface
            return False
        if (carried := _carried(address)) is not None:
            return is_public(carried)
        return (
            address.is_global
            and address in _UNICAST
            and not any(address in network for network in _SPECIAL_6)
        )
    return (
        address.is_global
        and not address.is_multicast
        and not any(address in network for network in _SPECIAL_4)
    )


def _carried(address: IPv6Address) -> IPv4Address | None:
    """The IPv4 address that is reached behind an IPv6 one: mapped, 6to4, NAT64."""
    if address in _TRANSLATED:
        return IPv4Address(int(address) & 0xFFFFFFFF)
    return address.ipv4_mapped or address.sixtofour
