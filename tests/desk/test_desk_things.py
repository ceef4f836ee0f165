"""The page of a thing: every report's words, disputes, its life, links that hold."""

import json
from pathlib import Path

import pytest
from starlette.testclient import TestClient

import onrecord
from onrecord.record.things import Thing
from onrecord.views.desk.disagreements import value
from onrecord.views.things import phrases
from tests.desk.desk_visits import Visitor

KINDS = ("statements", "encounters", "agreements", "cases", "events", "actors")


@pytest.fixture(scope="module")
def told(demo: Path) -> dict[str, list[Thing]]:
    with onrecord.open(demo) as record:
        return {kind: list(getattr(record, kind)(limit=6)) for kind in KINDS}


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_has_its_page(
    visitor: Visitor, demo: Path, told: dict[str, list[Thing]], kind: str
) -> None:
    for one in told[kind]:
        page = visitor(f"/things/{one.id}")
        assert page.status == 200
        assert page.tree.xpath("//link[@rel='canonical']/@href") == [f"/things/{one.id}"]
        outlets = page.said("//div[contains(@class, 'by-report')]")
        for telling in one.tellings[:20]:
            assert (telling.outlet or telling.source) in outlets


def test_the_words_of_each_report_are_its_own(visitor: Visitor, demo: Path) -> None:
    with onrecord.open(demo) as record:
        thing = next(iter(record.encounters(place="Geneva", min_sources=3)))
    page = visitor(f"/things/{thing.id}")
    shown = [q.text for q in page.tree.xpath("//div[contains(@class,'telling')]//q")]
    assert shown == [one.span.text for one in thing.tellings if one.span]
    links = page.tree.xpath("//div[contains(@class,'telling')]//a[@class='to']/@href")
    assert len(links) == len(thing.tellings)


def test_the_id_of_any_account_leads_to_the_thing(desk: TestClient, demo: Path) -> None:
    with onrecord.open(demo) as record:
        thing = next(iter(record.encounters(place="Tbilisi", min_sources=3)))
    keys = {one.key for one in thing.tellings} - {thing.id[-16:]}
    assert keys
    for key in keys:
        answer = desk.get(f"/things/encounter-{key}?as_of=2031-12", follow_redirects=False)
        assert answer.status_code == 307
        assert answer.headers["location"] == f"/things/{thing.id}?as_of=2031-12-31"


@pytest.mark.parametrize(
    "name", ["encounter-0000000000000000", "x", "encounter-", "%00", "statement-" + "f" * 80]
)
def test_what_is_not_there_is_told_in_words(visitor: Visitor, name: str) -> None:
    page = visitor(f"/things/{name}")
    assert page.status == 404
    assert "Traceback" not in page.text


def test_both_sides_of_a_dispute_stand(visitor: Visitor, demo: Path) -> None:
    with onrecord.open(demo) as record:
        thing = next(iter(record.disputes())).thing
    page = visitor(f"/things/{thing.id}")
    disputes = page.tree.xpath("//div[@class='dispute']")
    assert len(disputes) == len(thing.disputes)
    for shown, dispute in zip(disputes, thing.disputes, strict=True):
        sides = [side.text_content() for side in shown.xpath(".//div[contains(@class, 'side ')]")]
        for side, told in zip(sides, dispute.sides, strict=True):
            assert value(dispute.about, told.value) in side
            assert phrases.counted(told.outlets, "source") in side


def test_a_life_is_drawn_and_is_a_table(visitor: Visitor, demo: Path) -> None:
    with onrecord.open(demo) as record:
        thing = record.show(max(record.agreements(), key=lambda one: one.reports).id)
    page = visitor(f"/things/{thing.id}")
    assert page.tree.xpath("//*[contains(@class, 'drawing')]")
    rows = page.tree.xpath("//table[contains(@class, 'changes')]/tbody/tr")
    assert len(rows) == len(thing.changes)  # type: ignore[attr-defined]
    off = [row for row in rows if "off" in row.get("class", "")]
    assert len(off) == sum(one.modality != "actual" for one in thing.changes)  # type: ignore[attr-defined]
    bold = [row for row in off if row.xpath(".//th/b")]
    assert bold == []  # what did not happen is never bold


def test_an_earlier_day_opens_the_page_as_it_stood(visitor: Visitor, demo: Path) -> None:
    with onrecord.open(demo) as record:
        thing = record.show(max(record.agreements(), key=lambda one: one.reports).id)
    page = visitor(f"/things/{thing.id}")
    days = page.tree.xpath("//ol[@class='then-list']//a/@href")
    assert days
    then = visitor(days[-1])
    assert then.status == 200
    assert then.tree.xpath("//p[@class='then']")


def test_it_can_be_had_as_json_and_as_a_picture(desk: TestClient, demo: Path) -> None:
    with onrecord.open(demo) as record:
        thing = record.show(max(record.agreements(), key=lambda one: one.reports).id)
    assert json.loads(desk.get(f"/things/{thing.id}.json").content)["id"] == thing.id
    picture = desk.get(f"/things/{thing.id}.svg")
    assert picture.headers["content-type"] == "image/svg+xml"
    assert picture.text.startswith("<svg")


def test_why_accounts_are_one_is_told(visitor: Visitor, demo: Path) -> None:
    with onrecord.open(demo) as record:
        thing = next(iter(record.encounters(min_sources=3)))
        told = record.why(thing.id)
    page = visitor(f"/things/{thing.id}/why")
    assert page.status == 200
    assert len(page.tree.xpath("//ol[@class='accounts']/li")) == len(told.groups)
    assert len(page.tree.xpath("//table[@class='evidence']/tbody/tr")) == len(told.pairs)
    assert f"/things/{thing.id}/why" in visitor(f"/things/{thing.id}").text
