"""A mail as its parts: headers decoded, texts and attachments in order, however broken it is."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from email.header import decode_header
from email.message import Message
from email.parser import BytesParser
from email.policy import compat32
from email.utils import getaddresses, parsedate_to_datetime

from onrecord.errors import NotText
from onrecord.sources.documents.characters import tidy
from onrecord.text import decode

_LINES = 300_000  # lines of a mail: each is held against every boundary around it
_BOUNDARY = re.compile(rb"boundary\*?\d*\*?[ \t]*=", re.IGNORECASE)
_BOUNDARIES = 60
# Fields with parameters, which the library takes apart in time that grows with their square.
_FIELD = re.compile(rb"^content-[^\r\n]*(?:\r?\n[ \t][^\r\n]*)*", re.IGNORECASE | re.MULTILINE)
_LONGEST_FIELD = 10_000
_DEEPEST = 12  # parts within parts
_LONGEST = 4_000  # characters of a header that are looked at


@dataclass(frozen=True, slots=True)
class Leaf:
    """A part that holds no others. ``attached``: it is a file beside the text; else it is shown.

    ``message`` is the mail that it is, where it is one.
    """

    media: str
    raw: bytes
    charset: str | None
    flowed: bool
    attached: bool
    name: str
    message: Message | None = None


@contextmanager
def undamaged(name: str) -> Iterator[None]:
    """NotText in the place of whatever the library raises for a mail that is broken."""
    try:
        yield
    except (ValueError, LookupError, TypeError, AttributeError, AssertionError,
            RecursionError) as error:  # fmt: skip
        raise NotText.of(name, "it is a damaged mail") from error


def parsed(raw: bytes, name: str) -> Message:
    """The mail of these bytes. Raises NotText where it would take too long or breaks."""
    if raw.count(b"\n") + raw.count(b"\r") > 2 * _LINES:
        raise NotText.of(name, f"the mail has more than {_LINES:,} lines")
    if sum(1 for _ in _BOUNDARY.finditer(raw)) > _BOUNDARIES:
        raise NotText.of(name, f"the mail has more than {_BOUNDARIES} parts that hold others")
    if any(field.end() - field.start() > _LONGEST_FIELD for field in _FIELD.finditer(raw)):
        raise NotText.of(name, f"a header of the mail has more than {_LONGEST_FIELD:,} bytes")
    with undamaged(name):
        return BytesParser(policy=compat32).parsebytes(raw.lstrip(b"\xef\xbb\xbf \t\r\n"))


def leaves(message: Message, depth: int = 0) -> Iterator[Leaf]:
    """The parts that hold no others, in order; those nested too deeply are left out."""
    if depth > _DEEPEST:
        return
    media = message.get_content_type()
    content = message.get_payload()
    if media == "message/rfc822" and isinstance(content, list):
        inner = content[0] if content and isinstance(content[0], Message) else None
        yield Leaf(media, b"", None, False, True, _file_name(message), inner)
    elif isinstance(content, list):
        for part in content:
            if isinstance(part, Message):
                yield from leaves(part, depth + 1)
    else:
        raw = message.get_payload(decode=True)
        yield Leaf(
            media,
            raw if isinstance(raw, bytes) else b"",
            message.get_content_charset(),
            str(message.get_param("format", "")).lower() == "flowed",
            _attached(message),
            _file_name(message),
        )


def header(message: Message, name: str) -> str:
    """A header as one line of text, its encoded words decoded; empty where it is not there."""
    for own, value in message.raw_items():
        if own.lower() == name:
            return tidy(_words(_characters(str(value))[:_LONGEST]))
    return ""


def sender(message: Message) -> tuple[str, str]:
    """The name and the address of who sent a mail; either may be empty."""
    for own, value in message.raw_items():
        if own.lower() == "from":
            return address(_characters(str(value))[:_LONGEST])
    return "", ""


def address(line: str) -> tuple[str, str]:
    """The first name and address of a line of them."""
    found = getaddresses([line.replace("\r", " ").replace("\n", " ")])
    name, at = found[0] if found else ("", "")
    return tidy(_words(name)), at.strip().lower()


def moment(value: str) -> str | None:
    """The moment of a Date header in ISO 8601, or None; one without a zone is in UTC's."""
    try:
        found: datetime = parsedate_to_datetime(value)
        return found.isoformat() if found.year >= 1970 else None
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _attached(message: Message) -> bool:
    disposition = (message.get_content_disposition() or "").lower()
    named = message.get_content_maintype() != "text" or message.get_filename() is not None
    return disposition == "attachment" or (disposition != "inline" and named)


def _file_name(message: Message) -> str:
    return tidy(_words(_characters(str(message.get_filename() or ""))[:200]))


def _characters(value: str) -> str:
    """A header's text, in which bytes that are no ASCII stand as lone surrogates."""
    if value.isascii():
        return value
    return decode(value.encode("utf-8", "surrogateescape")).text


def _words(value: str) -> str:
    """A header with its encoded words (RFC 2047) decoded, those that are broken as they stand."""
    if "=?" not in value:
        return value
    try:
        found = decode_header(value)
    except (ValueError, TypeError, LookupError):
        return value
    return "".join(
        decode(part, charset).text if isinstance(part, bytes) else part for part, charset in found
    )
