"""Reports: the list, the text with its facts, the versions, the way from a fact to its words."""

from pathlib import Path

import pytest
from starlette.testclient import TestClient

import onrecord
from onrecord.store.asking.reports import Reports
from onrecord.store.record import open_record
from tests.desk.desk_visits import Visitor


@pytest.fixture(scope="module")
def versions(demo: Path) -> dict[str, tuple[str, ...]]:
    """When the versions of each report count as of."""
    with open_record(demo) as store, onrecord.open(demo) as record:
        page = Reports(store).newest(limit=100)
        return {
            one.report: tuple(v.counted for v in record.report(one.report).versions)
            for one in page.reports
        }


def test_every_report_stands_in_the_list(
    visitor: Visitor, versions: dict[str, tuple[str, ...]]
) -> None:
    address, found = "/reports", []
    while address:
        page = visitor(address)
        found += page.tree.xpath("//a[contains(@class, 'headline')]/@href")
        address = next(iter(page.tree.xpath("//a[@rel='next']/@href")), "")
    reports = [one.split("?")[0].removeprefix("/reports/") for one in found]
    assert sorted(reports) == sorted(versions)
    assert len(set(reports)) == len(reports) == 40


def test_the_text_is_the_report_s(
    visitor: Visitor, demo: Path, versions: dict[str, tuple[str, ...]]
) -> None:
    for name in list(versions)[:5]:
        with onrecord.open(demo) as record:
            reading = record.report(name).reading
        page = visitor(f"/reports/{name}")
        lines = [one.text_content() for one in page.tree.xpath("//*[@data-line]")]
        assert "\n".join(lines) == reading.report.text
        facts = [one.id for one in reading.statements] + [one.id for one in reading.encounters]
        assert [one for one in facts if not page.tree.xpath(f"//*[@id='{one}']")] == []
        assert page.tree.xpath("count(//main)") == 1


def test_a_fact_leads_to_the_record(visitor: Visitor, versions: dict[str, tuple[str, ...]]) -> None:
    page = visitor(f"/reports/{next(iter(versions))}")
    links = page.tree.xpath("//*[@class='lns']/a[starts-with(@href, '/things/')]/@href")
    assert links
    for one in links[:4]:
        assert visitor(one).status == 200


def test_the_key_of_a_fact_leads_to_its_words(
    desk: TestClient, demo: Path, versions: dict[str, tuple[str, ...]]
) -> None:
    name = next(iter(versions))
    with onrecord.open(demo) as record:
        reading = record.report(name).reading
    for statement in reading.statements:
        answer = desk.get(f"/reports/{name}?key={statement.key}", follow_redirects=False)
        assert answer.status_code == 303
        assert answer.headers["location"] == f"/reports/{name}#w-{statement.id}"
    answer = desk.get(f"/reports/{name}?key=nothing", follow_redirects=False)
    assert answer.headers["location"] == f"/reports/{name}"


def test_a_replaced_version_says_so(visitor: Visitor, versions: dict[str, tuple[str, ...]]) -> None:
    name, times = next((name, times) for name, times in versions.items() if len(times) > 1)
    first = visitor(f"/reports/{name}?counted={times[0]}")
    assert "This version was replaced on" in first.said()
    last = visitor(f"/reports/{name}")
    assert "This version was replaced" not in last.said()
    assert first.text != last.text
    then = visitor(f"/reports/{name}?as_of={times[0]}")
    assert then.said("//main") == first.said("//main")


@pytest.mark.parametrize("name", ["0000000000000000", "x", "../etc", "%2e%2e", "0" * 200])
def test_what_is_not_there_is_told(visitor: Visitor, name: str) -> None:
    assert visitor(f"/reports/{name}").status in (404, 200 if name.startswith("..") else 404)


def test_its_policy_lets_its_own_style_in_and_nothing_more(
    desk: TestClient, versions: dict[str, tuple[str, ...]]
) -> None:
    answer = desk.get(f"/reports/{next(iter(versions))}")
    policy = answer.headers["content-security-policy"]
    assert "style-src 'self' 'sha256-" in policy
    assert "unsafe" not in policy
    assert "script-src 'self';" in policy
    # What is told of a page that a browser has takes the place of what came with it.
    told = {"If-None-Match": answer.headers["etag"]}
    again = desk.get(f"/reports/{next(iter(versions))}", headers=told)
    assert again.status_code == 304
    assert "content-security-policy" not in again.headers
    assert again.headers["x-content-type-options"] == "nosniff"
