"""Interviews whose turns bear no names: which turns ask and answer, and who does."""

from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.facts import Reading
from onrecord.pipeline import read
from onrecord.reading import layout
from onrecord.reading.layout import lay_out
from onrecord.report import Capture, Report
from onrecord.settings import Settings

NEWS = sorted(
    path
    for room in ("reports", "second")
    for path in (Path(__file__).parents[1] / "gold" / room).glob("*.txt")
    if "QUESTION:" not in path.read_text(encoding="utf-8")  # a label that names nobody
)
HEAD = "Interview: Arvenia’s envoy on the Tarsk bridge\n\n{by}14 November 2024\n\n"
INTRO = "Olga Brandt, 58, has been Arvenia’s envoy to the bridge talks since May.\n\n"
NOTE = "\n\nThis interview was edited for length.\n"
EXCHANGES = (
    ("Ambassador, will you sign this month?", "We will sign when the last soldier has left."),
    (
        "Selm says you withdrew your offer. Did you?",
        "No. I told Minister Teoman in March that the offer stands.",
    ),
    ("And the two engineers?", "I have asked for their release every week."),
    ("Do you trust him?", "I urge him to come to the bridge.\n\nMy door is open."),
)
LABELS = (
    ("Q. ", "A. "),
    ("Q: ", "A: "),
    ("Question: ", "Answer: "),
    ("Host: ", "Guest: "),
    ("J.R.: ", "O.B.: "),
    ("Interviewer: ", "Olga Brandt: "),
    ("Jane Roe: ", "Olga Brandt: "),
    ("", ""),
)


def written(labels: tuple[str, str], by: str = "By Jane Roe\n") -> str:
    turns = [label + words for pair in EXCHANGES for label, words in zip(labels, pair, strict=True)]
    return HEAD.format(by=by) + INTRO + "\n\n".join(turns) + NOTE


def laid(text: str) -> list[tuple[str | None, str]]:
    report = Report(id="r", text_sha256="", text=text)
    return [(p.floor, text[p.start : p.end]) for p in lay_out(text, report).paragraphs]


@cache
def reading(text: str) -> Reading:
    return read(Capture(raw=text.encode(), source="-"), settings=Settings(any_language=True))


def said(text: str) -> set[tuple[tuple[str, ...], tuple[str, ...], str]]:
    """Who says what to whom in the turns themselves: statements without a cue."""
    found = reading(text)
    names = {a.id: a.name for a in found.actors}
    return {
        (
            tuple(names[a] for a in s.speaker),
            tuple(names[a] for a in s.addressees),
            s.content[0].text,
        )
        for s in found.statements
        if not s.cue
    }


@pytest.mark.parametrize("labels", LABELS[:-2] + LABELS[-1:])
def test_labels_do_not_change_who_speaks(labels: tuple[str, str]) -> None:
    """«Q.», initials or no label at all: the same speakers as with their names."""
    named = said(written(("Jane Roe: ", "Olga Brandt: ")))
    assert said(written(labels)) == named
    assert {speaker for speaker, _, _ in named} == {("Jane Roe",), ("Olga Brandt",)}
    assert len(named) == 9


def test_those_who_answer_are_no_actors_by_their_label() -> None:
    names = {a.name for a in reading(written(("Q. ", "A. "))).actors}
    assert not names & {"A", "Q", "Answer"}


@pytest.mark.parametrize(("by", "who"), [("By Jane Roe\n", "Jane Roe"), ("", "reporter")])
@pytest.mark.parametrize("labels", [("Q. ", "A. "), ("", "")])
def test_who_asks(labels: tuple[str, str], by: str, who: str) -> None:
    """The author of the byline, else somebody unnamed."""
    assert {s for s, _, words in said(written(labels, by)) if words.endswith("?")} == {(who,)}


def test_pronouns_are_those_of_the_floor() -> None:
    found = reading(written(("", "")))
    spoken = {
        a.name: {m.span.text for m in a.mentions if m.form == "pronoun"} for a in found.actors
    }
    assert {"I", "My", "you", "your"} <= spoken["Olga Brandt"]


def test_answers_without_label_are_direct_and_on_record() -> None:
    found = reading(written(("", "")))
    assert found.report.kind == "transcript"
    answers = [s for s in found.statements if not s.cue and s.act != "ask"]
    assert len(answers) == 5
    assert {(s.mode, s.terms, s.source) for s in answers} == {("direct", "on_record", ())}


