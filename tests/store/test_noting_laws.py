"""Laws of facts by hand: they are a function of verdicts and versions, and end with their note."""

from datetime import UTC, datetime
from random import Random
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.facts import DateSlot, Encounter, Reading, Telling
from onrecord.record.notes import Facts, about, around, payload
from onrecord.record.verdicts import Verdict
from onrecord.store import noting, reviewing
from onrecord.store.checking import faults
from onrecord.store.forgetting import forget
from onrecord.store.record import Record
from onrecord.store.verdicts import instant
from onrecord.text import Span
from tests.record_servers import Places
from tests.store.record_worlds import Edition, dump, reading
from tests.store.test_reviewing_laws import editions, keys_of, made

SOME = settings(
    max_examples=15, deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)  # fmt: skip
FEW = settings(SOME, max_examples=5)
World = tuple[list[Edition], list[Verdict]]


def noted(one: Edition, words: str, day: int, at: str, by: str = "Osei") -> Verdict:
    """The verdict that these words of an edition tell of a meeting of its first actor on a day."""
    read = reading(one)
    start = read.report.text.index(words)
    span = Span(start, start + len(words), words)
    told = Facts(
        actors=read.actors[:1],
        encounters=(
            Encounter(
                id="e1", participants=("a1",),
                date=DateSlot(value=f"2026-03-{day:02}", basis="words"),
                tellings=(Telling(span=span),),
            ),
        ),
    )  # fmt: skip
    made_ = note_reading(read, told)
    return Verdict.given(
        "note", about(made_), at=at, by=by, within=around(made_),
        correction=payload(read.report.id, read.report.text_sha256, told),
    )  # fmt: skip


def note_reading(read: Reading, told: Facts) -> Reading:
    """The reading that a note makes of its own version."""
    from onrecord.record.notes import Note, supplement

    one = Note(verdict="0" * 16, report=read.report.id, version=read.report.text_sha256, facts=told)
    found = supplement(one, read.report, None)
    assert found is not None
    return found


def _day(number: int, hour: int = 12) -> str:
    return f"2026-04-{number:02}T{hour:02}:00:00Z"


@st.composite
def worlds(draw: st.DrawFn) -> World:
    """Reports in versions; facts by hand about them, taken back and given again; merges, splits."""
    reports = draw(st.lists(editions, min_size=1, max_size=5))
    verdicts: list[Verdict] = []
    keys = [key for one in reports for key in keys_of(one)]
    for number in range(draw(st.integers(1, 5))):
        at = _day(draw(st.integers(1, 5)), 13 + number)
        kind = draw(st.sampled_from(["note", "note", "undo", "merge", "split"]))
        if kind == "note":
            words = draw(st.sampled_from(["Report of", "as line 0 says", "others met"]))
            one = noted(draw(st.sampled_from(reports)), words, draw(st.integers(1, 7)), at)
            verdicts.append(one)
            keys += one.of
        elif kind == "undo" and verdicts:
            undone = draw(st.sampled_from(verdicts))
            verdicts.append(Verdict.given("undo", [undone.id], at=max(at, undone.at), by="Lind"))
        elif len(set(keys)) > 1:
            some = draw(st.lists(st.sampled_from(keys), min_size=2, max_size=2, unique=True))
            against = some[1:] if kind == "split" else []
            of = some[:1] if kind == "split" else some
            verb = "split" if kind == "split" else "merge"
            verdicts.append(Verdict.given(verb, of, against=against, at=at, by="Osei"))
    return reports, verdicts


@SOME
@given(worlds(), st.randoms(use_true_random=False))
def test_any_order_of_reports_and_notes(world: World, chance: Random) -> None:
    reports, verdicts = world
    with TemporaryDirectory() as folder:
        steps = [*reports, *verdicts]
        mixed = [*steps, *chance.choices(steps, k=2)]
        chance.shuffle(mixed)
        with (
            made(f"{folder}/after.db", *reports, *verdicts) as after,
            made(f"{folder}/before.db", *verdicts, *reports) as before,
            made(f"{folder}/mixed.db", *mixed) as other,
        ):
            assert dump(after) == dump(before) == dump(other)
            assert [list(faults(one)) for one in (after, before, other)] == [[], [], []]


def test_any_order_on_a_server(postgres: Places) -> None:
    @FEW
    @given(worlds(), st.randoms(use_true_random=False))
    def same(world: World, chance: Random) -> None:
        steps = [*world[0], *world[1]]
        mixed = chance.sample(steps, len(steps))
        with (
            TemporaryDirectory() as folder,
            made(f"{folder}/one.db", *steps) as one,
            made(postgres(), *mixed) as other,
        ):
            assert dump(one) == dump(other)

    same()


