"""To whom a statement is said, and at whom it is aimed."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from onrecord.reading.scene import Cast, Layout, Sighting
from onrecord.reading.statements.cues import Cue
from onrecord.reading.statements.drafts import Draft
from onrecord.reading.statements.speakers import owns

_GAP = re.compile(r"[\s\u00a0]*(?:both |again |also |on )?")
AIMED = frozenset(
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
_TALKING = re.compile(
    r"(?:(?:Talking|Speaking|Testifying|Appearing|Writing|Addressing|Briefing)[\s\u00a0]+"
    r"(?:(?:to|before|with)[\s\u00a0]+)?|In[\s\u00a0]+(?:an?|the|his|her|its|their)[\s\u00a0]+"
    r"(?:[\w-]+[\s\u00a0]+){0,2}?(?:call|briefing|interview|conversation|conference|address|speech|"
    r"letter|message|email|statement|remarks|comments)[\s\u00a0]+(?:with|to)[\s\u00a0]+)"
)
_BOTH = re.compile(
    r"[\s\u00a0]+(?:again[\s\u00a0]+)?(?:both|the two|the neighbou?rs|the pair)\b"
    r"(?:[\s\u00a0]+(?:sides|parties|countries|neighbou?rs|governments|capitals|states|nations))?"
    r"[\s\u00a0]+[\"“‘]?(?=to\b|not\b|of\b|for\b|that\b|keep\b)"
)
_FROM = re.compile(
    r"\b(?:apolog(?:y|ies)|assurances?|guarantees?|answers?|explanations?|clarifications?|concessions?|"
    r"compensation|commitments?|pledges?|reparations|details|information|help|support|aid)"
    r"[\s\u00a0]+from[\s\u00a0]+(?:the[\s\u00a0]+)?"
)
_THAT = re.compile(r"(?:that|for|on)?[\s\u00a0]*[\"“‘']?(?:both[\s\u00a0]+)?(?:the[\s\u00a0]+)?")
_VERB = re.compile(
    r"[\s\u00a0]+(?:[a-z]+ly[\s\u00a0]+)?(?!(?:and|or|in|of|to|at|on|for|with|from)\b)[a-z]+\b"
)
_ASKED_BY = re.compile(
    r"\b(?:[Aa]sked|[Pp]ressed|[Qq]uestioned|[Qq]uizzed|[Cc]hallenged)[\s\u00a0]+"
    r"(?:\w+[\s\u00a0]+){0,2}?by[\s\u00a0]+"
)
_BIDDING = frozenset({"demand", "urge", "ask", "order"})
_LABELS = frozenset({"call", "describe", "label", "brand", "dub"})
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
    people = _behind_cue(text, layout, cue, cast) if cue.audience or cue.verb in _LABELS else ()
    if not people and cue.audience not in {"object", "target"}:
        people = _behind_preposition(text, layout, cue, draft, cast)
    aimed: tuple[str, ...] = ()
    if act in AIMED - {"warn", "threaten"} and (not people or cue.act not in AIMED):
        aimed = tuple(p for p in _in_content(text, draft, cue, act, cast) if p not in draft.speaker)
    if not people and not aimed:
        people = _at_the_occasion(text, layout, cue, draft, cast)
    if not people and not aimed:
        people = _who_asked(text, layout, cue, draft, cast)
        people = people or _before_it(text, layout, cue, draft, cast)
    people = tuple(p for p in people if p not in draft.speaker)
    if cue.act in AIMED or cue.verb in _LABELS:  # the object of the verb is whom it is aimed at
        aimed = aimed or people
    return Audience((*people, *aimed), aimed if act in AIMED else ())


def _behind_cue(text: str, layout: Layout, cue: Cue, cast: Cast) -> tuple[str, ...]:
    if cue.audience not in {"object", "target"} and cue.verb not in _LABELS:
        return ()
    gap = _GAP.match(text, cue.end)
    start = gap.end() if gap else cue.end
    people = _group(text, start, layout.sentence_at(cue.start).end, cast)
    if all(cast.actor(p).kind == "group" for p in people) and _BOTH.match(text, cue.end):
        return _the_two(cast, cue.start) or people
    return people


def _the_two(cast: Cast, position: int) -> tuple[str, ...]:
    """The two states that the text before a position speaks of most, if they stand out."""
    counted = Counter(
        s.actor
        for s in cast.sightings
        if s.start < position and cast.actor(s.actor).kind == "state"
    ).most_common(3)
    clear = len(counted) == 2 or (len(counted) == 3 and counted[1][1] > counted[2][1])
    return tuple(sorted(a for a, _ in counted[:2])) if clear else ()


def _behind_preposition(
    text: str, layout: Layout, cue: Cue, draft: Draft, cast: Cast
) -> tuple[str, ...]:
    end = layout.sentence_at(cue.start).end
    word = cue.audience or "to"
    for found in re.finditer(rf"\b{word}[\s\u00a0]+", text[cue.end : min(end, cue.end + 60)]):
        at = cue.end + found.end()
        if draft.holds(at) or (found.start() > 25 and word == "to"):
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


def _before_it(text: str, layout: Layout, cue: Cue, draft: Draft, cast: Cast) -> tuple[str, ...]:
    """Whom the opening of the sentence names («Talking to reporters, she said»)."""
    sentence = layout.sentence_at(cue.start)
    found = _TALKING.match(text, sentence.start, cue.start)
    if found is None or draft.holds(found.end()):
        return ()
    people = _group(text, found.end(), cue.start, cast)
    return people if not set(people) & set(draft.speaker) else ()


def _who_asked(text: str, layout: Layout, cue: Cue, draft: Draft, cast: Cast) -> tuple[str, ...]:
    """Whom a reply answers («Asked by a reporter whether …, she said»)."""
    sentence = layout.sentence_at(cue.start)
    for found in _ASKED_BY.finditer(text, sentence.start, sentence.end):
        if not draft.holds(found.start()) and found.start() != cue.start:
            people = _group(text, found.end(), sentence.end, cast)
            return people if not set(people) & set(draft.speaker) else ()
    return ()


def _in_content(text: str, draft: Draft, cue: Cue, act: str, cast: Cast) -> tuple[str, ...]:
    """At whom the words are aimed: their subject, or whom they name as such."""
    start, end = draft.content[0]
    need = _NEED.match(text, start, end)
    if need is not None:
        return _group(text, need.end(), end, cast)
    wanted = _FROM.search(text, start, end) if act in {"demand", "ask", "urge"} else None
    if wanted is not None:
        return _group(text, wanted.end(), end, cast)
    opening = _THAT.match(text, start, end)
    first = next(iter(cast.within(start, end)), None)
    if first is None or opening is None or first.start > opening.end():
        return ()
    if owns(text, first):
        return (first.actor,) if first.start - start <= 3 else ()
    kind = cast.actor(first.actor).kind
    blamed = act == "accuse" and _VERB.match(text, first.end) is not None
    bidden = cue.act in _BIDDING and _VERB.match(text, first.end) is not None
    must = _MUST.match(text, first.end) is not None
    return (first.actor,) if (must or blamed or bidden) and kind != "document" else ()


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
