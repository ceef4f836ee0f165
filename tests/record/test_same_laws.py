"""Laws of the identities of statements, agreements and cases, on profiles easily mixed up."""

import random
import sys
from collections import deque
from collections.abc import Callable
from itertools import combinations
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from told_tables import told

from onrecord.record.accounts import Kind
from onrecord.record.clusters import clusters
from onrecord.record.identity import IDENTITIES
from onrecord.record.identity.agreements import AgreementProfile, Agreements
from onrecord.record.identity.cases import CaseProfile
from onrecord.record.identity.deciding import evidence_met, glances
from onrecord.record.identity.protocol import Evidence, named
from onrecord.record.identity.sketches import Sketch
from onrecord.record.identity.statements import StatementProfile, Statements, quoting

STATES = [
    Sketch("state", name, code, ident=code) for name, code in (("norway", "NO"), ("iceland", "IS"))
]
PEOPLE = [
    Sketch("person", "jon eldjarn", "IS", "minister:foreign", "public"),
    Sketch("person", "eldjarn", "IS", "minister:foreign", "public"),
    Sketch("body", "ministry:foreign", "IS"),
    Sketch("described", "senior official", "IS"),
]
WHO = st.lists(st.sampled_from(STATES + PEOPLE), max_size=2, unique=True).map(
    lambda found: tuple(sorted(found, key=repr))
)
DAYS = st.sampled_from(
    ["2026-03-10", "2026-03-11", "2026-03", "2026-03-17", "2025", "2026-W11", None]
)
WORDS = st.sampled_from(
    "the treaty will not be left by us first quotas broken harbour open no comment / “ ”".split()
)
LINES = st.lists(WORDS, max_size=14).map(" ".join)

STATEMENTS = st.builds(
    StatementProfile,
    speaker=WHO,
    words=LINES,
    family=st.sampled_from(["", "agree", "refuse", "urge"]),
    modality=st.sampled_from(["actual", "planned"]),
    day=DAYS,
    basis=st.sampled_from(["said", "told", "by"]),
    about=st.sampled_from([(), ("accord",), ("treaty",)]),
)
SETS = {
    "names": [
        "northern waters accord",
        "loja treaty",
        "treaty of loja",
        "baltic mine clearance treaty",
    ],
    "short": ["bmct", "nwa"],
    "about": ["fish", "grain"],
    "years": ["2019"],
    "places": ["geneva", "loja"],
}


def some(values: list[str]) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(values), max_size=2, unique=True).map(
        lambda v: tuple(sorted(v))
    )


AGREEMENTS = st.builds(
    AgreementProfile,
    known=st.sampled_from(["", "New START", "Doha Agreement"]),
    fresh=st.booleans(),
    kind=st.sampled_from(["treaty", "deal", "ceasefire"]),
    parties=WHO,
    struck=DAYS,
    turns=some(["suspended 2026-02", "extended 2024"]),
    told=DAYS,
    **{name: some(values) for name, values in SETS.items()},
)
CASES = st.builds(
    CaseProfile,
    name=st.sampled_from(["", "Leif Sandvik", "Sandvik", "Olav Sandvik", "Kim Min-jun"]),
    nations=some(["NO", "KR"]),
    trades=some(["skipper", "teach"]),
    count=st.sampled_from(["", "2", "3"]),
    holder=st.sampled_from(["", "NO", "IS"]),
    charges=some(["espionage", "fraud"]),
    taken=DAYS,
    ended=DAYS,
    last=st.sampled_from(["2025", "2026", None]),
    steps=some(["detained 2026-03-10", "charged 2026-03-11", "sentenced 2025"]),
    told=DAYS,
)
PROFILES: dict[Kind, st.SearchStrategy[Any]] = {
    "statement": STATEMENTS,
    "agreement": AGREEMENTS,
    "case": CASES,
}
Law = Callable[[Kind, Any, Any], None]


def symmetric(kind: Kind, one: Any, other: Any) -> None:
    room = IDENTITIES[kind]
    assert room.evidence(one, other) == room.evidence(other, one)


def met(kind: Kind, one: Any, other: Any) -> None:
    """Two that are tied share a block."""
    room = IDENTITIES[kind]
    if sum(room.evidence(one, other).values()) > 0:
        assert room.blocks(one) & room.blocks(other)


def few(kind: Kind, one: Any, other: Any) -> None:
    assert len(IDENTITIES[kind].blocks(one)) <= 32


def seen(kind: Kind, one: Any, other: Any) -> None:
    """Two that are seen at once to be two are not tied by evidence."""
    assert not (seen_as_two(IDENTITIES[kind], one, other) and tied(kind, one, other))


def seen_as_two(room: Any, one: Any, other: Any) -> bool:
    if not glances(type(room)):
        return False
    first, second = room.glance(one), room.glance(other)
    return first is not None and second is not None and room.unlike(first, second)


def tied(kind: Kind, one: Any, other: Any) -> bool:
    return sum(IDENTITIES[kind].evidence(one, other).values()) > 0


