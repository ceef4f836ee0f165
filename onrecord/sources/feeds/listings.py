"""What a list of reports comes to, whatever form it is in."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Literal
from urllib.parse import urldefrag, urljoin

from onrecord.errors import CannotOpen
from onrecord.net.urls import parsed

Form = Literal["rss", "atom", "json", "sitemap", "opml"]
MOST = 5_000  # entries of one list that are looked at, the first ones
_LONGEST = 2_000  # characters of an address, a title or an id


@dataclass(frozen=True, slots=True)
class Entry:
    """One report that a list names.

    ``id`` tells it from others of the same list; ``mark`` changes when the outlet says that the
    report has changed. ``published`` is ISO 8601.
    """

    address: str
    id: str
    title: str = ""
    published: str | None = None
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Listing:
    """A list: the reports that it names, and other lists."""

    form: Form
    title: str = ""
    entries: tuple[Entry, ...] = ()
    lists: tuple[Entry, ...] = ()


def entry(
    base: str, address: str, *, id: str = "", title: str = "", published: str = "", mark: str = ""
) -> Entry | None:
    """An entry of the list at ``base``, its address made whole.

    None where it has none of the web, or that of the list itself.
    A date that is none is left out.
    """
    whole = web_address(base, address)
    if whole is None or whole == web_address(base, base):
        return None
    told = moment(published)
    return Entry(whole, one_line(id) or whole, one_line(title), told, one_line(mark) or told or "")


def web_address(base: str, address: str) -> str | None:
    """An address of the web as ``base`` means it, without its fragment; None where it is none."""
    if not address.strip() or len(address) > _LONGEST:
        return None
    try:
        return str(parsed(urldefrag(urljoin(base, address.strip()))[0]))
    except (CannotOpen, ValueError):
        return None


def moment(value: str) -> str | None:
    """ISO 8601 as the contract wants it, moments in UTC; None where it is none."""
    value = value.strip()
    try:
        if len(value) == len("2023-03-02"):
            return date.fromisoformat(value).isoformat()
        told = datetime.fromisoformat(value)
        told = told if told.tzinfo else told.replace(tzinfo=UTC)
        return told.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    except (ValueError, OverflowError):
        return None


def one_line(text: str) -> str:
    """A text without line breaks and control characters, and not too long."""
    line = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    return line[:_LONGEST]
