"""Saved questions over REST: whoever asks has their own.

Nothing of this is kept for others: it is of one person, and changes as they read.
"""

import time
from dataclasses import dataclass
from typing import Any

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from onrecord.net.urls import parsed
from onrecord.store import alerts, saved
from onrecord.store.alerts import When
from onrecord.store.record import Record as Store
from onrecord.views import following
from onrecord.views.api.failures import Refused
from onrecord.views.api.reading import body_of
from onrecord.views.api.requests import given, single
from onrecord.views.api.threads import Threads

MOST = 100  # entries of one question
BYTES = 16_384
_DO = "Send {“name”: …, “ask”: “statements”, “given”: {…}}; openapi.json has the rest."


class Asks(msgspec.Struct, forbid_unknown_fields=True):
    """A question that is to be saved. ``given`` are its parameters, by name."""

    name: str
    ask: str
    given: dict[str, str | list[str]] = {}
    when: When = "new"
    add: bool = False
    webhook: str | None = None
    secret_env: str | None = None


_DECODER = msgspec.json.Decoder(Asks)


@dataclass(frozen=True, slots=True)
class Saving:
    """The addresses of saved questions."""

    store: Store
    threads: Threads

    async def every(self, request: Request) -> Response:
        """All that is saved; or, where something is sent, saves it."""
        single(given(request), ())
        if request.method == "POST":
            return await self.threads.run(self._save, request, await body_of(request, BYTES))
        return await self.threads.run(self._listed, request)

    async def one(self, request: Request) -> Response:
        """One saved question with what it found, or its end."""
        single(given(request), ())
        ask = self._unsave if request.method == "DELETE" else self._one
        return await self.threads.run(ask, request)

    async def read(self, request: Request) -> Response:
        """Takes everything up to a number as read."""
        single(given(request), ())
        body = await body_of(request, BYTES)
        return await self.threads.run(self._read, request, body)

    def _listed(self, request: Request) -> Response:
        following.followed(self.store)
        with self.store.reading() as connection:
            mine = saved.saved(connection, owner(request))
        return _json({"items": [following.plain(one) for one in mine]})

    def _one(self, request: Request) -> Response:
        following.followed(self.store)
        name, mine = request.path_params["name"], owner(request)
        with self.store.reading() as connection:
            one = saved.saved_as(connection, mine, name)
            full = saved.full_name(connection, mine, name)
            found = alerts.alerts(connection, full, MOST)
            log = saved.deliveries(connection, full, MOST)
        told = following.plain(one)
        told["entries"] = [following.entry(it) for it in found]
        told["log"] = [following.tried(it) for it in log]
        return _json(told)

    def _save(self, request: Request, body: bytes) -> Response:
        told = _decoded(body)
        hook = None
        if told.webhook is not None:
            _require_editor(request)
            hook = saved.Hook(str(parsed(told.webhook)), told.secret_env or "")
        question = following.asking(told.ask, told.given)
        mine = owner(request)
        with self.store.bookkeeping() as connection:
            saved.save(
                connection, self.store.points, mine, told.name, [question], int(time.time()),
                when=told.when, hook=hook, add=told.add,
            )  # fmt: skip
            one = saved.saved_as(connection, mine, told.name)
        return _json(following.plain(one), 201)

    def _unsave(self, request: Request) -> Response:
        with self.store.bookkeeping() as connection:
            saved.unsave(connection, owner(request), request.path_params["name"])
        return Response(status_code=204)

    def _read(self, request: Request, body: bytes) -> Response:
        try:
            upto = msgspec.json.decode(body, type=_Upto).number if body else None
        except (msgspec.DecodeError, UnicodeError, RecursionError) as error:
            raise Refused(422, f"The body is not as it must be: {error}.", _UPTO) from error
        name, mine = request.path_params["name"], owner(request)
        with self.store.bookkeeping() as connection:
            saved.mark(connection, mine, name, upto)
            one = saved.saved_as(connection, mine, name)
        return _json(following.plain(one))


class _Upto(msgspec.Struct, forbid_unknown_fields=True):
    number: int | None = None


_UPTO = "Send nothing, or {“number”: that of the last entry that was read}."


def owner(request: Request) -> str:
    """Whose saved questions are meant; empty where nobody signs in."""
    user = getattr(request.state, "user", None)
    return user.name if user else ""


def _require_editor(request: Request) -> None:
    """A webhook sends the record elsewhere: that is for who may say what is watched."""
    state = request.state
    user, token = getattr(state, "user", None), getattr(state, "token", None)
    if user is not None and "edit" not in (token or user).rights:
        raise Refused(403, "A webhook needs the right to edit.", "Ask an administrator.", "webhook")


def _decoded(body: bytes) -> Asks:
    try:
        return _DECODER.decode(body)
    except msgspec.ValidationError as error:
        raise Refused(422, f"The body is not as it must be: {error}.", _DO) from error
    except (msgspec.DecodeError, UnicodeError, RecursionError) as error:
        raise Refused(400, f"The body is no JSON: {error}.", _DO) from error


def _json(told: Any, status: int = 200) -> Response:
    body = msgspec.json.encode(told) + b"\n"
    headers = {"Cache-Control": "no-store"}
    return Response(body, status, headers, media_type="application/json")
