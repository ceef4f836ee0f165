"""Statements, agreements and cases by example: what one report gives, and what joins two."""

from dataclasses import replace

from told_tables import Row, agreement, case, statement, told

from onrecord.facts import Reading, Statement, with_keys
from onrecord.record.clusters import clusters
from onrecord.record.identity.agreements import AgreementProfile, Agreements
from onrecord.record.identity.cases import CaseProfile, Cases
from onrecord.record.identity.deciding import decide, kept_apart
from onrecord.record.identity.statements import StatementProfile, Statements
from onrecord.record.identity.statements.within import tells
from onrecord.text import Span

STATEMENTS, AGREEMENTS, CASES = Statements(), Agreements(), Cases()


def said(
    words: str, who: str = "eldjarn", day: str = "03-10p", act: str = "say"
) -> StatementProfile:
    row: Row = {"who": who, "act": act, "day": day, "words": words}
    [(_, profile)] = STATEMENTS.profiles(statement(row, f"{who}/{day}/{words}"))
    return profile


def agreed(names: str, told: str = "2026-03-10", **more: str) -> AgreementProfile:
    row = {"names": names, "told": told, "kind": "accord", "parties": "", "changes": "", "more": ""}
    [(_, profile)] = AGREEMENTS.profiles(agreement(row | more, f"{names}/{told}"))
    return profile


def held(person: str, told: str = "2026-03-10", **more: str) -> CaseProfile:
    row = {
        "person": person,
        "told": told,
        "words": "",
        "held_by": "iceland",
        "charge": "",
        "steps": "",
    }
    [(_, profile)] = CASES.profiles(case(row | more, f"{person}/{told}"))
    return profile


def tied(one: StatementProfile, other: StatementProfile) -> bool:
    return one == other or sum(STATEMENTS.evidence(one, other).values()) > 0


def test_marks_case_and_spaces_are_no_words() -> None:
    assert said("“The QUOTAS  were broken,”") == said("“the quotas were broken”")


def test_what_brackets_and_dots_stand_for_is_left_open() -> None:
    whole = said("“It is in our interest to return to [the treaty] … without delay”")
    assert whole.words == "“ it is in our interest to return to / without delay ”"
    assert said("“[W]e return”").words == "“ we return ”"
    assert tied(whole, said("“It is in our interest to return to it, and soon, without delay”"))


def test_an_answer_without_marks_is_quoted() -> None:
    plain = statement({"who": "eldjarn", "act": "say", "day": "03-10p", "words": "We left."}, "a")
    [one] = plain.statements
    direct = replace(plain, statements=(replace(one, mode="direct"),))
    [(_, profile)] = STATEMENTS.profiles(direct)
    assert profile.words == "“ we left ”"


def test_the_quotation_in_four_lengths_and_its_paraphrase() -> None:
    lengths = [
        said("“Water is not a weapon, and nobody on this river will ever use it as one again.”"),
        said("“Water is not a weapon, and nobody on this river will ever use it as one”"),
        said("that “nobody on this river will ever use it as one”"),
        said("“Water is not a weapon”"),
        said("that no one on the river would use water as a weapon again"),
    ]
    points = {
        (a, b): sum(STATEMENTS.evidence(lengths[a], lengths[b]).values())
        for a in range(5)
        for b in range(a + 1, 5)
    }
    assert decide(STATEMENTS, dict(enumerate(lengths)), points) == [[0, 1, 2, 3, 4]]
    # The planted fault: by the pairs alone, pieces that share no word part.
    assert len(clusters(range(5), points)) > 1


def test_two_sentences_said_in_one_breath_are_two() -> None:
    both = said("“The harbour light is out. Nobody has paid the keeper.”")
    assert both.words == "“ the harbour light is out ” “ nobody has paid the keeper ”"
    assert said("“The harbour light is out,” “Nobody has paid the keeper.”") == both
    three = [said("“The harbour light is out”"), both, said("“Nobody has paid the keeper”")]
    points = {
        (a, b): sum(STATEMENTS.evidence(three[a], three[b]).values())
        for a in range(3)
        for b in range(a + 1, 3)
    }
    assert len(decide(STATEMENTS, dict(enumerate(three)), points)) == 2


def test_a_pledge_repeated_a_week_later_is_another() -> None:
    words = "“We will not be the first to leave the treaty”"
    assert tied(said(words, day="03-10w"), said(words, day="03-11p"))
    assert not tied(said(words, day="03-10w"), said(words, day="03-17w"))


def test_stock_phrases_need_the_speaker_and_the_day() -> None:
    words = "“We condemn this attack in the strongest terms”"
    assert tied(said(words), said("the attack “in the strongest terms”"))
    assert not tied(said(words), said(words, who="halvorsen"))
    assert not tied(said(words), said(words, day="03-25p"))


def test_agreed_and_refused_are_two_whatever_the_words() -> None:
    words = "to release the three sailors before the talks"
    assert tied(
        said(words, act="promise"), said("to free the three sailors before talks", act="agree")
    )
    assert not tied(said(words, act="promise"), said(words, act="refuse"))


def test_a_ministry_and_its_minister_are_one_voice_and_two_ministries_are_not() -> None:
    words = "“Iceland has not left the accord and will not leave it this year”"
    assert tied(said(words), said(words, who="icelandmin"))
    assert not tied(said(words), said(words, who="norwaymin"))


