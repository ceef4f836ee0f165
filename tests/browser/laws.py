"""What must hold of any page in any cell. Each law gives the faults that it finds, in words."""

import re
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import axe_playwright_python
from page_tree import same

from onrecord.views.labels import CHANGES, STEPS
from onrecord.views.safe import words

from . import looking
from .record import leaves, value_at
from .visiting import Visit

_AXE = Path(axe_playwright_python.__file__).with_name("axe.min.js")
_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
_RUN = """
async tags => {
  const found = await axe.run({ runOnly: tags, rules: { 'target-size': { enabled: true } } });
  return found.violations.flatMap(v => v.nodes.map(n =>
    `${v.id}: ${n.html.slice(0, 120)}: ${n.failureSummary.slice(0, 240)}`));
}
"""
_NOTHING = re.compile(r"\b(None|null|undefined|NaN|Undefined|object Object)\b")


def text_is_the_report_s(visit: Visit) -> list[str]:
    """The lines, joined, are the report's text; what is copied has no number of a line in it."""
    text = visit.reading.report.text
    lines = visit.ask(looking.LINES)
    faults = [] if "\n".join(lines) == text else ["the lines are not the report's text"]
    own = visit.ask("document.querySelector('#report').textContent")
    headline = visit.ask("document.querySelector('h1[data-line]')?.textContent ?? ''")
    copied = _bare(visit.ask(looking.COPIED))
    if headline + own.strip("\n") and _bare(text) != _bare(headline) + copied and _bare(text):
        faults.append("what is copied is not the report's text")
    return faults


def _bare(text: str) -> str:
    """A text without its white space and what is not copied: controls, marks of no width."""
    return re.sub(r"[\s\x00-\x1f\x7f-\x9f\ufeff\u200b\u2060]+", "", text)


def fields_are_the_record_s(visit: Visit) -> list[str]:
    """What each element says of a field is what JSON has there: nothing is invented."""
    faults = []
    whole = visit.whole
    for shown in visit.ask(looking.FIELDS):
        where = f"{shown['id'] or shown['kind']}.{shown['path']}"
        try:
            value = value_at(whole, shown["id"], shown["kind"], shown["path"])
        except (KeyError, IndexError, TypeError, ValueError):
            faults.append(f"{where} is not in the record")
            continue
        if not same(shown["value"], value):
            faults.append(f"{where} is {value!r}, shown as {shown['value']!r}")
        if shown["span"]:
            span = value_at(whole, shown["id"], shown["kind"], shown["path"][: -len(".text")])
            if shown["span"] != f"{span['start']}-{span['end']}":
                faults.append(f"{where} stands at {span}, not {shown['span']}")
    return faults


def all_of_the_record_is_there(visit: Visit) -> list[str]:
    """Every value of the JSON is a field of the page, save what ``record`` names."""
    shown = {
        ("*" if re.match(r"(times|places)\.\d", one["path"]) else one["id"], one["path"])
        for one in visit.ask(looking.FIELDS)
    }
    heading = visit.ask("document.querySelector('h1[data-line]')?.textContent ?? ''")
    if words(heading) == words(visit.reading.report.title or ""):
        shown.add(("", "title"))
    return [f"{leaf} is not on the page" for leaf in leaves(visit.whole) if not leaf.on(shown)]


def words_are_marked(visit: Visit) -> list[str]:
    """Every span of a fact is marked in the text as its own."""
    faults = []
    marked = {
        identifier: {letter for start, end in ranges for letter in range(start, end)}
        for identifier, ranges in visit.ask(looking.MARKED).items()
    }
    text = visit.reading.report.text
    for identifier, spans in _spans(visit.whole).items():
        wanted = {n for start, end in spans for n in range(start, end) if text[n] != "\n"}
        if not wanted <= marked.get(identifier, set()):
            faults.append(f"{identifier} is not marked on all of its words")
    return faults


def parts_are_told(visit: Visit) -> list[str]:
    """Every part of the layout but the body says what it is; parts that do not overlap."""
    faults = []
    text = visit.reading.report.text
    parts = visit.ask(looking.PARTS)
    for part in visit.reading.report.parts:
        inside = [kind for start, end, kind in parts if part.span.start <= start < part.span.end]
        if part.kind not in ("body", *inside) and text[part.span.start : part.span.end].strip():
            faults.append(f"the {part.kind} at {part.span.start} is not told as one")
    return faults


def _spans(whole: dict[str, Any]) -> dict[str, list[tuple[int, int]]]:
    """The spans of everything with an id, by the id."""
    found: dict[str, list[tuple[int, int]]] = {}

    def walk(value: Any, owner: str) -> None:
        if isinstance(value, list):
            for member in value:
                walk(member, owner)
        elif isinstance(value, dict):
            owner = value.get("id", owner)
            if value.keys() >= {"start", "end", "text"} and owner:
                found.setdefault(owner, []).append((value["start"], value["end"]))
            for name, member in value.items():
                if name not in ("report", "quoted"):
                    walk(member, owner)

    # What a report says of itself is quoted above it and is no fact of its own.
    aside = ("report", "notices")
    walk({name: held for name, held in whole.items() if name not in aside}, "")
    return found


