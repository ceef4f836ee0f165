"""What the script adds: choosing words, keys, hover, the phone's sheet, finding a fact."""

from typing import Any

import pytest

from . import laws, looking
from .cells import DESK, PHONE, Cell
from .visiting import Opener, Visit

NAME = "mindanao-truce"
# A link in the text whose words are those of several facts that can be chosen.
SHARED = """
() => {
  const found = [...document.querySelectorAll('main [data-f]')].map(e => [e,
    e.dataset.f.split(' ').filter(id => {
      const fact = document.getElementById(id);
      return fact && !fact.dataset.of;
    })]).find(([, ids]) => ids.length > 2);
  found[0].setAttribute('data-test', 'shared');
  return found[1];
}
"""

LEFT = "[...document.querySelectorAll('.fact, .thing')].filter(e => !e.hidden).length"


def said(visit: Visit) -> str:
    told: str = visit.ask("document.querySelector('#say').textContent")
    return told


def hash_of(visit: Visit) -> str:
    told: str = visit.ask("location.hash")
    return told


@pytest.mark.parametrize("width", [PHONE, DESK])
def test_words_choose_their_innermost_fact_then_the_next(visiting: Opener, width: int) -> None:
    visit = visiting(NAME, Cell(width))
    ids = visit.ask(SHARED)
    words = visit.page.locator("[data-test=shared]")
    words.scroll_into_view_if_needed()
    for identifier in [*ids, ids[0]]:
        visit.ask("document.querySelector('[data-test=shared]').scrollIntoView({block: 'start'})")
        words.click(position={"x": 3, "y": 3})
        assert visit.now == identifier
        assert hash_of(visit) == f"#{identifier}"
        kind = visit.ask("document.querySelector('.now').dataset.kind")
        assert said(visit).startswith(f"{kind}: ")
        assert visit.ask("document.querySelectorAll('[aria-current]').length") == 1
        lit = visit.ask("[...document.querySelectorAll('.lit')].map(e => e.dataset.f)")
        assert lit
        assert all(identifier in ids.split(" ") for ids in lit)
        if width == DESK:
            assert visit.ask(looking.IN_VIEW, f"#{identifier} .pick")


def test_what_was_said_who_said_it_and_the_turning_word_look_apart(visiting: Opener) -> None:
    visit = visiting(NAME)
    statement = next(s for s in visit.reading.statements if s.cue and s.source and s.content)
    visit.page.locator(f"#{statement.id} .pick").first.click()
    looks = visit.ask(
        """() => ['.lit:not(.whose, .turning)', '.lit.whose', '.lit.turning'].map(s => {
          const style = getComputedStyle(document.querySelector(s));
          return [style.backgroundColor, style.boxShadow, style.color].join();
        })"""
    )
    assert len(set(looks)) == 3


def test_the_keys_walk_through_the_facts(visiting: Opener) -> None:
    visit = visiting(NAME)
    order = visit.ask(
        "() => [...document.querySelectorAll('.fact, .thing')]"
        ".filter(e => e.checkVisibility()).map(e => e.id)"
    )
    for identifier in order[:4]:
        visit.press("j")
        assert visit.now == identifier
        assert visit.focus == f"a  #{identifier}"
        assert visit.ask(looking.IN_VIEW, f"#{identifier} .pick")
    visit.press("k", "k")
    assert visit.now == order[1]
    visit.press("Escape")
    assert (visit.now, hash_of(visit), said(visit)) == (None, "", "")
    visit.press("k")
    assert visit.now == order[-1]
    visit.press("j")
    assert visit.now == order[0]


def test_to_the_words_and_back(visiting: Opener) -> None:
    visit = visiting(NAME)
    visit.press("w", "f")
    assert visit.now is None
    visit.press("j", "w")
    first = visit.now
    assert visit.ask("document.activeElement.closest('[data-line]') !== null")
    assert visit.ask("document.activeElement.classList.contains('lit')")
    visit.press("f")
    assert visit.focus == f"a  #{first}"


def test_enter_on_words_chooses_them_and_again_the_next(visiting: Opener) -> None:
    visit = visiting(NAME)
    visit.ask("document.querySelector('main a[data-k]').focus()")
    ids = visit.ask("document.activeElement.dataset.f.split(' ')")
    visit.press("Enter")
    assert visit.now == ids[0]
    visit.press("Enter")
    assert visit.now == ids[1]
    assert visit.ask("document.activeElement.matches('main a[data-k]')")


def test_the_list_of_keys_opens_and_has_the_focus(visiting: Opener) -> None:
    visit = visiting(NAME)
    visit.press("?")
    assert visit.ask("document.querySelector('#keys').open")
    assert visit.ask("document.activeElement.matches('#keys summary')")
    assert visit.ask(looking.IN_VIEW, "#keys kbd")


