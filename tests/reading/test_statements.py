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


@pytest.mark.parametrize(
    ("sentence", "words", "act"),
    [
        ("Halvorsen rejected the Slovak accusations.", "accusations", "deny"),
        ("Halvorsen rejected the Slovak offer.", "offer", "refuse"),
        ("Kralik ruled out sending troops to the border.", "sending troops", "refuse"),
        ("“We will release them all,” Kralik said.", "release them", "promise"),
        ("Kralik said he would never sign the paper.", "never sign", "refuse"),
        ("Kralik said Slovakia was ready to negotiate.", "ready to", "offer"),
        ("Halvorsen said that Kralik had lied about the border.", "lied about", "accuse"),
        ("“This is unacceptable,” Halvorsen said.", "unacceptable", "criticize"),
        ("Kralik said there was no deal.", "no deal", "deny"),
        ("“We are deeply sorry for the delay,” Halvorsen said.", "sorry", "apologize"),
        ("“The road is long,” Halvorsen said.", "road is long", "say"),
        ("“We met for an hour,” Kralik said.", "for an hour", "say"),
    ],
)
def test_what_is_done_by_saying_it(sentence: str, words: str, act: str) -> None:
    assert said(reading(OPENING + sentence + "\n"), words).act == act


def test_who_is_quoted_as_saying_speaks_and_who_quotes_him_vouches() -> None:
    made = reading(
        OPENING + "Kralik was quoted by the TASR news agency as saying that the border would stay "
        "shut for a year.\n"
    )
    one = said(made, "would stay shut")
    assert named(made, one.speaker) == {"Peter Kralik"}
    assert [c.text for c in one.cue] == ["saying"]


def test_words_within_words_are_vouched_for_by_whoever_tells_them() -> None:
    made = reading(
        OPENING + "“He told me ‘I will never sign this,’ and he left,” Halvorsen said in a speech "
        "on Monday.\n"
    )
    inside = said(made, "never sign")
    assert named(made, inside.speaker) == {"Peter Kralik"}
    assert [named(made, (v.actor,)) for v in inside.vouched_by] == [{"Ingrid Halvorsen"}]
    assert (inside.occasion, inside.date) == (None, None)


@pytest.mark.parametrize(
    ("sentence", "occasion", "terms"),
    [
        ("Kralik told reporters that the border was open.", "remarks to reporters", "on_record"),
        ("Kralik wrote on X that the border was open.", "post on X", "on_record"),
        ("Kralik told a news conference that the border was open.", "news conference", "on_record"),
        ("Kralik said at the border post that the road was open.", None, "unspecified"),
        ("Kralik said that the border was open.", None, "unspecified"),
    ],
)
def test_where_it_is_said_sets_the_terms(sentence: str, occasion: str | None, terms: str) -> None:
    one = said(reading(OPENING + sentence + "\n"), "was open")
    assert (one.occasion, one.terms) == (occasion, terms)


def test_a_date_within_what_is_said_is_not_the_day_of_saying_it() -> None:
    made = reading(
        OPENING + "“We can sign on Friday,” Kralik said. “We could meet on Saturday.”\n\n"
        "Halvorsen accused Kralik on Wednesday of stalling and said talks would end on Sunday.\n"
    )
    days = [said(made, w).date for w in ("sign on Friday", "meet on Saturday", "of stalling")]
    assert [d and d.value for d in days] == ["2024-05-16", "2024-05-16", "2024-05-15"]


def test_the_day_of_an_event_is_that_of_what_is_said_at_it() -> None:
    made = reading(
        "Envoys sign\n\nPRAGUE, May 16, 2024 — Norwegian Foreign Minister Ingrid Halvorsen and "
        "Slovak Prime Minister Peter Kralik signed a border pact on Tuesday.\n\n"
        "“We are friends again,” Halvorsen said at the ceremony.\n"
    )
    day = said(made, "friends again").date
    assert day is not None
    assert (day.value, day.basis) == ("2024-05-14", "carried")


def test_a_relative_clause_is_no_part_of_the_source() -> None:
    made = reading(
        OPENING + "Kralik, who has accused Norway of spying, denied that troops had moved.\n"
    )
    assert named(made, said(made, "troops had moved").speaker) == {"Peter Kralik"}