def people_can_read_it(visit: Visit) -> list[str]:
    """No field is shown as nothing, and none as a program's word for nothing."""
    faults = []
    for shown in visit.ask(looking.FIELDS):
        where = f"{shown['id'] or shown['kind']}.{shown['path']}"
        value = shown["value"]
        if not shown["text"].strip() and not shown["drawn"] and _bare(value.strip('"[]')):
            faults.append(f"{where} is shown as nothing")
    said = visit.ask(
        "() => [...document.querySelectorAll('body *')].filter(e => !e.closest('[data-line],"
        " script, style')).flatMap(e => [...e.childNodes].filter(n => n.nodeType === 3)"
        ".map(n => n.data))"
    )
    return faults + [f"the page says {one!r}" for one in said if _NOTHING.search(one)]


def links_lead_somewhere(visit: Visit) -> list[str]:
    """Ids are given once; links lead to one of them or to the web."""
    ids = Counter(visit.ask(looking.IDS))
    faults = [f"the id {name} is given {n} times" for name, n in ids.items() if n > 1]
    for link in visit.ask(looking.LINKS):
        if link is None or not link.startswith("#"):
            if not re.match(r"https?://", link or ""):
                faults.append(f"a link leads to {link}")
        elif link[1:] not in ids:
            faults.append(f"{link} leads nowhere")
    return faults


def nothing_leaves_or_enters(visit: Visit) -> list[str]:
    """Nothing is asked of anyone, refused by the policy, said on the console; nothing ran."""
    faults = [f"asked for {address}" for address in visit.asked[1:]]
    faults += [f"console: {line}" for line in visit.console]
    faults += [f"dialog: {line}" for line in visit.dialogs]
    faults += [f"refused: {line}" for line in visit.ask("window.refused ?? []")]
    faults += [f"foreign: {element}" for element in visit.ask(looking.FOREIGN)]
    if visit.ask("window.ran") is not None:
        faults.append("a script of the report ran")
    return faults


def axe_finds_nothing(visit: Visit) -> list[str]:
    """No violation of WCAG 2.0 to 2.2 A and AA, nor of what axe calls best practice."""
    visit.ask("() => {" + _axe() + "}")
    found: list[str] = visit.ask(_RUN, _TAGS)
    return found


@cache
def _axe() -> str:
    return _AXE.read_text(encoding="utf-8")


def fits_its_width(visit: Visit) -> list[str]:
    """The page does not scroll sideways."""
    return [f"too wide: {element}" for element in visit.ask(looking.SIDEWAYS)]


def can_be_hit(visit: Visit) -> list[str]:
    """What is to be pressed is at least 24 px wide and high."""
    return [f"too small: {element}" for element in visit.ask(looking.SMALL)]


def modality_is_told(visit: Visit) -> list[str]:
    """What did not happen is italic, never bold, never in the past, off the line."""
    faults = []
    known = {fact.id: fact for fact in _facts(visit)}
    pasts = {past for pair in (*CHANGES.items(), *STEPS.items()) for past in (pair[0], pair[1][0])}
    for label in visit.ask(looking.LABELS):
        fact = known.get(label["id"])
        if fact is None:
            continue
        actual = fact.modality == "actual"
        if label["drawn"] and label["drawn"] != f"#g-{fact.modality}":
            faults.append(f"{fact.id} has the mark {label['drawn']}")
        if not actual:
            faults += _not_told_as_done(label, fact.modality, pasts)
        elif label["inLife"] and not any(piece["weight"] >= 600 for piece in label["pieces"]):
            faults.append(f"{fact.id} happened and is not bold")
        if label["inLife"] and not label["alone"] and (label["offset"] < 20) != actual:
            faults.append(f"{fact.id}, {fact.modality}, is {label['offset']} px from its line")
    return faults + _digest(visit, known)


def _not_told_as_done(label: dict[str, Any], modality: str, pasts: set[str]) -> list[str]:
    faults = []
    for piece in label["pieces"]:
        if label["kind"] != "event" and piece["style"] != "italic":
            faults.append(f"{label['id']} is {modality} and upright: {piece['text']!r}")
        if piece["weight"] >= 600 and label["kind"] != "event":
            faults.append(f"{label['id']} is {modality} and bold: {piece['text']!r}")
    told = {word.lower() for word in re.findall(r"[A-Za-z]+", label["text"])}
    if label["kind"] in ("agreement", "case"):
        faults += [f"{label['id']} is {modality} and said to be {p}" for p in pasts & told]
        if modality not in told:
            faults.append(f"{label['id']} does not say that it is {modality}")
    return faults


def _digest(visit: Visit, known: dict[str, Any]) -> list[str]:
    faults = []
    happened, beside, stand = visit.ask(looking.DIGEST)
    for column, wanted in ((happened, True), (beside, False)):
        for entry in column["entries"]:
            facts = [known[identifier] for identifier in entry["ids"] if identifier in known]
            for fact in facts:
                said = fact.id.startswith("s") and entry["mark"] == "#g-asked"
                if (fact.modality == "actual") != wanted and not said:
                    faults.append(f"{fact.id}, {fact.modality}, is told as {column['name']}")
    for entry in (*beside["entries"], *stand["entries"]):
        if entry["bold"] and entry in beside["entries"]:
            faults.append(f"bold in the digest: {entry['text']!r}")
    return faults


def _facts(visit: Visit) -> list[Any]:
    reading = visit.reading
    turns = [t for a in reading.agreements for t in a.changes]
    turns_of_cases = [t for c in reading.cases for t in c.steps]
    return [*reading.statements, *reading.encounters, *turns, *turns_of_cases, *reading.events]
