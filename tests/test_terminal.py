"""A reading in the terminal: the rules of its look, at every width and in every encoding."""

import re
from dataclasses import replace

import pytest
from rich.cells import cell_len

from onrecord.facts import (
    Actor,
    Agreement,
    Case,
    Change,
    DateSlot,
    DurationSlot,
    Encounter,
    Mention,
    PlaceSlot,
    Reading,
    Statement,
    Step,
    Telling,
    TermSlot,
    Voucher,
)
from onrecord.report import Published, Report
from onrecord.text import Span
from onrecord.views.dates import date_words, duration_words
from onrecord.views.terminal import Look, render

TEXT = """Vela and Moren talk

Anna Vela met Jan Moren on Tuesday, she said. The call was short, an official said.
“We want the accord back,” Vela told reporters. The accord was signed in 2019 and suspended.
Piet Oss was arrested in 2024 on charges of smuggling. Vela asked Moren to release him.
"""


def at(words: str) -> Span:
    assert TEXT.count(words) == 1, words
    return Span.of(TEXT, TEXT.index(words), TEXT.index(words) + len(words))


def person(identifier: str, name: str, mention: str) -> Actor:
    return Actor(id=identifier, name=name, kind="person", mentions=(Mention(at(mention), "name"),))


OFFICIAL = Voucher(actor="a3", terms="on_background", span=at("an official said"))
READING = Reading(
    report=Report(
        id="r",
        text_sha256="",
        title="Vela and Moren talk",
        kind="article",
        text=TEXT,
        published=Published("2024-05-07", "given"),
    ),
    actors=(
        Actor(
            id="a1",
            name="Anna Vela",
            kind="person",
            mentions=(Mention(Span.of(TEXT, 0, 4), "name"), Mention(at("she"), "pronoun")),
        ),
        person("a2", "Jan Moren", "Jan Moren"),
        Actor(id="a3", name="official", kind="unnamed_source", unnamed=True),
        person("a4", "Piet Oss", "Piet Oss"),
        Actor(id="a5", name="reporters", kind="group"),
    ),
    statements=(
        Statement(
            id="s1", mode="indirect", speaker=("a1",), content=(at("The call was short"),),
            vouched_by=(OFFICIAL,), confidence=0.4,
        ),
        Statement(
            id="s2", mode="direct", speaker=("a1",), addressees=("a5",), terms="on_record",
            cue=(at("told"),), content=(at("“We want the accord back,”"),), about=("g1",),
            date=DateSlot(value="2024-05-07"),
        ),
        Statement(
            id="s3", mode="indirect", speaker=("a1",), addressees=("a2",), targets=("a2",),
            act="ask", modality="planned", content=(at("to release him"),),
        ),
    ),
    encounters=(
        Encounter(
            id="e1", participants=("a1", "a2"), format="call",
            date=DateSlot(value="2024-05-07"), place=PlaceSlot(name="Oslo", country="NO"),
            duration=DurationSlot(value="PT10M", mod="LESS_THAN", told=(1,)),
            tellings=(Telling(span=at("met")), Telling(span=at("short"), vouched_by=(OFFICIAL,))),
        ),
        Encounter(
            id="e2", participants=("a1", "a2"), format="summit", modality="planned",
            tellings=(Telling(span=at("asked")),),
        ),
    ),
    agreements=(
        Agreement(
            id="g1", name="the accord", kind="accord", parties=("a1", "a2"),
            changes=(
                Change(
                    id="g1-1", change="signed", date=DateSlot(value="2019"),
                    tellings=(Telling(span=at("signed in 2019")),),
                ),
                Change(
                    id="g1-2", change="resumed", modality="asked", by=("a2",), stated_in=("s2",),
                    tellings=(Telling(span=at("the accord back")),),
                ),
            ),
        ),
    ),
    cases=(
        Case(
            id="c1", person="a4", held_by="a2",
            steps=(
                Step(
                    id="c1-1", step="sentenced", term=TermSlot(value="P2Y"),
                    date=DateSlot(value="2024"), tellings=(Telling(span=at("arrested in 2024")),),
                ),
                Step(
                    id="c1-2", step="released", modality="asked",
                    tellings=(Telling(span=at("release")),),
                ),
            ),
        ),
    ),
)  # fmt: skip
PAGE = render(READING, Look())


def row(words: str) -> str:
    (found,) = (line for line in PAGE.splitlines() if words in line)
    return found


def test_head_says_when_and_on_what_that_stands() -> None:
    assert PAGE.splitlines()[:2] == [
        "Vela and Moren talk",
        "7 May 2024, as given · article · English · 52 words",
    ]


