"""Listed words and phrases found in a text: a look-up at each word, whatever their number."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache

_WORD = re.compile(r"\w+(?:-\w+)*")

Words = tuple[list[str], list[int], list[int], dict[str, list[int]]]


@lru_cache(maxsize=2)
def _words(text: str) -> Words:
    """The words of a text in lower case, hyphened ones whole: where they start and end, and the
    numbers of each."""
    found = list(_WORD.finditer(text))
    forms = [m.group().lower() for m in found]
    places: dict[str, list[int]] = defaultdict(list)
    for number, form in enumerate(forms):
        places[form].append(number)
    return forms, [m.start() for m in found], [m.end() for m in found], places


class Phrases:
    """A list of phrases, in lower case, to be found whatever the case and the gaps of a text."""

    def __init__(self, forms: Iterable[str]) -> None:
        by_first: dict[str, set[tuple[str, ...]]] = defaultdict(set)
        for form in forms:
            words = tuple(_WORD.findall(form))
            if words:
                by_first[words[0]].add(words)
        self._by_first = {
            first: sorted(many, key=lambda w: (-len(w), w)) for first, many in by_first.items()
        }

    def find(self, text: str) -> Iterator[tuple[int, int]]:
        """Where the phrases stand, the longest at each word, in order, none overlapping another."""
        forms, starts, ends, places = _words(text)
        known = self._by_first
        reached = 0
        for index in sorted(i for form in known.keys() & places.keys() for i in places[form]):
            if index < reached:
                continue
            for words in known[forms[index]]:
                after = index + len(words)
                if tuple(forms[index:after]) == words and _spaced(text, starts, ends, index, after):
                    yield starts[index], ends[after - 1]
                    reached = after
                    break


def _spaced(text: str, starts: list[int], ends: list[int], first: int, after: int) -> bool:
    """Whether nothing but space stands between the words."""
    return all(text[ends[i] : starts[i + 1]].isspace() for i in range(first, after - 1))
