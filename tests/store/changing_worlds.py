"""Small reports for the laws of what changes: who said what, a sentence each, in versions."""

from collections.abc import Sequence

from onrecord.facts import Actor, Made, Mention, Notice, Reading, Statement, with_keys
from onrecord.report import Published, Report, report_id, text_sha256
from onrecord.text import Span

URL = "https://halyard.example/envoys"
WHO = ("Odlar", "Nasibli", "Tulegen")
# The first forty characters before «said» are the same in the first three: so are their keys.
SAID = (
    "The first of the treaties would be kept whatever came of it in the old harbour of the town",
    "The last of the treaties would be left whatever came of it in the old harbour of the town",
    "No part of the treaties was to be kept whatever came of it in the old harbour of the town",
    "Nobody would sign",
)


def sentence(who: int, what: int) -> str:
    """A sentence in which somebody says something."""
    return f"{SAID[what]}, {WHO[who]} said to reporters in front of the door on Monday morning."


def told(
    sentences: Sequence[tuple[int, int]],
    day: int,
    *,
    url: str = URL,
    outlet: str = "The Halyard",
    notice: str = "",
) -> Reading:
    """A report whose every sentence is a statement; ``notice`` takes it back."""
    text, spans = "", []
    for who, what in sentences:
        spans.append((len(text), who, what))
        text += sentence(who, what) + "\n"
    text += "Nothing else was heard of it.\n"
    notices: tuple[Notice, ...] = ()
    if notice:
        notices = (
            Notice(
                id="n1",
                kind="retraction",
                span=Span.of(text + notice, len(text), len(text + notice)),
            ),
        )
        text += notice
    actors = []
    for at, name in enumerate(WHO, 1):
        found = [start + len(SAID[what]) + 2 for start, who, what in spans if who == at - 1]
        mentions = tuple(Mention(Span(p, p + len(name), name), "name") for p in found)
        if mentions:
            actors.append(Actor(id=f"a{at}", name=name, kind="person", mentions=mentions))
    report = Report(
        id=report_id(text, url=url), text_sha256=text_sha256(text), text=text, url=url,
        outlet=outlet, source=url, title="Envoys", seen=f"2031-05-{day:02}T12:00:00Z",
        published=Published(f"2031-05-{day:02}", "given"), kind="article",
    )  # fmt: skip
    statements = tuple(_statement(text, at, *one) for at, one in enumerate(spans, 1))
    return with_keys(
        Reading(
            made=Made(version="0.1.0"), report=report, actors=tuple(actors),
            statements=statements, notices=notices,
        )
    )  # fmt: skip


def _statement(text: str, number: int, start: int, who: int, what: int) -> Statement:
    end = start + len(SAID[what])
    name = end + 2
    cue = name + len(WHO[who]) + 1
    return Statement(
        id=f"s{number}", speaker=(f"a{who + 1}",), mode="indirect", terms="on_record",
        source=(Span.of(text, name, cue - 1),), cue=(Span.of(text, cue, cue + 4),),
        content=(Span.of(text, start, end),),
    )  # fmt: skip
