"""The tools: what each is for, and the JSON Schema of what it takes."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from onrecord.question import Asked, Parameter, listed
from onrecord.record.auditing import PER
from onrecord.views import parameters

MOST = 50  # things that one answer has at most
QUESTIONS: Mapping[Asked, str] = {
    "statements": "Who said what to whom, on what terms, in which words. The newest first.",
    "encounters": "Who met or spoke with whom, when and where, also what was planned or called "
    "off. The newest first.",
    "agreements": "Treaties, accords, deals, ceasefires and where they stand.",
    "cases": "People held, charged, tried or exchanged, and where their cases stand.",
    "events": "Coded political events (PLOVER types), such as SANCTION, PROTEST, ASSAULT.",
    "actors": "Persons, offices, states and bodies, and the names they are told of by. Use it to "
    "find out how the record calls somebody.",
    "timeline": "Everything that happened, kinds together, in one order of days, the newest first.",
    "search": "Words in the texts of the reports, with the facts that stand in them.",
    "disputes": "Where reports disagree (a date, a place, a number, a denial): both sides.",
    "positions": "What an actor said about a subject over time, oldest first, and what changed.",
}
_DATES = " A day, a month or a year: 2023-03-02, 2023-03, 2023."
_ID = {
    "type": "string",
    "description": "The id of a thing, as answers give it (statement-…, encounter-…, actor-…).",
}
_CURSOR = {"type": "string", "description": "Go on where an earlier answer ended."}


@dataclass(frozen=True, slots=True)
class Tool:
    """A tool: its name, what it is for, the schema of its arguments."""

    name: str
    about: str
    takes: dict[str, Any]


def tools() -> tuple[Tool, ...]:
    """Every tool."""
    return (*(_question(name, about) for name, about in QUESTIONS.items()), *_others())


def _question(name: Asked, about: str) -> Tool:
    takes = {one.name: _taken(one) for one in listed(name)}
    if name == "positions":  # they come all together
        del takes["cursor"]
    return Tool(name, about, _object(takes, *parameters.NEEDED.get(name, ())))


def _taken(one: Parameter) -> dict[str, Any]:
    """The schema of a parameter, without patterns: assistants read words, not expressions."""
    schema = _without(parameters.schema(one, MOST), "pattern")
    more = _DATES if one.shape in ("day", "instant") else ""
    return {**schema, "description": parameters.about(one) + more}


def _without(schema: dict[str, Any], name: str) -> dict[str, Any]:
    return {
        key: _without(value, name) if isinstance(value, dict) else value
        for key, value in schema.items()
        if key != name
    }


def _others() -> tuple[Tool, ...]:
    (as_of,) = (_taken(one) for one in listed("actors") if one.name == "as_of")
    report = {"type": "string", "description": "The id of a report, as answers give it."}
    name = {"type": "string", "description": "Of an agreement, or whose case; or an id."}
    at = {"type": "string", "description": "How it stood at the end of that day." + _DATES}
    version = {"type": "string", "description": "The number of a version, from 1 on, as text."}
    counted = {one.name: _taken(one) for one in listed("statements")}
    del counted["cursor"], counted["limit"]
    per = {"type": "string", "enum": list(PER), "description": "Shares for each of these too."}
    return (
        Tool(
            "audit",
            "How much of what fits is told on the record, on background, anonymously …, by named, "
            "unnamed, official or private sources, by one source alone: shares with intervals. "
            "The words behind a number: ask statements with what stands beside it as ask.",
            _object({**counted, "per": per}),
        ),
        Tool(
            "thing",
            "One thing with all its words, the reports that they are in, and its vouchers.",
            _object({"id": _ID, "as_of": as_of, "cursor": _CURSOR}, "id"),
        ),
        Tool(
            "report",
            "The text of one report, a part at a time, and the facts that stand in it.",
            _object({"id": report, "as_of": as_of, "cursor": _CURSOR}, "id"),
        ),
        Tool(
            "changes",
            "What changed from one version of a report to another: words, facts, corrections or a "
            "retraction, and which verdicts moved. Without numbers: the last two versions.",
            _object({"id": report, "from": version, "to": version, "as_of": as_of}, "id"),
        ),
        Tool(
            "status",
            "Where an agreement or a case stands, or stood on a day, and what it rests on. "
            "Without a name: how all agreements stand.",
            _object({"name": name, "at": at, "as_of": as_of, "cursor": _CURSOR}),
        ),
        Tool(
            "why",
            "Which words and which evidence made several accounts one thing.",
            _object({"id": _ID, "as_of": as_of}, "id"),
        ),
    )


def _object(properties: dict[str, Any], *needed: str) -> dict[str, Any]:
    told: dict[str, Any] = {
        "type": "object",
        "properties": properties,
        "additionalProperties": False,
    }
    return {**told, "required": list(needed)} if needed else told
