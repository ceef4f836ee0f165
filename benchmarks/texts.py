"""Different texts for the benchmarks, from our own reports or from a folder."""

import random
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

TESTS = Path(__file__).parents[1] / "tests"
GOLD = (TESTS / "gold" / "reports", TESTS / "gold" / "second")
PAGES = TESTS / "pages" / "articles"
_WORDS = 400  # about the length of a news report
_LEAST = 13  # words of a paragraph that is worth drawing


def from_folder(folder: Path, count: int) -> list[str]:
    """The first ``count`` readable ``*.txt`` below a folder, by path."""
    texts: list[str] = []
    for path in sorted(folder.rglob("*.txt")):
        text = path.read_text(encoding="utf-8", errors="replace")
        if len(text.split()) >= 50 and text not in texts:
            texts.append(text)
        if len(texts) == count:
            break
    return texts


def recombined(count: int, folder: Path = GOLD[0]) -> list[str]:
    """``count`` texts of some 400 words: paragraphs of our gold reports, drawn anew for each."""
    drawn = paragraphs([path.read_text("utf-8") for path in sorted(folder.glob("*.txt"))])
    texts = [of_length(drawn, _WORDS, seed) for seed in range(count)]
    assert len(set(texts)) == count, "the texts must differ"
    return texts


def ours() -> list[str]:
    """All our gold reports that are open to look at."""
    return [path.read_text("utf-8") for folder in GOLD for path in sorted(folder.glob("*.txt"))]


def paragraphs(texts: Sequence[str]) -> list[str]:
    """The paragraphs of texts that are no headline, byline or stamp."""
    found = [p.strip() for text in texts for p in text.split("\n\n")]
    return [p for p in found if len(p.split()) >= _LEAST]


def spliced(drawn: Sequence[str]) -> list[str]:
    """The paragraphs, and as many new ones: the opening of each with the rest of the next."""
    new = [
        f"{one.partition('. ')[0]}. {other.partition('. ')[2]}" for one, other in pairwise(drawn)
    ]
    return [*drawn, *paragraphs(["\n\n".join(new)])]


def of_length(drawn: Sequence[str], words: int, seed: int) -> str:
    """A text of at least so many words, where there are, from different paragraphs."""
    pool = random.Random(seed).sample(drawn, len(drawn))
    text: list[str] = []
    count = 0
    while count < words and pool:
        text.append(pool.pop())
        count += len(text[-1].split())
    return "\n\n".join(text) + "\n"


def pages(count: int, folder: Path = PAGES) -> list[bytes]:
    """``count`` web pages: our own in turn, no two alike behind each other."""
    kept = [path.read_bytes() for path in sorted(folder.glob("*.html"))]
    return [kept[number % len(kept)] for number in range(count)] if kept else []
