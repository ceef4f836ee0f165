"""A record asked over REST and on the command line, and questions that are made up."""

import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, cast, get_args

import pytest
from hypothesis import strategies as st
from starlette.applications import Starlette
from starlette.testclient import TestClient

from onrecord.question import Asked, Parameter, listed
from onrecord.store.record import open_record
from onrecord.views.api.app import create
from onrecord.views.cli import main
from onrecord.views.parameters import NEEDED

QUESTIONS: tuple[Asked, ...] = get_args(Asked)
Given = dict[str, str | list[str]]

_NAMES = ("Nasibli", "Kazakhstan", "KZ", "Open Harbours Treaty", "Torekhan", "Nobody At All")
_WORDS = ("treaty", '"withdraw the invitation"', "harbour*", "Geneva", "Tbilisi")
_DAYS = ("2031", "2031-03", "2031-03-21", "2031-06-30")


@pytest.fixture(scope="session")
def api(demo: Path) -> Iterator[Starlette]:
    """REST over the record of the demonstration."""
    with open_record(demo) as store:
        app = create(store)
        yield app
        app.state.readers.close()


@pytest.fixture(scope="session")
def client(api: Starlette) -> TestClient:
    """Somebody who asks it; what goes wrong inside is an answer, not an exception."""
    return TestClient(api, base_url="http://127.0.0.1", raise_server_exceptions=False)


def told(demo: Path, asked: str, given: Mapping[str, Any], form: str) -> bytes:
    """What the command line answers to the same question."""
    flags: list[str] = []
    for name, value in given.items():
        flag = "--" + name.replace("_", "-")
        if name == "between":
            flags += [flag, *value]
        elif name == "text" and asked == "search":
            flags.insert(0, value)
        else:
            for one in value if isinstance(value, list) else [value]:
                flags.append(f"{flag}={one}")
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "out"
        arguments = [asked, *flags, "--format", form, "--record", str(demo), "--output", str(out)]
        assert main(arguments) == 0
        return out.read_bytes()


def _values(one: Parameter) -> st.SearchStrategy[str | list[str]]:
    match one.shape:
        case "name":
            return st.sampled_from(_NAMES)
        case "words":
            return st.sampled_from(_WORDS)
        case "pair":
            return st.lists(st.sampled_from(_NAMES[:3]), min_size=2, max_size=2, unique=True)
        case "listed":
            return st.lists(st.sampled_from(one.choices), min_size=1, max_size=4, unique=True)
        case "day" | "instant":
            return st.sampled_from(_DAYS)
        case _:
            return st.integers(1, 5).map(str)


@st.composite
def questions(draw: st.DrawFn, asked: tuple[Asked, ...] = QUESTIONS) -> tuple[Asked, Given]:
    """A question and up to three parameters that narrow it."""
    of = draw(st.sampled_from(asked))
    takes = {one.name: one for one in listed(of) if one.name != "cursor"}
    needed = NEEDED.get(of, ())
    free = sorted(takes.keys() - set(needed))
    chosen = draw(st.lists(st.sampled_from(free), max_size=3, unique=True))
    given = {name: draw(_values(takes[name])) for name in (*needed, *chosen)}
    if {"since", "until"} <= given.keys() and given["since"] > given["until"]:  # type: ignore[operator]
        del given["until"]
    return of, cast(Given, given)
