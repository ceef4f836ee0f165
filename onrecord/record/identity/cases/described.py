"""Who a person of a case is by descriptions: of which states, of what trade, how many."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from onrecord.facts import Actor, Case
from onrecord.record.identity.wording import counted, function_words, root, state_of, tokens
from onrecord.tables import rows

__all__ = ["Description", "charge_group", "described", "is_named"]

_MOST = 4


@dataclass(frozen=True, slots=True)
class Description:
    """``nations``: codes of states; ``trades``: roots of words for what they are; ``count``: of
    several, how many.
    """

    nations: tuple[str, ...]
    trades: tuple[str, ...]
    count: str


@cache
def _plain() -> frozenset[str]:
    """Words of people held that do not say who they are: «jailed», «former», «man»."""
    listed = (row["words"] for row in rows("same_words") if row["use"] == "held")
    return frozenset(word for cell in listed for word in cell.split("|"))


@cache
def _charges() -> dict[str, str]:
    return {
        charge: row["value"]
        for row in rows("same_words")
        if row["use"] == "charge"
        for charge in row["words"].split("|")
    }


def charge_group(charge: str) -> str:
    """The group of charges that outlets put for one another: bribery, corruption."""
    return _charges().get(charge, charge)


_SURNAME = re.compile(r"[^\W\d_][\w'’.-]*")


def is_named(actor: Actor) -> bool:
    """Whether a person is called by name, and not only described."""
    forms = {mention.form for mention in actor.mentions}
    if (
        actor.kind != "person"
        or actor.unnamed
        or not (not forms or "name" in forms or None in forms)
    ):
        return False
    words = _SURNAME.findall(actor.name)
    last = words[-1] if words else ""
    return last[:1].isupper() and not state_of(last.casefold())


def described(case: Case, actor: Actor, *, named: bool) -> Description:
    """What the descriptions of a case's person say."""
    spoken = [mention.span.text for mention in case.mentions]
    spoken += [m.span.text for m in actor.mentions if m.form in ("description", "title", "name")]
    spoken += [actor.office or ""]
    if not named:
        spoken.append(actor.name)
    own = {*tokens(actor.name)} if named else set()
    return _told(spoken, own)


def _told(spoken: Iterable[str], own: set[str]) -> Description:
    nations: set[str] = set()
    trades: set[str] = set()
    counts: set[str] = set()
    for text in spoken:
        for word in (part for token in tokens(text) for part in token.split("-")):
            if word in own or not word:
                continue
            if state_of(word):
                nations.add(state_of(word))
            elif counted(word):
                counts.add(counted(word))
            elif word not in _plain() and word not in function_words() and word.isalpha():
                trades.add(root(word))
    return Description(
        tuple(sorted(nations)), tuple(sorted(trades)[:_MOST]), min(counts, default="")
    )
