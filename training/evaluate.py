"""Measure the reader on a corpus: `python -m training.evaluate TASK PATH`.

PATH is a folder in the corpus' own format. Prints a table and, last, one line of JSON:
`{"task": …, "n": …, "scores": {…}}`, F1 in percent.
"""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from onrecord.reading.encoder import encoder
from onrecord.reading.spotting import spot
from training import gap, geowebnews, newswire, ontogum, polnear, propbank
from training.parts import held_out

Ranges = tuple[tuple[int, int], ...]
Scores = dict[str, float]

_WORD = re.compile(r"\w+")


class Tally:
    """Counts of one measure: found, wanted and both."""

    def __init__(self) -> None:
        self.found = self.wanted = self.both = 0

    def add(self, found: int, wanted: int, both: int) -> None:
        """Add the counts of one comparison."""
        self.found, self.wanted, self.both = (
            self.found + found,
            self.wanted + wanted,
            self.both + both,
        )

    @property
    def f1(self) -> float:
        """F1 in percent."""
        return 200 * self.both / max(1, self.found + self.wanted)

    @property
    def precision(self) -> float:
        """Precision in percent."""
        return 100 * self.both / max(1, self.found)

    @property
    def recall(self) -> float:
        """Recall in percent."""
        return 100 * self.both / max(1, self.wanted)


def attribution(path: Path) -> tuple[int, dict[str, Tally]]:
    """PolNeAR. `path` holds `text/` and `attributions/`, or is the corpus with a `dev` part.

    Cues are held against cues, exactly and by overlap; each gold attribution is paired with the
    found one that shares most of its cue. Source and content overlap count words, all of an
    unpaired attribution's as missed or invented; «exact» wants the same words for cue, source and
    content (marks and white space at their ends aside).
    """
    folder = path if (path / "text").is_dir() else path / "dev"
    names = (
        "cue exact",
        "cue overlap",
        "source overlap",
        "content overlap",
        "content exact",
        "all exact",
    )
    tallies = {name: Tally() for name in names}
    count = 0
    for article in polnear.articles(folder):
        count += 1
        words = [(m.start(), m.end()) for m in _WORD.finditer(article.text)]
        gold = [_worded(words, (a.cue, a.source, a.content)) for a in article.attributions]
        found = [
            _worded(words, ((x.cue,), (x.source,) if x.source else (), x.content))
            for x in spot(article.text, encoder()).attributions
        ]
        _compare(gold, found, tallies)
    return count, tallies


def _worded(words: list[tuple[int, int]], spans: Iterable[Ranges]) -> tuple[frozenset[int], ...]:
    """The numbers of the words that each part touches."""
    return tuple(
        frozenset(i for i, (a, b) in enumerate(words) if any(a < e and s < b for s, e in ranges))
        for ranges in spans
    )


def _compare(
    gold: Sequence[tuple[frozenset[int], ...]],
    found: Sequence[tuple[frozenset[int], ...]],
    tallies: dict[str, Tally],
) -> None:
    pairs = sorted(
        (
            (len(g[0] & f[0]) / len(g[0] | f[0]), i, j)
            for i, g in enumerate(gold)
            for j, f in enumerate(found)
            if g[0] & f[0]
        ),
        reverse=True,
    )
    of_gold: dict[int, int] = {}
    for _, i, j in pairs:
        if i not in of_gold and j not in of_gold.values():
            of_gold[i] = j
    exact = sum(gold[i][0] == found[j][0] for i, j in of_gold.items())
    tallies["cue exact"].add(len(found), len(gold), exact)
    tallies["cue overlap"].add(len(found), len(gold), len(of_gold))
    same = sum(gold[i][2] == found[j][2] for i, j in of_gold.items())
    tallies["content exact"].add(len(found), len(gold), same)
    tallies["all exact"].add(
        len(found), len(gold), sum(gold[i] == found[j] for i, j in of_gold.items())
    )
    for part, name in ((1, "source overlap"), (2, "content overlap")):
        both = sum(len(gold[i][part] & found[j][part]) for i, j in of_gold.items())
        tallies[name].add(sum(len(f[part]) for f in found), sum(len(g[part]) for g in gold), both)


def names_newswire(path: Path) -> tuple[int, dict[str, Tally]]:
    """The worldwide newswire corpus: exact spans of persons, organisations and places."""
    kinds = ("Person", "Organization", "Location")
    tallies = {kind: Tally() for kind in (*kinds, "all")}
    count = 0
    for text in newswire.tagged(path):
        count += 1
        found = {(x.start, x.end, x.kind) for x in spot(text.text, encoder()).names}
        for kind in kinds:
            ours = {x for x in found if x[2] == kind}
            gold = {x for x in text.names if x[2] == kind}
            tallies[kind].add(len(ours), len(gold), len(ours & gold))
            tallies["all"].add(len(ours), len(gold), len(ours & gold))
    return count, tallies


