"""Roles of predicates: lost with the predicate, other edges, another label, missed, invented."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from onrecord.reading.encoder import encoder
from onrecord.reading.spotting import spot
from training.causes.count import Causes, Range, edges, overlap
from training.corpora import propbank

Filled = Mapping[str, Range]
Told = Iterable[tuple[str, Range]]


def causes(path: Path) -> dict[str, Causes]:
    """The dev part of the treebank; `path` holds both corpora's folders."""
    found = Causes()
    treebank = path / "ud_english_ewt" / "en_ewt-ud-dev.conllu"
    for document in propbank.labelled(treebank, path / "propbank_ewt"):
        relations = spot(document.text, encoder()).relations
        ours = {
            start: relations.roles(start, end)
            for start, end in relations.predicates()
            if not any(a <= start < b for a, b in document.unknown)
        }
        compare(document.text, {p.at[0]: p.roles for p in document.predicates}, ours, found)
    return {"all": found}


def compare(text: str, gold: Mapping[int, Told], ours: Mapping[int, Filled], into: Causes) -> None:
    """Sort the errors of one text; predicates by where they begin."""
    for at in gold.keys() | ours.keys():
        wanted, found = set(gold.get(at, ())), set(ours.get(at, {}).items())
        into.tally.add(len(found), len(wanted), len(wanted & found))
        missing, extra = sorted(wanted - found), found - wanted
        if at not in ours:
            for role, span in missing:
                into.missed("lost with its predicate", f"{role} {text[slice(*span)]}")
        elif at not in gold:
            for role, span in extra:
                into.invented("of an invented predicate", f"{role} {text[slice(*span)]}")
        else:
            around = text[max(0, at - 50) : at + 50]
            left = [one for one in missing if not _explained(text, one, extra, around, into)]
            _unexplained(text, left, wanted & found, extra, around, into)


def _explained(
    text: str, one: tuple[str, Range], extra: set[tuple[str, Range]], around: str, into: Causes
) -> bool:
    """Whether something found stands for a role wanted: with other edges, or another label."""
    role, span = one
    example = f"{role} {text[slice(*span)]} | {around}"
    mine = next((e for e in extra if e[0] == role), None)
    if mine and overlap(mine[1], span):
        extra.remove(mine)
        into.wrong(f"edges: {edges(text, mine[1], span)}", f"{example} | {text[slice(*mine[1])]}")
        return True
    other = next((e for e in sorted(extra) if e[1] == span), None)
    if other:
        extra.remove(other)
        into.wrong(f"label: {role} as {other[0]}", example)
        return True
    return False


def _unexplained(
    text: str,
    missing: list[tuple[str, Range]],
    right: set[tuple[str, Range]],
    extra: set[tuple[str, Range]],
    around: str,
    into: Causes,
) -> None:
    """What is left when edges and labels have been sorted."""
    for role, span in missing:
        example = f"{role} {text[slice(*span)]} | {around}"
        mine = next((e for e in extra if e[0] == role), None)
        across = next((e for e in sorted(extra) if overlap(e[1], span)), None)
        if mine or across:
            extra.remove(mine or across)  # type: ignore[arg-type]
            into.wrong("elsewhere in the text" if mine else "another label, other edges", example)
        elif any(label == role for label, _ in right):
            into.missed("missed: the second of its role", example)
        else:
            into.missed(f"missed: {role}", example)
    for role, span in extra:
        into.invented(f"invented: {role}", f"{role} {text[slice(*span)]} | {around}")
