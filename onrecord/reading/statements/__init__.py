"""The statements room: who said what to whom, in which words, on what terms."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from onrecord.facts import Statement
from onrecord.reading.quotes import quotations
from onrecord.reading.scene import Cast, Layout, Scene
from onrecord.reading.spotting import Range, Spotted
from onrecord.reading.statements.assemble import assemble
from onrecord.reading.statements.carried import issued, turns, with_carried
from onrecord.reading.statements.closing import closing
from onrecord.reading.statements.drafts import Draft, drafts, left_open
from onrecord.reading.statements.holding import Holding
from onrecord.reading.statements.inquotes import within_quotations
from onrecord.reading.statements.lists import point_by_point
from onrecord.reading.statements.nested import chains, inner, outright, without_doubles
from onrecord.reading.statements.relative import with_relatives
from onrecord.reading.statements.signed import signed
from onrecord.reading.times import TimeMention

__all__ = ["statements"]

_UNSAID = re.compile(
    r"\b(?:not|never|n[’']t|without|neither|nor|could not be|unclear (?:what|whether|if))"
    r"(?:[\s\u00a0](?:immediately|yet|directly|publicly|specifically|be|been|to|further))*[\s\u00a0]*$",
    re.IGNORECASE,
)
_WOULD_NOT = re.compile(r"\b(?:would|will) not[\s\u00a0]*$|\b(?:wouldn|won)[’']t[\s\u00a0]*$", re.I)
_WITHHELD = frozenset({"say", "tell", "comment", "confirm", "discuss", "disclose", "reveal"})
_LONGEST = 150  # words of one content; what is longer is cut at the end of a sentence


def statements(
    scene: Scene,
    spotted: Spotted,
    times: Sequence[TimeMention],
    cast: Cast,
    issuer: str | None = None,
) -> tuple[Statement, ...]:
    """All statements of a report, in the order of the text.

    `issuer` is the actor in whose voice the paragraphs of a press release speak.
    """
    text, layout = scene.text, scene.layout
    marks = quotations(text)
    made = list(_said(text, drafts(scene, spotted.attributions, marks, cast)))
    made = closing(text, layout, made, marks, cast)
    made += signed(text, layout, made, marks, cast)
    made = with_carried(text, layout, made, marks)
    made = list(point_by_point(text, layout, made, cast))
    made += turns(text, layout, cast)
    made += issued(text, layout, made, marks, issuer)
    made = with_relatives(text, layout, made, cast)
    made += list(inner(text, layout, made, marks, cast))
    made += list(outright(text, layout, made, marks, cast))
    made += list(within_quotations(text, layout, made, marks, cast))
    made = list(_short_enough(text, layout, without_doubles(_on_the_floor(made, cast, issuer))))
    return assemble(scene, made, chains(made), marks, times, cast)


def _said(text: str, made: Iterable[Draft]) -> Iterator[Draft]:
    """Without what was expressly not said («did not say whether») or only asked after."""
    for draft in made:
        if draft.source and draft.cue and left_open(text, draft.source[0]):
            continue
        before = text[max(0, draft.cue.start - 40) : draft.cue.start] if draft.cue else ""
        if draft.cue and _UNSAID.search(before):
            if _WOULD_NOT.search(before) and draft.cue.verb in _WITHHELD:
                yield replace(draft, cue=replace(draft.cue, act="decline"))
            continue
        yield draft


def _on_the_floor(made: Sequence[Draft], cast: Cast, issuer: str | None) -> Iterator[Draft]:
    """Mark what is said within a turn by its own speaker, or by the state that he speaks for.

    Whoever issues a press release has the floor in all of it.
    """
    floors = Holding([d for d in made if d.turn])
    for draft in made:
        own = not draft.turn and (
            (issuer is not None and draft.speaker == (issuer,))
            or any(
                _one_voice(draft.speaker, f.speaker, cast) for f in floors.at(draft.content[0][0])
            )
        )
        yield replace(draft, floor=True) if own else draft


def _one_voice(speaker: tuple[str, ...], holder: tuple[str, ...], cast: Cast) -> bool:
    if speaker == holder:
        return True
    states = {cast.actor(a).represents for a in holder}
    acting = [cast.actor(a) for a in speaker]
    return all(a.kind == "state" and a.represents in states for a in acting) and bool(acting)


def _short_enough(text: str, layout: Layout, made: Iterable[Draft]) -> Iterator[Draft]:
    for draft in made:
        if sum(len(text[a:b].split()) for a, b in draft.content) <= _LONGEST:
            yield draft
            continue
        pieces = [r for span in draft.content for r in _by_sentence(layout, span)]
        first = True
        group: list[Range] = []
        words = 0
        for start, end in pieces:
            size = len(text[start:end].split())
            if group and words + size > _LONGEST:
                yield replace(draft, content=_closed_up(group), cue=draft.cue if first else None)
                first, group, words = False, [], 0
            if size <= _LONGEST:
                group.append((start, end))
                words += size
        if group:
            yield replace(draft, content=_closed_up(group), cue=draft.cue if first else None)


def _by_sentence(layout: Layout, span: Range) -> Iterator[Range]:
    for sentence in layout.sentences:
        start, end = max(span[0], sentence.start), min(span[1], sentence.end)
        if start < end:
            yield start, end


def _closed_up(group: Sequence[Range]) -> tuple[Range, ...]:
    """Neighbouring ranges as one, where only white space of one line lies between them."""
    out: list[Range] = []
    for start, end in group:
        if out and start - out[-1][1] <= 1:
            out[-1] = (out[-1][0], end)
        else:
            out.append((start, end))
    return tuple(out)
