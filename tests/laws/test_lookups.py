"""The law of look-ups: what an index finds is what asking everything would find."""

from hypothesis import given
from hypothesis import strategies as st

from onrecord.reading.quotes import overlapping, quotations
from onrecord.reading.scene import Cast, Layout, Paragraph, Sentence, Sighting
from onrecord.reading.statements.drafts import Draft
from onrecord.reading.statements.holding import Holding

places = st.integers(0, 40)
ranges = st.tuples(st.integers(0, 30), st.integers(1, 10)).map(lambda r: (r[0], r[0] + r[1]))
quoting = st.lists(st.sampled_from(["“", "”", '"', "said", " ", "\n\n"]), max_size=25).map("".join)


@st.composite
def casts(draw: st.DrawFn) -> Cast:
    """A cast of sightings in the order of the text; they may nest and have twins."""
    found = sorted(draw(st.lists(ranges, max_size=12)), key=lambda r: (r[0], -r[1]))
    return Cast((), tuple(Sighting(a, b, f"a{n}", "name") for n, (a, b) in enumerate(found)))


@given(st.lists(st.lists(ranges, min_size=1, max_size=3), max_size=8), places)
def test_drafts_that_hold_a_position(contents: list[list[tuple[int, int]]], at: int) -> None:
    made = [Draft(None, None, tuple(sorted(content)), (), 1.0) for content in contents]
    held = Holding(made)
    assert held.numbers(at) == [n for n, draft in enumerate(made) if draft.holds(at)]
    assert [id(d) for d in held.at(at)] == [id(d) for d in made if d.holds(at)]


@given(quoting, ranges)
def test_quotations_that_overlap_a_stretch(text: str, stretch: tuple[int, int]) -> None:
    found, (start, end) = quotations(text), stretch
    assert tuple(overlapping(found, start, end)) == tuple(
        q for q in found if q.start < end and start < q.end
    )


@given(casts(), ranges)
def test_sightings_within_a_stretch(cast: Cast, stretch: tuple[int, int]) -> None:
    start, end = stretch
    inside = [s for s in cast.sightings if start <= s.start and s.end <= end]
    outermost = [
        s for n, s in enumerate(inside)
        if all(s.end > other.end or s.span == other.span for other in inside[:n])
    ]  # fmt: skip
    assert list(cast.within(start, end)) == outermost


@given(st.lists(st.integers(1, 9), min_size=1, max_size=8), places)
def test_sentence_at_a_position(lengths: list[int], at: int) -> None:
    starts = [sum(lengths[:n]) for n in range(len(lengths))]
    sentences = tuple(Sentence(s, s + n, 0) for s, n in zip(starts, lengths, strict=True))
    paragraphs = (Paragraph(0, sum(lengths), "body"),)
    layout = Layout("article", None, None, (), None, paragraphs, sentences, ())
    before = [s for s in sentences if s.start <= at]
    assert layout.sentence_at(at) == before[-1]
    assert layout.kind_at(at) == "body"
