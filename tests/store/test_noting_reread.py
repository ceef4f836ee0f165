"""Facts by hand and a reading made anew: never lost, one with what is read at the same words."""

from dataclasses import replace

from onrecord.facts import Telling, with_keys
from onrecord.record.handmade import Told
from onrecord.store.asking.opened import Record as Asking
from onrecord.store.by_hand import take_back, tell
from onrecord.store.checking import faults
from onrecord.store.record import Record
from onrecord.store.rereading import renew, versions_of
from onrecord.store.waiting import waiting
from tests.store.test_rereading import AT, NOW, TALE, made, reading


def _renewed(record: Record, new: object) -> None:
    with record.writing() as connection:
        (number,) = versions_of(connection, [new.report.id])  # type: ignore[attr-defined]
        renew(connection, record.points, number, new, NOW, AT)  # type: ignore[arg-type]


def _told(record: Record) -> list[tuple[str, bool]]:
    """Who told what by hand of the meetings, and whether it was read too."""
    return [
        (hand.by, hand.read)
        for one in Asking(record).encounters()
        for telling in one.tellings
        for hand in telling.by_hand
    ]


def test_a_reading_that_lacks_the_fact_keeps_what_was_told(place: str) -> None:
    old = reading(TALE)
    (met,) = old.encounters
    words, who = met.tellings[0].span, [a.name for a in old.actors[:2]]
    with made(place) as record:
        told = Told(
            kind="encounter", words=(f"@{words.start}-{words.end}",), who=tuple(who), label="talks"
        )
        outcome = tell(record, old.report.id, told, by="Osei")
        assert _told(record) == [("Osei", True)]  # the same words: one with both
        _renewed(record, with_keys(replace(old, encounters=(), events=())))
        assert _told(record) == [("Osei", False)]
        assert list(faults(record)) == []
        assert not any(one.thing.tellings[0].by_hand for one in waiting(record, {}, ("encounter",)))
        _renewed(record, old)
        assert _told(record) == [("Osei", True)]
        take_back(record, outcome.verdict.id, by="Osei")
        assert _told(record) == []
        assert list(faults(record)) == []


def test_other_words_of_the_same_meeting_are_another_telling_of_it(place: str) -> None:
    old = reading(TALE)
    (met,) = old.encounters
    with made(place) as record:
        span = met.tellings[0].span
        told = Told(
            kind="encounter", words=(f"@{span.start}-{span.end - 1}",),
            who=tuple(a.name for a in old.actors[:2]), date=met.date.value if met.date else None,
        )  # fmt: skip
        tell(record, old.report.id, told, by="Osei")
        new = replace(met, tellings=(Telling(span=span), *met.tellings[1:]))
        _renewed(record, with_keys(replace(old, encounters=(new,))))
        assert ("Osei", False) in _told(record)
        assert list(faults(record)) == []
