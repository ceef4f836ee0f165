"""What reviewers' verdicts do to a thing."""

import pytest
from testified import accord, change, encounter, says

from onrecord.errors import InvalidVerdict
from onrecord.record.folding import fold
from onrecord.record.things import AgreementThing, EncounterThing
from onrecord.record.verdicts import Verdict

ONE, TWO = "1111111111111111", "2222222222222222"
FIRST = says(encounter("a1", "a2", date="2026-03-10", key=ONE), "Bay News", "10")
SECOND = says(encounter("a1", "a2", date="2026-03-11", key=TWO), "Isle Wire", "11")


def verdict(kind, *of, day="20", **more) -> Verdict:
    return Verdict.given(kind, of, at=f"2026-03-{day}T10:00:00Z", by="rev", why="checked", **more)


def folded(*verdicts) -> EncounterThing | None:
    thing = fold("encounter", [FIRST, SECOND], verdicts=verdicts)
    assert thing is None or isinstance(thing, EncounterThing)
    return thing


def there(*verdicts) -> EncounterThing:
    thing = folded(*verdicts)
    assert thing is not None
    return thing


def test_what_is_rejected_speaks_no_more() -> None:
    assert [d.about for d in there().disputes] == ["date"]
    no = verdict("reject", ONE)
    thing = there(no)
    assert thing.date is not None
    assert thing.date.value == "2026-03-11"
    assert thing.disputes == ()
    assert thing.id == f"encounter-{ONE}"  # it is found by the same id
    assert [one.key for one in thing.tellings] == [TWO]
    assert thing.verdicts == (no,)


def test_an_undo_takes_it_back_and_a_later_accept_too() -> None:
    no = verdict("reject", ONE)
    undo = verdict("undo", no.id, day="21")
    assert there(no, undo) == there()
    thing = there(no, verdict("accept", ONE, day="22"))
    assert len(thing.tellings) == 2
    assert [one.verdict for one in thing.verdicts] == ["reject", "accept"]


def test_a_thing_is_rejected_whole_or_with_all_of_its_accounts() -> None:
    assert folded(verdict("reject", f"encounter-{TWO}")) is None
    assert folded(verdict("reject", ONE, TWO)) is None
    assert folded(verdict("reject", "encounter-3333333333333333")) == folded()


def test_what_one_report_tells_is_corrected() -> None:
    right = verdict("correct", TWO, correction={"date": "2026-03-10", "format": "summit"})
    thing = there(right)
    assert thing.date is not None
    assert thing.date.value == "2026-03-10"
    assert thing.disputes == ()
    assert thing.tellings[1].slots["date"]["value"] == "2026-03-10"
    assert thing.tellings[0].slots["format"] == "meeting"


def test_a_thing_is_corrected_as_a_whole_and_says_so() -> None:
    right = verdict("correct", f"encounter-{TWO}",
                    correction={"date": {"value": "2026-03-12"}, "place": "Bergen"})  # fmt: skip
    thing = there(right)
    assert thing.date is not None
    assert thing.place is not None
    assert (thing.date.value, thing.place.name) == ("2026-03-12", "Bergen")
    assert {(c.slot, c.verdict) for c in thing.told if c.verdict} == {
        ("date", right.id), ("place", right.id),
    }  # fmt: skip
    assert thing.tellings[0].slots["date"]["value"] == "2026-03-10"  # what is told stays


def test_the_later_correction_holds() -> None:
    first = verdict("correct", f"encounter-{ONE}", correction={"date": "2026-03-01"})
    later = verdict("correct", f"encounter-{ONE}", day="21", correction={"date": None})
    assert there(later, first).date is None


def test_participants_are_corrected_by_their_ids_in_the_record() -> None:
    right = verdict("correct", ONE, TWO,
                    correction={"participants": ["actor-halvorsen", "actor-else"]})  # fmt: skip
    thing = there(right)
    assert thing.participants == ("actor-halvorsen", "actor-else")
    assert thing.names["actor-halvorsen"] == "Astrid Halvorsen"


@pytest.mark.parametrize(
    ("of", "correction"),
    [
        (ONE, {"colour": "blue"}),
        (ONE, {"format": "picnic"}),
        (f"encounter-{ONE}", {"tellings": []}),
        (f"encounter-{ONE}", {"outlets": 9}),
        (ONE, {"key": TWO}),
    ],
)
def test_a_correction_that_does_not_fit_is_refused(of, correction) -> None:
    with pytest.raises(InvalidVerdict):
        folded(verdict("correct", of, correction=correction))


CHANGE, AGAIN = "aaaaaaaaaaaaaaaa", "bbbbbbbbbbbbbbbb"
LIFE = [
    says(accord(change("signed", "2019"), change("suspended", "2026-02", key=CHANGE)), "B", "01"),
    says(accord(change("suspended", "2026-02", key=AGAIN)), "Isle Wire", "02"),
]


def agreement(*verdicts) -> AgreementThing:
    thing = fold("agreement", LIFE, verdicts=verdicts)
    assert isinstance(thing, AgreementThing)
    return thing


def test_a_rejected_change_enters_no_status() -> None:
    assert [one.change for one in agreement().changes] == ["signed", "suspended"]
    one = agreement(verdict("reject", CHANGE))
    assert [(c.change, c.outlets) for c in one.changes] == [("signed", 1), ("suspended", 1)]
    both = agreement(verdict("reject", CHANGE, AGAIN))
    assert both.status is not None
    assert both.status.value == "signed"
    whole = agreement(verdict("reject", f"change-{AGAIN}"))
    assert whole.status == both.status


def test_a_corrected_change_is_what_the_status_stands_on() -> None:
    thing = agreement(verdict("correct", f"change-{CHANGE}", correction={"modality": "planned"}))
    assert thing.status is not None
    assert thing.status.value == "signed"
    longer = agreement(verdict("correct", f"change-{CHANGE}", correction={"term": "P2Y"}))
    assert longer.changes[1].term is not None
    assert longer.changes[1].term.value == "P2Y"
    dated = agreement(verdict("correct", CHANGE, AGAIN, correction={"date": "2026-02-20"}))
    assert dated.status is not None
    assert dated.status.since == "2026-02-20"


def test_a_change_is_added_to_an_account() -> None:
    added = {"changes": [{
        "id": "g1-9", "key": "cccccccccccccccc", "change": "resumed", "date": {"value": "2026-03"},
        "tellings": [{"span": {"start": 0, "end": 6, "text": "signed"}}],
    }]}  # fmt: skip
    (account,) = {LIFE[1].key}
    thing = agreement(verdict("add", account, correction=added))
    assert [one.change for one in thing.changes] == ["signed", "suspended", "resumed"]
    assert thing.status is not None
    assert thing.status.value == "in_force"


def test_merges_and_splits_are_shown_with_what_they_are_about() -> None:
    merge = verdict("merge", ONE, TWO)
    split = verdict("split", ONE, against=["3333333333333333"])
    other = verdict("split", "3333333333333333", against=[TWO])
    elsewhere = verdict("split", "3333333333333333", against=["4444444444444444"])
    shown = there(merge, split, other, elsewhere).verdicts
    assert {one.id for one in shown} == {merge.id, split.id, other.id}