def kept(kind: Kind, one: Any, other: Any) -> None:
    """A profile comes back from its bytes, and with it its name."""
    packed = msgspec.msgpack.encode(one)
    again = msgspec.msgpack.decode(packed, type=IDENTITIES[kind].profile)
    assert again == one
    assert named(kind, again) == named(kind, one)


@pytest.mark.parametrize("law", [symmetric, met, few, seen, kept])
@pytest.mark.parametrize("kind", PROFILES)
def test_law(kind: Kind, law: Law) -> None:
    @settings(max_examples=100, suppress_health_check=[HealthCheck.too_slow])
    @given(PROFILES[kind], PROFILES[kind])
    def holds(one: Any, other: Any) -> None:
        law(kind, one, other)

    holds()


@pytest.mark.parametrize("kind", PROFILES)
def test_evidence_that_asks_no_blocks_ties_some_that_never_meet(
    kind: Kind, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The planted fault: evidence weighs what no block brings together."""
    module = sys.modules[f"onrecord.record.identity.{kind}s.evidence"]
    monkeypatch.setattr(module, "blocks", lambda profile: frozenset({"everywhere"}))

    @settings(max_examples=1000, database=None, phases=[Phase.generate])
    @given(PROFILES[kind], PROFILES[kind])
    def holds(one: Any, other: Any) -> None:
        met(kind, one, other)

    with pytest.raises(AssertionError):
        holds()


TABLES: list[tuple[Kind, str]] = [
    ("statement", "same_statements"),
    ("agreement", "same_agreements"),
    ("case", "same_cases"),
]


def of_tables(kind: Kind, table: str) -> list[Any]:
    return [profile for one in told(table) for _, profile in IDENTITIES[kind].profiles(one.reading)]


@pytest.mark.parametrize(("kind", "table"), TABLES)
def test_symmetric_to_the_last_bit(kind: Kind, table: str) -> None:
    for one, other in combinations(of_tables(kind, table), 2):
        symmetric(kind, one, other)


def test_sums_in_the_order_of_the_words_would_not_be(monkeypatch: pytest.MonkeyPatch) -> None:
    """The planted fault: floating sums that begin with whichever statement comes first."""
    monkeypatch.setattr(quoting, "fsum", sum)
    pairs = combinations(of_tables("statement", "same_statements"), 2)
    with pytest.raises(AssertionError):
        deque(symmetric("statement", one, other) for one, other in pairs)


def same_met(room: Any, profiles: list[Any]) -> int:
    """How many pairs share a block; each has the same evidence whether that is known or not."""
    met = [p for p in combinations(profiles, 2) if room.blocks(p[0]) & room.blocks(p[1])]
    for one, other in met:
        assert list(evidence_met(room, one, other).items()) == [*room.evidence(one, other).items()]
    return len(met)


@pytest.mark.parametrize(("kind", "table"), TABLES)
def test_two_that_are_known_to_share_a_block_have_the_same_evidence(kind: Kind, table: str) -> None:
    assert same_met(IDENTITIES[kind], of_tables(kind, table)) > 5


def test_a_room_that_says_otherwise_of_two_that_meet_is_found() -> None:
    """The planted fault: evidence for two that meet that forgets who spoke."""

    class Forgetful(Statements):
        def met(self, one: Any, other: Any) -> Evidence:
            return dict(list(super().met(one, other).items())[1:])

    with pytest.raises(AssertionError):
        same_met(Forgetful(), of_tables("statement", "same_statements"))


def wrongly_seen(room: Any) -> int:
    """How many pairs of agreements are tied that the room sees as two; it must see some."""
    every = combinations(of_tables("agreement", "same_agreements"), 2)
    found = [pair for pair in every if seen_as_two(room, *pair)]
    assert len(found) > 10
    return sum(tied("agreement", *pair) for pair in found)


def test_agreements_that_are_seen_at_once_to_be_two_are() -> None:
    assert wrongly_seen(Agreements()) == 0


def test_a_room_that_sees_too_much_is_found() -> None:
    """The planted fault: whatever has no name is seen as another."""

    class Hasty(Agreements):
        def unlike(self, one: Any, other: Any) -> bool:
            return True

    assert wrongly_seen(Hasty()) > 0


@pytest.mark.parametrize(("kind", "table"), TABLES)
def test_the_same_things_in_any_order(kind: Kind, table: str) -> None:
    room = IDENTITIES[kind]
    made = of_tables(kind, table)

    def things(profiles: list[Any]) -> set[frozenset[int]]:
        nodes = {named(kind, profile): profile for profile in profiles}
        names = list(nodes)
        points = {
            (min(a, b), max(a, b)): sum(room.evidence(nodes[a], nodes[b]).values())
            for at, a in enumerate(names)
            for b in names[at + 1 :]
        }
        return {frozenset(thing) for thing in clusters(names, points)}

    first = things(made)
    chance = random.Random(3)
    for _ in range(3):
        chance.shuffle(made)
        assert things(made) == first
