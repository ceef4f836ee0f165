"""Whose turns those are that stand under a description or for people told before."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from onrecord.facts import DateSlot
from onrecord.reading.cases.company import (
    ALONE,
    TOGETHER,
    Company,
    is_captive,
    is_official,
    told_apart,
)
from onrecord.reading.cases.courts import clients
from onrecord.reading.cases.described import Described
from onrecord.reading.cases.lexicon import kin
from onrecord.reading.cases.slots import moved_on
from onrecord.reading.cases.turns import Found
from onrecord.reading.cases.whom import NOBODY
from onrecord.reading.turning import Ground, Turn

_FAR = 3000  # code points back to whom «the two» are
_NEAR = 700  # and to whom «they» are, or whose trial «the trial» is
_FEW = 4  # people whom talk of an exchange can be of
_GONE = frozenset({"released", "deported", "exchanged", "pardoned", "died", "acquitted"})
_LEDE = 3  # paragraphs in which somebody may be described before being named
_JOINED = re.compile(r"(?:, \d\d)?,?(?: and|,| &) (?:his |her |the )?")
_ANYBODY = frozenset({"man", "woman", "person", "suspect", "defendant", "client"})

Antecedent = tuple[int, tuple[str, ...]]


def settled(ground: Ground, company: Company, found: Sequence[Found]) -> list[Found]:
    """The turns with persons in the place of words that stand for them, where there are any."""
    found = sorted(found, key=lambda f: f.turn.start)
    found = _of_several(ground, company, found)
    found = _of_pronouns(ground, found)
    found = _of_described(ground, company, found)
    found = _of_nobody(ground, found)
    return _strong(company, dated_after(ground, found))


def _replaced(found: Iterable[Found], who: dict[str, tuple[str, ...]]) -> list[Found]:
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


# --- the two, both, they --------------------------------------------------------------------


def _of_several(ground: Ground, company: Company, found: Sequence[Found]) -> list[Found]:
    standing = {p for one in found for p in (*one.persons, *one.turn.by) if p.startswith(TOGETHER)}
    vague = {p for one in found for p in one.persons if _vague(ground, p)}
    if not standing and not vague:
        return list(found)
    held = {p for p in kept(found) if not p.startswith(TOGETHER)} - vague
    before = _antecedents(ground, found, held)
    who = {}
    for ident in sorted(standing, key=_position):
        who[ident] = _antecedent(ground, ident, before, held)
        if who[ident]:
            held.update(who[ident])
            before.append((_position(ident), who[ident]))
            before.sort()
    made = []
    for one in _replaced(found, who):
        persons = [q for p in one.persons for q in (
            _same(ground, p, one.turn.start, before, held) if p in vague else (p,)
        )]  # fmt: skip
        made.append(replace(one, persons=tuple(dict.fromkeys(persons))))
    return [one for one in made if one.persons]


def _vague(ground: Ground, actor: str) -> bool:
    """«the reporters», «protesters»: a group that nothing tells apart."""
    several = actor.startswith(TOGETHER) or actor == NOBODY
    return not several and ground.kind_of(actor) == "group" and not told_apart(ground, actor)


def _same(
    ground: Ground, actor: str, at: int, before: Sequence[Antecedent], held: set[str]
) -> tuple[str, ...]:
    """The people of whom «the reporters», «the men» are told again; () where there are none."""
    words = ground.cast.actor(actor).name.lower().split()
    spoken = ground.text[max(0, at - 80) : at + 80].lower()
    if not words or f"the {words[-1]}" not in spoken:
        return ()
    for start, people in reversed(before):
        if start >= at or at - start > _FAR or not set(people) & held:
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
        if start >= at or at - start > (_NEAR if pronoun else _FAR):
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
_WORDS = {2: ("two", "2", "pair", "couple"), 3: ("three", "3"), 4: ("four", "4")}


def _says(ground: Ground, actor: str, count: int) -> bool:
    name = ground.cast.actor(actor).name.lower().split()
    return any(word in name for word in _WORDS[count])


def _antecedents(ground: Ground, found: Sequence[Found], held: set[str]) -> list[Antecedent]:
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


# --- he, she, him -----------------------------------------------------------------------------


def _of_pronouns(ground: Ground, found: Sequence[Found]) -> list[Found]:
    """«the court gave him a year»: not the minister, whom the cast takes it for, but whoever was
    told to be held last."""
    spoken_for = clients(ground) if any(one.pronoun for one in found) else {}
    by_name = {p for one in found if not one.weak and not one.pronoun for p in one.persons}
    made: list[Found] = []
    for one in found:
        wrong = (
            one.pronoun
            and len(one.persons) == 1
            and one.persons[0] not in by_name
            and (is_official(ground, one.persons[0]))
        )
        if wrong:
            before = [
                p for f in made if one.turn.start - f.turn.start < _NEAR for p in f.persons
                if p in by_name and ground.kind_of(p) == "person"
            ]  # fmt: skip
            one = replace(one, persons=tuple(before[-1:]) or one.persons)
        elif one.pronoun and one.persons[0] in spoken_for and one.persons[0] not in by_name:
            one = replace(one, persons=(spoken_for[one.persons[0]],))
        made.append(one)
    return made


# --- descriptions ---------------------------------------------------------------------------


def _of_described(ground: Ground, company: Company, found: Sequence[Found]) -> list[Found]:
    standing = [p for one in found for p in one.persons if p.startswith(ALONE)]
    groups = {p for one in found for p in one.persons if ground.kind_of(p) == "group"}
    who = {p: pair for p in sorted(groups) if (pair := _couple(ground, found, p))}
    if not standing:
        return _replaced(found, who)
    named = _named(ground, found)
    for ident in dict.fromkeys(p for p in standing if p not in who):
        one = company.told[ident]
        if one.plural:
            who[ident] = (_captives(company, ident, one),)
        elif one.head in kin() and ident.startswith(f"{ALONE} :"):
            who[ident] = (ident,)
        elif one.head in kin() and one.det == "his":
            others = [p for p in named if not ident.startswith(f"{ALONE} {p}:")]
            who[ident] = tuple(others) if len(others) == 1 else (ident,)
        elif one.head == "client" and one.det == "his":
            who[ident] = _clients(ground, ident) or _meant(ground, company, named, one) or (ident,)
        elif one.det in {"the", "his"}:
            who[ident] = _meant(ground, company, named, one) or (ident,)
        else:
            who[ident] = (ident,)
    waiting = [i for i, meant in who.items() if meant == (i,) and not company.told[i].plural]
    found = _replaced(found, who)
    named = _named(ground, found)
    who.update(_named_later(ground, company, named, waiting))
    who.update(_doing_the_same(ground, found, named, [i for i in waiting if who[i] == (i,)]))
    for ident in waiting:
        one = company.told[ident]
        if who[ident] == (ident,) and one.det == "the" and one.head not in kin():
            who[ident] = _known_by_now(ground, company, named, who, ident)
    return _replaced(found, who)


def _known_by_now(
    ground: Ground,
    company: Company,
    named: Sequence[str],
    who: dict[str, tuple[str, ...]],
    ident: str,
) -> tuple[str, ...]:
    """«the engineer»: whoever was told to be one, else the only one held, if no other is told."""
    head = company.told[ident].head
    for other, meant in who.items():
        told = company.told.get(other)
        if told is not None and other != ident and told.head == head and meant != (other,):
            return meant
    others = [i for i, one in company.told.items() if one.head == head and i != ident]
    words = rf"\ban? (?:\S+ ){{0,3}}{re.escape(head)}\b"
    introduced = re.search(words, ground.text, re.IGNORECASE)
    return (named[0],) if len(named) == 1 and not others and not introduced else (ident,)


def _clients(ground: Ground, ident: str) -> tuple[str, ...]:
    """«his client», of a lawyer."""
    owner = ident.removeprefix(f"{ALONE} ").partition(":")[0]
    client = clients(ground).get(owner)
    return (client,) if client else ()


def _named(ground: Ground, found: Iterable[Found]) -> list[str]:
    """The persons by name who have a case, as they are first named."""
    held = kept(found)
    order = dict.fromkeys(
        s.actor for s in ground.outermost()
        if s.actor in held and s.form == "name" and ground.kind_of(s.actor) == "person"
    )  # fmt: skip
    return list(order)


def _doing_the_same(
    ground: Ground, found: Sequence[Found], named: Sequence[str], waiting: Sequence[str]
) -> dict[str, tuple[str, ...]]:
    """«Orlan frees teacher», in a headline: the one named of whom the opening tells that."""
    bodies = [p for p in ground.scene.layout.paragraphs if p.kind == "body"][:_LEDE]
    who: dict[str, tuple[str, ...]] = {}
    for ident in waiting:
        at = ground.cast.actor(ident).mentions[0].span.start
        if not ground.titled(at) or not bodies:
            continue
        told = {(f.turn.label, f.turn.modality) for f in found if ident in f.persons}
        others = dict.fromkeys(
            p for f in found if f.turn.start > at and (f.turn.label, f.turn.modality) in told
            for p in f.persons if p in named and _first(ground, p) < bodies[-1].end
        )  # fmt: skip
        if len(others) == 1:
            who[ident] = tuple(others)
    return who


def _couple(ground: Ground, found: Sequence[Found], ident: str) -> tuple[str, ...]:
    """«a British couple», whom the report names further on: «Craig and Lindsay Fuller»."""
    actor = ground.cast.actor(ident)
    words = actor.name.lower().split()
    size = next((n for w in words[:3] for n, some in _WORDS.items() if w in some), 0)
    size = 2 if words and words[-1] in {"couple", "pair", "duo"} else size
    if not size or not actor.mentions:
        return ()
    at = actor.mentions[0].span.start
    bodies = [p for p in ground.scene.layout.paragraphs if p.kind == "body"][: _LEDE + 1]
    if not bodies or at >= bodies[-1].end:
        return ()
    held = kept(found)
    told = {f.turn.label for f in found if ident in f.persons}
    for start, people in _antecedents(ground, found, held):
        alike = any(f.turn.label in told for f in found if set(people) & set(f.persons))
        if at < start < bodies[-1].end and len(people) == size and alike:
            return people
    return ()


def _captives(company: Company, ident: str, one: Described) -> str:
    """«the hostages», «Hostages»: the first of the report's captives that are counted."""
    if one.det == "n" or not is_captive(one):
        return ident
    for other, told in company.told.items():
        held = is_captive(told) or "captive" in other
        if other != ident and told.plural and told.det == "n" and held:
            return other
    return ident