@pytest.mark.parametrize(
    "head",
    [
        # two who may answer; nobody who may
        "Two ministers on the bridge\n\nOlga Brandt, 58, and Deniz Teoman, 61, spoke to us.\n\n",
        "An interview on the Tarsk bridge\n\n14 November 2024\n\nIt was a long week.\n\n",
    ],
)
def test_nobody_answers_where_it_may_be_several(head: str) -> None:
    turns = ["\n\n".join(pair) for pair in EXCHANGES]
    assert not [s for s in said(head + "\n\n".join(turns)) if not s[2].endswith("?")]


THIRD = (
    "The envoy left the talks on Monday, officials said.",
    "“We have waited for ten years,” she said. “I will wait for ten more.”",
    "Drivers will pay two euros from July, the ministry said.",
    "Selm blamed Arvenia. Arvenia denied it.",
)
CROSSHEADS = (
    "What is the treaty?", "Who signed it?", "What happens next?", "What does it mean for you?",
    "Can you trust either side?", "But will it hold?",
)  # fmt: skip


@settings(deadline=None)
@given(
    st.lists(st.tuples(st.sampled_from(CROSSHEADS), st.sampled_from(THIRD)), min_size=1, max_size=8)
)
def test_an_explainer_is_no_interview(parts: list[tuple[str, str]]) -> None:
    """Questions answered in the third person, with «I» and «we» in quotations only."""
    text = HEAD.format(by="By Jane Roe\n") + INTRO + "\n\n".join(f"{q}\n\n{a}" for q, a in parts)
    assert not [floor for floor, _ in laid(text) if floor]


@pytest.mark.parametrize("path", NEWS, ids=lambda p: p.stem)
def test_other_reports_are_laid_out_as_before(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = path.read_text(encoding="utf-8")
    report = Report(id="r", text_sha256="", text=text)
    found = lay_out(text, report)
    monkeypatch.setattr(layout, "floors", lambda _lines, _labels: {})
    assert found == lay_out(text, report)


@pytest.mark.parametrize("drop", ["INTRO", "answers", "you"])
def test_each_sign_of_an_interview_is_needed(drop: str) -> None:
    text = written(("", ""))
    assert [floor for floor, _ in laid(text) if floor] == ["asks", "answers"] * 4
    if drop == "INTRO":  # in the first person, as a column has it
        text = text.replace(INTRO, "I have known the envoy for years.\n\n")
    elif drop == "answers":
        text = text.replace("We will", "She will").replace("I ", "She ").replace("My", "Her")
    else:
        text = text.replace("you", "she").replace("Ambassador, will", "Will")
    assert not [floor for floor, _ in laid(text) if floor]


@pytest.mark.parametrize(
    ("head", "who"),
    [
        ("Interview: Chad’s defence minister on the bridge", "defence minister of Chad"),
        ("Interview with Karl Stenmark", "Karl Stenmark"),
        ("Karl Stenmark on Olga Brandt", "Karl Stenmark"),
        ("Q&A with Karl Stenmark\n\nOn Monday he spoke to Olga Brandt in Bern.", "Karl Stenmark"),
        ("“I am tired”: Karl Stenmark, envoy, talks to us about Olga Brandt", "Karl Stenmark"),
    ],
)
def test_who_answers(head: str, who: str) -> None:
    """Whom the headline presents, not whom it is about."""
    text = f"{head}\n\n14 November 2024\n\n" + written(("Q. ", "A. ")).split(INTRO)[1]
    assert {s for s, _, words in said(text) if not words.endswith("?")} == {(who,)}


@pytest.mark.parametrize(
    ("name", "asks", "answers"),
    [
        ("initials", "Hana Kolar", "Teodor Varga"),
        ("outlet-initials", "Northern Monitor", "Daria Lomova"),
        ("host", "reporter", "Grace Wanjiru"),
        ("question-answer", "reporter", "defence minister of Chad"),
        ("bold-unnamed-reporter", "reporter", "Ingrid Dahl"),
        ("vocative", "Pieter Maes", "Klara Nowak"),
        ("with-colon-intro", "Elin Moe", "Jonas Hauge"),
        ("two-persons", "reporter", "Raúl Condori"),
        ("interview-by", "Hallur Joensen", "Birna Thorsteins"),
        ("explainer", None, None),
        ("faq", None, None),
        ("oped", None, None),
        ("narrative", None, None),
    ],
)
def test_house_styles(name: str, asks: str | None, answers: str | None) -> None:
    text = (Path(__file__).parent / "interviews" / f"{name}.txt").read_text(encoding="utf-8")
    opened = [(floor, words) for floor, words in laid(text) if floor]
    assert bool(opened) == (asks is not None)
    spoken = said(text) if asks else set()
    for floor, words in opened:
        speakers = {s for s, _, content in spoken if words.endswith(content.split("\n")[0])}
        assert speakers == {(asks if floor == "asks" else answers,)}, words
