"""REST by example: things, reports, statuses and exports as the command line gives them; forms."""

import csv
import io
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from onrecord.store.asking.opened import open as open_record
from onrecord.views.cli import main
from onrecord.views.exports import FORMATS


def printed(capsys: pytest.CaptureFixture[str], demo: Path, *arguments: str) -> Any:
    """What a command prints as JSON."""
    assert main([*arguments, "--format", "json", "--record", str(demo)]) == 0
    return json.loads(capsys.readouterr().out)


@pytest.fixture
def met(client: TestClient) -> str:
    """The id of a meeting that many reports tell of."""
    return str(client.get("/encounters?min_sources=3&limit=1").json()["items"][0]["id"])


def test_a_thing_and_its_reasons(
    client: TestClient, demo: Path, met: str, capsys: pytest.CaptureFixture[str]
) -> None:
    for path, command in ((f"/things/{met}", "show"), (f"/things/{met}/why", "why")):
        answer = client.get(path)
        assert answer.json() == printed(capsys, demo, command, met)
        again = client.get(path, headers={"If-None-Match": answer.headers["etag"]})
        assert again.status_code == 304
    early = client.get(f"/things/{met}?as_of=1999")
    assert early.status_code == 404


def test_any_key_of_a_thing_finds_it(client: TestClient, met: str) -> None:
    thing = client.get(f"/things/{met}").json()
    keys = {one["key"] for one in thing["tellings"]}
    assert len(keys) > 1
    assert {client.get(f"/things/{key}").json()["id"] for key in keys} == {met}


