"""Where an agreement or a case stands, at any date, from its actual changes alone.

Changes are put in the order in which they happened. One that was over before another began comes
first. Where dates leave the order open (a month beside a day in it, no date at all) the usual
course of a life decides (``agreement_life.tsv``, ``case_life.tsv``), then the dates, then who
reported first. A change without a date lies before its first report; where it was planned for a day
before that, it is held to have come about on that day: more is not known of it.

What was planned, asked, denied, failed or possible never enters a status; it stands beside it.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from onrecord.record.identity.days import Days
from onrecord.record.life import Label, labels
from onrecord.record.periods import period
from onrecord.record.things import AgreementThing, CaseStep, CaseThing, LifeChange, Status

Turn = LifeChange | CaseStep

IN_FORCE = "in_force"
_BY_EACH = frozenset({"ratified", "suspended", "withdrawn"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A status and what there is beside it.

    ``stands_on`` are the changes that make the status, ``before`` the actual ones that it no longer
    rests on, ``perhaps`` those that may or may not have come about by the date asked for (a year
    told, a day in it asked). ``beside`` is what did not happen: planned, asked, denied, failed,
    possible. ``incidents`` are violations, ``ratified_by`` all who ratified, ``remaining``
    the known parties for whom it goes on where one of several has suspended or left it.
    """

    status: Status | None = None
    stands_on: tuple[Turn, ...] = ()
    before: tuple[Turn, ...] = ()
    perhaps: tuple[Turn, ...] = ()
    beside: tuple[Turn, ...] = ()
    incidents: tuple[Turn, ...] = ()
    ratified_by: tuple[str, ...] = ()
    remaining: tuple[str, ...] = ()


def standing_at(thing: AgreementThing | CaseThing, at: date | None = None) -> Standing:
    """How an agreement or a case stood at the end of the day ``at`` (None: by all that is told)."""
    turns: Sequence[Turn] = thing.changes if isinstance(thing, AgreementThing) else thing.steps
    parties = thing.parties if isinstance(thing, AgreementThing) else ()
    return standing(turns, at, side=lambda id: thing.states.get(id, id), parties=parties)


def standing(
    turns: Sequence[Turn],
    at: date | None = None,
    *,
    side: Callable[[str], str] = str,
    parties: Sequence[str] = (),
) -> Standing:
    """How a life stood; ``side`` gives for whom an actor acts, ``parties`` are an agreement's."""
    actual = [one for one in turns if one.modality == "actual"]
    spans = {id(one): _as_planned(one, turns) or _span(one) for one in actual}
    known = [one for one in actual if at is None or spans[id(one)].last <= at.toordinal()]
    life = _Life(side)
    for one in in_order(known, spans):
        life.take(one, labels()[label_of(one)])
    on = set(map(id, life.on))
    return Standing(
        status=life.status(),
        stands_on=tuple(life.on),
        before=tuple(o for o in life.passed if id(o) not in on),
        perhaps=tuple(o for o in actual if at is not None and _open(spans[id(o)], at.toordinal())),
        beside=tuple(o for o in turns if o.modality != "actual" and _by_then(o, at)),
        incidents=tuple(life.incidents),
        ratified_by=tuple(life.ratified),
        remaining=_remaining(life, parties, side),
    )


def in_force(
    agreements: Iterable[AgreementThing], at: date | None = None
) -> list[tuple[AgreementThing, Standing]]:
    """The agreements in force at a date, by name: for all parties, or for two or more of several
    where others have suspended or left it."""
    found = [(one, standing_at(one, at)) for one in agreements]
    kept = [
        (one, now)
        for one, now in found
        if now.status is not None and (now.status.value == IN_FORCE or now.remaining)
    ]
    return sorted(kept, key=lambda pair: (pair[0].name.casefold(), pair[0].id))


def in_order(turns: Iterable[Turn], days: Mapping[int, Days] | None = None) -> list[Turn]:
    """Changes in the order in which they happened, as far as dates and lives tell.

    ``days`` are those on which each may have happened, by ``id``; None: as their own dates say.
    """
    given = tuple(turns)
    spans = {id(one): _span(one) for one in given} if days is None else days
    left = sorted(given, key=lambda one: _rank(one, spans[id(one)]))
    ordered: list[Turn] = []
    while left:
        start = min(spans[id(one)].last for one in left)
        # Whatever began after the earliest end has something before it; the rest is open.
        chosen = next(one for one in left if spans[id(one)].first <= start)
        left.remove(chosen)
        ordered.append(chosen)
    return ordered


