"""The page changes: what changed from one version to another, in the text and in the facts."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.facts import Actor, Mention, Notice, Reading, Statement, Step, with_keys
from onrecord.facts.types import Case, Telling
from onrecord.record.changed import changes, paragraphs
from onrecord.report import Report, text_sha256
from onrecord.text import Span

LINES = st.lists(
    st.sampled_from(
        ("They met in Bern.", "They met in Bern on Monday.", "Nobody signed.", "“Yes,” she said.",
         "The talks go on in Geneva, both said.", "No.")
    ),
    max_size=8,
)  # fmt: skip


def span(text: str, words: str, behind: int = 0) -> Span:
    start = text.index(words, behind)
    return Span(start, start + len(words), words)


def reading(text: str, *said: tuple[str, str, str], act: str = "say") -> Reading:
    """A reading of statements: speaker, cue, content, each with words of the text."""
    actors, told = [], []
    for number, (who, cue, content) in enumerate(said, 1):
        at = span(text, content)
        cued = span(text, cue, at.end) if cue in text[at.end :] else span(text, cue)
        named = span(text, who, cued.end) if who in text[cued.end :] else span(text, who)
        actors.append(
            Actor(id=f"a{number}", name=who, kind="person", mentions=(Mention(named, "name"),))
        )
        told.append(
            Statement(
                id=f"s{number}", speaker=(f"a{number}",), mode="indirect", act=act,  # type: ignore[arg-type]
                source=(named,), cue=(cued,), content=(at,),
            )
        )  # fmt: skip
    report = Report(id="0123456789abcdef", text_sha256=text_sha256(text), text=text)
    return with_keys(Reading(report=report, actors=tuple(actors), statements=tuple(told)))


@given(LINES, LINES)
def test_both_texts_stand_in_what_changed(was: list[str], now: list[str]) -> None:
    old, new = "\n".join(was), "\n\n".join(now)
    found = paragraphs(old, new)
    assert [one.new.text for one in found if one.new] == now
    left = sorted((one.old.start, one.old.text) for one in found if one.old)
    assert [text for _, text in left] == was
    for one in found:
        if one.what == "changed":
            kept = [p.text for p in one.pieces if p.what != "added"]
            assert one.old is not None
            assert " ".join(kept).split() == one.old.text.split()
            kept = [p.text for p in one.pieces if p.what != "removed"]
            assert one.new is not None
            assert " ".join(kept).split() == one.new.text.split()
    if was == now:
        assert {one.what for one in found} <= {"kept"}


def test_words_added_removed_and_paragraphs_moved() -> None:
    old = "They met in Bern on Monday.\nNobody signed the treaty.\nThe talks go on, both said.\nNo."
    new = "The talks go on, both said.\nThey met in Basel on Monday.\nNobody signed the treaty."
    found = paragraphs(old, new)
    told = {one.what for one in found}
    assert told == {"moved", "changed", "kept", "removed"}
    changed = next(one for one in found if one.what == "changed")
    assert [(p.what, p.text) for p in changed.pieces] == [
        ("same", "They met in"),
        ("removed", "Bern"),
        ("added", "Basel"),
        ("same", "on Monday."),
    ]


def test_a_fact_whose_words_stand_is_kept_wherever_they_stand() -> None:
    old = reading("“We sign,” said Odlar.\n\n“We do not,” said Nasibli.\n", *_BOTH)
    new = reading("“We do not,” said Nasibli.\n\n“We sign,” said Odlar.\n\nMore.\n", *_BOTH)
    assert {(one.what, one.carried) for one in changes(old, new).facts} == {("kept", True)}


_BOTH = (("Odlar", "said", "We sign"), ("Nasibli", "said", "We do not"))


def test_a_sentence_that_looks_alike_is_not_the_same() -> None:
    """Forty characters around the cue are the same, so is the key; the words are not."""
    long = "that the ministers of both would meet in the old harbour before the summer ends, "
    old = reading(f"“We sign {long}perhaps,” said Odlar.\n", ("Odlar", "said", f"We sign {long}"))
    new = reading(f"“We burn {long}perhaps,” said Odlar.\n", ("Odlar", "said", f"We burn {long}"))
    assert old.statements[0].key == new.statements[0].key
    (fact,) = changes(old, new).facts
    assert (fact.what, fact.carried) == ("changed", False)
    assert fact.fields == ("content",)
    assert fact.old_words != fact.new_words


def test_a_sentence_that_stands_twice_carries_nothing() -> None:
    old = reading("“We sign,” said Odlar.\n\nNo more.\n", _BOTH[0])
    new = reading("“We sign,” said Odlar.\n\nNo more.\n\n“We sign,” said Odlar.\n", _BOTH[0])
    assert not any(one.carried for one in changes(old, new).facts)


def test_what_appeared_and_what_is_gone() -> None:
    old = reading("“We sign,” said Odlar.\n", _BOTH[0])
    new = reading("“We do not,” said Nasibli.\n", _BOTH[1])
    told = [(one.what, one.kind, one.old, one.new) for one in changes(old, new).facts]
    assert told == [("appeared", "statement", None, "s1"), ("gone", "statement", "s1", None)]


def test_the_same_words_read_otherwise_are_changed_and_carried() -> None:
    old = reading("“We sign,” said Odlar.\n", _BOTH[0])
    new = reading("“We sign,” said Odlar.\n", _BOTH[0], act="promise")
    (fact,) = changes(old, new).facts
    assert (fact.what, fact.fields, fact.carried) == ("changed", ("act",), True)


def test_new_notices_are_told() -> None:
    text = "“We sign,” said Odlar.\n\nThis story has been retracted.\n"
    notice = Notice(id="n1", kind="retraction", span=span(text, "This story has been retracted."))
    old, new = reading("“We sign,” said Odlar.\n", _BOTH[0]), reading(text, _BOTH[0])
    new = Reading(
        report=new.report, actors=new.actors, statements=new.statements, notices=(notice,)
    )
    assert changes(old, new).notices == (notice,)
    assert changes(new, new).notices == ()
    assert new.retracted
    assert not old.retracted


def test_steps_of_one_telling_are_told_apart_by_what_they_are() -> None:
    text = "Odlar was arrested and charged on Monday.\n"
    words = (Telling(span=span(text, "arrested and charged")),)
    case = Case(
        id="c1", person="a1", mentions=(Mention(span(text, "Odlar")),),
        steps=(Step(id="c1-1", step="arrested", tellings=words),
               Step(id="c1-2", step="charged", tellings=words)),
    )  # fmt: skip
    report = Report(id="0123456789abcdef", text_sha256=text_sha256(text), text=text)
    actor = Actor(id="a1", name="Odlar", kind="person")
    one = with_keys(Reading(report=report, actors=(actor,), cases=(case,)))
    told = changes(one, one).facts
    assert [(fact.old, fact.new, fact.what) for fact in told] == [
        ("c1-1", "c1-1", "kept"),
        ("c1-2", "c1-2", "kept"),
    ]


@pytest.mark.parametrize("unit", ["a b ", "Line\n", "x\ny\n", "ab ab ab. "])
def test_hostile_texts_are_compared_at_once(unit: str) -> None:
    began = time.process_time()
    paragraphs(unit * 20_000, f"z {unit * 20_001}y")
    assert time.process_time() - began < 20
