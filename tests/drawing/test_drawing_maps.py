"""Places on a map: every one is drawn, and is in the table; coasts are where they are."""

import re
from itertools import pairwise
from xml.etree import ElementTree

from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.drawing.maps import Map, Spot, coasts, map_svg, map_table

SVG = "{http://www.w3.org/2000/svg}"
TEXT = st.text(alphabet='aé<&"\x00 王', max_size=30)


SPOTS = st.lists(
    st.builds(
        Spot, name=TEXT, lat=st.floats(-90, 90), lon=st.floats(-180, 180),
        count=st.integers(1, 9_999), detail=TEXT, link=st.none() | TEXT,
    ),
    max_size=12,
).map(tuple)  # fmt: skip


def circles(svg: str, kind: str) -> int:
    """How many discs there are; the drawing is whole XML."""
    tree = ElementTree.fromstring(svg)
    return sum(one.get("class") == kind for one in tree.iter(f"{SVG}circle"))


@settings(max_examples=30, deadline=None)  # every one draws the coasts
@given(SPOTS)
def test_every_place_is_drawn_within_and_told(spots: tuple[Spot, ...]) -> None:
    made = Map(title="Where", spots=spots)
    svg = map_svg(made)
    assert circles(svg, "spot") == len(spots)
    assert len(map_table(made).rows) == len(spots)
    for one in ElementTree.fromstring(svg).iter(f"{SVG}circle"):
        assert -1 <= float(one.get("cx", "nan")) <= 1217
        assert -1 <= float(one.get("cy", "nan")) <= 561


def test_coasts_close_and_lie_on_earth() -> None:
    assert len(coasts()) > 100
    for ring in coasts():
        assert ring[0] == ring[-1]
        assert all(-180.01 <= x <= 180.01 and -90.01 <= y <= 90 for x, y in ring)


def test_known_waters_and_lands() -> None:
    def within(lon: float, lat: float) -> bool:
        crossed = 0
        for ring in coasts():
            for (ax, ay), (bx, by) in pairwise(ring):
                if (ay > lat) != (by > lat):
                    crossed += ax + (lat - ay) * (bx - ax) / (by - ay) > lon
        return crossed % 2 == 1

    assert within(2.35, 48.86)  # Paris
    assert within(37.6, 55.75)  # Moscow
    assert within(-47.9, -15.8)  # Brasília
    assert not within(-30.0, 40.0)  # the Atlantic
    assert not within(80.0, -20.0)  # the Indian Ocean
    assert not within(51.0, 42.0)  # the Caspian Sea


def test_words_are_escaped() -> None:
    nasty = "</title><script>1</script>"
    svg = map_svg(Map(title=nasty, spots=(Spot(name=nasty, lat=0, lon=0, count=1, link=nasty),)))
    assert "<script" not in svg
    assert re.search(r'href="[^"]*<', svg) is None
