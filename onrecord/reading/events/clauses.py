"""Words that head a clause of news and tell an event: «has agreed to», «threatened», «expelled».

Which words tell what stands in the tables `plover_clauses` and `plover_words`. There is no parser:
the model says which words are predicates, and the words around one whether it heads its clause.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import cast

from onrecord.reading.encounters.ground import Ground
from onrecord.reading.events.finding import ByFirstWord, hits
from onrecord.reading.scene import Cast, Scene
from onrecord.reading.times import TimeMention
from onrecord.reading.turning.inflected import forms, participles
from onrecord.tables import rows
from onrecord.tables.states import split
from onrecord.vocabulary import EventType

GUESSED = "guessed"  # the voice of a clause that no row but the model has coded
_SILENT = frozenset({"furniture", "credit", "correction", "caption"})
_CLASS = re.compile(r"&([A-Z]+)")


LEAD = 3  # sentences of a report whose clauses are coded


@dataclass(frozen=True, slots=True)
class Coding:
    """A row of the table `plover_clauses`: what a clause with these words tells."""

    by: re.Pattern[str] | None
    behind: re.Pattern[str] | None
    voice: str
    type: EventType
    mode: str | None
    context: str | None


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause that tells an event: its head, its subject's words and those behind the head.

    All ranges are code points; `subject` and `rest` may be empty. `passive` says that it is done
    to the subject.
    """

    ground: Ground
    start: int
    end: int
    subject: tuple[int, int]
    rest: tuple[int, int]
    passive: bool
    coding: Coding


Row = tuple[bool, Coding]  # with whether the form of its verb makes a passive


@cache
def classes() -> dict[str, str]:
    """The classes of words that patterns name as `&CLASS`, and `ending` words of the grammar."""
    return {row["class"]: row["words"] for row in rows("plover_words")}


def pattern(words: str) -> re.Pattern[str] | None:
    """A cell of `by` or `with`; None where it is empty."""
    if not words:
        return None
    opened = _CLASS.sub(lambda found: rf"\b(?:{classes()[found[1]]})(?![\w-])", words)
    opened = re.sub(r"(?:(?<=\A)|(?<=\|))\^ ?", r"\\A\\s*+", opened)
    return re.compile(opened.replace(" ", r"\s+"), re.IGNORECASE)


@cache
def codings() -> tuple[ByFirstWord, dict[str, list[Row]]]:
    """What finds the heads, and the rows of each form with whether the form makes a passive."""
    found: dict[str, list[Row]] = {}
    for row in rows("plover_clauses"):
        coding = Coding(
            pattern(row["by"]), pattern(row["with"]), row["voice"],
            cast(EventType, row["type"]), row["mode"] or None, row["context"] or None,
        )  # fmt: skip
        for verb in split(row["verbs"]):
            past = participles(verb)
            for form in forms(verb):
                found.setdefault(form, []).append((form in past, coding))
    return ByFirstWord(found), found


def anchors(
    scene: Scene, times: Sequence[TimeMention], cast: Cast
) -> Iterator[tuple[Ground, re.Match[str]]]:
    """Every word of the lead that could head a clause of the table, in the order of the text.

    As event coders do since KEDS (Schrodt, 1994), only the first sentences are read: what is told
    later is background more often than news.
    """
    spoken = [s for s in scene.layout.sentences if scene.layout.kind_at(s.start) not in _SILENT]
    until = spoken[min(LEAD, len(spoken)) - 1].end if spoken else 0
    return hits(scene, times, cast, codings()[0], _SILENT, until)


def told_by(hit: re.Match[str]) -> Sequence[Row]:
    """The rows for a word of the table."""
    return codings()[1][" ".join(hit.group().lower().split())]


def clause_at(ground: Ground, hit: re.Match[str], table: Sequence[Row]) -> Clause | None:
    """The clause that a word heads, if it heads one that a row of `table` fits."""
    a, b = ground.token(hit.start()), ground.token(hit.end() - 1) + 1
    opening = _verb_group(ground, a)
    if not _plain(ground, a, opening):
        return None
    start, end = hit.span()
    rest = (end, _tail(ground, end))
    behind = ground.text[slice(*rest)]
    passive = any(past for past, _ in table) and _is_passive(ground, opening, a)
    if not passive:  # most rows are ruled out before the model is asked
        table = [row for row in table if row[1].behind is None or row[1].behind.search(behind)]
    if not table or not _heads(ground, a, b, opening):
        return None
    subject = _subject(ground, hit, opening, passive)
    by = ground.text[slice(*subject)]
    for past, coding in table:
        turned = passive and coding.voice != "adjective"
        if _fits(coding, by, behind, past, turned):
            undergoes = turned or coding.voice == "undergo"
            return Clause(ground, start, end, subject, rest, undergoes, coding)
    return None


def _fits(coding: Coding, by: str, behind: str, past: bool, turned: bool) -> bool:
    """Whether a row fits a clause; `turned` into the passive, its subject is the object."""
    if turned:
        if not past or coding.voice == "bare":
            return False
        by, behind = behind, f"{by} {behind}"
    elif coding.voice == "passive":
        return False
    return (coding.by is None or coding.by.search(by) is not None) and (
        coding.behind is None or coding.behind.search(behind) is not None
    )


def _verb_group(ground: Ground, a: int) -> int:
    """The first token of the helpers, adverbs and times before the verb at token `a`."""
    at = a
    while at > 0:
        low, time = ground.low(at - 1), ground.time(at - 1)
        if time is not None:
            at = ground.token(time.start)
            at -= ground.low(at - 1) in ("on", "in", "since")
        elif low in _words("helper") or (low.endswith("ly") and ground.group(at - 1) is None):
            at -= 1
        else:
            break
    return at


