"""Shares as bars: each once in the picture, the lines and the table, and in its place."""

import re
import xml.etree.ElementTree as ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.drawing import Bar, Bars, bars, bars_lines, bars_svg, bars_table
from onrecord.drawing.lines import plain
from onrecord.record.intervals import wilson

SVG = "{http://www.w3.org/2000/svg}"
_some = settings(max_examples=60, deadline=None)


@st.composite
def drawn(draw: st.DrawFn) -> Bars:
    found = []
    for at in range(draw(st.integers(0, 9))):
        total = draw(st.integers(0, 400))
        count = draw(st.integers(0, total))
        low, high = wilson(count, total)
        name = draw(st.sampled_from(["anonymous", "W" * 90, "Ana & <Reyes>", "Öz"]))
        found.append(
            Bar(name=f"{name} {at}", count=count, share=count / total if total else 0.0, low=low,
                high=high, link=draw(st.sampled_from([None, "/statements?terms=anonymous&by=x"])))
        )  # fmt: skip
    return Bars(title="On what terms", counted="statements", bars=tuple(found))


def true(told: Bars) -> None:
    """The law: a bar is as long as its share, its line goes from low to high; none is left out."""
    for narrow in (False, True):
        root = ElementTree.fromstring(bars_svg(told, narrow=narrow))
        place = bars._ABOVE if narrow else bars._BESIDE
        long = place.right - place.left
        rects = [one for one in root.iter(f"{SVG}rect") if one.get("class") == "part"]
        lines = [one for one in root.iter(f"{SVG}path") if one.get("class") == "sure"]
        assert len(rects) == len(lines) == len(told.bars)
        for one, rect, line in zip(told.bars, rects, lines, strict=True):
            assert abs(float(rect.get("width", "")) - max(one.share * long, 1.5)) < 0.2
            found = re.match(r"M([\d.]+) .*H([\d.]+)", line.get("d", ""))
            assert found
            low, high = map(float, found.groups())
            assert low == pytest.approx(place.at(one.low), abs=0.1)
            assert high == pytest.approx(place.at(one.high), abs=0.1)
        assert sum(1 for _ in root.iter(f"{SVG}a")) == sum(bool(one.link) for one in told.bars)
    assert len(bars_table(told).rows) == len(told.bars)
    assert len(plain(bars_lines(told)).splitlines()) == len(told.bars)


@_some
@given(drawn())
def test_each_share_is_drawn_in_its_place(told: Bars) -> None:
    true(told)


def test_a_bar_of_another_length_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    """The planted fault: bars begin at the end of the interval."""
    low, high = wilson(3, 10)
    one = Bar(name="anonymous", count=3, share=0.3, low=low, high=high)
    told = Bars(title="On what terms", counted="statements", bars=(one,))
    true(told)
    monkeypatch.setattr(bars._Place, "at", lambda self, share: self.left + share * 500)
    with pytest.raises(AssertionError):
        true(told)


@pytest.mark.parametrize(
    ("share", "said"),
    [(0.0, "0 %"), (0.004, "under 1 %"), (0.5, "50 %"), (0.996, "over 99 %"), (1.0, "100 %")],
)
def test_no_share_is_rounded_to_nothing_or_to_all(share: float, said: str) -> None:
    assert bars.percent(share) == said
