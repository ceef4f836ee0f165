"""PropBank over the English Web Treebank: predicates and their roles."""

from __future__ import annotations

from pathlib import Path

from onrecord.reading.encoder import encoder
from onrecord.reading.spotting import spot
from training.corpora import propbank
from training.tally import Measured, Tally, measured


def measure(path: Path) -> Measured:
    """PropBank over the dev part of the treebank. `path` holds both corpora's folders.

    Predicates by their place; roles by predicate, label and exact span, over those that are learnt
    (`propbank.ROLES`), with the predicates that the model finds. Of a role that a predicate has
    twice the model can find one.
    """
    treebank = path / "ud_english_ewt" / "en_ewt-ud-dev.conllu"
    tallies = {name: Tally() for name in ("predicates", *propbank.ROLES, "all")}
    count = 0
    for document in propbank.labelled(treebank, path / "propbank_ewt"):
        count += 1
        relations = spot(document.text, encoder()).relations
        known = {p.at[0]: p.roles for p in document.predicates}
        unknown = document.unknown
        found = {
            start: relations.roles(start, end)
            for start, end in relations.predicates()
            if not any(a <= start < b for a, b in unknown)
        }
        tallies["predicates"].add(len(found), len(known), len(found.keys() & known.keys()))
        for role in propbank.ROLES:
            ours = {(at, spans[role]) for at, spans in found.items() if role in spans}
            gold = {(at, span) for at, own in known.items() for label, span in own if label == role}
            for name in (role, "all"):
                tallies[name].add(len(ours), len(gold), len(ours & gold))
    return measured(count, tallies)
