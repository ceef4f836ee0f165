"""What of an actor's account tells who it is, in few and plain words."""

import re
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import Literal

from onrecord.facts import Actor
from onrecord.record.identity.actors.bodies import (
    body_class,
    every_state_has,
    known_body,
    many,
    of_its_state,
)
from onrecord.record.identity.actors.holders import (
    Holder,
    by_name,
    by_office,
    by_past,
    by_term,
    inferred,
)
from onrecord.record.identity.actors.names import Name, frequent, parsed, small_words
from onrecord.record.identity.actors.offices import held_by_one, office_class
from onrecord.record.identity.actors.spelling import folded
from onrecord.tables import rows
from onrecord.tables.offices import offices
from onrecord.tables.states import state

__all__ = ["Sketch", "Sort", "capital", "drawn"]

Sort = Literal["person", "office", "state", "body", "described"]


class _Hashed:
    """A place for the hash of what is hashed very often: no field, and never pickled."""

    __slots__ = ("_hash",)
    _hash: int


@dataclass(frozen=True, slots=True)
class Sketch(_Hashed):
    """What one report says of an actor, as far as it tells who it is.

    ``sort`` is person, office (nobody named), state, body (of government or not, named groups
    too), or described: with no name by which another report could mean the same one. ``name`` is
    normalised; ``state`` the code of ISO 3166 for which it acts, ``office`` a class of offices,
    ``walk`` public or a trade, ``ident`` an identifier (Wikidata, ISO, a holder in the tables).
    What is not known is empty. ``around`` is told of a mere surname: where and when
    (``surnames.mere``).
    """

    sort: Sort
    name: str
    state: str = ""
    office: str = ""
    walk: str = ""
    ident: str = ""
    around: str = ""

    def __hash__(self) -> int:
        try:
            made: int = self._hash
        except AttributeError:
            told = self.sort, self.name, self.state, self.office, self.walk, self.ident, self.around
            made = hash(told)
            object.__setattr__(self, "_hash", made)
        return made

    @property
    def short(self) -> bool:
        """Whether a person's name has no more than one whole word."""
        return self.sort == "person" and len(parsed(self.name).whole) < 2


def drawn(actor: Actor, year: int | None) -> Sketch:
    """The sketch of an actor of a report that counts in that year."""
    qid = actor.identifiers.get("wikidata", "")
    if actor.kind == "state":
        return _state(actor)
    if actor.unnamed or actor.kind in ("unnamed_source", "document") or not actor.name.strip():
        return _described(actor)
    if actor.kind == "person":
        return _person(actor, year, qid)
    if actor.kind == "office":
        return _office(actor, year, qid)
    return _body(actor, qid)


def _described(actor: Actor) -> Sketch:
    return Sketch("described", folded(actor.name), actor.represents or "")


def _state(actor: Actor) -> Sketch:
    entry = state(actor.identifiers.get("iso3166", "") or actor.represents or actor.name)
    if entry is None:
        return Sketch("state", folded(actor.name).removeprefix("the "), actor.represents or "")
    return Sketch("state", folded(entry.name), entry.code, ident=entry.code)


def _person(actor: Actor, year: int | None, qid: str) -> Sketch:
    if not capital(actor.name):
        return _described(actor)
    office = actor.office or ""
    return _named(actor.name, actor.represents or "", office, _walk(actor), year, qid)


@lru_cache(maxsize=16384)
def _named(written: str, code: str, office: str, walk: str, year: int | None, qid: str) -> Sketch:
    """A person by name, and as who stands in the tables."""
    name, office = parsed(written), office_class(office, code)
    if not name.words:
        return Sketch("described", folded(written), code)
    made = Sketch("person", str(name), code, office, walk, qid)
    holder = _holder(made, written, year) if walk in ("", "public") else None
    if holder is not None:
        whole = str(parsed(holder.name))
        return Sketch("person", whole, holder.code, "", "public", qid or holder.ident)
    if qid:
        return made
    if not office and _says_little(name, code):
        return Sketch("described", str(name), code)
    return made


