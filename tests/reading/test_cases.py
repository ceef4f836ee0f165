"""Cases: whose, which steps, whether they happened, by whom, where, on what charge."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.facts import Case
from onrecord.reading.cases import cases
from tests.reading.grounds import cast_of, saying, scene_of, times_of

ACTORS = {
    "a1": "state OR: Orlan",
    "a2": "person: Tomas Brill | Brill | him | he | his",
    "a3": "person VE: Ines Quell | Quell",
    "a4": "government_body OR: police | a court | the guard",
    "a5": "group: the two sailors | The two sailors",
}


def read(text: str, *said) -> tuple[Case, ...]:
    return cases(scene_of(text), times_of(text), cast_of(text, **ACTORS), said)


def steps(text: str, *said) -> list[tuple[str, str, str]]:
    return [(c.person, s.step, s.modality) for c in read(text, *said) for s in c.steps]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Brill was arrested in May.", [("a2", "arrested", "actual")]),
        ("Police in Tarn said police arrested Brill.", [("a2", "arrested", "actual")]),
        ("Brill, who was held in Tarn, wrote home.", [("a2", "detained", "actual")]),
        ("If convicted, Brill could appeal.", [("a2", "convicted", "possible")]),
        ("Brill is due to stand trial in June.", [("a2", "tried", "planned")]),
        ("Brill is due before a judge in June.", [("a2", "tried", "planned")]),
        ("Brill pleaded not guilty on Monday.", [("a2", "pleaded", "actual")]),
        ("Quell urged Orlan to release Brill.", [("a2", "released", "asked")]),
        ("Quell reiterated the need for Orlan to free him.", [("a2", "released", "asked")]),
        ("Orlan refused to release Brill.", [("a2", "released", "denied")]),
        ("Brill has not been charged.", [("a2", "charged", "denied")]),
        ("Brill was moved to a prison in Tarn.", [("a2", "moved", "actual")]),
        ("Brill faces up to nine years in prison.", [("a2", "sentenced", "possible")]),
        ("They met days after Brill’s arrest.", [("a2", "arrested", "actual")]),
        ("The two sailors were freed on Monday.", [("a5", "released", "actual")]),
        ("A panel found Brill guilty of treason.", [("a2", "convicted", "actual")]),
    ],
)
def test_steps(text: str, wanted: list[tuple[str, str, str]]) -> None:
    assert steps(text) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "Quell released a statement.",
        "Quell was charged with leading the talks.",
        "The treaty was released in full.",
        "Brill was moved by the letter.",
        "Quell held talks in Tarn.",
        "Will Orlan release Brill?",
        "No one has been charged.",
        "Brill has yet to be told what he is charged with.",
        "The son of jailed reporter Brill spoke.",
        "They took her pen and Quell freed her hand.",
    ],
)
def test_what_is_no_step(text: str) -> None:
    assert steps(text) == []


def test_the_slots_of_a_case() -> None:
    text = (
        "Quell reiterated the need for Orlan to release “wrongfully detained” citizen Tomas Brill, "
        "who was arrested in Paris in 2028 on espionage charges. "
        "Brill was sentenced by a court to 16 years in prison in 2030."
    )
    said = saying(text, "a3", "demand", "reiterated", text[16 : text.index(", who")])
    (case,) = read(text, said)
    assert (case.person, case.held_by, case.designation) == ("a2", "a1", "wrongfully detained")
    told = {s.step: s for s in case.steps}
    assert (told["released"].modality, told["released"].by) == ("asked", ("a1",))
    assert told["released"].stated_in == ("s1",)
    arrested = told["arrested"]
    assert arrested.date is not None
    assert arrested.place is not None
    assert (arrested.date.value, arrested.place.name, arrested.charge) == (
        "2028", "Paris", "espionage",
    )  # fmt: skip
    sentenced = told["sentenced"]
    assert sentenced.term is not None
    assert sentenced.date is not None
    assert (sentenced.term.value, sentenced.date.value, sentenced.by) == ("P16Y", "2030", ("a4",))


def test_people_held_together_have_a_case_each() -> None:
    text = "Police arrested Tomas Brill and Ines Quell on Monday."
    assert [(c.id, c.person, [s.id for s in c.steps]) for c in read(text)] == [
        ("c1", "a2", ["c1-1"]), ("c2", "a3", ["c2-1"]),
    ]  # fmt: skip


def test_that_no_charges_were_brought_is_told_of_the_only_person_held() -> None:
    assert steps("Brill was arrested in May. No charges have been brought.") == [
        ("a2", "arrested", "actual"), ("a2", "charged", "denied"),
    ]  # fmt: skip


_WORDS = st.sampled_from(
    "Brill Quell Orlan police the a arrested was released to not , . him of if by charged with "
    "wrongfully detained prison sentenced 16 years ’s “ ” trial guilty \n ?".split(" ")
)


@settings(max_examples=60, deadline=None)
@given(st.lists(_WORDS | st.text(max_size=4), max_size=40))
def test_any_text_reads_and_every_span_is_its_own(words: list[str]) -> None:
    text = " ".join(words)
    found = read(text)
    assert found == read(text)
    for case in found:
        assert all(m.span.holds(text) for m in case.mentions)
        for step in case.steps:
            assert step.tellings
            assert all(t.span.holds(text) for t in step.tellings)


def test_a_meeting_that_is_held_detains_nobody() -> None:
    assert steps("Brill, at a meeting, held in Tarn, spoke of prison.") == []
