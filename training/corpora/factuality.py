"""Events and their modality: happened, planned, asked, denied, failed or possible.

TimeML (TimeBank, AQUAINT) says of an event its tense, aspect, polarity and modal verb, and links it
to the event that it depends on (SLINK); what that event makes of it is known by its word, which the
product's table of words has (`modality.tsv`). In this order:

1. «possible»: an event with a CONDITIONAL link, on either side.
2. «denied»: negated; «failed» where the negated modal verb is «can». In a third of AQUAINT's files
   the two values of polarity are exchanged («does not [want]» is POS, all else NEG); where NEG is
   the more frequent, it is read as POS and the other way round.
3. Under COUNTER_FACTIVE and NEG_EVIDENTIAL: what the word above gives, if «denied» or «failed»
   («refused to», «failed to», «denied that»); others are dropped.
4. Under MODAL: what the word above gives («urged … to» asked, «agreed to» planned, «may be allowed
   to» possible); an infinitive under a word that gives nothing is a purpose: «planned». Others
   («believe that he left») are dropped, and all whose governor is itself negated.
5. By its own verb: must, should «asked»; may, might, can, could «possible»; future tense and would
   «planned»; past, present and participles of a told clause «actual». «would» in a sentence with
   «if» is dropped: the links of rule 1 do not reach every main clause. So is «would have».
6. A noun has no tense: «actual» where the corpus puts it before the day of writing or a fact takes
   it for granted (FACTIVE under an actual event), «planned» where it is put after; else dropped.

States of mind and being are judged like the rest: «[wants] to leave» is actual, its «leave» is not.
Nothing here teaches «asked» by a speech act alone («demanded the [release]») but by rule 4.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

from onrecord.reading.modality.lexicon import lexicon
from onrecord.vocabulary import Modality

MODALITIES: tuple[Modality, ...] = (
    "actual",
    "planned",
    "asked",
    "denied",
    "failed",
    "possible",
)
PARTS = ("develop", "guard", "all")
_TAKES = ("to", "next", "that", "noun", "ing")
_BEFORE = frozenset({"BEFORE", "IBEFORE", "IS_INCLUDED", "ENDED_BY", "DURING"})
_AFTER = frozenset({"AFTER", "IAFTER", "BEGUN_BY"})
_INVERSE = {"BEFORE": "AFTER", "AFTER": "BEFORE", "INCLUDES": "IS_INCLUDED"}
_CAN = frozenset({"can", "could"})


@dataclass(frozen=True, slots=True)
class Judged:
    """A text and its events as (start, end, modality); events that are unclear are left out."""

    name: str
    text: str
    events: tuple[tuple[int, int, Modality], ...]


@dataclass(frozen=True, slots=True)
class _Event:
    """One event of TimeML: where it stands, its word, its kind and its instance's attributes."""

    start: int
    end: int
    word: str
    kind: str
    tense: str
    aspect: str
    part: str
    negated: bool
    modal: str
    conditional: bool  # its sentence has «if»


@dataclass(frozen=True, slots=True)
class _Links:
    """What a file links: (kind, governor) by dependent, conditions, and relations to its day."""

    above: dict[str, tuple[str, str]]
    conditions: frozenset[str]
    day: dict[str, str]


def judged(path: Path, part: str) -> Iterator[Judged]:
    """The articles of one part of TimeBank and AQUAINT below `path` (a folder or a file).

    The parts are those of `timebank.articles`, and so are the texts.
    """
    for file in [path] if path.is_file() else sorted(path.rglob("*.tml")):
        guard = int(hashlib.sha256(file.stem.encode()).hexdigest(), 16) % 4 == 0
        if part == "all" or guard == (part == "guard"):
            yield read(file)


def read(path: Path) -> Judged:
    """The article in a TimeML file. Raises ValueError where it has no text."""
    root = ElementTree.parse(path).getroot()
    body = root.find("TEXT")
    if body is None:
        raise ValueError(f"{path}: no TEXT")
    text = "".join(body.itertext())
    events = _events(root, body, text)
    links = _links(root)
    found = set()
    for instance, event in events.items():
        value = _modality(instance, events, links)
        if value:
            found.add((event.start, event.end, value))
    return Judged(path.stem, text, tuple(sorted(found)))


def _events(root: ElementTree.Element, body: ElementTree.Element, text: str) -> dict[str, _Event]:
    """The events by the identifier of their instance; who has several instances is left out."""
    places = dict(_places(body, 0))
    made = list(root.iter("MAKEINSTANCE"))
    negative = sum(m.get("polarity") == "NEG" for m in made)
    negation = "POS" if 2 * negative > len(made) else "NEG"
    counts = [m.get("eventID", "") for m in made]
    events = {}
    for m in made:
        name = m.get("eventID", "")
        if name not in places or counts.count(name) > 1:
            continue
        start, end, kind = places[name]
        modal = (m.get("modality") or "").lower()
        events[m.get("eiid", "")] = _Event(
            start,
            end,
            text[start:end].lower(),
            kind,
            m.get("tense", "NONE"),
            m.get("aspect", "NONE"),
            m.get("pos", ""),
            m.get("polarity") == negation,
            "" if modal == "none" else modal,
            _conditional(text, start),
        )
    return events


