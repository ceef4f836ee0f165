"""What comes in: a Capture (bytes and where they came from) and the Report made of it.

The fields of Report and its parts are the contract's, in the contract's order.
"""

import hashlib
from dataclasses import dataclass, field, fields, replace
from typing import Literal

from onrecord.text import Span
from onrecord.vocabulary import PartKind, PublishedBasis, ReportKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What the user says of a report; it beats what the report says of itself."""

    url: str | None = None
    outlet: str | None = None
    published: str | None = None
    seen: str | None = None
    title: str | None = None
    authors: tuple[str, ...] = ()

    def under(self, other: "Given") -> "Given":
        """All that is given in either; where both say something, ``other`` stands."""
        said = {f.name: getattr(other, f.name) for f in fields(other) if getattr(other, f.name)}
        return replace(self, **said)


@dataclass(frozen=True, slots=True, kw_only=True)
class Capture:
    """Raw bytes as they were had, before anything is made of them.

    ``source`` is the path or address as given, ``-`` for standard input; ``url`` is the
    address after redirects; ``headers`` are HTTP's, names in lower case; ``seen`` is when it
    was captured, ISO 8601 in UTC; ``form`` is what whoever gave it says it is, and beats what
    the bytes look like.
    """

    raw: bytes
    source: str
    url: str | None = None
    headers: dict[str, str] = field(default_factory=dict)
    seen: str | None = None
    form: Literal["text", "html"] | None = None
    given: Given = Given()


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of the report and what it is in the layout."""

    kind: PartKind
    span: Span


@dataclass(frozen=True, slots=True)
class Dateline:
    """The place that opens an agency report, as printed."""

    place: str
    span: Span


@dataclass(frozen=True, slots=True)
class Published:
    """When the report came out (ISO 8601, null where not known) and what that stands on."""

    value: str | None = None
    basis: PublishedBasis = "unknown"
    span: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One text by one outlet; every span of a reading counts into ``text``."""

    id: str
    text_sha256: str
    kind: ReportKind = "unknown"
    source: str = "-"
    title: str | None = None
    url: str | None = None
    outlet: str | None = None
    authors: tuple[str, ...] = ()
    language: str = "en"
    complete: bool = True
    part_of: str | None = None
    copy_of: str | None = None
    seen: str | None = None
    modified: str | None = None
    dateline: Dateline | None = None
    published: Published = Published()
    text: str
    parts: tuple[Part, ...] = ()


def text_sha256(text: str) -> str:
    """The SHA-256 of a text's UTF-8, as hexadecimal."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def report_id(
    text: str,
    *,
    url: str | None = None,
    outlet: str | None = None,
    title: str | None = None,
    post: str | None = None,
) -> str:
    """A report's id: 16 hexadecimal digits.

    Hashes the address; without one, outlet and title (both must be there); else the text.
    ``post`` tells apart the posts of one live coverage page: their anchor or number.
    """
    if url:
        base: tuple[str, ...] = ("url", url)
    elif outlet and title:
        base = ("outlet", outlet, title)
    else:
        base = ("text", text)
    named = "\x1f".join((*base, "post", post) if post else base)
    return hashlib.sha256(named.encode("utf-8")).hexdigest()[:16]