def roles(path: Path) -> tuple[int, dict[str, Tally]]:
    """PropBank over the dev part of the treebank. `path` holds both corpora's folders.

    Predicates by their place; roles by predicate, label and exact span, over those that are learnt
    (`propbank.ROLES`), with the predicates that the model finds.
    """
    treebank = path / "ud_english_ewt" / "en_ewt-ud-dev.conllu"
    tallies = {name: Tally() for name in ("predicates", *propbank.ROLES, "all")}
    count = 0
    for document in propbank.labelled(treebank, path / "propbank_ewt"):
        count += 1
        relations = spot(document.text, encoder()).relations
        known = {p.at[0]: dict(p.roles) for p in document.predicates}
        unknown = document.unknown
        found = {
            start: relations.roles(start, end)
            for start, end in relations.predicates()
            if not any(a <= start < b for a, b in unknown)
        }
        tallies["predicates"].add(len(found), len(known), len(found.keys() & known.keys()))
        for role in propbank.ROLES:
            ours = {(at, spans[role]) for at, spans in found.items() if role in spans}
            gold = {(at, spans[role]) for at, spans in known.items() if role in spans}
            for name in (role, "all"):
                tallies[name].add(len(ours), len(gold), len(ours & gold))
    return count, tallies


def pronouns(path: Path) -> tuple[int, dict[str, Tally]]:
    """GAP, a file of it: for each pronoun and each of two names whether it stands for it."""
    tallies = {name: Tally() for name in ("masculine", "feminine", "all")}
    count = 0
    for text in gap.pronouns(path):
        count += 1
        relations = spot(text.text, encoder()).relations
        for asked in text.anaphors:
            chances = relations.stands_for(asked.span, asked.candidates)
            found = {chances.index(max(chances))} if sum(chances) > 0.5 else set()
            word = text.text[slice(*asked.span)].lower()
            kind = "masculine" if word in {"he", "him", "his"} else "feminine"
            for name in (kind, "all"):
                tallies[name].add(len(found), len(asked.right), len(found & asked.right))
    return count, tallies


def reference(path: Path) -> tuple[int, dict[str, Tally]]:
    """OntoGUM, the texts held out: links of pronouns and of «the …» to a mention before them."""
    tallies = {name: Tally() for name in ("pronouns", "descriptions", "all")}
    count = 0
    for text in ontogum.chained(path):
        if not held_out(text.name):
            continue
        count += 1
        relations = spot(text.text, encoder()).relations
        for asked in text.anaphors:
            near = [(i, c) for i, c in enumerate(asked.candidates)][-40:]
            chances = relations.stands_for(asked.span, [c for _, c in near])
            best = max(chances, default=0.0)
            found = {near[chances.index(best)][0]} if best > 1 - sum(chances) else set()
            word = text.text[slice(*asked.span)]
            for name in ("descriptions" if " " in word else "pronouns", "all"):
                tallies[name].add(len(found), bool(asked.right), len(found & asked.right))
    return count, tallies


def places(path: Path) -> tuple[int, dict[str, Tally]]:
    """GeoWebNews, the texts held out: names of places, and which of them are used as places."""
    tallies = {name: Tally() for name in ("names", "places", "others")}
    count = 0
    for text in geowebnews.used(path):
        if not held_out(text.name):
            continue
        count += 1
        found = {(x.start, x.end): x.kind for x in spot(text.text, encoder()).places}
        gold = {(start, end): use for start, end, use in text.names}
        tallies["names"].add(len(found), len(gold), len(found.keys() & gold.keys()))
        for name, use in zip(("places", "others"), geowebnews.USES, strict=True):
            ours = {at for at, kind in found.items() if kind == use}
            theirs = {at for at, kind in gold.items() if kind == use}
            tallies[name].add(len(ours), len(theirs), len(ours & theirs))
    return count, tallies


TASKS: dict[str, Callable[[Path], tuple[int, dict[str, Tally]]]] = {
    "attribution": attribution,
    "names-newswire": names_newswire,
    "roles": roles,
    "pronouns": pronouns,
    "reference": reference,
    "places": places,
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("task", choices=TASKS)
    parser.add_argument("path", type=Path)
    args = parser.parse_args()
    count, tallies = TASKS[args.task](args.path)
    print(f"{'':18}{'precision':>10}{'recall':>10}{'F1':>10}")
    for name, tally in tallies.items():
        print(f"{name:18}{tally.precision:10.1f}{tally.recall:10.1f}{tally.f1:10.1f}")
    scores = {name: round(tally.f1, 2) for name, tally in tallies.items()}
    print(json.dumps({"task": args.task, "n": count, "scores": scores}))


if __name__ == "__main__":
    main()
