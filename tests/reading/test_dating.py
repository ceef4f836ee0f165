"""Dating: what tells when a report came out, and what only seems to."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.reading.dating import date_report, day_of, url_day
from onrecord.reading.scene import Paragraph
from onrecord.report import Published

LEDE = (
    "The foreign ministers of Freedonia and Sylvania met for an hour in the port of Vela on "
    "Thursday, their first talks since the border was closed, and agreed to meet again."
)


def report(*lines: tuple[str, str]) -> tuple[str, list[Paragraph]]:
    text, paragraphs = "", []
    for kind, line in lines:
        paragraphs.append(Paragraph(len(text), len(text) + len(line), kind))  # type: ignore[arg-type]
        text += line + "\n\n"
    return text, paragraphs


def dated(*lines: tuple[str, str]) -> tuple[str | None, str, str | None]:
    text, paragraphs = report(*lines)
    found = date_report(text, paragraphs)
    assert found.span is None or found.span.holds(text)
    return found.value, found.basis, found.span and found.span.text


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("Published March 2, 2023, 3:14 p.m. ET", "March 2, 2023"),
        ("Published: 2 March 2023", "2 March 2023"),
        ("Thursday, March 2, 2023", "March 2, 2023"),
        ("The Vela Harbour Courier, Thursday 2 March 2023", "2 March 2023"),
        ("Thu 2 Mar 2023 17.42 BST", "2 Mar 2023"),
        ("March 2, 2023 at 4:31 PM EST", "March 2, 2023"),
        ("Ministry of Ports, Vela | Press release No. 41 | 2 March 2023", "2 March 2023"),
        ("Broadcast on Radio Vela, 2 March 2023. The transcript is shortened.", "2 March 2023"),
        ("The Weekly Compass, 2 March 2023", "2 March 2023"),
        ("The Vela Courier with Freedonia Wire, March 2, 2023", "March 2, 2023"),
        ("VTR One, Vela. 2 March 2023, 19:00", "2 March 2023"),
        ("Summary of proceedings, 2 March 2023", "2 March 2023"),
        (
            "The envoy on a bridge. Interview by Jane Roe, The Vela Weekly, 2 March 2023",
            "2 March 2023",
        ),
    ],
)
@pytest.mark.parametrize("kind", ["body", "credit", "furniture"])
def test_a_line_at_the_head(kind: str, line: str, words: str) -> None:
    found = dated(("headline", "Ministers meet in Vela"), (kind, line), ("body", LEDE))
    assert found == ("2023-03-02", "text", words)


@pytest.mark.parametrize(
    "line",
    [
        "What became of the treaty of 2 March 2023",
        "The minister signed it in Vela on 2 March 2023",
        "Ferry lost off Vela, 2 March 2023, and again in May",
    ],
)
def test_a_line_that_ends_with_the_day_of_something_else(line: str) -> None:
    assert dated(("headline", "Ministers meet"), ("body", line), ("body", LEDE))[0] is None


def test_a_day_behind_a_name_counts_only_where_no_later_one_is_told() -> None:
    line = ("body", "The Weekly Compass, 2 March 2023")
    assert dated(("headline", "Ministers meet"), line, ("body", LEDE))[0] == "2023-03-02"
    later = ("body", f"{LEDE} They are to sign on 5 April 2024.")
    assert dated(("headline", "Ministers meet"), line, later)[0] != "2023-03-02"


def test_the_first_line_is_about_what_it_says() -> None:
    assert dated(("body", "Ferry lost off Vela, 2 March 2023"), ("body", LEDE))[0] is None


def test_published_beats_updated_and_updated_beats_nothing() -> None:
    updated = ("furniture", "Updated 4 March 2023")
    published = ("furniture", "Published 2 March 2023")
    assert dated(updated, published, ("body", LEDE))[0] == "2023-03-02"
    assert dated(updated, ("body", LEDE))[0] == "2023-03-04"


@pytest.mark.parametrize(
    "opening",
    [
        "VELA, March 2, 2023 (AP) — ",
        "VELA, Freedonia, 2 March 2023 - ",
        "PORT VELA (March 2, 2023) — ",
    ],
)
def test_a_dateline(opening: str) -> None:
    value, basis, _ = dated(("headline", "Ministers meet"), ("body", opening + LEDE))
    assert (value, basis) == ("2023-03-02", "dateline")


def test_a_dateline_without_its_year_needs_one_from_a_copyright_line() -> None:
    story = ("body", f"VELA, March 2 (AP) — {LEDE}")
    assert dated(story) == (None, "unknown", None)
    assert dated(story, ("furniture", "© 2023 The Vela Post")) == (
        "2023-03-02",
        "dateline",
        "March 2",
    )


def test_a_caption_whose_weekday_the_body_tells() -> None:
    caption = ("caption", "The ministers walk to the talks in Vela on March 2, 2023.")
    assert dated(("body", LEDE), caption) == ("2023-03-02", "caption", "March 2, 2023")


@pytest.mark.parametrize(
    "caption",
    [
        "The ministers in Vela on March 3, 2023.",  # a Friday: the body knows only Thursday
        "FILE - The ministers in Vela on March 2, 2023.",
        "The ministers in Vela on March 2, 2023. The hall was rebuilt in 2024.",
    ],
)
def test_a_caption_that_may_be_old(caption: str) -> None:
    assert dated(("body", LEDE), ("caption", caption)) == (None, "unknown", None)


def test_a_full_date_with_its_weekday_in_the_opening() -> None:
    text = (
        "The minister resigned, her office said on Thursday, March 2, 2023, after weeks of talks."
    )
    assert dated(("body", text))[:2] == ("2023-03-02", "text")


@pytest.mark.parametrize(
    "body",
    [
        "In a 12 May 1998 speech he promised never to return to the port.",
        "Freedonia invaded on February 24, 2022. The minister spoke on Thursday.",
        "Signed at the Hall of Vela, 2 March 1998",
        "Released on June 1, 2019 after four years, she went home.",
        "She said on Thursday, February 24, 2022 was dark, and 2023 was darker.",
        "Correction, March 5, 2023: The harbour is in Vela.",
    ],
)
def test_the_date_of_a_past_event_is_not_taken(body: str) -> None:
    assert dated(("headline", "What happened on October 7, 2021"), ("body", body))[0] is None


def test_what_is_known_comes_first_then_metadata_then_the_address() -> None:
    text, paragraphs = report(("furniture", "Published 2 March 2023"), ("body", LEDE))
    known, url = Published("2023-03-09", "given"), "https://example.org/2023/mar/04/talks"
    assert date_report(text, paragraphs, known=known, metadata="2023-03-05", url=url) is known
    metadata = date_report(text, paragraphs, metadata="2023-03-05", url=url)
    assert metadata == Published("2023-03-05", "metadata")
    assert date_report(text, paragraphs, url=url) == Published("2023-03-04", "url")


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("https://example.org/world/2023/03/02/talks.html", date(2023, 3, 2)),
        ("https://example.org/talks-2023-03-02", date(2023, 3, 2)),
        ("https://example.org/20230302/talks", date(2023, 3, 2)),
        ("https://example.org/2023/13/45/talks", None),
        ("https://example.org/world-12023030215", None),
    ],
)
def test_the_day_in_an_address(url: str, day: date | None) -> None:
    assert url_day(url) == day


def test_the_day_that_dates_count_from() -> None:
    assert day_of(Published("2023-03-02T10:00Z", "given")) == date(2023, 3, 2)
    assert day_of(Published("2023-03", "given")) is None
    assert day_of(Published()) is None


@settings(max_examples=100, deadline=None)
@given(st.text(), st.text(max_size=60), st.sampled_from(["body", "caption", "headline"]))
def test_any_text_is_dated_or_not_without_error(line: str, url: str, kind: str) -> None:
    text, paragraphs = report((kind, line))
    found = date_report(text, paragraphs, url=url)
    assert (found.value is None) == (found.basis == "unknown")
    assert found == date_report(text, paragraphs, url=url)