def test_single_keys_can_be_switched_off(visiting: Opener) -> None:
    visit = visiting(NAME)
    visit.press("?")
    visit.page.locator("#single").uncheck()
    visit.press("j")
    assert visit.now is None
    visit.page.locator("#single").check()
    visit.press("j")
    assert visit.now


def test_keys_do_not_act_in_a_field_nor_with_a_modifier(visiting: Opener) -> None:
    visit = visiting(NAME)
    visit.press("Control+j", "Alt+j", "Meta+k")
    assert visit.now is None
    visit.press("/")
    assert visit.focus == "input find"
    visit.page.keyboard.type("jkwf?/")
    assert visit.now is None
    assert visit.ask("document.activeElement.value") == "jkwf?/"


def test_what_is_looked_for_is_found_and_can_be_cleared(visiting: Opener) -> None:
    visit = visiting(NAME)
    facts = visit.ask("document.querySelectorAll('.fact, .thing').length")
    visit.press("/")
    visit.page.keyboard.type("ceasefire signed")
    shown = visit.ask(LEFT)
    assert 0 < shown < facts
    assert f"{shown} of {facts}" in visit.page.locator("#found").inner_text()
    assert f"{shown} of {facts}" in said(visit)
    visit.page.locator("#found button").click()
    assert visit.focus == "input find"
    assert not visit.page.locator("#found").is_visible()
    visit.page.keyboard.type("zzz")
    assert "0 of" in said(visit)
    visit.press("Escape")
    assert visit.ask("document.activeElement.value") == ""
    assert visit.ask("document.querySelectorAll('.fact[hidden]').length") == 0


def test_a_chosen_fact_is_not_lost_when_it_steps_aside(visiting: Opener) -> None:
    visit = visiting(NAME)
    visit.press("j")
    visit.press("/")
    visit.page.keyboard.type("ceasefire signed")
    shown = visit.ask(LEFT)
    visit.ask("document.querySelector('.now').hidden = true")
    visit.press("Tab")
    for _ in range(shown + 1):
        visit.press("j")
        assert visit.page.locator(".now").first.is_visible()
        assert visit.focus == f"a  #{visit.now}"


def test_hover_shows_the_words_of_a_fact_and_lets_them_go(visiting: Opener) -> None:
    visit = visiting(NAME)
    link = visit.page.locator("main a[data-k]").first
    link.hover()
    hinted = visit.ask("[...document.querySelectorAll('.hint')].map(e => e.dataset.f)")
    assert link.get_attribute("data-f") in hinted
    visit.page.locator(".mast").hover()
    assert visit.ask("document.querySelectorAll('.hint').length") == 0


def test_the_other_pane_scrolls_by_the_least(visiting: Opener) -> None:
    visit = visiting(NAME)
    last = visit.ask(
        "[...document.querySelectorAll('.record .statement')].filter(e =>"
        " document.querySelector(`main [data-f~='${e.id}']`)).pop().id"
    )
    pick = visit.page.locator(f"#{last} .pick").first
    pick.scroll_into_view_if_needed()
    before = visit.ask("scrollY")
    pick.click()
    assert visit.now == last
    assert visit.ask(looking.IN_VIEW, "main .lit")
    assert abs(visit.ask("scrollY") - before) < 2, "the pane that was clicked moved"


@pytest.mark.parametrize("mark", ["", "w-"])
def test_an_address_chooses_its_fact(visiting: Opener, mark: str) -> None:
    visit = visiting(NAME, mark=f"#{mark}s3")
    assert visit.now == "s3"
    assert hash_of(visit) == f"#{mark}s3"
    assert visit.ask(looking.IN_VIEW, ".lit.turning")
    if not mark:
        assert visit.ask(looking.IN_VIEW, "#s3 .pick")


def test_an_address_of_nothing_chooses_nothing(visiting: Opener) -> None:
    for mark in ("#zzz", "#l3", "#%22%5D", "#%E0%A4%A"):
        visit = visiting(NAME, mark=mark)
        assert visit.now is None
        assert visit.console == []


def test_going_back_chooses_what_was_chosen(visiting: Opener) -> None:
    visit = visiting(NAME)
    visit.page.evaluate("location.hash = '#s2'")
    visit.page.wait_for_selector("#s2.now")
    visit.page.evaluate("location.hash = '#s3'")
    visit.page.wait_for_selector("#s3.now")
    visit.page.go_back()
    visit.page.wait_for_selector("#s2.now")


def test_only_one_fact_is_tinted(visiting: Opener) -> None:
    visit = visiting(NAME, mark="#s3")
    visit.page.locator("#e1 .pick").click()
    assert visit.ask(
        "() => [...document.querySelectorAll('.fact')].filter(e =>"
        " getComputedStyle(e).backgroundColor !== 'rgba(0, 0, 0, 0)').map(e => e.id)"
    ) == ["e1"]


