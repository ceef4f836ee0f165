"""Facts by hand made of words: found where they stand or refused with what to do."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.errors import InvalidVerdict
from onrecord.facts import Actor, Agreement, Case, Mention, Reading, with_keys
from onrecord.record.handmade import Told, verdict
from onrecord.record.notes import carried, note, periods, supplement
from onrecord.record.pointing import stretch
from onrecord.record.verdicts import Verdict
from onrecord.report import Published, Report, text_sha256
from onrecord.text import Span

TEXT = (
    "🕊 Harbour talks resume.\n"
    "Farid Nasibli met Aigerim Tulegen in Tbilisi. “We are done,” Nasibli said, and the\n"
    "minister left. Both signed the Quay Accord; Tulegen said the minister had been fair.\n"
    "Ilyas Torekhan was arrested in Baku.\n"
)
AT = "2031-06-07T09:00:00Z"


def at(words: str, nth: int = 0) -> Span:
    """Where words stand in the text."""
    start = -1
    for _ in range(nth + 1):
        start = TEXT.index(words, start + 1)
    return Span(start, start + len(words), words)


def _mention(words: str, nth: int = 0, form: str = "name") -> Mention:
    return Mention(at(words, nth), form)  # type: ignore[arg-type]


def read(text: str = TEXT) -> Reading:
    """What was read of it: two people, a prisoner, an agreement."""
    return with_keys(
        Reading(
            report=Report(
                id="0123456789abcdef", text_sha256=text_sha256(text), source="quay.txt",
                published=Published("2031-06-06", "given"), text=text,
            ),
            actors=(
                Actor(id="a1", name="Farid Nasibli", kind="person", represents="AZ",
                      mentions=(_mention("Farid Nasibli"), _mention("Nasibli", 1))),
                Actor(id="a2", name="Aigerim Tulegen", kind="person",
                      mentions=(_mention("Aigerim Tulegen"), _mention("Tulegen", 1))),
                Actor(id="a3", name="Ilyas Torekhan", kind="person",
                      mentions=(_mention("Ilyas Torekhan"),)),
            ),
            agreements=(
                Agreement(id="g1", name="Quay Accord", parties=("a2",),
                          mentions=(Mention(at("Quay Accord")),)),
            ),
            cases=(Case(id="c1", person="a3", mentions=(Mention(at("Ilyas Torekhan")),)),),
        )
    )  # fmt: skip


def made(told: Told, text: str = TEXT) -> Reading:
    """The reading that a note makes of the text."""
    one = verdict(read(text), told, at=AT, by="Osei")
    found = supplement(note(one), read(text).report, None)
    assert found is not None
    return found


def test_a_statement_by_whom_the_reading_knows() -> None:
    told = Told(kind="statement", words=("We are done",), who=("Nasibli",), cue="said@70")
    told = replace(told, cue=f"said@{at('said').start}")
    (one,) = made(told).statements
    assert (one.mode, one.terms, one.act) == ("direct", "on_record", "say")
    assert [span.text for span in (*one.content, *one.cue, *one.source)] == [
        "We are done", "said", "Nasibli",
    ]  # fmt: skip
    (actor,) = made(told).actors
    assert actor.name == "Farid Nasibli"
    assert actor.represents == "AZ"


def test_a_stranger_is_a_new_actor() -> None:
    told = Told(
        kind="statement", words=("had been fair",), kind_of="office",
        who=(f"the minister@{at('the minister').start}",),
    )  # fmt: skip
    found = made(told)
    assert found.actors[0].kind == "office"
    assert found.statements[0].mode == "indirect"
    assert found.statements[0].terms == "unspecified"


def test_encounter_change_and_step() -> None:
    (met,) = made(
        Told(kind="encounter", words=("met",), who=("Nasibli", "Tulegen"), place="Tbilisi",
             date="2031-06-06", label="talks")
    ).encounters  # fmt: skip
    assert met.participants == ("a1", "a2")
    assert met.place
    assert met.place.name == "Tbilisi"
    assert met.date
    assert met.date.value == "2031-06-06"
    assert met.format == "talks"
    found = made(
        Told(kind="change", words=("signed",), of="Quay Accord", label="signed", who=("Nasibli",))
    )
    (agreement,) = found.agreements
    assert agreement.name == "Quay Accord"
    assert agreement.changes[0].change == "signed"
    assert [one.name for one in found.actors] == ["Farid Nasibli", "Aigerim Tulegen"]
    (case,) = made(
        Told(kind="step", words=("was arrested",), of="Torekhan@" + str(at("Torekhan").start),
             label="arrested")
    ).cases  # fmt: skip
    assert case.steps[0].step == "arrested"


def test_a_link_adds_a_mention_or_merges_two() -> None:
    told = Told(kind="link", words=("Farid Nasibli", f"minister@{at('minister').start}"))
    (actor,) = made(told).actors
    assert [one.span.text for one in actor.mentions] == ["Farid Nasibli", "Nasibli", "minister"]
    two = verdict(
        read(), Told(kind="link", words=("Farid Nasibli", "Aigerim Tulegen")), at=AT, by="Osei"
    )
    assert two.verdict == "merge"
    assert len(two.of) == 2
    with pytest.raises(InvalidVerdict, match="one already"):
        verdict(read(), Told(kind="link", words=("Farid Nasibli", "Nasibli")), at=AT, by="Osei")


@pytest.mark.parametrize(
    ("told", "says"),
    [
        (Told(kind="statement", words=("nowhere at all",), who=("Nasibli",)), "do not stand"),
        (Told(kind="statement", words=("the",), who=("Nasibli",)), "times in the report, at"),
        (Told(kind="statement", words=("@5-2",), who=("Nasibli",)), "no stretch"),
        (Told(kind="statement", words=("@0-99999",), who=("Nasibli",)), "no stretch"),
        (Told(kind="statement", words=("@999999999-999999999",), who=("Nasibli",)), "no stretch"),
        (Told(kind="statement", words=("@-4-9",), who=("Nasibli",)), "do not stand"),
        (Told(kind="statement", words=("met@2",), who=("Nasibli",)), "do not stand at 2"),
        (Told(kind="statement", words=("met@" + "9" * 400,), who=("Nasibli",)), "do not stand"),
        (Told(kind="statement", words=(), who=("Nasibli",)), "No words"),
        (Told(kind="statement", words=(" ",), who=("Nasibli",)), "do not stand"),
        (Told(kind="statement", words=("We are done",)), "Nobody says it"),
        (Told(kind="statement", words=("met",), who=("Nasibli",), label="sing"), "no statement"),
        (Told(kind="encounter", words=("met",), who=("Nasibli",)), "Nobody meets alone"),
        (Told(kind="encounter", words=("met",), who=("Nasibli", "Osei"), date="June"), "no date"),
        (Told(kind="change", words=("signed",), label="signed"), "of an agreement"),
        (Told(kind="step", words=("arrested",), of="Torekhan"), "Name the person, and the step"),
        (Told(kind="link", words=("met",)), "two mentions"),
        (Told(kind="link", words=("met", "Tbilisi")), "Neither mention"),
        (Told(kind="statement", words=("met",), who=("\x1b[2J<script>",)), "do not stand"),
    ],
)  # fmt: skip
def test_what_makes_no_fact_is_refused_with_a_way_out(told: Told, says: str) -> None:
    with pytest.raises(InvalidVerdict, match=says) as caught:
        verdict(read(), told, at=AT, by="Osei")
    assert caught.value.do
    assert "\x1b" not in str(caught.value)


@given(st.integers(-10, 400), st.integers(-10, 400))
def test_a_stretch_is_the_text_s_own_or_refused(start: int, end: int) -> None:
    try:
        span = stretch(TEXT, f"@{start}-{end}")
    except InvalidVerdict:
        assert not 0 <= start < end <= len(TEXT)
    else:
        assert span.holds(TEXT)
        assert (span.start, span.end) == (start, end)


@given(st.text(max_size=30))
def test_words_are_found_once_or_refused(words: str) -> None:
    try:
        span = stretch(TEXT, words)
    except InvalidVerdict:
        return
    assert span.holds(TEXT)


def test_hostile_names_and_reasons_are_one_short_line() -> None:
    told = Told(kind="encounter", words=("met",), who=("Nasibli", "Tulegen"))
    one = verdict(read(), told, at=AT, by="O\x1b[31m\nsei" + "x" * 999, why="<b>\n" * 999)
    assert one.by.isprintable()
    assert len(one.by) <= 500
    assert one.why.isprintable()
    assert len(one.why) <= 500


def test_a_note_of_another_report_or_version_or_shape_tells_nothing() -> None:
    told = Told(kind="encounter", words=("met",), who=("Nasibli", "Tulegen"))
    one = verdict(read(), told, at=AT, by="Osei")
    report = read().report
    assert supplement(note(one), replace(report, id="f" * 16), None) is None
    other = "Quite another text.\n"
    moved = replace(report, text=other, text_sha256=text_sha256(other))
    assert supplement(note(one), moved, TEXT) is None
    assert supplement(note(one), moved, None) is None
    for wrong in (
        {}, {"report": 1}, {**one.correction, "more": 1}, {**one.correction, "facts": {}},
        {**one.correction, "report": "elsewhere"},
    ):  # fmt: skip
        with pytest.raises(InvalidVerdict):
            note(replace(one, correction=wrong))
    faults = {**one.correction["facts"]["encounters"][0]}
    faults["tellings"] = [{"span": {"start": -5, "end": 10**12, "text": "met"}}]
    held = {**one.correction, "facts": {**one.correction["facts"], "encounters": [faults]}}
    assert supplement(note(replace(one, correction=held)), report, None) is None


def test_words_are_carried_to_where_they_stand_in_the_same_surroundings() -> None:
    told = Told(kind="encounter", words=("Both signed",), who=("Nasibli", "Tulegen"))
    facts = note(verdict(read(), told, at=AT, by="Osei")).facts
    later = "Updated.\n" + TEXT
    moved = carried(facts, TEXT, later)
    assert moved is not None
    assert moved.encounters[0].tellings[0].span.start == at("Both").start + len("Updated.\n")
    assert carried(facts, TEXT, TEXT.replace("Both signed", "Both signed nothing of")) is None
    assert carried(facts, TEXT, TEXT + TEXT) is None  # which of the two is not sure


def _undo(of: Verdict, hour: int) -> Verdict:
    return Verdict.given("undo", [of.id], at=f"2031-06-07T{hour:02}:00:00Z", by="Lind")


def test_a_note_stands_until_it_is_taken_back_and_again() -> None:
    told = Told(kind="encounter", words=("met",), who=("Nasibli", "Tulegen"))
    one = verdict(read(), told, at=AT, by="Osei")
    back = _undo(one, 10)
    again = _undo(back, 12)
    assert [end for _, end in periods(one.id, [one])] == [None]
    stood = list(periods(one.id, [again, back, one]))
    assert [(end - start if end else None) for start, end in stood] == [3600, None]