def _conditional(text: str, at: int) -> bool:
    opens = max(text.rfind(mark, 0, at) for mark in (". ", ".\n", "\n\n"))
    closes = min(n for n in (text.find(". ", at), text.find("\n\n", at), len(text)) if n >= 0)
    return bool(re.search(r"\b(?:if|unless)\b", text[opens + 1 : closes], re.IGNORECASE))


def _places(node: ElementTree.Element, at: int) -> Iterator[tuple[str, tuple[int, int, str]]]:
    """Where each event of the text stands, with its class."""
    start = at
    at += len(node.text or "")
    for child in node:
        yield from _places(child, at)
        at += len("".join(child.itertext())) + len(child.tail or "")
    if node.tag == "EVENT":
        yield node.get("eid", ""), (start, at, node.get("class", ""))


def _links(root: ElementTree.Element) -> _Links:
    above: dict[str, tuple[str, str]] = {}
    conditions = set[str]()
    day: dict[str, str] = {}
    timex = root.find("DCT/TIMEX3")
    written = "" if timex is None else timex.get("tid", "")
    for link in root.iter("SLINK"):
        kind, governor = link.get("relType", ""), link.get("eventInstanceID", "")
        dependent = link.get("subordinatedEventInstance", "")
        if kind == "CONDITIONAL":
            conditions |= {governor, dependent}
        else:
            above[dependent] = (kind, governor)
    for link in root.iter("TLINK"):
        kind = link.get("relType", "")
        event, other = link.get("eventInstanceID"), link.get("relatedToTime")
        if event and other == written:
            day[event] = kind
        elif link.get("timeID") == written and link.get("relatedToEventInstance"):
            day[link.get("relatedToEventInstance", "")] = _INVERSE.get(kind, "")
    return _Links(above, frozenset(conditions), day)


def _modality(
    instance: str, events: dict[str, _Event], links: _Links, depth: int = 0
) -> Modality | None:
    event = events[instance]
    if instance in links.conditions:
        return "possible"
    if event.negated:
        return "failed" if event.modal in _CAN else "denied"
    kind, name = links.above.get(instance, ("", ""))
    governor = events.get(name)
    if kind in {"COUNTER_FACTIVE", "NEG_EVIDENTIAL", "MODAL"}:
        if governor is None or governor.negated:
            return None
        given = _gives(governor.word)
        if kind != "MODAL":
            return given if given in {"denied", "failed"} else None
        return _under(event, governor, given)
    if event.part == "NOUN" or (event.tense == "NONE" and event.part != "VERB"):
        return _noun(kind, name, events, links, instance, depth)
    return _verb(event, kind, links.day.get(instance, ""))


def _under(event: _Event, governor: _Event, given: Modality | None) -> Modality | None:
    """What depends on a word by a MODAL link."""
    if event.tense == "PAST" and not event.modal:
        return None
    if given in {"denied", "failed", "actual"}:
        return None  # the word says another thing than the link
    if given is None and event.tense == "INFINITIVE" and governor.kind == "OCCURRENCE":
        return "planned"
    return given


def _verb(event: _Event, above: str, day: str) -> Modality | None:
    """By the verb's own tense and modal verb; `day` is its relation to the day of writing."""
    if event.modal:
        word = event.modal.split("_")[0].split(" ")[0]
        if word in {"would", "'d"} and (event.conditional or event.aspect == "PERFECTIVE"):
            return None
        return lexicon().modals.get(word) or ("asked" if word == "have" else None)
    if event.tense == "FUTURE":
        return "planned"
    if event.conditional:
        return None
    if event.tense == "PRESENT" and day in _AFTER:
        return "planned"
    if event.tense in {"PAST", "PRESENT"} and day not in _AFTER:
        return "actual"
    told = above in {"EVIDENTIAL", "FACTIVE"} or event.kind == "REPORTING" or day in _BEFORE
    return "actual" if event.tense in {"PASTPART", "PRESPART"} and told else None


def _noun(
    kind: str, governor: str, events: dict[str, _Event], links: _Links, instance: str, depth: int
) -> Modality | None:
    day = links.day.get(instance, "")
    if day in _AFTER:
        return "planned"
    if day in _BEFORE:
        return "actual"
    if kind == "FACTIVE" and governor in events and depth == 0:
        above = _modality(governor, events, links, depth + 1)
        return "actual" if above == "actual" else None
    return None


def _gives(word: str) -> Modality | None:
    """What a governing word makes of its dependent; None where the table does not have it."""
    forms = word.split()
    for takes in _TAKES:
        governor = lexicon().governor(forms, len(forms), takes)
        if governor is not None:
            return governor.gives
    return None
