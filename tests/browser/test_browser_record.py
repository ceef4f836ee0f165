"""The page holds the report and the record, and nothing else, in every cell and any reading."""

from dataclasses import replace
from itertools import cycle

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from page_readings import readings

from onrecord.facts import Reading
from onrecord.facts.types import Made

from . import laws
from .cells import CELLS, DESK, PHONE, Cell
from .shapes import names, shape
from .visiting import Opener

# Each reading in one cell, the cells in turn: every cell has several readings.
TURNS = list(zip(names(), cycle(CELLS)))
LAWS = (
    laws.text_is_the_report_s,
    laws.fields_are_the_record_s,
    laws.all_of_the_record_is_there,
    laws.words_are_marked,
    laws.parts_are_told,
    laws.people_can_read_it,
    laws.links_lead_somewhere,
    laws.nothing_leaves_or_enters,
    laws.fits_its_width,
    laws.can_be_hit,
    laws.modality_is_told,
)


@pytest.mark.parametrize(("name", "cell"), TURNS, ids=str)
def test_every_law_holds(visiting: Opener, name: str, cell: Cell) -> None:
    visit = visiting(name, cell)
    assert [fault for law in LAWS for fault in law(visit)] == []


@pytest.mark.parametrize("cell", CELLS, ids=str)
def test_every_cell_shows_the_same_record(visiting: Opener, cell: Cell) -> None:
    for name in ("vela", "hostile fields"):
        visit = visiting(name, cell)
        assert [fault for law in LAWS for fault in law(visit)] == []


@pytest.mark.parametrize("width", [320, PHONE])
@pytest.mark.parametrize("name", ["lake-chad-vote", "nulls", "hostile fields", "long words"])
@pytest.mark.parametrize("size", [16, 32])
def test_nothing_scrolls_sideways(visiting: Opener, width: int, name: str, size: int) -> None:
    visit = visiting(name, Cell(width))
    session = visit.page.context.new_cdp_session(visit.page)
    sizes = {"standard": size, "fixed": size - 3}
    session.send("Page.setFontSizes", {"fontSizes": sizes})
    assert visit.ask("parseFloat(getComputedStyle(document.documentElement).fontSize)") == size * (
        15 / 16
    )
    visit.ask("document.querySelectorAll('details').forEach(e => { e.open = true; })")
    assert laws.fits_its_width(visit) == []


# Where the first letter of a line and its last mark stand, from the left.
ENDS = """
number => {
  const line = document.querySelector(`[data-line='${number}']`);
  const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
  const nodes = [];
  for (let node; (node = walker.nextNode());) nodes.push(node);
  const box = (node, at) => {
    const range = document.createRange();
    range.setStart(node, at);
    range.setEnd(node, at + 1);
    return range.getBoundingClientRect().left;
  };
  const last = nodes.at(-1);
  return [box(nodes[0], 0), box(last, last.data.length - 1)];
}
"""


@pytest.mark.parametrize("width", [PHONE, DESK])
def test_a_line_runs_in_the_direction_of_its_own_words(visiting: Opener, width: int) -> None:
    visit = visiting("right to left", Cell(width))
    for number in (1, 2):
        first, last = visit.ask(ENDS, number)
        assert first > last
    visit = visiting("emoji", Cell(width))
    first, last = visit.ask(ENDS, 1)
    assert first < last


def test_the_foot_says_what_made_the_reading(visiting: Opener) -> None:
    made = Made(version="7.8.9", model="sha256 abcdef", tables="sha256 012345")
    foot = visiting(replace(shape("vela"), made=made)).page.locator("footer").inner_text()
    for told in ("onrecord/reading/1", "7.8.9", "abcdef", "012345"):
        assert told in foot


ANY = (
    laws.text_is_the_report_s,
    laws.fields_are_the_record_s,
    laws.words_are_marked,
    laws.links_lead_somewhere,
    laws.nothing_leaves_or_enters,
    laws.fits_its_width,
)


@pytest.mark.parametrize("cell", [Cell(PHONE), Cell(DESK, script=False)], ids=str)
@settings(
    suppress_health_check=list(HealthCheck),
    max_examples=12,
    deadline=None,
    derandomize=True,
    phases=(Phase.explicit, Phase.generate),
)
@given(reading=readings())
def test_any_reading_is_shown_whole(visiting: Opener, cell: Cell, reading: Reading) -> None:
    visit = visiting(reading, cell)
    assert [fault for law in ANY for fault in law(visit)] == []
    visit.page.close()
