"""Pairs of actors from actor_pairs.tsv, and how well evidence tells them."""

from dataclasses import dataclass
from pathlib import Path

from onrecord.facts import Actor
from onrecord.record.identity.actors.comparing import likeness
from onrecord.record.identity.actors.sketching import Sketch
from onrecord.record.identity.sketches import sketch


@dataclass(frozen=True)
class Pair:
    part: str
    same: bool
    about: str
    one: Sketch
    other: Sketch
    words: str


def actor(cell: str) -> Actor:
    """«kind;name;office;state;sector» as an actor; one word of a name is all its mentions."""
    kind, name, office, code, sector = (part or None for part in cell.split(";"))
    return Actor(
        id="a", kind=kind, name=name, office=office, represents=code, sector=sector,
        unnamed=kind == "unnamed_source",
    )  # fmt: skip


def pairs(part: str | None = None) -> list[Pair]:
    found = []
    for line in (Path(__file__).parent / "actor_pairs.tsv").read_text("utf-8").splitlines():
        if line.startswith(("#", "part\t")):
            continue
        its, same, about, year, one, other = line.split("\t")
        if part in (None, its):
            sketches = (sketch(actor(cell), int(year)) for cell in (one, other))
            found.append(Pair(its, same == "yes", about, *sketches, f"{one} | {other}"))
    return found


def tied(pair: Pair) -> bool:
    """Whether the record would tie the two: equal, or above zero; described ones never."""
    if "described" in (pair.one.sort, pair.other.sort):
        return False
    return pair.one == pair.other or sum(likeness(pair.one, pair.other).values()) > 0


def measured(part: str) -> tuple[float, float, list[str]]:
    """Precision and recall over the pairs of a part, and the words of those told wrongly."""
    mine = [(tied(pair), pair.same) for pair in pairs(part)]
    right = sum(found and same for found, same in mine)
    wrong = [pair.words for pair in pairs(part) if tied(pair) != pair.same]
    return right / sum(f for f, _ in mine), right / sum(s for _, s in mine), wrong
