"""Places of the states that a report names: «in Gulu» speaks for Uganda where Uganda is named."""

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass

from onrecord.reading.cast.mention import Mention
from onrecord.reading.cast.page import Page, Run
from onrecord.reading.cast.words import among
from onrecord.tables.places import lookup

__all__ = ["Locality", "localities", "state_within"]

_LONGEST = 3  # words of a place's name
_SHORTEST = 4  # letters of it
_PLACING = among("place_before") | {"from", "to", "of"}
_NOT_NAMES = among("stop", "determiner", "pronoun", "no_name", "speech")


@dataclass(frozen=True, slots=True)
class Locality:
    """A place in a state, that is no capital, at a word of the text."""

    at: int
    name: str
    code: str


def localities(page: Page, mentions: Sequence[Mention], codes: Set[str]) -> tuple[Locality, ...]:
    """The places behind a preposition whose likeliest meaning lies in one of the states `codes`."""
    taken = {at for m in mentions if m.sort == "person" for at in range(*m.run)}
    taken |= {at for run, name in page.known.values() if name.kind != "place"
              for at in range(*run)}  # fmt: skip
    found: list[Locality] = []
    for at in range(1, len(page)):
        if page.low[at - 1] not in _PLACING or page.sentence[at - 1] != page.sentence[at]:
            continue
        for end in _ends(page, at, taken):
            name = page.said((at, end))
            country = next((place.country for place in lookup(name)), "")
            if country:
                if country in codes:
                    found.append(Locality(at, name, country))
                break
    return tuple(found)


def state_within(page: Page, run: Run) -> str:
    """The state in which the place lies that opens a run, empty where none does: «the
    Haut-Katanga prosecutor»."""
    first = run[0] + (page.word(run[0]) == "the")
    taken = {at for at in range(*run) if at in page.known and page.known[at][1].kind != "place"}
    taken |= set(range(run[1], run[1] + _LONGEST))
    for end in _ends(page, first, taken) if first < run[1] else ():
        if found := lookup(page.said((first, end))):
            return found[0].country
    return ""


def _ends(page: Page, at: int, taken: Set[int]) -> Iterator[int]:
    """Where a name that begins at a word may end, the farthest first."""
    if len(page.words[at]) < _SHORTEST or page.low[at] in _NOT_NAMES:
        return
    end = at
    while (
        end < min(at + _LONGEST, len(page))
        and page.words[end][0].isupper()
        and (end not in taken and page.sentence[end] == page.sentence[at])
    ):
        end += 1
    yield from range(end, at, -1)
