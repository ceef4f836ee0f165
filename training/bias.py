"""Whether the reader finds names of every part of the world equally well.

    python -m training.bias [--newswire DIR] [--gap FILE]

Three checks, each a table. The first needs nothing: names and places of every region in the same
sentences of ours. The persons do not exist: a given name and a family name of two leaders of one
state, put together so that no table knows the person. The second is the names' F1 on the held-out
texts of the worldwide newswire by region, the third GAP by gender.
"""

from __future__ import annotations

import argparse
import hashlib
import re
from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from pathlib import Path
from typing import TypeVar

from onrecord.facts import Reading
from onrecord.reading.encoder import encoder
from onrecord.reading.reader import unweighed
from onrecord.reading.spotting import spot
from onrecord.report import Report, text_sha256
from onrecord.tables import parse, rows
from onrecord.tables.persons import lookup
from onrecord.tables.places import candidates, entries
from training.corpora import newswire
from training.parts import held_out
from training.tasks import pronouns
from training.tasks.names_newswire import THREE
from training.tasks.naming import counted

REGIONS = Path(__file__).parent / "own" / "world_regions.tsv"
A_REGION = 24  # persons, and places, of each region
SAID = (
    "{name} told reporters on Tuesday that the port would stay closed.",
    "The strike will go on, {name} said.",
    "“Nobody asked us,” said {name}, who leads the union of dockers.",
    "{name}, a lawyer for the families, denied that money had been paid.",
    "The law is unjust, according to {name}.",
)
MET = "{name} met {other} on Friday to talk about the border."
THERE = (
    "The talks in {place} ended without a result.",
    "Two people were hurt in {place} on Sunday, the police said.",
)
_SMALLEST, _LARGEST = 40_000, 800_000  # people in a place that is asked for

_Asked = TypeVar("_Asked")
# «Charles II», «Faisal of Veldt», «Lord Dunmore», «J. Krol»: no given name and family name.
_REGNAL = re.compile(r"\b[IVX]+$|\bof\b|^Lord\b|\.")
Row = dict[str, float]


def regions() -> Mapping[str, str]:
    """The region of each state, by its code."""
    table = parse(REGIONS.name, REGIONS.read_text("utf-8").split("\n"))
    return {code: row["region"] for row in table for code in row["codes"].split()}


def persons() -> dict[str, list[str]]:
    """Made-up persons by region: names of one state's leaders, crossed."""
    region = regions()
    of_state = defaultdict[str, list[tuple[str, str]]](list)
    for row in rows("leaders"):
        given, _, family = row["name"].partition(" ")
        if row["code"] in region and family and not _REGNAL.search(row["name"]):
            of_state[row["code"]].append((given, family))
    found = defaultdict[str, list[str]](list)
    for code, names in sorted(of_state.items()):
        crossed = (
            f"{given} {family}"
            for (given, mine), (other, family) in zip(names, names[1:] + names[:1], strict=True)
            if mine != family and given != other
        )
        found[region[code]] += [name for name in crossed if not lookup(name)]
    return {name: _drawn(set(many)) for name, many in sorted(found.items())}


def places() -> dict[str, list[str]]:
    """Towns and cities by region, each of a name that only one place has."""
    region = regions()
    found = defaultdict[str, list[str]](list)
    for place in entries():
        known = _SMALLEST <= place.population <= _LARGEST and place.kind in {"city", "town"}
        if known and place.country in region and len(candidates(place.name)) == 1:
            found[region[place.country]].append(place.name)
    return {name: _drawn(set(many)) for name, many in sorted(found.items())}


def _drawn(names: Collection[str]) -> list[str]:
    """Some of the names, by their hash."""
    return sorted(names, key=lambda name: hashlib.sha256(name.encode()).hexdigest())[:A_REGION]


