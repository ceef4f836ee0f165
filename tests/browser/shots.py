"""Pictures of a reading's page for people to look at: ``python -m tests.browser.shots FOLDER``.

``FOLDER`` gets six pictures of each report named after it (text files, readings in JSON), else
of one gold report: at rest, dark, with words lit, on a phone, on a phone with its sheet, printed.
"""

import sys
import tempfile
from pathlib import Path

import pypdfium2
from playwright.sync_api import Browser

import onrecord
from onrecord.facts import Reading
from onrecord.views.page import page

from .cells import DESK, PHONE, Cell, binary, browser, context
from .shapes import TESTS
from .visiting import Visit, visit

_GOLD = TESTS / "gold" / "reports" / "lake-chad-vote.reading.json"
_SCALE = 2  # device pixels a point, for the printed page


def main(folder: Path, paths: list[Path]) -> None:
    """Writes the pictures of every report into the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    path = binary()
    if path is None:
        sys.exit("No browser: apt-get install chromium")
    with browser(path) as started:
        for one in paths:
            name = one.name.split(".")[0]
            shoot(started, _reading(one), folder, name)


def _reading(path: Path) -> Reading:
    if path.suffix == ".json":
        return onrecord.decode_reading(path.read_bytes())
    return onrecord.read(path)


def shoot(started: Browser, reading: Reading, folder: Path, name: str) -> None:
    """Six pictures of one reading."""
    html = page(reading)
    with tempfile.TemporaryDirectory() as place:

        def opened(cell: Cell) -> Visit:
            file = Path(place) / "reading.html"
            return visit(context(started, cell), file, html, reading, "")

        for scheme in ("light", "dark"):
            one = opened(Cell(DESK, scheme))  # type: ignore[arg-type]
            one.page.set_viewport_size({"width": DESK, "height": 1600})
            one.page.screenshot(path=folder / f"{name}-{DESK}-{scheme}.png")
        one = opened(Cell())
        one.page.set_viewport_size({"width": DESK, "height": 1100})
        one.page.locator(".life .fact .pick").last.click()
        one.page.wait_for_timeout(300)
        one.page.screenshot(path=folder / f"{name}-{DESK}-lit.png")
        opened(Cell(PHONE)).page.screenshot(path=folder / f"{name}-{PHONE}-light.png")
        one = opened(Cell(PHONE, "dark"))
        one.page.locator("main a.statement").nth(3).click()
        one.page.wait_for_timeout(300)
        one.page.screenshot(path=folder / f"{name}-{PHONE}-dark-sheet.png")
        pdf = pypdfium2.PdfDocument(opened(Cell()).page.pdf(format="A4", margin=_margins()))
        pdf[0].render(scale=_SCALE).to_pil().save(folder / f"{name}-print.png")


def _margins() -> dict[str, str]:
    return dict.fromkeys(("top", "right", "bottom", "left"), "15mm")


if __name__ == "__main__":
    main(Path(sys.argv[1]), [Path(name) for name in sys.argv[2:]] or [_GOLD])
