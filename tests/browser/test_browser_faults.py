"""Every law and every test of the page finds a fault that is planted for it."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Error

from onrecord.facts import Reading
from onrecord.views.page import page

from . import laws
from . import test_browser_bare as bare
from . import test_browser_frames as frames
from . import test_browser_print as prints
from . import test_browser_record as record
from . import test_browser_script as scripted
from .cells import DESK, PHONE, USUAL, Cell
from .shapes import shape
from .visiting import Opener, Visit, planted

Law = Callable[[Visit], list[str]]
WIDE = Cell(PHONE)

# The law, the reading, what is changed in its page, into what, what the law must then say.
LAW_FAULTS: list[tuple[Law, str, str, str, str]] = [
    (laws.text_is_the_report_s, "vela", " her Norland", " his Norland", "not the report's text"),
    (laws.text_is_the_report_s, "spaces", "\xa0said", " said", "not the report's text"),
    (laws.text_is_the_report_s, "vela", '<p id="l5"', '<i>5</i><p id="l5"', "what is copied"),
    (laws.fields_are_the_record_s, "vela", 'data-value="actual"', 'data-value="asked"', "modality"),
    (laws.fields_are_the_record_s, "vela", 'data-field="outlet"', 'data-field="x"', "not in the"),
    (laws.fields_are_the_record_s, "vela", 'data-span="1', 'data-span="2', "stands at"),
    (laws.all_of_the_record_is_there, "vela", 'data-field="occasion"', "", "occasion"),
    (laws.all_of_the_record_is_there, "vela", 'data-field="outlet"', "", "outlet"),
    (laws.words_are_marked, "vela", 'data-f="e1', 'data-f="e7', "e1 is not marked"),
    (laws.parts_are_told, "vela", 'data-part="credit"', "", "credit"),
    (laws.people_can_read_it, "nulls", ">not known<", "><", "kind is shown as nothing"),
    (laws.people_can_read_it, "nulls", "no date", "None", "None"),
    (laws.links_lead_somewhere, "vela", 'id="w-e1"', "", "#w-e1 leads nowhere"),
    (laws.links_lead_somewhere, "vela", 'id="l5"', 'id="l3"', "given 2 times"),
    (laws.links_lead_somewhere, "vela", 'href="#e1"', 'href="javascript:1"', "javascript"),
    (laws.nothing_leaves_or_enters, "hostile text", "&lt;img src=x", "<img src=x", "foreign"),
    (laws.nothing_leaves_or_enters, "vela", "<footer", "<script>1</script><footer", "refused"),
    (
        laws.nothing_leaves_or_enters, "vela", "<footer",
        '<img alt="" src="https://pictures.example/x.png"><footer', "refused",
    ),
    (laws.fits_its_width, "vela", ".about {", ".about { width: 1300px;", "too wide"),
    (laws.can_be_hit, "vela", ".pick { padding: 5px 0;", ".pick { padding: 0;", "too small"),
    (laws.modality_is_told, "mindanao-truce", ".beside .pick {", ".x {", "upright: '60 days'"),
    (laws.modality_is_told, "vela", "italic; font-weight: 500", "italic; font-weight: 700", "bold"),
    (laws.modality_is_told, "vela", "Signature", "Signed", "said to be signed"),
    (laws.modality_is_told, "vela", "agreement beside", "agreement actual", "from its line"),
    (laws.modality_is_told, "vela", '"#g-asked"', '"#g-actual"', "has the mark"),
    (laws.modality_is_told, "vela", 'href="#e1">Corvo', 'href="#c1-2">Corvo', "told as Happened"),
]  # fmt: skip


@pytest.mark.parametrize(("law", "name", "old", "new", "said"), LAW_FAULTS)
def test_a_law_finds_its_fault(
    visiting: Opener, law: Law, name: str, old: str, new: str, said: str
) -> None:
    html = page(shape(name))
    # In the stylesheet and in words a fault is planted everywhere, else at its first place.
    times = 1 if old.startswith(("<", "data-", "id=", "href=")) else 99
    faults = law(visiting(name, WIDE, html=planted(html, old, new, times)))
    assert any(said in fault for fault in faults), faults


def test_axe_finds_what_is_planted(visiting: Opener) -> None:
    html = planted(page(shape("vela")), "--soft: #555a61", "--soft: #b9bdc3")
    html = html.replace('<html lang="en">', "<html>").replace('for="find"', "")
    faults = laws.axe_finds_nothing(visiting("vela", WIDE, html=html))
    assert {"color-contrast", "html-has-lang", "label"} <= {one.split(":")[0] for one in faults}


def test_an_unlocked_page_is_caught_asking(visiting: Opener) -> None:
    html = page(shape("vela")).replace("Content-Security-Policy", "x-none")
    image = '<img alt="" src="https://pictures.example/x.png">'
    visit = visiting("vela", Cell(), html=html.replace("<footer", f"{image}<footer"))
    visit.page.wait_for_timeout(100)
    assert "asked for https://pictures.example/x.png" in laws.nothing_leaves_or_enters(visit)


def test_an_unlocked_page_is_caught_running_the_report_s_words(visiting: Opener) -> None:
    html = page(shape("hostile text")).replace("Content-Security-Policy", "x-none")
    visit = visiting("hostile text", Cell(), html=html.replace("&lt;", "<").replace("&gt;", ">"))
    visit.page.wait_for_timeout(100)
    assert "a script of the report ran" in laws.nothing_leaves_or_enters(visit)


# A test of ours, what else it takes, and a fault that it must find.
TEST_FAULTS: list[tuple[Callable[..., None], tuple[Any, ...], str, str]] = [
    (
        scripted.test_words_choose_their_innermost_fact_then_the_next,
        (DESK,),
        "(here.indexOf(now) + 1) % here.length",
        "0",
    ),
    (
        scripted.test_words_choose_their_innermost_fact_then_the_next,
        (DESK,),
        "address(hash);",
        "",
    ),
    (
        scripted.test_what_was_said_who_said_it_and_the_turning_word_look_apart,
        (),
        ".lit.whose { box-shadow",
        ".lit.whose { outline",
    ),
    (scripted.test_the_keys_walk_through_the_facts, (), "k: () => go(-1)", "k: () => go(1)"),
    (scripted.test_to_the_words_and_back, (), "w: () => now && toWords(now)", "w: () => 1"),
    (
        scripted.test_enter_on_words_chooses_them_and_again_the_next,
        (),
        "+ 1) % here.length",
        "+ 0) % here.length",
    ),
    (
        scripted.test_the_list_of_keys_opens_and_has_the_focus,
        (),
        ".querySelector('summary').focus()",
        "",
    ),
    (scripted.test_single_keys_can_be_switched_off, (), "!single.checked || ", ""),
    (scripted.test_keys_do_not_act_in_a_field_nor_with_a_modifier, (), "(typing || ", "("),
    (scripted.test_keys_do_not_act_in_a_field_nor_with_a_modifier, (), "|| event.altKey", ""),
    (scripted.test_what_is_looked_for_is_found_and_can_be_cleared, (), "fact.hidden = !kept", ""),
    (
        scripted.test_a_chosen_fact_is_not_lost_when_it_steps_aside,
        (),
        "facts.filter(shown)",
        "facts",
    ),
    (
        scripted.test_hover_shows_the_words_of_a_fact_and_lets_them_go,
        (),
        "element.classList.remove('hint')",
        "1",
    ),
    (
        scripted.test_the_other_pane_scrolls_by_the_least,
        (),
        "goal === fact) event.preventDefault()",
        "0) 0",
    ),
    (scripted.test_an_address_chooses_its_fact, ("",), "  arrive();\n", ""),
    (scripted.test_only_one_fact_is_tinted, (), "html:not(.js) .fact:target,", ".fact:target,"),
    (
        scripted.test_the_focus_is_always_seen,
        (),
        ":focus-visible { outline: 2px",
        ":focus-visible { outline: 0",
    ),
    (
        scripted.test_a_phone_brings_the_fact_up_as_a_sheet,
        (),
        "{ position: fixed; inset: auto 0 0;",
        "{",
    ),
    (scripted.test_the_sheet_goes_with_a_key, ("Escape",), "=== 'Escape'", "=== 'Esc'"),
    (scripted.test_the_sheet_covers_no_words_that_it_tells_of, (), "uncover(words);", ""),
    (
        scripted.test_words_of_every_kind_bring_up_their_fact,
        ("time",),
        "(li, article, tr) {",
        "(li, article) {",
    ),
    (scripted.test_selecting_words_chooses_nothing, (), "!getSelection().isCollapsed", "false"),
    (
        bare.test_a_target_lights_its_words_both_ways,
        (DESK, "light"),
        "html:not(.js):has(",
        "p:has(",
    ),
    (bare.test_every_fact_can_be_lit, (), ":has(#", ":has(#x"),
    (
        bare.test_what_needs_a_script_is_not_offered,
        (),
        "html:not(.js) :is(.find,",
        "html.not :is(.find,",
    ),
    (
        prints.test_print_shows_every_fact,
        (Cell(PHONE),),
        "content-visibility: visible",
        "color: red",
    ),
    (prints.test_print_shows_every_fact, (Cell(PHONE),), "@media screen and (max-", "@media (max-"),
    (
        prints.test_print_has_the_ids_in_the_text_and_at_the_facts,
        (),
        "content: attr(data-end)",
        "x: (",
    ),
    (
        prints.test_nothing_moves_where_no_motion_is_wanted,
        (),
        "(prefers-reduced-motion: no-preference)",
        "all",
    ),
    (prints.test_no_table_is_wider_than_the_paper, (), "{ min-width: 0; }", "{ x: y; }"),
    (prints.test_light_and_dark_really_differ, (), "(prefers-color-scheme: dark)", "speech"),
    (
        record.test_a_line_runs_in_the_direction_of_its_own_words,
        (PHONE,),
        "unicode-bidi: plaintext",
        "unicode-bidi: isolate",
    ),
    (record.test_the_foot_says_what_made_the_reading, (), "7.8.9", "7.8"),
    (
        record.test_nothing_scrolls_sideways,
        (320, "long words", 16),
        "overflow-wrap: anywhere",
        "x: y",
    ),
    (frames.test_a_notebook_s_frame_works_and_touches_nothing_around_it, (), "sandbox=", "x="),
]


@pytest.mark.parametrize(("test", "given", "old", "new"), TEST_FAULTS)
def test_a_test_finds_its_fault(
    visiting: Opener, test: Callable[..., None], given: tuple[Any, ...], old: str, new: str
) -> None:
    def faulty(
        given: str | Reading, cell: Cell = USUAL, mark: str = "", html: str | None = None
    ) -> Visit:
        reading = shape(given) if isinstance(given, str) else given
        visit = visiting(reading, cell, mark, planted(html or page(reading), old, new, times=99))
        visit.page.set_default_timeout(1500)
        return visit

    with pytest.raises((AssertionError, Error, pytest.fail.Exception)):
        test(faulty, *given)
