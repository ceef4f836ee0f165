"""The description of REST as OpenAPI 3.1, made of the parameters of questions and of the types."""

from functools import lru_cache
from typing import Any

import msgspec

from onrecord.question import Asked, Parameter, listed
from onrecord.record.auditing import PER
from onrecord.version import __version__
from onrecord.views import parameters
from onrecord.views.api.exporting import FILES, LEFT_OUT, NARROWING
from onrecord.views.api.reading import BYTES
from onrecord.views.api.requests import FORMATS, MOST
from onrecord.views.api.saving_described import saving
from onrecord.views.api.schemas import ITEMS, components, ref
from onrecord.views.exports import FORMATS as EXPORTS

Schema = dict[str, Any]

QUESTIONS: dict[Asked, str] = {
    "statements": "Who said what to whom, on what terms; the newest first.",
    "encounters": "Who met or spoke with whom, when and where; the newest first.",
    "agreements": "Treaties, accords, deals and their lives; the last reported first.",
    "cases": "Who was held, charged, tried, exchanged; the last reported first.",
    "events": "Coded political events (PLOVER); the newest first.",
    "actors": "Persons, states, bodies, and all their names; the last reported first.",
    "timeline": "Everything in one order of days, the newest first.",
    "search": "Words in the reports, and the facts that stand in them; the newest report first.",
    "disputes": "Where reports disagree, both sides; the newest first. Pages may be short.",
    "positions": "What an actor said about a subject over time, oldest first, and what changed.",
}
AUDITS: tuple[Asked, ...] = ("statements", "encounters", "agreements", "cases", "events")
_ABOUT = """\
What a record of political news knows: who said what to whom, on what terms, in which words; who \
met whom; agreements, cases and events; where reports disagree. Every answer leads to the words of \
a report and to those who vouch for them.

Names mean whoever they mean on the command line: a name, a variant of it, an office, a state or \
its code, or an id. `as_of` asks for what was known then. Lists come in pages: follow `next` (or \
the header Link) until it is null; a page may be shorter than its limit. Answers have an ETag: \
send it back as If-None-Match, and what has not changed is not sent again. Errors are \
`application/problem+json` with `what`, `do` and `parameter`."""
_VERSION = {"type": "string", "pattern": "^[0-9a-f]{64}$"}
_ID = {
    "type": "string",
    "pattern": "^(?:(?:statement|encounter|agreement|case|event|actor)-)?[0-9a-f]{16}$",
}
_BEHIND = {
    "type": "string",
    "pattern": r"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z\.[0-9a-f]{16}$",
}
_REPORT = {"type": "string", "pattern": "^[0-9a-f]{16}$"}
_NUMBER = {"type": "integer", "minimum": 1, "maximum": 999_999}
_ETAG = {
    "ETag": {"description": "Of these very bytes.", "schema": {"type": "string"}},
}
_LINK = {"description": "The next page, as rel=next.", "schema": {"type": "string"}}
_AGAIN = {
    "Retry-After": {"description": "Seconds to wait.", "schema": {"type": "string"}},
}
_FAILED = {
    "400": "The address or the body cannot be read at all.",
    "404": "The record has no such thing.",
    "405": "This address does not take that method.",
    "406": "None of the types that Accept names is to be had.",
    "408": "The body was too long in coming.",
    "413": "The body is too large.",
    "415": "The body is of another type.",
    "422": "A parameter has a value that it cannot have; or no reading can be made of the text.",
    "500": "A fault of the server.",
    "501": "A library that this needs is not installed.",
    "503": "Too much is being done already.",
    "504": "Reading the text took too long.",
}


@lru_cache(maxsize=8)
def described(mounted: str = "") -> bytes:
    """The document as JSON; ``mounted`` is the path that all of it lies below."""
    paths: dict[str, Schema] = {
        "/": _get("root", "What there is", [], "Root"),
        **{f"/{one}": _question(one, about) for one, about in QUESTIONS.items()},
        **{f"/audit/{one}": _audit(one) for one in AUDITS},
        **_things(),
        **saving(_get, _failures),
        "/exports/{format}": _export(),
        "/readings": _readings(),
        "/conflicts": _conflicts(),
        "/notes": _notes(),
        "/notes/{id}": _undoing(),
    }
    told = {
        "openapi": "3.1.0",
        "info": {"title": "Onrecord", "version": __version__, "description": _ABOUT},
        "servers": [{"url": mounted or "/"}],
        "paths": paths,
        "components": {"schemas": components()},
    }
    return msgspec.json.encode(told) + b"\n"


def _question(asked: Asked, about: str) -> Schema:
    needed = parameters.NEEDED.get(asked, ())
    params = [_parameter(one, required=one.name in needed) for one in listed(asked)]
    told = _get(asked, about, [*params, _format()], f"{ITEMS[asked]}Page")
    content = told["get"]["responses"]["200"]["content"]
    for form in ("jsonl", "csv"):
        content[FORMATS[form].partition(";")[0]] = {"schema": {"type": "string"}}
    told["get"]["responses"]["200"]["headers"]["Link"] = _LINK
    return told


