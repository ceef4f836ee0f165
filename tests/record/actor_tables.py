"""Pairs of actors and casts of stories as tables, and how well the record tells who is who."""

from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path

from onrecord.facts import Actor, Mention, Reading
from onrecord.record.identity.actors.comparing import likeness
from onrecord.record.identity.actors.room import Actors
from onrecord.record.identity.actors.sketching import Sketch
from onrecord.record.identity.sketches import sketch
from onrecord.report import Published, Report, text_sha256
from onrecord.text import Span


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


def reading(*cells: str, id: str = "r1", day: str = "2022-03-01") -> Reading:
    """A reading that tells of those actors, each named once in a line of the text."""
    actors = [actor(cell) for cell in cells]
    text = "\n".join(one.name for one in actors)
    placed, at = [], 0
    for number, one in enumerate(actors):
        span = Span(at, at + len(one.name), one.name)
        form = "description" if one.name.removeprefix("the ")[0].islower() else "name"
        placed.append(replace(one, id=f"a{number}", mentions=(Mention(span, form),)))
        at += len(one.name) + 1
    report = Report(id=id, text_sha256=text_sha256(text), text=text, published=Published(value=day))
    return Reading(report=report, actors=tuple(placed))


def casts(part: str) -> tuple[list[Reading], dict[str, str]]:
    """The readings of the stories of a part, and by the key of each account who it is of."""
    lines = (Path(__file__).parent / "actor_casts.tsv").read_text("utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line.startswith(f"{part}\t")]
    readings, gold = [], {}
    for (story, report, day), found in groupby(rows, lambda row: tuple(row[1:4])):
        mine = list(found)
        readings.append(reading(*(row[5] for row in mine), id=f"{story}{report}", day=day))
        keys = [key for key, _ in Actors().profiles(readings[-1])]
        for key, row in zip(keys, mine, strict=True):
            gold[key] = f"{story} {row[4]}" if row[4] != "-" else key
    return readings, gold
