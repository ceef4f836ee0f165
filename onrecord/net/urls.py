"""Addresses of the web: what may be asked for, in one spelling; and how one is shown safely."""

import re
import socket
from ipaddress import IPv4Address, IPv6Address

import httpx2

from onrecord.errors import CannotOpen

SCHEMES = ("http", "https")
_LONGEST_SHOWN = 300  # characters of an address in a message

_LABEL = "[a-z0-9_-]{1,63}"
_NAME = re.compile(rf"(?=.{{1,253}}\Z){_LABEL}(?:\.{_LABEL})*")
# A host whose last label is a number is an IPv4 address or nothing (WHATWG URL: it "ends in a
# number").
_NUMBER = re.compile(r"(?:.*\.)?(?:[0-9]+|0x[0-9a-f]*)")
_OPENING = re.compile(r"\s*(?:[a-z][a-z0-9+.-]*:)?[/\\]*", re.I)
_AUTHORITY = re.compile(r"[^/\\?#]*")


def parsed(text: str) -> httpx2.URL:
    """The address that a text is, or CannotOpen; its host in one spelling.

    Names are IDNA in ASCII and without a dot at their end; IPv4 is dotted decimal, however it was
    written (as one number, octal, hexadecimal, short); IPv6 is compressed.
    """
    try:
        url = httpx2.URL(text.strip())
        host = url.raw_host.decode("ascii")
    except (httpx2.InvalidURL, ValueError) as error:  # ValueError: what IDNA cannot encode
        raise _refused(text, "it is not a valid address") from error
    if url.scheme not in SCHEMES:
        raise _refused(text, "only http and https addresses are fetched")
    if url.userinfo:
        raise CannotOpen(
            f"{shown(text)} came with a user name or a password, which are never sent.",
            "Give the address without them.",
        )
    if url.port is not None and not 0 < url.port < 65536:
        raise _refused(text, "there is no such port")
    spelled = _host(host)
    if spelled is None:
        raise _refused(text, "it names no valid host")
    return url if spelled == host else url.copy_with(host=spelled)


def _refused(text: str, reason: str) -> CannotOpen:
    return CannotOpen.of(shown(text), reason)


def _host(host: str) -> str | None:
    """The host in its one spelling; None where it is none."""
    if ":" in host:
        return None if "%" in host else str(IPv6Address(host))  # %: the zone of an interface
    name = host.removesuffix(".")
    if _NUMBER.fullmatch(name):
        try:
            return str(IPv4Address(socket.inet_aton(name)))
        except OSError:
            return None
    return name if _NAME.fullmatch(name) else None


def shown(text: str) -> str:
    """An address as it may be printed: on one line, in ASCII, without user name and password."""
    try:
        url = httpx2.URL(text.strip())
        text, whole = str(url), bool(url.raw_host)
    except (httpx2.InvalidURL, ValueError):
        whole = False
    start = _OPENING.match(text)
    opening, rest = (start[0].strip(), text[start.end() :]) if start else ("", text)
    # In what cannot be parsed, a password may run on behind a slash.
    authority = _AUTHORITY.match(rest) if whole else None
    secret = rest.rfind("@", 0, authority.end() if authority else len(rest))
    printed = ascii(opening + rest[secret + 1 :])[1:-1]
    return printed if len(printed) <= _LONGEST_SHOWN else printed[: _LONGEST_SHOWN - 1] + "..."
