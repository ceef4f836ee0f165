"""How reports are laid out: kinds of lines, datelines, turns, kinds of reports, sentences."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.reading.layout import lay_out
from onrecord.reading.layout.dateline import dateline_of
from onrecord.reading.layout.sentences import sentences_in
from onrecord.reading.scene import Layout
from onrecord.report import Report
from tests.clocked import grows_within

GOLD = sorted((Path(__file__).parents[1] / "gold" / "reports").glob("*.reading.json"))


def laid(text: str, **known: object) -> Layout:
    return lay_out(text, Report(id="r", text_sha256="", text=text, **known))  # type: ignore[arg-type]


def kinds(text: str) -> list[tuple[str, str]]:
    return [(p.kind, text[p.start : p.end]) for p in laid(text).paragraphs]


def split(text: str) -> list[str]:
    return [text[a:b] for a, b in sentences_in(text, 0, len(text))]


BODY = (
    "The Arvenian envoy walked out of talks on the Tarsk bridge on Monday, officials said.\n\n"
    "She said nothing to reporters as she left the hotel by a side door with two aides.\n\n"
)


def test_gold_reports_lines_and_kinds() -> None:
    """Of the lines of the gold reports at most one in fifty may be of another kind."""
    right = total = 0
    for path in GOLD:
        report = json.loads(path.read_text())["report"]
        layout = laid(report["text"])
        assert layout.kind == report["kind"], path.name
        assert layout.title == report["title"], path.name
        place = layout.dateline.place if layout.dateline else None
        assert place == (report["dateline"] or {}).get("place"), path.name
        for paragraph in layout.paragraphs:
            part = next(
                p for p in report["parts"]
                if p["span"]["start"] <= paragraph.start < p["span"]["end"]
            )  # fmt: skip
            right += part["kind"] == paragraph.kind
            total += 1
    assert total > 150
    assert right >= 0.98 * total


@pytest.mark.parametrize(
    ("line", "place", "agency"),
    [
        ("NEW DELHI — The minister", "NEW DELHI", None),
        ("GENEVA (AP) — The minister", "GENEVA", "AP"),
        ("KYIV, Ukraine, March 3 (Reuters) - The minister", "KYIV, Ukraine", "Reuters"),
        ("UNITED NATIONS — The council", "UNITED NATIONS", None),
        ("Paris, France (CNN) The minister", "Paris, France", "CNN"),
        ("TARSK, Nov 14, 2024 (Meridian) - The envoy", "TARSK", "Meridian"),
        ("WASHINGTON/MOSCOW, Feb. 1 (Reuters) - The envoy", "WASHINGTON/MOSCOW", "Reuters"),
        ("BEIJING, July 2 (Xinhua) -- The envoy", "BEIJING", "Xinhua"),
        ("MOSCOW, March 3. /TASS/. The envoy", "MOSCOW", "TASS"),
        ("Doha: The envoy of the mediators has left the talks.", "Doha", None),
    ],
)
def test_dateline(line: str, place: str, agency: str | None) -> None:
    found = dateline_of(line)
    assert found is not None
    assert (line[found.start : found.end], found.agency) == (place, agency)


@pytest.mark.parametrize(
    "line",
    [
        "Corvan — who left on Monday — said no.",
        "VOTE — In favour: 13.",
        "BREAKING — The envoy has left.",
        "Tarsk-based firms object.",
        "Ilma Corvan (D-Selm) said no.",
        "The envoy: a life in ten pictures",
    ],
)
def test_no_dateline(line: str) -> None:
    assert dateline_of(line) is None


def test_caption_with_glued_credit_is_two_parts() -> None:
    text = BODY + "Ilma Corvan walks past the bridge at Tarsk.Jane Roe / AP\n\n" + BODY
    assert ("caption", "Ilma Corvan walks past the bridge at Tarsk.") in kinds(text)
    assert ("credit", "Jane Roe / AP") in kinds(text)


def test_lines_of_one_caption_are_one_part() -> None:
    text = BODY + "Corvan speaks at Tarsk.\nIlma Corvan waves.Jane Roe / AP\n\n" + BODY
    captions = [p.span.text for p in laid(text).parts if p.kind == "caption"]
    assert captions == ["Corvan speaks at Tarsk.\nIlma Corvan waves."]


def test_caption_by_its_date_alone() -> None:
    line = "Ilma Corvan attends the ministers' meeting in Tarsk on March 2, 2023."
    assert ("caption", line) in kinds("Envoy leaves Tarsk\n\n" + BODY + line + "\n\nMore Posts")


@pytest.mark.parametrize(
    "line",
    [
        "Ilma Corvan meets the president in Selm today and leaves for Tarsk on Thursday.",
        "The president takes the view, a spokesman says, that the bridge belongs to both.",
        "Ilma Corvan began a tour of three states on Monday, July 26, 2022, in Selm.",
        "“She walks past us every day,” one guard said on March 2, 2023.",
        "Senator Paul Dorn (R), whose district holds the bridge, opposes the deal of June 1, 2022.",
    ],
)
def test_present_tense_in_the_body_is_no_caption(line: str) -> None:
    assert ("body", line) in kinds("Envoy leaves Tarsk\n\n" + BODY + line + "\n\n" + BODY)


@pytest.mark.parametrize(
    ("kind", "line"),
    [
        ("furniture", "Read more: Who are the envoys?"),
        ("furniture", "Sign up for our morning newsletter."),
        ("furniture", "Follow us on Telegram"),
        ("furniture", "© 2025 The Selm Courier"),
        ("furniture", "All rights reserved."),
        ("furniture", "March 3, 2025, 4:15 p.m. ET"),
        ("furniture", "1.2K shares"),
        ("credit", "(Reporting by Jane Roe in Tarsk; Editing by John Doe)"),
        ("credit", "Photo: Jane Roe/Selm Images"),
        ("credit", "AP Photo/Jane Roe"),
        ("credit", "(Jane Roe/AFP via Getty Images)"),
        ("correction", "Correction: An earlier version misstated the day of the talks."),
        ("correction", "An earlier version of this article misspelled the envoy’s name."),
        ("correction", "This story has been updated to include a comment of the ministry."),
        ("body", "Read in full, the deal gives the bridge to both, diplomats who saw it said."),
        ("body", "Photos of the bridge were shown to the envoy, who said they were old."),
    ],
)
def test_lines_below_the_body(kind: str, line: str) -> None:
    assert (kind, line) in kinds("Envoy leaves Tarsk\n\n" + BODY + line)


def test_head_of_an_agency_report() -> None:
    text = (
        "ARVENIA-TARSK/TALKS (UPDATE 1)\nUPDATE 1-Envoy leaves talks on the bridge at Tarsk\n\n"
        "* No new date for talks\n* Bridge stays shut\n\nBy Jane Roe and John Doe\n\n"
        "TARSK, March 3 (Reuters) - " + BODY
    )
    assert [k for k, _ in kinds(text)][:5] == [
        "furniture", "headline", "subheading", "subheading", "credit",
    ]  # fmt: skip
    layout = laid(text)
    assert layout.title == "UPDATE 1-Envoy leaves talks on the bridge at Tarsk"
    assert (layout.outlet, layout.authors) == ("Reuters", ("Jane Roe", "John Doe"))
    assert layout.dateline is not None
    assert layout.dateline.span.text == layout.dateline.place == "TARSK"


def test_what_is_given_stands() -> None:
    layout = laid("Envoy leaves Tarsk\n\n" + BODY, title="A title", outlet="The Courier")
    assert (layout.title, layout.outlet) == ("A title", "The Courier")


def test_turns_of_a_transcript() -> None:
    text = (
        "Press briefing\n\nMS. WHITLOW: Good afternoon.\n\nThe envoy has left.\n\n"
        "Q    Is the deal dead?\n\nMS. WHITLOW: It is not.\n\nQ: And the bridge?\n\n"
        "JOHN DOE (via translator): It is shut."
    )
    layout = laid(text)
    said = [p.speaker and text[slice(*p.speaker)] for p in layout.paragraphs]
    assert layout.kind == "transcript"
    assert said == [None, "MS. WHITLOW", None, "Q", "MS. WHITLOW", "Q", "JOHN DOE"]


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("press_release", "FOR IMMEDIATE RELEASE\n\nMinistry condemns strikes\n\n" + BODY),
        ("press_release", "Readout of the minister's call with her colleague\n\n" + BODY),
        (
            "press_release",
            "On the strikes of Monday\n\nWe condemn the strikes on Tarsk. The bridge is "
            "down.\n\nWe call on all sides to stop, and we will help.",
        ),
        ("live_post", "Envoy leaves Tarsk\n\n" + BODY + "More Posts"),
        ("live_post", "Tarsk talks live\n\nEnvoy leaves talks without a deal\n\n" + BODY),
        ("article", "Envoy leaves Tarsk\n\n" + BODY + "Read more: Who are the envoys?"),
        ("article", "Envoy leaves Tarsk\n\n“We condemn it. We call on all to stop.”\n\n" + BODY),
        ("unknown", "Tarsk"),
    ],
)
def test_kind_of_report(kind: str, text: str) -> None:
    assert laid(text).kind == kind


def test_hard_wrapped_lines_make_one_paragraph() -> None:
    text = (
        "The Arvenian envoy walked out of talks on Monday, officials said, after\n"
        "two days of bargaining over the bridge at Tarsk ended without any deal\n"
        "and with sharp words from both of the sides, who would not meet again.\n\n"
        "She said nothing to reporters. An aide said the delegation had left the\n"
        "hotel by a side door; the minister of the other side would not say now\n"
        "whether she would come back.\n"
    )
    assert len(laid(text).paragraphs) == 2
    assert len(laid(text).sentences) == 3


@pytest.mark.parametrize(
    "sentences",
    [
        ["Mr. Doe met Sen. Roe in the U.S. Senate.", "They spoke."],
        ["He lives in the U.S.", "The envoy does not."],
        ["It opens at 5 p.m. Monday in Selm.", "No. 5 is shut."],
        ["“Is it done?” he asked.", "“It is.”", "He left."],
        ["“Is it done?” Minister Ilma Corvan asked.", "Nobody knew."],
        ["“It is done.”", "She left at 3 a.m.", "He stayed."],
        ["J. D. Roe saw Gen. A. B. Doe on Jan. 5.", "It rained."],
        ["“We will … see,” she said.", "“We will see.", "We will not act.”"],
        ["Doe & Co. Inc. paid then-Gov. Roe.", "(He denied it.)", "It is over."],
        ["She said she would go. . . . and then she went.", "He stayed."],
    ],
)
def test_sentences(sentences: list[str]) -> None:
    assert split(" ".join(sentences)) == sentences


WORDS = st.sampled_from(
    ["Envoy", "said", "U.S.", "Mr.", "“No.”", "\n", "\n\n", "Q:", "MS. ROE:", "TARSK (AP) —", "?",
     "Jane Roe / AP", "Correction:", "By Jane Roe", "More Posts", "…", "\u00a0", "\ufeff", " ", ".",
     "walks past", "March 2, 2023", "*", "|", "(Reuters)", "\U0001f3f3", "\t", "\u2028", "\x0c"]
)  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(st.one_of(st.text(max_size=300), st.lists(WORDS, max_size=60).map(" ".join)))
def test_laws(text: str) -> None:
    layout = laid(text)
    covered = [0] * len(text)
    last = 0
    for paragraph in layout.paragraphs:
        assert last <= paragraph.start < paragraph.end
        last = paragraph.end
        for at in range(paragraph.start, paragraph.end):
            covered[at] += 1
        if paragraph.speaker:
            assert paragraph.start <= paragraph.speaker[0] < paragraph.speaker[1] <= paragraph.end
    assert all(covered[at] == 1 for at, c in enumerate(text) if not c.isspace())
    said = [0] * len(text)
    for sentence in layout.sentences:
        paragraph = layout.paragraphs[sentence.paragraph]
        assert paragraph.start <= sentence.start < sentence.end <= paragraph.end
        for at in range(sentence.start, sentence.end):
            said[at] += 1
    assert all(said[at] == 1 for at, c in enumerate(text) if not c.isspace())
    for part in layout.parts:
        assert part.span.holds(text)
    assert layout.dateline is None or layout.dateline.span.holds(text)


@pytest.mark.parametrize(
    "unit",
    ["Mr. Roe, ", "A/B, ", "By Jane Roe ", "NAME ", "(", "Ilma Corvan walks. ", "Q: No.\n", "a\n\n",
     "More Posts\n", "“", ".", "Jane Roe / AP\n", "X via Y ",
     "A-", "A-B/C-D ", "a\n", "By Jane Roe\n", "X | y\n"],
)  # fmt: skip
def test_time_is_linear(unit: str) -> None:
    """Twelve times the text may take at most forty times as long (what is quadratic: 144)."""
    short, long = unit * 500, unit * 6_000
    assert grows_within(lambda: laid(short), lambda: laid(long), 40)


def test_hard_wrapped_lines_with_indents() -> None:
    text = (
        "    The Arvenian envoy walked out of talks on Monday, officials said, after\n"
        "two days of bargaining over the bridge at Tarsk ended without any deal\n"
        "and with sharp words from both of the sides, who would not meet again.\n"
        "    She said nothing to reporters. An aide said the delegation had left the\n"
        "hotel by a side door; the minister of the other side would not say now\n"
        "whether she would come back.\n"
    )
    assert len(laid(text).paragraphs) == 2
