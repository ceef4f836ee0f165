"""Exports: every list leads to its answer as files, and these are of the same things."""

import csv
import json

import pytest
from starlette.testclient import TestClient

from onrecord.views.desk.exporting import FORMATS
from onrecord.views.exports import FORMATS as WRITTEN
from tests.desk.desk_visits import LISTS, Visitor

ASKED = "?as_of=2031-06-10"


@pytest.mark.parametrize("asked", LISTS)
def test_every_file_is_there(desk: TestClient, visitor: Visitor, asked: str) -> None:
    page = visitor(f"/{asked}{ASKED}")
    links = page.tree.xpath("//p[@class='exports']/a")
    told = {one.text_content(): one.get("href") for one in links}
    assert {"CSV", "JSON"} <= told.keys()
    for href in told.values():
        assert "as_of=2031-06-10" in href
        answer = desk.get(href)
        assert answer.status_code == 200, href
        assert answer.content
    rows = list(csv.DictReader(desk.get(told["CSV"]).text.splitlines()))
    items = json.loads(desk.get(told["JSON"]).content)["items"]
    assert len(rows) == len(items) >= len(set(page.ids()))


def test_formats_are_those_that_are_written() -> None:
    assert FORMATS.keys() <= WRITTEN.keys()
