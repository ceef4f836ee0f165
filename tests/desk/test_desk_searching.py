"""Search: the words lit are the words asked for; positions in order with what changed."""

from pathlib import Path

import pytest

import onrecord
from onrecord.store.asking.searching import Passage
from onrecord.text import Span
from onrecord.views.desk.rooms.searching import stretches
from tests.desk.desk_visits import Visitor


def test_the_words_are_lit(visitor: Visitor, demo: Path) -> None:
    page = visitor("/search?text=%22withdraw+the+invitation%22")
    marks = {one.text_content().casefold() for one in page.tree.xpath("//mark")}
    assert marks == {"withdraw the invitation"}
    with onrecord.open(demo) as record:
        hits = list(record.search('"withdraw the invitation"', limit=20))
    assert len(page.tree.xpath("//ol[contains(@class, 'entries')]/li")) == len(hits)
    things = page.tree.xpath("//ul[@class='met']//a/@href")
    assert set(things) == {f"/things/{fact.id}" for hit in hits for fact in hit.facts[:8]}


def test_what_was_looked_for_stays_in_both_fields(visitor: Visitor) -> None:
    page = visitor("/search?text=treaty&by=Nasibli")
    assert page.tree.xpath("//input[@id='desk-q']/@value") == ["treaty"]
    assert page.tree.xpath("//input[@id='f-text']/@value") == ["treaty"]
    assert page.tree.xpath("//mark")


@pytest.mark.parametrize("path", ["/search", "/search?text=", "/search?text=+"])
def test_without_words_it_says_what_to_type(visitor: Visitor, path: str) -> None:
    assert "Type words" in visitor(path).said("//p[@class='empty']")


def test_nothing_found_is_said(visitor: Visitor) -> None:
    assert "0 of 40 reports" in visitor("/search?text=zzyzx").said("//p[@class='empty']")


def test_a_passage_is_cut_into_its_own_letters() -> None:
    text = "one two one"
    passage = Passage(span=Span(0, 11, text), marks=((0, 3), (8, 11)))
    cut = stretches(passage)
    assert "".join(one.text for one in cut) == text
    assert [one.text for one in cut if one.sought] == ["one", "one"]


def test_positions_stand_in_their_order(visitor: Visitor, demo: Path) -> None:
    page = visitor("/positions?by=Nasibli&about=exchange")
    with onrecord.open(demo) as record:
        wanted = [one.statement for one in record.positions(by="Nasibli", about="exchange")]
    assert page.ids() == wanted
    assert wanted


def test_positions_need_somebody_and_something(visitor: Visitor) -> None:
    assert "Name a speaker and a subject" in visitor("/positions?by=Nasibli").said()


def test_an_actor_s_page_leads_to_their_positions(visitor: Visitor) -> None:
    (first, *_) = visitor("/actors?text=nasibli").ids()
    page = visitor(f"/things/{first}")
    links = page.tree.xpath("//ul[@class='subjects']//a/@href")
    for one in links[:2]:
        positions = visitor(one)
        assert positions.status == 200
        assert "actor-" not in positions.said("//p[@class='narrowed']")
