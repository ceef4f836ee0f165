"""``/notes``: a fact of a report told by hand in the name of who asks, and taken back."""

import re
from dataclasses import dataclass
from typing import Annotated, Any

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from onrecord.errors import InvalidVerdict, NotInRecord
from onrecord.record.handmade import Kind, Told
from onrecord.store.by_hand import take_back, tell
from onrecord.store.conflicts import Way, conflicts, settle
from onrecord.store.record import Record as Store
from onrecord.store.reviewing import Outcome
from onrecord.store.verdicts import every
from onrecord.views.api.failures import Refused
from onrecord.views.api.reading import body_of
from onrecord.views.api.requests import given, single
from onrecord.views.api.threads import Threads
from onrecord.views.review.reviewer import reviewer
from onrecord.views.things.writing import json_line

BYTES = 262_144
MEDIA = "application/json"
_Words = Annotated[str, msgspec.Meta(max_length=5_000)]
_Some = Annotated[list[_Words], msgspec.Meta(max_length=50)]
_DO = (
    "Send {“report”: …, “kind”: “statement”, “words”: […], “who”: […]}; openapi.json has the rest."
)
_FIELD = re.compile(r"`\$\.(\w+)|unknown field `(\w{1,50})`")
_ID = re.compile("[0-9a-f]{16}")


class Noted(msgspec.Struct, forbid_unknown_fields=True):
    """A fact that is told: fields as in ``Told``; ``report`` by id, address or source."""

    report: _Words
    kind: Kind
    words: _Some
    who: _Some = []
    to: _Some = []
    of: _Words | None = None
    label: _Words | None = None
    cue: _Words | None = None
    modality: _Words = "actual"
    terms: _Words | None = None
    date: _Words | None = None
    place: _Words | None = None
    kind_of: _Words = "person"
    version: _Words | None = None
    why: _Words = ""


_DECODER = msgspec.json.Decoder(Noted)


@dataclass(frozen=True, slots=True)
class Noting:
    """The addresses of facts by hand."""

    store: Store
    threads: Threads

    async def note(self, request: Request) -> Response:
        """Tells a fact."""
        single(given(request), ())
        kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
        if kind != MEDIA:
            raise Refused(415, f"A body of type {kind[:40]!r} is not taken.", f"Send {MEDIA}.")
        return await self.threads.run(self._note, request, await body_of(request, BYTES))

    async def undo(self, request: Request) -> Response:
        """Takes one back."""
        single(given(request), ())
        return await self.threads.run(self._undo, request)

    def _note(self, request: Request, body: bytes) -> Response:
        one = _decoded(body)
        told = Told(
            kind=one.kind, words=tuple(one.words), who=tuple(one.who), to=tuple(one.to), of=one.of,
            label=one.label, cue=one.cue, modality=one.modality, terms=one.terms, date=one.date,
            place=one.place, kind_of=one.kind_of,
        )  # fmt: skip
        try:
            outcome = tell(
                self.store, one.report, told, by=_by(request), why=one.why, version=one.version
            )
        except InvalidVerdict as error:
            raise Refused(422, error.what, error.do) from error
        return _answer(outcome, 201)

    def _undo(self, request: Request) -> Response:
        id = request.path_params["id"]
        with self.store.reading() as connection:
            known = {one.id for one in every(connection) if one.verdict == "note"}
        if not _ID.fullmatch(id) or id not in known:
            raise NotInRecord.named(id)
        return _answer(take_back(self.store, id, by=_by(request)), 200)


class Settled(msgspec.Struct, forbid_unknown_fields=True):
    """Of which of the two a conflict is: ``one``, ``other`` or ``neither``."""

    id: _Words
    way: Way
    why: _Words = ""


@dataclass(frozen=True, slots=True)
class Deciding:
    """The address of merges that contradict each other."""

    store: Store
    threads: Threads

    async def every(self, request: Request) -> Response:
        """All of them; or, where something is sent, settles one."""
        single(given(request), ())
        if request.method == "POST":
            return await self.threads.run(self._settle, request, await body_of(request, BYTES))
        return await self.threads.run(self._listed)

    def _listed(self) -> Response:
        items = [
            {
                "id": one.id, "split": one.split, "keys": one.keys, "words": one.words,
                "outlet": one.outlet, "report": one.report, "stands": one.stands,
                "points": one.points,
                "one": msgspec.Raw(json_line(one.one)), "other": msgspec.Raw(json_line(one.other)),
            }
            for one in conflicts(self.store)
        ]  # fmt: skip
        headers = {"Cache-Control": "no-store"}
        return Response(msgspec.json.encode({"items": items}) + b"\n", 200, headers, MEDIA)

    def _settle(self, request: Request, body: bytes) -> Response:
        try:
            told = msgspec.json.decode(body, type=Settled)
        except msgspec.ValidationError as error:
            what, do = f"The body is not as it must be: {error}.", "Send an id and a way."
            raise Refused(422, what, do) from error
        except (msgspec.DecodeError, UnicodeError, RecursionError) as error:
            raise Refused(400, f"The body is no JSON: {error}.", "Send an id and a way.") from error
        found = {one.id: one for one in conflicts(self.store)}
        if told.id not in found:
            raise NotInRecord.named(told.id)
        try:
            outcome = settle(self.store, found[told.id], told.way, by=_by(request), why=told.why)
        except InvalidVerdict as error:
            raise Refused(422, error.what, error.do) from error
        return _answer(outcome, 200)


def _decoded(body: bytes) -> Noted:
    try:
        return _DECODER.decode(body)
    except msgspec.ValidationError as error:
        found = _FIELD.search(str(error))
        name = next(filter(None, found.groups()), None) if found else None
        raise Refused(422, f"The body is not as it must be: {error}.", _DO, name) from error
    except (msgspec.DecodeError, UnicodeError, RecursionError) as error:
        raise Refused(400, f"The body is no JSON: {error}.", _DO) from error


def _by(request: Request) -> str:
    user = getattr(request.state, "user", None)
    return user.name if user else reviewer()


def _answer(outcome: Outcome, status: int) -> Response:
    told: dict[str, Any] = {
        "verdict": outcome.verdict,
        "things": [one.id for one in outcome.after],
    }
    headers = {"Cache-Control": "no-store"}
    return Response(msgspec.json.encode(told) + b"\n", status, headers, MEDIA)
