"""A report that says the same of other people, in another year or order, is read as well.

The quality of a reading is the mean of two shares: the F1 of its statements, encounters, changes
and steps together, and the accuracy of all slots of those that match. Of each kind of variation
it may lie at most 0.05 below that of the reports as they were written, on average.
"""

import dataclasses
from collections.abc import Callable
from dataclasses import dataclass

import pytest

from onrecord.facts import Reading, decode_reading, encode, validate
from onrecord.facts.walk import Fact
from onrecord.pipeline import read
from onrecord.report import Capture
from onrecord.scoring import Share, score
from onrecord.tables import rows
from onrecord.text import Span
from tests.gold.measure import HERE, Examined
from tests.gold.rewriting import Change, Moved, Piece, edits, rewritten
from tests.gold.varied import KINDS, shifted, stems, synonyms, varied

MOST = 0.05
VARIANTS = [(kind, stem) for kind in KINDS for stem in stems(kind)]


@dataclass(frozen=True, slots=True)
class Fall:
    """The quality of a report's reading, and of its variant's."""

    stem: str
    before: float
    after: float

    @property
    def by(self) -> float:
        return self.before - self.after


def quality(reading: Reading, gold: Reading) -> float:
    scores = score(reading, gold)
    slots = sum(scores.slots.values(), Share())
    return ((scores.all.f1 or 0.0) + (slots.accuracy or 0.0)) / 2


def mean(falls: list[Fall]) -> float:
    return sum(fall.by for fall in falls) / len(falls)


def shown(kind: str, falls: list[Fall]) -> str:
    """A row a report, the worst first."""
    lines = [f"{kind}: falls by {mean(falls):.3f} on average"]
    for fall in sorted(falls, key=lambda fall: -fall.by):
        lines.append(f"  {fall.stem:24}{fall.before:7.3f} → {fall.after:.3f}")
    return "\n".join(lines)


def gold(stem: str) -> Reading:
    return decode_reading((HERE / "reports" / f"{stem}.reading.json").read_bytes())


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS)
def test_a_variant_is_read_as_well(kind: str, examined: tuple[Examined, ...]) -> None:
    falls = []
    for one in examined:
        if one.stem in stems(kind):
            wanted = varied(kind, one.stem, one.gold)
            raw = wanted.report.text.encode()
            ours = read(Capture(raw=raw, source=one.reading.report.source))
            before, after = quality(one.reading, one.gold), quality(ours, wanted)
            falls.append(Fall(one.stem, before, after))
    if mean(falls) > MOST:
        pytest.fail(shown(kind, falls), pytrace=False)


# --- each variation can fail ----------------------------------------------------------------
#
# Planted readers: perfect on the reports as they were written, and on a variant they find all
# but what they would have had to know by heart.


def _without(reading: Reading, lost: Callable[[Fact], bool]) -> Reading:
    return dataclasses.replace(
        reading,
        statements=tuple(s for s in reading.statements if not lost(s)),
        encounters=tuple(e for e in reading.encounters if not lost(e)),
    )


def knows_the_names(first: Reading, variant: Reading) -> Reading:
    """Knows the people of the original, and no others."""
    known = {actor.name for actor in first.actors}
    strangers = {a.id for a in variant.actors if a.kind == "person" and a.name not in known}
    return _without(variant, lambda fact: bool(strangers & _who(fact)))


def knows_the_states(first: Reading, variant: Reading) -> Reading:
    """Knows the states of the original, and no others."""
    known = {actor.represents for actor in first.actors}
    strangers = {a.id for a in variant.actors if a.represents not in known}
    return _without(variant, lambda fact: bool(strangers & _who(fact)))


def knows_the_year(first: Reading, variant: Reading) -> Reading:
    """Dates everything as it was dated in the original."""
    back = {shifted(t.value): t.value for t in first.times if t.value}
    as_it_is = Change(
        pieces=edits(variant.report.text, []), dates=lambda value: back.get(value, value)
    )
    return rewritten(variant, as_it_is)


