"""What only the whole report tells of its actors: whom they act for, and who they are."""

from collections import Counter
from collections.abc import Sequence
from functools import cache

from onrecord.reading.cast.allegiance import allege, from_owner
from onrecord.reading.cast.capitals import folded
from onrecord.reading.cast.mention import Draft, Mention
from onrecord.reading.cast.movements import movement, nameless
from onrecord.reading.cast.page import Page
from onrecord.reading.cast.players import Players
from onrecord.reading.cast.words import among, words
from onrecord.tables import persons
from onrecord.tables.offices import offices
from onrecord.tables.states import states

__all__ = ["settle"]

_BORROWING = frozenset({"person", "office", "government_body", "unnamed_source", "group"})


def settle(players: Players, mentions: Sequence[Mention]) -> None:
    """Fills states and offices from owners, from titles only one state has, from the tables of
    persons, and at last from the words around the first mention."""
    for one in mentions:
        if one.actor is not None and one.owner is not None:
            players.dress(one.actor, one)
    _speaking(mentions)
    for draft in players.drafts:
        if draft.kind == "unnamed_source":
            draft.office = ""
        if draft.kind not in _BORROWING:
            continue
        if draft.kind == "person":
            _known(draft, players)
        if not draft.code:
            draft.code = _by_title(players, draft)
    for draft in players.drafts:
        if draft.kind in _BORROWING and not draft.code:
            from_owner(draft)
    _merge(players, mentions)
    allege(players, mentions)
    for draft in players.drafts:
        if draft.kind in _BORROWING and not draft.code:
            from_owner(draft)
    for draft in list(players.drafts):
        if (
            draft.kind == "government_body"
            and draft.head in _GOVERNMENTS
            and (draft.code in states())
        ):
            _move(mentions, draft, [players.state(draft.code)])


_GOVERNMENTS = among("government")


def _speaking(mentions: Sequence[Mention]) -> None:
    """Officials first met as a group who speak further on are an unnamed source."""
    for one in mentions:
        draft = one.actor
        if (
            one.spoke
            and draft is not None
            and draft.kind == "group"
            and not one.others
            and (draft.head in _PEOPLE)
        ):
            draft.kind = "unnamed_source"


_PEOPLE = among("people")


def _merge(players: Players, mentions: Sequence[Mention]) -> None:
    """Joins what is named only further on: «the Foreign Minister of Indonesia» is the one person
    here who holds that office, «his wife» the one wife, «their ministers» the only two."""
    people = [d for d in players.drafts if d.kind == "person"]
    armed = movement(players, list(mentions))
    for office, holder in _paired(players, mentions, people):
        holder.office, holder.head = office.office, office.head
        holder.for_state = True
        holder.roles += [*office.roles, (frozenset(office.head.split()), office.head)]
    for draft in players.drafts:
        holders: list[Draft] = []
        if draft.kind == "office" and draft.code:
            holders = [d for d in people if d.code == draft.code and _bears(d, draft.head)]
        elif draft.kind == "unnamed_source" and draft.head in _KIN and not draft.plural:
            holders = [d for d in people if _bears(d, draft.head)
                       and (draft.owner is None or d.owner in (None, draft.owner))]  # fmt: skip
        elif draft.kind in ("unnamed_source", "group") and draft.plural and draft.definite:
            last = draft.head.split()[-1]
            holders = [d for d in people if any(last in said for said, _ in d.roles)]
        if len(holders) == 1 + draft.plural:
            _move(mentions, draft, holders)
        elif armed is not None and _rebels(draft):
            _move(mentions, draft, [armed])


