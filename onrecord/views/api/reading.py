"""``POST /readings``: a text comes in, its reading goes out; nothing is kept of either."""

import re
from dataclasses import dataclass
from typing import Annotated

import msgspec
from anyio import create_task_group, fail_after
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response

from onrecord.errors import OnrecordError
from onrecord.facts import Reading, encode
from onrecord.report import Capture, Given
from onrecord.sources.assembling import DATE, is_date
from onrecord.text import decode_str
from onrecord.views.api.failures import Refused
from onrecord.views.api.readers import Readers, Task
from onrecord.views.api.requests import given, single
from onrecord.views.api.threads import Threads

MEDIA = "application/json"
BYTES = 1_000_000  # of a body
SLOW = 30.0  # seconds in which a body must be there
_Short = Annotated[str, msgspec.Meta(max_length=2_000)]
_DO = "Send a JSON object with text or html; openapi.json has its fields."


class Posted(msgspec.Struct, forbid_unknown_fields=True):
    """A report that is sent: its text or its page, and what is known of it."""

    text: str | None = None
    html: str | None = None
    url: _Short | None = None
    outlet: _Short | None = None
    published: _Short | None = None
    seen: _Short | None = None
    title: _Short | None = None
    authors: Annotated[list[_Short], msgspec.Meta(max_length=100)] | None = None


_DECODER = msgspec.json.Decoder(Posted)
_FIELD = re.compile(r"`\$\.(\w+)|unknown field `(\w{1,50})`")


@dataclass(frozen=True, slots=True)
class Texts:
    """The address to which texts are sent."""

    readers: Readers
    threads: Threads

    async def read(self, request: Request) -> Response:
        """The reading of the text that a request brings."""
        single(given(request), ())
        kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
        if kind != MEDIA:
            raise Refused(415, f"A body of type {kind[:40]!r} is not taken.", f"Send {MEDIA}.")
        task = Task(capture(await body_of(request, BYTES)))
        with self.readers.place():
            async with create_task_group() as group:
                group.start_soon(_watch, request, task)
                told = await self.threads.run(self._told, task)
                group.cancel_scope.cancel()
        if isinstance(told, OnrecordError):
            raise _renamed(told)
        return Response(
            encode(told) + b"\n", headers={"Cache-Control": "no-store"}, media_type=MEDIA
        )

    def _told(self, task: Task) -> Reading | OnrecordError:
        try:
            return self.readers.read(task)
        except OnrecordError as error:
            return error


def capture(body: bytes) -> Capture:
    """The report in a body; Refused where it holds none."""
    try:
        posted = _DECODER.decode(body)
    except msgspec.ValidationError as error:
        told = str(error)
        found = _FIELD.search(told)
        name = next(filter(None, found.groups()), None) if found else None
        raise Refused(422, f"The body is not as it must be: {told}.", _DO, name) from error
    except (msgspec.DecodeError, UnicodeError, RecursionError) as error:
        raise Refused(400, f"The body is no JSON: {error}.", _DO) from error
    holding = [name for name in ("text", "html") if getattr(posted, name) is not None]
    if len(holding) != 1:
        there = "both" if holding else "neither"
        what = f"The body must have one of text and html, and has {there}."
        raise Refused(422, what, _DO, "text")
    for name in ("published", "seen"):
        value = getattr(posted, name)
        if value and not is_date(value):
            raise Refused(422, f"{name} is {value[:40]!r}.", f"Give it {DATE}.", name)
    (holds,) = holding
    texts = {
        name: decode_str(value).text
        for name in ("url", "outlet", "published", "seen", "title")
        if (value := getattr(posted, name))
    }
    known = Given(**texts, authors=tuple(decode_str(one).text for one in posted.authors or ()))
    raw = decode_str(getattr(posted, holds)).text.encode()
    return Capture(raw=raw, source="-", form="html" if holds == "html" else "text", given=known)


async def body_of(request: Request, most: int) -> bytes:
    """The body; Refused where it has more bytes than ``most``, or takes too long to come."""
    declared = request.headers.get("content-length", "")
    if declared.isdecimal() and int(declared[:12]) > most:
        raise _large(most)
    parts: list[bytes] = []
    size = 0
    try:
        with fail_after(SLOW):
            async for part in request.stream():
                size += len(part)
                if size > most:
                    raise _large(most)
                parts.append(part)
    except TimeoutError as error:
        what = f"The body was not there within {SLOW:g} seconds."
        raise Refused(408, what, "Send it faster.", headers={"Connection": "close"}) from error
    except ClientDisconnect as error:
        raise Refused(400, "The body ended too early.", "Send it whole.") from error
    return b"".join(parts)


async def _watch(request: Request, task: Task) -> None:
    """Ends the task when whoever sent it has gone."""
    while (await request.receive())["type"] != "http.disconnect":
        pass
    task.end("whoever sent it has gone")


def _large(most: int) -> Refused:
    headers = {"Connection": "close"}
    return Refused(
        413, f"The body has more than {most:,} bytes.", "Send one thing at a time.", None, headers
    )


def _renamed(error: OnrecordError) -> OnrecordError:
    """The error, where it speaks of standard input, about the text."""
    if error.what.startswith("- "):
        error.what = f"The text {error.what[2:]}"
    return error