def test_a_status(client: TestClient, demo: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told = client.get("/status", params={"name": "Torekhan", "at": "2031-04-22"}).json()["items"]
    right = printed(capsys, demo, "status", "Torekhan", "--at", "2031-04-22")
    assert [one["id"] for one in told[1:]] == right.pop("also")
    assert told[0] == right
    every: list[Any] = []
    follow = "/status?at=2031-04&limit=3"
    while follow:
        page = client.get(follow).json()
        every += page["items"]
        follow = page["next"]
    assert every == printed(capsys, demo, "status", "--at", "2031-04")
    assert client.get("/status?at=soon").json()["parameter"] == "at"


def test_a_report_leads_to_its_things(client: TestClient, demo: Path, met: str) -> None:
    telling = client.get(f"/things/{met}").json()["tellings"][0]
    told = client.get(f"/reports/{telling['report']}").json()
    assert told["reading"]["report"]["id"] == telling["report"]
    span = telling["span"]
    assert told["reading"]["report"]["text"][span["start"] : span["end"]] == span["text"]
    assert met in told["things"].values()
    with open_record(demo) as record:
        assert record.report(telling["report"]).version == told["version"]


def test_the_reports_come_newest_first_and_each_once(client: TestClient) -> None:
    whole = client.get("/reports?limit=1000").json()["items"]
    assert len(whole) == client.get("/").json()["reports"] == 40
    assert [one["counted"] for one in whole] == sorted((o["counted"] for o in whole), reverse=True)
    joined: list[Any] = []
    page = client.get("/reports?limit=7&as_of=2031-12").json()
    while True:
        joined += page["items"]
        if page["next"] is None:
            break
        page = client.get(page["next"]).json()
    assert joined == whole
    early = client.get("/reports?as_of=2031-03-20").json()["items"]
    assert 0 < len(early) < 40
    assert all(one["counted"] < "2031-03-21" for one in early)
    assert client.get("/reports?as_of=soon").json()["parameter"] == "as_of"
    assert client.get("/reports?cursor=soon").json()["parameter"] == "cursor"


def test_a_replaced_version_is_there_by_its_hash(client: TestClient) -> None:
    pages = client.get("/search", params={"text": "detained", "limit": "100"}).json()["items"]
    several = [
        told
        for one in pages
        if len((told := client.get(f"/reports/{one['report']}").json())["versions"]) > 1
    ]
    told = several[0]
    first = told["versions"][0]["version"]
    old = client.get(f"/reports/{told['report']}?version={first}").json()
    assert old["until"] == told["versions"][1]["counted"]
    assert old["reading"]["report"]["text_sha256"] == first
    assert client.get(f"/reports/{told['report']}?version={'0' * 64}").status_code == 404


@pytest.mark.parametrize("form", sorted(FORMATS))
def test_an_export_is_that_of_the_command_line(
    client: TestClient, demo: Path, tmp_path: Path, form: str
) -> None:
    several = FORMATS[form].several
    out = tmp_path / ("out.zip" if several else "out")
    asked = ["--since", "2031-03", "--until", "2031-04"]
    kinds = ["--kinds", "events"]
    assert main(["export", "--format", form, *asked, *kinds, "--output", str(out),
                 "--record", str(demo)]) == 0  # fmt: skip
    path = f"/exports/{form}?since=2031-03&until=2031-04&kinds=events"
    answer = client.get(path)
    assert answer.status_code == 200, answer.text
    assert answer.content == out.read_bytes()
    assert int(answer.headers["content-length"]) == len(answer.content)
    assert f'filename="onrecord-{form}.' in answer.headers["content-disposition"]
    if several:
        with zipfile.ZipFile(io.BytesIO(answer.content)) as files:
            assert files.testzip() is None
    again = client.get(path, headers={"If-None-Match": answer.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_what_an_export_cannot_be_is_said(client: TestClient) -> None:
    for path, parameter in (
        ("/exports/nothing", "format"), ("/exports/csv?kinds=people", "kinds"),
        ("/exports/geojson?limit=3", "limit"), ("/exports/polecat?act=urge", None),
    ):  # fmt: skip
        answer = client.get(path)
        assert answer.status_code in (404, 422)
        assert answer.json()["parameter"] == parameter, path


def test_accept_and_format_say_which_form(client: TestClient) -> None:
    path = "/actors?limit=3"
    forms = {
        "application/json": "application/json",
        "text/csv": "text/csv; charset=utf-8",
        "application/x-ndjson": "application/x-ndjson",
        "text/html, text/csv;q=0.5, application/json;q=0.4": "text/csv; charset=utf-8",
        "text/html, */*;q=0.1": "application/json",
        "text/*": "text/csv; charset=utf-8",
        "application/json;q=0, text/csv;q=0.1": "text/csv; charset=utf-8",
    }
    for accept, media in forms.items():
        answer = client.get(path, headers={"Accept": accept})
        assert answer.headers["content-type"] == media, accept
        assert answer.headers["vary"] == "Accept"
    assert client.get(path, headers={"Accept": "text/html"}).status_code == 406
    beaten = client.get(f"{path}&format=csv", headers={"Accept": "application/json"})
    rows = list(csv.DictReader(io.StringIO(beaten.text)))
    items = client.get(path).json()["items"]
    assert [row["id"] for row in rows] == [one["id"] for one in items]
    assert "format=csv" in beaten.headers["link"]
    tags = {
        client.get(f"{path}&format={form}").headers["etag"] for form in ("json", "jsonl", "csv")
    }
    assert len(tags) == 3


def test_head_is_get_without_a_body(client: TestClient) -> None:
    for path in ("/actors?limit=3", "/openapi.json", "/"):
        got, headed = client.get(path), client.head(path)
        assert headed.status_code == 200
        assert headed.headers["etag"] == got.headers["etag"]


def test_an_etag_that_is_one_of_several_is_known(client: TestClient) -> None:
    tag = client.get("/actors").headers["etag"]
    for told in (f'"other", {tag}', f"W/{tag}", "*"):
        assert client.get("/actors", headers={"If-None-Match": told}).status_code == 304
    assert client.get("/actors", headers={"If-None-Match": '"other"'}).status_code == 200


def test_a_parameter_that_was_left_empty_widens_nothing(client: TestClient) -> None:
    answer = client.get("/statements?by=")
    assert answer.status_code == 422
    assert answer.json()["parameter"] == "by"
    assert client.get("/statements?act=urge&act=deny").status_code == 200
    assert client.get("/statements?act=urge,deny").status_code == 200
    assert client.get("/statements?by=a&by=b").json()["parameter"] == "by"
    assert client.get("/statements?limit=1001").json()["parameter"] == "limit"
    assert client.get("/positions?by=Nasibli").json()["parameter"] == "about"
