"""A claim and its denial in one report: who denies it, in which words, and how close by."""

from dataclasses import replace
from typing import Any

import pytest
from testified import says, statement

from onrecord.facts import Statement
from onrecord.record.folding import answering, denied, fold
from onrecord.record.folding.answering import is_bare, said_in
from onrecord.record.things import StatementThing
from onrecord.record.things import Testimony as Given
from onrecord.text import Span

CLAIM = "that the two deputies had met at a hotel in Bergen on 27 February"
DENIAL = "that any meeting had taken place in Bergen"


def stands(words: str, at: int, by: str = "a2", cue: str = "denied", **more: Any) -> Statement:
    """A statement whose cue stands at some place of its report, the words behind it."""
    one = statement(words, by=by, **more)
    start = at + len(cue) + 1
    span = Span(start, start + len(words), words)
    return replace(one, cue=(Span(at, at + len(cue), cue),), content=(span,))


def told(*statements: Statement, outlet: str = "Isle Wire") -> list[Given]:
    return [says(one, outlet, "11", report="0123456789abcdef") for one in statements]


def folded(one: Given, others: list[Given]) -> StatementThing:
    thing = fold("statement", [one], statements_about=[o for o in others if o is not one])
    assert isinstance(thing, StatementThing)
    return thing


def sides(thing: StatementThing) -> list[list[str]]:
    return [[side.value for side in dispute.sides] for dispute in thing.disputes]


def test_both_show_it() -> None:
    claim, denial = told(stands(CLAIM, 0, "a5", "said"), stands(DENIAL, 900, act="deny"))
    for one in (claim, denial):
        thing = folded(one, [claim, denial])
        assert sides(thing) == [[CLAIM, DENIAL]]
        assert thing.disputes[0].about == "denial"
    assert folded(denial, [claim, denial]).disputes[0].of == f"statement-{claim.key}"


def test_not_of_something_else() -> None:
    claim, denial = told(
        stands("that the quota had been raised by a tenth", 0, "a5", "said"),
        stands(DENIAL, 900, act="deny"),
    )
    assert not any(folded(one, [claim, denial]).disputes for one in (claim, denial))


def test_nobody_denies_what_the_own_side_says() -> None:
    claim, denial = told(stands(CLAIM, 0, "a6", "said"), stands(DENIAL, 900, act="deny"))
    assert not any(folded(one, [claim, denial]).disputes for one in (claim, denial))


def test_not_of_another_report() -> None:
    (claim,) = told(stands(CLAIM, 0, "a5", "said"))
    denial = says(stands(DENIAL, 900, act="deny"), "Cape Times", "12")
    assert not any(folded(one, [claim, denial]).disputes for one in (claim, denial))


@pytest.mark.parametrize(("at", "wanted"), [(80, True), (900, False)])
def test_what_does_not_say_what_it_denies_answers_what_stands_close(at: int, wanted: bool) -> None:
    claim, denial = told(stands(CLAIM, 0, "a5", "said"), stands("it", at, act="deny"))
    assert sides(folded(denial, [claim, denial])) == ([[CLAIM, "denied it"]] if wanted else [])


def test_and_of_several_the_last() -> None:
    claim, other, denial = told(
        stands(CLAIM, 0, "a5", "said"),
        stands("that fish had been thrown overboard", 80, "a1", "said"),
        stands("it", 140, act="deny"),
    )
    every = [claim, other, denial]
    assert sides(folded(denial, every)) == [["that fish had been thrown overboard", "denied it"]]
    assert folded(claim, every).disputes == ()


def test_an_accusation_is_denied_by_the_accused_alone() -> None:
    claim = stands("that Iceland had broken the quota", 0, "a1", "said", act="accuse",
                   targets=("a4",))  # fmt: skip
    for who, wanted in (("a2", True), ("a10", False)):
        denial = stands("that any quota had been broken", 80, who, act="deny")
        every = told(claim, denial)
        assert bool(folded(every[0], every).disputes) is wanted


def test_a_claim_in_two_wordings_by_one_is_one_side() -> None:
    first, again, denial = told(
        stands(CLAIM, 0, "a5", "said"),
        stands("of their meeting in a hotel in Bergen", 100, "a5", "spoke"),
        stands(DENIAL, 200, act="deny"),
    )
    thing = folded(denial, [first, again, denial])
    assert sides(thing) == [[CLAIM, DENIAL]]
    assert thing.disputes[0].sides[0].tellings == (first.key, again.key)


@pytest.mark.parametrize("words", ["it", "the accusation", "that", "any wrongdoing", "doing so"])
def test_words_that_say_nothing_of_what_is_denied(words: str) -> None:
    assert is_bare(words)
    assert not is_bare(DENIAL)


def test_a_word_or_two_in_common_is_not_enough() -> None:
    assert said_in(DENIAL, CLAIM)
    assert not said_in("that the hotel had been paid for with fish from Bergen", CLAIM)
    assert not said_in("that Iceland was asked", "that Iceland had refused")


def test_a_rule_that_asks_for_less_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    """Planted: any word will do; then, any place in the report."""
    monkeypatch.setattr(answering, "_MOST", 0.0)
    monkeypatch.setattr(answering, "_ENOUGH", 0.0)
    assert said_in("that Iceland was asked", "that Iceland had refused")
    monkeypatch.undo()
    monkeypatch.setattr(denied, "_CLOSE", 10_000)
    claim, denial = told(stands(CLAIM, 0, "a5", "said"), stands("it", 900, act="deny"))
    assert sides(folded(denial, [claim, denial])) != []
