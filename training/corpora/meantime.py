"""MEANTIME: Wikinews on aircraft and computers, events with their factuality, across texts.

An event there has `time` (future or not), `certainty`, `polarity` and `special_cases`; of most
texts only the first sentences are annotated. How they become a modality:

- negated by a word of its sentence: «denied». The corpus also calls negated what was cancelled,
  ceased or delayed without such a word; whether that failed or was denied is unclear: dropped.
- in an if-clause, or the main clause of one in the future: «possible».
- certain, positive, not in the future: «actual».
- in the future, certain or probable: «planned»; merely possible: «possible». After a word that asks
  («told airlines to …») both would be wrong, and the corpus does not say who asks: dropped.
- marks with other words between their own are dropped, and words marked twice with two answers.
- generic («the device features …»), underspecified and unmarked ones are dropped: no event, or no
  answer.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from onrecord.reading.modality.lexicon import lexicon
from onrecord.vocabulary import Modality
from training.corpora import cat
from training.corpora.cat import Mark, Page
from training.corpora.ecbplus import Told
from training.corpora.factuality import Judged

_REACH = 12  # tokens before an event in which a word that negates or asks is looked for


def judged(path: Path) -> Iterator[Judged]:
    """Every text below `path`, a folder or a file, with the events whose modality is clear.

    The corpus has each text twice; of its root the cross-document annotation is read.
    """
    for file in _files(path):
        yield _judged(cat.read(file))


def told(path: Path) -> Iterator[Told]:
    """Every text below `path` with the events that it tells, and which texts tell the same one.

    A topic is the folder of a text. Sentences without any event are unknown.
    """
    for file in _files(path):
        yield _told(cat.read(file), file.parent.name)


def _files(path: Path) -> list[Path]:
    inner = path / "intra_cross-doc_annotation"
    here = inner if inner.is_dir() else path
    return [here] if here.is_file() else sorted(here.rglob("*.xml"))


def _told(page: Page, topic: str) -> Told:
    clusters: dict[str, str] = {}
    for kind, _, sources, target in page.relations:
        if kind == "REFERS_TO" and target in page.marks:
            instance = page.marks[target].attributes.get("instance_id")
            clusters.update(dict.fromkeys(sources, instance or f"{page.name}/{target}"))
    events: dict[cat.Range, str] = {}
    for name, mark in page.marks.items():
        if mark.kind == "EVENT_MENTION" and mark.tokens:
            events.setdefault(page.span(mark), clusters.get(name, f"{page.name}#{name}"))
    rows = tuple((*span, events[span]) for span in sorted(events) if span[0] < span[1])
    unknown = (s for s in page.sentences.values() if not any(s[0] <= a < s[1] for a, _ in events))
    return Told(page.name, topic, page.text, rows, tuple(sorted(unknown)))


def _judged(page: Page) -> Judged:
    events = set()
    for mark in page.marks.values():
        if mark.kind != "EVENT_MENTION" or not mark.tokens or _broken(mark):
            continue
        start, end = page.span(mark)
        value = _modality(mark.attributes, _before(page, mark))
        if value and start < end:
            events.add((start, end, value))
    spans = {(a, b): 0 for a, b, _ in events}
    for a, b, _ in events:
        spans[a, b] += 1
    return Judged(page.name, page.text, tuple(sorted(e for e in events if spans[e[:2]] == 1)))


def _broken(mark: Mark) -> bool:
    """Whether a mark leaves words out between its own: a span would say too much."""
    return mark.tokens[-1] - mark.tokens[0] >= len(mark.tokens)


def _before(page: Page, mark: Mark) -> list[str]:
    """The tokens before an event in its sentence, the nearest of them."""
    first = page.tokens[mark.tokens[0]][0]
    opens = next((a for a, b in page.sentences.values() if a <= first < b), first)
    near = [span for span in page.tokens[: mark.tokens[0]] if span[0] >= opens]
    return [page.text[a:b].lower() for a, b in near[-_REACH:]]


def _modality(event: dict[str, str], before: list[str]) -> Modality | None:
    time, certainty = event.get("time", ""), event.get("certainty", "")
    polarity, special = event.get("polarity", ""), event.get("special_cases", "")
    future = time == "FUTURE"
    if special == "COND_IF_CLAUSE" or (special == "COND_MAIN_CLAUSE" and future):
        return "possible"
    if special != "NONE" or time not in {"FUTURE", "NON_FUTURE"}:
        return None
    if polarity == "NEG":
        words = lexicon()
        return "denied" if (words.negations | words.nobody) & set(before) else None
    if polarity != "POS":
        return None
    if not future:
        return "actual" if certainty == "CERTAIN" else None
    if _asked(before):
        return None
    if certainty in {"CERTAIN", "PROBABLE"}:
        return "planned"
    return "possible" if certainty == "POSSIBLE" else None


def _asked(before: list[str]) -> bool:
    """Whether a word before the event asks for it, by the product's table of such words."""
    words = lexicon()
    if any(words.modals.get(word) == "asked" for word in before):
        return True
    found = (words.governor(before, at + 1, takes) for at in range(len(before)) for takes in _TAKES)
    return any(governor is not None and governor.gives == "asked" for governor in found)


_TAKES = ("to", "that", "noun", "ing", "next")
