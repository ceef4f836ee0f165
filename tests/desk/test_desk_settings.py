"""What is sent to a desk is read by the settings that hold for it, and not by those of nobody."""

from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from onrecord.settings import Settings
from onrecord.store.record import open_record
from onrecord.views.cli import main
from onrecord.views.desk import serving
from onrecord.views.desk.app import create

TEXT = "Die Ministerin sagte am Mittwoch in Wien, der Vertrag werde nicht unterschrieben. " * 3


@pytest.mark.parametrize("any_language", [False, True])
def test_a_text_is_read_by_the_settings_of_the_desk(tmp_path: Path, any_language: bool) -> None:
    with open_record(tmp_path / "empty.db", create=True) as store:
        app = create(store, settings=Settings(any_language=any_language))
        try:
            answer = TestClient(app, base_url="http://127.0.0.1").post(
                "/api/readings", json={"text": TEXT}
            )
        finally:
            app.state.readers.close()
    assert (answer.status_code == 200) is any_language


@pytest.mark.parametrize("workers", ["1", "2"])
def test_the_command_hands_on_the_settings(
    tmp_path: Path, workers: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    given: list[Any] = []
    with open_record(tmp_path / "empty.db", create=True):
        ...
    monkeypatch.setenv("ONRECORD_ANY_LANGUAGE", "1")
    for name in ("serve", "serve_several"):
        monkeypatch.setattr(
            serving, name, lambda *args, **more: given.extend((*args, *more.values()))
        )
    place = str(tmp_path / "empty.db")
    assert main(["serve", "--record", place, "--port", "0", "--workers", workers]) == 0
    (settings,) = (one for one in given if isinstance(one, Settings))
    assert settings.any_language
