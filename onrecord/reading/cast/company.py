"""Who is an actor without a name because somebody meets him: «a German envoy met the president»."""

from onrecord.reading.cast.mention import Mention
from onrecord.reading.cast.page import Page
from onrecord.reading.cast.words import among

__all__ = ["in_company"]

_KIN = among("kin")
_MEETING = among("meets")
_TALK = among("talk") | _MEETING
_HELPERS = among("meets_helper")
_REACH = 6  # words from a subject to its verb
_BACK = 4  # words from «with» to what was had with somebody


def in_company(page: Page, one: Mention) -> bool:
    """Whether an official of a state, or somebody's kin, whom nobody names, stands beside a verb
    of meeting."""
    if one.sort == "role" and one.head in _KIN and not (one.plural or one.nested):
        owned = one.det in ("m", "f") or one.owned_by is not None
        return owned and (_subject(page, one) or _object(page, one))
    if one.sort != "role" or one.plural or one.det not in ("a", "n") or one.nested:
        return False
    if not (one.for_state and (one.code or one.body is not None)):
        return False
    return _subject(page, one) or _object(page, one)


def _subject(page: Page, one: Mention) -> bool:
    at = one.run[1]
    end = min(at + _REACH, len(page))
    while at < end and (page.low[at] in _HELPERS or page.low[at].endswith("ly")):
        at += 1
    return page.word(at) in _MEETING and page.word(one.run[0] - 1) not in _BEFORE


def _object(page: Page, one: Mention) -> bool:
    first = one.run[0]
    if page.word(first - 1) in _MEETING:
        return True
    return page.word(first - 1) == "with" and any(
        page.word(at) in _TALK for at in range(first - 1 - _BACK, first - 1)
    )


_BEFORE = frozenset({"of", "for", "by", "with", "from", "to", "against"})
