"""The words that decide on modality, from modality.tsv."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import get_args

from onrecord.tables import rows
from onrecord.vocabulary import Modality

_HELPERS = frozenset({"be", "have", "do", "get"})


@dataclass(frozen=True, slots=True)
class Governor:
    """A word or phrase that governs what follows it: `takes` says what, `gives` as what."""

    phrase: tuple[str, ...]
    takes: frozenset[str]
    gives: Modality


@dataclass(frozen=True, slots=True)
class Lexicon:
    """modality.tsv by class; governors by the last word of their phrase, the longest first."""

    helpers: dict[str, str]  # form → be, have, do, get
    past: frozenset[str]
    modals: dict[str, Modality]
    negations: frozenset[str]
    nobody: frozenset[str]
    conditions: frozenset[str]
    pending: frozenset[str]
    governors: dict[str, tuple[Governor, ...]]
    adjectives: dict[str, Modality]
    predicates: tuple[tuple[tuple[str, ...], Modality], ...]

    def governor(self, forms: Sequence[str], end: int, takes: str) -> Governor | None:
        """The governor whose phrase ends right before `end` and that takes `takes`."""
        for known in self.governors.get(forms[end - 1], ()) if end > 0 else ():
            first = end - len(known.phrase)
            if takes in known.takes and first >= 0 and tuple(forms[first:end]) == known.phrase:
                return known
        return None


_MODALITIES: dict[str, Modality] = {str(value): value for value in get_args(Modality)}


def closed(kind: str) -> frozenset[str]:
    """The forms of a class of modality.tsv that needs no more than a list."""
    return frozenset(
        form for row in rows("modality") if row["class"] == kind for form in row["words"].split("|")
    )


@cache
def lexicon() -> Lexicon:
    """The table, read once."""
    helpers: dict[str, str] = {}
    modals: dict[str, Modality] = {}
    governors: dict[str, list[Governor]] = defaultdict(list)
    adjectives: dict[str, Modality] = {}
    predicates: list[tuple[tuple[str, ...], Modality]] = []
    for row in rows("modality"):
        kind, forms, gives = row["class"], row["words"].split("|"), row["gives"]
        if kind in _HELPERS:
            helpers.update(dict.fromkeys(forms, kind))
        elif kind == "modal":
            modals.update(dict.fromkeys(forms, _MODALITIES[gives]))
        elif kind == "governor":
            takes = frozenset(row["takes"].split(","))
            for form in forms:
                phrase = tuple(form.split())
                governors[phrase[-1]].append(Governor(phrase, takes, _MODALITIES[gives]))
        elif kind == "adjective":
            adjectives.update(dict.fromkeys(forms, _MODALITIES[gives]))
        elif kind == "predicate":
            predicates.extend((tuple(form.split()), _MODALITIES[gives]) for form in forms)
    return Lexicon(
        helpers=helpers,
        past=closed("past"),
        modals=modals,
        negations=closed("negation"),
        nobody=closed("nobody"),
        conditions=closed("condition"),
        pending=closed("pending"),
        governors={k: tuple(sorted(v, key=lambda g: -len(g.phrase))) for k, v in governors.items()},
        adjectives=adjectives,
        predicates=tuple(predicates),
    )
