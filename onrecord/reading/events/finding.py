"""Words of a table found in a text by their first word: quicker than one pattern of them all."""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import lru_cache

from onrecord.reading.encounters.ground import Ground, grounds
from onrecord.reading.scene import Cast, Scene
from onrecord.reading.times import TimeMention

_WORD = re.compile(r"[a-z]+(?![\w’'-])", re.IGNORECASE)
_INSIDE = frozenset("-’'")


@lru_cache(maxsize=2)
def _words(string: str) -> list[tuple[str, re.Match[str]]]:
    """The words of a text that are no part of longer ones, each with its lower case."""
    return [
        (word.group().lower(), word)
        for word in _WORD.finditer(string)
        if not (
            (start := word.start())
            and (string[start - 1] in _INSIDE or string[start - 1].isalnum())
        )
    ]


class ByFirstWord:
    """Finds forms of one word or several; the longest of those that begin alike."""

    def __init__(self, forms: Iterable[str]) -> None:
        longer: dict[str, list[str]] = {}
        for form in sorted(forms, key=lambda form: (-len(form), form)):
            longer.setdefault(form.split()[0].lower(), []).append(form)
        self._of = {
            first: re.compile(
                "|".join(r"\s+".join(map(re.escape, form.split())) for form in same)
                + r"(?![\w’'-])",
                re.IGNORECASE,
            )
            if len(same) > 1 or " " in same[0]
            else None
            for first, same in longer.items()
        }

    def finditer(self, string: str, /) -> Iterator[re.Match[str]]:
        """Every place of a form in the text, in order."""
        for first, word in _words(string):
            if first in self._of:
                longer = self._of[first]
                found = word if longer is None else longer.match(string, word.start())
                if found is not None:
                    yield found


def hits(
    scene: Scene,
    times: Sequence[TimeMention],
    cast: Cast,
    finder: ByFirstWord,
    silent: Collection[str],
    until: int | None = None,
) -> Iterator[tuple[Ground, re.Match[str]]]:
    """Every form inside a sentence, with the sentence's ground; not in parts of `silent` kinds.

    Only the text up to the character `until` is searched, where that is given.
    """
    text = scene.text if until is None else scene.text[:until]
    found = {match.span(): match for match in finder.finditer(text)}
    for ground, start, end in grounds(scene, times, cast, found, silent):
        yield ground, found[start, end]
