"""Stretches remembered: a text is cut as if the tokenizer had seen it whole, in any company."""

from importlib.resources import files
from pathlib import Path

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from tokenizers import Tokenizer

from onrecord.reading.windows import Pieces, pieces
from onrecord.reading.wordpieces import Cutter

_WORDS = ["Moscow’s", "“We", "agreed,”", "U.S.-led", "co-operation", "naïve", "[SEP]", "İzmir"]
_BLANKS = [" ", "  ", "\n", "\n\n", "\t", "\xa0", "\r\n", "\u2009", "\x1c", "\x85", "\u3000"]
_PARTS = st.sampled_from(_WORDS + _BLANKS) | st.text(max_size=6)
_TEXTS = st.lists(_PARTS, max_size=30).map("".join)


_TOKENIZER = Tokenizer.from_file(str(Path(str(files("onrecord") / "model" / "tokenizer.json"))))
_TOKENIZER.no_truncation()
_TOKENIZER.no_padding()


def _tokenized(text: str) -> tuple[list[int], list[tuple[int, int]]]:
    encoding = _TOKENIZER.encode(text, add_special_tokens=False)
    return encoding.ids, encoding.offsets


_CUTTER = Cutter(_tokenized)


def _same(one: Pieces, other: Pieces) -> bool:
    return all(
        np.array_equal(getattr(one, name), getattr(other, name)) for name in Pieces.__slots__
    )


@given(_TEXTS)
@example("")
@example(" ")
@example("a \u0301b 中国 ")
@example("x" * 120 + " y")
def test_a_text_is_cut_as_the_tokenizer_cuts_it_whole(text: str) -> None:
    whole = pieces(text, *_tokenized(text))
    assert _same(_CUTTER.cut(text), whole)
    assert _same(_CUTTER.cut(text), whole)  # every stretch met before


def test_what_is_remembered_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("onrecord.reading.wordpieces._KEPT", 2)
    cutter = Cutter(_tokenized)
    first = cutter.cut("one two three")
    cutter.cut("four five six")
    assert len(cutter._met) == 3
    assert _same(cutter.cut("one two three"), first)
