"""The description of saved questions, as a part of OpenAPI."""

from collections.abc import Callable
from typing import Any

from onrecord.store.saved import NAME
from onrecord.views.api.saving import BYTES
from onrecord.views.api.schemas import ref

Schema = dict[str, Any]
Get = Callable[[str, str, list[Schema], str], Schema]
Failures = Callable[..., Schema]
_NAMED = {"type": "string", "pattern": f"^{NAME.pattern}$"}
_SAVED = "Questions that stay, of whoever asks"


def saving(get: Get, failures: Failures) -> dict[str, Schema]:
    """The addresses; ``get`` and ``failures`` describe what all addresses have."""
    name = {
        "name": "name", "in": "path", "required": True, "schema": _NAMED, "example": "new-start",
        "description": "Under which it is saved.",
    }  # fmt: skip
    found = {
        "/saved": get("saved", f"{_SAVED}, with how much of what they found is unread", [],
                      "SavedPage"),
        "/saved/{name}": get("savedOne", "One saved question, what it found, what was sent",
                             [name], "SavedWhole"),
    }  # fmt: skip
    for one in found.values():  # they are one person's, and not kept
        answers = one["get"]["responses"]
        del answers["304"], answers["406"]
        del answers["200"]["headers"]
    found["/saved"]["post"] = _sent("save", "Save a question", _asks(), "201", failures)
    read = _sent("read_saved", "Take what it found as read", _upto(), "200", failures)
    read["parameters"] = [name]
    read["requestBody"]["required"] = False
    found["/saved/{name}"]["delete"] = {
        "operationId": "unsave", "summary": "Forget a saved question", "parameters": [name],
        "responses": {"204": {"description": "It is forgotten."}, **failures("404", "422")},
    }  # fmt: skip
    return {**found, "/saved/{name}/read": {"post": read}}


def _sent(name: str, about: str, body: Schema, status: str, failures: Failures) -> Schema:
    content = {"application/json": {"schema": ref("Saved")}}
    return {
        "operationId": name,
        "summary": about,
        "description": f"{about}. The body has at most {BYTES:,} bytes.",
        "requestBody": {"required": True, "content": {"application/json": {"schema": body}}},
        "responses": {
            status: {"description": "The saved question.", "content": content},
            **failures("400", "404", "405", "408", "413", "422", "500", "503"),
        },
    }


def _asks() -> Schema:
    text = {"type": "string"}
    either = {"anyOf": [text, {"type": "array", "items": text}]}
    kinds = ["statements", "encounters", "agreements", "cases", "events", "actors"]
    return {
        "type": "object",
        "required": ["name", "ask"],
        "additionalProperties": False,
        "properties": {
            "name": _NAMED,
            "ask": {"enum": kinds},
            "given": {"type": "object", "additionalProperties": either,
                      "description": "The parameters of the question, by name."},
            "when": {"enum": ["new", "status"], "default": "new"},
            "add": {"type": "boolean", "description": "Beside the questions the name has."},
            "webhook": {"type": ["string", "null"], "description": "Needs the right to edit."},
            "secret_env": {"type": ["string", "null"],
                           "description": "The setting of the server’s environment with the "
                           "webhook’s secret; its name begins with ONRECORD_HOOK."},
        },
    }  # fmt: skip


def _upto() -> Schema:
    number = {"type": ["integer", "null"], "description": "Of the last entry read; else all are."}
    return {"type": "object", "properties": {"number": number}, "additionalProperties": False}
