"""Small scenes for the rooms that read turns: a text, its sentences, actors and statements."""

import re
from datetime import date

from onrecord.facts import Actor, Mention, Statement
from onrecord.reading.scene import Cast, Layout, Paragraph, Scene, Sentence, Sighting
from onrecord.reading.times import Anchor, TimeMention, find_times
from onrecord.report import Published
from onrecord.text import Span

_TODAY = date(2031, 5, 14)


def scene_of(text: str) -> Scene:
    """The scene of a text whose lines are paragraphs, read on 14 May 2031."""
    paragraphs, sentences = [], []
    for m in re.finditer(r"[^\n]+", text):
        paragraphs.append(Paragraph(m.start(), m.end(), "body"))
        sentences.extend(
            Sentence(m.start() + s.start(), m.start() + s.end(), len(paragraphs) - 1)
            for s in re.finditer(r"\S.*?(?:[.?!](?=\s|$)|$)", m.group())
        )
    layout = Layout(
        kind="article",
        title=None,
        outlet=None,
        authors=(),
        dateline=None,
        paragraphs=tuple(paragraphs),
        sentences=tuple(sentences),
        parts=(),
    )
    return Scene(text, layout, Published(), _TODAY)


def times_of(text: str) -> tuple[TimeMention, ...]:
    """The times of a text read on 14 May 2031."""
    return find_times(text, Anchor(_TODAY))


def cast_of(text: str, **actors: str) -> Cast:
    """A cast by id: «kind code: form | form» finds every sighting of the forms."""
    made, seen = [], []
    for ident, told in actors.items():
        traits, _, forms = told.partition(":")
        kind, *code = traits.split()
        names = [form.strip() for form in forms.split("|")]
        state = code[0] if code else None
        spans = [m.span() for name in names for m in re.finditer(re.escape(name), text)]
        made.append(
            Actor(
                id=ident,
                name=names[0],
                kind=kind,
                represents=state,
                identifiers={"iso3166": state} if kind == "state" and state else {},
                mentions=tuple(Mention(Span.of(text, *span), "name") for span in spans),
            )
        )
        for name in names:
            form = "pronoun" if name.lower() in {"he", "she", "his", "her", "him"} else "name"
            seen += [
                Sighting(m.start(), m.end(), ident, form)
                for m in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text)
            ]
    seen.sort(key=lambda s: (s.start, -s.end))
    return Cast(tuple(made), tuple(seen))


def saying(text: str, speaker: str, act: str, cue: str, content: str) -> Statement:
    """A statement whose cue and content are the first such words of the text."""
    at = text.index(content)
    return Statement(
        id="s1",
        speaker=(speaker,),
        mode="indirect",
        act=act,
        cue=(Span.of(text, text.index(cue), text.index(cue) + len(cue)),),
        content=(Span.of(text, at, at + len(content)),),
    )
