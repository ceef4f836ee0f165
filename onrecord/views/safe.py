"""Text from outside, made safe to show: no escape sequence and no trick of direction survives."""

import re

# C0 and C1 controls, line and paragraph separators, marks that reorder what is shown,
# surrogates (bytes of file names), tags that are not seen.
_CONTROL = re.compile(
    "[\x00-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\U000e0000-\U000e007f]"
)
_SPACE = re.compile(r"[^\S\xa0\u202f]+")
_HIDDEN = re.compile("[\u200b\u2060\ufeff\xad]")


def one_line(text: str) -> str:
    """The text on one line; what cannot be shown stands as its escape, such as ``\\x1b``."""
    return _CONTROL.sub(lambda found: ascii(found[0])[1:-1], text)


def words(text: str) -> str:
    """A stretch of a report on one line: white space as one space, controls as U+FFFD."""
    return _CONTROL.sub("\ufffd", _SPACE.sub(" ", _HIDDEN.sub("", text))).strip()
