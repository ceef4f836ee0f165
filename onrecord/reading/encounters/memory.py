"""Whom «they», «the two sides» and «the talks» may mean: those who met last, else two named as one.

«Egypt and Sudan agreed …»: two states, two bodies or two persons joined by «and» are sides of
the report, whether or not they have met in it.
"""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from onrecord.facts import Actor
from onrecord.reading.encounters.drafts import Draft
from onrecord.reading.encounters.ground import Actors, Before
from onrecord.reading.scene import Cast, Sighting
from onrecord.vocabulary import Format

_JOINED = re.compile(r",?\s(?:and|&)\s(?:the\s)?|[-–/]")
_DEALING = re.compile(r"[^.;:!?\n]{0,30}\bwith\s(?:[\w’'-]+\s){0,4}")  # «X signed it with Y»
_PERSONAL = frozenset({"person", "office"})
_COLLECTIVE = frozenset({"state", "government_body", "organization"})
_NO_STATE = frozenset({None, "", "UN", "EU"})
_NEAR = 400  # characters
_EARLIER = 4  # of those who met, and of pairs, that are remembered


class Memory:
    """What a reader of the report remembers at each place in it."""

    def __init__(self, text: str, cast: Cast) -> None:
        self._actors = {actor.id: actor for actor in cast.actors}
        self._states = {
            actor.identifiers["iso3166"]: actor.id
            for actor in cast.actors
            if "iso3166" in actor.identifiers
        }
        self._pairs = _pairs(text, cast.sightings, self._actors)
        self._starts = [start for start, _ in self._pairs]
        self._met: Actors = ()
        self._earlier: list[Actors] = []  # who met, the last at the end
        self._visitor: Actors = ()
        self._end = 0  # of the last telling
        self._format: Format = "meeting"
        self._noun = 0  # the end of its noun
        self._last: Actors = ()  # who took part in it
        self._leaders = _leaders(cast)
        self._two = self._foremost(cast)

    def keep(self, draft: Draft) -> None:
        """Remember who met."""
        told = draft.participants
        self._end, self._format = draft.end, draft.format
        self._noun = draft.end if draft.noun and not draft.partial else 0
        self._last = told
        if draft.format == "visit" and told and not draft.back:
            self._visitor = told[:1]
        if len(told) > 1 and told != tuple(dict.fromkeys(self._state(x) for x in self._met)):
            self._met = told
            self._earlier.append(told)

    def at(self, position: int, you: Actors) -> Before:
        """What may be pointed back to at that place, where `you` are spoken to."""
        last = bisect_right(self._starts, position) - 1
        met = self._met or (self._pairs[last][1] if last >= 0 else ())
        sides = tuple(dict.fromkeys(self._state(x) for x in met))
        if not all(_collective(self._actors[x]) for x in sides):
            both = [two for end, two in self._pairs if end <= position]
            joined = [two for two in both if _collective(self._actors[two[0]])]
            sides = joined[-1] if joined else sides
        return Before(
            met,
            you,
            self._states,
            sides,
            self._visitor,
            leaders=self._leaders,
            two=self._two,
            format=self._format,
            noun=self._noun,
            last=self._last,
            near=bool(self._met) and position - self._end < _NEAR,
            earlier=(
                *self._earlier[-2 : -2 - _EARLIER : -1],
                *(two for _, two in self._pairs[max(0, last + 1 - _EARLIER) : last + 1][::-1]),
            ),
        )

    def _foremost(self, cast: Cast) -> Actors:
        """The two states that a report is of: both spoken of, or by those who act for them, more
        than twice as often as any other."""
        counts = Counter(
            code
            for sighting in cast.sightings
            if (code := self._code(sighting.actor)) not in _NO_STATE
        )
        (*first, third) = [*counts.most_common(3), ("", 0), ("", 0), ("", 0)][:3]
        told = [self._states.get(code or "", "") for code, _ in first]
        least = min(count for _, count in first)
        return tuple(told) if all(told) and least > max(2, 2 * third[1]) else ()

    def _code(self, ident: str) -> str | None:
        actor = self._actors[ident]
        return actor.identifiers.get("iso3166") or actor.represents

    def _state(self, ident: str) -> str:
        """The state an actor acts for, where it is in the cast."""
        actor = self._actors[ident]
        return self._states.get(actor.represents or "", ident)


def _pairs(
    text: str, sightings: Sequence[Sighting], actors: dict[str, Actor]
) -> list[tuple[int, Actors]]:
    """The ends of all pairs joined by «and» or a hyphen, with the two."""
    found: list[tuple[int, Actors]] = []
    outer: list[Sighting] = []
    for sighting in sightings:
        if not outer or sighting.start >= outer[-1].end:
            outer.append(sighting)
    for one, other in pairwise(outer):
        if one.actor == other.actor:
            continue
        joined = _JOINED.fullmatch(text, one.end, other.start)
        if not (joined or _DEALING.fullmatch(text, one.end, other.start)):
            continue
        two = actors[one.actor], actors[other.actor]
        codes = {actor.represents or actor.id for actor in two}
        if len(codes) < 2 or not (joined or all(actor.represents for actor in two)):
            continue
        if all(map(_personal, two)) or (joined and all(map(_collective, two))):
            found.append((other.end, (one.actor, other.actor)))
    return found


def _leaders(cast: Cast) -> Actors:
    """The first group of leaders with a name: «Pacific leaders», «the leaders of the GCC»."""
    for actor in cast.actors:
        plural = {"leaders", "ministers", "presidents"} & set(actor.name.lower().split())
        if actor.kind == "group" and plural and any(c.isupper() for c in actor.name[1:]):
            return (actor.id,)
    return ()


def _personal(actor: Actor) -> bool:
    return actor.kind in _PERSONAL


def _collective(actor: Actor) -> bool:
    """A state, a body, or a group with a name: «the Congolese government», not «aid workers»."""
    named = any(c.isupper() for c in actor.name)
    return actor.kind in _COLLECTIVE or (actor.kind == "group" and named)
