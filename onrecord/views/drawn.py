"""Things of the record as descriptions of drawings: the words are chosen here."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from onrecord.drawing import Happening, Life, State, Tally, Timeline
from onrecord.record.periods import period
from onrecord.record.status import standing_at
from onrecord.record.things import (
    AgreementThing,
    CaseStep,
    CaseThing,
    EncounterThing,
    EventThing,
    LifeChange,
    StatementThing,
    Thing,
)
from onrecord.store.asking.timeline import Moment
from onrecord.views.dates import date_words
from onrecord.views.safe import words
from onrecord.views.things import phrases
from onrecord.vocabulary import Modality

Turn = LifeChange | CaseStep
Link = Callable[[str], str | None]  # where an id leads to

_STATES: dict[str, State] = {
    "proposed": "early", "negotiated": "early", "agreed": "early", "signed": "early",
    "ratified": "early", "in_force": "holds", "suspended": "suspended", "rejected": "over",
    "withdrawn": "over", "expired": "over", "terminated": "over", "wanted": "early",
    "detained": "holds", "arrested": "holds", "moved": "holds", "released": "over",
    "exchanged": "over", "deported": "over", "pardoned": "over", "acquitted": "over",
    "died": "over",
}  # fmt: skip
_MOST = 90  # characters of a statement
_MONTH = re.compile(r"\b(January|February|August|September|October|November|December)\b")


def life(
    thing: AgreementThing | CaseThing,
    *,
    at: date | None = None,
    as_of: date | None = None,
    link: Link = lambda id: None,
) -> Life:
    """The life of an agreement or a case, told to the end of ``at``, else of ``as_of``, else to
    the last report."""
    turns: Sequence[Turn] = thing.changes if isinstance(thing, AgreementThing) else thing.steps
    day = at or as_of or date.fromisoformat(thing.last_reported[:10])
    states = _states(thing, turns)
    stands = standing_at(thing, at).status if at else thing.status
    return Life(
        kind="agreement" if isinstance(thing, AgreementThing) else "case",
        name=phrases.title(thing),
        about=phrases.kind_of(thing),
        standing=phrases.status(stands),
        weight=phrases.weight(thing),
        happenings=tuple(_turn(thing, one, states.get(one.id), link) for one in turns),
        as_of=day.isoformat(),
        as_of_said=f"{'At' if at else 'As of'} {date_words(day.isoformat())}",
    )


def _states(
    thing: AgreementThing | CaseThing, turns: Iterable[Turn]
) -> dict[str, tuple[State, str]]:
    """How things stood from each dated turn on that happened, and what that is called."""
    found: dict[str, tuple[State, str]] = {}
    dated = [(days.last, one) for one in turns if one.modality == "actual" and (days := _days(one))]
    state: State = "early"
    for last, one in sorted(dated, key=lambda pair: (pair[0], pair[1].id)):
        status = standing_at(thing, date.fromordinal(last)).status
        if status is None:
            continue
        state = _STATES.get(status.value, "holds" if state == "holds" else "early")
        named = phrases.status_name(status.value)
        found[one.id] = state, named[:1].upper() + named[1:]
    return found


def _days(one: Turn) -> Any:
    return period(one.date.value) if one.date else None


def _turn(thing: Thing, one: Turn, state: tuple[State, str] | None, link: Link) -> Happening:
    said = [thing.tellings[at].span for at in one.told[:1] if at < len(thing.tellings)]
    return Happening(
        label=phrases.turn(one),
        modality=one.modality,
        value=one.date.value if one.date else None,
        said=date_words(one.date.value if one.date else None),
        detail=phrases.turn_detail(thing, one),
        weight=phrases.counted(one.outlets, "source") + (", unnamed" if one.unnamed_only else ""),
        sources=one.outlets,
        quoted=words(said[0].text) if said and said[0] else "",
        state=state[0] if state else None,
        state_name=state[1] if state else "",
        kind="agreement" if isinstance(one, LifeChange) else "case",
        link=link(thing.id),
    )


def timeline(
    moments: Sequence[Moment], *, counted: bool, title: str, link: Link = lambda id: None
) -> Timeline:
    """Entries of a timeline; ``counted``: statements are numbers a day, not marks."""
    said = [one for one in moments if isinstance(one.thing, StatementThing)]
    marks = [_moment(one, link) for one in moments if not (counted and one in said)]
    tallies = _tallies(said) if counted else ()
    days = [span for one in marks if (span := one.days)]
    firsts = [one.first for one in days] + [date.fromisoformat(t.day).toordinal() for t in tallies]
    lasts = [one.last for one in days] + [date.fromisoformat(t.day).toordinal() for t in tallies]
    first, last = min(firsts, default=1), max(lasts, default=1)
    return Timeline(
        title=title,
        first=date.fromordinal(first).isoformat(),
        last=date.fromordinal(last).isoformat(),
        happenings=tuple(marks),
        tallies=tallies,
    )


def _tallies(said: Iterable[Moment]) -> tuple[Tally, ...]:
    every: Counter[str] = Counter()
    on_record: Counter[str] = Counter()
    for one in said:
        days = period(one.date)
        if days and days.exact:
            day = date.fromordinal(days.first).isoformat()
            every[day] += 1
            on_record[day] += "on_record" in one.thing.terms
    return tuple(Tally(day, every[day], on_record[day]) for day in sorted(every))


def _moment(one: Moment, link: Link) -> Happening:
    thing, turn = one.thing, one.turn
    if turn is None:
        label, detail = phrases.title(thing), _detail(thing)
        weight, modality = phrases.weight(thing), _modality(thing)
    else:
        label = f"{phrases.title(thing)}: {phrases.turn(turn)}"
        detail, weight = phrases.turn_detail(thing, turn), phrases.weight(turn)
        modality = turn.modality
    return Happening(
        label=label, modality=modality, value=one.date, said=date_words(one.date), detail=detail,
        weight=weight, sources=thing.outlets, kind=thing.thing, link=link(thing.id),
    )  # fmt: skip


def _detail(thing: Thing) -> str:
    """Of a statement its first words, of others where, how long, with what numbers."""
    if isinstance(thing, StatementThing):
        said = " … ".join(words(span.text) for span in thing.content)
        return f"«{said[:_MOST].rstrip()}{'…' if len(said) > _MOST else ''}»" if said else ""
    return phrases.slots(thing) if isinstance(thing, EncounterThing | EventThing) else ""


def _modality(thing: Thing) -> Modality:
    found: Modality = getattr(thing, "modality", "actual")
    return found


def short_life(drawn: Life) -> Life:
    """The same for a picture: short names of months, labels that begin large."""
    return replace(drawn, happenings=tuple(map(_short, drawn.happenings)))


def short_timeline(drawn: Timeline, *, title: str) -> Timeline:
    """The same for a picture, with its title."""
    return replace(drawn, title=title, happenings=tuple(map(_short, drawn.happenings)))


def _short(one: Happening) -> Happening:
    said = _MONTH.sub(lambda found: found[0][:3], one.said)
    return replace(one, label=one.label[:1].upper() + one.label[1:], said=said)
