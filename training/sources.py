"""Every text that is trained on, with all that its corpus says of it."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from training.corpora import (
    crossner,
    ecbplus,
    factuality,
    gap,
    geowebnews,
    meantime,
    newswire,
    ngec,
    ontogum,
    own_events,
    petrarch,
    plover,
    polnear,
    propbank,
    timebank,
    toponyms,
)
from training.heads import ANY_PLACE, IGNORED, KINDS, coarse, unmarked
from training.parts import held_out

Range = tuple[int, int]

_FILLINGS = 3  # texts made of each of our own sentences on events
_OPENING = re.compile(r"[A-Z“\"][^\n]{60,400}?[.!?][”\"]?(?=\s)")
TREEBANK = Path("ud_english_ewt") / "en_ewt-ud-train.rebuilt.conllu"


@dataclass(frozen=True, slots=True)
class Tagged:
    """Targets of a tagging head as (start, end, target at the beginning, target inside).

    Everything else has `outside`, and what lies in `unknown` no target.
    """

    spans: tuple[tuple[int, int, int, int], ...]
    outside: int = 0
    unknown: tuple[Range, ...] = ()


@dataclass(frozen=True, slots=True)
class Mentions:
    """Mentions as (start, end, chain, whether it is asked for); chain -1 is none."""

    spans: tuple[tuple[int, int, int, bool], ...]
    any_order: bool = False


@dataclass(frozen=True, slots=True)
class Source:
    """One text and what is known of it; `held` keeps it out of training."""

    corpus: str
    name: str
    text: str
    held: bool = False
    tags: dict[str, Tagged] = field(default_factory=dict)
    article: polnear.Article | None = None
    labelled: propbank.Labelled | None = None
    mentions: Mentions | None = None
    type: str | None = None


def sources(root: Path) -> Iterator[Source]:
    """Every text of the corpora under `root`, corpus by corpus; those not there are left out."""
    for corpus, read in _READERS.items():
        try:
            for source in read(root):
                if source.text.strip():
                    yield replace(source, corpus=corpus)
        except FileNotFoundError as missing:
            print(f"{corpus}: left out, there is no {missing.filename or missing}", file=sys.stderr)


def _spans(head: str, found: Sequence[tuple[int, int, str]]) -> Tagged:
    kinds = KINDS[head]
    numbered = [(a, b, 2 * kinds.index(kind) + 1) for a, b, kind in found]
    return Tagged(tuple((a, b, begins, begins + 1) for a, b, begins in numbered))


def _polnear(root: Path) -> Iterator[Source]:
    for part in ("train", "dev"):
        for article in polnear.articles(root / "polnear" / part):
            held = part == "dev" or held_out(article.name)
            seen = None if held else _seen(article.text)
            yield Source("", article.name, article.text, held, article=article, mentions=seen)


# Pronouns, and runs of capitalised words: what a pronoun of a text without chains may stand for.
_PRONOUN = r"\b(?:[Hh]e|[Hh]is|[Hh]im|[Ss]he|[Hh]ers?|[Tt]hey|[Tt]heirs?|[Tt]hem|[Ii]ts?)\b"
_CAPITALS = r"\b[A-Z][\w’'.-]+(?: (?:of |the )?[A-Z][\w’'.-]+)*"
_SEEN = re.compile(f"{_PRONOUN}|{_CAPITALS}")


def _seen(text: str) -> Mentions:
    """Mentions that nobody has linked, for the student to hear what its teacher makes of them."""
    found = ((m.start(), m.end()) for m in _SEEN.finditer(text))
    return Mentions(tuple((a, b, -1, False) for a, b in found))


def _newswire(root: Path) -> Iterator[Source]:
    for text in newswire.tagged(root / "en_worldwide_newswire" / "processed_annotated"):
        tags = {"names": _spans("names", text.names)}
        yield Source("", text.name, text.text, held_out(text.name), tags)


def _politics(root: Path) -> Iterator[Source]:
    for part in ("train", "dev"):
        for text in crossner.sentences(root / "crossner" / "ner_data" / "politics" / f"{part}.txt"):
            held = part == "dev" and crossner.guarded(text.name)
            yield Source(
                "", text.name, text.text, held, {"politics": _spans("politics", text.names)}
            )


def _conll(root: Path) -> Iterator[Source]:
    for text in crossner.sentences(root / "crossner" / "ner_data" / "conll2003"):
        tags = {
            head: Tagged(
                tuple((a, b, *coarse(head, kind)) for a, b, kind in text.names), unmarked(head)
            )
            for head in ("politics", "names")
        }
        yield Source("", text.name, text.text, False, tags)


def _propbank(root: Path) -> Iterator[Source]:
    for document in propbank.labelled(root / TREEBANK, root / "propbank_ewt"):
        held = held_out(document.name)
        yield Source("", document.name, document.text, held, labelled=document)


def _ontogum(root: Path) -> Iterator[Source]:
    folder = root / "gum" / "coref" / "ontogum" / "conllu"
    for text in ontogum.clustered(folder):
        known = {(a, b): c for a, b, c in text.mentions}
        spans = sorted({*known, *text.others})  # a phrase in no chain takes up none
        mentions = tuple((a, b, known.get((a, b), -1), True) for a, b in spans)
        held = held_out(text.name)
        yield Source("", text.name, text.text, held, mentions=Mentions(mentions))


def _gap(root: Path) -> Iterator[Source]:
    for text in gap.pronouns(root / "gap" / "gap-development.tsv"):
        asked = text.anaphors[0]
        rows = [(*asked.span, 0, True)]
        for number, span in enumerate(asked.candidates):
            rows.append((*span, 0 if number in asked.right else -1, False))
        mentions = Mentions(tuple(rows), any_order=True)
        yield Source("", text.name, text.text, held_out(text.name), mentions=mentions)


def _timebank(root: Path) -> Iterator[Source]:
    judged = {text.name: text for text in factuality.judged(root / "tempeval3_tbaq", "develop")}
    for article in timebank.articles(root / "tempeval3_tbaq", "develop"):
        times = [(t.start, t.end, t.type) for t in article.times]
        tags = {"times": _spans("times", times)}
        if article.name in judged and judged[article.name].text == article.text:
            tags["modality"] = _modality(judged[article.name].events)
        yield Source("", article.name, article.text, held_out(article.name), tags)


def _modality(events: Sequence[tuple[int, int, str]]) -> Tagged:
    """Only what is judged has a target: other words may be events of a modality that is unclear."""
    return replace(_spans("modality", events), outside=IGNORED)


def _meantime(root: Path) -> Iterator[Source]:
    for text in meantime.judged(root / "meantime"):
        tags = {"modality": _modality(text.events)}
        yield Source("", text.name, text.text, held_out(text.name), tags)


def _geowebnews(root: Path) -> Iterator[Source]:
    for text in geowebnews.used(root / "geoparsing" / "GeoWebNews"):
        tags = {"places": _spans("places", text.names)}
        yield Source("", text.name, text.text, held_out(text.name), tags)


def _toponyms(root: Path) -> Iterator[Source]:
    for file in ("lgl.xml", "TR-News.xml"):
        for text in toponyms.marked(root / "geoparsing" / file):
            spans = tuple((t.start, t.end, *ANY_PLACE) for t in text.toponyms)
            yield Source("", text.name, text.text, False, {"places": Tagged(spans)})


def _ecbplus(root: Path) -> Iterator[Source]:
    for text in ecbplus.told(root / "ecbplus"):
        spans = _spans("event", [(a, b, "event") for a, b, _ in text.events]).spans
        tags = {"event": Tagged(spans, unknown=text.unknown)}
        yield Source("", text.name, text.text, not ecbplus.trained_on(text), tags)


def _plover(root: Path) -> Iterator[Source]:
    records = root / "petrarch_records"
    table = root / "plover" / "CAMEO2PLOVER-2021.txt"
    for text in plover.records(root / "plover" / "gold_records.json"):
        yield Source("", text.name, text.text, plover.kept_back(text.name), type=text.type)
    for file in sorted(records.glob("*.xml")):
        for found in petrarch.typed(file, table):
            yield Source("", found.name, found.text, False, type=found.type)


def _own_events(_: Path) -> Iterator[Source]:
    for found in own_events.typed(_FILLINGS):
        yield Source("", found.name, found.text, False, type=found.type)


def _ngec(root: Path) -> Iterator[Source]:
    for file in sorted((root / "ngec").rglob("gpt_synthetic*.zip")):
        for found in ngec.typed(file):
            yield Source("", found.name, found.text, held_out(found.name), type=found.type)


def _unlabelled(root: Path) -> Iterator[Source]:
    """Texts that teach nothing of their own: the student hears there what its teacher says."""
    for file in sorted((root / "masc_mpqa" / "txtfiles").rglob("*.txt")):
        yield Source("", f"masc-{file.stem}", file.read_text("utf-8", errors="replace"))
    for file in sorted((root / "re3d").glob("*/documents.json")):
        for line in file.read_text("utf-8").splitlines():
            if line.strip():
                document = json.loads(line)
                yield Source("", f"re3d-{document['_id']}", document["text"])
    for file in sorted((root / "wikievents" / "data").rglob("dev.jsonl")):
        for line in file.read_text("utf-8").splitlines():
            document = json.loads(line)
            yield Source("", f"wikievents-{document['doc_id']}", document["text"])


def _openings(root: Path) -> Iterator[Source]:
    """First sentences of news, each alone, as the texts are whose type of event is known."""
    for read in (_newswire, _polnear, _toponyms):
        for source in read(root):
            found = _OPENING.search(source.text)
            if found and not source.held:
                yield Source("", f"{source.name}-opening", " ".join(found[0].split()))


_READERS: dict[str, Callable[[Path], Iterator[Source]]] = {
    "polnear": _polnear,
    "newswire": _newswire,
    "politics": _politics,
    "conll": _conll,
    "propbank": _propbank,
    "ontogum": _ontogum,
    "gap": _gap,
    "timebank": _timebank,
    "meantime": _meantime,
    "geowebnews": _geowebnews,
    "toponyms": _toponyms,
    "ecbplus": _ecbplus,
    "plover": _plover,
    "own_events": _own_events,
    "ngec": _ngec,
    "unlabelled": _unlabelled,
    "openings": _openings,
}
