"""Which named movement «the rebels», «the militants», «the armed group» are."""

from onrecord.reading.cast.mention import Draft, Mention
from onrecord.reading.cast.players import Players
from onrecord.reading.cast.words import among
from onrecord.tables import rows

__all__ = ["movement", "nameless"]

_NEAR = 6  # words between a name and a word for rebels


def movement(players: Players, mentions: list[Mention] | None = None) -> Draft | None:
    """The one armed movement that the report has named so far, or None where there are several.

    With `mentions` all that the report names count.
    """
    told = players.history if mentions is None else mentions
    named = {id(m.actor): m.actor for m in told
             if m.actor is not None and m.actor.kind in ("organization", "group")}  # fmt: skip
    certain = [d for d in named.values() if d.sector == "REB" and not nameless(d)]
    if not certain:
        certain = [d for d in named.values() if not d.sector and not nameless(d)
                   and any(_armed(players, m) for m in told if m.actor is d)]  # fmt: skip
    return certain[0] if len(certain) == 1 else None


def nameless(draft: Draft) -> bool:
    """Whether a group is called by no name of its own: «the rebels», «an armed group»."""
    return draft.plural or draft.head in _heads()


def _heads() -> frozenset[str]:
    return frozenset(row["head"] for row in rows("body_heads"))


def _armed(players: Players, one: Mention) -> bool:
    """Whether a name is that of a movement, or a word for rebels stands beside it."""
    page = players.page
    if _FIGHTING.intersection(page.low[slice(*(one.name or one.run))]):
        return True
    sentence = page.sentence[one.run[0]]
    beside = range(max(0, one.run[0] - _NEAR), min(len(page), one.run[1] + _NEAR))
    return any(page.low[at] in _REBELS and page.sentence[at] == sentence for at in beside)


_FIGHTING = among("fighting")
_REBELS = among("rebels")
