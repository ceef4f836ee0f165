"""What the formats of agencies have in common: an item, and the report that it makes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from onrecord.errors import EmptySource, NotUsable, SourceError
from onrecord.report import Capture, Published, Report, report_id
from onrecord.sources.assembling import Told, assemble, printable
from onrecord.sources.documents.blocks import Block, composed
from onrecord.sources.pages.moments import moment

_USABLE = "usable"
# Statuses that end a report for good; one that is withheld may be released yet.
_KILLED = frozenset({"canceled", "cancelled", "kill", "killed"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """What an agency says of a text, in its own words: moments as they are written.

    ``id`` is the agency's name for it in all its versions; ``status`` is usable, withheld,
    canceled or what else is said; ``note`` is for editors, and may say why.
    """

    id: str | None
    blocks: tuple[Block, ...]
    title: str | None = None
    outlet: str | None = None
    authors: tuple[str, ...] = ()
    issued: str | None = None
    modified: str | None = None
    embargo: str | None = None
    status: str = _USABLE
    note: str | None = None


def outcomes(capture: Capture, items: Sequence[Item]) -> Sequence[Report | SourceError]:
    """What each item comes to: its report, or why there is none; EmptySource without items."""
    if not items:
        raise EmptySource.of(printable(capture.source))
    return [_outcome(capture, item) for item in items]


def _outcome(capture: Capture, item: Item) -> Report | SourceError:
    try:
        return _report(capture, item)
    except SourceError as error:
        return error


def _report(capture: Capture, item: Item) -> Report:
    name = printable(capture.source)
    _require_usable(item, name, capture)
    if not any(block.kind == "body" for block in item.blocks):
        raise EmptySource.of(name)
    text, parts = composed(item.blocks)
    told = Told(
        url=item.id,
        title=item.title,
        outlet=item.outlet,
        authors=item.authors,
        kind="article",
        published=_published(item.issued),
        modified=_iso(item.modified),
        parts=parts,
    )
    return assemble(capture, text, told)


def _require_usable(item: Item, name: str, capture: Capture) -> None:
    what = f"{name} ({item.title or item.id or 'no title'})"
    said = f" «{item.note}»" if item.note else ""
    if item.status.lower() not in (_USABLE, ""):
        raise NotUsable.withdrawn(what, item.status, said, _withdrawn(item, capture))
    until = moment(item.embargo) if item.embargo else None
    clock = until.clock if until else None
    if clock and clock.tzinfo and clock > datetime.now(UTC):
        raise NotUsable.embargoed(what, clock.isoformat())


def _withdrawn(item: Item, capture: Capture) -> str | None:
    """The id of the report that an item takes back for good, by the name that it has.

    What was had from the web takes nothing back: a page could name the report of anybody.
    """
    named = capture.given.url or item.id
    if item.status.lower() not in _KILLED or not named or capture.url:
        return None
    return report_id("", url=named)


def _published(value: str | None) -> Published:
    iso = _iso(value)
    return Published(iso, "metadata") if iso else Published()


def _iso(value: str | None) -> str | None:
    found = moment(value) if value else None
    return found.iso if found else None
