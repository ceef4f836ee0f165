"""A stage for tests of facts: a text whose actors are marked in it, so that no model is needed.

`[Ana Corvo]` names an actor by the last word of its name, `[her|Corvo]` the actor meant.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from onrecord.facts import Actor, Statement
from onrecord.reading.layout import lay_out
from onrecord.reading.scene import Cast, Scene, Sighting
from onrecord.reading.times import Anchor, TimeMention, find_times
from onrecord.report import Published, Report, text_sha256
from onrecord.text import Span

_MARK = re.compile(r"\[([^\]|]+)(?:\|([^\]]+))?\]")
TODAY = date(2026, 3, 12)  # a Thursday


@dataclass(frozen=True)
class Stage:
    """All that a room of facts needs of what stands before it."""

    scene: Scene
    cast: Cast
    times: tuple[TimeMention, ...]

    def statement(self, cue: str, source: str, content: str, act: str = "say") -> Statement:
        """A statement of words that stand once each in the text."""
        text = self.scene.text
        who = next(s.actor for s in self.cast.sightings if text[s.start : s.end] == source)
        return Statement(
            id=f"s{text.index(cue)}",
            speaker=(who,),
            mode="indirect",
            act=act,  # type: ignore[arg-type]
            source=(_span(text, source),),
            cue=(_span(text, cue),),
            content=(_span(text, content),),
        )


def stage(marked: str, actors: Mapping[str, Actor] | None = None) -> Stage:
    """The text without its marks, laid out, with the cast that they name and the times."""
    known = dict(actors or {})
    text, sightings, last = "", [], 0
    for mark in _MARK.finditer(marked):
        text += marked[last : mark.start()]
        said, meant = mark.group(1), mark.group(2) or mark.group(1).split()[-1]
        for ident in meant.split("+"):
            known.setdefault(ident, Actor(id=ident, name=said, kind="person"))
            sightings.append(Sighting(len(text), len(text) + len(said), ident, "name"))
        text += said
        last = mark.end()
    text += marked[last:]
    report = Report(id="r", text_sha256=text_sha256(text), kind="article", text=text)
    published = Published(TODAY.isoformat(), "given")
    scene = Scene(text, lay_out(text, report), published, TODAY)
    return Stage(
        scene, Cast(tuple(known.values()), tuple(sightings)), find_times(text, Anchor(TODAY))
    )


def state(code: str, name: str) -> Actor:
    return Actor(id=name, name=name, kind="state", identifiers={"iso3166": code})


def official(ident: str, code: str) -> Actor:
    return Actor(id=ident, name=ident, kind="person", office="minister", represents=code)


def _span(text: str, words: str) -> Span:
    assert text.count(words) == 1, words
    return Span.of(text, text.index(words), text.index(words) + len(words))
