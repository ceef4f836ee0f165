"""Confidence is a probability, made in one place, and touches nothing else."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.facts import Change, Encounter, Reading, Statement, Telling, Voucher
from onrecord.facts.walk import facts
from onrecord.reading import confidence as room
from onrecord.reading.confidence import confidence, signs, with_confidence
from onrecord.reading.reader import unweighed
from onrecord.report import Report, text_sha256
from onrecord.tables import rows
from onrecord.text import Span

TEXT = (
    "Veldt and Maro signed a ferry accord in Maro City on Monday. «It is fair,» Veldt's foreign"
    " minister, Ada Krol, said after she met her colleague Ivo Bast. She said the court had freed"
    " Lena Orr, who was arrested in May."
)
GUESSES = st.floats(0, 1)


@cache
def reading() -> Reading:
    return unweighed(Report(id="x", text_sha256=text_sha256(TEXT), text=TEXT))


def bare(one: Reading) -> Reading:
    """The reading with all confidences alike."""

    def told(fact: Any) -> Any:
        if not hasattr(fact, "tellings"):
            return replace(fact, confidence=1.0)
        tellings = tuple(replace(t, confidence=1.0) for t in fact.tellings)
        return replace(fact, tellings=tellings, confidence=1.0)

    return replace(
        one,
        statements=tuple(map(told, one.statements)),
        encounters=tuple(map(told, one.encounters)),
        agreements=tuple(replace(a, changes=tuple(map(told, a.changes))) for a in one.agreements),
        cases=tuple(replace(c, steps=tuple(map(told, c.steps))) for c in one.cases),
        events=tuple(map(told, one.events)),
    )


def test_nothing_but_confidences_is_touched() -> None:
    assert bare(with_confidence(reading())) == bare(reading())


def test_every_fact_is_as_sure_as_its_surest_telling() -> None:
    once = Telling(span=Span(0, 5, TEXT[:5]), confidence=0.6)
    twice = Encounter(id="e9", tellings=(once, replace(once, confidence=0.9)), confidence=0.9)
    made = with_confidence(replace(reading(), encounters=(*reading().encounters, twice)))
    told = [f for f in facts(made) if not isinstance(f, Statement)]
    assert all(f.confidence == max(t.confidence for t in f.tellings) for f in told)
    first, second = made.encounters[-1].tellings
    assert first.confidence < second.confidence


def test_an_event_is_as_sure_as_the_fact_that_it_codes() -> None:
    made = with_confidence(reading())
    sure = {f.id: f.confidence for f in facts(made)}
    coded = [event for event in made.events if event.of]
    assert coded
    assert all(event.confidence == sure[event.of or ""] for event in coded)


@given(GUESSES, GUESSES, st.sampled_from(sorted(room.KINDS.values())))
def test_a_firmer_guess_is_never_less_sure(one: float, other: float, kind: str) -> None:
    fact = Change(id="g1-1", change="signed", tellings=(Telling(span=Span(0, 1, "x")),))
    low, high = (confidence(kind, signs(fact, g, ())) for g in sorted((one, other)))
    assert 0 < low <= high < 1


def test_signs_say_what_the_fact_is() -> None:
    said = Statement(id="s1", mode="indirect", content=(Span(0, 9, "it is fair"),))
    alone = {"base", "guess", "indirect", "short", "no date"}
    assert {sign for sign, value in signs(said, 0.9, ()).items() if value} == alone
    vouched = signs(replace(said, modality="denied"), 0.9, (Voucher(actor="a1"),))
    assert {sign for sign, value in vouched.items() if value} == alone | {"vouched", "not actual"}


def test_the_table_has_weights_for_signs_that_there_are() -> None:
    said = Statement(id="s1", mode="direct")
    change = Change(id="g1-1", change="signed")
    known = {*signs(said, 0.5, ()), *signs(change, 0.5, ())}
    for row in rows("confidence"):
        assert row["kind"] in room.KINDS.values()
        assert row["sign"] in known


def test_an_unknown_kind_of_fact_is_even(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "_weights", dict)
    assert confidence("statement", {"base": 1.0, "guess": 2.0}) == 0.5
