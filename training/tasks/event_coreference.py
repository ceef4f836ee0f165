"""ECB+: which mentions of events, over all reports of a topic, tell the same one. MEANTIME too.

Mentions are those that the model finds, in the sentences that the corpus annotates. A topic is
taken as a whole, its two kinds of story unsorted, after Cattan et al. (2021), «Cross-document
coreference resolution over predicted mentions». ECB+ annotates events told only once as well, so
clusters of one count, as in most of the literature; rows «several» leave them out on both sides, as
Cattan et al. do.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from operator import attrgetter
from pathlib import Path

from onrecord.reading.encoder import encoder
from onrecord.reading.spotting import Spotted, spot
from training.conll import MEASURES, Conll
from training.corpora import ecbplus, meantime
from training.corpora.cat import Range
from training.corpora.ecbplus import Told
from training.samevent.deciding import same_events
from training.samevent.mentions import Mention, mentions
from training.samevent.recorded import Profiled, grouped, profiles, reading, recorded
from training.tally import Measured

ROWS = (
    "found",
    "found, lemma",
    "gold mentions",
    "gold mentions, lemma",
    "record, gold mentions",
    "record, found",
)
Groups = list[list[tuple[str, int, int]]]


def measure(path: Path) -> Measured:
    """CoNLL F1 over the topics below `path`: all of them, or of the whole corpus those of its
    development part. `conll` is on the model's mentions, `conll_gold_mentions` on the right ones;
    the rows «lemma» put together what has the same word, and nothing else. The rows «record» are
    those of the identity of events that a record decides by, all mentions being one type's."""
    texts = list(ecbplus.told(path))
    if texts and not any(text.events for text in texts):
        texts = list(meantime.told(path))
    if {text.topic for text in texts} > ecbplus.DEVELOPMENT:
        texts = [text for text in texts if text.topic in ecbplus.DEVELOPMENT]
    rows = {name: (Conll(), Conll()) for name in ROWS}
    topic = attrgetter("topic")
    for _, group in groupby(sorted(texts, key=topic), key=topic):
        found, given, gold, recorded = _read(group)
        clustered = (
            *map(_keys, (same_events(found), _lemma(found), same_events(given), _lemma(given))),
            *map(grouped, recorded),
        )
        for (every, several), clusters in zip(rows.values(), clustered, strict=True):
            every.add(clusters, gold)
            several.add(_several(clusters), _several(gold))
    return _measured(len(texts), rows)


def _read(
    texts: Iterable[Told],
) -> tuple[list[Mention], list[Mention], Groups, tuple[list[Profiled], list[Profiled]]]:
    """The mentions of a topic that the model finds, the right ones, the right clusters; and
    profiles of the right ones and of those found."""
    found, given = list[Mention](), list[Mention]()
    kept: tuple[list[Profiled], list[Profiled]] = ([], [])
    gold: dict[str, list[tuple[str, int, int]]] = {}
    for text in texts:
        spotted = spot(text.text, encoder())
        spans = [s for s in _events(spotted) if not any(a <= s[0] < b for a, b in text.unknown)]
        right = [(start, end) for start, end, _ in text.events]
        found += mentions(text.name, text.text, spotted, spans)
        given += mentions(text.name, text.text, spotted, right)
        read = reading(text.name, text.text)
        for profiled, told in zip(kept, (right, spans), strict=True):
            profiled += profiles(recorded(read, told, spotted))
        for start, end, cluster in text.events:
            gold.setdefault(cluster, []).append((text.name, start, end))
    return found, given, list(gold.values()), kept


def _events(spotted: Spotted) -> Iterator[Range]:
    """The spans that the model takes for events; of one without that head, all predicates."""
    scores = spotted.asides.scores.get("event")
    if scores is not None and scores.shape[-1] > 1:
        yield from ((event.start, event.end) for event in spotted.asides.events())
    else:
        yield from spotted.relations.predicates()


def _lemma(ours: Sequence[Mention]) -> list[list[Mention]]:
    words: dict[str, list[Mention]] = {}
    for mention in ours:
        words.setdefault(mention.word, []).append(mention)
    return list(words.values())


def _keys(clusters: Iterable[Iterable[Mention]]) -> Groups:
    return [[mention.key for mention in cluster] for cluster in clusters]


def _several(clusters: Groups) -> Groups:
    return [cluster for cluster in clusters if len(cluster) > 1]


def _measured(count: int, rows: dict[str, tuple[Conll, Conll]]) -> Measured:
    table = {}
    for name, (every, several) in rows.items():
        table[name] = every.scores()
        table[f"{name}, several"] = several.scores()
    figures = {name: table["found"][name] for name in ("conll", *MEASURES, "mentions")}
    figures["conll_gold_mentions"] = table["gold mentions"]["conll"]
    figures |= {
        "conll_record": table["record, gold mentions"]["conll"],
        "b3_record": table["record, gold mentions"]["b3"],
    }
    figures["conll_several"] = table["found, several"]["conll"]
    figures["conll_gold_mentions_several"] = table["gold mentions, several"]["conll"]
    return Measured(count, {name: round(value, 2) for name, value in figures.items()}, table)
