"""What openapi.json says of REST is so: Schemathesis makes requests of it, and looks at answers.

Its own checks are all on. What no schema can say: that of two days one comes first (they are put in
order), to which question a cursor belongs (none is made up; ``test_api_laws`` follows real ones),
and which kinds a format of exports has a place for (it may refuse them). Nor that a text is
English: what is sent to ``/readings`` may be refused; ``test_api_readings`` looks at that.
"""

import json
from itertools import count
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, assume, given, settings
from hypothesis import strategies as st
from hypothesis.errors import Unsatisfiable
from schemathesis import GenerationMode
from schemathesis.checks import load_all_checks
from schemathesis.specs.openapi.checks import positive_data_acceptance
from starlette.applications import Starlette
from starlette.testclient import TestClient

from onrecord.views.api.described import described
from onrecord.views.kept import Kept

load_all_checks()
PATHS = [path for path, ways in json.loads(described())["paths"].items() if "get" in ways]
NO_CASES = (Unsatisfiable,)
FEW = settings(
    max_examples=25,
    deadline=None,
    derandomize=True,
    database=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)


@schemathesis.hook
def map_case(context: schemathesis.HookContext, case: schemathesis.Case) -> schemathesis.Case:
    """Right requests have their days in order, and no cursor that nobody gave."""
    query = case.query
    if case.meta is None or case.meta.generation.mode is GenerationMode.NEGATIVE or not query:
        return case
    query.pop("cursor", None)
    if {"since", "until"} <= query.keys() and query["since"] > query["until"]:
        query["since"], query["until"] = query["until"], query["since"]
    return case


@pytest.fixture(scope="module")
def described_api(api: Starlette) -> Any:
    return schemathesis.openapi.from_asgi("/openapi.json", api)


@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE], ids=str)
@pytest.mark.parametrize("path", PATHS)
def test_requests_of_the_description_are_answered_as_it_says(
    described_api: Any, path: str, mode: GenerationMode
) -> None:
    operation = described_api[path]["GET"]
    refusing = [positive_data_acceptance] if path.startswith("/exports/") else []
    try:
        answered(operation.as_strategy(generation_mode=mode), refusing)
    except NO_CASES:
        assert mode is GenerationMode.NEGATIVE  # nothing can be wrong where nothing is asked


@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE], ids=str)
def test_notes_are_answered_as_the_description_says(
    described_api: Any, mode: GenerationMode
) -> None:
    """Words may stand nowhere: what is right by its shape may be refused."""
    ways = [("/notes", "POST"), ("/conflicts", "POST")]
    if mode is GenerationMode.POSITIVE:  # no id is wrong by its shape
        ways.append(("/notes/{id}", "DELETE"))
    for path, way in ways:
        operation = described_api[path][way]
        answered(operation.as_strategy(generation_mode=mode), [positive_data_acceptance])


@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE], ids=str)
def test_texts_are_answered_as_the_description_says(
    described_api: Any, mode: GenerationMode
) -> None:
    operation = described_api["/readings"]["POST"]
    answered(operation.as_strategy(generation_mode=mode), [positive_data_acceptance])


def answered(cases: st.SearchStrategy[Any], without: list[Any]) -> None:
    """Sends some of the requests and looks at the answers, but for some checks."""

    @FEW
    @given(cases)
    def looked_at(case: Any) -> None:
        assume(not taken_for_none(case))
        case.call_and_validate(excluded_checks=without)

    looked_at()


def taken_for_none(case: Any) -> bool:
    """Whether letters are in a question that Schemathesis takes for none.

    Those beyond the first plane, and in what is made to be refused all but those of ASCII.
    """
    generated = case.meta.generation.mode if case.meta else None
    known = 0x7F if generated is GenerationMode.NEGATIVE else 0xFFFF
    return any(char.isalnum() and ord(char) > known for char in str(case.query))


def test_an_answer_of_another_shape_would_be_seen(
    described_api: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("onrecord.views.api.asking.writing.json_line", lambda one: b'{"id": 3}')
    turns = count(10**9)

    async def turn(_: Kept) -> int:  # what was answered before must not answer here
        return next(turns)

    monkeypatch.setattr(Kept, "turn", turn)
    monkeypatch.setattr(Kept, "_held_against", lambda *_: None)
    operation = described_api["/actors"]["GET"]
    with pytest.raises(schemathesis.errors.FailureGroup):
        answered(operation.as_strategy(generation_mode=GenerationMode.POSITIVE), [])


def test_the_description_is_there_for_whoever_asks(client: TestClient) -> None:
    told = client.get("/openapi.json")
    assert told.headers["content-type"] == "application/json"
    paths = told.json()["paths"]
    assert {"/statements", "/things/{id}", "/readings", "/exports/{format}"} <= paths.keys()
    for operation in (one for path in paths.values() for one in path.values()):
        assert operation["summary"]
        for parameter in operation.get("parameters", ()):
            assert parameter["description"].endswith("."), parameter
