"""Stories by many outlets become one record: how well, and the same whatever comes first."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

import pytest
from sqlalchemy import select

from onrecord.facts import Reading
from onrecord.record.accounts import Kind
from onrecord.record.identity import IDENTITIES
from onrecord.record.identity.protocol import Evidence, Identity
from onrecord.store.numbers import key, kind_number
from onrecord.store.points import Identities
from onrecord.store.record import Record, open_record
from onrecord.store.schema import account, node, version
from tests.alone import Alone
from tests.gold.measure import below
from tests.record_servers import Places
from tests.stories import whole
from tests.stories.floors import floors, measured, written
from tests.stories.measure import Score, b_cubed
from tests.stories.things import Story, Told

Things = Mapping[Kind, set[frozenset[str]]]


# What a careful reader has found


def test_the_words_of_each_telling_stand_once_in_its_report(told: Story) -> None:
    folder = told.manifest.parent
    texts = {line["path"]: (folder / line["path"]).read_text("utf-8") for line in told.reports()}
    tellings = [t for things in told.things.values() for each in things.values() for t in each]
    assert len(tellings) > 400
    assert [(t.report, t.words) for t in tellings if texts[t.report].count(t.words) != 1] == []


def test_no_telling_is_of_two_things(told: Story) -> None:
    for kind, things in told.things.items():
        tellings = [t for each in things.values() for t in each]
        assert len(tellings) == len(set(tellings)), kind


# B-cubed, by hand


def _parted(*groups: str) -> dict[Told, str]:
    """Tellings named by letters: «ab c» are two things."""
    return {Told(letter, ""): group for group in groups for letter in group}


BY_HAND = (
    # all right
    (("ab", "c"), ("ab", "c"), 1.0, 1.0),
    # one lump: of a's company of three two are right, of c's one
    (("ab", "c"), ("abc",), (2 / 3 + 2 / 3 + 1 / 3) / 3, 1.0),
    # nothing joined
    (("ab", "c"), ("a", "b", "c"), 1.0, (1 / 2 + 1 / 2 + 1) / 3),
    # the example of Bagga and Baldwin's paper: 5 + 2 + 5, and two ways of joining wrongly
    (("abcde", "fg", "hijkl"), ("abcde", "fghijkl"), (5 + 2 * 2 / 7 + 5 * 5 / 7) / 12, 1.0),
    (("abcde", "fg", "hijkl"), ("abcdehijkl", "fg"), (5 / 2 + 2 + 5 / 2) / 12, 1.0),
    # both faults at once
    (("abc", "de"), ("ab", "cde"), (1 + 1 + 1 / 3 + 4 / 3) / 5, (4 / 3 + 1 / 3 + 2) / 5),
)


def _as_by_hand(scored: object) -> bool:
    return all(
        (found.precision, found.recall, found.count)
        == (pytest.approx(precision), pytest.approx(recall), sum(map(len, gold)))
        for gold, given, precision, recall in BY_HAND
        for found in [scored(_parted(*gold), _parted(*given))]  # type: ignore[operator]
    )


def test_b_cubed_by_hand() -> None:
    assert _as_by_hand(b_cubed)
    assert b_cubed({}, {}) == Score(1.0, 1.0, 0)
    assert Score(0.5, 1.0, 2).f1 == pytest.approx(2 / 3)
    assert Score(0.0, 0.0, 2).f1 == 0.0


def test_a_score_that_weighs_things_and_not_tellings_is_seen() -> None:
    def planted(gold: Mapping[Told, str], given: Mapping[Told, str]) -> Score:
        right = b_cubed(gold, given)
        things = [b_cubed({t: g for t, g in gold.items() if g == one}, given_of(gold, given, one))
                  for one in sorted(set(gold.values()))]  # fmt: skip
        return Score(right.precision, sum(s.recall for s in things) / len(things), right.count)

    def given_of(gold: Mapping[Told, str], given: Mapping[Told, str], one: str) -> dict[Told, str]:
        return {t: given[t] for t, g in gold.items() if g == one}

    assert not _as_by_hand(planted)
    assert not _as_by_hand(lambda gold, given: b_cubed(given, gold))


# Floors


@pytest.mark.slow
def test_no_figure_is_below_its_floor(told: Story, read: Mapping[str, Reading]) -> None:
    found = measured(told, read)
    held = {name: value for name, value in floors().items() if name.startswith(f"{told.name}/")}
    assert below(found, held) == []
    assert set(found) == set(held), "raise the floors: python -m tests.stories.floors --write"


def test_floors_are_written_as_they_are_read(tmp_path: Path) -> None:
    values = {"one/actor.found": 0.5, "one/actor.all.f1": 0.75, "two/case.joined.f1": 1.0}
    (tmp_path / "floors.toml").write_text(written(values), "utf-8")
    assert floors(tmp_path / "floors.toml") == values


# The same things whatever came first


def _speaking(read: Iterable[Reading]) -> list[Reading]:
    """What speaks at the end: of each report the text that was seen last."""
    newest: dict[str, Reading] = {}
    for one in read:
        before = newest.get(one.report.id)
        if before is None or _seen(before) <= _seen(one):
            newest[one.report.id] = one
    return list(newest.values())


def _seen(one: Reading) -> str:
    return one.report.seen or one.report.published.value or ""


def _merged(readings: Iterable[Reading], identities: Identities = IDENTITIES) -> Things:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(whole, "IDENTITIES", identities)
        return {kind: set(things) for kind, things in whole.merged(readings).items()}


def _shuffled(readings: Sequence[Reading], seed: int) -> list[Reading]:
    mixed = list(readings)
    Random(seed).shuffle(mixed)
    return mixed


@dataclass
class Grudging:
    """A planted fault: every third pair that is asked for has nothing in common."""

    own: Identity
    asked: int = field(default=0)

    def __getattr__(self, name: str) -> object:
        return getattr(self.own, name)

    def evidence(self, one: object, other: object) -> Evidence:
        self.asked += 1
        return {} if self.asked % 3 == 0 else self.own.evidence(one, other)


@pytest.mark.slow
def test_merging_in_one_go_knows_no_order(read: Mapping[str, Reading]) -> None:
    speaking = _speaking(read.values())
    first = _merged(speaking)
    assert all(_merged(_shuffled(speaking, seed)) == first for seed in (1, 2))


@pytest.mark.slow
def test_evidence_that_knows_what_came_before_is_seen(read: Mapping[str, Reading]) -> None:
    speaking = _speaking(read.values())

    def planted(readings: Sequence[Reading]) -> Things:
        grudging: Identity = Grudging(IDENTITIES["encounter"])  # type: ignore[assignment]
        return _merged(readings, {"encounter": grudging})

    first = planted(speaking)
    assert any(planted(_shuffled(speaking, seed)) != first for seed in (1, 2, 3))


# The store, against merging in one go


def _stored(record: Record) -> Things:
    """The things of the record, each as the keys of its accounts that speak."""
    asking = (
        select(account.c.kind, account.c.key, node.c.thing)
        .join(node, node.c.id == account.c.node)
        .join(version, version.c.id == account.c.version)
        .where(version.c.until.is_(None))
    )
    parted: dict[tuple[int, int], set[str]] = {}
    with record.reading() as connection:
        for kind, number, thing in connection.execute(asking):
            parted.setdefault((kind, thing), set()).add(key(number))
    return {
        kind: {frozenset(keys) for (number, _), keys in parted.items() if number == of}
        for kind in IDENTITIES
        for of in [kind_number(kind)]
    }


def _added(
    place: str, readings: Sequence[Reading], sizes: Sequence[int], identities: Identities
) -> Record:
    """A record to which readings were added in batches of some sizes, over and over."""
    record = open_record(place, create=True, identities=identities)
    waiting, turn = list(readings), 0
    while waiting:
        size = sizes[turn % len(sizes)]
        record.add(waiting[:size])
        waiting, turn = waiting[size:], turn + 1
    return record


def _differences(one: Things, other: Things) -> dict[str, list[list[str]]]:
    found = {kind: [sorted(thing) for thing in one[kind] ^ other[kind]] for kind in one}
    return {kind: sorted(things) for kind, things in found.items() if things}


ORDERS = ((1, (1,)), (2, (42,)), (3, (5, 1, 9)), (4, (2, 3)))


@pytest.mark.slow
@pytest.mark.parametrize(("seed", "sizes"), ORDERS)
def test_the_store_has_the_same_things(
    seed: int, sizes: tuple[int, ...], read: Mapping[str, Reading], tmp_path: Path
) -> None:
    mixed = _shuffled(list(read.values()), seed)
    with _added(str(tmp_path / "record.db"), mixed, sizes, IDENTITIES) as record:
        assert _differences(_stored(record), _merged(_speaking(read.values()))) == {}


@pytest.mark.slow
def test_a_server_has_the_same_things(read: Mapping[str, Reading], postgres: Places) -> None:
    with _added(postgres(), list(read.values()), (10,), IDENTITIES) as record:
        assert _differences(_stored(record), _merged(_speaking(read.values()))) == {}


@pytest.mark.slow
def test_a_store_that_joins_otherwise_is_seen(read: Mapping[str, Reading], tmp_path: Path) -> None:
    """Planted: the store joins no agreements; then, a text that was replaced goes on speaking."""
    planted = {**IDENTITIES, "agreement": Alone("agreement")}
    with _added(str(tmp_path / "record.db"), list(read.values()), (10,), planted) as record:
        found = _differences(_stored(record), _merged(_speaking(read.values())))
        assert set(found) == {"agreement"}
        assert set(_differences(_stored(record), _merged(read.values()))) > {"agreement"}
