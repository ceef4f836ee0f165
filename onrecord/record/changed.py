"""What changed from one version of a report to another: in its text, and in its facts.

    paragraphs ─▶ those that stand in both ─▶ those that were edited, moved, added, removed ─▶ words
    facts ─▶ the same words in the same context ─▶ kept, changed; the others appeared or are gone

Paragraphs and words are laid side by side by what both have in common (difflib). A fact is the
same only where its words are, in their sentence (``facts.contexts``); one of the same key whose
words are not is told as changed with both, and nothing known of it moves along. Both readings are
of one report; neither is changed.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any, Literal

from onrecord.facts import Fact, Notice, Reading, Statement, facts, to_builtins, turning
from onrecord.facts.contexts import context, resting
from onrecord.text import Span

Alteration = Literal["kept", "changed", "moved", "added", "removed"]
Fate = Literal["kept", "changed", "appeared", "gone"]
_Row = tuple[int | None, int | None]

_ALIKE = 0.5  # the share of common words from which on a paragraph is another one edited
_MANY = 60  # paragraphs between two that stand: among more, edited ones are not looked for
_COSTLY = 100_000  # pairs of equal members of two sequences: with more, only ends are compared
_LEAST = 4  # words that a paragraph must have to be told as moved
_WORD = re.compile(r"\S+")
_LINE = re.compile(r"[^\n]*\S[^\n]*")
# What a fact says that is not what it says of the world.
_ASIDE = frozenset({"id", "key", "confidence", "told", "start", "end", "lat", "lon", "geonames"})


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of words that stands in both texts, or in one of them."""

    what: Literal["same", "added", "removed"]
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """One paragraph in either version: None where it is not there.

    ``pieces`` are the words of one that was edited, those of both versions in their order.
    """

    what: Alteration
    old: Span | None = None
    new: Span | None = None
    pieces: tuple[Piece, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FactChange:
    """What became of one fact: its id, key and words in either version, the telling ones first.

    ``fields`` are those that say something else than before. ``carried``: its words are the same
    in their context, so that what is known of it holds for the new version too.
    """

    what: Fate
    kind: str
    old: str | None = None
    new: str | None = None
    old_key: str | None = None
    new_key: str | None = None
    old_words: tuple[Span, ...] = ()
    new_words: tuple[Span, ...] = ()
    fields: tuple[str, ...] = ()
    carried: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """Everything that changed; ``notices`` are those that the new version has and the old had not.

    Paragraphs stand in the order of the new text, what was removed where it stood; facts in the
    order of the new text, those that are gone behind them.
    """

    paragraphs: tuple[Paragraph, ...]
    facts: tuple[FactChange, ...]
    notices: tuple[Notice, ...] = ()

    @property
    def altered(self) -> bool:
        """Whether any word is another, or at another place."""
        return any(one.what != "kept" for one in self.paragraphs)


def changes(old: Reading, new: Reading) -> Changes:
    """What changed from one version to another."""
    told = {one.span.text for one in old.notices}
    return Changes(
        paragraphs=tuple(paragraphs(old.report.text, new.report.text)),
        facts=tuple(fact_changes(old, new)),
        notices=tuple(one for one in new.notices if one.span.text not in told),
    )


def paragraphs(old: str, new: str) -> list[Paragraph]:
    """The paragraphs of two texts, side by side."""
    was, now = _lines(old), _lines(new)
    rows: list[_Row] = []
    for tag, a, b, c, d in _steps([_folded(one) for one in was], [_folded(one) for one in now]):
        if tag == "equal":
            rows += zip(range(a, b), range(c, d), strict=True)
        else:
            rows += _edited(was, now, range(a, b), range(c, d))
    moved = _moved(was, now, rows)
    away = set(moved.values())
    return [
        _paragraph(was, now, moved.get(new, old) if new is not None else old, new, new in moved)
        for old, new in rows
        if new is not None or old not in away
    ]


def fact_changes(old: Reading, new: Reading) -> list[FactChange]:
    """What became of each fact."""
    was, now = list(facts(old)), list(facts(new))
    pairs = _pairs(old, new, was, now)
    before = {there: here for here, there in pairs.items()}
    found = []
    for at, fact in enumerate(now):
        if at in before:
            found.append(_change(old, new, was[before[at]], fact))
        else:
            found.append(_alone("appeared", fact))
    order = sorted(range(len(now)), key=lambda at: (_place(now[at]), now[at].id))
    gone = sorted((f for at, f in enumerate(was) if at not in pairs), key=_place)
    return [found[at] for at in order] + [_alone("gone", fact) for fact in gone]


def _pairs(old: Reading, new: Reading, was: Sequence[Fact], now: Sequence[Fact]) -> dict[int, int]:
    """Which fact of the new version is which of the old: by words in context, else by key."""
    pairs: dict[int, int] = {}
    for name in (_by_context, _by_key):
        taken = set(pairs.values())
        there: dict[Any, list[int]] = defaultdict(list)
        for at, fact in enumerate(now):
            if at not in taken and (named := name(new.report.text, fact)):
                there[named].append(at)
        for at, fact in enumerate(was):
            if at in pairs or not (named := name(old.report.text, fact)):
                continue
            if mine := there.get(named):
                pairs[at] = mine.pop(0)
    return pairs


def _by_context(text: str, fact: Fact) -> Any:
    kind, _ = turning(fact)
    words = context(text, fact)
    return (kind, words) if words else None


def _by_key(text: str, fact: Fact) -> Any:
    return fact.key


def _change(old: Reading, new: Reading, was: Fact, now: Fact) -> FactChange:
    words = context(old.report.text, was)
    same = words is not None and words == context(new.report.text, now)
    fields = tuple(_differing(_plain(old, was), _plain(new, now)))
    return FactChange(
        what="kept" if same and not fields else "changed",
        kind=_kind(now), old=was.id, new=now.id, old_key=was.key, new_key=now.key,
        old_words=_shown(was), new_words=_shown(now), fields=fields, carried=same,
    )  # fmt: skip


def _alone(what: Literal["appeared", "gone"], fact: Fact) -> FactChange:
    words = _shown(fact)
    if what == "gone":
        return FactChange(
            what=what, kind=_kind(fact), old=fact.id, old_key=fact.key, old_words=words
        )
    return FactChange(what=what, kind=_kind(fact), new=fact.id, new_key=fact.key, new_words=words)


def _shown(fact: Fact) -> tuple[Span, ...]:
    """The words of a fact, those first that say most of it: of a statement what is said."""
    if isinstance(fact, Statement):
        return (*fact.content, *fact.cue, *fact.source)
    return resting(fact)


def _kind(fact: Fact) -> str:
    return type(fact).__name__.lower()


def _place(fact: Fact) -> int:
    return min((span.start for span in resting(fact)), default=0)


def _differing(was: dict[str, Any], now: dict[str, Any]) -> Iterator[str]:
    return (name for name in now if was.get(name) != now[name])


def _plain(reading: Reading, fact: Fact) -> dict[str, Any]:
    """What a fact says, with names in place of the ids of its reading."""
    names = {one.id: one.name for one in reading.actors}
    names |= {one.id: one.name for one in reading.agreements}
    names |= {one.id: f"case of {names.get(one.person, one.person)}" for one in reading.cases}
    of = {one.id: resting(one)[0].text for one in facts(reading) if resting(one)}
    told: dict[str, Any] = to_builtins(fact)
    return {name: _named(value, names | of) for name, value in told.items() if name not in _ASIDE}


def _named(value: Any, names: dict[str, str]) -> Any:
    if isinstance(value, str):
        return names.get(value, value)
    if isinstance(value, list):
        return [_named(one, names) for one in value]
    if isinstance(value, dict):
        if {"start", "end", "text"} <= value.keys():
            return " ".join(value["text"].split())
        return {name: _named(one, names) for name, one in value.items() if name not in _ASIDE}
    return value


def _lines(text: str) -> list[Span]:
    """Lines that are not blank, without the white space around them."""
    found = []
    for line in _LINE.finditer(text):
        words = line.group().strip()
        start = line.start() + line.group().index(words)
        found.append(Span(start, start + len(words), words))
    return found


def _folded(span: Span) -> str:
    return " ".join(span.text.split())


def _steps(was: Sequence[str], now: Sequence[str]) -> list[tuple[str, int, int, int, int]]:
    """How one sequence becomes another: stretches that are equal, and all between them.

    As ``SequenceMatcher.get_opcodes``, with no more than «equal» and «replace». Where very many
    members are equal to each other only what both begin and end with is compared.
    """
    head = _common(was, now, range(min(len(was), len(now))))
    rest = min(len(was), len(now)) - head
    tail = _common(was[::-1], now[::-1], range(rest))
    inner, other = was[head : len(was) - tail], now[head : len(now) - tail]
    often = Counter(other)
    found = [("equal", 0, head, 0, head)]
    if sum(often[one] for one in inner) <= _COSTLY:
        for tag, a, b, c, d in SequenceMatcher(None, inner, other, autojunk=False).get_opcodes():
            found.append(("equal" if tag == "equal" else "replace", *_shifted(head, a, b, c, d)))
    else:
        found.append(("replace", *_shifted(head, 0, len(inner), 0, len(other))))
    found.append(("equal", len(was) - tail, len(was), len(now) - tail, len(now)))
    return [one for one in found if one[1] < one[2] or one[3] < one[4]]


def _common(was: Sequence[str], now: Sequence[str], places: range) -> int:
    return next((at for at in places if was[at] != now[at]), len(places))


def _shifted(by: int, a: int, b: int, c: int, d: int) -> tuple[int, int, int, int]:
    return a + by, b + by, c + by, d + by


def _edited(was: Sequence[Span], now: Sequence[Span], old: range, new: range) -> Iterator[_Row]:
    """Paragraphs between two that stand: an edited one beside what it was."""
    begin = old.start
    for at in new:
        likest, likeness = None, _ALIKE
        for one in range(begin, old.stop if len(old) <= _MANY and len(new) <= _MANY else begin):
            if (found := _likeness(was[one].text, now[at].text)) > likeness:
                likest, likeness = one, found
        if likest is None:
            yield None, at
            continue
        yield from ((gone, None) for gone in range(begin, likest))
        yield likest, at
        begin = likest + 1
    yield from ((gone, None) for gone in range(begin, old.stop))


def _likeness(one: str, other: str) -> float:
    """The share of their words that two paragraphs have in common."""
    mine, theirs = Counter(one.split()), Counter(other.split())
    return 2 * (mine & theirs).total() / (mine.total() + theirs.total())


def _moved(was: Sequence[Span], now: Sequence[Span], rows: Sequence[_Row]) -> dict[int, int]:
    """What was removed at one place and added at another, in the same words: new place and old."""
    gone: dict[str, list[int]] = defaultdict(list)
    for old, new in rows:
        if old is not None and new is None and len(was[old].text.split()) >= _LEAST:
            gone[_folded(was[old])].append(old)
    return {
        new: mine.pop(0)
        for old, new in rows
        if old is None and new is not None and (mine := gone.get(_folded(now[new])))
    }


def _paragraph(
    was: Sequence[Span], now: Sequence[Span], old: int | None, new: int | None, moved: bool
) -> Paragraph:
    here = was[old] if old is not None else None
    there = now[new] if new is not None else None
    if here is None:
        return Paragraph(what="added", new=there)
    if there is None:
        return Paragraph(what="removed", old=here)
    if _folded(here) != _folded(there):
        return Paragraph(what="changed", old=here, new=there, pieces=tuple(_pieces(here, there)))
    return Paragraph(what="moved" if moved else "kept", old=here, new=there)


def _pieces(old: Span, new: Span) -> Iterator[Piece]:
    """The words of two paragraphs: what stands in both, what was removed, what was added."""
    was, now = list(_WORD.finditer(old.text)), list(_WORD.finditer(new.text))
    for tag, a, b, c, d in _steps([w.group() for w in was], [w.group() for w in now]):
        if tag == "equal":
            yield Piece("same", _cut(new.text, now, c, d))
            continue
        if a < b:
            yield Piece("removed", _cut(old.text, was, a, b))
        if c < d:
            yield Piece("added", _cut(new.text, now, c, d))


def _cut(text: str, words: Sequence[re.Match[str]], first: int, behind: int) -> str:
    return text[words[first].start() : words[behind - 1].end()]
