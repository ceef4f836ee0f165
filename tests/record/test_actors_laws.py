"""Laws of the identity of actors, each shown to fail on a planted fault."""

from itertools import combinations, product

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.facts import Actor
from onrecord.record.clusters import clusters
from onrecord.record.identity.actors.blocking import blocks
from onrecord.record.identity.actors.comparing import likeness
from onrecord.record.identity.actors.fitting import fitted
from onrecord.record.identity.actors.names import parsed
from onrecord.record.identity.actors.room import ActorProfile
from onrecord.record.identity.actors.sketching import Sketch
from onrecord.record.identity.protocol import named
from onrecord.record.identity.sketches import sketch

GIVEN = (
    "Ilse|Otto|Jan|Kim|Ali|Mohammed|Muhammad|Volodymyr|Wolodymyr|Joe|Joseph|J.|Jean-Yves|Ki-moon"
)
MIDDLE = "||||W.|H.|Robert|van der|bin|Ali"
FAMILY = "Tarn|Tarne|Kim|Ali|Zelensky|Selenskyj|Kovač|Kovac|Haddad|al-Haddad|Orbán|Le Pen|Dvor"
SUFFIX = "|||| Jr.| III"
OFFICES = "|||president|foreign minister|minister|ambassador to Kenya|professor|colonel|leader"
STATES = "||UA|AT|KR|HU|EU|ET"
SECTORS = "|GOV|MIL|EDU|CVL|MED"
BODIES = (
    "foreign ministry|Ministry of Foreign Affairs|State Department|parliament|embassy|army|"
    "embassy in Oslo|Oxus River Basin Council|ORBC|Hamas"
)


def many(examples: int):
    """That many examples; how long one takes is the machine's matter."""
    return settings(
        max_examples=examples, deadline=None, suppress_health_check=[HealthCheck.too_slow]
    )


def one_of(words: str) -> st.SearchStrategy[str]:
    return st.sampled_from(words.split("|"))


@st.composite
def persons(draw) -> Actor:
    family, given, middle = draw(one_of(FAMILY)), draw(one_of(GIVEN)), draw(one_of(MIDDLE))
    name = draw(st.sampled_from([family, f"{given} {family}", f"{family} {given}",
                                 f"{given} {middle} {family}"]))  # fmt: skip
    return Actor(
        id="a", kind="person", name=name + draw(one_of(SUFFIX)),
        office=draw(one_of(OFFICES)) or None, represents=draw(one_of(STATES)) or None,
        sector=draw(one_of(SECTORS)) or None,
    )  # fmt: skip


@st.composite
def others(draw) -> Actor:
    kind = draw(st.sampled_from(["office", "state", "government_body", "organization", "group"]))
    words = {"office": OFFICES.strip("|"), "state": "Austria|Ukraine|Kenya|Ruritania"}
    return Actor(
        id="a", kind=kind, name=draw(one_of(words.get(kind, BODIES))),
        represents=draw(one_of(STATES)) or None, sector=draw(one_of(SECTORS)) or None,
    )  # fmt: skip


told_of = st.builds(
    sketch, st.one_of(persons(), persons(), others()), st.sampled_from([None, 2010, 2022])
)
merely = st.builds(
    lambda name, around: Sketch("person", str(parsed(name)), around=around),
    one_of("Tarn|Tarne|Zelensky|Selenskyj|Kovač|Haddad|Orbán|Dvor"),
    st.sampled_from(["Europe 2022", "Asia Europe 2022", "Africa 2010"]),
)
sketches = st.one_of(told_of, told_of, told_of, merely)


def points(one: Sketch, other: Sketch) -> float:
    return sum(likeness(one, other).values())


# Evidence


def assert_symmetric(one: Sketch, other: Sketch, evidence) -> None:
    assert evidence(one, other) == evidence(other, one)


@given(sketches, sketches)
@many(200)
def test_evidence_is_symmetric(one, other):
    assert_symmetric(one, other, likeness)


def test_evidence_that_minds_the_order_is_caught():
    def of_the_first(one, other):
        return likeness(one, other) if one.state else {}

    with pytest.raises(AssertionError):
        of_pairs(assert_symmetric, of_the_first)


def assert_meet(one: Sketch, other: Sketch, where) -> None:
    if one != other and points(one, other) > 0:
        assert where(one) & where(other)


