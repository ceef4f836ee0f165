"""The page without its script: links and their targets do what is needed."""

import pytest

from . import looking
from .cells import DESK, PHONE, Cell
from .visiting import Opener

NAME = "mindanao-truce"


@pytest.mark.parametrize("width", [PHONE, DESK])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_target_lights_its_words_both_ways(visiting: Opener, width: int, scheme: str) -> None:
    visit = visiting(NAME, Cell(width, scheme, script=False))  # type: ignore[arg-type]
    assert visit.ask("document.documentElement.classList.contains('js')") is False
    link = visit.page.locator("main a[data-k]").first
    fact = (link.get_attribute("href") or "")[1:]
    link.click()
    assert visit.page.url.endswith(f"#{fact}")
    assert visit.ask(looking.IN_VIEW, f"#{fact}")
    lit = visit.ask(looking.LIT)
    assert lit
    assert all(fact in ids.split(" ") for ids in lit)
    tint = visit.ask(f"getComputedStyle(document.getElementById('{fact}')).backgroundColor")
    assert tint != "rgba(0, 0, 0, 0)"
    visit.page.locator(f"#{fact} .ln").first.click()
    assert visit.page.url.endswith(f"#w-{fact}")
    assert visit.ask(looking.IN_VIEW, f"#w-{fact}")
    assert visit.ask(looking.LIT) == lit


def test_lines_are_led_to(visiting: Opener) -> None:
    visit = visiting(NAME, Cell(PHONE, script=False))
    links = visit.ask("[...document.querySelectorAll('.ln[href^=\"#l\"]')].map(e => e.hash)")
    assert links
    for mark in links[:5]:
        visit.page.locator(f'.ln[href="{mark}"]').first.click()
        assert visit.ask(looking.IN_VIEW, f"[data-line='{mark[2:]}']")


def test_what_needs_a_script_is_not_offered(visiting: Opener) -> None:
    visit = visiting(NAME, Cell(script=False))
    for selector in ("#find", "#keys", ".close"):
        assert not visit.page.locator(selector).is_visible()


def test_every_fact_can_be_lit(visiting: Opener) -> None:
    visit = visiting("vela", Cell(script=False))
    ids = visit.ask(
        "() => [...document.querySelectorAll('.fact[id], .thing[id]')].map(e => e.id)"
        ".filter(id => document.querySelector(`[data-f~='${id}']`))"
    )
    dark = []
    for identifier in ids:
        visit.ask(f"location.hash = '#{identifier}'")
        if not visit.ask(looking.LIT):
            dark.append(identifier)
    assert dark == []


def test_coded_events_open_without_a_script(visiting: Opener) -> None:
    visit = visiting(NAME, Cell(PHONE, script=False))
    visit.page.locator("#events summary").click()
    assert visit.page.locator(".event").first.is_visible()