def knows_the_order(first: Reading, variant: Reading) -> Reading:
    """Finds only what stands where it stood in the original."""
    starts = {span.start for s in first.statements for span in (*s.cue, *s.content)}
    return dataclasses.replace(
        variant,
        statements=tuple(
            s for s in variant.statements if any(p.start in starts for p in (*s.cue, *s.content))
        ),
    )


def knows_the_cues(first: Reading, variant: Reading) -> Reading:
    """Finds only statements with cues that stand in the original."""
    known = {cue.text for s in first.statements for cue in s.cue}
    return dataclasses.replace(
        variant,
        statements=tuple(s for s in variant.statements if all(c.text in known for c in s.cue)),
    )


def _who(fact: Fact) -> set[str]:
    return {i for name in ("speaker", "participants") for i in getattr(fact, name, ())}


PLANTED = {
    "people": knows_the_names,
    "states": knows_the_states,
    "dates": knows_the_year,
    "order": knows_the_order,
    "cues": knows_the_cues,
}


@pytest.mark.parametrize("kind", KINDS)
def test_a_reader_that_knows_the_original_by_heart_falls(kind: str) -> None:
    falls = []
    for stem in stems(kind):
        first = gold(stem)
        assert quality(first, first) == quality(PLANTED[kind](first, first), first) == 1.0
        wanted = varied(kind, stem, first)
        falls.append(Fall(stem, 1.0, quality(PLANTED[kind](first, wanted), wanted)))
    assert mean(falls) > MOST, shown(kind, falls)


# --- the variants are sound -----------------------------------------------------------------


@pytest.mark.parametrize(("kind", "stem"), VARIANTS)
def test_a_variant_is_another_text_with_a_valid_reading(kind: str, stem: str) -> None:
    first = gold(stem)
    variant = varied(kind, stem, first)
    assert variant.report.text != first.report.text
    assert list(validate(variant)) == []


@pytest.mark.parametrize("stem", stems("people"))
def test_there_and_back_is_the_same(stem: str) -> None:
    """Each stretch given back its old words: the text, every span and the keys are as before."""
    first = gold(stem)
    there = varied("people", stem, first)
    text, pieces, at = first.report.text, [], 0
    for piece in KINDS["people"](stem, first).pieces:
        old = text[piece.start : piece.end]
        size = len(old if piece.new is None else piece.new)
        if piece.new is not None:
            pieces.append(Piece(at, at + size, old))
        at += size
    back = rewritten(there, Change(pieces=edits(there.report.text, pieces)))
    assert back.report.text == text
    assert [s.content for s in back.statements] == [s.content for s in first.statements]
    assert encode(dataclasses.replace(back, report=first.report, actors=())) == encode(
        dataclasses.replace(rewritten(first, _nothing(text)), report=first.report, actors=())
    )


def _nothing(text: str) -> Change:
    return Change(pieces=edits(text, []))


def test_a_span_that_cuts_what_is_replaced_is_refused() -> None:
    moved = Moved("Ana Lopez said", edits("Ana Lopez said", [Piece(4, 9, "Ruiz")]))
    assert moved.span(Span(0, 9, "Ana Lopez")) == Span(0, 8, "Ana Ruiz")
    with pytest.raises(ValueError, match="within what is replaced"):
        moved.span(Span(5, 9, "opez"))


def test_a_synonym_has_the_act_and_the_manner_of_the_cue_it_stands_for() -> None:
    table = {row["form"]: (row["act"], row["manner"]) for row in rows("cue_verbs")}
    for cue, other in synonyms().items():
        assert table[cue] == table[other], (cue, other)


def test_a_day_keeps_its_weekday() -> None:
    assert shifted("2025-10-09") == "2019-10-10"
    assert shifted("2025-W42") == "2019-W42"
    assert shifted("2015-03") == "2009-03"
    assert shifted("2024-06-07T17:42+01:00") == "2018-06-08T17:42+01:00"
    assert shifted("P60D") == "P60D"
    with pytest.raises(ValueError, match="leaves its month"):
        shifted("2025-10-31")


def test_every_report_that_is_varied_is_there() -> None:
    there = {path.stem for path in (HERE / "reports").glob("*.txt")}
    assert {stem for _, stem in VARIANTS} <= there