@pytest.mark.parametrize(
    "sentence",
    [
        "Slovak prosecutors charged him with spying for years.",
        "The Norwegian foreign ministry called in the Slovak ambassador.",
        "Halvorsen plans to ask for more time.",
    ],
)
def test_steps_summons_and_plans_are_no_statements(sentence: str) -> None:
    made = reading(OPENING + sentence + "\n")
    start = made.report.text.index(sentence)
    assert [s for s in made.statements if s.content[0].start >= start] == []


@pytest.mark.parametrize(
    ("sentence", "words", "act"),
    [
        ("Slovakia offered to reopen the crossing in May.", "to reopen the crossing", "offer"),
        ("Norway wants the two men freed.", "the two men", "want"),
    ],
)
def test_plain_offers_and_wishes_are_statements(sentence: str, words: str, act: str) -> None:
    assert said(reading(OPENING + sentence + "\n"), words).act == act


def test_a_briefing_goes_from_question_to_answer() -> None:
    made = reading(
        "Department Press Briefing – May 16, 2024\n\n"
        "MR. HALL: Good afternoon. I have one thing.\n\n"
        "The talks in Oslo went on last night.\n\n"
        "QUESTION: So they are not over.\n\n"
        "MR. HALL: They are not. I’m not going to get into the details.\n\n"
        "QUESTION: Will the envoy stay?\n\n"
        "MR. HALL: Yes.\n"
    )
    assert said(made, "went on last night").mode == "direct"
    assert said(made, "they are not over").act == "ask"
    answer = said(made, "not going to get into")
    assert answer.act == "decline"
    assert answer.addressees == said(made, "envoy stay").speaker
    assert said(made, "Yes").mode == "direct"


def test_what_goes_on_behind_a_quotation_is_a_statement_of_its_own() -> None:
    made = reading(
        OPENING
        + "“This is a travesty,” Halvorsen told journalists, before demanding that both men "
        "be freed at once.\n\nKralik thanked the drafters but regretted that it had taken a year.\n"
    )
    demand, regret = said(made, "freed at once"), said(made, "taken a year")
    assert (demand.act, named(made, demand.speaker)) == ("demand", {"Ingrid Halvorsen"})
    assert (regret.act, named(made, regret.speaker)) == ("criticize", {"Peter Kralik"})


def test_a_claim_that_somebody_denies_needs_no_relative_word() -> None:
    made = reading(OPENING + "Norway says troops moved, a claim Slovakia denies.\n")
    denial = next(s for s in made.statements if s.act == "deny")
    assert [c.text for c in denial.content] == ["claim"]


def test_people_accused_and_orders_given_are_no_statements() -> None:
    sentence = "People accused of theft ignored police orders and left the city."
    made = reading(OPENING + sentence + "\n")
    start = made.report.text.index(sentence)
    assert [s for s in made.statements if s.content[0].start >= start] == []


def test_words_that_go_on_have_the_same_listeners() -> None:
    made = reading(
        OPENING + "“We are close,” Halvorsen told reporters.\n\n“We will be there in a week.”\n"
    )
    assert named(made, said(made, "in a week").addressees) == {"reporters"}


def test_who_tells_a_newspaper_speaks_and_not_the_newspaper() -> None:
    made = reading(
        OPENING
        + "The two sides are close to a deal on the border, two officials familiar with the "
        "talks told the Continental Press.\n"
    )
    one = said(made, "close to a deal")
    assert one.terms == "anonymous"
    assert all("Press" not in name for name in named(made, one.speaker))


@pytest.mark.parametrize(
    "sentence",
    [
        "Norway and Slovakia failed to agree on mackerel quotas on Friday.",
        "The minister was unable to promise that the deal would hold.",
        "Slovakia repeatedly refused to confirm that troops had moved.",
    ],
)
def test_what_nobody_came_to_say_is_not_said(sentence: str) -> None:
    made = reading(OPENING + sentence + "\n")
    start = made.report.text.index(sentence)
    mine = [s for s in made.statements if s.content and s.content[0].start >= start]
    assert all(s.act in {"decline", "refuse"} for s in mine)


@pytest.mark.parametrize("whose", ["U.N.", "U.S.", "E.U."])
def test_the_stop_of_an_abbreviation_ends_no_words(whose: str) -> None:
    made = reading(
        f"In the talks, Norway's Ingrid Halvorsen underscored continued {whose} support for the "
        "mission, a senior official said on Tuesday."
    )
    assert said(made, "support for the mission").content[0].text.endswith("mission")


