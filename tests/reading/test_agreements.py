"""Agreements: what is one, which places speak of it, what turns it, by whom and when."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.facts import Agreement
from onrecord.reading.agreements import agreements
from tests.reading.grounds import cast_of, saying, scene_of, times_of

ACTORS = {
    "a1": "state OR: Orlan",
    "a2": "state VE: Vela",
    "a3": "person VE: Ines Quell | Quell",
    "a4": "government_body VE: the Assembly",
}


def read(text: str, *said) -> tuple[Agreement, ...]:
    return agreements(scene_of(text), times_of(text), cast_of(text, **ACTORS), said)


def turns(text: str, *said) -> list[tuple[str, str]]:
    return [(c.change, c.modality) for a in read(text, *said) for c in a.changes]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Orlan suspended the Tarn treaty in 2022.", [("suspended", "actual")]),
        ("Orlan and Vela signed a trade pact on Monday.", [("signed", "actual")]),
        (
            "The Tarn accord, brokered in May, entered into force in June.",
            [("agreed", "actual"), ("in_force", "actual")],
        ),
        ("Orlan and Vela agreed on Monday to a phased truce.", [("agreed", "actual")]),
        ("The Tarn accord of 2021, which Orlan suspended, is dull.", [("suspended", "actual")]),
        ("The pact on fishing, concluded in May, is dull.", [("agreed", "actual")]),
        ("Vela vetoed a Security Council resolution.", [("rejected", "actual")]),
        ("The Tarn treaty runs out in December.", [("expired", "planned")]),
        ("Vela wants the Tarn treaty ratified.", [("ratified", "asked")]),
        ("Vela was close to signing the Tarn treaty.", [("signed", "possible")]),
        ("The Tarn treaty is not yet in force.", [("in_force", "denied")]),
        ("Vela spoke of the Tarn treaty. Nothing has been initialled.", [("agreed", "denied")]),
        ("Vela has a copy of the Tarn treaty. Orlan tore it up.", [("terminated", "actual")]),
        (
            "Two truces failed. The first, signed in May, lasted a day. The second held.",
            [("signed", "actual"), ("in_force", "actual"), ("in_force", "actual")],
        ),
        ("The Tarn treaty is set to expire in June.", [("expired", "planned")]),
        ("Vela urged Orlan to return to the Tarn treaty.", [("resumed", "asked")]),
        ("Orlan has yet to ratify the Tarn treaty.", [("ratified", "denied")]),
        ("The envoys failed to hammer out a ceasefire.", [("negotiated", "failed")]),
        ("Neither side has agreed to the Tarn accord.", [("agreed", "denied")]),
        ("Quell said Vela would pull out of the Tarn accord.", [("withdrawn", "planned")]),
        ("If the Tarn accord is signed, the talks are over.", [("signed", "possible")]),
        ("Orlan denied violating the ceasefire.", [("violated", "denied")]),
        ("Vela reached a deal with Orlan to extend the Tarn pact.", [("extended", "actual")]),
        ("The treaty that Orlan suspended in May bound Vela too.", [("suspended", "actual")]),
        ("They talked after the collapse of the truce.", [("violated", "actual")]),
        ("Officials expect the Tarn treaty to be ratified in June.", [("ratified", "planned")]),
    ],
)
def test_turns(text: str, wanted: list[tuple[str, str]]) -> None:
    assert turns(text) == wanted


def told() -> list[tuple[str, list[tuple[str, str]]]]:
    lines = Path(__file__).with_name("changes.txt").read_text(encoding="utf-8").splitlines()
    found = []
    for line in lines[1:]:
        text, _, wanted = line.partition(" | ")
        changes = [] if wanted == "none" else [tuple(w.split()) for w in wanted.split(", ")]
        found.append((text, changes))
    return found


@pytest.mark.parametrize(("text", "wanted"), told())
def test_what_a_sentence_of_news_tells(text: str, wanted: list[tuple[str, str]]) -> None:
    assert sorted(turns(text)) == wanted


def test_objects_joined_to_the_first_are_signed_too() -> None:
    pact, memorandum = read("Orlan and Vela signed a trade pact and a memorandum on fish.")
    assert [c.change for c in (*pact.changes, *memorandum.changes)] == ["signed", "signed"]
    assert memorandum.name == "memorandum on fish"


class Model:
    """A model that knows the object of one verb."""

    def __init__(self, text: str, verb: str, found: str) -> None:
        self._verb = text.index(verb)
        self._object = (text.index(found), text.index(found) + len(found))

    def roles(self, start: int, _end: int) -> dict[str, tuple[int, int]]:
        return {"ARG1": self._object} if start == self._verb else {}


def test_each_of_a_list_of_what_was_signed_is_another() -> None:
    text = (
        "The following documents were signed during the visit:\n"
        "(i) MoU on Cooperation in Hydrography;\n"
        "(ii) Agreement on Transfer of Prisoners;\n"
        "\n"
        "(iii) Letter of Intent on the terminal.\n\nThe Tarn accord was not among them."
    )
    names = [a.name for a in read(text) if [c.change for c in a.changes] == ["signed"]]
    assert names == [
        "MoU on Cooperation in Hydrography",
        "Agreement on Transfer of Prisoners",
        "Letter of Intent",
    ]


def test_the_model_shows_an_object_that_the_grammar_does_not_reach() -> None:
    text = "Orlan signed a $175-million agreement."
    scene, cast = scene_of(text), cast_of(text, **ACTORS)
    assert agreements(scene, (), cast, ()) == ()
    seen = replace(scene, relations=Model(text, "signed", "a $175-million agreement"))
    (one,) = agreements(seen, (), cast, ())
    assert [(c.change, c.by) for c in one.changes] == [("signed", ("a1",))]
    about = replace(scene, relations=Model(text, "signed", "Orlan"))
    assert agreements(about, (), cast, ()) == ()


def test_who_is_meant_by_the_two_sides() -> None:
    (one,) = read("Orlan and Vela signed the Tarn pact. The two sides extended it in May.")
    assert {c.change: set(c.by) for c in one.changes} == {
        "signed": {"a1", "a2"},
        "extended": {"a1", "a2"},
    }


def test_an_agreement_is_between_those_whom_its_report_is_about() -> None:
    told = "Orlan waits. Vela waits. Orlan talks. Vela talks. Orlan rests. Vela rests. "
    (one,) = read(told + "Orlan says the trade pact was signed in May.")
    assert set(one.parties) == set(one.changes[0].by) == {"a1", "a2"}
    (one,) = read(told + "Orlan and Quell know of the trade pact. It was signed in May.")
    assert set(one.parties) == {"a1", "a2"}
    (one,) = read("Orlan waits. The trade pact was signed in May.")
    assert one.parties == one.changes[0].by == ()


def test_a_day_beside_the_subject_and_a_day_of_what_is_due() -> None:
    (one,) = read("Orlan on Monday suspended the Tarn treaty.")
    assert one.changes[0].by == ("a1",)
    (one,) = read("Orlan was expected on Friday to sign the Tarn treaty.")
    assert one.changes[0].date is not None
    assert one.changes[0].date.span is not None
    assert one.changes[0].date.span.text == "Friday"


def test_a_year_that_tells_agreements_apart_is_no_day_of_a_change() -> None:
    (one,) = read("Orlan terminated its 1973 agreement with Vela.")
    assert one.changes[0].date is None


def test_what_comes_to_an_end_without_a_year_ends_in_time_to_come() -> None:
    (one,) = read("The Tarn treaty runs out in March.")
    assert one.changes[0].date is not None
    assert one.changes[0].date.value == "2032-03"


def test_agreements_are_told_apart_by_what_they_are_about() -> None:
    text = (
        "Orlan and Vela signed an agreement on trade in May. "
        "The agreement on visas was suspended in June."
    )
    assert [[c.change for c in a.changes] for a in read(text)] == [["signed"], ["suspended"]]


@pytest.mark.parametrize(
    "text",
    [
        "The two were in agreement.",
        "Vela must deal with the floods.",
        "Quell signed the visitors' book.",
        "Quell took a plea deal and signed it.",
        "The party convention was suspended on Monday.",
        "There was opposition to the deal from the left.",
        "Vela is reaching the Tarn accord’s goals.",
        "Vela sought a resolution of the dispute.",
        "The Tarn treaty was the talk of a march that left four men dead.",
    ],
)
def test_what_turns_nothing(text: str) -> None:
    assert turns(text) == []


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Orlan spoke of inspections under the Open Roads Treaty.", ["Open Roads Treaty"]),
        ("Orlan spoke of the Collective Roads Treaty Organization.", []),
        ("Orlan spoke of a roads treaty.", []),
    ],
)
def test_a_treaty_named_once_is_kept_though_nothing_turns_it(text: str, named: list[str]) -> None:
    assert [agreement.name for agreement in read(text)] == named


def test_short_forms_join_and_two_tellings_are_one_change() -> None:
    text = (
        "Orlan suspended the Tarn treaty on Monday.\n"
        "The treaty was signed by Orlan and Vela in 2019. Orlan suspended it on Monday, Quell said."
    )
    (one,) = read(text)
    assert (one.name, one.kind) == ("Tarn treaty", "treaty")
    assert set(one.parties) == {"a1", "a2"}
    suspended, signed = one.changes
    assert [t.span.text for t in suspended.tellings] == [
        "suspended the Tarn treaty on Monday", "suspended it on Monday",
    ]  # fmt: skip
    assert suspended.by == ("a1",)
    assert suspended.date is not None
    assert suspended.date.value == "2031-05-12"
    assert signed.by == ("a1", "a2")
    assert signed.date is not None
    assert signed.date.value == "2019"


def test_the_day_of_asking_is_no_day_of_the_change() -> None:
    (one,) = read("On Monday Vela urged Orlan to ratify the Tarn treaty.")
    (change,) = one.changes
    assert (change.date, change.by) == (None, ("a1",))


def test_the_reversal_of_a_suspension_is_asked_the_suspension_done() -> None:
    text = "Vela urged Orlan to reverse its decision last month to suspend the Tarn treaty."
    said = saying(text, "a2", "urge", "urged", text[text.index("to reverse") : -1])
    (one,) = read(text, said)
    told = {c.change: c for c in one.changes}
    assert told["resumed"].modality == "asked"
    assert told["resumed"].stated_in == ("s1",)
    assert told["suspended"].modality == "actual"
    assert told["suspended"].stated_in == ()
    assert told["suspended"].date is not None
    assert told["suspended"].date.value == "2031-04"


def test_a_fact_told_by_a_source_is_vouched() -> None:
    text = "Quell confirmed that Vela ratified the Tarn treaty for five years."
    said = saying(text, "a3", "confirm", "confirmed", text[text.index("that Vela") : -1])
    (one,) = read(text, said)
    (telling,) = one.changes[0].tellings
    assert [v.actor for v in telling.vouched_by] == ["a3"]
    assert one.changes[0].stated_in == ("s1",)


def test_how_long_an_extension_is_for() -> None:
    (one,) = read("Orlan and Vela extended the Tarn treaty for five years.")
    term = one.changes[0].term
    assert term is not None
    assert (term.value, term.span.text if term.span else "") == ("P5Y", "five years")


def test_what_is_left_of_a_term_is_no_term() -> None:
    (one,) = read("The Tarn treaty, signed in 2021, has another five years to run.")
    assert [change.term for change in one.changes] == [None]


def test_since_when_a_suspended_treaty_is_so_is_not_told() -> None:
    (one,) = read("On Monday Quell spoke of the suspended trade treaty.")
    assert [(c.change, c.date, c.by) for c in one.changes] == [("suspended", None, ())]


def test_a_country_of_somebody_is_one_and_not_both() -> None:
    (one,) = read("Orlan and Vela signed the Tarn treaty. Quell said her country had left it.")
    assert [c.by for c in one.changes if c.change == "withdrawn"] == [()]


def test_a_protocol_is_no_treaty_that_was_not_called_so() -> None:
    text = "Orlan suspended the Tarn treaty. The protocol was signed in May."
    assert [[c.change for c in a.changes] for a in read(text)] == [["suspended"], ["signed"]]


def test_a_word_that_is_played_with_is_no_other_treaty() -> None:
    text = (
        "Orlan suspended the Tarn treaty. “A treaty that lets spies in is not a treaty but an "
        "invitation,” Quell said. The treaty was signed in 2019."
    )
    (one,) = read(text)
    assert [c.change for c in one.changes] == ["suspended", "signed"]


def test_a_day_for_which_something_is_asked_is_one_to_come() -> None:
    (one,) = read("Vela proposed resuming the Tarn treaty on 1 January.")
    (change,) = one.changes
    today = scene_of("").today
    assert today is not None
    assert change.modality == "asked"
    assert change.date is not None
    assert (change.date.value or "") >= today.isoformat()


@pytest.mark.parametrize(
    ("ends", "modality", "day"),
    [("will end on 1 July", "planned", "2031-07-01"), ("ended on 2 May", "actual", "2031-05-02")],
)
def test_the_end_of_a_suspension_is_a_resumption(ends: str, modality: str, day: str) -> None:
    (one,) = read(f"The suspension of the Tarn treaty {ends}, Vela said.")
    (change,) = one.changes
    assert (change.change, change.modality) == ("resumed", modality)
    assert change.date is not None
    assert change.date.value == day


_WORDS = st.sampled_from(
    "Orlan Vela Quell the a Tarn treaty ceasefire deal signed suspend to was not , . it of if by "
    "New START agreement extension expired reached with ’s “ ” ( ) \n ?".split(" ")
)


@settings(max_examples=60, deadline=None)
@given(st.lists(_WORDS | st.text(max_size=4), max_size=40))
def test_any_text_reads_and_every_span_is_its_own(words: list[str]) -> None:
    text = " ".join(words)
    found = read(text)
    assert found == read(text)
    for agreement in found:
        assert all(m.span.holds(text) for m in agreement.mentions)
        for change in agreement.changes:
            assert change.tellings
            assert all(t.span.holds(text) for t in change.tellings)
