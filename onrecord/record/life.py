"""How lives go: what each change or step makes of an agreement or a case, from the tables."""

from dataclasses import dataclass
from functools import cache

from onrecord.tables import rows
from onrecord.tables.states import split


@dataclass(frozen=True, slots=True)
class Label:
    """What a change or step does to a life.

    ``status`` is what it makes of the thing (empty: an incident beside it), ``rank`` its place in
    the usual order, ``keeps`` the statuses that stay when it comes after them. ``once``: it happens
    once, as a rule; ``alone``: each party does it for itself; ``undone``: the labels after which
    it may happen anew.
    """

    status: str
    rank: int
    keeps: frozenset[str]
    once: bool
    alone: bool
    undone: frozenset[str]


@cache
def labels() -> dict[str, Label]:
    """What is known of each change of an agreement and each step of a case, by its label."""
    found = {
        row["change"]: Label(
            row["status"],
            int(row["rank"]),
            frozenset(split(row["keeps"])),
            row["once"] == "yes",
            row["alone"] == "yes",
            frozenset(split(row["undone"])),
        )
        for row in rows("agreement_life")
    }
    for row in rows("case_life"):
        found[row["step"]] = Label(
            row["step"],
            int(row["rank"]),
            frozenset(),
            row["once"] == "yes",
            False,
            frozenset(split(row["undone"])),
        )
    return found
