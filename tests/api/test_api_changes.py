"""What changed in a report, over REST."""

import json
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from onrecord.views.cli import main

CORRECTED = "524a5b31f65727ac"


def test_it_is_what_the_command_line_tells(
    client: TestClient, demo: Path, capsys: pytest.CaptureFixture[str]
) -> None:

    assert main(["diff", CORRECTED, "--json", "--record", str(demo)]) == 1
    assert json.loads(capsys.readouterr().out) == client.get(f"/reports/{CORRECTED}/changes").json()


def test_both_directions_and_each_with_itself(client: TestClient) -> None:
    one = client.get(f"/reports/{CORRECTED}/changes?from=1&to=2").json()
    back = client.get(f"/reports/{CORRECTED}/changes?from=2&to=1").json()
    same = client.get(f"/reports/{CORRECTED}/changes?from=2&to=2").json()
    added = [each["new"]["text"] for each in one["paragraphs"] if each["what"] == "added"]
    removed = [each["old"]["text"] for each in back["paragraphs"] if each["what"] == "removed"]
    assert added == removed != []
    assert not same["altered"]
    assert [each["kind"] for each in one["notices"]] == ["correction"]


def test_as_of_the_first_version_nothing_has_changed(client: TestClient) -> None:
    told = client.get(f"/reports/{CORRECTED}/changes?as_of=2031-04-12").json()
    assert (told["old"], told["new"], told["altered"]) == (1, 1, False)


@pytest.mark.parametrize(
    ("ending", "status"),
    [("?to=9", 404), ("?to=0", 422), ("?from=x", 422), ("?from=1&from=2", 422), ("?of=1", 422),
     ("?to=1234567", 422), ("?as_of=soon", 422)],
)  # fmt: skip
def test_versions_that_are_not_there(client: TestClient, ending: str, status: int) -> None:
    answer = client.get(f"/reports/{CORRECTED}/changes{ending}")
    assert answer.status_code == status
    assert answer.json()["do"]
