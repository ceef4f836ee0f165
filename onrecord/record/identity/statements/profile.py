"""What of an account of a statement counts for telling which statement it is."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal

from onrecord.facts import Reading, Statement
from onrecord.record.identity.days import days
from onrecord.record.identity.ground import Ground
from onrecord.record.identity.sketches import Sketch
from onrecord.record.identity.wording import tokens
from onrecord.tables import rows
from onrecord.text import Span
from onrecord.vocabulary import Modality

__all__ = ["StatementProfile", "family", "profile"]

OPEN, CLOSE, GAP = "“", "”", "/"
_MOST = 150  # words of a statement that are kept: of a speech its beginning
# Left out by whoever quotes, or put in: what stands there is not the speaker's.
_LEFT_OUT = re.compile(r"\[[^\[\]]{2,}\]|\[?(?:\.\s?\.\s?\.|…)\]?")
_SENTENCE = re.compile(r"(?<=[a-z]{3}[.!?])[”’\"']?\s+(?=[“‘\"']?[A-Z])")
_ENDS = re.compile(r"[.!?\[…]")  # some of these stands wherever one of those matches
_LETTER = re.compile(r"\[(\w)\](?=\w)")
# What a date stands on where some words give it.
_TOLD = frozenset({"words", "carried"})


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementProfile:
    """Who said which words when, as one report tells it.

    ``words`` are those said, folded, with quoted stretches in “ ” and / where some are left out.
    ``family`` is that of the act (tables/act_families.tsv). ``basis`` says what the day is: the
    one on which it was said, that of the report which tells it, or that by which it was said.
    ``about`` names the agreements and cases it is about. ``own`` is the report where all this does
    not tell which statement it is.
    """

    speaker: tuple[Sketch, ...]
    words: str
    family: str = ""
    modality: Modality = "actual"
    day: str | None = None
    basis: Literal["said", "told", "by"] = "told"
    about: tuple[str, ...] = ()
    own: str = ""


def profile(one: Statement, here: Ground, names: Mapping[str, str], text: str) -> StatementProfile:
    """The profile of a statement; ``names`` are those of agreements and cases by their ids."""
    date = one.date
    basis: Literal["said", "told", "by"] = "told"
    day = date.value.partition("T")[0] if date and date.value else None
    if day is None or days(day) is None:
        day, basis = here.day, "by"
    elif date is not None and date.basis in _TOLD:
        basis = "said"
    return StatementProfile(
        speaker=here.who(one.speaker),
        words=_words(one, text),
        family=family(one.act),
        modality=one.modality,
        day=day,
        basis=basis,
        about=tuple(sorted({names[about] for about in one.about if about in names})),
    )


@cache
def _families() -> dict[str, str]:
    return {act: row["family"] for row in rows("act_families") for act in row["acts"].split("|")}


def family(act: str) -> str:
    """The family of an act: acts that outlets put for one another; empty for mere saying."""
    return _families().get(act, "")


def names(reading: Reading) -> dict[str, str]:
    """What a statement may be about, by ids: agreements by name, cases by their persons."""
    people = {actor.id: actor.name for actor in reading.actors}
    cases = {case.id: people.get(case.person, "") for case in reading.cases}
    found = {one.id: one.name for one in reading.agreements} | cases
    return {id: " ".join(tokens(name)) for id, name in found.items() if name}


def _words(one: Statement, text: str) -> str:
    """The words of a statement in the order of the text.

    What is told directly without marks (an answer in an interview, a press release) is quoted.
    """
    plain = one.content if one.mode == "direct" else ()
    quoted = sorted(one.quoted or plain, key=lambda span: span.start)
    spans = sorted({*one.content, *_outside(quoted, one.content)}, key=lambda s: s.start)
    found: list[str] = []
    for span in spans:
        at = span.start
        for inside in (q for q in quoted if span.covers(q)):
            if at < inside.start:
                found += tokens(text[at : inside.start])
            found += [OPEN, *_stretch(inside.text), CLOSE]
            at = max(at, inside.end)
        if at < span.end:
            found += tokens(text[at : span.end])
    return _tidy(found[:_MOST])


def _outside(quoted: list[Span], content: tuple[Span, ...]) -> list[Span]:
    return [one for one in quoted if not any(span.covers(one) for span in content)]


def _stretch(quotation: str) -> list[str]:
    """The words of a quotation, / where it leaves some out or brackets stand for them.

    Each sentence is a quotation of its own: others put «he said» between them.
    """
    if not _ENDS.search(quotation):  # as most quotations are: nothing is to be split
        return tokens(quotation)
    found: list[str] = []
    for sentence in _SENTENCE.split(_LETTER.sub(r"\1", quotation)):
        parts = [words for part in _LEFT_OUT.split(sentence) if (words := tokens(part))]
        if parts and found:
            found += [CLOSE, OPEN]
        for at, words in enumerate(parts):
            found += [GAP, *words] if at else words
    return found


def _tidy(found: list[str]) -> str:
    """One line; a quotation that the cut left open is closed, one without words is none."""
    if found.count(OPEN) > found.count(CLOSE):
        found = [*found, CLOSE]
    return " ".join(found).replace(f"{OPEN} {CLOSE}", "").strip()
