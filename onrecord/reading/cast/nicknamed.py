"""Names with a nickname within: «Ilham “Lucky” Rzayev», «Robert (Bob) Menendez»."""

from collections.abc import Sequence

from onrecord.reading.cast.capitals import given, name_word
from onrecord.reading.cast.page import Page, Run

__all__ = ["with_nicknames"]

_AROUND = {'"': '"', "“": "”", "‘": "’", "(": ")"}
_LONGEST = 3  # words of a nickname


def with_nicknames(page: Page, runs: Sequence[Run]) -> list[Run]:
    """The runs of names in order, whole again where marks around a nickname have parted one."""
    joined: list[Run] = []
    for run in runs:
        if joined and run[0] < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(run[1], joined[-1][1]))
        else:
            joined.append((run[0], max(run[1], _behind(page, run))))
    return joined


def _behind(page: Page, run: Run) -> int:
    """Where a name ends that goes on behind a nickname within or behind `run`; 0 if none does."""
    first, last = run
    opens = next((at for at in range(first + 1, last + 1) if page.word(at) in _AROUND), 0)
    closing = _AROUND.get(page.word(opens), "") if opens else ""
    for at in range(opens + 2, opens + 2 + _LONGEST) if opens else ():
        if page.word(at) == closing:
            named = page.words[opens + 1][0].isupper() and name_word(page, at + 1)
            same = page.sentence[first] == page.sentence[min(at + 1, len(page) - 1)]
            return at + 2 if named and same and given(page.words[opens - 1]) else 0
    return 0
