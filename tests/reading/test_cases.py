"""Cases: whose, which steps, whether they happened, by whom, where, on what charge."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.facts import Case
from onrecord.reading.cases import cases
from onrecord.reading.relations import Relations
from tests.reading.grounds import cast_of, saying, scene_of, times_of

ACTORS = {
    "a1": "state OR: Orlan",
    "a2": "person: Tomas Brill | Brill | him | he | his",
    "a3": "person VE: Ines Quell | Quell",
    "a4": "government_body OR: police | a court | the guard",
    "a5": "group: the two sailors | The two sailors",
}


def read(text: str, *said) -> tuple[Case, ...]:
    return cases(scene_of(text), times_of(text), cast_of(text, **ACTORS), said)[1]


def steps(text: str, *said) -> list[tuple[str, str, str]]:
    return [(c.person, s.step, s.modality) for c in read(text, *said) for s in c.steps]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Brill was arrested in May.", [("a2", "arrested", "actual")]),
        ("Police in Tarn said police arrested Brill.", [("a2", "arrested", "actual")]),
        ("Brill, who was held in Tarn, wrote home.", [("a2", "detained", "actual")]),
        ("If convicted, Brill could appeal.", [("a2", "convicted", "possible")]),
        ("Brill, 61, from Tarn, was arrested.", [("a2", "arrested", "actual")]),
        ("Brill, in prison since 2028, wrote home.", [("a2", "detained", "actual")]),
        ("Brill has spent three years in Tarn’s prisons.", [("a2", "detained", "actual")]),
        ("Orlan holds Brill.", [("a2", "detained", "actual")]),
        ("After being freed in May, Brill spoke.", [("a2", "released", "actual")]),
        (
            "Brill spent a year in jail before being freed in May.",
            [("a2", "detained", "actual"), ("a2", "released", "actual")],
        ),
        ("Arrested in May, Brill spoke.", [("a2", "arrested", "actual")]),
        ("Brill was seized by police at an airport.", [("a2", "arrested", "actual")]),
        ("Brill was jailed for more than two years.", [("a2", "detained", "actual")]),
        ("Among those released is Brill.", [("a2", "released", "actual")]),
        (
            "Brill was arrested and never charged.",
            [("a2", "arrested", "actual"), ("a2", "charged", "denied")],
        ),
        ("Brill was granted provisional release.", [("a2", "released", "actual")]),
        ("A court handed Brill 10 years.", [("a2", "sentenced", "actual")]),
        (
            "Brill was arrested. Brill faces 20 years.",
            [("a2", "arrested", "actual"), ("a2", "sentenced", "possible")],
        ),
        ("A court sent Brill to prison.", [("a2", "sentenced", "actual")]),
        ("The guard wants the two sailors held until June.", [("a5", "detained", "asked")]),
        (
            "Brill was arrested. Prosecutors asked for 15 years.",
            [("a2", "arrested", "actual"), ("a2", "sentenced", "asked")],
        ),
        (
            "Brill was arrested. Hearings began on 14 January.",
            [("a2", "arrested", "actual"), ("a2", "tried", "actual")],
        ),
        (
            "Brill was arrested. A swap was offered.",
            [("a2", "arrested", "actual"), ("a2", "exchanged", "possible")],
        ),
        (
            "Brill was arrested. No exchange was proposed.",
            [("a2", "arrested", "actual"), ("a2", "exchanged", "denied")],
        ),
        (
            "Brill was convicted. His appeal was rejected.",
            [("a2", "convicted", "actual"), ("a2", "appealed", "failed")],
        ),
        (
            "Brill was arrested and is to go home in May.",
            [("a2", "arrested", "actual"), ("a2", "released", "planned")],
        ),
        (
            "A court overturned Brill’s conviction.",
            [("a2", "acquitted", "actual"), ("a2", "convicted", "actual")],
        ),
        ("Orlan offered to trade Brill for Quell.", [("a2", "exchanged", "possible")]),
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
        (
            "The two sailors have been held without charge or trial since March.",
            [("a5", "detained", "actual"), ("a5", "charged", "denied")],
        ),
        (
            "A court in Tarn released Brill without charge.",
            [("a2", "released", "actual"), ("a2", "charged", "denied")],
        ),
        (
            "Brill was arrested in May and intends to go to the Supreme Court.",
            [("a2", "arrested", "actual"), ("a2", "appealed", "planned")],
        ),
        (
            "Brill was jailed for seven years. Brill can still go to the Supreme Court.",
            [("a2", "sentenced", "actual"), ("a2", "appealed", "possible")],
        ),
        ("A court cut Brill’s sentence to seven years.", [("a2", "sentenced", "actual")]),
        ("Judges shaved two years off the sentence of Brill.", [("a2", "sentenced", "actual")]),
        ("The president cut Brill’s prison term by half.", [("a2", "pardoned", "actual")]),
        ("A court set Brill free on Monday.", [("a2", "released", "actual")]),
        ("Brill has been in judicial custody since May.", [("a2", "detained", "actual")]),
        ("Brill was arbitrarily detained in Tarn in May.", [("a2", "detained", "actual")]),
        (
            "Quell demanded that the two sailors wrongfully detained in Tarn be freed.",
            [("a5", "detained", "actual"), ("a5", "released", "asked")],
        ),
        (
            "Brill was jailed for nine years. There is talk of a pardon before the holiday.",
            [("a2", "sentenced", "actual"), ("a2", "pardoned", "possible")],
        ),
        (
            "Brill was jailed for nine years and has petitioned the president for clemency.",
            [("a2", "sentenced", "actual"), ("a2", "pardoned", "asked")],
        ),
        (
            "Brill was jailed for nine years. Quell ruled out a pardon.",
            [("a2", "sentenced", "actual"), ("a2", "pardoned", "denied")],
        ),
        (
            "Brill was jailed for nine years. The amnesty law was passed. Quell begged his pardon.",
            [("a2", "sentenced", "actual")],
        ),
        (
            "Brill was jailed for nine years and died in custody. There is talk of a pardon.",
            [("a2", "sentenced", "actual"), ("a2", "died", "actual")],
        ),
        (
            "Brill was jailed for nine years. Quell got two years in jail. A pardon is possible.",
            [("a2", "sentenced", "actual"), ("a3", "sentenced", "actual")],
        ),
        (
            "The two sailors were detained in May. Vela let the two sailors fly to Tarn.",
            [("a5", "detained", "actual"), ("a5", "released", "actual")],
        ),
        (
            "The two sailors were detained in May. Vela has allowed the two sailors to leave.",
            [("a5", "detained", "actual"), ("a5", "released", "actual")],
        ),
        ("Brill will on Sunday have been held for two years.", [("a2", "detained", "actual")]),
        ("Brill was questioned for three hours and released.", [("a2", "released", "actual")]),
        (
            "Brill spent four years in jail before his release in August.",
            [("a2", "detained", "actual"), ("a2", "released", "actual")],
        ),
        (
            "Brill is due to be tried before his release in May.",
            [("a2", "tried", "planned"), ("a2", "released", "planned")],
        ),
    ],
)
def test_steps(text: str, wanted: list[tuple[str, str, str]]) -> None:
    assert steps(text) == wanted


def told() -> list[tuple[str, list[tuple[str, ...]]]]:
    lines = Path(__file__).with_name("steps.txt").read_text(encoding="utf-8").splitlines()
    found = []
    for line in lines[1:]:
        text, _, wanted = line.partition(" | ")
        found.append((text, [tuple(w.split()) for w in wanted.split(", ") if w != "none"]))
    return found


@pytest.mark.parametrize(("text", "wanted"), told())
def test_what_sentences_of_news_tell(text: str, wanted: list[tuple[str, ...]]) -> None:
    names = {"a2": "B", "a3": "Q", "a5": "S"}
    found = [(names.get(person, person), *step) for person, *step in steps(text)]
    assert sorted(found) == sorted(wanted)


@pytest.mark.parametrize(
    "text",
    [
        "Quell released a statement.",
        "“Nobody is cutting anything,” he charged.",
        "A bank cut the term of the loan. A court said so.",
        "Vela cut short Brill’s sentence.",
        "Vela has designated Brill as wrongfully detained by Orlan.",
        "Brill may go to the Supreme Court.",
        "There has been talk of a pardon.",
        "Vela allowed Quell to leave the meeting.",
        "Quell was charged with leading the talks.",
        "The treaty was released in full.",
        "Brill was moved by the letter.",
        "Quell held talks in Tarn.",
        "Will Orlan release Brill?",
        "No one has been charged.",
        "Brill has yet to be told what he is charged with.",
        "The son of jailed reporter Brill spoke.",
        "They took her pen and Quell freed her hand.",
        "Brill went home in May.",
        "Brill tried to write home.",
        "No state admits that it has traded prisoners.",
        "The guard seized Brill’s phone.",
        "A disciplinary hearing began in May.",
        "An exchange of letters was proposed.",
        "The office was given two years to reply.",
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


def test_those_told_together_have_each_the_steps_of_both() -> None:
    text = (
        "A panel read out the ruling against Tomas Brill, 44, and Ines Quell, 37. "
        "The two were detained on 2 June 2030. They were charged ten days later."
    )
    found = {c.person: [(s.step, s.date and s.date.value) for s in c.steps] for c in read(text)}
    told = [("detained", "2030-06-02"), ("charged", "2030-06-12")]
    assert found == {"a2": told, "a3": told}


def test_lengths_told_respectively_are_each_of_one() -> None:
    text = "Brill and Quell were charged. Prosecutors asked for 15 years and 11 years respectively."
    terms = {
        c.person: s.term.value
        for c in read(text)
        for s in c.steps
        if s.step == "sentenced" and s.term
    }
    assert terms == {"a2": "P15Y", "a3": "P11Y"}


def test_who_is_described_first_and_named_later_is_one() -> None:
    text = (
        "A court has sentenced a Norwegian diver to 12 years, and his translator to nine.\n"
        "Tomas Brill, 44, and Ines Quell, 37, were arrested in May."
    )
    terms = {c.person: s.term.value for c in read(text) for s in c.steps if s.term}
    assert terms == {"a2": "P12Y", "a3": "P9Y"}


def test_who_is_only_described_joins_the_cast() -> None:
    text = "Orlan freed a Norwegian engineer. Orlan charged the guard with theft."
    cast, found = cases(scene_of(text), times_of(text), cast_of(text, **ACTORS), ())
    (case,) = found
    person = cast.actor(case.person)
    assert (person.name, person.kind, case.held_by) == ("Norwegian engineer", "person", "a1")
    assert all(m.span.holds(text) for m in person.mentions)


def test_the_model_tells_whom_where_the_words_do_not() -> None:
    text = "Brill was, as everybody in Tarn had long known, arrested."
    people = cast_of(text, **ACTORS)
    start = text.index("arrested")
    read_so = _Roles({(start, start + 8): {"ARG1": (0, 5)}})
    blind, told = (
        cases(replace(scene_of(text), relations=r), times_of(text), people, ())[1]
        for r in (_Roles({}), read_so)
    )
    assert [c.person for c in blind] == []
    assert [(c.person, c.steps[0].step) for c in told] == [("a2", "arrested")]


class _Roles(Relations):
    """Roles that a test says."""

    def __init__(self, said: dict[tuple[int, int], dict[str, tuple[int, int]]]) -> None:
        self._said = said

    def roles(self, start: int, end: int) -> dict[str, tuple[int, int]]:
        return self._said.get((start, end), {})


def test_the_cast_stays_as_it_is_where_no_case_needs_more() -> None:
    text = "Brill was arrested. A diver spoke."
    cast = cast_of(text, **ACTORS)
    assert cases(scene_of(text), times_of(text), cast, ())[0] == cast


def test_several_told_before_who_are_nobody_have_no_case() -> None:
    assert steps("Nobody spoke. They were arrested. The two were freed.") == []


_WORDS = st.sampled_from(
    "Brill Quell Orlan police the a arrested was released to not , . him of if by charged with "
    "wrongfully detained prison sentenced 16 years ’s “ ” trial guilty \n ? they both two sailors "
    "engineer his lawyer swap appeal respectively later in since handed over his client".split(" ")
)


def _by(text: str) -> list[tuple[str, str, str]]:
    """The steps of a text in which «his» is the minister's."""
    actors = {
        "a1": "person: Brill | Mr Brill",
        "a2": "person: Minister Corvo | his",
        "a3": "person: Dahl",
    }
    cast = cast_of(text, **actors)
    people = tuple(replace(a, office="minister") if a.id == "a2" else a for a in cast.actors)
    found = cases(scene_of(text), times_of(text), replace(cast, actors=people), ())[1]
    return [(c.person, s.step, s.modality) for c in found for s in c.steps]


