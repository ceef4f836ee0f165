"""What was folded before is told again while nothing is written, and not a moment longer."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from onrecord.errors import NotInRecord
from onrecord.facts import Reading, with_keys
from onrecord.question import Asked, Question
from onrecord.record.things import Thing
from onrecord.record.verdicts import Verdict
from onrecord.store.asking.contrary import Contrary
from onrecord.store.asking.folded import Folding
from onrecord.store.asking.gathering import Heard
from onrecord.store.asking.opened import Record as Asking
from onrecord.store.forgetting import forget
from onrecord.store.record import Record, open_record
from onrecord.store.remembering import Memory, Shelf
from onrecord.store.reviewing import give
from onrecord.store.touching import EVERYTHING, Journal, Touched
from onrecord.vocabulary import Modality
from tests.record_servers import Places
from tests.store.asked_worlds import Tale, readings, worlds

WHEN = "2031-05-01T10:00:00Z"
ASKED: tuple[Asked, ...] = ("statements", "encounters", "agreements", "cases", "events", "actors",
                            "timeline")  # fmt: skip
TALES = [
    Tale(report=day, version=day, day=day, said=((0, 0, day % 3, 1, day, False),),
         met=((0, 1, day, 1),), turned=((day % 2, "signed", day),), held=(day % 3,))
    for day in range(1, 7)
]  # fmt: skip
_few = settings(
    max_examples=8, deadline=None, phases=(Phase.explicit, Phase.reuse, Phase.generate),
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)  # fmt: skip


def _told(store: Record) -> list[object]:
    asking = Asking(store)
    lists = [asking.part(Question.of(asked, {})).items for asked in ASKED]
    return [lists, [asking.show(one.id, most=10) for one in lists[2]]]


def _actors(store: Record) -> list[str]:
    return [one.id for one in Asking(store).part(Question.of("actors", {})).items]


def _law(where: str, tales: list[Tale], steps: list[str]) -> None:
    """Whatever is written, by whomever: who was asked before tells what somebody new tells."""
    made = readings(tales)
    with open_record(where, create=True) as store, open_record(where) as other:
        for at, step in enumerate(steps):
            one = made[at % len(made)]
            if step == "forget":
                with suppress(NotInRecord):
                    forget(other, one.report.id, "asked for")
            elif step == "judge" and (
                actors := Asking(other).part(Question.of("actors", {})).items
            ):
                verdict = Verdict.given("reject", [actors[0].id], at=WHEN, by=f"Osei {at}")
                give(other, verdict)
            else:
                (store if step == "add" else other).add([one], again=True)
            before = _told(store)
            with open_record(where) as anew:
                assert _told(anew) == before
            assert _told(store) == before


STEPS = st.lists(st.sampled_from(["add", "add beside", "forget", "judge"]), min_size=2, max_size=6)


@_few
@given(worlds(), STEPS)
def test_what_was_asked_before_is_told_as_it_is_now(
    places: Places, tales: list[Tale], steps: list[str]
) -> None:
    _law(places(), tales, steps)


@pytest.mark.parametrize("step", ["add", "add beside", "forget", "judge"])
def test_a_planted_fault_a_memory_that_hears_of_no_write(
    places: Places, step: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Journal, "since", lambda *_: ())
    # Reports that tell of what is there already: of a new thing nothing is remembered.
    with pytest.raises(AssertionError):
        _law(places(), TALES, ["add", "add", step, step])


def test_nothing_is_folded_twice(places: Places, monkeypatch: pytest.MonkeyPatch) -> None:
    folded: list[object] = []
    fold = Folding._fold

    def counted(self: Folding, heard: Heard, verdicts: Sequence[Verdict]) -> Thing | None:
        folded.append(heard.cluster)
        return fold(self, heard, verdicts)

    monkeypatch.setattr(Folding, "_fold", counted)
    with open_record(places(), create=True) as store:
        store.add(readings(TALES))
        before = _told(store)
        assert folded
        folded.clear()
        assert _told(store) == before
        assert not folded
        Asking(store).part(Question.of("agreements", {"as_of": "2032-01-01"}))
        assert folded  # what stood then is no business of what stands now


def test_a_transaction_has_the_number_that_it_sees(places: Places) -> None:
    where = places()
    with open_record(where, create=True) as store, open_record(where) as other:
        one, another = readings(TALES)[:2]
        other.add([one])
        with store.asked() as asked:
            assert asked.number == store.turn()
            assert asked.column("SELECT count(*) FROM version") == [1]
            other.add([another])
            assert asked.column("SELECT count(*) FROM version") == [1]
            assert asked.number == store.turn() - 1
            with store.asked() as later:
                assert later.number == store.turn()


def _touching(*rows: Touched) -> Callable[[int, int], list[Touched]]:
    """A journal of these rows, the first of them number 1."""
    return lambda before, number: list(rows[before:number])


def test_a_memory_has_its_bounds() -> None:
    memory = Memory(Shelf(room=10, most=4), 0, _touching())

    def told(names: str) -> list[object]:
        return [found[0] if (found := memory.get(name)) else None for name in names]

    memory.keep("large", "never", 5)
    assert memory.get("large") is None
    for name in "abc":
        memory.keep(name, name.upper(), 3)
    assert told("a") == ["A"]
    memory.keep("d", "D", 3)
    assert told("abcd") == ["A", None, "C", "D"]
    memory.keep("a", "A again", 4)
    assert told("acd") == ["A again", "C", "D"]
    memory.keep("e", "E", 1)
    assert None in told("ac")


def test_what_a_write_touches_is_forgotten_and_nothing_else() -> None:
    since = _touching(Touched({1}), Touched(set(), {20}), Touched({9}), EVERYTHING)
    shelf = Shelf()
    at = [Memory(shelf, number, since) for number in range(5)]

    def there(number: int) -> list[str]:
        return [name for name in ("by node", "by thing", "now") if at[number].get(name)]

    at[0].keep("by node", 1, 1, {1})
    at[0].keep("by thing", 2, 1, {2}, {20})
    at[0].keep("now", 3, 1, {3}, lasts=False)
    assert there(0) == ["by node", "by thing", "now"]
    assert there(1) == ["by thing"]
    assert there(2) == []
    at[2].keep("by thing", 2, 1, {2}, {20})
    assert (there(1), there(3), there(2), there(4)) == ([], ["by thing"], ["by thing"], [])


_AS: tuple[Modality, ...] = ("actual", "asked", "planned", "denied", "failed")


def _turned(tales: list[Tale]) -> list[Reading]:
    """The readings of tales, the turns of whose agreements are told in several ways."""

    def told_as(reading: Reading, number: int) -> Reading:
        agreements = tuple(
            replace(
                one,
                changes=tuple(
                    replace(c, key="", modality=_AS[(number + at) % len(_AS)]) for c in one.changes
                ),
            )
            for at, one in enumerate(reading.agreements)
        )
        return with_keys(replace(reading, agreements=agreements))

    return [told_as(one, number) for number, one in enumerate(readings(tales))]


def _modality_law(where: str, tales: list[Tale]) -> None:
    """What is asked by a modality is what of everything was told so, in its order."""
    with open_record(where, create=True) as store:
        store.add(_turned(tales))
        asking = Asking(store)
        every = [one for one in asking.timeline() if one.turn is not None]
        for modality in _AS:
            found = [one for one in asking.timeline(modality=modality) if one.turn is not None]
            wanted = [one for one in every if one.turn and one.turn.modality == modality]
            assert [(one.thing.id, one.turn) for one in found] == [
                (one.thing.id, one.turn) for one in wanted
            ]


@_few
@given(worlds())
def test_turns_by_modality_are_those_of_everything(places: Places, tales: list[Tale]) -> None:
    _modality_law(places(), tales)


def test_a_planted_fault_lives_without_a_turn_that_is_asked_for(
    places: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Contrary, "turning", lambda self, clusters, told_as: set())
    with pytest.raises(AssertionError):
        _modality_law(places(), TALES)


def test_a_reviewer_may_have_said_that_it_happened(places: Places) -> None:
    with open_record(places(), create=True) as store:
        store.add(_turned(TALES[:1]))
        asking = Asking(store)
        (one,) = [one for one in asking.timeline(by="Austria") if one.turn]
        assert one.turn
        right = Verdict.given(
            "correct", [one.turn.id], at=WHEN, by="Osei", within=[one.thing.id.partition("-")[2]],
            correction={"modality": "planned"},
        )  # fmt: skip
        give(store, right)
        (found,) = [one for one in asking.timeline(modality="planned") if one.turn]
        assert getattr(found.turn, "id", "") == one.turn.id
