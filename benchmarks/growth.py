"""How the time grows with the length of a report: microseconds of processor time a word."""

import time
from collections.abc import Sequence

from benchmarks.texts import of_length
from onrecord.facts import encode
from onrecord.pipeline import read
from onrecord.report import Capture

LENGTHS = (100, 300, 1_000, 3_000, 10_000, 20_000)
_EACH = 6_000  # words read of each length, at the least
_MOST = 20  # texts of one length


def growth(
    drawn: Sequence[str], lengths: Sequence[int] = LENGTHS, times: int = 2
) -> dict[int, float]:
    """Microseconds a word by length, of texts from the paragraphs ``drawn``: the fastest time."""
    texts = {length: _texts(drawn, length) for length in lengths}
    for text in texts[min(lengths)]:
        _seconds([text])  # tables are read, names met
    best = dict.fromkeys(lengths, float("inf"))
    for _ in range(times):
        for length, those in texts.items():
            words = sum(len(text.split()) for text in those)
            best[length] = min(best[length], _seconds(those) / words * 1e6)
    return {length: round(took, 1) for length, took in best.items()}


def _texts(drawn: Sequence[str], length: int) -> list[str]:
    count = min(_MOST, max(1, _EACH // length))
    return [of_length(drawn, length, seed) for seed in range(count)]


def _seconds(texts: Sequence[str]) -> float:
    begin = time.process_time()
    for text in texts:
        encode(read(Capture(raw=text.encode(), source="text")))
    return time.process_time() - begin


def table(found: dict[int, float]) -> str:
    """The lengths for people."""
    lines = [f"{'words':>8}{'µs a word':>12}"]
    return "\n".join(lines + [f"{length:>8,}{took:>12.1f}" for length, took in found.items()])
