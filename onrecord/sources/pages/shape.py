"""The shape of a line: whether it closes with a stop, in every script, or breaks off."""

import re

_STOP = re.compile(r"[.!?…:;。！？：；؟।۔။៕][\"'”’»›)\]」』】*]*$|[.!?…,][”\"]$")
_END = re.compile(r"[.!?…。！？؟।۔။៕][\"'”’»›)\]」』】*]*$")

_CUT = ("…", "...", "[…]", "[...]")


def closes(text: str) -> bool:
    """Whether a line closes with a stop, a colon counted."""
    return _STOP.search(text[-8:]) is not None


def ends(text: str) -> bool:
    """Whether a line ends as a sentence does."""
    return _END.search(text[-8:]) is not None


def breaks_off(text: str) -> bool:
    """Whether a text ends in dots."""
    return text.endswith(_CUT)