@given(sketches, sketches)
@many(500)
def test_whoever_is_tied_meets_in_a_block(one, other):
    assert_meet(one, other, blocks)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Kim", "Ilse Kim"), ("Kim", "Kim Jr."), ("Tarn", "I. Tarn"), ("Kim", "Ali Kim")],
)
def test_a_surname_that_is_tied_meets_whatever_is_told_of_state_and_office(one, other):
    told = [(office, code) for office in (None, "president") for code in (None, "KR", "AT")]
    for (office, code), (another, elsewhere) in product(told, told):
        first = Actor(id="a", kind="person", name=one, office=office, represents=code)
        second = Actor(id="b", kind="person", name=other, office=another, represents=elsewhere)
        for year in (None, 2031):
            assert_meet(sketch(first, year), sketch(second, year), blocks)


def test_blocks_that_miss_a_surname_alone_are_caught():
    def of_full_names(one):
        return frozenset(name for name in blocks(one) if name[:2] not in ("s ", "m "))

    with pytest.raises(AssertionError):
        of_pairs(assert_meet, of_full_names)


def of_pairs(check, given_to) -> None:
    """A law of pairs over a fixed set in which it has something to catch."""
    told = [
        ("Tarn", "minister", "AT"), ("Ilse Tarn", "minister", "AT"), ("Ilse Tarn", None, None),
        ("Otto Tarn", "minister", "AT"), ("Tarn", None, "AT"),
    ]  # fmt: skip
    drawn = [
        sketch(
            Actor(id="a", kind="person", name=name, office=office, represents=code, sector="GOV")
        )
        for name, office, code in told
    ]
    for one, other in combinations(drawn, 2):
        check(one, other, given_to)


# Deciding


def component(found: list[Sketch]) -> dict[int, Sketch]:
    return {named("actor", ActorProfile(one)): one for one in found}


def told(of: dict[int, Sketch]) -> dict[tuple[int, int], float]:
    return {(a, b): points(of[a], of[b]) for a, b in combinations(sorted(of), 2)}


def assert_any_order(found: list[Sketch], seed: list[Sketch], deciding) -> None:
    one, other = component(found), component(seed)
    assert deciding(one, told(one)) == deciding(other, told(other))


groups = st.lists(sketches, min_size=2, max_size=9, unique=True)


@given(groups.flatmap(lambda found: st.tuples(st.just(found), st.permutations(found))))
@many(200)
def test_any_order_decides_the_same(both):
    assert_any_order(*both, fitted)


def test_deciding_by_the_first_come_is_caught():
    def greedy(of, evidence):
        made = []
        for name in of:
            home = next((c for c in made if evidence[min(c[0], name), max(c[0], name)] > 0), None)
            made.append([name]) if home is None else home.append(name)
        return sorted(sorted(one) for one in made)

    with pytest.raises(AssertionError):
        assert_any_order(bridge(), bridge()[::-1], greedy)


def bridge() -> list[Sketch]:
    """A like B, B like C, A unlike C: two ministers of one family, and their surname."""
    return [
        sketch(Actor(id="a", kind="person", name=name, represents="AT", sector="GOV"))
        for name in ("Ilse Tarn", "Tarn", "Otto Tarn")
    ]


def assert_no_bridge(found: list[Sketch], deciding) -> None:
    of = component(found)
    for one in deciding(of, told(of)):
        for a, b in combinations(one, 2):
            assert "other name" not in likeness(of[a], of[b])


full = sketches.filter(lambda one: one.sort == "person")


@given(st.lists(full, min_size=3, max_size=9, unique=True))
@many(200)
def test_no_short_name_brings_two_full_names_together(found):
    assert_no_bridge(found, fitted)


def test_average_linkage_gives_a_bare_name_away_by_the_order_of_names():
    of = component(bridge())
    assert [len(one) for one in fitted(of, told(of))] == [1, 1, 1]
    assert sorted(len(one) for one in clusters(list(of), told(of))) == [1, 2]


def test_single_linkage_is_caught_as_a_bridge():
    def single(of, evidence):
        return [sorted(of)] if any(value > 0 for value in evidence.values()) else []

    with pytest.raises(AssertionError):
        assert_no_bridge(bridge(), single)


@given(groups, st.data())
@many(200)
def test_verdicts_hold(found, data):
    of = component(found)
    pairs = list(combinations(sorted(of), 2))
    apart = data.draw(st.frozensets(st.sampled_from(pairs), max_size=3))
    joined = data.draw(st.sampled_from(pairs))
    made = fitted(of, told(of), apart=apart, together={joined} - apart)
    for one in made:
        assert not apart & set(combinations(one, 2))
    assert sorted(name for one in made for name in one) == sorted(of)
    if joined not in apart:
        assert any({*joined} <= set(one) for one in made)
