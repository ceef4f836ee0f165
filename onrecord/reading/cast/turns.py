"""Whose turn it is in a transcript, and who asks."""

from collections.abc import Iterable

from onrecord.reading.cast.bodies import join_body
from onrecord.reading.cast.interviews import Interview
from onrecord.reading.cast.mention import Draft, Mention
from onrecord.reading.cast.page import Page
from onrecord.reading.cast.players import Players
from onrecord.reading.cast.roles import join_role
from onrecord.reading.scene import Layout

__all__ = ["Turns", "call", "find_turns", "listeners"]

Turns = dict[int, Draft | None]  # who speaks from a paragraph on, None where nobody knows

_PAIR = 2
_CALLED = 6  # words before a question in which somebody is called on


def find_turns(
    players: Players, layout: Layout, mentions: Iterable[Mention], talk: Interview | None
) -> Turns:
    """Who speaks from which paragraph of a transcript on; who asks is whoever was called on.

    `talk` has the two of an interview; they speak where no label names anybody.
    """
    page = players.page
    labels = {page.run(*p.speaker)[0]: n for n, p in enumerate(layout.paragraphs) if p.speaker}
    people = {m.run[0]: m for m in mentions if m.sort == "person"}
    others = {m.run[0]: m for m in mentions if m.sort in ("role", "body")}
    turns: Turns = {}
    asking: Draft | None = None
    for at, number in sorted(labels.items()):
        one = people.get(at) or others.get(at)
        turns[number] = None
        floor = layout.paragraphs[number].floor
        if one is None:
            continue
        if talk is not None and floor is not None:
            asking = (_called(page, people, at) or asking) if floor == "asks" else asking
            one.actor = (asking if floor == "asks" else None) or talk.holder(floor)
            one.done, one.form, one.label = True, "description", True
        elif one.sort == "person" and one.label:
            asking = _called(page, people, at) or asking or _asker(players)
            one.actor = asking
        elif one.sort != "person":
            _settle(players, one)
        one.label = True
        turns[number] = one.actor
    if talk is not None:
        turns |= {n: None for n, p in enumerate(layout.paragraphs) if p.floor and not p.speaker}
        turns |= talk.without_label(layout)
    return dict(sorted(turns.items()))


def _settle(players: Players, one: Mention) -> None:
    """«THE PRESIDENT:», «Atlas News:»: who speaks by title, or for an outlet."""
    draft = join_role(players, one) if one.sort == "role" else join_body(players, one)
    if draft is not None:
        one.done = True
        players.take(one, draft)


def _called(page: Page, people: dict[int, Mention], at: int) -> Draft | None:
    """«Leila, go ahead.»: whoever is named at the end of what stands before a question."""
    for back in range(at - 1, max(at - 1 - _CALLED, -1), -1):
        one = people.get(back)
        if one is not None and not one.label:
            alone = back == 0 or page.low[back - 1] in _BEFORE_NAME
            return one.actor if alone and page.word(one.run[1]) in (",", ".", "?", "!") else None
    return None


_BEFORE_NAME = frozenset({".", ",", "–", "—", "-", ":", "?", "!", "okay", "yes", "and", "yeah"})


def _asker(players: Players) -> Draft:
    return players.add(Draft("person", "reporter", ["reporter"]))


def call(page: Page, players: Players, turns: Turns, mentions: list[Mention]) -> None:
    """«Minister, thank you»: a title called out in a transcript is whoever speaks next."""
    order = sorted(turns.items())
    for one in mentions:
        if one.sort != "role" or one.det or one.plural or page.word(one.run[1]) not in (",", "."):
            continue
        if page.word(one.run[0] - 1) not in (":", ",", "you") and not _opens(page, turns, one):
            continue
        now = next((d for n, d in reversed(order) if n <= page.paragraph[one.run[0]]), None)
        following = (
            d for n, d in order if d is not None and n > page.paragraph[one.run[0]] and d is not now
        )
        called = next(following, None)
        if now is None or called is None:
            continue
        other = one.actor
        for mention in mentions:
            if mention is one or (other is not None and other.kind == "office"
                                  and mention.actor is other):  # fmt: skip
                players.give(mention, called)
        if other is None:
            players.touch(one)


def _opens(page: Page, turns: Turns, one: Mention) -> bool:
    """Whether a title opens a turn that has no label, or one like «Q.»."""
    here = page.paragraph[one.run[0]]
    before = one.run[0] - 1 - (page.word(one.run[0] - 1) == ".")
    return here in turns and (
        page.paragraph[one.run[0] - 1] != here or (page.paragraph[before - 1] != here)
    )


def listeners(page: Page, turns: Turns) -> dict[int, Draft]:
    """Who spoke last before the turn to which a paragraph belongs; where only two speak, the
    other."""
    found: dict[int, Draft] = {}
    if not turns:
        return found
    current: Draft | None = None
    two = dict.fromkeys(draft for draft in turns.values() if draft is not None)
    other = list(two)[1] if len(two) == _PAIR else None
    for number in range(page.paragraph[-1] + 1 if len(page) else 0):
        ahead = turns.get(number)
        if ahead is not None and ahead is not current:
            current, other = ahead, current or other
        if other is not None:
            found[number] = other
    return found
