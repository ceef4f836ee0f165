"""What users of the nearest tools ask of the reader, a test a wish: the thread is named in each.

The texts are ours; the threads are those of the tools' public trackers.
"""

import socket

import pytest

import onrecord
from onrecord.facts import Reading, Statement
from onrecord.report import Capture


def read(text: str, published: str | None = "2031-03-06") -> Reading:
    return onrecord.read(Capture(raw=text.encode(), source="-"), published=published)


def speaker(reading: Reading, words: str) -> str | None:
    """Who says what has these words."""
    [who] = saying(reading, words).speaker
    return name(reading, who)


def saying(reading: Reading, words: str) -> Statement:
    [found] = [s for s in reading.statements if any(words in span.text for span in s.content)]
    return found


def name(reading: Reading, actor: str) -> str | None:
    return next(a.name for a in reading.actors if a.id == actor)


@pytest.mark.parametrize("text", [
    "Jonas Hill, who heads the relief mission, arrived on Monday.\n\n“The wards are full,” "
    "Hill, a doctor, said.",
    "Jonas Hill heads the relief mission to Chad.\n\n“The wards are full,” he said.\n\n"
    "“We sleep in the corridors.”",
    "Jonas Hill, the envoy, spoke for an hour.\n\n“The wards are full,\n\n“and nobody is coming,” "
    "said Hill.",
])  # fmt: skip
def test_the_speaker_is_found_through_an_apposition_and_a_break(text: str) -> None:
    """stanfordnlp/CoreNLP#905"""
    assert speaker(read(text), "The wards are full") == "Jonas Hill"


@pytest.mark.parametrize(("text", "words"), [
    ("According to Foreign Minister Aino Salo, the talks will resume in May.", "talks will resume"),
    ("In remarks to reporters in Oslo, Foreign Minister Aino Salo called the offer an insult.",
     "an insult"),
    ("The talks will resume in May, Foreign Minister Aino Salo told reporters in Oslo.",
     "talks will resume"),
    ("Foreign Minister Aino Salo left the hall on Friday, insisting that the offer was dead.",
     "the offer was dead"),
    ("Foreign Minister Aino Salo warned Russia that the treaty would lapse.",
     "the treaty would lapse"),
])  # fmt: skip
def test_more_than_said(text: str, words: str) -> None:
    """stanfordnlp/CoreNLP#1090"""
    assert speaker(read(text), words) == "Aino Salo"


def test_people_who_are_only_described_are_actors() -> None:
    """stanfordnlp/CoreNLP#1251"""
    reading = read(
        "BAKU, March 5 - “They took my boat,” said a homeless man who would not give his name.\n\n"
        "Ilham “Lucky” Rzayev, a fisherman, said the patrols had come at night."
    )
    [who] = saying(reading, "They took my boat").speaker
    told = next(a for a in reading.actors if a.id == who)
    assert "homeless man" in " ".join(m.span.text for m in told.mentions)
    assert "Rzayev" in str(speaker(reading, "the patrols had come"))


def test_a_quotation_without_a_cue_is_the_speakers_who_went_before() -> None:
    """afriedman412/sayswho#3, NLP-Suite/NLP-Suite#736"""
    reading = read(
        "Foreign Minister Aino Salo spoke in Oslo on Thursday.\n\n“We have waited long enough,” "
        "Salo said.\n\n“The door is open. It will not be open for ever.”"
    )
    assert speaker(reading, "The door is open") == "Aino Salo"


def test_a_stray_mark_costs_its_own_paragraph_at_most() -> None:
    """chartbeat-labs/textacy#379"""
    before = "“We will sign,” Foreign Minister Aino Salo said in Oslo on Thursday.\n\n"
    stray = "The hall was “ full, and the coffee was cold.\n\n"
    after = "“We will wait,” Russian envoy Pavel Orlov said on Friday."
    reading = read(before + stray + after)
    assert speaker(reading, "We will sign") == "Aino Salo"
    assert speaker(reading, "We will wait") == "Pavel Orlov"
    assert not any("coffee" in span.text for s in reading.statements for span in s.content)


@pytest.mark.parametrize("text", [
    "“Ports must stay open to all.” – Commissioner Marta Leclerc",
    "Commissioner Marta Leclerc: “Ports must stay open to all.”",
])  # fmt: skip
def test_a_name_behind_a_dash_or_before_a_colon_is_the_speakers(text: str) -> None:
    """chartbeat-labs/textacy#383"""
    head = "BRUSSELS, 5 March 2031\n\nThe Commission today published its report on ports.\n\n"
    assert speaker(read(head + text), "Ports must stay open") == "Marta Leclerc"


def test_indirect_speech_is_a_statement_like_any_other() -> None:
    """chartbeat-labs/textacy#293"""
    reading = read("Foreign Minister Aino Salo said that Finland would not sign the treaty.")
    said = saying(reading, "Finland would not sign the treaty")
    assert said.mode == "indirect"
    assert speaker(reading, "Finland would not sign") == "Aino Salo"


