"""The page changes: corrections, clarifications, editors' notes, updates, retractions, kills."""

from datetime import date

import pytest

from onrecord.facts import Notice
from onrecord.reading.layout import lay_out
from onrecord.reading.notices import notices
from onrecord.reading.times import Anchor, find_times
from onrecord.report import Report, text_sha256

HEAD = (
    "Envoys meet in Bern over harbours\n\n"
    "BERN, May 2 (Wire) — The envoys of Kazakhstan and Azerbaijan met in Bern on Tuesday, envoys "
    "said, to discuss the treaty on harbours that both have left.\n\n"
    "“We go on,” the envoy of Kazakhstan told reporters on the steps of a hotel, and said no more "
    "about it.\n\n"
    "The talks are to go on in Geneva next week, according to both sides, if nothing comes between "
    "them again.\n\n"
)
MORE = "The ministry did not answer questions.\n\nNobody else was there to speak of it.\n\n"


def told(text: str) -> list[tuple[Notice, str]]:
    report = Report(id="r", text_sha256=text_sha256(text), text=text)
    layout = lay_out(text, report)
    found = notices(text, layout, find_times(text, Anchor(date(2031, 5, 9))))
    assert all(one.span.holds(text) and all(w.holds(text) for w in one.wrong) for one in found)
    return [(one, one.date.value or "" if one.date else "") for one in found]


def short(text: str) -> list[tuple[str, str, list[str]]]:
    return [(one.kind, day, [span.text for span in one.wrong]) for one, day in told(text)]


OWN = [
    (
        "Correction: An earlier version of this article misstated the year of the treaty. It was "
        "2011, not 2010.",
        ("correction", "", ["misstated the year of the treaty"]),
    ),
    (
        "Correction, May 3, 2031: This article misidentified the envoy of Kazakhstan.",
        ("correction", "2031-05-03", ["misidentified the envoy of Kazakhstan"]),
    ),
    (
        "CORRECTION (4 May 2031): The headline gave the wrong name.",
        ("correction", "2031-05-04", ["gave the wrong name"]),
    ),
    (
        "A correction was made on May 4, 2031: An earlier version of this article misstated the "
        "number of envoys.",
        ("correction", "2031-05-04", ["misstated the number of envoys"]),
    ),
    (
        "This article was amended on 3 May 2031 because an earlier version incorrectly said the "
        "envoys had met in Basel.",
        ("correction", "2031-05-03", ["incorrectly said the envoys had met in Basel"]),
    ),
    (
        "• This article was amended on 3 May 2031. An earlier version said the treaty was signed "
        "in 2010.",
        ("correction", "2031-05-03", ["An earlier version said the treaty was signed in 2010"]),
    ),
    (
        "Because of an editing error, an earlier version of this article misstated the name of the "
        "hotel.",
        ("correction", "", ["misstated the name of the hotel"]),
    ),
    ("(This story corrects the spelling of the envoy's name.)", ("correction", "", [])),
    ("(Corrects spelling of envoy's name in second paragraph)", ("correction", "", [])),
    (
        "Correction\n\nAn earlier version of this article misstated the day of the talks.",
        ("correction", "", ["misstated the day of the talks"]),
    ),
    (
        "Clarification: This story has been updated to make clear that the envoy spoke first.",
        ("clarification", "", []),
    ),
    (
        "This article was updated on 3 May to include the comment of the ministry.",
        ("update", "2031-05-03", []),
    ),
    ("UPDATE: This story has been updated with comment from the ministry.", ("update", "", [])),
    ("Editor’s note: The writer is a former envoy.", ("editors_note", "", [])),
    ("This story has been retracted.", ("retraction", "", [])),
    (
        "Editor's note: This story has been retracted. We could not confirm that they had met.",
        ("retraction", "", []),
    ),
    (
        "EDITOR’S NOTE: On May 5, 2031, The Halyard retracted this article after a review.",
        ("retraction", "2031-05-05", []),
    ),
    (
        "We have retracted this story because its source turned out to be invented.",
        ("retraction", "", []),
    ),
    ("The Halyard has withdrawn this article after a complaint.", ("retraction", "", [])),
]
ANOTHERS = [
    "This article was originally published in The Halyard.",
    "“This story has been retracted,” the paper said in a note on Thursday.",
    "The Halyard retracted its report about the envoys on Thursday.",
    "This story has been retracted, the Halyard said, after the ministry complained.",
    "The correction of the market came late, and the article was withdrawn by its authors.",
    "In a note on its website the paper wrote that this article had been retracted.",
    "The note on the website now reads, to the surprise of its readers:\n\n"
    "This article has been retracted.",
    "The report has been withdrawn by the ministry, which said that it held errors.",
    "This report was withdrawn by the ministry in 2029, and nobody has seen it since.",
    "The ministry corrected its statement: an earlier version had said that nobody was there.",
    "An earlier version of the treaty incorrectly named the ports.",
    "An earlier version of this agreement gave the ports to nobody.",
    "The article of the treaty on ports has been amended.",
    "This article has been amended twice by parliament, in 2011 and in 2029.",
    "Kill the bill, the protesters shouted outside.",
    "Correction\n\nThe market fell by a tenth in a week, and nobody bought.",
]


@pytest.mark.parametrize(("words", "expected"), OWN, ids=[words[:40] for words, _ in OWN])
def test_what_a_report_says_of_itself_is_read(
    words: str, expected: tuple[str, str, list[str]]
) -> None:
    assert short(f"{HEAD}{words}\n") == [expected]


@pytest.mark.parametrize("words", ANOTHERS, ids=[words[:40] for words in ANOTHERS])
def test_what_is_told_of_another_is_no_notice(words: str) -> None:
    assert short(f"{HEAD}{words}\n") == []


def test_in_the_midst_of_a_report_this_report_may_be_any() -> None:
    text = f"{HEAD}{MORE}This report was withdrawn in haste.\n\n{MORE}{MORE}{MORE}"
    assert short(text) == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (f"RETRACTED: {HEAD}", "retraction"),
        (f"CORRECTED-{HEAD}", "correction"),
        (f"Editor's note: This article has been retracted.\n\n{HEAD}", "retraction"),
        (
            "EDITORS: The Meridian Wire has withdrawn its story slugged Envoys. A kill is "
            "mandatory.\n\nMERIDIAN WIRE",
            "kill",
        ),
    ],
)
def test_at_the_head_of_a_page(text: str, kind: str) -> None:
    assert [one for one, *_ in short(text)] == [kind]


def test_the_day_of_a_notice_is_no_other_day_that_it_speaks_of() -> None:
    words = (
        "An earlier version of this article, published on May 3, incorrectly said that they had "
        "met on May 1."
    )
    assert short(f"{HEAD}{words}\n")[0][:2] == ("correction", "")


def test_no_text_is_too_strange() -> None:
    for text in ("", "\n", "Correction:", "Correction:\n\n", "“", ":\n:\n", "KILL", "Retracted"):
        told(text)
