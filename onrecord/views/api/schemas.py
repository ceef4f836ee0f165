"""The shapes of what REST answers with, as the components of OpenAPI, made from the types."""

from functools import cache
from typing import Any

import msgspec

from onrecord import facts
from onrecord.record import codec
from onrecord.record.auditing import Audit
from onrecord.record.notes import Hand
from onrecord.record.positions import Position
from onrecord.record.things import CaseStep, LifeChange, Status
from onrecord.store.asking.kept_report import Edition
from onrecord.store.asking.reasons import Reasons
from onrecord.store.asking.reports import Listed
from onrecord.store.asking.searching import Hit
from onrecord.views.api.failures import Problem
from onrecord.views.api.noting import Noted, Settled
from onrecord.views.api.reading import Posted
from onrecord.views.changed import ChangedReport

Schema = dict[str, Any]
_PLACE = "#/components/schemas/{name}"
_TYPES: tuple[type, ...] = (
    *codec.TYPES.values(), facts.Reading, Position, Reasons, Hit, Edition, Listed, Problem, Posted,
    LifeChange, CaseStep, ChangedReport, Status, Audit, Hand, Noted, Settled,
)  # fmt: skip
# What the items of an answer are.
ITEMS = {
    "statements": "StatementThing",
    "encounters": "EncounterThing",
    "agreements": "AgreementThing",
    "cases": "CaseThing",
    "events": "EventThing",
    "actors": "ActorThing",
    "timeline": "Moment",
    "disputes": "Moment",
    "search": "Hit",
    "positions": "Position",
}
_TEXT = {"type": ["string", "null"]}


@cache
def components() -> dict[str, Schema]:
    """Every shape by its name."""
    _, parts = msgspec.json.schema_components(_TYPES, ref_template=_PLACE)
    for kind, type_ in codec.TYPES.items():
        parts[type_.__name__]["properties"]["thing"] = {"const": kind}
    parts["Passage"]["properties"]["marked"] = {"type": "string"}
    parts |= {f"{item}Page": _page(item) for item in {*ITEMS.values(), "Listed", "Standing"}}
    parts["Moment"] = _object(
        date=_TEXT, turn=_either("LifeChange", "CaseStep", None), thing=any_thing()
    )
    parts["KeptReport"] = _object(
        report={"type": "string"},
        version={"type": "string"},
        counted={"type": "string"},
        until=_TEXT,
        versions={"type": "array", "items": ref("Edition")},
        things={"type": "object", "additionalProperties": {"type": "string"}},
        reading=ref("Reading"),
        by_hand={
            "type": "object",
            "additionalProperties": {"type": "array", "items": ref("Hand")},
            "description": "For the ids of facts that reviewers told by hand, who did.",
        },
    )
    parts["NoteOutcome"] = _object(
        verdict=ref("Verdict"), things={"type": "array", "items": {"type": "string"}}
    )
    texts = {"type": "array", "items": {"type": "string"}}
    conflict = _object(
        id={"type": "string"}, split=ref("Verdict"), keys=texts, words={"type": "string"},
        outlet={"type": "string"}, report={"type": "string"},
        stands={"enum": ["one", "other", "neither", None]},
        points={"type": "array", "items": {"type": "number"}}, one=any_thing(), other=any_thing(),
    )  # fmt: skip
    parts["Conflicts"] = _object(items={"type": "array", "items": conflict})
    parts["Standing"] = _standing()
    parts["Root"] = _object(
        onrecord={"type": "string"},
        described={"type": "string"},
        **{one: {"type": "integer"} for one in ("reports", *list(ITEMS)[:6])},
    )
    parts |= _saved()
    parts["Reading"] = {**parts["Reading"], "description": "One report and its facts."}
    return dict(sorted(parts.items()))


def ref(name: str) -> Schema:
    """A shape by its name."""
    return {"$ref": _PLACE.format(name=name)}


def any_thing() -> Schema:
    """A thing of any kind."""
    return _either(*(one.__name__ for one in codec.TYPES.values()))


def _standing() -> Schema:
    turns = {"type": "array", "items": _either("LifeChange", "CaseStep")}
    texts = {"type": "array", "items": {"type": "string"}}
    named = ("stands_on", "before", "perhaps", "beside", "incidents")
    return _object(
        id={"type": "string"},
        thing={"enum": ["agreement", "case"]},
        name={"type": "string"},
        at=_TEXT,
        status=_either("Status", None),
        **dict.fromkeys(named, turns),
        ratified_by=texts,
        remaining=texts,
        tellings={"type": "array", "items": ref("ThingTelling")},
        names={"type": "object", "additionalProperties": {"type": "string"}},
    )


def _saved() -> dict[str, Schema]:
    """A saved question, by itself and with what it found."""
    text, number = {"type": "string"}, {"type": "integer"}
    asks = _object(ask=text, given={"type": "object"})
    fields: dict[str, Schema] = {
        "name": text,
        "questions": {"type": "array", "items": asks},
        "when": {"enum": ["new", "status"]},
        "since": text,
        "found": number,
        "unread": number,
        "webhook": _TEXT,
    }
    entry = _object(id=text, number=number, at=text, thing=any_thing())
    tried = _object(id=text, at=text, problem=_TEXT)
    lists: dict[str, Schema] = {
        "entries": {"type": "array", "items": entry}, "log": {"type": "array", "items": tried},
    }  # fmt: skip
    one = _object(**fields)
    return {
        "Saved": one,
        "SavedWhole": _object(**fields, **lists),
        "SavedPage": _object(items={"type": "array", "items": ref("Saved")}),
    }


def _page(item: str) -> Schema:
    return _object(
        items={"type": "array", "items": ref(item)},
        cursor={**_TEXT, "description": "For the parameter cursor of the same question."},
        next={**_TEXT, "description": "The address of the next page; null at the end."},
        notes={
            "type": "array",
            "items": {"type": "string"},
            "description": "What names were taken for, and which are not in the record.",
        },
    )


def _object(**properties: Schema) -> Schema:
    return {"type": "object", "properties": properties, "required": list(properties)}


def _either(*names: str | None) -> Schema:
    return {"anyOf": [ref(one) if one else {"type": "null"} for one in names]}
