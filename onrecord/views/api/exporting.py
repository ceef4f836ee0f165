"""The record, or the answers to a question, in a format of others, as a file.

It is written whole before any of it is sent: an export that fails is an error and no half file, and
whoever takes long to fetch it keeps no transaction open.
"""

import hashlib
import os
import shutil
import time
from collections.abc import Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from importlib import import_module
from tempfile import mkdtemp
from threading import BoundedSemaphore
from typing import TYPE_CHECKING, Any, TypeVar

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from onrecord.question import listed
from onrecord.store.exporting import Exporting
from onrecord.store.record import Record as Store
from onrecord.views.api.answers import KEPT, known
from onrecord.views.api.failures import Refused
from onrecord.views.api.requests import given, narrowed
from onrecord.views.exports import FORMATS
from onrecord.views.exports.choosing import chosen
from onrecord.views.exports.chunks import LeftOut
from onrecord.views.exports.folders import zipped

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import BinaryIO

    from onrecord.record.accounts import Kind
    from onrecord.record.origins import Version
    from onrecord.record.things import Thing

AT_ONCE = 2
WORK, REST = 0.01, 0.01  # seconds of work on a file, and of rest after it
_PIECE = 1 << 18
LEFT_OUT = "Onrecord-Left-Out"
# Media type and ending of the file of a format.
FILES = {
    "jsonl": ("application/x-ndjson", "jsonl"),
    "csv": ("application/zip", "zip"),
    "parquet": ("application/zip", "zip"),
    "polecat": ("text/tab-separated-values; charset=utf-8", "tsv"),
    "annotations": ("application/ld+json", "jsonld"),
    "ftm": ("application/x-ndjson", "jsonl"),
    "schema-org": ("application/ld+json", "jsonld"),
    "geojson": ("application/geo+json", "geojson"),
    "icalendar": ("text/calendar; charset=utf-8", "ics"),
}
NARROWING = tuple(one for one in listed() if one.name not in ("limit", "cursor"))


T = TypeVar("T")


class Unhurried(Exporting):
    """A record taken out by a desk: it rests as long as it works, so that pages are made beside."""

    def versions(self) -> "Iterator[Version]":
        """Every version, as ``Exporting`` has them."""
        return unhurried(super().versions())

    def things(self, kind: "Kind") -> "Iterator[Thing]":
        """Things of a kind, as ``Exporting`` has them."""
        return unhurried(super().things(kind))


def unhurried(items: "Iterator[T]", work: float = WORK, rest: float = REST) -> "Iterator[T]":
    """The same, with a rest after each so many seconds of this thread's work."""
    began = time.thread_time()
    for item in items:
        yield item
        if time.thread_time() - began >= work:
            time.sleep(rest * min(20, (time.thread_time() - began) / work))
            began = time.thread_time()


@dataclass(frozen=True, slots=True)
class Exports:
    """Exports of one record, few at a time."""

    store: Store
    places: BoundedSemaphore

    @classmethod
    def of(cls, store: Store) -> "Exports":
        """The exports of a record."""
        return cls(store, BoundedSemaphore(AT_ONCE))

    def export(self, request: Request) -> Response:
        """The answer that is the file."""
        name = str(request.path_params["format"])
        if name not in FORMATS:
            do = f"There are: {', '.join(FORMATS)}."
            raise Refused(404, f"There is no export format {name[:20]!r}.", do, "format")
        found = given(request)
        kinds = ",".join(found.pop("kinds", [])) or None
        takes = [one.name for one in NARROWING]
        if wrong := [one for one in found if one not in takes]:
            what = f"{wrong[0][:50]!r} is no parameter of an export."
            raise Refused(422, what, f"It takes: kinds, {', '.join(takes)}.", wrong[0][:50])
        module: Any = import_module(f"onrecord.views.exports.{FORMATS[name].module}")
        asked = narrowed(found)
        meant = chosen(module.KINDS, name, kinds, asked)
        with self._place():
            return self._file(request, name, module, meant, asked, kinds)

    @contextmanager
    def _place(self) -> "Iterator[None]":
        if not self.places.acquire(blocking=False):
            raise Refused(
                503, f"{AT_ONCE} exports are being written already.", "Ask again in a moment.",
                headers={"Retry-After": "10"},
            )  # fmt: skip
        try:
            yield
        finally:
            self.places.release()

    def _file(
        self,
        request: Request,
        name: str,
        module: Any,
        kinds: "Sequence[Kind]",
        asked: Mapping[str, Any],
        named: str | None,
    ) -> Response:
        media, ending = FILES[name]
        place = mkdtemp(prefix="onrecord-export-")
        gone = partial(shutil.rmtree, place, ignore_errors=True)
        path = os.path.join(place, f"onrecord.{ending}")
        left_out = LeftOut()
        try:
            with self.store.reading() as connection:
                narrowing = {"kinds": list(kinds)} if named else {}
                kept = Unhurried(connection, self.store.points, asked, narrowing)
                if FORMATS[name].several:
                    part = os.path.join(place, "part")
                    os.mkdir(part)
                    module.write(kept, kinds, part, left_out)
                    zipped(part, sorted(os.listdir(part)), path)
                else:
                    with open(path, "wb") as written:
                        written.writelines(module.pieces(kept, kinds, left_out))
            headers = {**KEPT, "ETag": _etag(path)}
            if told := "; ".join(f"{count} {why}" for why, count in left_out.items() if count):
                headers[LEFT_OUT] = told.encode("ascii", "replace").decode()
        except BaseException:
            gone()
            raise
        if known(request, headers["ETag"]):
            gone()
            return Response(status_code=304, headers=headers)
        file = open(path, "rb")  # noqa: SIM115 - it is closed when it is sent, or let go
        headers["Content-Length"] = str(os.path.getsize(path))
        headers["Content-Disposition"] = f'attachment; filename="onrecord-{name}.{ending}"'
        gone()  # what is open stays to be read
        return StreamingResponse(_pieces(file), headers=headers, media_type=media)


def _pieces(file: "BinaryIO") -> "Iterator[bytes]":
    with file:
        while piece := file.read(_PIECE):
            yield piece


def _etag(path: str) -> str:
    with open(path, "rb") as file:
        return f'"{hashlib.file_digest(file, "sha256").hexdigest()[:32]}"'
