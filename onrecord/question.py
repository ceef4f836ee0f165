"""One typed question to the record: what is asked for, and what narrows it.

Everything that asks (flags, addresses, tools, feeds) is made from ``listed``: a parameter stands
there once, with its name, its shape and its help. ``Question.of`` makes a question of strings,
whatever brought them, and says in words what is wrong with one.
"""

import re
from calendar import monthrange
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import UTC, date, datetime, time
from difflib import get_close_matches
from functools import cache
from typing import Any, Literal

from onrecord.errors import QuestionError
from onrecord.vocabulary import Act, EventType, Modality, Mode, SourceClass, Terms, values

Asked = Literal[
    "statements", "encounters", "agreements", "cases", "events", "actors", "timeline", "search",
    "disputes", "positions",
]  # fmt: skip
Shape = Literal["name", "pair", "words", "listed", "day", "instant", "number", "cursor"]

MOST = 10_000  # things that one question gives at a time
SPARSEST = 1 << 20  # of so many things at most one is drawn for a sample
LONGEST = 500  # characters of a name or of words
_FACTS = frozenset({"statements", "encounters", "agreements", "cases", "events"})
_LISTS = _FACTS | {"timeline", "search", "disputes", "positions"}
_ALL = _LISTS | {"actors"}
_SAID = frozenset({"statements", "positions"})
_AIMED = frozenset({"statements", "events", "timeline", "disputes", "positions"})
_SIDES = _LISTS - {"cases", "positions", "search"}


