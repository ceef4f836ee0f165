"""To whom a statement is said, and at whom it is aimed."""

from __future__ import annotations

import re
from dataclasses import dataclass

from onrecord.reading.scene import Cast, Layout, Sighting
from onrecord.reading.statements.cues import Cue
from onrecord.reading.statements.drafts import Draft
from onrecord.reading.statements.speakers import owns

_GAP = re.compile(r"[\s\u00a0]*(?:both |again |also |on )?")
_AIMED = frozenset(
    {
        "ask",
        "urge",
        "demand",
        "order",
        "accuse",
        "condemn",
        "criticize",
        "praise",
        "threaten",
        "warn",
    }
)
_NEED = re.compile(r"(?:on|for|(?:the |an? )?(?:\w+ )?need for)[\s\u00a0]+")
_LISTED = re.compile(r",?[\s\u00a0]*(?:and|,)[\s\u00a0]*(?:the[\s\u00a0]+)?")
_MUST = re.compile(r"[\s\u00a0]+(?:must|should|ought to|has to|have to|needs? to)\b")
_CALL_WITH = re.compile(
    r"[\s\u00a0]+(?:in|during|on|at)[\s\u00a0]+an?[\s\u00a0]+(?:[\w-]+[\s\u00a0]+){0,3}?"
    r"(?:call|briefing|interview|conversation|conference|address|speech|letter|message|email)"
    r"[\s\u00a0]+(?:with|to)[\s\u00a0]+"
)
_OPENERS = frozenset({"", "the", "both", "its", "his", "her", "their"})


@dataclass(frozen=True, slots=True)
class Audience:
    """Ids of actors: all those it is said to, and those of them it is aimed at."""

    addressees: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()


def audience(
    text: str, layout: Layout, draft: Draft, cue: Cue | None, act: str, cast: Cast
) -> Audience:
    """Read the audience off the words around the cue.

    Wanted is an actor right behind the cue («told reporters», «urged Moscow to …»), behind its
    preposition («said to», «demanded of») or where the content opens: «the need for the Kremlin
    to …», «demanded his resignation», «welcomed Chad’s offer», «Moscow should …».
    """
    if cue is None or draft.turn:
        return Audience()
    people = _behind_cue(text, layout, cue, cast) if cue.audience else ()
    if not people and cue.audience not in {"object", "target"}:
        people = _behind_preposition(text, layout, cue, draft, cast)
    if not people and act in _AIMED - {"warn", "threaten"}:
        people = _in_content(text, draft, cast)
    if not people:
        people = _at_the_occasion(text, layout, cue, draft, cast)
    people = tuple(p for p in people if p not in draft.speaker)
    return Audience(people, people if act in _AIMED else ())


def _behind_cue(text: str, layout: Layout, cue: Cue, cast: Cast) -> tuple[str, ...]:
    if cue.audience not in {"object", "target"}:
        return ()
    gap = _GAP.match(text, cue.end)
    start = gap.end() if gap else cue.end
    return _group(text, start, layout.sentence_at(cue.start).end, cast)


def _behind_preposition(
    text: str, layout: Layout, cue: Cue, draft: Draft, cast: Cast
) -> tuple[str, ...]:
    end = layout.sentence_at(cue.start).end
    word = cue.audience or "to"
    for found in re.finditer(rf"\b{word}[\s\u00a0]+", text[cue.end : min(end, cue.end + 60)]):
        at = cue.end + found.end()
        if any(a <= at < b for a, b in draft.content) or found.start() > 25:
            break
        people = _group(text, at, end, cast)
        if people:
            return people
    return ()


def _at_the_occasion(
    text: str, layout: Layout, cue: Cue, draft: Draft, cast: Cast
) -> tuple[str, ...]:
    """Whom the occasion names («said in a background call with reporters»)."""
    end = min(layout.sentence_at(cue.start).end, cue.end + 80)
    found = _CALL_WITH.match(text, cue.end, end)
    if found is None or draft.holds(found.end()):
        return ()
    return _group(text, found.end(), end, cast)


def _in_content(text: str, draft: Draft, cast: Cast) -> tuple[str, ...]:
    start, end = draft.content[0]
    need = _NEED.match(text, start, end)
    if need is not None:
        return _group(text, need.end(), end, cast)
    first = next(iter(cast.within(start, end)), None)
    if first is None or first.start - start > 3:
        return ()
    must = _MUST.match(text, first.end) is not None
    return (first.actor,) if must or (owns(text, first) and draft.cue is not None) else ()


def _group(text: str, start: int, end: int, cast: Cast) -> tuple[str, ...]:
    """The actors that open at `start`, and those joined to them by commas and «and»."""
    out: list[Sighting] = []
    for sighting in cast.within(start, end):
        if not out:
            before = text[start : sighting.start].lower().strip(" \u00a0")
            if before not in _OPENERS or owns(text, sighting):
                break
        elif sighting.span != out[-1].span and not _LISTED.fullmatch(
            text, out[-1].end, sighting.start
        ):
            break
        out.append(sighting)
    return tuple(dict.fromkeys(s.actor for s in out))