def _meant(
    ground: Ground, company: Company, named: Sequence[str], one: Described
) -> tuple[str, ...]:
    """«the engineer»: the one person who is told to be one; «the man», «his client»: the only one
    who has a case."""
    bearing = [p for p in named if one.head in _heads(ground, company, p)]
    if len(bearing) == 1:
        return (bearing[0],)
    return (named[0],) if one.head in _ANYBODY and len(named) == 1 else ()


def _heads(ground: Ground, company: Company, person: str) -> set[str]:
    """What a person is told to be, one word each."""
    actor = ground.cast.actor(person)
    told = {
        m.span.text.lower().split()[-1]
        for m in actor.mentions
        if m.form in {"description", "title"} and m.span.text
    }
    return told | company.heads.get(person, set())


def _named_later(
    ground: Ground, company: Company, named: Sequence[str], waiting: Sequence[str]
) -> dict[str, tuple[str, ...]]:
    """«A court sentenced a Norwegian hydrologist …», whom the report names further on."""
    bodies = [p for p in ground.scene.layout.paragraphs if p.kind == "body"][:_LEDE]
    limit = bodies[-1].end if bodies else 0
    free = [p for p in named if not is_official(ground, p) and _first(ground, p) < limit]
    together: dict[int, list[str]] = {}
    who: dict[str, tuple[str, ...]] = {}
    for ident in waiting:
        head, at = company.told[ident].head, ground.cast.actor(ident).mentions[0].span.start
        bearing = [p for p in named if head in _heads(ground, company, p)]
        if len(bearing) == 1 and _first(ground, bearing[0]) > at:
            who[ident] = (bearing[0],)
        elif at < limit:
            together.setdefault(ground.scene.layout.sentence_at(at).start, []).append(ident)
    for start, people in together.items():
        later = [p for p in free if _first(ground, p) > start] or free
        if len(people) == len(later):
            who.update((ident, (p,)) for ident, p in zip(people, later, strict=True))
    return who


