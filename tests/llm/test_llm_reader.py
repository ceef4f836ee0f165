"""A language model reads behind the same contract: one that behaves, and those that do not."""

import json
import logging
from dataclasses import replace
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord import pipeline
from onrecord.errors import NotFetched, NotReadable, OnrecordError, SettingError
from onrecord.facts import Reading, encode, validate
from onrecord.report import Capture
from onrecord.settings import Settings
from onrecord.views.cli import main
from tests.servers.assistant import Assistant, completion, send

TEXT = """\
Foreign Minister Anna Dula met her Tarskan counterpart Ivo Orsk in Port Vesna on Tuesday.

“We will return to the Harbour Accord,” Dula said. She said that Tarsk had asked for talks.

A court in Tarsk sentenced the engineer Jan Pell to six years in prison last week.
"""
KEY = "sk-planted-key"


def _quote(number: int, words: str, **more: Any) -> dict[str, Any]:
    return {"p": number, "words": words, **more}


GOOD: dict[str, Any] = {
    "actors": [
        {"ref": "A", "name": "Anna Dula", "kind": "person", "office": "Foreign Minister",
         "mentions": [_quote(1, "Anna Dula", form="name"), _quote(2, "Dula", form="name")]},
        {"ref": "B", "name": "Ivo Orsk", "kind": "person",
         "mentions": [_quote(1, "Ivo Orsk", form="name")]},
        {"ref": "P", "name": "Jan Pell", "kind": "person",
         "mentions": [_quote(3, "Jan Pell", form="name")]},
        {"ref": "T", "name": "Tarsk", "kind": "state",
         "mentions": [_quote(2, "Tarsk", form="name")]},
    ],
    "statements": [
        {"speaker": ["A"], "mode": "direct", "act": "promise", "terms": "on_record",
         "modality": "actual", "source": [_quote(2, "⟦Dula⟧ said")],
         "cue": [_quote(2, "Dula ⟦said⟧")],
         "content": [_quote(2, '"We will return to the Harbour Accord,"')],
         "quoted": [_quote(2, "We will return to the Harbour Accord,")], "about": ["G"]},
        {"speaker": ["A"], "mode": "indirect", "source": [_quote(2, "She")],
         "cue": [_quote(2, "She ⟦said⟧")],
         "content": [_quote(2, "that Tarsk had asked for talks")]},
    ],
    "encounters": [
        {"participants": ["A", "B"], "date": {"value": "2031-04-15", "words": _quote(1, "Tuesday")},
         "place": {"words": _quote(1, "Port Vesna")},
         "tellings": [_quote(1, "met her Tarskan counterpart Ivo Orsk")]},
    ],
    "agreements": [
        {"ref": "G", "name": "Harbour Accord", "kind": "accord",
         "mentions": [_quote(2, "Harbour Accord")],
         "changes": [{"change": "resumed", "modality": "planned", "by": ["A"],
                      "tellings": [_quote(2, "return to the Harbour Accord")]}]},
    ],
    "cases": [
        {"ref": "C", "person": "P", "held_by": "T",
         "steps": [{"step": "sentenced", "term": {"value": "P6Y", "words": _quote(3, "six years")},
                    "tellings": [_quote(3, "sentenced the engineer Jan Pell")]}]},
    ],
    "events": [
        {"type": "CONSULT", "actor": ["A", "B"],
         "tellings": [_quote(1, "met her Tarskan counterpart Ivo Orsk")]},
    ],
}  # fmt: skip


@pytest.fixture
def given_settings(tmp_path: Path) -> Settings:
    return Settings(
        reader="llm", llm_model="made", llm_key=KEY, llm_seconds=5, llm_cache=str(tmp_path / "kept")
    )


def reading(model: Assistant, of: Settings) -> Reading:
    capture = Capture(raw=TEXT.encode(), source="report.txt")
    made = pipeline.read(
        capture, published="2031-04-16", settings=replace(of, llm_endpoint=model.endpoint)
    )
    assert validate(made) == []
    return made


def says(**other: Any) -> Assistant:
    return Assistant(lambda _: json.dumps({**GOOD, **other}))


def counted(made: Reading) -> dict[str, object]:
    assert made.made
    return {key: n for key, n in made.made.settings.items() if ": " in key}


def test_one_that_behaves(given_settings: Settings) -> None:
    with says() as model:
        made = reading(model, given_settings)
    assert counted(made) == {}
    assert [actor.name for actor in made.actors] == ["Anna Dula", "Ivo Orsk", "Jan Pell", "Tarsk"]
    first, second = made.statements
    assert [span.text for span in first.quoted] == ["We will return to the Harbour Accord,"]
    assert (first.act, first.about, second.source[0].text) == ("promise", ("g1",), "She")
    assert made.encounters[0].place is not None
    assert made.encounters[0].place.name == "Port Vesna"
    (change,) = made.agreements[0].changes
    assert (change.change, change.modality) == ("resumed", "planned")
    (step,) = made.cases[0].steps
    assert step.term is not None
    assert (step.step, step.term.value, made.cases[0].held_by) == ("sentenced", "P6Y", "a4")
    assert made.events[0].type == "CONSULT"
    assert made.made is not None
    assert made.made.model == "llm made"


