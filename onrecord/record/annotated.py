"""A reading with what was told of it by hand, as one: to be shown, and to be learned from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from onrecord.facts import Actor, Agreement, Case, Reading
from onrecord.facts.walk import facts
from onrecord.record.accounts import accounts

_IDS = (
    "speaker", "addressees", "targets", "participants", "by", "parties", "actor", "recipient",
    "person", "held_by",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Annotated:
    """A reading with facts by hand; ``by_hand`` gives their ids in it, each with its verdicts.

    ``places`` leads from the number of a supplement and an id in it to the id here.
    """

    reading: Reading
    by_hand: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    places: Mapping[tuple[int, str], str] = field(default_factory=dict)


def annotated(reading: Reading, beside: Sequence[tuple[str, Reading]]) -> Annotated:
    """The reading with the readings of notes (each with the verdict that it is of) put into it.

    What was read already, by its key, is told once and marked. All are of one text.
    """
    whole = _Whole(reading)
    for number, (verdict, one) in enumerate(beside):
        whole.put(number, verdict, one)
    hands = {id: tuple(told) for id, told in whole.hands.items()}
    return Annotated(whole.reading(), hands, whole.places)


class _Whole:
    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._actors = list(reading.actors)
        self._statements = list(reading.statements)
        self._encounters = list(reading.encounters)
        self._agreements = list(reading.agreements)
        self._cases = list(reading.cases)
        self._known = {one.key: one.told.id for one in accounts(reading)}
        self._facts = {one.key: one.id for one in facts(reading)}
        self.hands: dict[str, list[str]] = {}
        self.places: dict[tuple[int, str], str] = {}

    def reading(self) -> Reading:
        return replace(
            self._reading,
            actors=tuple(self._actors), statements=tuple(self._statements),
            encounters=tuple(self._encounters), agreements=tuple(self._agreements),
            cases=tuple(self._cases),
        )  # fmt: skip

    def put(self, number: int, verdict: str, one: Reading) -> None:
        keys = {each.told.id: each.key for each in accounts(one)}
        here = {actor.id: self._actor(actor, keys[actor.id]) for actor in one.actors}
        told: list[str] = []
        told += [self._fact(self._statements, "s", s, here) for s in one.statements]
        told += [self._fact(self._encounters, "e", e, here) for e in one.encounters]
        for agreement in one.agreements:
            told += self._life(self._agreements, agreement, keys[agreement.id], here, "changes")
        for case in one.cases:
            told += self._life(self._cases, case, keys[case.id], here, "steps")
        for id in told or here.values():
            self.hands.setdefault(id, []).append(verdict)
        self.places |= {(number, id): there for id, there in here.items()}
        given = (each.id for each in facts(one))
        self.places |= {(number, id): there for id, there in zip(given, told, strict=True)}

    def _actor(self, actor: Actor, key: str) -> str:
        """The id of an actor here; with mentions that only the note has."""
        known = self._known.get(key)
        at = next((n for n, each in enumerate(self._actors) if each.id == known), None)
        if at is None:
            id = f"a{len(self._actors) + 1}"
            self._actors.append(replace(actor, id=id))
            self._known[key] = id
            return id
        there = self._actors[at]
        places = {m.span for m in there.mentions}
        more = tuple(m for m in actor.mentions if m.span not in places)
        mentions = sorted((*there.mentions, *more), key=lambda m: (m.span.start, m.span.end))
        self._actors[at] = replace(there, mentions=tuple(mentions)) if more else there
        return there.id

    def _fact(self, group: list[Any], letter: str, one: Any, here: Mapping[str, str]) -> str:
        if one.key not in self._facts:
            self._facts[one.key] = id = f"{letter}{len(group) + 1}"
            group.append(replace(_resolved(one, here), id=id))
        return self._facts[one.key]

    def _life(
        self, group: list[Any], life: Agreement | Case, key: str, here: Mapping[str, str],
        name: str,
    ) -> list[str]:  # fmt: skip
        letter = "g" if name == "changes" else "c"
        id = self._known.get(key)
        at = next((n for n, each in enumerate(group) if each.id == id), None)
        if at is None:
            at, id = len(group), f"{letter}{len(group) + 1}"
            group.append(replace(_resolved(life, here), id=id, **{name: ()}))
            self._known[key] = id
        told: list[str] = []
        for turn in getattr(life, name):
            turns = getattr(group[at], name)
            if turn.key not in self._facts:
                self._facts[turn.key] = f"{id}-{len(turns) + 1}"
                fresh = replace(_resolved(turn, here), id=self._facts[turn.key])
                group[at] = replace(group[at], **{name: (*turns, fresh)})
            told.append(self._facts[turn.key])
        return told


def _resolved(one: Any, here: Mapping[str, str]) -> Any:
    """A fact with the ids that its actors have here."""
    changed: dict[str, Any] = {}
    for name in _IDS:
        value = getattr(one, name, None)
        if isinstance(value, str):
            changed[name] = here[value]
        elif value:
            changed[name] = tuple(here[id] for id in value)
    return replace(one, **changed)