def _says_little(name: Name, code: str) -> bool:
    """Whether a name with no office does not say who it is, even with the state if one is told."""
    if name.bare:
        return not code or frequent(name)
    return not code and frequent(name, very=True)


def _holder(one: Sketch, written: str, year: int | None) -> Holder | None:
    name = parsed(one.name)
    exact = None if name.bare and not name.suffix else by_name(written, one.state, one.office)
    held = exact or by_term(name, one.state, one.office, year)
    return held or by_past(written, one.state, one.office, year)


def _office(actor: Actor, year: int | None, qid: str) -> Sketch:
    code = actor.represents or ""
    office = office_class(actor.office or actor.name, code)
    if not code or not held_by_one(office):
        return _described(actor)
    named = actor.identifiers.get("inferred_holder")
    if named:  # by the day of what is told
        holder: Holder | None = inferred(named, code)
    else:
        holder = by_office(code, office, year) if year and _current(actor) else None
    return Sketch("office", office, code, office, "public", qid or (holder.ident if holder else ""))


_PAST = re.compile(r"\b(?:former|ex|late|then|ousted|deposed|next|future|elect)\b", re.IGNORECASE)


def _current(actor: Actor) -> bool:
    """Whether nothing says that somebody else held the office than today's holder."""
    spoken = (actor.name, actor.office or "", *(one.span.text for one in actor.mentions))
    return not any(_PAST.search(words) for words in spoken)


def _body(actor: Actor, qid: str) -> Sketch:
    known, code = known_body(actor.name, actor.represents or "")
    entry = state(actor.name)
    if entry is None and actor.kind == "government_body" and of_its_state(actor.name, code):
        entry = state(code)
    if entry is not None:
        return Sketch("state", folded(entry.name), entry.code, ident=entry.code)
    named = bool(known) or _has_name(actor)
    name = body_class(known or actor.name, code)
    seat = _seat(actor) if many(name) else ""
    named = code != "" if actor.kind == "government_body" or every_state_has(name) else named
    if many(name) != bool(seat) or not named:
        return replace(_described(actor), state=code)
    return Sketch("body", f"{name} in {seat}" if seat else name, code, walk=_walk(actor), ident=qid)


_HYPHENS = re.compile(r"[-‐‑–’']")


def _has_name(actor: Actor) -> bool:
    """Whether it is called by a name of its own, and not only described («local radio»).

    Several words that are written as a name's are one, even where the text has «the Post» alone.
    """
    forms = {one.form for one in actor.mentions}
    several = len(folded(actor.name).removeprefix("the ").split()) > 1
    return (several or not forms or "name" in forms) and capital(actor.name)


@lru_cache(maxsize=16384)
def capital(name: str) -> bool:
    """Whether the words of a name are written as those of names are, small ones aside."""
    large = (
        next((part for part in _HYPHENS.split(word) if folded(part) not in small_words()), "")
        for word in name.split()
    )
    words = [word for word in large if len(word) > 1]
    return bool(words) and not any(word[0].islower() for word in words)


_SEAT = re.compile(r"\b(?:in|to|at) (?:the )?([A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+)*)")


def _seat(actor: Actor) -> str:
    """Where an embassy or a court is, by the words of its mentions."""
    spoken = (actor.name, *(one.span.text for one in actor.mentions))
    found = {folded(match.group(1)) for words in spoken if (match := _SEAT.search(words))}
    return min(found, default="")


@cache
def _walks(acting: bool) -> dict[str, str]:
    return {row["sector"]: row["walk"] for row in rows("walks") if acting or not row["acting"]}


def _walk(actor: Actor) -> str:
    """Public life or a trade, by the sector, else by the office."""
    walks = _walks(bool(actor.represents))
    return walks.get(actor.sector or "") or walks.get(_sector(actor.office or ""), "")


@lru_cache(maxsize=4096)
def _sector(office: str) -> str:
    """The sector of an office or a role, by its last words: «a geology professor»."""
    words = office.split()
    for at in range(len(words)):
        known = offices().get(" ".join(words[at:])) or offices().get(" ".join(words[at:]).lower())
        if known is not None:
            return known.sector
    return ""
