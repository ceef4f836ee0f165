"""An office that several hold, told before or beside their names, in their order.

«The foreign ministers of Chad and Niger, X and Y,»; «Foreign Ministers X of Chad and Y of Niger».
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from onrecord.reading.cast.mention import Mention
from onrecord.reading.cast.page import Page
from onrecord.reading.cast.phrases import is_plural
from onrecord.reading.cast.players import Players
from onrecord.reading.cast.words import among

__all__ = ["respective"]

_PAIR = 2
_GAP = 6  # words between two names: «of Chad, 61, and»
_LINKS = frozenset({",", "and", "&"})


def respective(players: Players, mentions: Sequence[Mention]) -> None:
    """Gives each of several who are named in a row the office that a plural tells of them all."""
    page = players.page
    people = {m.run[0]: m for m in mentions if m.sort == "person" and m.actor is not None}
    names = sorted(people)
    for one in mentions:
        if one.sort == "role" and one.plural and one.same is None and page.word(one.run[1]) == ",":
            _apposed(players, one, _row(page, people, one.run[1] + 1))
        elif one.sort == "person" and one.titles and one.actor is not None and one.head:
            title = one.titles[0]
            if is_plural(page.low[title[1] - 1]):
                _titled(players, one, _next(page, people, names, one))


def _row(page: Page, people: Mapping[int, Mention], at: int) -> list[Mention]:
    """The persons named one after another from a word on, without anything but «,» and «and»."""
    found: list[Mention] = []
    while at in people:
        found.append(people[at])
        at = people[at].run[1]
        first = at
        while page.word(at) in _LINKS and at - first < _PAIR:
            at += 1
        if at == first:
            break
    return found


def _apposed(players: Players, one: Mention, row: Sequence[Mention]) -> None:
    count = len(one.codes) or one.count or _PAIR
    row = row[:count]
    if len(row) != count or count < _PAIR or any(m.titles for m in row):
        return
    if any(m.actor is None or m.actor.office or " " not in m.actor.name for m in row):
        return
    post = bool(one.head) and one.head.split()[-1] in among("single")
    if not post and one.head != "leader":
        return
    for number, other in enumerate(row if post else ()):  # «the leaders» hold some office
        told = replace(one, codes=(), code=one.codes[number] if one.codes else "", owner=None)
        if other.actor is not None:
            players.dress(other.actor, told)
    one.actor = row[0].actor
    one.others = tuple(m.actor for m in row[1:] if m.actor is not None)
    one.form, one.done, one.owner = "description", True, None


def _next(
    page: Page, people: Mapping[int, Mention], names: Iterable[int], one: Mention
) -> Mention | None:
    """Who is named next, where only a state or an age stands between: «X of Chad and [Y]»."""
    at = next((n for n in names if n >= one.run[1]), None)
    if at is None or not 0 < at - one.run[1] <= _GAP or page.word(at - 1) not in _LINKS:
        return None
    between = range(one.run[1], at)
    plain = all(
        page.word(n) in _LINKS | {"of", "the", "for"} or n in page.known or page.word(n).isdigit()
        or n - 1 in page.known for n in between
    )  # fmt: skip
    return people[at] if plain and page.sentence[at] == page.sentence[one.run[0]] else None


def _titled(players: Players, one: Mention, other: Mention | None) -> None:
    """«Foreign Ministers X and Y»: the title of the first is the second's too."""
    if other is None or other.titles or other.actor is None or other.actor.office:
        return
    players.dress(other.actor, replace(one, code="", owner=None, sort="role"))
