"""The page in print, in both schemes, and for those who want no motion."""

import re
from pathlib import Path

import pypdfium2
import pytest

from . import looking
from .cells import DESK, PHONE, Cell
from .visiting import Opener

PAPER = ("A4", "A5")


@pytest.mark.parametrize("cell", [Cell(PHONE), Cell(DESK, "dark", script=False)], ids=str)
def test_print_shows_every_fact(visiting: Opener, cell: Cell) -> None:
    visit = visiting("lake-chad-vote", cell)
    if cell.script:
        visit.page.locator("main a[data-k]").first.click()
    visit.page.emulate_media(media="print")
    hidden = visit.ask(
        "() => [...document.querySelectorAll('.fact, .thing, [data-line]:not(.blank)')]"
        ".filter(e => !e.checkVisibility() || getComputedStyle(e).position === 'fixed')"
        ".map(e => e.id)"
    )
    assert hidden == []


def test_print_has_the_ids_in_the_text_and_at_the_facts(visiting: Opener) -> None:
    visit = visiting("mindanao-truce")
    visit.page.emulate_media(media="print")
    found = visit.ask(
        """() => [...document.querySelectorAll('[data-line] [data-k]')].flatMap(e => {
          const after = getComputedStyle(e, '::after');
          if (after.content === 'none') return [];
          const ids = after.content.split('/')[0].match(/\\w+(-\\d+)?/g);
          return ids.map(id => [id, after.verticalAlign]);
        })"""
    )
    facts = visit.ask(
        "() => [...document.querySelectorAll('.fact:not(.event)')].map(e => e.id)"
        ".filter(id => document.querySelector(`[data-k~='${id}']`))"
    )
    assert {identifier for identifier, _ in found} == set(facts)
    assert {place for _, place in found} == {"super"}
    bare = visit.ask(
        "() => [...document.querySelectorAll('.record .pick')]"
        ".filter(e => !getComputedStyle(e, '::before').content.includes(e.getAttribute('href')))"
        ".map(e => e.getAttribute('href'))"
    )
    assert bare == []


@pytest.mark.parametrize("name", ["lake-chad-vote", "vela", "long words"])
@pytest.mark.parametrize("paper", PAPER)
def test_nothing_is_cut_in_print(visiting: Opener, tmp_path: Path, name: str, paper: str) -> None:
    visit = visiting(name, Cell(PHONE))
    path = tmp_path / "page.pdf"
    path.write_bytes(visit.page.pdf(format=paper))
    pages = pypdfium2.PdfDocument(path)
    printed = "".join(page.get_textpage().get_text_bounded() for page in pages)
    there = bare(re.sub(r"#[a-z]\d+(-\d+)?", "", printed))
    asked = re.findall(r"\w{4,}", visit.reading.report.text)
    assert [word for word in asked if bare(word) not in there] == []
    for fact in (*visit.reading.statements, *visit.reading.encounters, *visit.reading.events):
        assert re.search(rf"#{fact.id}\b", printed), fact.id


def test_no_table_is_wider_than_the_paper(visiting: Opener) -> None:
    visit = visiting("lake-chad-vote", Cell(DESK))
    visit.page.set_viewport_size({"width": 559, "height": 794})  # A5
    visit.page.emulate_media(media="print")
    assert (
        visit.ask(
            "() => [...document.querySelectorAll('table')]"
            ".map(e => e.getBoundingClientRect().right).filter(right => right > innerWidth)"
        )
        == []
    )


def bare(text: str) -> str:
    return re.sub(r"[\W_]+", "", text)


def test_light_and_dark_really_differ(visiting: Opener) -> None:
    light, dark = (visiting("vela", Cell(scheme=s)) for s in ("light", "dark"))
    for name, colour in light.ask(looking.COLOURS).items():
        assert dark.ask(looking.COLOURS)[name] != colour, name
    ground = "getComputedStyle(document.documentElement).backgroundColor"
    assert [light.ask(ground), dark.ask(ground)] == ["rgb(246, 246, 244)", "rgb(19, 21, 24)"]


def test_nothing_moves_where_no_motion_is_wanted(visiting: Opener) -> None:
    visit = visiting("vela")
    script = (
        "() => [...document.querySelectorAll('*')].filter(e =>"
        " getComputedStyle(e).transitionDuration !== '0s').length"
    )
    visit.page.emulate_media(reduced_motion="no-preference")
    assert visit.ask(script) > 0
    visit.page.emulate_media(reduced_motion="reduce")
    assert visit.ask(script) == 0
    assert visit.ask("document.getAnimations().length") == 0


def test_forced_colours_keep_what_is_chosen_apart(visiting: Opener) -> None:
    visit = visiting("vela")
    visit.page.emulate_media(forced_colors="active")
    visit.press("j")
    assert visit.now
    look = (
        "e => { const s = getComputedStyle(e);"
        " return [s.backgroundColor, s.outlineStyle, s.color, s.boxShadow].join(); }"
    )
    chosen = visit.page.locator(".now").first.evaluate(look)
    other = visit.page.locator(".fact:not(.now, .now .fact)").last.evaluate(look)
    assert chosen != other
