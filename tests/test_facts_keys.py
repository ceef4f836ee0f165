"""Keys: a re-reading finds the fact again, and falls nowhere else."""

import dataclasses
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from onrecord.facts import Reading, Statement, decode_reading, facts, key, keys, turning, with_keys
from onrecord.text import Span

RAW = (Path(__file__).parent / "data" / "vela.reading.json").read_bytes()
TEXT = "Corvo urged Norland to act. “We wait,” she told them. “We hope.”"


def at(words: str, text: str = TEXT) -> Span:
    assert text.count(words) == 1
    start = text.index(words)
    return Span.of(text, start, start + len(words))


def keyed() -> Reading:
    return decode_reading(RAW)


def test_keys_are_sixteen_digits_and_repeat() -> None:
    first = key("r1", "statement", TEXT, [at("urged")])
    assert len(first) == 16
    assert int(first, 16) >= 0
    assert first == key("r1", "statement", TEXT, [at("urged")])


def test_whatever_it_is_drawn_from_changes_it() -> None:
    base = key("r1", "statement", TEXT, [at("urged")])
    others = {
        key("r2", "statement", TEXT, [at("urged")]),
        key("r1", "encounter", TEXT, [at("urged")]),
        key("r1", "statement", TEXT, [at("told")]),
        key("r1", "statement", TEXT.replace("Norland", "Lusara"), [at("urged")]),
        key("r1", "statement", TEXT, [at("urged")], ordinal=1),
    }
    assert len(others) == 5
    assert base not in others


def test_white_space_and_far_away_text_do_not_change_it() -> None:
    base = key("r1", "statement", TEXT, [at("urged")])
    spaced = TEXT.replace("Norland to", "Norland\n\u00a0 to")
    assert key("r1", "statement", spaced, [at("urged", spaced)]) == base
    longer = TEXT.replace("hope", "hope and wait and see")
    assert key("r1", "statement", longer, [at("urged", longer)]) == base


def test_an_ordinal_parts_only_what_is_the_same() -> None:
    line = "They met. " * 12
    spans = [Span.of(line, i, i + 3) for i in range(5, len(line), 10)]
    made = keys("r1", line, [("encounter", [span]) for span in spans])
    assert len(set(made)) == len(made)
    backwards = keys("r1", line, [("encounter", [span]) for span in reversed(spans)])
    assert backwards == made[::-1]
    assert keys("r1", TEXT, [("x", [at("urged")])]) == (key("r1", "x", TEXT, [at("urged")]),)


def test_a_reading_without_one_fact_keeps_the_keys_of_the_others() -> None:
    reading = keyed()
    for lost in range(len(reading.statements)):
        rest = reading.statements[:lost] + reading.statements[lost + 1 :]
        again = with_keys(dataclasses.replace(reading, statements=rest))
        assert {f.key for f in facts(again)} == {f.key for f in facts(reading)} - {
            reading.statements[lost].key
        }


def test_a_better_reading_finds_its_statement_again() -> None:
    reading = keyed()
    first = reading.statements[0]
    span = first.content[0]
    narrower = Span.of(reading.report.text, span.start + 1, span.end - 2)
    better = dataclasses.replace(
        first, content=(narrower,), speaker=("a2",), act="say", modality="planned"
    )
    again = with_keys(dataclasses.replace(reading, statements=(better, *reading.statements[1:])))
    assert again.statements[0].key == first.key


def test_two_sides_of_one_cue_are_two_statements() -> None:
    cue = (at("told"),)
    before = Statement(id="s1", mode="direct", cue=cue, content=(at("“We wait,”"),))
    after = Statement(id="s2", mode="direct", cue=cue, content=(at("“We hope.”"),))
    assert turning(before) != turning(after)
    assert turning(before)[1] == turning(after)[1] == cue


def test_a_statement_without_cue_turns_on_its_first_words() -> None:
    said = Statement(id="s1", mode="direct", content=(at("We hope"),))
    kind, spans = turning(said)
    assert kind == "statement"
    assert spans == (at("We hope"),)
    assert spans[0].holds(TEXT)


@given(st.permutations(range(3)))
def test_the_order_of_statements_does_not_matter(order: list[int]) -> None:
    reading = keyed()
    turned = tuple(reading.statements[i] for i in order)
    again = with_keys(dataclasses.replace(reading, statements=turned))
    assert {s.id: s.key for s in again.statements} == {s.id: s.key for s in reading.statements}
