"""Pages that are kept are kept for whoever they name, and for nobody else."""

import pytest
from fastapi import FastAPI

from onrecord.store.access import Access
from onrecord.views.desk import visits
from tests.access.conftest import Enter

ADMINISTER = 'href="/users"'


def test_a_page_that_is_kept_is_whom_it_is_for(enter: Enter, access: Access) -> None:
    ada, lea = enter("administrator"), enter("reader")
    for path in ("/", "/statements", "/search", "/met", "/reports"):
        first, second = ada.get(path), lea.get(path)
        assert ADMINISTER in first.text, path
        assert ADMINISTER not in second.text, path
        assert 'href="/review"' not in second.text, path
        assert "administrator" not in second.text, path
        assert ADMINISTER in ada.get(path).text, path
        if "etag" in first.headers:  # what one browser has of another user is not good for it
            told = {"If-None-Match": first.headers["etag"]}
            assert lea.get(path, headers=told).status_code == 200, path
            assert ada.get(path, headers=told).status_code == 304, path


def test_another_role_is_another_page(enter: Enter, access: Access) -> None:
    lea = enter("reader")
    assert 'href="/review"' not in lea.get("/statements").text
    access.set_role("reader", "reviewer", by="a test")
    assert 'href="/review"' in lea.get("/statements").text


def test_a_page_kept_for_all_would_be_seen(
    enter: Enter, access: Access, desk: FastAPI, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The planted fault: what is kept is given to whoever asks for the same address."""
    monkeypatch.setattr(visits, "_whom", lambda _: "")
    with pytest.raises(AssertionError):
        test_a_page_that_is_kept_is_whom_it_is_for(enter, access)