def _first(ground: Ground, person: str) -> int:
    return next(s.start for s in ground.outermost() if s.actor == person and s.form == "name")


# --- nobody in particular -------------------------------------------------------------------


def _of_nobody(ground: Ground, found: Sequence[Found]) -> list[Found]:
    """«after a closed trial»: of those whose case is told there, else of the only one."""
    held = [f for f in found if NOBODY not in f.persons]
    only = {p for f in held if not f.weak for p in f.persons}
    made = []
    for one in found:
        if NOBODY in one.persons:
            people = (
                _exchanged(ground, held, one.turn)
                if one.turn.label == "exchanged"
                else (_there(ground, held, one.turn.start))
            )
            if not people and len(only) == 1 and one.turn.label != "exchanged":
                people = tuple(only)
            if one.nth is not None and len(people) > 1:
                people = people[one.nth : one.nth + 1]
            if not people:
                continue
            one = replace(one, persons=people)
        made.append(one)
    return made


def _exchanged(ground: Ground, held: Sequence[Found], turn: Turn) -> tuple[str, ...]:
    """Those let go in the same sentence, where an exchange took place; else all still held."""
    if turn.modality != "actual":
        return _waiting(held)
    line = ground.line(turn.start)
    low, high = line.starts[0], line.ends[-1]
    return tuple(dict.fromkeys(
        p for f in held for p in f.persons
        if low <= f.turn.start < high and f.turn.modality == "actual" and f.turn.label in _GONE
    ))  # fmt: skip


