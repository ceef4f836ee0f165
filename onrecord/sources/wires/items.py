"""What the formats of agencies have in common: an item, and the report that it makes."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from onrecord.errors import EmptySource, NotUsable, SourceError
from onrecord.report import Capture, Published, Report
from onrecord.sources.assembling import Told, assemble, printable
from onrecord.sources.documents.blocks import Block, composed
from onrecord.sources.pages.moments import moment

_USABLE = "usable"
_LOG = logging.getLogger(__name__)


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


def reports(capture: Capture, items: Sequence[Item]) -> Sequence[Report]:
    """The reports of those items that may be used; raises where there is none.

    Of several, those that may not be used are logged.
    """
    if not items:
        raise EmptySource.of(printable(capture.source))
    made: list[Report] = []
    refused: list[SourceError] = []
    for item in items:
        try:
            made.append(_report(capture, item))
        except SourceError as error:
            refused.append(error)
    if not made:
        raise refused[0]
    for one in refused:
        _LOG.warning("%s", ascii(one.what)[1:-1])
    return made


def _report(capture: Capture, item: Item) -> Report:
    name = printable(capture.source)
    _require_usable(item, name)
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


def _require_usable(item: Item, name: str) -> None:
    what = f"{name} ({item.title or item.id or 'no title'})"
    said = f" «{item.note}»" if item.note else ""
    if item.status.lower() not in (_USABLE, ""):
        raise NotUsable.withdrawn(what, item.status, said)
    until = moment(item.embargo) if item.embargo else None
    clock = until.clock if until else None
    if clock and clock.tzinfo and clock > datetime.now(UTC):
        raise NotUsable.embargoed(what, clock.isoformat())


def _published(value: str | None) -> Published:
    iso = _iso(value)
    return Published(iso, "metadata") if iso else Published()


def _iso(value: str | None) -> str | None:
    found = moment(value) if value else None
    return found.iso if found else None
