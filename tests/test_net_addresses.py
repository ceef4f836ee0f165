"""Addresses: whatever its spelling, what is not public is never connected to; what is public is."""

import socket
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_network

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.errors import CannotOpen, NotFetched, OnrecordError, PrivateAddress
from onrecord.net import get, shown
from onrecord.net.addresses import is_public
from onrecord.net.urls import parsed
from tests.servers.wires import nowhere

# IANA's registries of special purpose addresses, in full and written out here: what is asked of
# the product must not be taken from the library that it asks.
SPECIAL_4 = [
    IPv4Network(each)
    for each in """0.0.0.0/8 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12
    192.0.0.0/24 192.0.2.0/24 192.88.99.0/24 192.168.0.0/16 198.18.0.0/15 198.51.100.0/24
    203.0.113.0/24 224.0.0.0/4 240.0.0.0/4 255.255.255.255/32 168.63.129.16/32""".split()
]
SPECIAL_6 = [
    IPv6Network(each)
    for each in """::/128 ::1/128 ::/96 100::/64 64:ff9b:1::/48 2001::/23 2001:db8::/32 3fff::/20
    5f00::/16 fc00::/7 fe80::/10 fec0::/10 ff00::/8 4000::/3 8000::/1""".split()
]
CARRYING = [IPv6Network(each) for each in ("::ffff:0:0/96", "64:ff9b::/96", "2002::/16")]

private_4 = st.sampled_from(SPECIAL_4).flatmap(lambda net: st.ip_addresses(network=net))
private_6 = st.sampled_from(SPECIAL_6).flatmap(lambda net: st.ip_addresses(network=net))
public_4 = st.ip_addresses(v=4).filter(lambda a: not any(a in net for net in SPECIAL_4))
public_6 = st.ip_addresses(network=ip_network("2000::/3")).filter(
    lambda a: not any(a in net for net in SPECIAL_6 + CARRYING)
)


def number(value: int, base: str) -> str:
    return {"d": f"{value}", "x": f"0x{value:x}", "X": f"0X{value:X}", "o": f"0{value:o}"}[base]


@st.composite
def spelled(draw: st.DrawFn, addresses: st.SearchStrategy[IPv4Address]) -> tuple[str, IPv4Address]:
    """An IPv4 address, and one of the ways in which a system reads it."""
    address = draw(addresses)
    parts = draw(st.integers(1, 4))
    octets = list(address.packed)
    values = [*octets[: parts - 1], int.from_bytes(bytes(octets[parts - 1 :]))]
    bases = draw(st.lists(st.sampled_from("dxXo"), min_size=parts, max_size=parts))
    text = ".".join(number(v, b) for v, b in zip(values, bases, strict=True))
    return text + draw(st.sampled_from(["", "."])), address


def carrying(address: IPv4Address) -> list[IPv6Address]:
    return [
        IPv6Address(int(IPv6Address("::ffff:0:0")) | int(address)),
        IPv6Address(int(IPv6Address("64:ff9b::")) | int(address)),
        IPv6Address(int(IPv6Address("2002::")) | int(address) << 80),
    ]


@given(spelled(private_4))
def test_a_private_ipv4_address_is_refused_in_every_spelling(
    given_as: tuple[str, IPv4Address],
) -> None:
    text, address = given_as
    wire, router = nowhere()
    with pytest.raises((PrivateAddress, CannotOpen)) as caught:
        get(f"http://{text}/", wire=wire)
    assert router.dialed == []
    if isinstance(caught.value, PrivateAddress):
        assert f"is at {address}," in caught.value.what
        assert "use --allow-private" in caught.value.do
    else:  # four parts of which one begins with a nought: octal to some, decimal to others
        assert any(len(p) > 1 and p[0] == "0" and p.isdigit() for p in text.split("."))


@given(spelled(public_4))
def test_a_public_ipv4_address_is_connected_to_in_every_spelling(
    given_as: tuple[str, IPv4Address],
) -> None:
    text, address = given_as
    if len(text.strip(".").split(".")) == 4 and "x" not in text.lower() and ".0" in f".{text}":
        text = str(address)  # ambiguous, and refused
    wire, router = nowhere()
    with pytest.raises(NotFetched, match="no connection could be made"):
        get(f"http://{text}/", wire=wire)
    assert router.dialed == [str(address)]


@given(private_6 | private_4.flatmap(lambda a: st.sampled_from(carrying(a))))
def test_a_private_ipv6_address_is_refused(address: IPv6Address) -> None:
    assert not is_public(address)
    for text in (address.compressed, address.exploded, address.exploded.upper()):
        wire, router = nowhere()
        with pytest.raises(PrivateAddress):
            get(f"http://[{text}]:8080/a", wire=wire)
        assert router.dialed == []