_FAR = "Minister Corvo spoke at length of the harbour and its cranes and of much else. " * 12


def test_his_arrest_is_not_that_of_a_minister_where_one_other_is_held() -> None:
    assert _by(f"Brill was charged in May. {_FAR}It was the first visit since his arrest.") == [
        ("a1", "charged", "actual"),
        ("a1", "arrested", "actual"),
    ]


def test_his_arrest_is_nobodys_where_it_may_be_of_two() -> None:
    told = f"Brill was charged in May. Dahl was charged in May. {_FAR}The first since his arrest."
    assert [step for _, step, _ in _by(told)] == ["charged", "charged"]


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


@pytest.mark.parametrize(
    "text",
    [
        "A reward of $5,000 was offered for information leading to the arrest of Brill.",
        "Quell spoke of Brill’s deportation hearing.",
        "Brill was unfit to stand trial.",
        "Brill tried on Tuesday to make a case.",
        "The film by Brill is set to be released.",
        "Brill was expelled from the party.",
        "Brill spoke of a meeting to be held on Monday.",
        "They could arrest a suspect.",
        "The guard rounded up 11 million people.",
    ],
)
def test_what_holds_nobody_in_hand(text: str) -> None:
    assert steps(text) == []


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("“Free Brill”, the placard said.", [("a2", "released", "asked")]),
        ("Quell called for Brill to be freed.", [("a2", "released", "asked")]),
        (
            "Brill was arrested in May and jailed. Brill is in prison.",
            [("a2", "arrested", "actual")],
        ),
        (
            "Brill, a clerk serving six years for treason, wrote home.",
            [("a2", "sentenced", "actual")],
        ),
        (
            "Brill was deported eight months into a ten-year term.",
            [("a2", "deported", "actual"), ("a2", "sentenced", "actual")],
        ),
    ],
)
def test_steps_told_otherwise(text: str, wanted: list[tuple[str, str, str]]) -> None:
    assert steps(text) == wanted


def test_the_day_of_an_offence_is_not_that_of_the_step() -> None:
    ((told,),) = (c.steps for c in read("Brill was charged in the bombing of 4 May 2028."))
    assert told.date is None


def test_the_day_of_saying_is_no_day_of_what_is_said() -> None:
    text = "Quell said on Monday Orlan was holding Brill."
    said = saying(text, "a3", "say", "said", text[text.index("Orlan") : -1])
    (case,) = read(text, said)
    assert [(s.step, s.date) for s in case.steps] == [("detained", None)]
    (case,) = read("On Monday Orlan was holding Brill.")
    assert case.steps[0].date is not None


def test_a_day_behind_an_aside_is_that_of_the_main_clause() -> None:
    (case,) = read("Brill, who was arrested in Tarn, wrote to Quell on Monday.")
    assert [(s.step, s.date) for s in case.steps] == [("arrested", None)]
    (case,) = read("Brill, who was arrested on Monday, wrote to Quell.")
    assert case.steps[0].date is not None


def test_what_was_served_is_no_length_of_a_sentence() -> None:
    (case,) = read("Brill was jailed. He had served eight weeks of an 11-year sentence.")
    assert [s.term.value for s in case.steps if s.term is not None] == ["P11Y"]
