"""What a list of readings says of each, kept apart from the readings themselves."""

from dataclasses import dataclass
from textwrap import shorten

from onrecord.facts import Reading
from onrecord.views.page.ids import settled
from onrecord.views.page.sheet import Sheet
from onrecord.views.safe import words

_OPENING = 80  # characters of a text that has no title
_KINDS = 4  # of facts that are counted: who, when and where are not


@dataclass(frozen=True, slots=True)
class Entry:
    """One page of a list: its file's name, and what is told of its reading.

    ``counts`` are kind, name and number of its facts.
    """

    name: str
    title: str
    published: str | None
    outlet: str | None
    complete: bool
    counts: tuple[tuple[str, str, int], ...]


def entry(name: str, reading: Reading) -> Entry:
    """What a list says of the reading that is in the file of this name.

    What has no title is told by its first words.
    """
    sheet, report = Sheet(settled(reading)), reading.report
    return Entry(
        name=name,
        title=sheet.title or shorten(words(report.text), _OPENING, placeholder=" …"),
        published=report.published.value,
        outlet=report.outlet,
        complete=report.complete,
        counts=tuple(sheet.counts[:_KINDS]),
    )
