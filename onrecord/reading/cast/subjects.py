"""Where subjects stand, and who acts on whom a pronoun means."""

from collections.abc import Iterable

from onrecord.reading.cast.mention import Draft, Mention
from onrecord.reading.cast.page import Page
from onrecord.reading.cast.words import among

__all__ = ["AUXILIARIES", "acting_on", "is_subject", "possessive"]

_SPEECH = among("speech")
_BEFORE_OBJECT = among("place_before", "relation", "address", "speech") | {
    "of", "to", "for", "about", "on", "from", "at", "than",
}  # fmt: skip
_OBJECTS = frozenset({"him", "them", "us", "me"})
AUXILIARIES = frozenset({"has", "had", "have", "will", "would", "should", "could", "may", "might",
                         "must", "can", "did", "does"})  # fmt: skip
# What may stand between a subject and its verb, and what is no verb right before a pronoun.
_HELPERS = AUXILIARIES | {"also", "then", "later", "first", "never", "not", "had", "be", "been",
                           "to", "who", "soon", "once", "twice", "again"}  # fmt: skip
_NO_VERB = frozenset({"and", "or", "but", "that", "than", "as", "not", "if", "when", "while"})
_LONGEST_ASIDE = 14


def possessive(page: Page, one: Mention) -> bool:
    """Whether a pronoun owns what stands behind it: «her office»."""
    after = page.word(one.run[1])
    return after[:1].isalpha() and after not in among("stop")


def is_subject(page: Page, mention: Mention) -> bool:
    """Whether a mention stands where subjects stand: not behind a preposition or a verb."""
    before = page.word(mention.run[0] - 1)
    if before == "(":
        return False
    if page.word(mention.run[1]) == "who" or mention.same is not None:
        return True
    if mention.head in _OBJECTS or mention.head in ("his", "her", "its", "their"):
        return False
    if page.word(mention.run[1]) in ("'s", "’s"):
        return False
    if before in _BEFORE_OBJECT:
        return before in _SPEECH and page.word(mention.run[0] - 2) in ("”", '"', "’", ",")
    return True


def acting_on(page: Page, one: Mention, before: Iterable[Mention]) -> Draft | None:
    """The subject of the verb whose object a pronoun is: «Corvo met him», «who had seen him»,
    «Corvo flew in and met him». Nobody does it to himself."""
    if one.head not in ("him", "her") or (one.head == "her" and possessive(page, one)):
        return None
    at, verb = one.run[0], one.run[0] - 1
    if verb < 0 or page.sentence[verb] != page.sentence[at] or not page.low[verb].isalpha():
        return None
    if page.low[verb] in _BEFORE_OBJECT - _SPEECH or page.low[verb] in _NO_VERB:
        return None
    while page.low[verb - 1] in _HELPERS or page.low[verb - 1].endswith("ly"):
        verb -= 1
    joined = page.low[verb - 1] in ("and", "but", "then", "or")
    for mention in before:
        if page.sentence[mention.run[0]] != page.sentence[at]:
            return None
        if mention.run[1] > verb or mention.nested or not is_subject(page, mention):
            continue
        if joined:
            return mention.actor if _opens(page, mention.run[0]) else None
        end = mention.run[1]
        return mention.actor if end == verb or _aside(page, end, verb) else None
    return None


def _opens(page: Page, at: int) -> bool:
    """Whether a subject opens its sentence, or a clause: «said that Dahl called and …»."""
    return page.opens_sentence(at) or page.word(at - 1) == "that"


def _aside(page: Page, start: int, end: int) -> bool:
    """Whether only an aside between commas parts two words: «Dahl, the minister, met»."""
    commas = page.low[start] == "," and page.low[end - 1] == ","
    return commas and end - start <= _LONGEST_ASIDE and "and" not in page.low[start:end]
