"""What changed status in some days, what was asked and not done, what is still to come."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from onrecord.question import Asked, Question
from onrecord.record.accounts import Kind
from onrecord.record.periods import period
from onrecord.record.status import label_of, standing_at
from onrecord.record.things import AgreementThing, CaseThing, Status
from onrecord.store.asking.gathering import LISTED as LISTED_REPORTS
from onrecord.store.asking.opened import Record
from onrecord.store.asking.timeline import Moment
from onrecord.views.dates import date_words
from onrecord.views.desk import tallies
from onrecord.views.desk.entries import Turn
from onrecord.views.desk.links import Links
from onrecord.views.desk.lives import ACCOUNTS, turns
from onrecord.views.desk.tallies import Tally
from onrecord.views.things import phrases

Lasting = AgreementThing | CaseThing
MOST = 40  # agreements, and cases, of some days that are looked at
LISTED = 12  # of these that the front page shows


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """One agreement or case: how it stood on the day before it changed, and how since."""

    kind: Kind
    name: str
    href: str
    was: str
    now: str
    when: str
    by: str
    tally: Tally
    day: str


@dataclass(frozen=True, slots=True)
class Open:
    """Something that was asked, or is to come: what, of which thing, when, by whom."""

    label: str
    name: str
    href: str
    note: str


def changed(record: Record, links: Links, first: date, last: date) -> list[Changed]:
    """What changed status from ``first`` to ``last``, the latest first."""
    given = {"modality": "actual", "since": first, "until": last}
    things = [_whole(record, links, one) for one in _lasting(record, links, given)]
    found = [_changed(one, links, first, last) for one in things]
    return sorted(filter(None, found), key=lambda one: one.day, reverse=True)[:LISTED]


def last_changed(record: Record, links: Links, last: date) -> Changed | None:
    """What changed status last, up to a day."""
    things = _lasting(record, links, {"modality": "actual", "until": last})
    since = [(one.status.since or "", one.id, one) for one in things if one.status]
    dated = [(days.last, name, one) for told, name, one in since if (days := period(told))]
    if not dated:
        return None
    day, _, thing = max(dated, key=lambda each: each[:2])
    return _changed(_whole(record, links, thing), links, date.fromordinal(day), last)


def _lasting(record: Record, links: Links, given: dict[str, object]) -> list[Lasting]:
    found: list[Lasting] = []
    kinds: tuple[Asked, ...] = ("agreements", "cases")
    for asked in kinds:
        told = {**given, "limit": MOST, "as_of": links.as_of}
        items = record.part(Question.of(asked, told)).items
        found += [one for one in items if isinstance(one, Lasting)]
    return found


def _whole(record: Record, links: Links, thing: Lasting) -> Lasting:
    """A list tells of some reports of a thing alone: where there are more, the thing as its own
    page has it, so that both say the same of its status."""
    if thing.reports <= LISTED_REPORTS:
        return thing
    found = record.show(thing.id, links.as_of or None, ACCOUNTS)
    return found if isinstance(found, Lasting) else thing


def _changed(thing: Lasting, links: Links, first: date, last: date) -> Changed | None:
    """None where its status at the end is no other than before, or began before those days."""
    standing = standing_at(thing, last)
    now = standing.status
    days = period(now.since) if now and now.since else None
    if now is None or days is None or days.last < first.toordinal():
        return None
    before = standing_at(thing, date.fromordinal(days.first) - timedelta(days=1)).status
    if before is not None and before.value == now.value:
        return None
    told = phrases.status_name(now.value)
    return Changed(
        kind=thing.thing,
        name=phrases.title(thing),
        href=links.thing(thing.id),
        was=_name(before),
        now=f"{told[:1].upper()}{told[1:]}",
        when=date_words(now.since),
        by=phrases.several(thing, now.by),
        tally=_tally(thing, standing.stands_on),
        day=date.fromordinal(days.last).isoformat(),
    )


def _tally(thing: Lasting, on: Sequence[Turn]) -> Tally:
    """What the status stands on: its turn with the most sources."""
    most = max(on, key=lambda one: (one.outlets, one.id), default=None)
    return tallies.of_turn(thing, most) if most else tallies.of_thing(thing)


def _name(status: Status | None) -> str:
    told = phrases.status_name(status.value) if status else "nothing told"
    return f"{told[:1].upper()}{told[1:]}"


def asked(moments: Iterable[Moment], links: Links, day: date) -> list[Open]:
    """What is asked of agreements and cases and is not told as having happened since."""
    found: dict[tuple[str, str], Open] = {}
    for one in moments:
        turn, thing = one.turn, one.thing
        if turn is None or not isinstance(thing, Lasting) or _came(thing, turn, day):
            continue
        note = phrases.comma(
            f"of {phrases.several(thing, turn.by)}" if turn.by else "",
            phrases.told_from_to(turn.first_reported, turn.last_reported),
        )
        found.setdefault((thing.id, label_of(turn)), _open(thing, turn, links, note))
    return list(found.values())


def ahead(moments: Iterable[Moment], links: Links) -> list[Open]:
    """What is planned for days to come, the next first."""
    found: dict[tuple[str, str], Open] = {}
    for one in reversed(list(moments)):
        note = date_words(one.date)
        if one.turn is None:
            label = phrases.title(one.thing)
            key, told = (label, note), Open(label, "", links.thing(one.thing.id), note)
        else:
            key = (one.thing.id, label_of(one.turn))
            told = _open(one.thing, one.turn, links, note)  # type: ignore[arg-type]
        found.setdefault(key, told)
    return list(found.values())


def _open(thing: Lasting, turn: Turn, links: Links, note: str) -> Open:
    label = phrases.turn(turn)
    return Open(
        f"{label[:1].upper()}{label[1:]}", phrases.title(thing), links.thing(thing.id), note
    )


def _came(thing: Lasting, turn: Turn, day: date) -> bool:
    """Whether the same is told as having happened, later than it was asked or no one knows when."""
    return any(
        one.modality == "actual"
        and label_of(one) == label_of(turn)
        and one.last_reported >= turn.first_reported
        and (one.date is None or (one.date.value or "") <= day.isoformat())
        for one in turns(thing)
    )
