"""Nameless groups stay only where a fact speaks of them."""

from dataclasses import replace
from pathlib import Path

import pytest

from onrecord.facts import Actor, Mention, Reading, decode_reading, validate
from onrecord.reading.needed import with_needed
from onrecord.text import Span

REPORTS = sorted((Path(__file__).parents[1] / "gold" / "reports").glob("*.reading.json"))


def _with(reading: Reading, form: str) -> Reading:
    """The reading with one more group that no fact speaks of, its one mention of that form."""
    mention = Mention(Span.of(reading.report.text, 0, 5), form)  # type: ignore[arg-type]
    idle = Actor(id="a900", name="idle", kind="group", mentions=(mention,))
    return replace(reading, actors=(*reading.actors, idle))


@pytest.mark.parametrize("path", REPORTS, ids=lambda path: path.name)
def test_only_idle_nameless_groups_go(path: Path) -> None:
    reading = decode_reading(path.read_bytes())
    kept = with_needed(reading)
    assert validate(kept) == validate(reading)
    gone = [actor for actor in reading.actors if actor not in kept.actors]
    assert all(actor.kind == "group" for actor in gone)
    assert with_needed(_with(reading, "description")).actors == kept.actors
    assert with_needed(_with(reading, "name")).actors[-1].id == "a900"
    assert with_needed(kept) is kept