def _paired(
    players: Players, mentions: Sequence[Mention], people: Sequence[Draft]
) -> list[tuple[Draft, Draft]]:
    """Two holders of one office in two states, told by their states and ranks a sentence later:
    «the defense ministers of A and B spoke … between A’s Gen. X and his counterpart, Gen. Y»."""
    sentence = players.page.sentence
    where: dict[int, list[int]] = {}
    for one in mentions:
        for draft in (one.actor, *one.others):
            if draft is not None and one.sort in ("role", "person"):
                where.setdefault(id(draft), []).append(sentence[one.run[0]])
    offices: dict[str, list[Draft]] = {}
    for draft in players.drafts:
        if draft.kind == "office" and draft.code in states() and id(draft) in where:
            offices.setdefault(draft.head, []).append(draft)
    found: list[tuple[Draft, Draft]] = []
    for pair in offices.values():
        if len(pair) != _PAIR or not set(where[id(pair[0])]) & set(where[id(pair[1])]):
            continue
        told = [[d for d in people if d.code == one.code and id(d) in where
                 and (not d.office or d.head in among("rank"))] for one in pair]  # fmt: skip
        if any(len(one) != 1 for one in told):
            continue
        at = {where[id(one[0])][0] for one in told}
        if len(at) == 1 and 0 < min(at) - where[id(pair[0])][0] <= _REACH:
            found.extend(zip(pair, (one[0] for one in told), strict=True))
    return found


_PAIR = 2
_REACH = 2  # sentences


def _rebels(draft: Draft) -> bool:
    """«the rebels», no matter which."""
    return (
        draft.sector == "REB"
        and draft.kind == "group"
        and nameless(draft)
        and not (draft.code or draft.count or draft.modifiers)
    )


def _bears(draft: Draft, head: str) -> bool:
    return draft.head == head or any(one == head for _, one in draft.roles)


def _move(mentions: Sequence[Mention], draft: Draft, holders: list[Draft]) -> None:
    for one in mentions:
        if one.actor is draft:
            one.actor, one.others = holders[0], (*holders[1:], *one.others)
        if draft in one.others:
            one.others = tuple(holders[0] if d is draft else d for d in one.others)


_KIN = among("kin")


def _by_title(players: Players, draft: Draft) -> str:
    """The state of a title that only one state has: «Secretary of State», «Sen.», a chamber's
    only where the report speaks of that state more than of others."""
    for head in sorted({head.lower() for _, head in draft.roles} | {draft.head.lower()}):
        parts = head.split()
        for at in range(len(parts)):
            title = " ".join(parts[at:])
            code = _titles().get(title, "")
            if code:
                chamber = title.startswith(("house ", "senate "))
                return code if not chamber or _most_named(players.page) == code else ""
    return ""


def _most_named(page: Page) -> str:
    named = Counter(name.code for _, name in page.known.values()
                    if name.kind in ("state", "demonym", "capital", "metonym"))  # fmt: skip
    return named.most_common(1)[0][0] if named else ""


@cache
def _titles() -> dict[str, str]:
    return {title.lower(): code for title, code in words("office_of").items()}


def _known(draft: Draft, players: Players) -> None:
    """A person of the tables, where the office agrees, or no other office stands here and the
    report speaks of the state."""
    entries = [entry for name in draft.names for entry in persons.lookup(name)]
    if not entries:
        return
    heads = {_canonical(head) for _, head in draft.roles if head}
    for entry in entries:
        if draft.code and entry.code != draft.code:
            continue
        agrees = _canonical(entry.office) in heads
        spoken = any(d.code == entry.code for d in players.drafts if d is not draft)
        if agrees or (not draft.office and spoken and not draft.sector):
            draft.code = entry.code
            draft.qid = entry.qid
            draft.sector = draft.sector or "GOV"
            return


def _canonical(office: str) -> str:
    key = folded(office)
    return _names_of_offices().get(key, key)


@cache
def _names_of_offices() -> dict[str, str]:
    """Every name of an office, folded, with that which stands for all of them."""
    found: dict[str, str] = {}
    for name, entry in offices().items():
        for one in (name, *entry.names):
            found.setdefault(folded(one), folded(name))
    return found
