"""Answers with an ETag of their bytes: who has them already is told so, and gets nothing more."""

import hashlib
from collections.abc import Mapping

from starlette.requests import Request
from starlette.responses import Response

KEPT = {"Cache-Control": "private, no-cache", "Vary": "Accept"}


def answer(
    request: Request, body: bytes, media: str, headers: Mapping[str, str] | None = None
) -> Response:
    """The answer with these bytes, or 304 where the request names them by their ETag."""
    more = {**KEPT, **(headers or {})}
    more["ETag"] = etag(body, media, more.get("Link", ""))
    if known(request, more["ETag"]):
        return Response(status_code=304, headers=more)
    return Response(body, headers={**more, "Content-Type": media})


def etag(*parts: bytes | str) -> str:
    """A strong ETag: equal for equal bytes of one type alone."""
    digest = hashlib.sha256()
    for part in parts:
        digest.update(part.encode() if isinstance(part, str) else part)
        digest.update(b"\x00")
    return f'"{digest.hexdigest()[:32]}"'


def known(request: Request, tag: str) -> bool:
    """Whether the request says that it has the answer with this ETag."""
    told = ",".join(request.headers.getlist("if-none-match"))
    names = {one.strip().removeprefix("W/") for one in told.split(",")}
    return tag in names or "*" in names
