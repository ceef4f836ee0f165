"""Ways in to an answer: what must be so of a thing, as ranges of the table of roles.

One question is one walk through ranges of an index that covers it: who, kind and role, day.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from onrecord.record.accounts import Kind
from onrecord.store.asking.meaning import ABOUT, BY, TO, Meaning
from onrecord.store.marking import OWN, TURNED, is_marked, valued
from onrecord.store.numbers import ANYBODY, DAY_ONE, STRETCH, Role, part_number
from onrecord.store.straight import Value
from onrecord.tables.states import state

MANY = 60  # ranges that are merged; more are sorted


@dataclass(frozen=True, slots=True)
class Way:
    """What must be so of a thing: that an account of it stands under one of these numbers.

    ``nodes`` are such as fit by themselves, being what is asked for.
    """

    who: tuple[int, ...]
    roles: tuple[Role, ...]
    nodes: frozenset[int] = frozenset()


Within = Callable[["Given"], str]  # a condition more, of accounts
Between = tuple[int | None, int | None]  # the first and the last day, as ordinals
ANY_DAY: Between = (None, None)
EVERYTHING = Way((ANYBODY,), ("by",))
TURNS = Way((TURNED,), ("by",))  # agreements and cases, on the days of their turns


class Row(NamedTuple):
    """An account on a way: the day it stands on, its node, its thing now."""

    day: int
    account: int
    node: int
    thing: int | None


class Given(dict[str, Value]):
    """The values of a question that is put together, each by a name of its own."""

    def __call__(self, value: Value) -> str:
        """How the question names another value."""
        name = f"v{len(self)}"
        self[name] = value
        return f":{name}"


def ways(meaning: Meaning) -> list[Way]:
    """Everything that must be so by roles and by what accounts are found by."""
    kind, question = meaning.kind, meaning.question
    found = []
    for who, roles in ((meaning.by, BY), (meaning.to, TO), (meaning.about, ABOUT)):
        if who is not None:
            itself = who.nodes if who is meaning.about or kind == "actor" else frozenset()
            found.append(_way(who.numbers, roles.get(kind, ()), itself))
    if meaning.between is not None:
        both = tuple(dict.fromkeys((*BY[kind], *TO.get(kind, ()))))
        found += [_way(who.numbers, both) for who in meaning.between]
    labels = question.act if kind == "statement" else question.type
    terms = question.terms if kind == "statement" else ()
    modality = question.modality if kind not in ("agreement", "case") else ()
    for column, values in (("label", labels), ("terms", terms), ("modality", modality)):
        if is_marked(column, values):
            found.append(_way((valued(column, value) for value in values), ("by",)))
    if meaning.own and kind == "event":
        found.append(_way([OWN], ("by",)))
    if question.place and kind != "case":
        known = state(question.place)
        numbers = [valued("place", question.place.casefold())]
        found.append(_way([*numbers, *([valued("country", known.code)] if known else [])], ("by",)))
    return found


def about_way(meaning: Meaning) -> Way | None:
    """What must be so for a thing to be about what was asked for; None where that was not asked."""
    who = meaning.about
    return None if who is None else _way(who.numbers, ABOUT[meaning.kind], who.nodes)


def days(meaning: Meaning) -> Between:
    """The first and the last day asked for."""
    since, until = meaning.question.since, meaning.question.until
    return (since.toordinal() if since else None, until.toordinal() if until else None)


def _way(who: Iterable[int], roles: tuple[Role, ...], nodes: frozenset[int] = frozenset()) -> Way:
    return Way(tuple(sorted(who)), roles, nodes)


def ranges(given: Given, kind: Kind, way: Way) -> list[str]:
    """The ranges of the index that make up a way, which gives numbers: one condition each."""
    if len(way.who) * len(way.roles) > MANY:
        return [f"role.who IN {given(way.who)} AND role.part IN ({parts(kind, way)})"]
    return [
        f"role.who = {who} AND role.part = {part_number(kind, one)}"
        for who in map(given, way.who)
        for one in way.roles
    ]


def between(days: Between, role: str = "role") -> str:
    """That a row of roles stands on one of some days, as one condition more."""
    bounds = zip((">=", "<="), days, strict=True)
    return "".join(
        f" AND {role}.day {bound} {int(day)}" for bound, day in bounds if day is not None
    )


def parts(kind: Kind, way: Way) -> str:
    """The numbers of the roles of a way in a kind."""
    return ", ".join(str(part_number(kind, one)) for one in way.roles)


def meant(role: str, of: str) -> str:
    """That a row of roles is of an account, which is one of its stretch."""
    place = f"CAST({of}.id & {(1 << STRETCH) - 1} AS INTEGER)"
    return f"(({role}.places >> {place}) & 1) = 1"


def day_of(of: str) -> str:
    """The day under which the roles of an account stand: see ``rows._roles``."""
    # Division goes towards zero.
    seconds = f"CASE WHEN {of}.counted >= 0 THEN {of}.counted ELSE {of}.counted - 86399 END"
    return f"COALESCE({of}.lo, ({seconds}) / 86400 + {DAY_ONE})"


def one_of(given: Given, column: str, who: Sequence[int]) -> str:
    """That a column has one of some numbers."""
    return f"{column} = {given(who[0])}" if len(who) == 1 else f"{column} IN {given(who)}"


# The accounts that a row of roles is of.
PLAYED = (
    f"account.id BETWEEN role.stretch << {STRETCH}"
    f" AND (role.stretch << {STRETCH}) + {(1 << STRETCH) - 1} AND {meant('role', 'account')}"
)