def test_positions_hold_whatever_the_text_is_written_in() -> None:
    """google/langextract#151, #289, #334"""
    text = (
        "👩‍🚀 БАКУ · 北京 — e\u0301te\u0301\u00a0\u00a02031\n\n“We\u00a0will "
        "sign — 我们会签 — 🙂,” Foreign Minister Aino Sa\u0308lo\u0308 said in Oslo on Thursday. "
        "She met 王毅 in Oslo on Friday."
    )
    reading = read(text)
    spans = [span for s in reading.statements for span in (*s.content, *s.cue, *s.source)]
    spans += [mention.span for actor in reading.actors for mention in actor.mentions]
    assert spans
    assert all(reading.report.text[span.start : span.end] == span.text for span in spans)


def test_she_is_known_however_far_back_she_was_named() -> None:
    """google/langextract#230"""
    filler = "The harbour lay empty under the rain, and the cranes stood still all week.\n\n" * 60
    reading = read(
        "Foreign Minister Aino Salo arrived in Oslo on Thursday.\n\n" + filler
        + "She said that Finland would not sign the treaty."
    )  # fmt: skip
    assert speaker(reading, "Finland would not sign") == "Aino Salo"


def test_the_same_text_gives_the_same_bytes() -> None:
    """clulab/eidos#861, adbar/trafilatura#17, #778"""
    text = "Aino Salo met Pavel Orlov in Oslo on Thursday. The treaty was signed in January."
    assert onrecord.encode(read(text)) == onrecord.encode(read(text))


@pytest.mark.parametrize(("text", "day"), [
    ("Russia suspended the Grain Accord in October.", "2030-10"),
    ("Russia will suspend the Grain Accord in October.", "2031-10"),
    ("Russia suspended the Grain Accord in January.", "2031-01"),
    ("Russia will suspend the Grain Accord in January.", "2032-01"),
])  # fmt: skip
def test_the_tense_says_which_year_a_month_is_of(text: str, day: str) -> None:
    """stanfordnlp/CoreNLP#783, #626, #835"""
    [change] = [c for a in read(text).agreements for c in a.changes]
    assert change.date is not None
    assert change.date.value == day


def test_a_date_without_words_says_on_what_it_rests() -> None:
    """ngec's own note: the day of publication, silently"""
    text = "Foreign Minister Aino Salo said that Finland would not sign the treaty."
    said = saying(read(text), "Finland would not sign")
    assert said.date is None or said.date.basis != "words"
    assert saying(read(text, published=None), "Finland would not sign").date is None


def test_a_place_that_is_no_more_costs_no_other_place() -> None:
    """ahalterman/mordecai3#11"""
    reading = read(
        "Aino Salo met Pavel Orlov in Vienna on Monday. The Soviet Union signed the first "
        "treaty in Helsinki in 1975. They will meet in Geneva on Friday."
    )
    names = {place.name for place in reading.places}
    assert {"Vienna", "Geneva", "Helsinki"} <= names


def test_nothing_must_run_first(monkeypatch: pytest.MonkeyPatch) -> None:
    """openeventdata/mordecai#56, #62, #102"""

    def refused(*given: object) -> None:
        raise AssertionError("a reading opened a connection")

    monkeypatch.setattr(socket.socket, "connect", refused)
    assert read("Aino Salo met Pavel Orlov in Vienna on Monday.").encounters


@pytest.mark.parametrize("text", [
    "The soup needs two onions and an hour of patience. Taste it, and leave it to cool.",
    "The fog lifted at noon, and the river ran high. A heron stood in the shallows all day.",
    "Sales rose by four per cent in March. The company opened two shops and closed one.",
    "The defence held until the last minute. The visitors attacked twice, and lost by two goals.",
    "The bridge was closed for repairs in May. Trains run every half hour, and buses replace them.",
])  # fmt: skip
def test_nothing_is_made_up_where_nothing_is_told(text: str) -> None:
    """openeventdata/UniversalPetrarch#22, #52"""
    reading = read(text)
    assert not reading.encounters
    assert not reading.agreements
    assert not reading.cases
    assert not reading.events


def test_two_actors_are_two() -> None:
    """openeventdata/UniversalPetrarch#27, #63"""
    reading = read("Russia and China signed a fisheries agreement in Beijing on Thursday.")
    [agreement] = reading.agreements
    [signed] = [c for c in agreement.changes if c.change == "signed"]
    assert sorted(str(name(reading, actor)) for actor in signed.by) == ["China", "Russia"]


def test_a_thing_is_no_recipient() -> None:
    """openeventdata/UniversalPetrarch#27"""
    reading = read("Russia rejected the proposal on Thursday, its foreign ministry said in Moscow.")
    actors = {actor.name for actor in reading.actors}
    assert not any("proposal" in who.lower() for who in actors)
