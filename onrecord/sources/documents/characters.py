"""Characters as documents hold them, and as running text has them."""

import re
from collections.abc import Sequence

from onrecord.text import decode_str

# What stands for two or three letters in one glyph (Unicode's Alphabetic Presentation Forms).
_LIGATURES = str.maketrans({
    "\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl",
    "\ufb05": "st", "\ufb06": "st",
})  # fmt: skip
# The bullets of the fonts Symbol and Wingdings, which have no code points of their own.
_BULLETS = re.compile("[\uf0a7\uf0b7\uf0d8\uf0fc\uf076\uf02d]")
# Neither seen nor said: soft hyphens, joiners, marks of direction and order, controls.
_UNSEEN = re.compile(
    "[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb"
    "\x01-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]"
)
_SPACES = re.compile(r"\s+")
_HYPHEN = str.maketrans({"\u2010": "-", "\u2011": "-"})


def tidy(text: str) -> str:
    """One line of text: ligatures as letters, every run of white space as one space, no more."""
    text = decode_str(text).text.translate(_LIGATURES).translate(_HYPHEN)
    text = _UNSEEN.sub("", _BULLETS.sub("•", text))
    return _SPACES.sub(" ", text).strip()


def unreadable(texts: Sequence[str]) -> bool:
    """Whether a fifth or more of the characters are none: the fonts do not tell what they show."""
    counted = odd = 0
    for text in texts:
        for char in text:
            if not char.isspace():
                counted += 1
                odd += char == "\ufffd" or "\ue000" <= char <= "\uf8ff"
    return odd * 5 >= counted > 0
