"""Different texts for the benchmarks, from our own reports or from a folder."""

import random
from pathlib import Path

OURS = Path(__file__).parents[1] / "tests" / "gold" / "reports"
_WORDS = 400  # about the length of a news report


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


def recombined(count: int, folder: Path = OURS) -> list[str]:
    """``count`` texts of some 400 words: paragraphs of our gold reports, drawn anew for each."""
    reports = [path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.txt"))]
    paragraphs = [p for text in reports for p in text.split("\n\n") if len(p.split()) > 12]
    texts: list[str] = []
    for seed in range(count):
        drawn = random.Random(seed).sample(paragraphs, len(paragraphs))
        text, words = [], 0
        while words < _WORDS and drawn:
            text.append(drawn.pop().strip())
            words += len(text[-1].split())
        texts.append("\n\n".join(text) + "\n")
    assert len(set(texts)) == count, "the texts must differ"
    return texts
