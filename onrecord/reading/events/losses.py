"""Attacks told by those they killed or hurt: «two soldiers were killed in the shelling».

The dead of crashes, storms and quakes are no event of politics: where the words do not say that
people were attacked, «killed» alone is enough and «died» is not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from onrecord.facts import Count, DateSlot, Event, Telling
from onrecord.reading.encounters.drafts import Draft
from onrecord.reading.encounters.ground import Ground
from onrecord.reading.encounters.slots import place_of
from onrecord.reading.encounters.vouching import Vouchers
from onrecord.reading.events.counts import numbers, people_behind
from onrecord.reading.events.finding import ByFirstWord, hits
from onrecord.reading.modality import carried
from onrecord.reading.places import Codes
from onrecord.reading.scene import Cast, Scene
from onrecord.reading.times import TimeMention
from onrecord.tables import rows
from onrecord.tables.states import split
from onrecord.text import Span

_SILENT = frozenset({"furniture", "credit", "correction"})
_REACH = 70  # characters between the number and its verb
_BE = re.compile(
    r"\s+(?:(?:have|has|had|having)\s+)?(?:(?:was|were|been|is|are|being)\s+)?"
    r"(?:also\s+|later\s+|reportedly\s+|already\s+)?\Z",
    re.IGNORECASE,
)
_OF = re.compile(r"(?P<what>(?:[\w-]+\s+)?[\w-]+)\s+(?:of|on)\s+\Z", re.IGNORECASE)
_SINCE = re.compile(r"\b(?:since|until|before|by|after)\s+\Z", re.IGNORECASE)
_LIVES = re.compile(r"(?:lost|losing|lose)\s+their\s+\Z", re.IGNORECASE)


@cache
def words(what: str) -> frozenset[str]:
    """A class of the table plover_losses."""
    listed = (row["words"] for row in rows("plover_losses") if row["class"] == what)
    return frozenset(word for words in listed for word in split(words))


@cache
def _finder() -> ByFirstWord:
    return ByFirstWord(words("killed") | words("injured") | words("died"))


@cache
def _pattern(what: str) -> re.Pattern[str]:
    cells = [row["words"] for row in rows("plover_losses") if row["class"] == what]
    return re.compile(rf"\b(?:{'|'.join(cells)})\b", re.IGNORECASE)


def _violent() -> re.Pattern[str]:
    return _pattern("attack")


def _mishap() -> re.Pattern[str]:
    return _pattern("mishap")


def of_losses(
    scene: Scene,
    times: Sequence[TimeMention],
    cast: Cast,
    vouchers: Vouchers,
    codes: Codes,
    told: Sequence[Event],
) -> Iterator[Event]:
    """An ASSAULT for each number of dead or hurt that no event of `told` already has."""
    known = {count.span.start for event in told for count in event.counts if count.span}
    found: dict[tuple[str, float | int], Event] = {}
    last: tuple[int, Event] | None = None
    for ground, hit in hits(scene, times, cast, _finder(), _SILENT):
        of = _of(hit.group().lower())
        count = _beside(scene.text, ground, hit, of)
        if count is None or count.span is None or count.span.start in known:
            continue
        if not _attacked(scene, ground, hit.group().lower()):
            continue
        known.add(count.span.start)
        event = _event(scene, ground, hit, count, vouchers, codes)
        if event is None:
            continue
        key = (count.of, count.value)
        if key in found:
            found[key] = replace(found[key], tellings=(*found[key].tellings, *event.tellings))
        elif last is not None and last[0] == ground.sentence.start and last[1].counts[0].of != of:
            joined = next(k for k, e in found.items() if e is last[1])
            found[joined] = replace(last[1], counts=(*last[1].counts, count))
            last = (last[0], found[joined])
        else:
            found[key] = event
            last = (ground.sentence.start, event)
    yield from found.values()


def _of(word: str) -> str:
    return "injured" if word in words("injured") else "killed"


def _beside(text: str, ground: Ground, hit: re.Match[str], of: str) -> Count | None:
    """The number that the verb tells of: its subject in the passive, else its object."""
    low, high = ground.sentence.start, ground.sentence.end
    active = hit.group().lower().endswith(("ing", "ed"))
    for count, after in _reversed(text, max(low, hit.start() - _REACH), hit.start(), of):
        people = people_behind(text, after)
        between = text[people if people is not None else after : hit.start()]
        if _BE.fullmatch(between) or _LIVES.search(between) or _dead(hit, between):
            return count
        if people is not None and _BE.search(between) and _aside(between):
            return count
        break
    if not active:
        return None
    for count, after in numbers(text, hit.end(), min(high, hit.end() + 26), of):
        direct = text[hit.end() : count.span.start if count.span else hit.end()].strip() == ""
        if direct and (people_behind(text, after) is not None or _ends(text, after, high)):
            return count
        break
    return None


def _reversed(text: str, low: int, high: int, of: str) -> list[tuple[Count, int]]:
    return list(numbers(text, low, high, of))[::-1]


def _dead(hit: re.Match[str], between: str) -> bool:
    return hit.group().lower() == "dead" and between.strip() in ("", "people")


def _aside(between: str) -> bool:
    """Whether what stands between people and «were killed» is an aside or where they were from."""
    return between.count(" ") < 9 and not re.search(
        r"[.;:]|\b(?:who|that|after|when|and|said)\b", between
    )


def _ends(text: str, after: int, high: int) -> bool:
    """Whether a number stands alone for people: «killing 17 and wounding 40», «killing nine.»"""
    rest = text[after:high].lstrip(" ")
    return not rest or rest[0] in ".,;" or rest.startswith(("and ", "in ", "near ", "on ", "at "))


def attacked(said: str) -> bool:
    """Whether a sentence has words for an attack, and none for a mishap."""
    return _mishap().search(said) is None and _violent().search(said) is not None


def _attacked(scene: Scene, ground: Ground, word: str) -> bool:
    """Whether people did it to people, by the words of the sentence and the one before."""
    sentence = ground.sentence
    said = scene.text[sentence.start : sentence.end]
    if _mishap().search(said):
        return False
    if _violent().search(said):
        return True
    before = scene.layout.sentence_at(sentence.start - 1)
    above = scene.text[before.start : before.end] if before.paragraph == sentence.paragraph else ""
    if _mishap().search(above):
        return False
    return word in words("killed") or bool(_violent().search(above))


def _event(
    scene: Scene,
    ground: Ground,
    hit: re.Match[str],
    count: Count,
    vouchers: Vouchers,
    codes: Codes,
) -> Event | None:
    start = min(hit.start(), count.span.start if count.span else hit.start())
    end = max(hit.end(), count.span.end if count.span else hit.end())
    around = vouchers.around(start, end)
    modality = carried(scene, hit.start(), hit.end(), around[-1] if around else None)
    if modality == "denied" and not around:
        return None
    draft = Draft(start, end, "meeting", ())
    low, high = ground.sentence.start, ground.sentence.end
    return Event(
        id="",
        type="ASSAULT",
        contexts=("military",) if _violent().search(scene.text, low, high) else (),
        actor=(),
        recipient=(),
        date=_date(ground, hit.end(), low, high),
        place=place_of(ground, draft, codes, low, high),
        modality=modality,
        counts=(count,),
        tellings=(
            Telling(
                span=Span.of(scene.text, start, end),
                vouched_by=vouchers.of(start, end),
                confidence=0.7,
            ),
        ),
        confidence=0.7,
    )


def _date(ground: Ground, end: int, low: int, high: int) -> DateSlot | None:
    """The day right behind the words, or that of the attack: «the air strikes of 12 March»."""
    text = ground.text
    near = re.compile(r"[^,;:.—–]{0,50}\Z")
    for time in ground.times:
        if time.type != "DATE" or time.value is None or not low <= time.start < high:
            continue
        before = text[max(low, time.start - 60) : time.start]
        behind = end <= time.start and near.fullmatch(text, end, time.start)
        attack = _OF.search(before)
        if (behind and not _SINCE.search(before)) or (
            attack and _violent().fullmatch(attack["what"].split()[-1])
        ):
            value = time.value.partition("T")[0]
            return DateSlot(value=value, basis="words", span=Span.of(text, time.start, time.end))
    return None
