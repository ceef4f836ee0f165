"""Everybody who is named in a stretch of a text: actors of the cast, or people it has not seen yet.

A noun phrase names its actors by sightings of the cast; where it holds none, the words themselves
describe a group («Seven opposition parties in Nepal»), or name a state («French mediation»), which
join the cast if an event needs them.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache

from onrecord.facts import Actor, Mention
from onrecord.reading.events.clauses import classes
from onrecord.reading.scene import Cast, Sighting
from onrecord.tables.names import find_known
from onrecord.tables.states import states
from onrecord.text import Span

Range = tuple[int, int]
Ids = tuple[str, ...]

NATIONS = frozenset({"demonym", "state", "capital"})
JOINS = re.compile(r"\s*(?:,|,?\s*(?:and|&|both))\s*(?:the\s+|his\s+|its\s+)?", re.IGNORECASE)
_LONGEST = 8  # words of a description


@cache
def _people() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{classes()['people']})\b", re.IGNORECASE)


@cache
def _numbers() -> re.Pattern[str]:
    return re.compile(rf"(?:\s*(?:{classes()['numbering']})\b[\s,]*)+", re.IGNORECASE)


@dataclass(slots=True)
class Crowd:
    """Finds actors in stretches of a text, and gathers those who are new to its cast."""

    text: str
    cast: Cast
    today: date | None = None
    new: list[Actor] = field(default_factory=list)
    seen: list[Sighting] = field(default_factory=list)

    def joined(self, used: Collection[str]) -> tuple[Cast, dict[str, str]]:
        """The cast with those new to it who are of use, and the ids that they have there."""
        stay = [actor for actor in self.new if actor.id in used]
        ids = {actor.id: self.cast.free(i) for i, actor in enumerate(stay, 1)}
        actors = [replace(actor, id=ids[actor.id]) for actor in stay]
        seen = [replace(s, actor=ids[s.actor]) for s in self.seen if s.actor in ids]
        return (self.cast.joined(actors, seen) if actors else self.cast), ids

    def first(self, start: int, end: int) -> Ids:
        """Who is named first in a stretch."""
        return tuple(spot.actor for spot in self._spots(start, end)[:1])

    def actor(self, ident: str) -> Actor:
        """An actor of the cast or one that is new."""
        found = next((a for a in self.new if a.id == ident), None)
        return found or self.cast.actor(ident)

    def code(self, ident: str) -> str:
        """The state or body of states that an actor is, acts for or is described by."""
        actor = self.actor(ident)
        told = actor.identifiers.get("iso3166") or actor.represents
        if told or actor.sector in ("IGO", "NGO"):
            return told or actor.sector or ""
        return next(described(actor), "")

    def head(self, stretch: Range) -> Ids:
        """The actors that a noun phrase is about: those at its head, and those beside them."""
        start, end = stretch
        if start >= end:
            return ()
        held = self._spots(start, end)
        if held and self._leads(start, held[0]):
            while len(held) > 1 and self._runs_on(held[0], held[1]):
                held.pop(0)  # «NATO-member Norway»
            followed = None if self.code(held[0].actor) else self._followed(held[0], end)
            if followed is not None:
                return (followed,)
            found = [held[0]]
            for spot in held[1:]:
                if spot.span == found[-1].span or JOINS.fullmatch(
                    self.text[found[-1].end : spot.start]
                ):
                    found.append(spot)
            return tuple(dict.fromkeys(s.actor for s in found))
        told = self._described(start, end)
        return told or tuple(s.actor for s in held[:1]) or self._unknown(start, end)

    def _spots(self, start: int, end: int) -> list[Sighting]:
        """Where somebody is named in a stretch: sightings, else states, bodies and peoples."""
        held = [s for s in self.cast.within(start, end) if self._acts(s)]
        taken = [s.span for s in held]
        for known in find_known(self.text[start:end], self.today):
            low, high = known.start + start, known.end + start
            nation = known.kind in NATIONS and known.code in states()
            told = nation or known.code in ("UN", "EU") or known.kind == "group"
            if not told or _over(low, high, taken) or self._is_speech(high):
                continue
            head = _people().match(self.text, high + 1, end)
            ethnic = self.text[start:low].lower().endswith("ethnic ")
            low -= len("ethnic ") if ethnic else 0
            high = head.end() if head else high
            if head or ethnic or known.kind == "group":
                ident = self._group(low, high)
            else:
                ident = self.state(known.code, low, high)
            held.append(Sighting(low, high, ident, "description"))
            taken.append((low, high))
        return sorted(held, key=lambda s: s.start)

    def _is_speech(self, at: int) -> bool:
        """Whether a name is that of a tongue: «the Russian language»."""
        return (
            re.compile(r"[\s-](?:languages?|speak(?:ers?|ing))\b").match(self.text, at) is not None
        )

    def _unknown(self, start: int, end: int) -> Ids:
        """Who bears a name that nobody knows: «the Velmar Front»."""
        skipped = _numbers().match(self.text, start, end)
        start = skipped.end() if skipped else start
        name = re.compile(r"(?:[A-Z][\w’'-]*)(?:\s+(?:of|for|the|[A-Z][\w’'-]*)){1,6}").match(
            self.text, start, end
        )
        return (self._group(start, name.end()),) if name else ()

    def _acts(self, sighting: Sighting) -> bool:
        actor = self.cast.actor(sighting.actor)
        return actor.kind != "document"

    def _leads(self, start: int, sighting: Sighting) -> bool:
        """Whether what stands before a sighting leaves it the head: «the new president»."""
        before = self.text[start : sighting.start]
        return (
            len(before.split()) <= 3
            and not _people().search(before)
            and not re.search(r"\b(?:of|in|from|at|on|to|with|against|for)\s*\Z", before)
        )

    def _followed(self, sighting: Sighting, end: int) -> str | None:
        """The people behind a name that only says which they are: «Ibo traditional elders»."""
        after = re.compile(r"\s(?:\w+\s)?").match(self.text, sighting.end, end)
        head = _people().match(self.text, after.end(), end) if after else None
        return self._group(sighting.start, head.end()) if head else None

    def _runs_on(self, one: Sighting, two: Sighting) -> bool:
        between = self.text[one.end : two.start]
        return one.span != two.span and bool(re.fullmatch(r"(?:-\w+)?\s+", between))

    def _described(self, start: int, end: int) -> Ids:
        """A group told by what its people are: «67 elderly British nationals»."""
        skipped = _numbers().match(self.text, start, end)
        start = skipped.end() if skipped else start
        words = list(re.finditer(r"\S+", self.text[start:end]))[:_LONGEST]
        if not words:
            return ()
        end = start + words[-1].end()
        head = _people().search(self.text, start, end)
        if head is None or re.search(
            r"[,;:]|\b(?:who|that|which|of)\b", self.text[start : head.start()]
        ):
            return ()
        end = head.end()
        place = re.compile(r"\s+(?:in|of|from|at)\s+(?:the\s+)?(?:[A-Z][\w’'-]*\s?)+").match(
            self.text, end
        )
        end = place.start() + len(place.group().rstrip()) if place else end
        return (self._group(start, end),)

    def named_in(self, stretch: Range) -> tuple[str, ...]:
        """Everybody named in a stretch, in order; a group described where nobody is."""
        start, end = stretch
        spots = self._spots(start, end)
        head = None if spots else _people().search(self.text, start, end)
        if head is not None:
            return (self._group(*_phrase(self.text, start, head)),)
        return tuple(dict.fromkeys(spot.actor for spot in spots))

    def state(self, code: str, start: int, end: int) -> str:
        """The state of that code, which joins the cast where it is not in it."""
        for actor in (*self.cast.actors, *self.new):
            if actor.identifiers.get("iso3166") == code:
                self.seen.append(Sighting(start, end, actor.id, "name"))
                return actor.id
        body = code in ("UN", "EU")
        return self._join(
            Actor(id="", name=states()[code].name, kind="organization" if body else "state",
                  represents=code, sector="IGO" if body else "GOV",
                  identifiers={"iso3166": code}), start, end, "name",
        )  # fmt: skip

    def _group(self, start: int, end: int) -> str:
        """A group described by these words; the one of that name where it is known."""
        name = " ".join(self.text[start:end].split())
        for actor in (*self.cast.actors, *self.new):
            if actor.name.casefold() == name.casefold():
                self.seen.append(Sighting(start, end, actor.id, "description"))
                return actor.id
        return self._join(Actor(id="", name=name, kind="group"), start, end, "description")

    def _join(self, actor: Actor, start: int, end: int, form: str) -> str:
        ident = self.cast.free(len(self.new) + 1)
        mention = Mention(Span.of(self.text, start, end), form)  # type: ignore[arg-type]
        self.new.append(replace(actor, id=ident, mentions=(mention,)))
        self.seen.append(Sighting(start, end, ident, form))  # type: ignore[arg-type]
        return ident


def described(actor: Actor) -> Iterator[str]:
    """The states that the words for an actor name: «Libyan leader Omar Sayed», «Kenyan students».

    Not those that it is for or against («pro-Iranian», «anti-Syrian», «Syrian-backed»), nor peoples
    elsewhere («ethnic Turks», «Albanians of Serbia»); NGO where the words say so.
    """
    for words in (actor.name, *(m.span.text for m in actor.mentions if m.form != "pronoun")):
        for known in find_known(words):
            before, after = words[: known.start].lower(), words[known.end :].lower()
            aside = before.endswith(("pro-", "anti-", "ethnic ")) or after.startswith("-backed")
            away = known.kind == "demonym" and re.match(r"\s(?:of|in|from)\s", after)
            if not (aside or away) and (known.code in states() or known.sector in ("IGO", "NGO")):
                yield known.code or known.sector
        if _private().search(words):
            yield "NGO"


@cache
def _private() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{classes()['NGO']})\b", re.IGNORECASE)


def _over(low: int, high: int, taken: list[Range]) -> bool:
    return any(low < b and a < high for a, b in taken)


def _phrase(text: str, low: int, head: re.Match[str]) -> Range:
    """A noun for people with the adjective before it: «opposition leaders»."""
    before = re.search(r"(?<!\w)[\w-]+\s\Z", text[low : head.start()])
    start = low + before.start() if before else head.start()
    if before and before.group().strip().lower() in classes()["noun"].split("|"):
        start = head.start()
    return start, head.end()
