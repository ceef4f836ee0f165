"""Who does what a clause tells, and to whom."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from onrecord.reading.events.clauses import Clause, Coding, classes
from onrecord.reading.events.crowd import JOINS, NATIONS, Crowd, Ids, Range
from onrecord.tables.names import find_known
from onrecord.tables.states import states

# Events that are said, whose sides may stand before: «X has failed, Y complained».
_SAID = frozenset({"ACCUSE", "REQUEST", "REJECT", "THREATEN"})
_AIMED = frozenset({"ASSAULT", "MOBILIZE", "PROTEST"})
# What companies and clubs do too, and is no politics then; who is no power by his trade.
_OF_STATES = frozenset({"AGREE", "CONSULT", "SUPPORT", "COOPERATE", "AID"})
_PRIVATE = frozenset({"MED", "BUS", "CVL", "EDU"})
_OWN_DOING = frozenset({"withdraw", "disarm"})


@cache
def _officials() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{classes()['OFFICIAL']})\b", re.IGNORECASE)


class Sides(Crowd):
    """Finds the two sides of clauses."""

    def doers(self, clause: Clause) -> Ids:
        """Who does it: the subject, or in a passive whom «by» names.

        Who is withdrawn or disarmed by nobody in particular is taken to do it himself.
        """
        if clause.coding.voice == "bare":
            between = re.compile(r"\b(?:between|with)\s+").search(self.text, *clause.rest)
            return self.head((between.end(), clause.rest[1])) if between else ()
        by = re.compile(r"\bby\s+").search(self.text, *clause.rest) if clause.passive else None
        if clause.passive and by is None and clause.coding.mode not in _OWN_DOING:
            return ()
        return self.head((by.end(), clause.rest[1]) if by else clause.subject)

    def undergoers(self, clause: Clause, doers: Ids) -> Ids:
        """To whom it is done: the subject of a passive, else whom the words behind name first.

        Of those of another state than the doers' the first, else the first who are named.
        """
        if clause.coding.voice == "bare":
            return ()
        if clause.passive and clause.coding.mode not in _OWN_DOING:
            return self.head(clause.subject)
        against = re.compile(r"\bagainst\s+").search(self.text, *clause.rest)
        if against is not None and clause.coding.type in _AIMED:
            aimed = self._first((against.end(), clause.rest[1]), doers)
            if aimed:
                return aimed
        before = (clause.ground.sentence.start, clause.subject[0])
        said = clause.coding.type in _SAID
        return self._first(clause.rest, doers) or (self._first(before, doers) if said else ())

    def matters(self, ident: str, coding: Coding) -> bool:
        """Whether what an actor does is politics: not if a person holds and stands for nothing.

        A person who attacks somebody mostly does it with words.
        """
        actor = self.actor(ident)
        if coding.type == "ASSAULT" and coding.mode is None and actor.kind in ("person", "office"):
            return False
        if actor.kind == "organization" and coding.type in _OF_STATES:
            return bool(actor.sector or self.code(ident))
        if actor.kind != "person" or actor.office or self.code(ident):
            return True
        if actor.sector:
            return actor.sector not in _PRIVATE
        return any(_officials().search(m.span.text) for m in actor.mentions if m.form != "pronoun")

    def _first(self, stretch: Range, doers: Ids) -> Ids:
        """The first in a stretch who are of another state than the doers, else the first at all."""
        named = [i for i in self.named_in(self._near(stretch)) if i not in doers]
        own = {"", *(self.code(i) for i in doers)}
        others = [i for i in named if self.code(i) not in own] or self._inside(stretch, own)
        first = (others or named)[:1]
        if first and not self.code(first[0]):
            first = [next((i for i in others if self._of(first[0], i)), first[0])]
        return self._listed(first, named)

    def _inside(self, stretch: Range, own: set[str]) -> list[str]:
        """A state other than the doers' within what names one of theirs: «its embassy in Oslo»."""
        start, end = stretch
        for known in find_known(self.text[start:end], self.today) if own - {""} else ():
            if known.kind in NATIONS and known.code in states() and known.code not in own:
                return [self.state(known.code, known.start + start, known.end + start)]
        return []

    def _near(self, stretch: Range) -> Range:
        """A stretch without clauses that say more of somebody: «refugees who have lived in …»."""
        found = re.compile(r"\b(?:who|which|whom|whose)\b").search(self.text, *stretch)
        return (stretch[0], found.start()) if found else stretch

    def _listed(self, first: Sequence[str], named: Sequence[str]) -> Ids:
        """Those named in one breath with the first: «Romania, Poland and Hungary»."""
        found = list(first)
        for ident in named:
            if found and ident not in found and self._beside(found[-1], ident):
                found.append(ident)
        for ident in reversed(named):
            if found and ident not in found and self._beside(ident, found[0]):
                found.insert(0, ident)
        return tuple(found)

    def _beside(self, first: str, other: str) -> bool:
        """Whether two are named in one breath: «Romania and Poland»."""
        return JOINS.fullmatch(self._between(first, other)) is not None

    def _of(self, first: str, other: str) -> bool:
        """Whether one is of the other: «observers from the OSCE»."""
        return (
            re.fullmatch(r"\s+(?:of|from)\s+(?:the\s+)?", self._between(first, other)) is not None
        )

    def _between(self, first: str, other: str) -> str:
        spots = {s.actor: s for s in (*self.cast.sightings, *self.seen)[::-1]}
        return self.text[spots[first].end : spots[other].start]
