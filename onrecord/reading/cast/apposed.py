"""Titles in the plural whose holders stand right behind: «the foreign ministers, Holt and Dahl»."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from onrecord.reading.cast.mention import Mention
from onrecord.reading.cast.page import Page
from onrecord.reading.cast.players import Players
from onrecord.reading.cast.words import among

__all__ = ["share_titles"]

_SPEECH = among("speech")
_DEFINITE = frozenset({"the", "m", "f", "it", "they", "me"})


def share_titles(players: Players, mentions: Iterable[Mention]) -> None:
    """Gives such titles the persons behind them, and each of these the office; of «the Kenyan and
    Ugandan ministers, Holt and Dahl» to each his state."""
    people = {m.run[0]: m for m in mentions if m.sort == "person" and not m.label}
    for one in mentions:
        if one.sort != "role" or not one.plural or one.actor is not None:
            continue
        if not (one.det in _DEFINITE or one.codes or one.owned_by is not None):
            continue
        names = _behind(players.page, one, people)
        if len(names) < 2 or one.count not in (0, len(names)):
            continue
        _share(players, one, names)


def _share(players: Players, one: Mention, names: list[Mention]) -> None:
    held = [name.actor for name in names if name.actor is not None]
    if len(held) != len(names):
        return
    for number, draft in enumerate(held):
        each = len(one.codes) == len(held)
        if not draft.office:
            code = one.codes[number] if each else one.code
            players.dress(draft, replace(one, code=code, codes=(), plural=False))
    one.actor, one.others, one.form = held[0], tuple(held[1:]), "description"
    one.nested = True
    one.code = one.codes[0] if one.codes else one.code


def _behind(page: Page, one: Mention, people: Mapping[int, Mention]) -> list[Mention]:
    """The persons of the list that a comma parts from the title, [] where there is none."""
    at, found = one.run[1], list[Mention]()
    if page.word(at) != ",":
        return []
    at += 1
    while (name := people.get(at)) is not None and page.sentence[at] == page.sentence[one.run[0]]:
        found.append(name)
        last = page.word(at - 1) == "and"
        at = name.run[1]
        if last:
            return [] if page.word(at) in _SPEECH and page.word(at - 1) != "," else found
        at += 1 if page.word(at) in (",", "and") else 0
        at += page.word(at) == "and"
    return []