def test_what_happened_is_on_the_line_and_in_the_past() -> None:
    assert row("spoke by telephone").startswith("  ● Vela and Jan Moren spoke by telephone")
    assert row("signed ").startswith("  ● signed")
    assert "sentenced to 2 years" in row("● sentenced")


def test_what_did_not_happen_is_beside_it_and_never_in_the_past() -> None:
    assert row("summit").startswith("  │ ○ Vela and Jan Moren: summit planned")
    assert row("resumption").startswith("  │ ▷ resumption asked")
    assert "of Jan Moren, by Vela" in row("resumption")
    assert row("release asked").startswith("  │ ▷ release asked")
    assert "Vela to ask Jan Moren: planned" in PAGE
    assert not re.search(r"resumed|released|asked Jan", PAGE)


def test_a_status_is_made_of_what_happened() -> None:
    assert row("§ the accord").endswith("signed, 2019")
    assert row("▥ Piet Oss").endswith("sentenced to 2 years")


def test_a_length_that_rests_on_one_source_says_so() -> None:
    assert row("length:").strip() == "length: report ╌╌ official, on background"


def test_statements_stand_by_terms_strongest_first_in_their_line() -> None:
    page = PAGE[PAGE.index("“ Statements") :]
    order = [page.index(name) for name in ("On the record", "On background", "Terms not stated")]
    assert order == sorted(order)
    assert "┃ «“We want the accord back,”»" in page
    assert "┇ «The call was short»" in page
    assert "Vela said to reporters" in page
    assert page.count("line 4") == 1


def test_doubt_is_shown_only_where_there_is_some() -> None:
    assert PAGE.count("Unsure") == 1
    assert "No cue: the speaker carried on from before. Unsure, 0.40" in PAGE


def test_what_is_not_there_is_said() -> None:
    page = render(Reading(report=READING.report), Look())
    for noun in ("encounter", "agreement", "case", "statement"):
        assert f"No {noun} found in this report." in page
    blank = replace(READING.report, title=None, published=Published())
    assert render(Reading(report=blank), Look()).startswith("Untitled report\nno date · ")


@pytest.mark.parametrize("width", [40, 60, 75, 76, 96])
@pytest.mark.parametrize("encoding", ["utf-8", "ascii"])
def test_no_line_is_wider_than_the_page(width: int, encoding: str) -> None:
    page = render(READING, Look(width, encoding=encoding))
    assert max(cell_len(line) for line in page.splitlines()) <= width


def test_ascii_where_the_encoding_lacks_the_glyphs() -> None:
    look = Look(encoding="latin-1")
    page = look.encoded(render(READING, look))
    assert page.isascii()
    assert b"?" not in page.replace(b"? ", b"")
    assert b"  * signed" in page
    assert b"    > resumption asked" in page
    assert b'| ""We want the accord back,""' in page


def test_plain_has_no_escapes_and_colour_changes_no_word(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("NO_COLOR", raising=False)
    coloured = render(READING, Look(colour=True))
    assert "\x1b" not in PAGE
    assert "\x1b[1m" in coloured
    assert re.sub(r"\x1b\[[\d;]*m", "", coloured) == PAGE


def test_hostile_words_do_nothing_to_the_terminal() -> None:
    evil = "Vela \x1b[2J\x07\u202egnp.exe\u2066 [bold]x[/] :smile: \x9b31m\u2028said it."
    report = replace(READING.report, text=evil, title=evil, outlet=evil)
    reading = Reading(
        report=report,
        actors=(Actor(id="a1", name=evil, kind="person"),),
        statements=(
            Statement(
                id="s1", mode="direct", speaker=("a1",), occasion=evil,
                content=(Span.of(evil, 0, len(evil)),),
            ),
        ),
        agreements=(Agreement(id="g1", name=evil, parties=("a1",)),),
        cases=(Case(id="c1", person="a1", designation=evil),),
    )  # fmt: skip
    page = render(reading, Look())
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]", page)
    assert "[bold]x[/] :smile:" in page


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("2023-03-02", "2 March 2023"),
        ("2023-02", "February 2023"),
        ("2018", "2018"),
        ("2023-03-02T14:05:00Z", "2 March 2023, 14:05 UTC"),
        ("2023-W09", "week of 27 February 2023"),
        ("2023-99", "2023-99"),
        (None, "no date"),
    ],
)
def test_dates_at_their_own_precision(value: str | None, words: str) -> None:
    assert date_words(value) == words


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("P16Y", "16 years"),
        ("P1Y6M", "1 year 6 months"),
        ("PT10M", "10 minutes"),
        ("P2W", "2 weeks"),
        ("P", "P"),
        (None, "unknown"),
    ],
)
def test_durations(value: str | None, words: str) -> None:
    assert duration_words(value) == words
