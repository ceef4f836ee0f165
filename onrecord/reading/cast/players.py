"""The actors met so far, the order in which they were last spoken of, and what is told of them."""

from bisect import bisect_left, insort
from collections.abc import Iterator

from onrecord.reading.cast.capitals import folded
from onrecord.reading.cast.mention import Draft, Mention
from onrecord.reading.cast.page import Page
from onrecord.reading.cast.words import among
from onrecord.tables.states import states

__all__ = ["ACTING", "Players", "genders_agree"]

# Sectors whose people act for the state that stands beside their title.
ACTING = frozenset({"GOV", "MIL", "LEG", "JUD", "COP", "SPY", "OPP", "IGO"})
_DEPUTED = among("deputed")
_PEERS = among("peer")
_RANKS = among("rank")
_UNIONS = frozenset({"UN", "EU"})


class Players:
    """All drafts of actors of one report and the history of their mentions in text order."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.drafts: list[Draft] = []
        self.history: list[Mention] = []
        self.bodies: list[Draft] = []
        self._states: dict[str, Draft] = {}

    def add(self, draft: Draft) -> Draft:
        """A new actor."""
        self.drafts.append(draft)
        if draft.kind in ("government_body", "organization") or (
            draft.kind == "group" and not draft.plural
        ):
            self.bodies.append(draft)
        return draft

    def state(self, code: str) -> Draft:
        """The actor of a state, or of the UN or EU, which are organisations with a code."""
        if code not in self._states:
            union = code in _UNIONS
            name = states()[code].name
            draft = Draft("organization" if union else "state", name, [name], code=code,
                          sector="IGO" if union else "GOV")  # fmt: skip
            self._states[code] = draft
            self.drafts.append(draft)
        return self._states[code]

    def take(self, one: Mention, draft: Draft) -> None:
        """Gives a mention its actor and counts it as spoken of."""
        self.give(one, draft)
        self.touch(one)

    def give(self, one: Mention, draft: Draft) -> None:
        """Gives a mention its actor, and the actor what the mention tells of it."""
        one.actor = draft
        if one.gender in ("m", "f") and (draft.gender == "u" or draft.guessed):
            draft.gender, draft.guessed = one.gender, False
        self.dress(draft, one)

    def touch(self, one: Mention) -> None:
        """Counts a mention as spoken of; the history keeps the order of the text."""
        if self.history and self.history[-1].run[0] > one.run[0]:
            insort(self.history, one, key=lambda m: m.run[0])
        else:
            self.history.append(one)

    def before(self, at: int) -> Iterator[Mention]:
        """The mentions that begin before a word, the last first."""
        number = bisect_left(self.history, at, key=lambda m: m.run[0])
        while number > 0:
            number -= 1
            yield self.history[number]

    def dress(self, draft: Draft, one: Mention) -> None:
        """Takes over what a mention tells of its actor's office, state and sector."""
        if one.sort in ("person", "role") and one.head:
            said = frozenset((one.office or one.head).lower().split())
            draft.roles.append((said | frozenset(one.head.lower().split()), one.head))
            if _better(draft, one):
                draft.office, draft.head = one.office, one.head
        if not one.former:
            draft.for_state = draft.for_state or one.for_state
            if one.for_state or one.sector in ACTING or one.head in _DEPUTED:
                draft.code = draft.code or one.code
            draft.sector = draft.sector or one.sector
        if one.head in _PEERS:
            draft.code, draft.peer = draft.code or one.code, True
        owner = one.owner.actor if one.owner is not None else None
        if owner is not None and owner is not draft:
            draft.owner = draft.owner or owner
            if (
                one.head in _PEERS
                and owner.office
                and (not draft.office or draft.office.lower() in owner.office.lower())
            ):
                draft.office, draft.head = owner.office, owner.head
                draft.for_state, draft.sector = owner.for_state, owner.sector


def _better(draft: Draft, one: Mention) -> bool:
    """Whether an office tells more than the one known: a post before a rank, its full title."""
    if not one.office or one.former or one.head in _PEERS:
        return False
    if not draft.office or (draft.head in _RANKS and one.head not in _RANKS):
        return True
    if one.head in _RANKS:
        return False
    if one.for_state and not draft.for_state:
        return True
    new, old = folded(one.office), folded(draft.office)
    if one.sort == "role" and one.head == draft.head:
        return False  # «the first black president»
    return new != old and (new.endswith(" " + old) or new.startswith(old + " "))


def genders_agree(one: str, other: str) -> bool:
    """Whether two genders may be one person's; u is either."""
    return "u" in (one, other) or one == other