@given(public_6 | public_4.flatmap(lambda a: st.sampled_from(carrying(a))))
def test_a_public_ipv6_address_is_connected_to(address: IPv6Address) -> None:
    wire, router = nowhere()
    with pytest.raises(NotFetched):
        get(f"https://[{address.exploded}]/", wire=wire)
    assert router.dialed == [str(address)]


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1", "127.1", "2130706433", "0x7f000001", "017700000001", "0x7f.1", "127。0。0。1",
        "[::1]", "[::]", "[::ffff:127.0.0.1]", "[::127.0.0.1]", "[64:ff9b::127.0.0.1]", "localhost",
        "LOCALHOST.", "169.254.169.254", "[fd00:ec2::254]", "100.100.100.200", "0", "0.0.0.0",
    ],
)  # fmt: skip
def test_the_known_ways_home_are_closed(host: str) -> None:
    with pytest.raises(PrivateAddress):
        get(f"http://{host}:9/")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("ftp://news.example/", "only http and https"),
        ("file:///etc/passwd", "only http and https"),
        ("news.example/a", "only http and https"),
        ("javascript:alert(1)", "only http and https"),
        ("", "only http and https"),
        ("http://", "no valid host"),
        ("http:///path", "no valid host"),
        ("http://[fe80::1%25eth0]/", "no valid host"),
        ("http://[::1", "not a valid"),
        ("http://a b.example/", "no valid host"),
        ("http://news%2eexample/", "no valid host"),
        ("http://news.example\\@10.0.0.1/", "user name or a password"),
        ("http://256.256.256.256/", "valid"),
        ("http://1.2.3.4.5/", "no valid host"),
        ("http://news.example:0/", "no such port"),
        ("http://news.example:65536/", "no such port"),
        ("http://news.example:port/", "not a valid"),
        ("http://" + "a" * 64 + ".example/", "no valid host"),
        ("http://news..example/", "no valid host"),
        ("http://news.example/\x00", "not a valid"),
        ("http://news.example/a\r\nHost: b", "not a valid"),
        ("http://user@news.example/", "user name or a password"),
        ("http://:secret@news.example/", "user name or a password"),
    ],
)
def test_what_is_no_address_to_ask_for(text: str, told: str) -> None:
    wire, router = nowhere()
    with pytest.raises(OnrecordError, match=told) as caught:
        get(text, wire=wire)
    assert router.dialed == []
    assert str(caught.value).isprintable()
    assert "secret" not in str(caught.value)


def test_one_spelling_of_a_host() -> None:
    assert str(parsed(" http://Bücher.Example:80/ä b?ü#ß ")) == (
        "http://xn--bcher-kva.example/%C3%A4%20b?%C3%BC#%C3%9F"
    )
    assert parsed("https://news.example./").host == "news.example"
    assert parsed("https://0x8.8.2056/").host == "8.8.8.8"


@given(st.text())
def test_any_text_is_an_address_or_told_to_be_none(text: str) -> None:
    for each in (text, f"http://{text}", f"https://news.example{text}", f"http://[{text}]/"):
        got = outcome(each)
        assert str(got).isascii()
        assert str(got).isprintable()


def outcome(text: str) -> object:
    try:
        return parsed(text)
    except CannotOpen as error:
        return error


SECRETS = st.text(
    st.characters(codec="ascii", exclude_characters="@/\\?#"), min_size=8, max_size=20
)


@given(SECRETS, st.sampled_from(["http://", "https:", "HTTPS://", "//", " ftp:///", ""]), st.text())
def test_what_is_shown_is_safe_and_without_a_password(pw: str, opening: str, rest: str) -> None:
    printed = shown(f"{opening}user:{pw}@news.example/{rest.replace('@', '')}")
    assert printed.isascii()
    assert printed.isprintable()
    assert len(printed) <= 310
    tail = shown(f"{opening}news.example/{rest.replace('@', '')}")
    assert f":{pw}" not in printed or f":{pw}" in tail


@pytest.mark.parametrize(
    "text",
    ["https://user:pa/secret@news.example/a", "http:user:#secret@news.example/a", "a:b/secret@c"],
)
def test_a_password_in_what_cannot_be_parsed_is_not_shown(text: str) -> None:
    assert "secret" not in shown(text)


def test_an_at_in_a_path_is_no_password() -> None:
    assert shown("https://news.example/@desk/1") == "https://news.example/@desk/1"


def test_the_system_agrees_on_odd_spellings() -> None:
    for text in ("0x8.8.2056", "134744072", "01002004010", "8.8.8.8"):
        (place, *_) = socket.getaddrinfo(text, 80, type=socket.SOCK_STREAM)
        assert place[4][0] == parsed(f"http://{text}/").host == "8.8.8.8"