def test_what_a_headline_and_its_sentence_tell_is_one_profile() -> None:
    row: Row = {
        "who": "eldjarn",
        "act": "say",
        "day": "03-10p",
        "words": "“We did not walk away lightly”",
    }
    reading = statement(row, "twice")
    report, [one] = reading.report, reading.statements
    text = f"{report.text}\n\n‘We did not walk’, said he."
    start = len(report.text) + 2
    headline = replace(
        one,
        id="s2",
        cue=(Span.of(text, len(text) - 8, len(text) - 4),),
        content=(Span.of(text, start, start + 17),),
        quoted=(Span.of(text, start + 1, start + 16),),
    )
    both = with_keys(
        replace(reading, report=replace(report, text=text), statements=(one, headline))
    )
    assert len({profile for _, profile in STATEMENTS.profiles(both)}) == 1


def told_by(reading: Reading, one: Statement, speaker: str) -> Statement:
    return replace(one, id="s2", speaker=(speaker,))


def test_who_tells_and_who_is_told_of_stay_two_in_one_report() -> None:
    """A diplomat says what his minister said: the reader has told them apart."""
    row: Row = {
        "who": "eldjarn+icelandmin",
        "act": "say",
        "day": "03-10p",
        "words": "“We will return”",
    }
    reading = statement(row, "nested")
    [one] = reading.statements
    both = (replace(one, speaker=("a1",)), told_by(reading, one, "a2"))
    made = [profile for _, profile in STATEMENTS.profiles(replace(reading, statements=both))]
    assert made[0] != made[1]


def test_what_tells_too_little_stands_alone() -> None:
    assert agreed("deal").own != agreed("deal", told="2026-03-11").own
    assert agreed("deal") != agreed("deal", told="2026-03-11", kind="accord")
    assert held("three men").own
    assert said("it", who="northarmy").own
    assert not said("“We will return to the accord”").own


def test_one_profile_for_all_reports_of_a_treaty_that_the_tables_know() -> None:
    one = agreed("New START|the treaty", parties="US|RU", changes="suspended:2023-02")
    assert one == agreed("New Strategic Arms Reduction Treaty", told="2025-01-01")
    assert one == AgreementProfile(known="New START")


def test_first_and_second_treaties_of_one_name_are_two() -> None:
    one = agreed("Harbour Peace Treaty I", parties="NO|IS")
    other = agreed("Harbour Peace Treaty II", parties="NO|IS")
    assert sum(AGREEMENTS.evidence(one, other).values()) < 0


TITLES = ("Treaty on Naval Notifications", "Open Harbours Treaty")


def joined(profiles: list[AgreementProfile]) -> int:
    points = {
        (a, b): sum(AGREEMENTS.evidence(profiles[a], profiles[b]).values())
        for a in range(len(profiles))
        for b in range(a + 1, len(profiles))
    }
    return len(decide(AGREEMENTS, dict(enumerate(profiles)), points))


def test_a_report_that_gives_both_names_bridges_two_that_give_one() -> None:
    bridge = agreed("|".join(TITLES))
    apart = [agreed(title) for title in TITLES]
    assert joined(apart) == 2
    assert joined([*apart, bridge]) == 1


def test_without_aliases_the_bridge_would_break() -> None:
    """The planted fault: clusters by the pairs alone."""
    profiles = [*(agreed(title) for title in TITLES), agreed("|".join(TITLES))]
    points = {
        (a, b): sum(AGREEMENTS.evidence(profiles[a], profiles[b]).values())
        for a in range(3)
        for b in range(a + 1, 3)
    }
    assert len(clusters(range(3), points)) == 2


def test_a_report_that_tells_two_of_one_full_name_is_not_believed() -> None:
    one = agreed("Open Harbours Treaty", parties="NO|IS")
    assert not kept_apart(AGREEMENTS, one, replace(one, ordinal=1))
    two = agreed("ceasefire", kind="ceasefire", parties="NO|IS")
    assert kept_apart(AGREEMENTS, two, replace(two, ordinal=1))


def test_agreements_are_found_by_every_name_of_theirs() -> None:
    assert {"new start", "new start treaty"} <= AGREEMENTS.called(agreed("New START"))
    assert {"open harbours treaty", "harbours open"} & AGREEMENTS.called(
        agreed("Open Harbours Treaty")
    )


def test_arrested_again_years_after_is_another_case() -> None:
    first = held("Samir Haddad", told="2019-02-01", steps="arrested:2018-05|released:2019-01-31")
    again = held("Samir Haddad", told="2024-03-02", steps="arrested:2024-03-01")
    news = held("Samir Haddad", told="2018-06-01")
    assert sum(CASES.evidence(first, again).values()) < 0
    assert sum(CASES.evidence(first, news).values()) > 0
    assert sum(CASES.evidence(again, news).values()) < 0


def test_one_not_named_is_joined_on_much_only() -> None:
    charge, steps = "espionage", "detained:2026-02-18|charged:2026-02-19"
    named = held("Ana Ruiz", words="American teacher", charge=charge, steps=steps)
    like = held("American teacher", charge=charge, steps=steps)
    later = held("American teacher", charge=charge, steps="detained:2026-02-28")
    elsewhere = held("American teacher", charge=charge, steps=steps, held_by="norway")
    assert sum(CASES.evidence(named, like).values()) > 0
    assert sum(CASES.evidence(named, later).values()) < 0
    assert sum(CASES.evidence(named, elsewhere).values()) < 0


def test_what_tells_without_asking_evidence_would_tell_too() -> None:
    made = [p for one in told("same_statements") for _, p in STATEMENTS.profiles(one.reading)]
    for one in made:
        assert tells(one) == (sum(STATEMENTS.evidence(one, one).values()) > 0)