def _audit(asked: Asked) -> Schema:
    about = f"On what terms, and by what kinds of sources, {asked} are told: shares with intervals"
    per = _in_query(
        "per", {"type": "string", "enum": [one for one in PER if one != "subject"
                                           or asked == "statements"]},
        "Shares for each of these too.", "outlet",
    )  # fmt: skip
    form = _in_query(
        "format", {"type": "string", "enum": ["json", "csv"]},
        "The form of the answer; else the header Accept says.", "json",
    )  # fmt: skip
    params = [_parameter(one) for one in listed(asked) if one.name != "cursor"]
    told = _get(f"audit_{asked}", about, [*params, per, form], "Audit")
    content = told["get"]["responses"]["200"]["content"]
    content[FORMATS["csv"].partition(";")[0]] = {"schema": {"type": "string"}}
    return told


def _things() -> dict[str, Schema]:
    params = {one.name: _parameter(one) for one in listed("actors")}
    as_of = params["as_of"]
    behind = _in_query("cursor", _BEHIND, "Go on where an earlier answer ended.")
    id = _in_path(
        "id",
        _ID,
        "Of a thing, as answers give it; that of any of its accounts will do.",
        "encounter-0123456789abcdef",
    )
    report = _in_path("id", _REPORT, "Of a report.", "0123456789abcdef")
    version = _in_query("version", _VERSION, "Of its text, by SHA-256; else the one that speaks.")
    name = _in_query(
        "name", parameters.NAME, "Of an agreement, or whose case; or an id.", "New START"
    )
    at = _in_query("at", parameters.DAY, "How it stood at the end of that day.", "2023-02-28")
    found = {
        "/things/{id}": _get("thing", "One thing with all its words and vouchers", [id, as_of], ""),
        "/things/{id}/why": _get(
            "why", "Which words and which evidence made accounts one thing", [id, as_of], "Reasons"
        ),
        "/reports": _get(
            "reports",
            "The reports of the record, the newest first",
            [as_of, params["limit"], behind],
            "ListedPage",
        ),
        "/reports/{id}": _get(
            "report",
            "One report, its reading, and the things of its facts",
            [report, version, as_of],
            "KeptReport",
        ),
        "/reports/{id}/changes": _get(
            "changes",
            "What changed from one version of a report to another, in its text and its facts",
            [
                report,
                _in_query("from", _NUMBER, "The older version; else the last but one.", 1),
                _in_query("to", _NUMBER, "The newer version; else the last.", 2),
                as_of,
            ],
            "ChangedReport",
        ),
        "/status": _get(
            "status",
            "Where agreements and cases of a name stand, or stood; without a name, all agreements",
            [name, at, *(params[one] for one in ("as_of", "limit", "cursor"))],
            "StandingPage",
        ),
    }
    for path in ("/reports", "/status"):
        found[path]["get"]["responses"]["200"]["headers"]["Link"] = _LINK
    one = found["/things/{id}"]["get"]["responses"]["200"]["content"]["application/json"]
    one["schema"] = {
        "anyOf": [ref(kind) for kind in sorted(set(ITEMS.values())) if kind.endswith("Thing")]
    }
    return found


def _export() -> Schema:
    form = _in_path("format", {"type": "string", "enum": list(EXPORTS)}, _formats(), "geojson")
    plural = "|".join(list(QUESTIONS)[:6])
    kinds = _in_query(
        "kinds", {"type": "string", "pattern": f"^(?:{plural})(?:,(?:{plural}))*$"},
        "Kinds of things, parted by commas. Without it, every kind that the format has a place for "
        "and that can be asked so.",
        "events",
    )  # fmt: skip
    told = _get("export", "The record, or an answer, in a format of others, as a file",
                [form, kinds, *map(_parameter, NARROWING)], "")  # fmt: skip
    answers = told["get"]["responses"]
    media = sorted({kind.partition(";")[0] for kind, _ in FILES.values()})
    answers["200"]["content"] = {
        kind: {"schema": {"type": "object" if kind.endswith("+json") else "string"}}
        for kind in media
    }
    answers["200"]["headers"][LEFT_OUT] = {
        "description": "What the format has no place for, and how often.",
        "schema": {"type": "string"},
    }
    del answers["406"]
    answers |= _failures("501", "503")
    return told


def _formats() -> str:
    return "; ".join(f"{name}: {form.about}" for name, form in EXPORTS.items()) + "."


def _readings() -> Schema:
    example = {
        "text": "Baku, 2 March 2031. Foreign Minister Farid Nasibli said that the talks go on.",
        "outlet": "Meridian Wire",
        "published": "2031-03-02",
    }
    body = {
        "required": True,
        "content": {"application/json": {"schema": _posted(), "example": example}},
    }
    answers = {"200": {
        "description": "The reading.",
        "content": {"application/json": {"schema": ref("Reading")}},
    }, **_failures("400", "405", "408", "413", "415", "422", "500", "503", "504")}  # fmt: skip
    about = (
        "Reads a text that is sent and gives its reading; nothing of it is kept. One report at a "
        f"time, of at most {BYTES:,} bytes."
    )
    told = {"operationId": "read", "summary": "Read a text", "description": about,
            "requestBody": body, "responses": answers}  # fmt: skip
    return {"post": told}