def _waiting(held: Sequence[Found]) -> tuple[str, ...]:
    """Of whom talk of an exchange is: all who are held and not yet let go."""
    gone = {
        p for f in held for p in f.persons
        if f.turn.label in _GONE and f.turn.modality == "actual"
    }  # fmt: skip
    left = dict.fromkeys(p for f in held if not f.weak for p in f.persons if p not in gone)
    return tuple(left) if len(left) <= _FEW else ()


def _there(ground: Ground, held: Sequence[Found], at: int) -> tuple[str, ...]:
    """The persons of the turn in the same sentence, else of the last one shortly before."""
    line = ground.line(at)
    low, high = line.starts[0], line.ends[-1]
    same = [f for f in held if low <= f.turn.start < high and not f.weak]
    if same:
        return min(same, key=lambda f: abs(f.turn.start - at)).persons
    before = [f for f in held if at - _NEAR <= f.turn.start < at]
    return before[-1].persons if before else ()


def dated_after(ground: Ground, found: Sequence[Found]) -> list[Found]:
    """«They were charged ten days later»: counted from the day of what was told of them before."""
    days: dict[str, str] = {}
    made: list[Found] = []
    for one in found:
        turn = one.turn
        if one.later is not None and turn.date is None:
            base = next((days[p] for p in one.persons if p in days), None)
            value = moved_on(base, one.later.number, one.later.unit) if base else None
            if value is not None:
                date = DateSlot(value=value, basis="carried", span=one.later.span)
                turn = replace(turn, date=date, end=max(turn.end, one.later.span.end))
        if turn.date is not None and turn.date.value and turn.modality == "actual":
            days.update((p, turn.date.value) for p in one.persons)
        made.append(replace(one, turn=turn))
    return made


def _strong(company: Company, found: Sequence[Found]) -> list[Found]:
    """What would say nothing of anybody («came home») counts for those who are held."""
    held = kept(found)
    held |= {i for i, one in company.told.items() if is_captive(one) or "captive" in i.split()}
    made = []
    for one in found:
        people = tuple(p for p in one.persons if p in held) if one.weak else one.persons
        if people:
            made.append(replace(one, persons=people))
    return made
