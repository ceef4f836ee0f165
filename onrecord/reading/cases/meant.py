"""Whom a description means: somebody named further on, or told to be one; a client."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from onrecord.reading.cases.company import (
    ALONE,
    Company,
    is_captive,
    is_official,
)
from onrecord.reading.cases.courts import clients
from onrecord.reading.cases.described import Described
from onrecord.reading.cases.lexicon import counted, kin, person_heads
from onrecord.reading.cases.named_as import named_as
from onrecord.reading.cases.together import SIZES, antecedents, kept, replaced
from onrecord.reading.cases.turns import Found
from onrecord.reading.turning import Ground

_LEDE = 3  # paragraphs in which somebody may be described before being named
ANYBODY = frozenset({"man", "woman", "person", "suspect", "defendant", "client"})


def of_described(ground: Ground, company: Company, found: Sequence[Found]) -> list[Found]:
    standing = [p for one in found for p in one.persons if p.startswith(ALONE)]
    groups = {p for one in found for p in one.persons if ground.kind_of(p) == "group"}
    who = {p: pair for p in sorted(groups) if (pair := _couple(ground, found, p))}
    if groups or standing:
        who = named_as(ground, found, antecedents(ground, found, kept(found))) | who
    if not standing:
        return replaced(found, who)
    named = _named(ground, found)
    for ident in dict.fromkeys(p for p in standing if p not in who):
        one = company.told[ident]
        if one.plural:
            who[ident] = (_captives(company, ident, one),)
        elif one.head in kin() and ident.startswith(f"{ALONE} :"):
            who[ident] = (ident,)
        elif one.head in kin() and one.det == "his":
            others = [p for p in named if not ident.startswith(f"{ALONE} {p}:")]
            kin_told = [p for p in others if one.head in _heads(ground, company, p)]
            who[ident] = tuple(kin_told) if len(kin_told) == 1 else (ident,)
        elif one.head == "client" and one.det == "his":
            who[ident] = _clients(ground, ident) or _meant(ground, company, named, one) or (ident,)
        elif one.det in {"the", "his"}:
            who[ident] = _meant(ground, company, named, one) or (ident,)
        else:
            who[ident] = (ident,)
    waiting = [i for i, meant in who.items() if meant == (i,) and not company.told[i].plural]
    found = replaced(found, who)
    named = _named(ground, found) or _weakly_named(ground, found)
    who.update(_named_later(ground, company, named, waiting))
    who.update(_doing_the_same(ground, found, named, [i for i in waiting if who[i] == (i,)]))
    for ident in waiting:
        one = company.told[ident]
        if who[ident] == (ident,) and one.det == "the" and one.head not in kin():
            who[ident] = _known_by_now(ground, company, named, who, ident)
            if who[ident] == (ident,):
                who[ident] = _just_named(ground, ident) or (ident,)
    return replaced(found, who)


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
    only = len(named) == 1 and not others and not introduced
    return (named[0],) if only and _may_be(ground, company, named[0], head) else (ident,)


def _may_be(ground: Ground, company: Company, person: str, head: str) -> bool:
    """Whether somebody who is told to be another thing may be called so: no cameraman is «the
    engineer»."""
    trades = {h for h in _heads(ground, company, person) if h in person_heads()} - ANYBODY
    trades -= counted("captive")
    return not trades or head in ANYBODY or head in trades


def _just_named(ground: Ground, ident: str) -> tuple[str, ...]:
    """«The reason is X. On Monday [the hydrologist] was charged»: whose name, told for the sake of
    naming, ends the sentence before."""
    start = ground.line(ground.cast.actor(ident).mentions[0].span.start).starts[0]
    stop = len(ground.text[:start].rstrip(' \n\xa0.”"’'))
    here = ground.ending(stop) if stop else None
    if here is None or here.end != stop or here.form != "name" or is_official(ground, here.actor):
        return ()
    before = ground.text[: here.start].rstrip()
    naming = before.endswith(":") or (before.split()[-1:] or [""])[0].lower() in counted("naming")
    return (here.actor,) if naming and ground.kind_of(here.actor) == "person" else ()


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


def _weakly_named(ground: Ground, found: Iterable[Found]) -> list[str]:
    """«X was taken from his hotel», where nobody but a described man is told to be held."""
    taken = {
        p for one in found for p in one.persons
        if one.turn.label in {"detained", "arrested"} and one.turn.modality == "actual"
        and ground.kind_of(p) == "person" and not is_official(ground, p)
    }  # fmt: skip
    order = dict.fromkeys(
        s.actor for s in ground.outermost() if s.actor in taken and s.form == "name"
    )
    return list(order) if len(order) == 1 else []


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
    size = next((n for w in words[:3] for n, some in SIZES.items() if w in some), 0)
    size = 2 if words and words[-1] in {"couple", "pair", "duo"} else size
    if not size or not actor.mentions:
        return ()
    at = actor.mentions[0].span.start
    bodies = [p for p in ground.scene.layout.paragraphs if p.kind == "body"][: _LEDE + 1]
    if not bodies or at >= bodies[-1].end:
        return ()
    held = kept(found)
    told = {f.turn.label for f in found if ident in f.persons}
    for start, people in antecedents(ground, found, held):
        alike = any(f.turn.label in told for f in found if set(people) & set(f.persons))
        if at < start < bodies[-1].end and len(people) == size and alike:
            return people
    return ()


def _captives(company: Company, ident: str, one: Described) -> str:
    """«the hostages», «Hostages»: the first of the report's captives that are counted; «Activists
    Jailed», in a headline: the activists that are."""
    if one.det == "n" or not (is_captive(one) or not one.det):
        return ident
    if not is_captive(one):
        counted = (i for i, t in company.told.items() if t.det == "n" and t.head == one.head)
        return next(counted, ident)
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
    return (named[0],) if one.head in ANYBODY and len(named) == 1 else ()


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
