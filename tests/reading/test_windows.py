"""A text as the encoder sees it."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from onrecord.reading.windows import CORE, SHAPES, WINDOW, Pieces, model_input, pieces, windows


def letters(text: str) -> Pieces:
    """Pieces of one character each, white space aside."""
    offsets = [(i, i + 1) for i, c in enumerate(text) if not c.isspace()]
    return pieces(text, [ord(text[a]) for a, _ in offsets], offsets)


@given(st.text(alphabet=st.sampled_from("aB1. \n“”"), max_size=1500))
def test_every_piece_is_decided_in_exactly_one_window(text: str) -> None:
    cut = letters(text)
    decided = [i for w in windows(cut) for i in range(w.core_start, w.core_end)]
    assert decided == list(range(len(cut)))
    for w in windows(cut):
        assert w.start <= w.core_start < w.core_end <= w.end
        assert w.core_end - w.core_start <= CORE
        assert model_input(cut, w, 1, 2).shape[1] <= WINDOW


def test_features_of_pieces() -> None:
    text = "The US said\n\n“no”"
    cut = letters(text)
    named = {text[s]: SHAPES[k] for s, k in zip(cut.start, cut.shape, strict=True)}
    assert named["T"] == named["h"] == "title"
    assert named["U"] == named["S"] == "upper"
    assert named["n"] == "lower"
    assert cut.quoted.tolist()[-4:] == [2, 1, 1, 2]
    assert cut.broken.tolist()[-4] == 2
    assert cut.paragraph[-1] == 1


def test_covering_gives_the_pieces_that_touch_a_stretch() -> None:
    cut = letters("ab cd")
    assert cut.covering(1, 4) == (1, 3)
    assert cut.covering(2, 3) == (2, 2)
    assert isinstance(cut.ids, np.ndarray)
