"""Stylesheets and scripts: our own bytes, at addresses that change with them."""

import base64
import hashlib
import re

import pytest
from starlette.testclient import TestClient

from onrecord.views.desk.assets import address, assets, integrity
from tests.desk.desk_visits import Visitor

HTMX = "d6fdc75f204e6bdefa99b69bf1e6d4ac69b8a364f77929f45c13476b4000f717"


def test_htmx_is_the_one_that_was_looked_at() -> None:
    assert hashlib.sha256(assets()["htmx.min.js"]).hexdigest() == HTMX


@pytest.mark.parametrize("name", list(assets()))
def test_a_file_is_kept_for_good(desk: TestClient, name: str) -> None:
    answer = desk.get(address(name))
    assert answer.content == assets()[name]
    assert "immutable" in answer.headers["cache-control"]
    digest = base64.b64encode(hashlib.sha384(answer.content).digest()).decode()
    assert integrity(name) == f"sha384-{digest}"


@pytest.mark.parametrize(
    "path",
    ["/assets/0000000000000000/desk.css", "/assets/x/../desk.css", "/assets/%2e%2e/app.py",
     "/assets/" + "0" * 16 + "/..%2fapp.py"],
)  # fmt: skip
def test_nothing_else_is_served(desk: TestClient, path: str) -> None:
    assert desk.get(path).status_code == 404


def test_a_page_asks_for_nothing_from_elsewhere(visitor: Visitor) -> None:
    tree = visitor("/").tree
    asked = tree.xpath("//script/@src | //link/@href | //img/@src | //form/@action")
    assert asked
    assert [one for one in asked if not one.startswith("/")] == []
    assert tree.xpath("//script[not(@src)] | //style | //*[@style]") == []
    assert all(one.get("integrity") for one in tree.xpath("//script | //link[@rel='stylesheet']"))


def test_files_ask_for_nothing_from_elsewhere() -> None:
    for name in ("desk.css", "reading.css", "desk.js", "reading.js"):
        text = assets()[name].decode()
        assert not re.search(r"@import|url\((?!#)|https?://", text), name
