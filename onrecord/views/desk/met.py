"""Encounters added up: who met whom how often, and where."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from markupsafe import Markup

from onrecord.drawing import network_svg, network_table
from onrecord.drawing.maps import Map, Spot, map_svg, map_table
from onrecord.question import Question
from onrecord.record.meetings import met
from onrecord.record.periods import period
from onrecord.record.things import EncounterThing
from onrecord.views.dates import date_words
from onrecord.views.desk.links import Links
from onrecord.views.desk.picturing import Picture
from onrecord.views.met import network
from onrecord.views.safe import words


@dataclass(frozen=True, slots=True)
class _Last:
    """The last day that is told of some encounters, and how it is told."""

    day: int = 0
    said: str = ""

    def or_later(self, one: EncounterThing) -> "_Last":
        value = one.date.value if one.date else None
        days = period(value)
        return _Last(days.last, date_words(value)) if days and days.last > self.day else self


def who_met(
    found: Sequence[EncounterThing], question: Question, links: Links, *, states: bool
) -> Picture | None:
    """Who met whom, each pair leading to its encounters; None where nobody did."""
    told = met(found, states=states)
    if not told.bonds:
        return None

    def party(identifier: str) -> str:
        return links.to("/encounters", _given(question) | {"by": identifier})

    drawn = network(told, link=party if states else links.thing)
    between = [
        links.to("/encounters", _given(question) | {"by": None, "between": [one.one, one.other]})
        for one in told.bonds
    ]
    linked = tuple(
        replace(one, link=href) for one, href in zip(drawn.meetings, between, strict=True)
    )
    drawn = replace(drawn, meetings=linked)
    return Picture(Markup(network_svg(drawn, alone=False)), network_table(drawn), drawn.title)


def where_met(found: Sequence[EncounterThing], question: Question, links: Links) -> Picture | None:
    """Where people met; None where no place is known."""
    places: dict[tuple[str, float, float], list[EncounterThing]] = {}
    for one in found:
        at = one.place
        if at and at.lat is not None and at.lon is not None:
            places.setdefault((words(at.name), at.lat, at.lon), []).append(one)
    if not places:
        return None
    spots = []
    for (name, lat, lon), some in places.items():
        last = _Last()
        for one in some:
            last = last.or_later(one)
        asked = _given(question) | {"place": name}
        href = links.to("/encounters", asked) if any(map(str.isalnum, name)) else None
        spots.append(
            Spot(name=name, lat=lat, lon=lon, count=len(some), detail=last.said, link=href)
        )
    drawn = Map(title="Where they met", spots=tuple(spots))
    return Picture(Markup(map_svg(drawn, alone=False)), map_table(drawn), drawn.title)


def _given(question: Question) -> dict[str, object]:
    """What narrows the encounters, as their list takes it."""
    given = question.given()
    for name in ("limit", "cursor", "as_of"):
        given.pop(name, None)
    return given
