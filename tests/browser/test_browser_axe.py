"""axe-core finds nothing to say about the page: at rest, chosen, opened, and without a script."""

import re

import pytest

from onrecord.views.page import page

from . import laws
from .cells import CELLS, PHONE, Cell
from .shapes import shape
from .visiting import Opener, Visit

BARE = [cell for cell in CELLS if not cell.script]
SCRIPTED = [cell for cell in CELLS if cell.script]


def opened(visit: Visit) -> None:
    """Opens all that is closed."""
    visit.ask("document.querySelectorAll('details').forEach(e => { e.open = true; })")


@pytest.mark.parametrize("cell", SCRIPTED, ids=str)
def test_at_rest_and_with_all_open(visiting: Opener, cell: Cell) -> None:
    visit = visiting("lake-chad-vote", cell)
    opened(visit)
    assert laws.axe_finds_nothing(visit) == []


@pytest.mark.parametrize("cell", SCRIPTED, ids=str)
def test_with_a_fact_chosen(visiting: Opener, cell: Cell) -> None:
    visit = visiting("vela", cell)
    # Words that two facts share: chosen from the text, so that a phone brings up its sheet.
    visit.page.locator("main a[data-k]").first.click()
    assert visit.now
    assert laws.axe_finds_nothing(visit) == []


@pytest.mark.parametrize("cell", BARE, ids=str)
def test_without_a_script(visiting: Opener, cell: Cell) -> None:
    # axe needs a script itself: the page is the same without its own.
    html = re.sub(r"<script>.*?</script>", "", page(shape("mindanao-truce")), flags=re.DOTALL)
    visit = visiting("mindanao-truce", Cell(cell.width, cell.scheme), "#g1-1", html)
    assert visit.ask("document.querySelector('#g1-1').matches(':target')")
    assert laws.axe_finds_nothing(visit) == []


@pytest.mark.parametrize("name", ["hostile fields", "nulls", "empty", "right to left"])
def test_of_the_strangest_readings(visiting: Opener, name: str) -> None:
    visit = visiting(name, Cell(PHONE, "dark"))
    opened(visit)
    assert laws.axe_finds_nothing(visit) == []
