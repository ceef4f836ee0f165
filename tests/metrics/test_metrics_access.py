"""Who may see what is counted: all alone on loopback, else a token that may measure."""

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from onrecord.errors import SettingError
from onrecord.store.access import Access, Right
from tests.access.conftest import NAME, access, clock, desk, enter, store, visitor  # noqa: F401
from tests.metrics.conftest import of, parsed


@pytest.mark.parametrize(
    ("right", "status"), [("measure", 200), ("read", 403), ("administer", 403), (None, 401)]
)
def test_a_token_that_measures(
    desk: FastAPI, access: Access, right: Right | None, status: int  # noqa: F811
) -> None:  # fmt: skip
    browser = TestClient(desk, base_url=f"https://{NAME}", follow_redirects=False)
    if right:
        secret = access.make_token("administrator", "scraper", [right], 30, by="a test")
        browser.headers["Authorization"] = f"Bearer {secret}"
    answer = browser.get("/metrics")
    assert answer.status_code == status
    if status != 200:
        assert answer.headers["content-type"] == "application/problem+json"
        assert "onrecord_requests" not in answer.text
        return
    assert of(parsed(answer.text), "onrecord_record_up") == 1
    assert browser.get("/statements").status_code == 403
    assert browser.get("/api/statements").status_code == 403
    assert of(parsed(browser.get("/metrics").text), "onrecord_requests_total", route="none") == 2


def test_only_who_administers_may_hand_it_on(access: Access) -> None:  # noqa: F811
    rights = {one.name: one.rights for one in access.users()}
    assert {name for name in rights if "measure" in rights[name]} == {"administrator"}
    with pytest.raises(SettingError):
        access.make_token("editor", "scraper", ["measure"], 9, by="a test")