def _about(
    shape: Shape, metavar: str, about: str, asked: Iterable[str] = _ALL, of: Any = None
) -> dict[str, Any]:
    """What is told of a parameter: see ``Parameter``."""
    choices = values(of) if of else ()
    return {
        "shape": shape, "metavar": metavar, "about": about, "asked": frozenset(asked),
        "choices": choices,
    }  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What is asked of the record; a parameter that is None, or empty, narrows nothing.

    Names (``by``, ``to``, ``about``, ``between``) are a name, a variant of it, an office, a state
    or its code, or the id of a thing of the record. ``since`` and ``until`` are days on which it
    happened, both included. ``as_of`` is a moment in UTC: what was reported later is not known.
    """

    asked: Asked
    by: str | None = field(
        default=None, metadata=_about("name", "NAME", "who says, meets, signs, holds or does it")
    )
    to: str | None = field(
        default=None, metadata=_about("name", "NAME", "whom it is said to or falls on", _AIMED)
    )
    about: str | None = field(
        default=None,
        metadata=_about("name", "SUBJECT", "the agreement, case, person or state, or words"),
    )
    between: tuple[str, str] | None = field(
        default=None, metadata=_about("pair", "NAME", "two sides, in either direction", _SIDES)
    )
    act: tuple[Act, ...] = field(
        default=(), metadata=_about("listed", "ACT", "what is done by saying it", _SAID, Act)
    )
    mode: tuple[Mode, ...] = field(
        default=(), metadata=_about("listed", "MODE", "in whose words it is told", _SAID, Mode)
    )
    terms: tuple[Terms, ...] = field(
        default=(), metadata=_about("listed", "TERMS", "on what terms it is told", _LISTS, Terms)
    )
    source: tuple[SourceClass, ...] = field(
        default=(),
        metadata=_about("listed", "CLASS", "what kind of source it rests on", _FACTS, SourceClass),
    )
    outlet: str | None = field(
        default=None, metadata=_about("words", "NAME", "told by that outlet", _FACTS)
    )
    modality: tuple[Modality, ...] = field(
        default=(),
        metadata=_about("listed", "MODALITY", "whether it happened", _LISTS, Modality),
    )
    type: tuple[EventType, ...] = field(
        default=(), metadata=_about("listed", "TYPE", "PLOVER types", {"events"}, EventType)
    )
    place: str | None = field(
        default=None,
        metadata=_about("words", "PLACE", "where: a place, or a country by name or code", _LISTS),
    )
    text: str | None = field(
        default=None,
        metadata=_about("words", "WORDS", 'words of it, a "phrase in quotation marks", a prefix*'),
    )
    since: date | None = field(
        default=None, metadata=_about("day", "DATE", "happened on that day or later", _LISTS)
    )
    until: date | None = field(
        default=None, metadata=_about("day", "DATE", "happened on that day or before", _LISTS)
    )
    as_of: datetime | None = field(
        default=None,
        metadata=_about("instant", "DATE", "what was known at the end of that day (UTC)"),
    )
    min_sources: int | None = field(
        default=None,
        metadata=_about("number", "N", "carried by that many independent sources or more"),
    )
    max_sources: int | None = field(
        default=None,
        metadata=_about("number", "N", "carried by that many independent sources or fewer", _FACTS),
    )
    sample: int | None = field(
        default=None,
        metadata=_about("number", "N", "one in N of them, the same ones each time", _FACTS),
    )
    limit: int = field(default=20, metadata=_about("number", "N", "how many at most"))
    cursor: str | None = field(
        default=None, metadata=_about("cursor", "CURSOR", "go on where an earlier answer ended")
    )

    @classmethod
    def of(cls, asked: Asked, given: Mapping[str, Any]) -> "Question":
        """A question of what was ``given`` by name; None and empty values say nothing.

        Values are strings, lists of strings (``between`` takes two, listed values any number,
        commas part them too), or what the field itself holds. QuestionError says in words what is
        wrong: an unknown parameter, one that this question does not take, a value that will not do.
        """
        takes = {one.name: one for one in listed(asked)}
        made: dict[str, Any] = {}
        for name, value in given.items():
            if name not in takes:
                raise _unknown(asked, name, takes)
            if value is not None and value != "" and value != () and value != []:
                made[name] = _READ[takes[name].shape](takes[name], value)
        question = cls(asked=asked, **made)
        if question.since and question.until and question.since > question.until:
            raise QuestionError(
                f"It asks for what happened since {question.since} and until {question.until}.",
                "Give a day for since that is not after until.",
                "since",
            )
        return question

    def given(self) -> dict[str, Any]:
        """The parameters that narrow it, by name, as strings or lists of strings.

        ``Question.of`` makes the same question of them.
        """
        told: dict[str, Any] = {}
        for one in listed(self.asked):
            value = getattr(self, one.name)
            if value != one.default:
                told[one.name] = _told(value)
        return told

    def without(self, *names: str) -> "Question":
        """The same question, not narrowed by these parameters."""
        return replace(self, **{one.name: one.default for one in listed() if one.name in names})


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """One parameter, for flags, addresses and schemas: ``about`` is its line of help.

    ``asked`` are the questions that take it, ``choices`` the listed values that it may have.
    """

    name: str
    shape: Shape
    metavar: str
    about: str
    asked: frozenset[str]
    choices: tuple[str, ...]
    default: Any

    @property
    def flag(self) -> str:
        """Its name on the command line."""
        return "--" + self.name.replace("_", "-")

    @property
    def several(self) -> bool:
        """Whether it may be given more than once."""
        return self.shape == "listed"


@cache
def listed(asked: Asked | None = None) -> tuple[Parameter, ...]:
    """The parameters that a question takes, in order; all there are for None."""
    every = tuple(
        Parameter(name=f.name, default=f.default, **f.metadata)
        for f in fields(Question)
        if f.metadata
    )
    return tuple(one for one in every if asked is None or asked in one.asked)


def highest(name: str) -> int:
    """The highest number that a parameter takes."""
    return SPARSEST if name == "sample" else MOST


# Dates.

_PARTIAL = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
_WANTED_DAY = "a day, a month or a year, such as 2023-03-02, 2023-03 or 2023"
_WANTED_MOMENT = f"{_WANTED_DAY}, or a moment such as 2023-03-02T12:00Z"


def first_day(value: str) -> date | None:
    """The first day of a day, a month or a year in ISO 8601; None where it is no such thing."""
    days = _days(value)
    return days[0] if days else None


def last_day(value: str) -> date | None:
    """The last day of a day, a month or a year in ISO 8601; None where it is no such thing."""
    days = _days(value)
    return days[1] if days else None


def moment(value: str) -> datetime | None:
    """The moment, in UTC, that ISO 8601 gives; of a day, month or year its very end.

    A time without a zone is UTC. None where it is no such thing.
    """
    last = last_day(value)
    if last:
        return datetime.combine(last, time.max, UTC)
    try:
        read = datetime.fromisoformat(value)
        return (read if read.tzinfo else read.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def _days(value: str) -> tuple[date, date] | None:
    found = _PARTIAL.fullmatch(value)
    if not found:
        return None
    year, month, day = (int(part) if part else None for part in found.groups())
    try:
        if year is None or month is None:
            return date(year or 0, 1, 1), date(year or 0, 12, 31)
        last = monthrange(year, month)[1]
        return date(year, month, day or 1), date(year, month, day or last)
    except ValueError:
        return None


# Values as they are given.


def _unknown(asked: Asked, name: str, takes: Mapping[str, Parameter]) -> QuestionError:
    known = {one.name for one in listed()}
    if name in known:
        what = f"A question for {asked} does not take {name}."
    else:
        near = get_close_matches(name[:50], known, 1)
        hint = f" {near[0]} is meant?" if near else ""
        what = f"{name[:50]!r} is no parameter of a question.{hint}"
    return QuestionError(what, f"It takes: {', '.join(takes)}.", name[:50])


def _one(one: Parameter, value: Any) -> str:
    if not isinstance(value, str):
        raise QuestionError.of(one.name, value, "one value as text")
    text = " ".join(value.replace("\x00", " ").split())
    if len(text) > LONGEST:
        raise QuestionError.of(one.name, text[:40] + "…", f"at most {LONGEST} characters")
    if any("\ud800" <= char <= "\udfff" for char in text):
        raise QuestionError.of(one.name, ascii(text)[1:41], "text in Unicode")
    return text


def _name(one: Parameter, value: Any) -> str:
    text = _one(one, value)
    if not any(char.isalnum() for char in text):
        raise QuestionError.of(one.name, text, "a name or words")
    return text


def _pair(one: Parameter, value: Any) -> tuple[str, str]:
    given = list(value) if isinstance(value, list | tuple) else [value]
    names = [_name(one, name) for name in given]
    if len(names) != 2:
        raise QuestionError.of(one.name, ", ".join(names), "two names")
    return names[0], names[1]


def _listed(one: Parameter, value: Any) -> tuple[str, ...]:
    given = list(value) if isinstance(value, list | tuple) else [value]
    chosen: dict[str, None] = {}
    for each in given:
        for word in filter(None, (part.strip() for part in _one(one, each).split(","))):
            chosen[_choice(one, word)] = None
    return tuple(choice for choice in one.choices if choice in chosen)


def _choice(one: Parameter, word: str) -> str:
    folded = word.casefold().replace("-", "_").replace(" ", "_")
    for choice in one.choices:
        if folded == choice.casefold():
            return choice
    near = get_close_matches(folded[:50], [choice.casefold() for choice in one.choices], 1)
    hint = f" ({near[0]} is meant?)" if near else ""
    raise QuestionError.of(one.name, word, f"one of {', '.join(one.choices)}{hint}")


def _day(one: Parameter, value: Any) -> date:
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    text = _one(one, value)
    day = first_day(text) if one.name == "since" else last_day(text)
    if day is None:
        raise QuestionError.of(one.name, text, _WANTED_DAY)
    return day


def _instant(one: Parameter, value: Any) -> datetime:
    if isinstance(value, datetime):
        return (value if value.tzinfo else value.replace(tzinfo=UTC)).astimezone(UTC)
    if isinstance(value, date):
        return datetime.combine(value, time.max, UTC)
    read = moment(_one(one, value))
    if read is None:
        raise QuestionError.of(one.name, value, _WANTED_MOMENT)
    return read


def _number(one: Parameter, value: Any) -> int:
    text = str(value) if isinstance(value, int) else _one(one, value)
    top = highest(one.name)
    if not (text.isascii() and text.isdecimal() and 1 <= int(text[:9]) <= top and len(text) < 9):
        raise QuestionError.of(one.name, text, f"a whole number from 1 to {top:,}")
    return int(text)


def _told(value: Any) -> Any:
    """A value as text that is read as the same value."""
    if isinstance(value, datetime):
        whole = value.time() == time.max
        return str(value.date()) if whole else value.isoformat().replace("+00:00", "Z")
    if isinstance(value, tuple):
        return list(value)
    return str(value)


_READ = {
    "name": _name, "pair": _pair, "words": _name, "listed": _listed, "day": _day,
    "instant": _instant, "number": _number, "cursor": _one,
}  # fmt: skip