def test_whom_a_paper_cites_is_no_part_of_the_words() -> None:
    made = reading(
        "Turkish media reported on Wednesday, citing two defence ministry officials, that the "
        'envoy had flown home with "a promise and nothing else".'
    )
    assert not any(
        "defence ministry officials" in c.text for s in made.statements for c in s.content
    )


def test_two_who_call_one_thing_by_names_do_not_vouch_for_each_other() -> None:
    made = reading(
        "In November Cameroonian gendarmes fired on a ferry, an incident that Chad denounced as a "
        "breach of the truce and that Cameroon described as a misunderstanding."
    )
    assert not any("Cameroon described" in c.text for s in made.statements for c in s.content)
    for one in made.statements:
        assert not one.vouched_by, one


@pytest.mark.parametrize("opening", ["BAKU, March 5 (Wire) - ", "BAKU — ", "Baku, 5 March 2024 – "])
@pytest.mark.parametrize("words", ["“They took my boat,”", "The boats will be given back,"])
def test_a_dateline_is_no_part_of_what_is_said(opening: str, words: str) -> None:
    made = reading(f"Fishermen lose boats\n\n{opening}{words} the envoy said on Tuesday.")
    [only] = said(made, words[1:-2]).content
    assert only.text == words.removesuffix(",")


def test_words_above_the_dateline_stay() -> None:
    made = reading("Boats will be given back, envoy says\n\nBAKU — The envoy spoke on Tuesday.")
    assert said(made, "Boats will be given back")


def test_the_ministers_are_a_minister_and_her_counterpart() -> None:
    made = reading(
        "Norwegian Foreign Minister Anna Kell met her Icelandic counterpart Peter Brandt in Oslo "
        "on Monday.\n\nThe ministers said they would sign the Grain Accord."
    )
    told = said(made, "they would sign")
    assert named(made, told.speaker) == {"Anna Kell", "Peter Brandt"}
    assert told.terms != "anonymous"


def test_a_body_by_its_bare_head_is_no_unnamed_source() -> None:
    made = reading("The report goes to the Parliament in May, the Commission said.")
    told = said(made, "goes to the Parliament")
    assert named(made, told.speaker) == {"Commission"}
    assert told.terms != "anonymous"


def test_quotations_are_signed_behind_a_dash() -> None:
    made = reading(
        "The Commission published its report on ports on Monday.\n\n“Ports must stay open to all.”"
        " – Commissioner Marta Leclerc"
    )
    assert named(made, said(made, "Ports must stay open").speaker) == {"Marta Leclerc"}


def test_he_who_declines_to_comment_is_the_speaker_and_not_whom_he_spoke_of() -> None:
    made = reading(
        "Kremlin spokesman Dmitry Orekhov told reporters that Laurent Vidal had “every opportunity "
        "to defend himself in court”. He declined to comment when asked whether Vidal could be "
        "swapped for Russians held in the West."
    )
    assert named(made, said(made, "to comment").speaker) == {"Dmitry Orekhov"}


def test_he_may_be_somebody_who_was_just_introduced_without_a_name() -> None:
    made = reading(
        "Secretary of State Anthony Reyes spoke to both leaders by phone last week.\n\nA senior "
        "Armenian official laughed. “Ask me after the election,” he said."
    )
    told = said(made, "Ask me after the election")
    assert named(made, told.speaker) == {"senior Armenian official"}
    assert told.terms == "anonymous"


def test_who_was_named_to_the_post_is_the_new_minister_and_her_task_tells_which() -> None:
    made = reading(
        "Kazakhstan’s new foreign minister does not like to be the first to speak. Aigerim "
        "Tulegen, who was named to the post on Thursday, smiled at the press.\n\nAzerbaijan’s "
        "foreign minister, Farid Nasibli, sent congratulations within the hour. He was short.\n\n"
        "The foreign minister said that the return of inspectors was her first task."
    )
    assert named(made, said(made, "her first task").speaker) == {"Aigerim Tulegen"}


def test_the_speaker_of_a_parliament_is_somebody_by_the_office_alone() -> None:
    made = reading("Radosław Nowak held talks with the Speaker of the Seimas on Monday.")
    [met] = made.encounters
    assert named(made, met.participants) == {"Radosław Nowak", "Speaker of the Seimas"}