def _notes() -> Schema:
    example = {
        "report": "6b49bf1d41b00c55", "kind": "statement", "who": ["Nasibli"],
        "words": ["there would be no exchange"],
    }  # fmt: skip
    body = {
        "required": True,
        "content": {"application/json": {"schema": ref("Noted"), "example": example}},
    }
    about = (
        "Tells a fact of a report by hand, in the name of who asks (the right to review). Words "
        "must stand in the report: where they stand more than once, WORDS@START says which, and "
        "@START-END is a stretch alone. It counts as any other fact and is marked as told by hand."
    )
    told = {
        "operationId": "note", "summary": "Tell a fact by hand", "description": about,
        "requestBody": body,
        "responses": {**_outcome("201"), **_failures(*_REFUSALS, "408", "413", "415")},
    }  # fmt: skip
    return {"post": told}


def _conflicts() -> Schema:
    about = "Merges that contradict what a reviewer has split: both ways out, with their words"
    listed_ = _get("conflicts", about, [], "Conflicts")["get"]
    del listed_["responses"]["304"], listed_["responses"]["200"]["headers"]
    example = {"id": "601c318885ad323c-68f5912b770082e8", "way": "one"}
    body = {
        "required": True,
        "content": {"application/json": {"schema": ref("Settled"), "example": example}},
    }
    settle = {
        "operationId": "settle", "summary": "Say of which of the two it is", "requestBody": body,
        "responses": {**_outcome("200"), **_failures(*_REFUSALS, "408", "413", "415")},
    }  # fmt: skip
    return {"get": listed_, "post": settle}


def _undoing() -> Schema:
    id_ = {"name": "id", "in": "path", "required": True, "schema": {"type": "string"},
           "description": "The id of the verdict.", "example": "52dfff8a42355c06"}  # fmt: skip
    told = {
        "operationId": "unnote", "summary": "Take back a fact told by hand", "parameters": [id_],
        "responses": {**_outcome("200"), **_failures(*_REFUSALS)},
    }  # fmt: skip
    return {"delete": told}


_REFUSALS = ("400", "404", "405", "422", "500", "503")


def _outcome(status: str) -> Schema:
    shape = {"application/json": {"schema": ref("NoteOutcome")}}
    return {status: {"description": "The verdict, and what it is of now.", "content": shape}}


def _posted() -> Schema:
    """The body: one of text and html."""
    fields = dict(components()["Posted"]["properties"])
    for name in ("text", "html"):
        fields[name] = {"type": "string", "minLength": 1}
    for name in ("published", "seen"):
        fields[name] = {"anyOf": [parameters.DAY, {"type": "null"}]}
    either = [{"required": [one]} for one in ("text", "html")]
    return {"type": "object", "properties": fields, "additionalProperties": False, "oneOf": either}


def _get(name: str, about: str, params: list[Schema], shape: str) -> Schema:
    answers: Schema = {
        "200": {
            "description": about.rstrip(".") + ".",
            "headers": dict(_ETAG),
            "content": {"application/json": {"schema": ref(shape) if shape else {}}},
        },
        "304": {"description": "What the request has already.", "headers": dict(_ETAG)},
        **_failures("400", "404", "405", "406", "422", "500", "503"),
    }
    told: Schema = {"operationId": name, "summary": about.rstrip("."), "responses": answers}
    if params:
        told["parameters"] = params
    return {"get": told}


def _failures(*which: str) -> Schema:
    content = {"application/problem+json": {"schema": ref("Problem")}}
    found: Schema = {
        one: {"description": _FAILED[one], "content": content} for one in sorted(which)
    }
    if "503" in found:
        found["503"] = {**found["503"], "headers": _AGAIN}
    return found


def _parameter(one: Parameter, *, required: bool = False) -> Schema:
    schema = parameters.schema(one, MOST)
    told = _in_query(one.name, schema, parameters.about(one), parameters.example(one.name))
    if required:
        told["required"] = True
    if schema.get("type") == "array":
        told |= {"style": "form", "explode": True}
    return told


def _format() -> Schema:
    return _in_query(
        "format", {"type": "string", "enum": list(FORMATS)},
        "The form of the answer; else the header Accept says.", "json",
    )  # fmt: skip


def _in_query(name: str, schema: Schema, about: str, example: Any = None) -> Schema:
    told = {"name": name, "in": "query", "description": about, "schema": schema}
    return told if example is None else {**told, "example": example}


def _in_path(name: str, schema: Schema, about: str, example: str) -> Schema:
    told = {"name": name, "in": "path", "required": True, "description": about}
    return {**told, "schema": schema, "example": example}
