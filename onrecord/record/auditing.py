"""An audit of sources: on what terms things are told, by what kinds of sources, by whom.

    things that answer a question ──▶ shares, each with what it asks: the list of what it counts

What is counted are things: a statement that five outlets carry is one. Beside that stand its
tellings, and its independent tellings, of which copies of a text (a wire report run by others)
are one. A thing told on two terms, or by two kinds of sources, counts under both, so that shares
may come to more than one. Each share says what it asks, as a question takes it: asked that, the
record gives as many things as it counts.

Intervals are Wilson's: how far the shares may be from those of all that is said so.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal, get_args

from onrecord.question import Question, first_day, last_day
from onrecord.record.identity.days import Days
from onrecord.record.intervals import wilson
from onrecord.record.sourcing import Classes
from onrecord.record.things import Source, StatementThing, Thing, ThingTelling
from onrecord.record.weighing import independent, outlet_named, outlet_told, texts
from onrecord.vocabulary import SourceClass, Terms, values

Per = Literal["outlet", "month", "subject", "speaker"]
PER: tuple[Per, ...] = get_args(Per)
Asks = dict[str, Any]

GROUPS = 24  # that one audit tells, those of most things
PAIRS = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """How many of some things are so: ``count`` of ``of``, a share between ``low`` and ``high``.

    ``tellings`` counts places in reports, ``independent`` those with a text of their own. ``asks``
    are the parameters of the question whose answer are these things.
    """

    value: str
    count: int
    of: int
    tellings: int = 0
    independent: int = 0
    low: float = 0.0
    high: float = 1.0
    asks: Asks | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Things that have an outlet, a month, a subject or a speaker in common, and their shares.

    ``single`` is the share of those that one independent source alone carries.
    """

    value: str
    name: str
    count: int
    tellings: int
    independent: int
    terms: tuple[Share, ...]
    sources: tuple[Share, ...]
    single: Share
    asks: Asks | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Quoted:
    """How many statements somebody made about a subject."""

    speaker: str
    speaker_name: str
    about: str
    about_name: str
    count: int
    asks: Asks | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Audit:
    """What an audit found. ``asked`` are things of which kind, ``asks`` what narrowed them.

    ``sample``: one in so many of them was counted. ``groups`` are those of ``per``; ``others`` says
    how many groups more there are. ``notes`` say what names were taken for.
    """

    asked: str
    asks: Asks
    sample: int
    per: Per | None
    whole: Group
    groups: tuple[Group, ...] = ()
    others: int = 0
    quoted: tuple[Quoted, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Heard:
    """One telling of a thing: its terms, the classes of its source, whose text it is in."""

    telling: ThingTelling
    terms: Terms
    classes: Classes
    text: str
    outlet: str


@dataclass(frozen=True, slots=True)
class Counted:
    """A thing as an audit counts it; ``month`` is the one it is told to be of, others are ids."""

    thing: Thing
    heard: tuple[Heard, ...]
    month: str | None
    subjects: tuple[str, ...]
    speakers: tuple[str, ...]

    def of(self, outlet: str | None) -> tuple[Heard, ...]:
        """What an outlet (None: anybody) tells of it."""
        return tuple(one for one in self.heard if outlet is None or one.outlet == outlet)

    def terms(self, outlet: str | None) -> frozenset[Terms]:
        """The terms on which an outlet tells it."""
        if outlet is None:
            return frozenset(self.thing.terms)
        return frozenset(one.terms for one in self.of(outlet))


def counted(
    thing: Thing,
    copies: Iterable[tuple[str, str]],
    told: Iterable[tuple[ThingTelling, Terms, Classes]],
    days: Days | None,
    speakers: tuple[str, ...],
) -> Counted:
    """A thing ready to be counted: ``copies`` are pairs of reports with one text, ``told`` its
    tellings, ``days`` those on which it may have happened."""
    groups = texts(map(_source, thing.tellings), copies)
    heard = tuple(
        Heard(one, terms, of, groups[one.report], outlet_told(one)) for one, terms, of in told
    )
    months = {str(date.fromordinal(day))[:7] for day in (days.first, days.last)} if days else set()
    month = months.pop() if len(months) == 1 else None
    subjects = thing.about if isinstance(thing, StatementThing) else ()
    return Counted(thing, heard, month, tuple(dict.fromkeys(subjects)), speakers)


def audit(
    counted: Sequence[Counted], question: Question, *, per: Per | None = None, sample: int = 1,
    notes: tuple[str, ...] = (),
) -> Audit:  # fmt: skip
    """The audit of the things that answer a question, all or one in ``sample`` of them."""
    asks = {n: v for n, v in question.given().items() if n not in ("limit", "cursor", "sample")}
    if sample > 1:
        asks["sample"] = str(sample)
    groups, others = _groups(counted, question, asks, per) if per else ((), 0)
    return Audit(
        asked=question.asked,
        asks=asks,
        sample=sample,
        per=per,
        whole=_group(counted, question, asks, "", "all", question.outlet),
        groups=groups,
        others=others,
        quoted=_quoted(counted, question, asks),
        notes=notes,
    )


def _group(
    counted: Sequence[Counted], question: Question, asks: Asks | None, value: str, name: str,
    outlet: str | None,
) -> Group:  # fmt: skip
    """The shares of some things as one outlet tells them, or as all do (None)."""
    whose = None if outlet is None else outlet_named(outlet)
    total = len(counted)
    single = [one.of(whose) for one in counted if one.thing.outlets <= 1]
    every = [one.of(whose) for one in counted]
    return Group(
        value=value,
        name=name,
        count=total,
        tellings=sum(map(len, every)),
        independent=sum(map(_independent, every)),
        terms=tuple(
            _share(
                one,
                [
                    [told for told in it.of(whose) if told.terms == one]
                    for it in counted
                    if one in it.terms(whose)
                ],
                total, asks, {"terms": [one]},
            )
            for one in _listed(Terms, question.terms)
        ),
        sources=tuple(
            _share(
                one,
                [
                    mine
                    for it in counted
                    if (mine := [told for told in it.of(whose) if one in told.classes])
                ],
                total, asks, {"source": [one]},
            )
            for one in _listed(SourceClass, question.source)
        ),
        single=_share("single", single, total, asks, {"max_sources": "1"}),
        asks=asks,
    )  # fmt: skip


def _listed(every: Any, chosen: Collection[str]) -> Iterator[str]:
    """The listed values, or those of them that the question asks for."""
    return (one for one in values(every) if not chosen or one in chosen)


def _independent(told: Collection[Heard]) -> int:
    """How many of some tellings are independent; those of reports that are taken back are not."""
    stand_by = [(one.text, one.outlet) for one in told if not one.telling.retracted]
    return independent(stand_by) if stand_by else 0


def _share(
    value: str, met: Sequence[Collection[Heard]], of: int, asks: Asks | None, more: Asks
) -> Share:
    low, high = wilson(len(met), of)
    return Share(
        value=value, count=len(met), of=of, tellings=sum(map(len, met)),
        independent=sum(map(_independent, met)), low=low, high=high,
        asks=None if asks is None else {**asks, **more},
    )  # fmt: skip


def _groups(
    counted: Sequence[Counted], question: Question, asks: Asks, per: Per
) -> tuple[tuple[Group, ...], int]:
    found: dict[str, list[Counted]] = defaultdict(list)
    names: dict[str, str] = {}
    for one in counted:
        for value, name in _values(one, per):
            found[value].append(one)
            names[value] = min(name, names.get(value, name))
    order = sorted(found, key=lambda one: (-len(found[one]), one))
    if per == "month":
        order = sorted(order[:GROUPS])
    made = tuple(
        _group(found[one], question, _narrowed(asks, question, per, one), one, names[one],
               one if per == "outlet" else question.outlet)
        for one in order[:GROUPS]
    )  # fmt: skip
    return made, len(found) - len(made)


def _values(one: Counted, per: Per) -> Iterator[tuple[str, str]]:
    names = one.thing.names
    match per:
        case "outlet":
            told = {each.outlet: each.telling.outlet or each.outlet for each in one.heard}
            yield from told.items()
        case "month":
            yield one.month or "", one.month or "no month told"
        case "subject":
            yield from ((id, names.get(id, id)) for id in dict.fromkeys(one.subjects))
        case "speaker":
            yield from ((id, names.get(id, id)) for id in dict.fromkeys(one.speakers))


def _narrowed(asks: Asks, question: Question, per: Per, value: str) -> Asks | None:
    """What a group's things are asked for by; None where no question asks for them alone."""
    if per == "month":
        first, last = first_day(value), last_day(value)
        if first is None or last is None:
            return None
        return asks | {
            "since": str(max(first, question.since or first)),
            "until": str(min(last, question.until or last)),
        }
    named = {"outlet": "outlet", "subject": "about", "speaker": "by"}[per]
    return None if getattr(question, named) else asks | {named: value}


def _quoted(counted: Sequence[Counted], question: Question, asks: Asks) -> tuple[Quoted, ...]:
    names: dict[str, str] = {}
    pairs: Counter[tuple[str, str]] = Counter()
    for one in counted:
        names |= one.thing.names
        pairs.update((who, of) for who in one.speakers for of in one.subjects if who != of)
    most = sorted(pairs.items(), key=lambda one: (-one[1], one[0]))[:PAIRS]
    free = question.by is None and question.about is None
    return tuple(
        Quoted(
            speaker=who, speaker_name=names.get(who, who), about=of, about_name=names.get(of, of),
            count=count, asks=asks | {"by": who, "about": of} if free else None,
        )
        for (who, of), count in most
    )  # fmt: skip


def _source(one: ThingTelling) -> Source:
    return Source(
        report=one.report, version="", counted=one.counted, url=one.url, outlet=one.outlet,
        copy_of=one.copy_of,
    )  # fmt: skip
