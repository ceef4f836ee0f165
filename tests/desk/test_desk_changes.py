"""The page of what changed in a report."""

from tests.desk.desk_visits import Visitor

CORRECTED = "524a5b31f65727ac"


def test_a_report_leads_to_what_changed_in_it(visitor: Visitor) -> None:
    page = visitor(f"/reports/{CORRECTED}")
    (way,) = page.tree.xpath("//a[@class='changed']/@href")
    shown = visitor(way)
    assert shown.status == 200
    assert "Correction, 13 April 2031" in shown.said("//main")
    assert shown.tree.xpath("//div[@class='altered changed']//del")
    assert shown.tree.xpath("//div[@class='altered added']//ins")
    assert "paragraphs unchanged" in shown.said("//main")


def test_every_fact_is_a_step_from_its_words_in_either_version(visitor: Visitor) -> None:
    page = visitor(f"/reports/{CORRECTED}/changes")
    links = page.tree.xpath("//section[@aria-labelledby='facts']//a/@href")
    assert links
    for way in links[:12]:
        there = visitor(way)
        assert there.status == 200
        assert "#" in there.address or way.split("key=")[1]


def test_versions_are_chosen_and_the_time_stays(visitor: Visitor) -> None:
    page = visitor(f"/reports/{CORRECTED}/changes?from=1&to=1&as_of=2031-05-01")
    assert "No fact changed." in page.said("//main")
    (form,) = page.tree.xpath("//form[@class='versions']")
    assert form.xpath("./input[@name='as_of']/@value") == ["2031-05-01"]
    assert len(form.xpath(".//option[@selected]")) == 2


def test_what_no_page_takes_is_said(visitor: Visitor) -> None:
    assert visitor(f"/reports/{CORRECTED}/changes?to=nine").status == 400
    assert visitor(f"/reports/{CORRECTED}/changes?to=9").status == 404
    assert visitor(f"/reports/{'0' * 16}/changes").status == 404


def test_one_version_alone_is_said_to_be_one(visitor: Visitor) -> None:
    page = visitor(f"/reports/{CORRECTED}/changes?as_of=2031-04-12")
    assert "The record has one version of this report." in page.said("//main")
