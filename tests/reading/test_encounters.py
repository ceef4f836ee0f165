"""Who met or spoke with whom: verbs, nouns, slots, modality, tellings, and what is none."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from staged import Stage, official, stage, state

from onrecord.facts import Actor, Encounter
from onrecord.reading.encounters import encounters

BODY = "The harbour was quiet that week and few people were about in the streets of the town. "
CAST = {
    "Corvo": official("Corvo", "NO"),
    "Dahl": official("Dahl", "IS"),
    "Norway": state("NO", "Norway"),
    "Iceland": state("IS", "Iceland"),
    "reporters": Actor(id="reporters", name="reporters", kind="group"),
    "memo": Actor(id="memo", name="memo", kind="document"),
    "council": Actor(id="council", name="council", kind="government_body", represents="NO"),
}


def met(marked: str, *, padded: bool = True) -> tuple[Encounter, ...]:
    staged = stage((BODY if padded else "") + marked + "\n", CAST)
    return of(staged)


def of(staged: Stage) -> tuple[Encounter, ...]:
    return encounters(staged.scene, staged.times, staged.cast, ())


def words(encounter: Encounter) -> list[str]:
    return [telling.span.text for telling in encounter.tellings]


@pytest.mark.parametrize(
    ("marked", "format_"),
    [
        ("[Ana Corvo] met [Erik Dahl] in Oslo.", "meeting"),
        ("[Ana Corvo] met with [Erik Dahl] in Oslo.", "meeting"),
        ("[Ana Corvo] held talks with [Erik Dahl].", "talks"),
        ("[Ana Corvo] and [Erik Dahl] met for an hour.", "meeting"),
        ("[Ana Corvo] spoke by phone with [Erik Dahl].", "call"),
        ("[Ana Corvo] telephoned [Erik Dahl] on Monday.", "call"),
        ("[Ana Corvo] received [Erik Dahl] at the palace.", "meeting"),
        ("[Ana Corvo] was received by [Erik Dahl] at the palace.", "meeting"),
        ("A summit between [Ana Corvo] and [Erik Dahl] took place.", "summit"),
        ("After a meeting with [Erik Dahl], [Ana Corvo] said the boats would sail.", "meeting"),
        ("[Ana Corvo] had dinner with [Erik Dahl] on Monday.", "meeting"),
        ("[Ana Corvo] flew home and met [Erik Dahl].", "meeting"),
        ("[Ana Corvo], who was on her first trip, met [Erik Dahl].", "meeting"),
        ("[Ana Corvo] met [her|Corvo] counterpart, [Erik Dahl].", "meeting"),
        ("[Ana Corvo]'s conversation with [Erik Dahl] was short.", "talks"),
        ("[Ana Corvo] was shown in and sat down with [Erik Dahl].", "meeting"),
        ("[Ana Corvo] received on Monday [Erik Dahl].", "meeting"),
        ("[Ana Corvo] spent 40 minutes with [Erik Dahl].", "meeting"),
        ("In a call on Monday, [Ana Corvo] told [Erik Dahl] that the boats would sail.", "call"),
        ("[Ana Corvo] and [Erik Dahl] agreed in a phone call that the boats would sail.", "call"),
        ("[Ana Corvo] and [Erik Dahl] spoke over a military hotline on Monday.", "call"),
        ("[Ana Corvo] ended the trip on Sunday, meeting with [Erik Dahl].", "meeting"),
        ("After talks on Sunday with [Erik Dahl] [Ana Corvo] had a rest.", "talks"),
    ],
)
def test_the_two_met(marked: str, format_: str) -> None:
    (found,) = met(marked)
    assert set(found.participants) == {"Corvo", "Dahl"}
    assert (found.format, found.modality) == (format_, "actual")


@pytest.mark.parametrize(
    "marked",
    [
        "[Ana Corvo] met the requirements of the law.",
        "[Ana Corvo] met a deadline with ease.",
        "[Ana Corvo] spoke to [reporters] on Monday.",
        "[Ana Corvo] held a news conference with [reporters].",
        "[Ana Corvo] called [Erik Dahl] a liar.",
        "[Ana Corvo] called on [Erik Dahl] to resign.",
        "[Ana Corvo] called for talks.",
        "[Ana Corvo] talks about fish.",
        "[Ana Corvo] read [a memo|memo] on the meeting of minds.",
        "[Ana Corvo] spoke to [Erik Dahl] on condition of anonymity.",
        "[Ana Corvo] declined to say whether she had met [Erik Dahl].",
        "The report said no meeting between [Ana Corvo] and [Erik Dahl] was planned.",
        "The quarterfinals will see [Norway] meet [Iceland] on Monday.",
        "The ministers hold regular meetings.",
        "[Leif Sandvik] was visiting Nice with his family.",
        "[Ana Corvo] and [Erik Dahl] went to meet with doctors.",
        "[Ana Corvo] saw a team responsible for gas talks with [Iceland].",
    ],
)
def test_no_encounter(marked: str) -> None:
    assert met(marked) == ()


@pytest.mark.parametrize(
    ("marked", "modality"),
    [
        ("[Ana Corvo] will meet [Erik Dahl] in June.", "planned"),
        ("[Ana Corvo] is due to meet [Erik Dahl] in June.", "planned"),
        ("[Ana Corvo] plans to visit Reykjavik in June.", "planned"),
        ("[Ana Corvo] may meet [Erik Dahl] in June.", "possible"),
        ("[Ana Corvo] called off the visit to Reykjavik.", "failed"),
        ("A meeting between [Ana Corvo] and [Erik Dahl] was cancelled.", "failed"),
        ("[Ana Corvo] has not met [Erik Dahl] since 2019.", "denied"),
        ("[Ana Corvo] is to fly home and to hold talks with [Erik Dahl].", "planned"),
        ("A summit between [Ana Corvo] and [Erik Dahl] is planned for May.", "planned"),
        ("A possible meeting between [Ana Corvo] and [Erik Dahl] was not ruled out.", "possible"),
        ("[Ana Corvo] was last able to meet [Erik Dahl] in February.", "actual"),
        ("[Ana Corvo] has summoned [the Icelandic ambassador|Dahl] for Monday.", "planned"),
        ("[Ana Corvo] has invited [Erik Dahl] to Oslo.", "asked"),
    ],
)
def test_modality(marked: str, modality: str) -> None:
    (found,) = met(marked)
    assert found.modality == modality


@pytest.mark.parametrize(
    "marked",
    [
        "[Ana Corvo] met senior Icelandic officials in Oslo.",
        "[Ana Corvo] spoke by phone with his Chadian counterpart.",
        "[Ana Corvo] held talks in Oslo on Monday.",
        "After meeting the rebels’ negotiators in Oslo, [Ana Corvo] flew home.",
        "Negotiators met [Ana Corvo] in Oslo.",
        "[Ana Corvo] summoned the Chadian ambassador.",
        "The visitor laid a wreath, met [Ana Corvo] and left.",
        "It came back after a call from [Ana Corvo].",
    ],
)
def test_one_side_is_known(marked: str) -> None:
    (found,) = met(marked)
    assert found.participants == ("Corvo",)


@pytest.mark.parametrize(
    "marked",
    [
        "[Ana Corvo] met the demands of senior officials.",
        "[Ana Corvo] received the official visit of a choir.",
        "[Leif Sandvik] met neighbours for a chat.",
        "[Ana Corvo] and [Erik Dahl] should meet each other half way.",
        "[Ana Corvo] called on [Erik Dahl] months ago to resign.",
        "An agreement under discussion between [Ana Corvo] and a firm was signed.",
        "The next round of voting is on Monday, [Ana Corvo] told [Erik Dahl].",
    ],
)
def test_no_side_of_a_meeting(marked: str) -> None:
    assert met(marked) == ()


@pytest.mark.parametrize(
    ("told", "day"),
    [
        ("They met in Oslo on Monday.", "2026-03-09"),
        ("Talks in Oslo on Monday failed.", "2026-03-09"),
        ("A third round of talks is due in Oslo in June.", "2026-06"),
        ("The two sides were to have reviewed it in Oslo on Monday.", "2026-03-09"),
    ],
)
def test_two_that_are_joined_are_the_sides(told: str, day: str) -> None:
    (found,) = met("[Norway] and [Iceland] want the boats back. " + told)
    assert set(found.participants) == {"Norway", "Iceland"}
    assert found.date is not None
    assert found.date.value == day
    assert found.place is not None
    assert found.place.name == "Oslo"


def test_the_two_sides_are_the_states_of_those_who_met() -> None:
    found = met(
        "[Norway] and [Iceland] fish there. [Ana Corvo] met [Erik Dahl] on Monday. "
        "A fourth round of talks is due in Oslo in June."
    )
    assert [set(e.participants) for e in found] == [{"Corvo", "Dahl"}, {"Norway", "Iceland"}]


def test_a_visit_has_the_state_visited_for_a_host() -> None:
    for told in ("[Ana Corvo]'s visit to Reykjavik ended.",
                 "[Ana Corvo] accepted an invitation to visit Reykjavik."):  # fmt: skip
        (found,) = met("[Iceland] waits. " + told)
        assert found.participants == ("Corvo", "Iceland")


def test_a_closer_day_wins() -> None:
    (found,) = met(
        "[Ana Corvo] met [Erik Dahl] this week. The meeting, on Monday in Oslo, was short."
    )
    assert found.date is not None
    assert (found.date.value, found.date.told) == ("2026-03-09", (1,))


def test_those_unseen_are_not_those_seen_elsewhere() -> None:
    found = met("[Ana Corvo] met the rebels. [Ana Corvo] met [Erik Dahl].")
    assert [set(e.participants) for e in found] == [{"Corvo"}, {"Corvo", "Dahl"}]


PLAIN = [
    "{} met {} in Oslo on Monday.",
    "{} and {} met in Oslo on Monday.",
    "{} held talks with {} in Oslo on Monday.",
    "Talks between {} and {} were held in Oslo on Monday.",
    "{} spoke with {} on Monday.",
]


@given(st.sampled_from(PLAIN), st.permutations(["[Ana Corvo]", "[Erik Dahl]"]))
def test_who_is_told_first_does_not_matter(plain: str, two: list[str]) -> None:
    (one,), (other,) = met(plain.format(*two)), met(plain.format(*reversed(two)))
    assert set(one.participants) == set(other.participants) == {"Corvo", "Dahl"}
    assert (one.format, one.modality) == (other.format, other.modality)
    assert one.date is not None
    assert other.date is not None
    assert one.date.value == other.date.value


@given(st.sampled_from(PLAIN), st.integers(1, 4))
def test_what_is_told_again_in_the_same_words_is_one(plain: str, times: int) -> None:
    told = plain.format("[Ana Corvo]", "[Erik Dahl]")
    (found,) = met(" ".join([told] * times))
    assert len(found.tellings) == times


def test_slots() -> None:
    (found,) = met(
        "[Ana Corvo] met [Erik Dahl] for about two hours in Oslo on Monday, on the sidelines of "
        "a Nordic Council session."
    )
    assert found.date is not None
    assert (found.date.value, found.date.basis) == ("2026-03-09", "words")
    assert found.place is not None
    assert (found.place.name, found.place.country) == ("Oslo", "NO")
    assert found.duration is not None
    assert (found.duration.value, found.duration.mod) == ("PT2H", "APPROX")
    assert found.occasion == "Nordic Council session"


def test_the_day_of_agreeing_is_not_the_day_of_meeting() -> None:
    (found,) = met("[Ana Corvo] agreed on Monday to meet [Erik Dahl].")
    assert found.date is None


def test_since_is_no_day_of_meeting() -> None:
    (found,) = met("[Ana Corvo] met [Erik Dahl], the first such visit since 2019.")
    assert found.date is None


def test_told_several_times_kept_once() -> None:
    found = met(
        "[Ana Corvo] met [Erik Dahl] in Oslo on Monday. The meeting lasted an hour. "
        "Their encounter was friendly. [Ana Corvo] thanked [Erik Dahl] after the talks."
    )
    assert len(found) == 1
    assert words(found[0]) == ["met", "meeting", "Their encounter", "talks"]
    assert found[0].duration is not None
    assert found[0].duration.told == (1,)
    assert found[0].date is not None
    assert found[0].date.told == (0,)


def test_meeting_again_is_another() -> None:
    found = met(
        "[Ana Corvo] met [Erik Dahl] in Oslo on Monday. [Corvo] and [Dahl] will meet again in June."
    )
    assert [(e.modality, e.date and e.date.value) for e in found] == [
        ("actual", "2026-03-09"),
        ("planned", "2026-06"),
    ]


def test_states_and_those_who_act_for_them() -> None:
    found = met("[Norway] and [Iceland] met on Monday. [Ana Corvo] met [Erik Dahl] in Oslo.")
    assert [set(e.participants) for e in found] == [{"Corvo", "Dahl"}]


def test_a_visit_and_whom_it_is_to() -> None:
    (found,) = met("[Ana Corvo] travelled to Reykjavik on Monday to meet [Erik Dahl].")
    assert found.format == "visit"
    assert found.participants == ("Corvo", "Dahl")
    assert found.place is not None
    assert found.place.country == "IS"


def test_vouchers_and_the_day_of_telling() -> None:
    staged = stage(
        BODY + "[Ana Corvo] said on Wednesday that [Erik Dahl] had met [Norway] in Oslo.\n", CAST
    )
    said = staged.statement("said on Wednesday", "Ana Corvo", "Erik Dahl had met Norway in Oslo")
    (found,) = encounters(staged.scene, staged.times, staged.cast, (said,))
    assert [v.actor for v in found.tellings[0].vouched_by] == ["Corvo"]
    assert found.date is None


def test_asking_does_not_vouch() -> None:
    staged = stage(BODY + "[Ana Corvo] urged [Norway] to meet [Erik Dahl] in Oslo.\n", CAST)
    said = staged.statement("urged", "Ana Corvo", "to meet Erik Dahl in Oslo", "urge")
    (found,) = encounters(staged.scene, staged.times, staged.cast, (said,))
    assert found.modality == "asked"
    assert found.tellings[0].vouched_by == ()
    assert set(found.participants) == {"Norway", "Dahl"}


def test_what_is_taken_for_granted_was_held() -> None:
    staged = stage(
        BODY + "[Ana Corvo] said [she|Corvo] urged [Norway] to pay in [her|Corvo] meeting with "
        "[Erik Dahl].\n",
        CAST,
    )
    content = "urged Norway to pay in her meeting with Erik Dahl"
    said = staged.statement("said", "Ana Corvo", content, "urge")
    (found,) = encounters(staged.scene, staged.times, staged.cast, (said,))
    assert found.modality == "actual"
    assert [v.actor for v in found.tellings[0].vouched_by] == ["Corvo"]


def test_a_report_from_the_place() -> None:
    (found,) = met(
        "Ministers meet in the north\n\nREYKJAVIK — [Ana Corvo] met [Erik Dahl] in Iceland on "
        "Monday, officials said in the evening, and both went home.",
        padded=False,
    )
    assert found.place is not None
    assert found.place.geonames == 3413829


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            "[Ana Corvo] | met |, |and |[Erik Dahl] |with |talks |between |the |visit |to |Oslo |"
            "’s |on Monday |called off |. |“|” |\n|[her|Corvo] |held |by |they |who |a |call |"
            "\u00a0|is due to |Their |encounter |in ".split("|")
        ),
        max_size=30,
    )
)
def test_any_text_gives_spans_that_hold(parts: list[str]) -> None:
    marked = "".join(parts).replace("[her", "[her|Corvo]").replace("Corvo]]", "Corvo]")
    staged = stage(marked.replace("[her|Corvo]Corvo]", "her"), CAST)
    found = of(staged)
    assert found == of(staged)
    for encounter in found:
        for telling in encounter.tellings:
            assert telling.span.holds(staged.scene.text)
        assert encounter.tellings
        assert len(set(encounter.participants)) == len(encounter.participants)


@pytest.mark.parametrize(
    "marked",
    [
        "[The council|council] has not met the goal this month.",
        "[Ana Corvo] spoke to voters in Oslo on Monday.",
        "[Ana Corvo] spoke at length about her differences with [Erik Dahl].",
        "[Ana Corvo] has not rushed to schedule a meeting with [Erik Dahl].",
        "Trade had stalled, and so had talks, due to relations between [Norway] and [Iceland].",
        "[Norway] praised the trade exchange between [Norway] and [Iceland].",
        "[Ana Corvo] welcomed the visiting minister.",
        "[Ana Corvo] hosted an [Iceland] event in Oslo.",
    ],
)
def test_what_only_looks_like_a_meeting(marked: str) -> None:
    assert met(marked) == ()


def test_a_visit_to_a_state_and_a_meeting_there_are_two() -> None:
    visit, talks = met(
        "[Ana Corvo] is on a two-day visit to Iceland. [Ana Corvo] met [Erik Dahl] on Monday."
    )
    assert (visit.format, talks.format) == ("visit", "meeting")


def test_the_next_day_is_the_one_behind_the_last_told() -> None:
    _, second = met(
        "[Ana Corvo] met [Norway] envoys in Oslo on 3 March 2025. "
        "The next day [Ana Corvo] held talks with [Erik Dahl]."
    )
    assert second.date is not None
    assert second.date.value == "2025-03-04"