def label_of(turn: Turn) -> str:
    """The label of a change or a step."""
    return turn.change if isinstance(turn, LifeChange) else turn.step


def _rank(one: Turn, span: Days) -> tuple[int, int, int, str, str]:
    return labels()[label_of(one)].rank, span.first, span.last, one.first_reported, one.key


def _span(one: Turn) -> Days:
    """The days on which it may have happened: not after it was first reported."""
    reported = period(one.first_reported[:10])
    latest = reported.last if reported is not None else date.max.toordinal()
    told = period(one.date.value) if one.date is not None else None
    if told is None:
        return Days(0, latest)
    return Days(told.first, max(told.first, min(told.last, latest)))


def _as_planned(one: Turn, turns: Iterable[Turn]) -> Days | None:
    """The days for which an undated change was planned, by the last plan told; None where it has a
    date, or was planned for no day before its first report."""
    if one.date is not None:
        return None
    latest = _span(one).last
    plans = [
        (other.first_reported, days)
        for other in turns
        if other.modality == "planned"
        and label_of(other) == label_of(one)
        and other.first_reported <= one.first_reported
        and other.date is not None
        and (days := period(other.date.value)) is not None
        and days.last <= latest
    ]
    return max(plans, key=lambda plan: (plan[0], plan[1].last, plan[1].first))[1] if plans else None


def _open(span: Days, day: int) -> bool:
    return span.first <= day < span.last


def _by_then(one: Turn, at: date | None) -> bool:
    """Whether what did not happen was spoken of by a day, or was to be by it."""
    if at is None:
        return True
    told = period(one.date.value) if one.date is not None else None
    due = told is not None and told.first <= at.toordinal()
    return due or one.first_reported[:10] <= at.isoformat()


class _Life:
    """A status as it is made, change by change."""

    def __init__(self, side: Callable[[str], str]) -> None:
        self.side = side
        self.value: str | None = None
        self.on: list[Turn] = []
        self.passed: list[Turn] = []
        self.incidents: list[Turn] = []
        self.ratified: list[str] = []
        self.was_in_force = False

    def take(self, turn: Turn, label: Label) -> None:
        """The next change that happened."""
        if label_of(turn) == "ratified":
            self.ratified += [id for id in turn.by if id not in self.ratified]
        if not label.status:
            self.incidents.append(turn)
            return
        self.passed.append(turn)
        if self.value in label.keeps or (self.value == "suspended" and self._still(turn)):
            return
        if label.status != self.value:
            self.value = label.status
            self.on = []
        self.was_in_force = self.was_in_force or label.status == IN_FORCE
        self.on.append(turn)

    def status(self) -> Status | None:
        """The status so far; of what each party does for itself ``by`` are all who did."""
        if self.value is None or not self.on:
            return None
        doers = self.on if self.value in _BY_EACH else self.on[:1]
        first = self.on[0]
        return Status(
            value=self.value,
            by=tuple(dict.fromkeys(id for one in doers for id in one.by)),
            since=first.date.value if first.date is not None else None,
            told=tuple(sorted({at for one in self.on for at in one.told})),
        )

    def _still(self, turn: Turn) -> bool:
        """Whether it stays suspended: one party resumed and another that suspended did not."""
        if label_of(turn) != "resumed":
            return False
        resumed = {self.side(id) for id in turn.by}
        held = [one for one in self.on if one.by]
        left = [one for one in held if not resumed & {self.side(id) for id in one.by}]
        if not resumed or not left or len(left) == len(held):
            return False
        self.on = left
        return True


def _remaining(life: _Life, parties: Sequence[str], side: Callable[[str], str]) -> tuple[str, ...]:
    """The parties for whom it goes on: of three or more known ones at least two who neither
    suspended nor left what was in force."""
    if life.value not in ("suspended", "withdrawn") or not life.was_in_force or len(parties) < 3:
        return ()
    gone = {side(id) for one in life.on for id in one.by}
    left = tuple(id for id in parties if side(id) not in gone)
    return left if gone and 2 <= len(left) < len(parties) else ()
