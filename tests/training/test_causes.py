"""Every error is sorted under one cause: with all causes mended nothing is left to mend."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from training.causes import attribution, coreference, event_type, names, places, pronouns, roles
from training.causes.count import Causes, edges
from training.coded import Found
from training.corpora.plover import Coded
from training.corpora.propbank import ROLES
from training.tasks.names_newswire import THREE

# A busy machine draws slowly, which is no fault of a law.
BUSY = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
TEXT = "Ana Duarte said. “We left Osk,” she told Veloria, according to Orn. He denied it."
RANGE = (
    st.tuples(st.integers(0, len(TEXT)), st.integers(0, len(TEXT)))
    .map(lambda ends: (min(ends), max(ends)))
    .filter(lambda span: span[0] < span[1])
)
LABELS = st.sampled_from(["Person", "Organization", "Location", "Product"])
NAMES = st.dictionaries(RANGE, LABELS, max_size=6)
APART = st.lists(st.integers(0, len(TEXT)), max_size=12, unique=True).map(sorted)


def all_sorted(causes: Causes) -> None:
    if causes.tally.wanted:
        assert causes.mended == pytest.approx(100)
    assert all(count > 0 for count in causes.counts.values())
    assert all(row["gain"] >= -1e-9 for row in causes.table().values())


def named(gold: dict[tuple[int, int], str], ours: dict[tuple[int, int], str]) -> Causes:
    found = Causes()
    listed = ([(*span, label) for span, label in side.items()] for side in (gold, ours))
    names.compare(TEXT, *listed, THREE, found)
    return found


@BUSY
@given(NAMES, NAMES)
def test_names(gold: dict[tuple[int, int], str], ours: dict[tuple[int, int], str]) -> None:
    all_sorted(named(gold, ours))
    assert not named(gold, gold).counts


def test_the_law_sees_an_error_without_a_cause(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Causes, "invented", lambda *_, **__: None)
    with pytest.raises(AssertionError):
        all_sorted(named({(0, 10): "Person"}, {(0, 10): "Person", (26, 29): "Location"}))


ROLE = st.dictionaries(st.sampled_from(ROLES), RANGE, max_size=4)
TWICE = st.lists(st.tuples(st.sampled_from(ROLES), RANGE), max_size=5)


@BUSY
@given(
    st.dictionaries(st.integers(0, 5), TWICE, max_size=4),
    st.dictionaries(st.integers(0, 5), ROLE, max_size=4),
)
def test_roles(
    gold: dict[int, list[tuple[str, tuple[int, int]]]], ours: dict[int, dict[str, tuple[int, int]]]
) -> None:
    found = Causes()
    roles.compare(TEXT, gold, ours, found)
    all_sorted(found)


@st.composite
def told(draw: st.DrawFn) -> attribution.Spans:
    cue = draw(RANGE)
    some = st.lists(RANGE, max_size=2).map(tuple)
    return (cue,), draw(some), draw(some)


@BUSY
@given(st.lists(told(), max_size=4), st.lists(told(), max_size=4))
def test_attributions(gold: list[attribution.Spans], ours: list[attribution.Spans]) -> None:
    found = {"cue overlap": Causes(), "content overlap": Causes()}
    attribution.compare(TEXT, gold, ours, found)
    for causes in found.values():
        all_sorted(causes)


USES = st.dictionaries(RANGE, st.sampled_from(["place", "other"]), max_size=5)


@BUSY
@given(USES, USES)
def test_places(gold: dict[tuple[int, int], str], ours: dict[tuple[int, int], str]) -> None:
    found = {"literal": Causes(), "use": Causes()}
    places.compare(TEXT, gold, ours, found)
    for causes in found.values():
        all_sorted(causes)


SOME = st.sets(st.integers(0, 1))


@BUSY
@given(RANGE, st.tuples(RANGE, RANGE), SOME, SOME)
def test_pronouns(
    pronoun: tuple[int, int],
    candidates: tuple[tuple[int, int], tuple[int, int]],
    right: set[int],
    ours: set[int],
) -> None:
    found = Causes()
    pronouns.compare(TEXT, pronoun, candidates, right, ours, found)
    all_sorted(found)


CODES = st.lists(st.sampled_from(["FRA", "RUS", "IGO"]), max_size=2, unique=True).map(tuple)
TYPES = st.sampled_from(["CONSULT", "ACCUSE", ""])


@BUSY
@given(TYPES, TYPES, st.tuples(CODES, CODES, CODES, CODES))
def test_codes(kind: str, ours: str, codes: tuple[tuple[str, ...], ...]) -> None:
    found = {"type": Causes(), "actors": Causes()}
    record = Coded("a", TEXT, kind or "CONSULT", None, codes[0], codes[1])
    event_type.compare(record, Found(ours, None, codes[2], codes[3]), found)
    for causes in found.values():
        all_sorted(causes)


@st.composite
def chained(draw: st.DrawFn) -> list[frozenset[tuple[int, int]]]:
    spans = draw(st.lists(RANGE, max_size=8, unique=True))
    numbers = [draw(st.integers(0, 2)) for _ in spans]
    chains = (frozenset(s for s, n in zip(spans, numbers, strict=True) if n == k) for k in range(3))
    return [chain for chain in chains if len(chain) > 1]


@BUSY
@given(chained(), chained())
def test_chains(
    gold: list[frozenset[tuple[int, int]]], ours: list[frozenset[tuple[int, int]]]
) -> None:
    mended = ours
    for mend in coreference.MENDED.values():
        mended = [chain for chain in mend(mended, gold) if chain]
    assert set(mended) == set(gold)
    found = coreference.Chained()
    coreference.compare(TEXT, gold, ours, frozenset(), found)
    if set(gold) == set(ours):
        assert not found.counts


@pytest.mark.parametrize(
    ("found", "gold", "how"),
    [
        ("said. “", "said", "marks alone"),
        ("Ana Duarte said", "Ana Duarte", "longer at its end"),
        ("Ana Duarte said", "Duarte said", "longer at its start"),
        ("Ana", "Ana Duarte", "shorter at its end"),
        ("Duarte", "Ana Duarte said", "shorter at both ends"),
        ("Ana Duarte said", "Duarte", "longer at both ends"),
        ("Ana Duarte", "Duarte said", "shifted"),
    ],
)
def test_edges(found: str, gold: str, how: str) -> None:
    one, other = ((TEXT.index(w), TEXT.index(w) + len(w)) for w in (found, gold))
    assert edges(TEXT, one, other) == how


def test_a_mention_of_a_space_is_a_phrase() -> None:
    assert coreference.kind(TEXT, (20, 21)) == "phrase"