Told = tuple[str, list[tuple[str, list[str]]]]


def _things(record: Record, keys: list[str], moment: int | None) -> list[Told]:
    with record.reading() as connection:
        found = reviewing.things_of(connection, record.points, keys, moment)
    return [
        (one.id, sorted((t.key, [h.verdict for h in t.by_hand]) for t in one.tellings))
        for one in found
    ]


def _agrees(world: World, day: int) -> bool:
    reports, verdicts = world
    moment = int(datetime(2026, 4, day, 23, tzinfo=UTC).timestamp())
    then = [one for one in reports if one.seen <= day]
    given_ = [one for one in verdicts if instant(one.at) <= moment]
    keys = {key for one in then for key in keys_of(one)}
    keys |= {key for one in verdicts if one.verdict == "note" for key in one.of}
    with (
        TemporaryDirectory() as folder,
        made(f"{folder}/all.db", *reports, *verdicts) as whole,
        made(f"{folder}/then.db", *then, *given_) as past,
    ):
        return all(_as_then(_things(whole, [k], moment), _things(past, [k], None), k) for k in keys)


def _as_then(found: list[Told], past: list[Told], key: str) -> bool:
    """A key that nothing had then may lead to what its node is of; never to its own words."""
    return found == past if past else all(k != key for _, told in found for k, _ in told)


@SOME
@given(worlds(), st.integers(1, 5))
def test_as_of_with_facts_by_hand(world: World, day: int) -> None:
    assert _agrees(world, day)


@SOME
@given(worlds())
def test_taking_all_back_gives_what_was_read(world: World) -> None:
    reports, verdicts = world
    stand = [one.id for one in verdicts if one.verdict == "note"]
    back = [Verdict.given("undo", [one], at=_day(28), by="Osei") for one in stand]
    others = [one for one in verdicts if one.verdict in ("merge", "split")]
    with (
        TemporaryDirectory() as folder,
        made(
            f"{folder}/noted.db", *reports, *[v for v in verdicts if v.verdict != "undo"], *back
        ) as one,
        made(f"{folder}/read.db", *reports, *others) as other,
    ):
        left, right = dump(one), dump(other)
        for name in ("thing", "node"):
            assert [_spoken(r) for r in left[name] if _spoken(r)] == [
                _spoken(r) for r in right[name] if _spoken(r)
            ]


def _spoken(row: tuple[tuple[str, object], ...]) -> object:
    """A row of what speaks now; history may lie beside it."""
    told = dict(row)
    told.pop("component", None)
    return told if told.get("accounts") else None


@SOME
@given(worlds())
def test_forgetting_takes_the_facts_by_hand_along(world: World) -> None:
    reports, verdicts = world
    gone = reading(reports[0]).report.id
    rest = [one for one in reports if reading(one).report.id != gone]
    with (
        TemporaryDirectory() as folder,
        made(f"{folder}/one.db", *reports, *verdicts) as one,
        made(f"{folder}/other.db", *rest, *verdicts) as other,
    ):
        forget(one, gone, "gone")
        left, right = dump(one), dump(other)
        assert {n: left[n] for n in left if n != "forgotten"} == {
            n: right[n] for n in right if n != "forgotten"
        }


def test_planted_notes_that_reports_do_not_ask_for(monkeypatch: pytest.MonkeyPatch) -> None:
    from onrecord.store import record as record_

    one = Edition(0, (2,), 1)
    note = noted(one, "Report of", 4, _day(3))
    with TemporaryDirectory() as folder, made(f"{folder}/one.db", one, note) as good:
        monkeypatch.setattr(record_, "renote", lambda *_: None)
        with made(f"{folder}/other.db", note, one) as bad:
            assert dump(good) != dump(bad)
            assert any("by hand" in fault for fault in faults(bad))


def test_planted_periods_without_an_end(monkeypatch: pytest.MonkeyPatch) -> None:
    one = Edition(0, (2,), 1)
    note = noted(one, "Report of", 4, _day(2))
    world: World = [one], [note, Verdict.given("undo", [note.id], at=_day(4), by="Lind")]
    assert _agrees(world, 3)
    assert _agrees(world, 5)
    monkeypatch.setattr(noting, "periods", lambda id, verdicts: iter([(0, None)]))
    assert not (_agrees(world, 3) and _agrees(world, 5) and _agrees(world, 1))
