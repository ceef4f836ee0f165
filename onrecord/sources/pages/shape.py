"""The shape of a line: whether it closes with a stop, in every script."""

import re

_STOP = re.compile(r"[.!?…:;。！？：；؟।۔။៕][\"'”’»›)\]」』】*]*$|[.!?…,][”\"]$")
_END = re.compile(r"[.!?…。！？؟।۔။៕][\"'”’»›)\]」』】*]*$")


def closes(text: str) -> bool:
    """Whether a line closes with a stop, a colon counted."""
    return _STOP.search(text[-8:]) is not None


def ends(text: str) -> bool:
    """Whether a line ends as a sentence does."""
    return _END.search(text[-8:]) is not None
