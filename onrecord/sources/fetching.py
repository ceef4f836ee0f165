"""An address of the web as a Capture: what was there, where it led and when it was taken."""

from collections.abc import Mapping
from datetime import UTC, datetime
from functools import cache
from typing import TYPE_CHECKING

from onrecord.errors import BinarySource
from onrecord.report import Capture
from onrecord.settings import Settings
from onrecord.tables import rows

if TYPE_CHECKING:
    from onrecord.net import Wire

_ASKED = {
    "Accept": "text/html, application/xhtml+xml, text/*;q=0.9, application/pdf;q=0.8, */*;q=0.1",
    "Accept-Language": "en, *;q=0.5",
}

_AS_BEFORE = 304


def fetched(address: str, settings: Settings, *, wire: "Wire | None" = None) -> Capture:
    """What lies at an address of the web, with its headers and the moment it was asked for (UTC).

    Raises CannotOpen, PrivateAddress, NotFetched, TooLarge; BinarySource where the headers say
    that it is no report, before the body is taken. ``wire`` is what the net stands on, for tests.
    """
    capture = changed(address, settings, {}, wire=wire)
    assert capture is not None  # only a question for what has changed may be answered so
    return capture


def changed(
    address: str,
    settings: Settings,
    conditions: Mapping[str, str],
    *,
    wire: "Wire | None" = None,
) -> Capture | None:
    """The same, where it is not as it was; None where it is.

    ``conditions`` are headers that say how it was: If-None-Match, If-Modified-Since.
    """
    from onrecord.net import Limits, get, shown  # loads an HTTP client, which files do not need

    def look(headers: Mapping[str, str]) -> None:
        _refuse_no_report(headers.get("content-type", ""), shown(address))

    limits = Limits(
        seconds=settings.fetch_seconds,
        max_bytes=settings.max_bytes,
        allow_private=settings.allow_private,
    )
    seen = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    stands_on = {} if wire is None else {"wire": wire}
    answer = get(address, limits, headers={**_ASKED, **conditions}, look=look, **stands_on)
    if answer.status == _AS_BEFORE:
        return None
    return Capture(
        raw=answer.body, source=address, url=answer.url, headers=answer.headers, seen=seen
    )


def _refuse_no_report(content_type: str, name: str) -> None:
    """BinarySource where a Content-Type is one of those that hold no report."""
    media = content_type.partition(";")[0].strip().lower()
    found = _no_report().get(media) or _no_report().get(f"{media.partition('/')[0]}/*")
    if found is not None:
        raise BinarySource(f"{name} is {found}, not a report.", "Give the address of a page.")


@cache
def _no_report() -> dict[str, str]:
    """Media type, or its first part with a star → what it is."""
    return {row["type"]: row["found"] for row in rows("media_types")}
