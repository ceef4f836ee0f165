"""Whatever a report is made of, its reading keeps the contract, and is the same bytes again.

The texts are paragraphs of our gold reports in any order and number, with characters put into
them that break offsets, quotations and lines.
"""

import dataclasses
import re
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from onrecord.facts import Reading, encode, validate
from onrecord.pipeline import read
from onrecord.reading.encoder import Encoder, Seen
from onrecord.reading.statements import statements
from onrecord.reading.windows import Pieces
from onrecord.report import Capture
from onrecord.settings import Settings

GOLD = Path(__file__).parents[1] / "gold" / "reports"
HOSTILE = (
    "👩‍🚀🇮🇳👍🏽", "東京で首相が述べた。", "נאמר \u200f", "e\u0301\u0323\u0301",
    "\u00a0\u202f\u2003", "\ufffd",
    "“", "”", "‘", "’", '"', "« »", "(", "—", "\t", "\f", "\x1b", "\u2028", "\u200b",
    "\n", "\n\n\n", "\r\n", " \n ", "said", " he said, ", "Q: ", "MR. HALL: ",
    "a" * 20_000, "said that he said " * 400, "“" * 200, "2025-02-30", "31 February 20255",
)  # fmt: skip
ANYTHING = Settings(any_language=True)
few = settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


@cache
def paragraphs() -> tuple[str, ...]:
    texts = (path.read_text(encoding="utf-8") for path in sorted(GOLD.glob("*.txt")))
    return tuple(line for text in texts for line in text.split("\n") if line.strip())


@st.composite
def reports(draw: st.DrawFn) -> str:
    """Some paragraphs, with something hostile at some places in some of them."""
    lines = draw(st.lists(st.sampled_from(paragraphs()), min_size=1, max_size=6))
    text = draw(st.sampled_from(["\n\n", "\n"])).join(lines)
    for what in draw(st.lists(st.sampled_from(HOSTILE), max_size=5)):
        at = draw(st.integers(0, len(text)))
        text = text[:at] + what + text[at:]
    # More control characters than these, and a report is no text (`onrecord.text`).
    assume(sum(text.count(c) for c in "\x1b\f") <= 3)
    return text


def reading(text: str) -> Reading:
    return read(Capture(raw=text.encode(), source="-"), settings=ANYTHING)


PLAIN = (
    "BERN, Nov 14, 2024 (Meridian) - Foreign Minister Ana Keller met her French counterpart on "
    "Tuesday, she told reporters in Bern.\n\n“We signed nothing,” she said.\n"
)


@pytest.mark.slow
@few
@given(reports())
def test_a_reading_keeps_the_contract_and_is_the_same_again(text: str) -> None:
    first = reading(text)
    assert validate(first) == []
    reading(PLAIN)  # other company
    assert encode(reading(text)) == encode(first)


@pytest.mark.slow
@pytest.mark.parametrize("what", HOSTILE, ids=lambda what: ascii(what)[:16])
def test_whatever_stands_in_a_quotation(what: str) -> None:
    """Each of the hostile pieces, where a source and its words are found."""
    found = reading(PLAIN.replace("signed nothing", f"signed {what} nothing"))
    assert validate(found) == []


# --- the laws can fail ----------------------------------------------------------------------


def test_spans_that_are_shifted_by_one_are_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    def shifted(room: Callable[..., Any]) -> Callable[..., Any]:
        def shift(*given: Any) -> Any:
            said = room(*given)
            assert said
            cue = said[0].cue[0]
            wrong = dataclasses.replace(cue, start=cue.start + 1, end=cue.end + 1)
            return (dataclasses.replace(said[0], cue=(wrong,)), *said[1:])

        return shift

    assert validate(reading(PLAIN)) == []
    monkeypatch.setattr("onrecord.reading.reader.statements", shifted(statements))
    assert any("the text has" in fault for fault in validate(reading(PLAIN)))


def test_a_model_that_is_swayed_by_its_company_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    """Logits that lean on the window before, as in a batch with one scale for all."""
    faithful, before = Encoder.read, [0.0]

    def swayed(self: Encoder, cut: Pieces) -> Iterator[Seen]:
        for seen in faithful(self, cut):
            cue = seen.cue.copy()
            cue[:, 0] += before[0]
            before[0] = float(abs(seen.cue).max())
            yield dataclasses.replace(seen, cue=cue)

    monkeypatch.setattr(Encoder, "read", swayed)
    first = reading(PLAIN)
    assert encode(reading(PLAIN)) != encode(first)


@few
@given(st.data())
def test_a_text_may_end_behind_any_word(data: st.DataObject) -> None:
    """Cut short anywhere, without so much as a full stop: it is read, and keeps the contract."""
    text = "\n".join(data.draw(st.lists(st.sampled_from(paragraphs()), min_size=1, max_size=2)))
    ends = [word.end() for word in re.finditer(r"\w+", text)]
    cut = text[: data.draw(st.sampled_from(ends))]
    made = read(Capture(raw=cut.encode(), source="cut.txt"), settings=ANYTHING)
    assert validate(made) == []


@pytest.mark.parametrize(
    "text",
    ["Foreign Minister Ilma Corvan and Prime Minister Dan Arlo met",
     "On Monday Foreign Minister Ilma Corvan and Prime Minister Dan Arlo met."],
)  # fmt: skip
def test_a_text_may_end_with_a_verb(text: str) -> None:
    made = read(Capture(raw=text.encode(), source="cut.txt"), settings=ANYTHING)
    assert len(made.encounters) == 1