def test_what_is_sent(given_settings: Settings) -> None:
    with says() as model:
        reading(model, given_settings)
    ((headers, body),) = model.asked
    assert headers["authorization"] == f"Bearer {KEY}"
    assert body["model"] == "made"
    assert "[2] “We will return" in body["messages"][1]["content"]
    assert "2031-04-16" in body["messages"][1]["content"]


def test_one_that_invents_words(given_settings: Settings) -> None:
    """A fact whose words are not there is no fact, and costs no other."""
    invented = [
        *GOOD["encounters"],
        {"participants": ["A", "P"], "tellings": [_quote(1, "met the engineer Jan Pell")]},
        {"participants": ["A", "P"], "tellings": [_quote(9, "met")]},
        {"participants": ["A", "B"], "tellings": []},
        {"participants": ["A", "X"], "tellings": [_quote(1, "met")]},
        {"participants": ["A", "B"], "format": "dinner", "tellings": [_quote(1, "met")]},
        {"participants": ["A", "B"], "date": {"value": "soon", "words": _quote(1, "Tuesday")},
         "tellings": [_quote(1, "met")]},
        GOOD["encounters"][0],
        7,
    ]  # fmt: skip
    with says(encounters=invented) as model:
        made = reading(model, given_settings)
    assert len(made.encounters) == 1
    assert counted(made) == {
        "refused: words that the text does not have": 1,
        "refused: no such paragraph": 1,
        "refused: no words": 1,
        "refused: an actor or a thing that is not among those listed": 1,
        "refused: not of the shape asked for": 2,
        "refused: it breaks the contract": 1,
        "refused: told twice": 1,
    }


def test_words_of_slots_are_the_texts_own(given_settings: Settings) -> None:
    """Names, offices, occasions that stand nowhere; a date without words; marks that are none."""
    actor = {**GOOD["actors"][0], "name": "Annabel Dula-Voss", "office": "President"}
    said = {
        **GOOD["statements"][1], "occasion": "a summit", "date": {"value": "2031-04-15"},
        "quoted": [_quote(2, "had asked for talks")],
    }  # fmt: skip
    with says(actors=[actor, *GOOD["actors"][1:]], statements=[said]) as model:
        made = reading(model, given_settings)
    assert (made.actors[0].name, made.actors[0].office) == ("Anna Dula", None)
    (statement,) = made.statements
    assert (statement.occasion, statement.date, statement.quoted) == (None, None, ())
    assert counted(made) == {
        "left out: words that the text does not have": 3,
        "left out: dates without words": 1,
    }


@pytest.mark.parametrize(
    "said",
    ["", "no JSON", '{"actors": [', "[1, 2]", '{"actors": 7}', "[" * 5_000, "\\ud800", "null"],
)
def test_one_that_breaks_json(given_settings: Settings, said: str) -> None:
    with Assistant(lambda _: said) as model, pytest.raises(NotReadable, match="language model"):
        reading(model, given_settings)
    with says() as model:  # and what is no answer was not kept
        assert reading(model, given_settings).encounters


def test_a_fence_is_no_harm(given_settings: Settings) -> None:
    with Assistant(lambda _: f"```json\n{json.dumps(GOOD)}\n```") as model:
        assert reading(model, given_settings).encounters


def _hang(handler: BaseHTTPRequestHandler) -> None:
    handler.send_response(200)
    handler.send_header("Content-Length", "100")
    handler.end_headers()
    handler.server.hung.wait(20)  # type: ignore[attr-defined]


def test_one_that_hangs(given_settings: Settings) -> None:
    with says() as model:
        model._server.hung = model.over  # type: ignore[attr-defined]
        model.trouble = [_hang]
        with pytest.raises(NotFetched, match="longer than 1 second"):
            reading(model, replace(given_settings, llm_seconds=1))
        model.over.set()


@pytest.mark.parametrize("status", [400, 401, 403, 404])
def test_one_that_refuses_all_stops_all(given_settings: Settings, status: int) -> None:
    with says() as model:
        model.trouble = [status]
        with pytest.raises(SettingError, match=str(status)):
            reading(model, given_settings)


