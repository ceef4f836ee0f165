"""Lines that stand in many posts of a page: labels and buttons whose markup tells nothing."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from onrecord.sources.pages.live.entry import Entry

_FEWEST = 3  # posts
_SHARE = 0.3  # of the posts
_LONGEST = 8  # words


def without_repeated(entries: Sequence[Entry]) -> None:
    """Takes out of each post the short lines that many posts have, but for its only ones."""
    counts = Counter(text for e in entries for text in {text for _, text in e.words.blocks})
    least = max(_FEWEST, _SHARE * len(entries))
    repeated = {t for t, n in counts.items() if n >= least and len(t.split()) <= _LONGEST}
    for one in entries if repeated else ():
        kept = tuple(block for block in one.words.blocks if block[1] not in repeated)
        if any(kind == "body" for kind, _ in kept):
            one.words = replace(one.words, blocks=kept)
