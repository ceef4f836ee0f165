"""The words of an event: the one that tells it, those around it, and those of its report."""

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from heapq import nsmallest

from onrecord.facts import Reading
from onrecord.record.identity.encounters.words import plain
from onrecord.record.identity.sentences import sentences
from onrecord.record.identity.stems import stem
from onrecord.tables import rows
from onrecord.text import Span

_WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")
_NAMING = frozenset({"name", "title", "metonym"})
RAREST = 2.9  # how rare a word is that no table knows
_SHORT = 2  # letters of words that are never rare: «to», «of»
_COMMON = 0.4  # how rare a word is at most that helps others to tell: «have», «say»
_TELLING = 1.0  # how rare a word must be to tell an event
_AROUND = 5  # words of the sentence that are kept, the rarest
_WHOLE = 12  # words of the report that are kept, the rarest and most frequent


@dataclass(frozen=True, slots=True)
class Around:
    """Of an event's sentences: stems of names, numbers as written, the rarest other stems."""

    names: tuple[str, ...]
    numbers: tuple[str, ...]
    words: tuple[str, ...]


@cache
def _rarities() -> dict[str, float]:
    return {row["stem"]: float(row["rarity"]) for row in rows("word_ranks")}


def rarity(word: str) -> float:
    """How rare a stem is: 0.15 for «the», about 1 for «police», 2.9 for what no table knows."""
    return _rarities().get(word, RAREST) if len(word) > _SHORT else 0.0


@cache
def related() -> dict[tuple[str, str], float]:
    """Pairs of stems that tell one event: 0.6 where one topic had them, 1 where several did."""
    table = rows("related_turns")
    return {(row["one"], row["other"]): 1.0 if int(row["topics"]) > 1 else 0.6 for row in table}


@cache
def _turning() -> frozenset[str]:
    return frozenset(word for pair in related() for word in pair)


def turn(told: str) -> str:
    """The stem of the word of a telling that tells the event.

    The first that is known to tell events; else the first that is no name and not too common;
    else the last.
    """
    words = [match.group() for match in _WORD.finditer(told)]
    stems = [stem(word) for word in words]
    known = (s for s in stems if s in _turning() and rarity(s) > _COMMON)
    rare = (s for w, s in zip(words, stems, strict=True) if w.islower() and rarity(s) > _TELLING)
    return next(known, None) or next(rare, None) or (stems[-1] if stems else "")


class Spoken:
    """The words of one reading's text: which stand in names, and which of them tell most."""

    def __init__(self, reading: Reading) -> None:
        self.text = reading.report.text
        self._named = frozenset(
            match.start()
            for span in _named(reading)
            for match in _WORD.finditer(self.text, span.start, span.end)
        )

    def around(self, spans: Iterable[Span], but: str) -> Around:
        """The words of the sentences of some tellings, without the word that tells the event."""
        names, numbers, words = set[str](), set[str](), set[str]()
        at = 0
        for sentence in sentences(self.text, spans):
            at = self.text.find(sentence, at)
            for match in _WORD.finditer(self.text, at, at + len(sentence)):
                word = match.group()
                if word[0].isdigit():
                    numbers.add(word)
                elif match.start() in self._named:
                    names.add(stem(word))
                elif word.lower() not in plain():
                    words.add(stem(word))
        rare = {word: rarity(word) for word in words if word != but}
        telling = [word for word in rare if rare[word] > _TELLING]
        kept = sorted(telling, key=lambda word: (-rare[word], word))[:_AROUND]
        return Around(tuple(sorted(names)), tuple(sorted(numbers)), tuple(sorted(kept)))

    def whole(self) -> tuple[str, ...]:
        """The words that tell most of what the report is of: rare, frequent, in names."""
        often: dict[str, int] = {}
        for written, count in Counter(_WORD.findall(self.text)).items():
            if word := _telling(written):
                often[word] = often.get(word, 0) + count
        starts = (_WORD.match(self.text, at) for at in self._named)
        named = {_telling(word) for word in {match.group() for match in starts if match}}
        weighed = [_heavy(word, count, word in named) for word, count in often.items()]
        return tuple(sorted(word for _, word in nsmallest(_WHOLE, weighed)))


@lru_cache(maxsize=65536)
def _telling(written: str) -> str:
    """The stem of a word that is rare enough to tell what a report is of; else empty."""
    word = stem(written)
    return word if rarity(word) > _TELLING and not word[0].isdigit() else ""


@lru_cache(maxsize=65536)
def _heavy(word: str, count: int, named: bool) -> tuple[float, str]:
    """A word that stands so often in a report, the heaviest first: names count twice."""
    return -round(rarity(word) * (1 + math.log(count)) * (2 if named else 1), 6), word


def _named(reading: Reading) -> Iterator[Span]:
    for actor in reading.actors:
        yield from (one.span for one in actor.mentions if one.form in _NAMING)
    yield from (place.span for place in reading.places)