def test_one_that_is_busy_is_asked_again(
    given_settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    waited: list[float] = []
    monkeypatch.setattr("onrecord.llm.asking.time.sleep", waited.append)
    with says() as model:
        model.trouble = [429, 503]
        assert reading(model, given_settings).encounters
    assert len(waited) == 2
    with says() as model:
        model.trouble = [500, 500, 500]
        with pytest.raises(NotFetched, match="500"):
            reading(model, replace(given_settings, llm_cache="none"))


@pytest.mark.parametrize(
    "body", [b"", b"{}", b"[]", b"\xff\xfe", b'{"choices": []}', completion("", "stop"),
             completion('{"actors": []', "length"), b'{"choices": [{"message": null}]}'],
)  # fmt: skip
def test_what_speaks_otherwise(given_settings: Settings, body: bytes) -> None:
    with says() as model:
        model.trouble = [lambda handler: send(handler, body)]
        with pytest.raises(NotReadable):
            reading(model, given_settings)


def test_a_text_is_asked_about_once(given_settings: Settings) -> None:
    with says() as model:
        first = reading(model, given_settings)
        second = reading(model, given_settings)
        assert len(model.asked) == 1
        assert encode(first) == encode(second)
        reading(model, replace(given_settings, llm_model="other"))
        assert len(model.asked) == 2
        for kept in Path(given_settings.llm_cache).rglob("*.txt"):
            assert KEY not in kept.read_text()
            kept.write_bytes(b"\xff broken")
        assert reading(model, given_settings) == first
        assert len(model.asked) == 3


def test_a_folder_that_cannot_be_written_costs_nothing(given_settings: Settings) -> None:
    with says() as model:
        assert reading(model, replace(given_settings, llm_cache="/proc/none/here")).encounters


def test_the_key_is_told_to_nobody_else(
    given_settings: Settings, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    caplog.set_level(logging.DEBUG)
    monkeypatch.setattr("onrecord.llm.asking.time.sleep", lambda _: None)
    told = [repr(given_settings)]
    for trouble in ([401], [500] * 3, [lambda handler: send(handler, b"no")]):
        with says() as model:
            model.trouble = list(trouble)
            with pytest.raises(OnrecordError) as raised:
                reading(model, given_settings)
            told += [str(raised.value), repr(raised.value)]
    assert KEY not in " ".join([*told, caplog.text])


@pytest.mark.parametrize("missing", ["llm_endpoint", "llm_model"])
def test_what_it_needs_is_asked_for(given_settings: Settings, missing: str) -> None:
    chosen = replace(given_settings, **{"llm_endpoint": "http://127.0.0.1:1/v1", missing: ""})
    with pytest.raises(SettingError, match="--"):
        pipeline.read(Capture(raw=TEXT.encode(), source="-"), settings=chosen)


_PLAIN = st.none() | st.booleans() | st.integers(-2, 9) | st.text("AaB “⟦⟧", max_size=9)
_ANY = st.recursive(
    _PLAIN,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                sorted({"ref", "p", "words", "tellings", "speaker", "mode", "content"})
            ),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.data())
def test_whatever_it_says_the_contract_is_kept(
    given_settings: Settings, data: st.DataObject
) -> None:
    """A good answer with anything put into it, anywhere: a reading that keeps the contract."""
    answer = json.loads(json.dumps(GOOD))
    for _ in range(data.draw(st.integers(1, 4))):
        place: Any = answer
        while True:
            steps = list(place) if isinstance(place, dict) else range(len(place))
            if not len(steps):
                break
            step = data.draw(st.sampled_from(list(steps)))
            if isinstance(place[step], dict | list) and data.draw(st.booleans()):
                place = place[step]
                continue
            place[step] = data.draw(_ANY)
            break
    off = replace(given_settings, llm_cache="none")
    with Assistant(lambda _: json.dumps(answer)) as model:
        try:
            reading(model, off)
        except NotReadable:
            assert any(not isinstance(group, list) for group in answer.values())


# --- the command line -------------------------------------------------------------------------


def test_from_the_command_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    report = tmp_path / "report.txt"
    report.write_text(TEXT)
    with says() as model, pytest.MonkeyPatch.context() as patch:
        patch.setenv("ONRECORD_LLM_CACHE", "none")
        asked = ["read", str(report), "--published", "2031-04-16", "--endpoint", model.endpoint,
                 "--model", "made"]  # fmt: skip
        assert main([*asked, "--reader", "llm", "--format", "json"]) == 0
        assert json.loads(capsys.readouterr().out)["made"]["model"] == "llm made"
        assert main([*asked, "--reader", "both"]) == 0
        told = capsys.readouterr().out
        assert "facts alike" in told
        assert main([*asked, "--reader", "both", "--format", "json"]) == 0
        (both,) = json.loads(capsys.readouterr().out)
        assert both["schema"] == "onrecord/comparison/1"
        ours = {fact["id"] for fact in both["own"]["encounters"]}
        assert ours >= {pair["own"] for pair in both["alike"] if pair["own"].startswith("e")}
        assert main([*asked, "--reader", "both", "--format", "csv"]) == 2
        assert "--format" in capsys.readouterr().err


def test_one_that_fails_is_set_aside(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    reports = [tmp_path / "a.txt", tmp_path / "b.txt"]
    for at, report in enumerate(reports):
        report.write_text(TEXT.replace("Tuesday", "Monday") if at else TEXT)
    bad = Assistant(lambda asked: json.dumps(GOOD) if "Tuesday" in asked else "no JSON")
    with bad as model, pytest.MonkeyPatch.context() as patch:
        patch.setenv("ONRECORD_LLM_CACHE", "none")
        asked = ["read", *map(str, reports), "--endpoint", model.endpoint, "--model", "made"]
        for reader in ("llm", "both"):
            assert main([*asked, "--reader", reader, "--format", "jsonl"]) == 1
            out, err = capsys.readouterr()
            assert len(out.splitlines()) == 1
            assert "b.txt" in err