@cache
def _bases() -> frozenset[str]:
    return frozenset(verb for row in rows("plover_clauses") for verb in split(row["verbs"]))


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(classes()[name].split("|"))


def helpers(clause: Clause) -> frozenset[str]:
    """The helping words before the head: «will», «has», «not»."""
    a = clause.ground.token(clause.start)
    opening = _verb_group(clause.ground, a)
    return frozenset(clause.ground.low(i) for i in range(opening, a))


def _is_passive(ground: Ground, opening: int, a: int) -> bool:
    between = [ground.low(i) for i in range(opening, a)]
    return any(low in _words("be") for low in between)


def _plain(ground: Ground, a: int, opening: int) -> bool:
    """Whether the words before token `a` leave it a finite verb or an adjective of its clause."""
    before = ground.low(opening - 1)
    if (opening == 0 and not ground.headline) or before == "that":
        return False  # «the draft that has been rejected»
    if a > 0 and not ground.headline and ground.text[ground.words[a].start].isupper():
        return False
    if ground.low(a).endswith("ing") and before not in _words("onset"):
        return _is_passive(ground, opening, a)
    noun = before in _words("noun") or before in _words("preposition")
    return not noun or _helped(ground, opening, a)


def _helped(ground: Ground, opening: int, a: int) -> bool:
    return any(ground.low(i) in _words("finite") for i in range(opening, a))


def _heads(ground: Ground, a: int, b: int, opening: int) -> bool:
    """Whether the word at tokens `a` to `b` heads the main clause, by the model."""
    word, before = ground.low(a), ground.low(opening - 1)
    start, end = ground.words[a].start, ground.words[b - 1].end
    helped = _helped(ground, opening, a)
    known = helped or word in _words("ought") or word in _words("light")
    known |= word.endswith("ed") and ground.group(opening - 1) is not None
    if not known and not ground.relations.is_predicate(start, end):
        return False
    if _subordinate(ground, opening):
        return False
    noun = word in _bases() or word.removesuffix("s") in _bases()
    bare = not helped and noun and before not in ("to", "who")
    if not bare or _plain_subject(ground, opening):
        return True
    return "ARG0" in ground.relations.roles(start, end)  # else «the favour»


def _plain_subject(ground: Ground, opening: int) -> tuple[int, int] | None:
    """A name that stands alone between the opening of a clause and its verb group."""
    group = ground.group(opening - 1)
    if group is None or (group.first > 0 and ground.low(group.first - 1) not in _words("opening")):
        return None
    return None if ground.low(group.first - 1) == "and" else (group.start, group.end)


def _subordinate(ground: Ground, opening: int) -> bool:
    """Whether the verb group stands in a clause beside the main one: «after …», «who …»."""
    at = opening - 1
    while at >= 0 and opening - at < 40:
        low = ground.low(at)
        if low in _words("beside"):
            return not _another(ground, at + 1, opening)
        if low in (",", ";", ":", "—", "–", "(", "“"):
            return False
        at -= 1
    return False


def _another(ground: Ground, first: int, last: int) -> bool:
    """Whether another verb stands between two tokens, to which the word that subordinates is."""
    return any(
        ground.low(i) in _words("finite")
        or (
            ground.low(i).endswith(("ed", "ing"))
            and ground.relations.is_predicate(ground.words[i].start, ground.words[i].end)
        )
        for i in range(first, last)
    )


@cache
def _ending() -> re.Pattern[str]:
    return re.compile(
        rf"[;:—]|[\s,]\s*(?:{classes()['ending']})\b"
        rf"|,\s[^,;]{{3,90}}?\b(?:{classes()['saying']})\b",
        re.IGNORECASE,
    )


def _tail(ground: Ground, end: int) -> int:
    """Where what belongs to the head ends: at a clause beside it, or who said so."""
    high = ground.sentence.end
    found = _ending().search(ground.text, end, high)
    return found.start() if found else high


def _subject(ground: Ground, hit: re.Match[str], opening: int, passive: bool) -> tuple[int, int]:
    """The words of the subject: by the model, else those between the clause's opening and it."""
    plain = _plain_subject(ground, opening)
    if plain is not None:
        return plain
    told = ground.relations.roles(hit.start(), hit.end()).get("ARG1" if passive else "ARG0")
    if told is not None and told[1] <= hit.start():
        before = ground.words[max(0, opening - 1)].end
        return told[0], max(told[1], before)  # «Israel» and «the Palestinians»
    first = opening
    stops = _words("opening") - {"and"} if ground.low(opening - 1) != "and" else _words("opening")
    while first > 0 and ground.low(first - 1) not in stops and opening - first < 25:
        first -= 1
    if first == opening:
        return _shared(ground, opening) or (hit.start(), hit.start())
    return ground.words[first].start, ground.words[opening - 1].end


def _shared(ground: Ground, opening: int) -> tuple[int, int] | None:
    """The subject of the verb before, where two verbs share it: «set up posts and patrolled»."""
    if ground.low(opening - 1) not in ("and", "but", "then"):
        return None
    for word in reversed(ground.words[max(0, opening - 16) : opening - 1]):
        told = ground.relations.roles(word.start, word.end).get("ARG0")
        if told is not None and ground.relations.is_predicate(word.start, word.end):
            return told
    return None
