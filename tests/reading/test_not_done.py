"""What somebody would not have, left open or only spoke of is no fact that was done."""

import pytest

from onrecord.facts import Reading, validate
from onrecord.reading import read_report
from onrecord.report import Published, Report, report_id, text_sha256


def reading(text: str) -> Reading:
    report = Report(
        id=report_id(text), text_sha256=text_sha256(text), text=text,
        published=Published("2024-06-14", "given"),
    )  # fmt: skip
    made = read_report(report)
    assert validate(made) == []
    return made


def changes(text: str) -> list[tuple[str, str]]:
    return [(c.change, c.modality) for a in reading(text).agreements for c in a.changes]


@pytest.mark.parametrize(("text", "wanted"), [
    ("Aino Salo warned Russia against leaving the Grain Accord.", [("withdrawn", "possible")]),
    ("Aino Salo spoke out against ratifying the Grain Accord.", [("ratified", "possible")]),
    ("Lawmakers voted against ratifying the Grain Accord.", [("ratified", "denied")]),
    ("France urged the EU not to sign the Grain Accord until the ship is freed.", []),
    ("Aides begged the cabinet not to leave the Grain Accord.", []),
    ("The ministers signed the Grain Accord and agreed to hold the next session of the council "
     "in Warsaw in 2025.", [("signed", "actual")]),
])  # fmt: skip
def test_what_is_spoken_against_is_not_done(text: str, wanted: list[tuple[str, str]]) -> None:
    assert changes(text) == wanted


def test_a_verb_that_reaches_no_agreement_of_its_own_keeps_what_it_has() -> None:
    assert ("agreed", "actual") in changes("A truce that both sides agreed to in March held.")


@pytest.mark.parametrize("text", [
    "Anna Kell spoke in Oslo. She would not say whether the army had accepted the text.",
    "Anna Kell spoke in Oslo. She declined to say whether Beijing had asked for a delay.",
    "Anna Kell spoke in Oslo. She asked if Moscow had rejected the plan.",
])  # fmt: skip
def test_what_is_left_open_is_said_by_nobody(text: str) -> None:
    made = reading(text)
    names = {a.id: a.name for a in made.actors}
    assert {names[who] for said in made.statements for who in said.speaker} <= {"Anna Kell"}


def test_talks_that_were_suspended_tell_no_meeting() -> None:
    made = reading(
        "Ingrid Vass met Kerem Aksoy for three hours in Ankara on Tuesday.\n\nThe talks were "
        "suspended in March 2022 after Turkey detained two envoys."
    )
    [met] = made.encounters
    assert met.date is not None
    assert met.date.value == "2024-06-11"


def test_a_year_that_names_an_agreement_is_not_the_day_of_the_talks() -> None:
    made = reading("Norway and Turkey held talks on updating their 2016 migration agreement.")
    [met] = made.encounters
    assert met.date is None
    [met] = reading("Norway and Turkey held talks at the 2018 summit in Lima.").encounters
    assert met.date is not None


@pytest.mark.parametrize(("text", "modality"), [
    ("Norway and Turkey held talks in Oslo, and Norway dropped its demand for visas.", "actual"),
    ("The talks between Norway and Turkey, planned for Friday, were dropped.", "failed"),
    ("A meeting between Norway and Turkey planned for Friday never took place.", "failed"),
])  # fmt: skip
def test_what_is_dropped_behind_a_meeting_is_not_the_meeting(text: str, modality: str) -> None:
    [met] = reading(text).encounters
    assert met.modality == modality


def test_a_word_within_a_name_turns_nothing() -> None:
    made = reading("We condemn the sentencing of Radio Free journalist Alsu Karim in Kazan.")
    assert all(step.step != "released" for case in made.cases for step in case.steps)


def test_what_is_left_out_behind_an_aside_is_not_what_the_aside_tells() -> None:
    text = "Moscow, which brokered the 2020 ceasefire, has been a bystander. Washington has not."
    assert all(modality == "actual" for _, modality in changes(text))
    assert ("signed", "denied") in changes("Norway signed the Grain Accord. Iceland has not.")


def test_what_is_denied_to_have_been_dropped_goes_on() -> None:
    made = reading(
        "The UN envoy, Pierre Lemaire, is meeting the two delegations in Nairobi.\n\nA spokesman "
        "for the army denied reports that it had pulled out of the talks."
    )
    assert all(met.modality == "actual" for met in made.encounters)
