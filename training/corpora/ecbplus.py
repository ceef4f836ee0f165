"""ECB+: events told by several reports, with which of their mentions tell the same one.

A topic has two kinds of thing of one sort (two earthquakes, two arrests of one man …), each told by
several reports. Only some sentences of a report are annotated for good; the corpus lists them in
`ECBplus_coreference_sentences.csv`. Mentions elsewhere are left out, as in the literature.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from training.corpora import cat
from training.corpora.cat import Page, Range

# The topics of the development part that the field uses (Cybulska & Vossen, 2015); 36–45 are its
# test part, the others train.
DEVELOPMENT = frozenset(("2", "5", "12", "18", "21", "23", "34", "35"))
_LIST = "ECBplus_coreference_sentences.csv"


@dataclass(frozen=True, slots=True)
class Told:
    """A report and its mentions of events as (start, end, cluster).

    A cluster runs through all reports of a topic; who is in none has one of its own. `unknown`
    are the sentences that nobody annotated, where a mention may stand unmarked.
    """

    name: str
    topic: str
    text: str
    events: tuple[tuple[int, int, str], ...]
    unknown: tuple[Range, ...]


def told(path: Path) -> Iterator[Told]:
    """Every report below `path`: the corpus' root, its folder of topics, a topic or a file.

    The list of sentences is looked for there and in the folders above; without it a sentence
    counts as annotated where it holds a mention. A topic is the number that a report's name begins
    with («7_1ecb»), else the folder that it lies in.
    """
    files = [path] if path.is_file() else sorted(path.rglob("*.xml"))
    listed = _listed(path)
    for file in files:
        page = cat.read(file)
        topic, marked, _ = page.name.partition("_")
        topic = topic if marked and topic.isdigit() else file.parent.name
        yield _told(page, topic, None if listed is None else listed.get(page.name, frozenset()))


def trained_on(text: Told) -> bool:
    """Whether a report's topic is for training, not of the development part."""
    return text.topic not in DEVELOPMENT


def _listed(path: Path) -> dict[str, frozenset[int]] | None:
    """The numbers of the annotated sentences by the name of their report; None without a list."""
    here = path if path.is_dir() else path.parent
    inside = sorted(here.rglob(_LIST))
    known = next((f for f in [*inside, *(p / _LIST for p in here.parents)] if f.is_file()), None)
    if known is None:
        return None
    listed: dict[str, set[int]] = {}
    with known.open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            name = f"{row['Topic'].strip()}_{row['File'].strip()}"
            listed.setdefault(name, set()).add(int(row["Sentence Number"]))
    return {name: frozenset(numbers) for name, numbers in listed.items()}


def _told(page: Page, topic: str, listed: frozenset[int] | None) -> Told:
    clusters: dict[str, str] = {}
    for kind, attributes, sources, target in page.relations:
        crossing = kind == "CROSS_DOC_COREF"
        label = attributes.get("note", "") if crossing else f"{page.name}/{target}"
        clusters.update(dict.fromkeys(sources, f"{topic}/{label}" if crossing else label))
    events = list[tuple[int, int, str]]()
    for name, mark in page.marks.items():
        if not mark.kind.startswith(("ACTION_", "NEG_ACTION_")) or not mark.tokens:
            continue
        start, end = page.span(mark)
        if start < end:
            events.append((start, end, clusters.get(name, f"{page.name}#{name}")))
    if listed is None:
        listed = frozenset(
            n for n, (a, b) in page.sentences.items() if any(a <= s < b for s, _, _ in events)
        )
    known = [span for number, span in page.sentences.items() if number in listed]
    unknown = [span for number, span in page.sentences.items() if number not in listed]
    inside = sorted(e for e in set(events) if any(a <= e[0] < b for a, b in known))
    return Told(page.name, topic, page.text, tuple(inside), tuple(sorted(unknown)))
