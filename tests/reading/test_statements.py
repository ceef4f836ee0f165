"""Statements from the product's own model, on our own sentences: what must hold for English."""

import pytest

from onrecord.facts import Reading, Statement, validate
from onrecord.reading import read_report
from onrecord.report import Published, Report, report_id, text_sha256


def reading(text: str) -> Reading:
    report = Report(
        id=report_id(text),
        text_sha256=text_sha256(text),
        text=text,
        published=Published("2024-05-16", "given"),
    )
    made = read_report(report)
    assert validate(made) == []
    return made


def named(made: Reading, ids: tuple[str, ...]) -> set[str]:
    return {a.name for a in made.actors if a.id in ids}


def said(made: Reading, words: str) -> Statement:
    """The statement whose content has these words: there must be exactly one with the fewest."""
    found = [s for s in made.statements if any(words in c.text for c in s.content)]
    assert found, f"no statement says {words!r}"
    return min(found, key=lambda s: sum(len(c.text) for c in s.content))


OPENING = (
    "Envoys part without a deal\n\n"
    "PRAGUE — Norwegian Foreign Minister Ingrid Halvorsen and Slovak Prime Minister Peter Kralik "
    "met in the Czech capital on Thursday.\n\n"
)


def test_a_quotation_split_by_its_cue_is_one_statement() -> None:
    made = reading(OPENING + "“We are close,” Halvorsen told reporters, “but we are not there.”\n")
    one = said(made, "We are close")
    assert [c.text for c in one.content] == ["“We are close,”", "“but we are not there.”"]
    assert named(made, one.speaker) == {"Ingrid Halvorsen"}
    assert (one.mode, one.terms) == ("direct", "on_record")
    assert named(made, one.addressees) == {"reporters"}


def test_a_speaker_carries_on_into_the_next_sentence_and_paragraph() -> None:
    made = reading(
        OPENING + "“We are close,” Halvorsen said. “The rest is a matter of days.”\n\n"
        "“Nobody should expect a miracle before the summer.”\n"
    )
    assert named(made, said(made, "matter of days").speaker) == {"Ingrid Halvorsen"}
    last = said(made, "expect a miracle")
    assert named(made, last.speaker) == {"Ingrid Halvorsen"}
    assert last.cue == ()


def test_a_closing_clause_reports_the_whole_sentence_and_vouches_for_what_is_in_it() -> None:
    made = reading(
        OPENING
        + "Kralik warned that his patience was running out, a senior Slovak diplomat said.\n"
    )
    inside = said(made, "patience was running out")
    assert (named(made, inside.speaker), inside.act) == ({"Peter Kralik"}, "warn")
    assert [v.terms for v in inside.vouched_by] == ["anonymous"]


def test_demands_have_an_addressee_and_a_target() -> None:
    made = reading(OPENING + "Halvorsen urged Slovakia to open the border by June.\n")
    one = said(made, "open the border")
    assert one.act == "urge"
    assert named(made, one.addressees) == named(made, one.targets) == {"Slovakia"}


def test_a_denial_in_a_relative_clause() -> None:
    made = reading(
        OPENING + "The talks were overshadowed by smuggling charges that Kralik has denied.\n"
    )
    one = said(made, "smuggling charges")
    assert (one.act, named(made, one.speaker)) == ("deny", {"Peter Kralik"})


@pytest.mark.parametrize(
    "sentence",
    [
        "Halvorsen did not say whether she would return.",
        "Neither side agreed to a date.",
        "Kralik pleaded not guilty in an earlier case.",
        "Kralik is expected to travel to Oslo in June.",
        "Halvorsen spoke by telephone with Kralik in April.",
    ],
)
def test_what_nobody_said_is_no_statement(sentence: str) -> None:
    made = reading(OPENING + sentence + "\n")
    start = made.report.text.index(sentence)
    assert [s for s in made.statements if s.content[0].start >= start] == []


def test_a_stray_mark_costs_at_most_its_paragraph() -> None:
    made = reading(
        OPENING + "“We are close, Halvorsen said on Thursday.\n\n“We are far,” Kralik said.\n"
    )
    one = said(made, "We are far")
    assert [c.text for c in one.content] == ["“We are far,”"]
    assert named(made, one.speaker) == {"Peter Kralik"}


def test_turns_of_a_transcript_are_direct_statements_to_the_other_voice() -> None:
    made = reading(
        "Interview: Slovakia’s prime minister on the border\n\n"
        "ANNA BERG: Prime Minister, will you open the border?\n\n"
        "PETER KRALIK: We will open it when we are ready. I told the foreign minister so.\n\n"
        "BERG: When will that be?\n\n"
        "KRALIK: I expect it in June, and I urge Norway to be patient.\n"
    )
    turn = said(made, "when we are ready")
    assert named(made, turn.speaker) == {"Peter Kralik"}
    assert named(made, turn.addressees) == {"Anna Berg"}
    assert said(made, "When will that be").act == "ask"
