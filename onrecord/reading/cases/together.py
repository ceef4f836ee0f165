"""Who «the two», «both», «they» and «he» are, among the people of cases."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from onrecord.reading.cases.company import (
    TOGETHER,
    Company,
    is_official,
    told_apart,
)
from onrecord.reading.cases.courts import clients
from onrecord.reading.cases.lexicon import counted, number_words, person_heads
from onrecord.reading.cases.turns import Found
from onrecord.reading.cases.whom import NOBODY
from onrecord.reading.turning import Ground

FAR = 3000  # code points back to whom «the two» are
NEAR = 700  # and to whom «they» are, or whose trial «the trial» is
_JOINED = re.compile(r"(?:, \d\d)?,?(?: and|,| &) (?:his |her |the )?")

Antecedent = tuple[int, tuple[str, ...]]


def replaced(found: Iterable[Found], who: dict[str, tuple[str, ...]]) -> list[Found]:
    """The turns with ids replaced; those left without anybody go."""
    made = []
    for one in found:
        persons = tuple(dict.fromkeys(p for old in one.persons for p in who.get(old, (old,))))
        by = tuple(dict.fromkeys(p for old in one.turn.by for p in who.get(old, (old,))))
        if persons:
            made.append(replace(one, persons=persons, turn=replace(one.turn, by=by)))
    return made


def kept(found: Iterable[Found]) -> set[str]:
    """All who have a turn that says by itself that the law or a captor has hold of them."""
    return {
        p
        for one in found
        if not one.weak and one.turn.modality not in {"possible", "failed"}
        for p in one.persons
    }


def of_several(ground: Ground, company: Company, found: Sequence[Found]) -> list[Found]:
    standing = {p for one in found for p in (*one.persons, *one.turn.by) if p.startswith(TOGETHER)}
    vague = {p for one in found for p in one.persons if _vague(ground, p)}
    again = {p: n for one in found for p in one.persons if (n := _captives_again(ground, p))}
    if not standing and not vague and not again:
        return list(found)
    held = {p for p in kept(found) if not p.startswith(TOGETHER)} - vague
    before = antecedents(ground, found, held - again.keys())
    who = {p: people for p, count in again.items() if (people := _so_many(before, held, count))}
    for ident in sorted(standing, key=_position):
        who[ident] = _antecedent(ground, ident, before, held)
        if who[ident]:
            held.update(who[ident])
            before.append((_position(ident), who[ident]))
            before.sort()
    made = []
    for one in replaced(found, who):
        persons = [q for p in one.persons for q in (
            _same(ground, p, one.turn.start, before, held) if p in vague else (p,)
        )]  # fmt: skip
        made.append(replace(one, persons=tuple(dict.fromkeys(persons))))
    return [one for one in made if one.persons]


def _vague(ground: Ground, actor: str) -> bool:
    """«the reporters», «protesters»: a group that nothing tells apart."""
    several = actor.startswith(TOGETHER) or actor == NOBODY
    return not several and ground.kind_of(actor) == "group" and not told_apart(ground, actor)


def _captives_again(ground: Ground, actor: str) -> int:
    """How many «the two detainees», «the three captives» are: people told of before; else 0."""
    if actor.startswith(TOGETHER) or actor == NOBODY or ground.kind_of(actor) != "group":
        return 0
    words = ground.cast.actor(actor).name.lower().split()
    head = person_heads().get(words[-1]) if words else None
    if head is None or head[0] not in counted("captive"):
        return 0
    return next((number_words()[w] for w in words if w in number_words()), 0)


def _so_many(before: Sequence[Antecedent], held: set[str], count: int) -> tuple[str, ...]:
    """The only people of that number, told together by name, who are held."""
    fits = {frozenset(people): people for _, people in before
            if len(people) == count and held.issuperset(people)}  # fmt: skip
    return next(iter(fits.values())) if len(fits) == 1 else ()


def _same(
    ground: Ground, actor: str, at: int, before: Sequence[Antecedent], held: set[str]
) -> tuple[str, ...]:
    """The people of whom «the reporters», «the men» are told again; () where there are none."""
    words = ground.cast.actor(actor).name.lower().split()
    spoken = ground.text[max(0, at - 80) : at + 80].lower()
    if not words or f"the {words[-1]}" not in spoken:
        return ()
    for start, people in reversed(before):
        if start >= at or at - start > FAR or not set(people) & held:
            continue
        heads = {ground.cast.actor(p).name.lower().split()[-1] for p in people}
        if words[-1] in heads or words[-1] in _PLURALS:
            return people if len(people) > 1 or ground.kind_of(people[0]) == "group" else ()
    return ()


_PLURALS = frozenset("men women suspects defendants detainees prisoners captives".split())


def _position(ident: str) -> int:
    return int(ident.rsplit(" ", 1)[-1])


def _antecedent(
    ground: Ground, ident: str, before: Sequence[Antecedent], held: set[str]
) -> tuple[str, ...]:
    """The people told last of whom words can speak; () where there are none."""
    at = _position(ident)
    words = ground.text[at : at + 12].lower()
    pronoun = words.startswith(("they", "them", "their"))
    count = next((n for word, n in _COUNTS.items() if word in words), None)
    for start, actors in reversed(before):
        if start >= at or at - start > (NEAR if pronoun else FAR):
            continue
        group = len(actors) == 1
        if not group and count is not None and len(actors) != count:
            continue
        if group and count is not None and not pronoun and not _says(ground, actors[0], count):
            continue
        if set(actors) & held or (not group and not pronoun):
            return actors
    return ()


_COUNTS = {"both": 2, "two": 2, "pair": 2, "duo": 2, "couple": 2, "three": 3, "trio": 3, "four": 4}
SIZES = {2: ("two", "2", "pair", "couple"), 3: ("three", "3"), 4: ("four", "4")}


def _says(ground: Ground, actor: str, count: int) -> bool:
    name = ground.cast.actor(actor).name.lower().split()
    return any(word in name for word in SIZES[count])


def antecedents(ground: Ground, found: Sequence[Found], held: set[str]) -> list[Antecedent]:
    """People told together, where they are: groups, «A and B», those of one turn."""
    made: list[Antecedent] = []
    chain: list[str] = []
    start, last = 0, None
    for sighting in ground.outermost():
        kind = ground.kind_of(sighting.actor)
        if kind == "group" and not sighting.actor.startswith(TOGETHER):
            made.append((sighting.start, (sighting.actor,)))
        if kind != "person" or sighting.form == "pronoun":
            continue
        between = ground.text[last.end : sighting.start] if last is not None else ""
        if not _JOINED.fullmatch(between):
            _close(ground, made, start, chain, held)
            chain, start = [], sighting.start
        chain.append(sighting.actor)
        last = sighting
    _close(ground, made, start, chain, held)
    for one in found:
        named = tuple(p for p in one.persons if not p.startswith(TOGETHER) and p != NOBODY)
        if len(named) > 1:
            made.append((one.turn.start, named))
    return sorted(made)


def _close(
    ground: Ground, made: list[Antecedent], start: int, chain: Sequence[str], held: set[str]
) -> None:
    people = tuple(dict.fromkeys(chain))
    official = any(is_official(ground, p) for p in people)
    if len(people) > 1 and (not official or set(people) & held):
        made.append((start, people))


def _just_told(ground: Ground, made: Sequence[Found], one: Found, by_name: set[str]) -> bool:
    """Whether the sentence before tells a step of one person by name: «X was held … He served»."""
    line = ground.line(one.turn.start)
    last = next((f for f in reversed(made) if f.turn.start < line.starts[0]), None)
    if last is None or len(last.persons) != 1 or last.persons[0] not in by_name:
        return False
    behind = ground.next_line(ground.line(last.turn.start))
    return behind is not None and behind.starts[0] == line.starts[0] and not last.pronoun


def of_pronouns(ground: Ground, found: Sequence[Found]) -> list[Found]:
    """«the court gave him a year»: not the minister, whom the cast takes it for, but whoever was
    told to be held last, or the only one who is; of nobody where several are."""
    spoken_for = clients(ground) if any(one.pronoun for one in found) else {}
    by_name = {p for one in found if not one.weak and not one.pronoun for p in one.persons}
    made: list[Found] = []
    for one in found:
        wrong = (
            one.pronoun
            and len(one.persons) == 1
            and one.persons[0] not in by_name
            and (is_official(ground, one.persons[0]) or _just_told(ground, made, one, by_name))
        )
        if wrong:
            before = [
                p for f in made if one.turn.start - f.turn.start < NEAR for p in f.persons
                if p in by_name and ground.kind_of(p) == "person"
            ]  # fmt: skip
            held = [p for p in by_name if ground.kind_of(p) == "person"]
            if not before and len(held) > 1:
                continue
            one = replace(one, persons=tuple(before[-1:] or held) or one.persons)
        elif one.pronoun and one.persons[0] in spoken_for and one.persons[0] not in by_name:
            one = replace(one, persons=(spoken_for[one.persons[0]],))
        made.append(one)
    return made