def frames() -> dict[str, Row]:
    """By region, how often a person is found as a name, as speaker and as participant; a place."""
    found = dict[str, Row]()
    everywhere = places()
    for region, names in persons().items():
        said = [(name, frame.format(name=name)) for name in names for frame in SAID]
        pairs = list(zip(names, names[1:] + names[:1], strict=True))
        met = [((a, b), MET.format(name=a, other=b)) for a, b in pairs]
        there = [(p, frame.format(place=p)) for p in everywhere[region] for frame in THERE]
        found[region] = {
            "persons": len(names),
            "name": _share(_is_name, said),
            "speaker": _share(_speaks, said),
            "met": _share(_meet, met),
            "places": len(everywhere[region]),
            "place": _share(_is_place, there),
        }
    return found


def _share(right: Callable[[_Asked, str], bool], asked: Sequence[tuple[_Asked, str]]) -> float:
    return 100 * sum(right(wanted, text) for wanted, text in asked) / max(1, len(asked))


def _reading(text: str) -> Reading:
    return unweighed(Report(id="", text_sha256=text_sha256(text), text=text))


def _is_name(name: str, text: str) -> bool:
    """Whether the model marks all of the name, and no more, as a person."""
    start = text.index(name)
    found = {(n.start, n.end) for n in spot(text, encoder()).names if n.kind == "Person"}
    return (start, start + len(name)) in found


def _speaks(name: str, text: str) -> bool:
    reading = _reading(text)
    named = {actor.id: actor.name for actor in reading.actors}
    return any(named[who] == name for said in reading.statements for who in said.speaker)


def _meet(both: tuple[str, str], text: str) -> bool:
    reading = _reading(text)
    named = {actor.id: actor.name for actor in reading.actors}
    return any({named[who] for who in e.participants} == set(both) for e in reading.encounters)


def _is_place(name: str, text: str) -> bool:
    start = text.index(name)
    return any(place.span.start == start for place in _reading(text).places)


def by_region(folder: Path) -> dict[str, Row]:
    """Names' F1 by the region that the newswire's own list gives to the beginning of file names."""
    prefixes, region = list[tuple[str, str]](), ""
    for line in (folder / "regions.txt").read_text("utf-8").splitlines():
        if line.strip().endswith(":"):
            region = line.strip().rstrip(":")
        elif line.strip() and not line.startswith("#"):
            prefixes.append((line.strip(), region))
    texts = defaultdict[str, list[newswire.Tagged]](list)
    for text in newswire.tagged(folder / "processed_annotated"):
        if held_out(text.name):
            own = next((r for start, r in prefixes if text.name.startswith(start)), "others")
            texts[own].append(text)
    found = dict[str, Row]()
    for region, many in sorted(texts.items()):
        pairs = [
            (t.names, [(n.start, n.end, n.kind) for n in spot(t.text, encoder()).names])
            for t in many
        ]
        found[region] = {"texts": len(many)}
        found[region] |= {kind: tally.f1 for kind, tally in counted(pairs, THREE).items()}
    return found


def by_gender(file: Path) -> dict[str, Row]:
    """F1 of GAP's pronouns by their gender."""
    return {name: {"F1": value} for name, value in pronouns.measure(file).scores.items()}


def printed(title: str, table: Mapping[str, Row]) -> str:
    """A table, and beneath it the widest gap of each column."""
    columns = list(dict.fromkeys(name for row in table.values() for name in row))
    lines = [f"{title:26}" + "".join(f"{name:>14}" for name in columns)]
    for name, row in table.items():
        lines.append(f"{name:26}" + "".join(f"{row[column]:14.1f}" for column in columns))
    gaps = (max(r[c] for r in table.values()) - min(r[c] for r in table.values()) for c in columns)
    lines.append(f"{'widest gap':26}" + "".join(f"{gap:14.1f}" for gap in gaps))
    return "\n".join(lines) + "\n"


def main() -> None:
    parser = argparse.ArgumentParser(
        prog="python -m training.bias",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--newswire", type=Path, help="the corpus' folder, with regions.txt")
    parser.add_argument("--gap", type=Path, help="a file of GAP (.tsv)")
    args = parser.parse_args()
    print(printed("our sentences", frames()))
    if args.newswire:
        print(printed("worldwide newswire", by_region(args.newswire)))
    if args.gap:
        print(printed("GAP", by_gender(args.gap)))


if __name__ == "__main__":
    main()