def test_the_focus_is_always_seen(visiting: Opener) -> None:
    for cell in (Cell(PHONE), Cell(DESK, "dark")):
        visit = visiting("vela", cell)
        faults: list[Any] = []
        for _ in range(60):
            visit.press("Tab")
            faults += visit.ask(
                """() => {
                  const e = document.activeElement;
                  if (e === document.body) return [];
                  const style = getComputedStyle(e), box = e.getBoundingClientRect();
                  const seen = box.bottom > 0 && box.top < innerHeight && box.width > 0;
                  const ring = style.outlineStyle === 'none' ? 0 : parseFloat(style.outlineWidth);
                  const ringed = ring >= 2;
                  return seen && ringed ? [] : [e.outerHTML.slice(0, 90)];
                }"""
            )
        assert faults == []


def test_a_phone_brings_the_fact_up_as_a_sheet(visiting: Opener) -> None:
    visit = visiting(NAME, Cell(PHONE, "dark"))
    statement = visit.reading.statements[0].id
    visit.ask(
        "id => document.querySelector(`main a[data-k~='${id}']`).scrollIntoView({block: 'start'})",
        statement,
    )
    visit.page.locator(f"main a[data-k~='{statement}']").first.click()
    box = visit.page.locator(f"#{statement}").bounding_box()
    assert box
    assert box["y"] >= 844 / 2
    assert box["y"] + box["height"] == pytest.approx(844, abs=1)
    assert (box["x"], box["width"]) == (0, PHONE)
    edge = visit.ask(f"getComputedStyle(document.getElementById('{statement}')).borderTopStyle")
    assert edge in ("solid", "dashed", "dotted", "double")
    close = visit.page.locator(".close")
    hit = close.bounding_box()
    assert hit
    assert hit["height"] >= 24
    close.click()
    assert visit.now is None
    assert not close.is_visible()
    assert visit.ask("document.activeElement.closest('[data-line]') !== null")
    position = visit.ask(f"getComputedStyle(document.getElementById('{statement}')).position")
    assert position != "fixed"


@pytest.mark.parametrize("kind", ["time", "place", "actor", "encounter", "agreement"])
def test_words_of_every_kind_bring_up_their_fact(visiting: Opener, kind: str) -> None:
    visit = visiting(NAME, Cell(PHONE))
    found = visit.ask(
        """kind => {
          const e = [...document.querySelectorAll('main [data-f]')].find(e =>
            document.getElementById(e.dataset.f.split(' ')[0])?.dataset.kind === kind);
          e.setAttribute('data-test', kind);
          return e.dataset.f.split(' ')[0];
        }""",
        kind,
    )
    visit.page.locator(f"[data-test={kind}]").click(position={"x": 3, "y": 8})
    assert visit.now == found
    box = visit.page.locator(f"#{found}").bounding_box()
    assert box
    assert box["height"] > 50
    assert (box["y"] >= 844 / 2, box["width"]) == (True, PHONE)
    assert visit.page.locator(".close").is_visible()
    assert laws.fits_its_width(visit) == []


@pytest.mark.parametrize("key", ["Escape", "j"])
def test_the_sheet_goes_with_a_key(visiting: Opener, key: str) -> None:
    visit = visiting(NAME, Cell(PHONE))
    visit.page.locator("main a[data-k]").first.click()
    assert visit.page.locator(".close").is_visible()
    visit.press(key)
    assert not visit.page.locator(".close").is_visible()
    assert visit.focus != "body"


def test_the_sheet_covers_no_words_that_it_tells_of(visiting: Opener) -> None:
    visit = visiting(NAME, Cell(PHONE))
    link = visit.page.locator("main a[data-k]").nth(2)
    visit.ask("() => document.querySelectorAll('main a[data-k]')[2].scrollIntoView({block: 'end'})")
    link.click()
    words, sheet = link.bounding_box(), visit.page.locator(".now").first.bounding_box()
    assert words
    assert sheet
    assert words["y"] + words["height"] <= sheet["y"] + 1, "the words lie under their sheet"


def test_selecting_words_chooses_nothing(visiting: Opener) -> None:
    visit = visiting(NAME)
    left, top, width = visit.ask(
        """() => [...document.querySelectorAll('main span[data-f]')]
          .map(e => e.getClientRects()[0]).filter(box => box.width > 60 && box.top < innerHeight)
          .map(box => [box.left, box.top, box.width])[0]"""
    )
    mouse = visit.page.mouse
    mouse.move(left + 4, top + 10)
    mouse.down()
    mouse.move(left + width - 6, top + 10, steps=3)
    mouse.up()
    assert visit.ask("getSelection().toString().length") > 0
    assert visit.now is None
