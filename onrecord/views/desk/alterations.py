"""What changed in a report, as plain data for the page that shows it."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from onrecord.record.changed import FactChange, Paragraph, Piece
from onrecord.text import Span
from onrecord.views.changed import ChangedReport
from onrecord.views.dates import date_words
from onrecord.views.desk.links import Links
from onrecord.views.labels import NOTICES

LONG = 240  # characters of a fact's words


@dataclass(frozen=True, slots=True)
class Row:
    """A paragraph of either version as pieces; ``what`` is empty for the ones that stand."""

    what: str
    old: tuple[Piece, ...]
    new: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Stretch:
    """Paragraphs in a row that stand (``kept``) or do not."""

    kept: bool
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class FactRow:
    """One fact: what became of it, its words in either version and where these stand."""

    what: str
    kind: str
    old: str
    new: str
    old_link: str
    new_link: str
    fields: str
    carried: bool


def passages(paragraphs: Sequence[Paragraph]) -> list[Stretch]:
    """The text, in stretches that stand and stretches that changed."""
    return [
        Stretch(kept, tuple(map(_row, some)))
        for kept, some in groupby(paragraphs, lambda one: one.what == "kept")
    ]


def notices(told: ChangedReport) -> list[tuple[str, str, str]]:
    """What the new version says of itself: the kind, the day, the words."""
    return [
        (
            NOTICES[one.kind],
            date_words(one.date.value) if one.date and one.date.value else "",
            one.span.text,
        )
        for one in told.notices
    ]


def facts(told: ChangedReport, links: Links) -> dict[str, list[FactRow]]:
    """The facts that changed, and those that were kept."""
    old_at, new_at = (told.versions[at - 1].counted for at in (told.old, told.new))

    def row(one: FactChange) -> FactRow:
        return FactRow(
            one.what, one.kind, _shown(one.old_words), _shown(one.new_words),
            links.report(told.report, old_at, one.old_key) if one.old_key else "",
            links.report(told.report, new_at, one.new_key) if one.new_key else "",
            ", ".join(one.fields), one.carried,
        )  # fmt: skip

    return {
        "altered": [row(one) for one in told.facts if one.what != "kept"],
        "kept": [row(one) for one in told.facts if one.what == "kept"],
    }


def verdicts(told: ChangedReport, links: Links) -> list[tuple[str, str, str, str, str, bool]]:
    """The verdicts on the old version's facts: what, by whom, when, words, address, moved."""
    at = told.versions[told.old - 1].counted
    return [
        (
            one.verdict.verdict, one.verdict.by, date_words(one.verdict.at[:10]),
            _shown([one.words] if one.words else []), links.report(told.report, at, one.key),
            one.moved,
        )
        for one in told.verdicts
    ]  # fmt: skip


def _row(one: Paragraph) -> Row:
    if one.pieces:
        old = tuple(piece for piece in one.pieces if piece.what != "added")
        new = tuple(piece for piece in one.pieces if piece.what != "removed")
        return Row(one.what, old, new)
    return Row("" if one.what == "kept" else one.what, _whole(one.old), _whole(one.new))


def _whole(span: Span | None) -> tuple[Piece, ...]:
    return (Piece("same", span.text),) if span else ()


def _shown(spans: Sequence[Span]) -> str:
    """The words that show a fact best, on one line."""
    text = " ".join(spans[0].text.split()) if spans else ""
    return text if len(text) <= LONG else text[:LONG].rstrip() + " …"
