"""W3C Web Annotations (JSON-LD) of one text, as a reading.

An annotation's target has a TextPositionSelector (code points) and a TextQuoteSelector, which must
agree with the text. Its bodies say with the purpose ``classifying`` what the words state
(``statement``, ``encounter``, ``change:suspended``, ``step:sentenced``), with ``tagging`` in which
modality, and with ``identifying`` of which thing: several annotations of one are its tellings. Of a
statement the words are its content. A page or collection (``items``), a list, or one
annotation are taken, as ``onrecord export --format annotations`` writes them; other classes are
passed over.
"""

from collections.abc import Iterator
from typing import Any, NoReturn

import msgspec

from onrecord.errors import InvalidReading
from onrecord.facts import Change, Encounter, Reading, Statement, Step, Telling
from onrecord.scoring.gold.drafts import composed
from onrecord.text import Span
from onrecord.vocabulary import ChangeLabel, Modality, StepLabel, values

_LABELS = {"change": values(ChangeLabel), "step": values(StepLabel)}


def reading(text: str, raw: bytes, name: str) -> Reading:
    """The reading that annotations of a text make; InvalidReading where they are not of it."""
    try:
        told = msgspec.json.decode(raw)
    except (msgspec.DecodeError, RecursionError) as error:
        raise InvalidReading(f"{name} is no JSON.", "Give W3C annotations as JSON-LD.") from error
    things: dict[tuple[str, str], tuple[str, str, list[Span]]] = {}
    for number, one in enumerate(_items(told)):
        where = f"{name}, annotation {number + 1}"
        kind = _body(one, "classifying")
        family, _, label = kind.partition(":")
        if family in _LABELS and label not in _LABELS[family]:
            _refuse(where, f"{kind!r} has none of the labels {', '.join(_LABELS[family])}")
        if family not in (*_LABELS, "statement", "encounter"):
            continue
        modality = _body(one, "tagging") or "actual"
        if modality not in values(Modality):
            _refuse(where, f"{modality!r} is no modality")
        thing = _body(one, "identifying") or str(number)
        if family == "statement":
            thing += f" {number}"  # each telling of it is a statement of the report
        _, _, spans = things.setdefault((thing, kind), (kind, modality, []))
        spans.append(_span(one, text, where))
    return _composed(text, name, things.values())


def _composed(text: str, name: str, things: Any) -> Reading:
    statements, encounters, changes, steps = [], [], [], []
    for kind, modality, spans in things:
        family, _, label = kind.partition(":")
        tellings = tuple(Telling(span=span) for span in sorted(spans, key=lambda s: s.start))
        if family == "statement":
            content = tuple(telling.span for telling in tellings)
            statements.append(Statement(id="", mode="indirect", modality=modality, content=content))
        elif family == "encounter":
            encounters.append(Encounter(id="", modality=modality, tellings=tellings))
        elif family == "change":
            change = Change(id="", change=label, modality=modality, tellings=tellings)
            changes.append(("an agreement", change))
        else:
            steps.append(("", Step(id="", step=label, modality=modality, tellings=tellings)))
    return composed(text, name, (), statements, encounters, changes, steps)


def _items(told: Any) -> Iterator[dict[str, Any]]:
    if isinstance(told, dict) and isinstance(told.get("first"), dict):
        told = told["first"]
    many = told.get("items", [told]) if isinstance(told, dict) else told
    if isinstance(many, list):
        yield from (one for one in many if isinstance(one, dict))


def _body(one: dict[str, Any], purpose: str) -> str:
    bodies = one.get("body", ())
    for body in bodies if isinstance(bodies, list) else [bodies]:
        if isinstance(body, dict) and body.get("purpose") == purpose:
            return str(body.get("value") or body.get("source") or "")
    return ""


def _span(one: dict[str, Any], text: str, where: str) -> Span:
    target = one.get("target")
    selectors = target.get("selector", ()) if isinstance(target, dict) else ()
    found: dict[str, dict[str, Any]] = {
        each["type"]: each
        for each in (selectors if isinstance(selectors, list) else [selectors])
        if isinstance(each, dict) and isinstance(each.get("type"), str)
    }
    position, quote = found.get("TextPositionSelector"), found.get("TextQuoteSelector")
    if position is None:
        _refuse(where, "it has no TextPositionSelector, and words are not searched for")
    start, end = position.get("start"), position.get("end")
    if not (isinstance(start, int) and isinstance(end, int) and 0 <= start < end <= len(text)):
        _refuse(where, f"{start} to {end} lies outside the text")
    if quote is not None and quote.get("exact") != text[start:end]:
        _refuse(where, f"the text has {text[start:end][:40]!r} there")
    return Span.of(text, start, end)


def _refuse(where: str, why: str) -> NoReturn:
    raise InvalidReading(f"{where}: {why}.", "Give annotations of this text, letter for letter.")
