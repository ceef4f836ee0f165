"""The one place where a Report is made: what is given of it beats what it says of itself."""

import logging
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from onrecord.errors import SettingError, SourceError
from onrecord.report import Capture, Given, Part, Published, Report, report_id, text_sha256
from onrecord.vocabulary import ReportKind

_LOG = logging.getLogger(__name__)
DATE = "a date such as 2023-03-02"
_PARTIAL_DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2]))?")
_NO_DATE = Published()


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What a source says of its report, beside the text: its metadata and its markup.

    ``post`` is the anchor or number of a post of a live coverage page; such a report is part of
    ``page``, what the source says of the page as a whole.
    """

    url: str | None = None
    title: str | None = None
    outlet: str | None = None
    authors: tuple[str, ...] = ()
    kind: ReportKind = "unknown"
    complete: bool = True
    published: Published = _NO_DATE
    modified: str | None = None
    parts: tuple[Part, ...] = ()
    post: str | None = None
    page: "Told | None" = None


def assemble(capture: Capture, text: str, told: Told | None = None) -> Report:
    """The report with this text; SettingError where a date that is given is none."""
    told = told or Told()
    return _post(capture, text, told, told.page) if told.page else _whole(capture, text, told)


def usable(outcomes: Sequence[Report | SourceError]) -> Sequence[Report]:
    """Those of some outcomes that are reports; the errors of the others are logged.

    Raises the first error where there is no report.
    """
    refused = [one for one in outcomes if isinstance(one, SourceError)]
    if len(refused) == len(outcomes):
        raise refused[0]
    for one in refused:
        _LOG.warning("%s", ascii(one.what)[1:-1])
    return [one for one in outcomes if isinstance(one, Report)]


def is_date(value: str) -> bool:
    """Whether a value is ISO 8601: a day or a moment, a month or a year."""
    if _PARTIAL_DATE.fullmatch(value):
        return True
    try:
        (datetime if "T" in value else date).fromisoformat(value)
    except ValueError:
        return False
    return True


def printable(source: str) -> str:
    """A path as text that JSON can hold: bytes of a name that are no UTF-8 become U+FFFD."""
    return source.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _whole(capture: Capture, text: str, told: Told) -> Report:
    given = capture.given
    url = given.url or told.url or capture.url
    outlet, title = given.outlet or told.outlet, given.title or told.title
    return Report(
        id=report_id(text, url=url, outlet=outlet, title=title),
        text_sha256=text_sha256(text),
        kind=told.kind,
        source=printable(capture.source),
        title=title,
        url=url,
        outlet=outlet,
        authors=given.authors or told.authors,
        complete=told.complete,
        seen=_date("seen", given.seen) or capture.seen,
        modified=told.modified,
        published=_published(given) or told.published,
        text=text,
        parts=told.parts,
    )


def _post(capture: Capture, text: str, told: Told, page: Told) -> Report:
    """A post has its own title, address and time; what is given is said of the page."""
    given = capture.given
    url = given.url or page.url or capture.url
    outlet, title = given.outlet or told.outlet or page.outlet, given.title or page.title
    published = told.published
    if not published.value:
        published = _day_of(_published(given) or page.published)
    return Report(
        id=report_id(text, url=url, outlet=outlet, title=title, post=told.post or text),
        text_sha256=text_sha256(text),
        kind="live_post",
        source=printable(capture.source),
        title=told.title,
        url=told.url or url,
        outlet=outlet,
        authors=told.authors or given.authors,
        complete=told.complete,
        part_of=report_id(page.url or capture.source, url=url, outlet=outlet, title=title),
        seen=_date("seen", given.seen) or capture.seen,
        modified=told.modified,
        published=published,
        text=text,
        parts=told.parts,
    )


def _day_of(page: Published) -> Published:
    """What a page's own time says of a post without one: its day, for nobody told its hour."""
    return replace(page, value=page.value[:10]) if page.value else page


def _published(given: Given) -> Published | None:
    value = _date("published", given.published)
    return Published(value, "given") if value else None


def _date(name: str, value: str | None) -> str | None:
    """The value; SettingError where it is no date."""
    if value is not None and not is_date(value):
        raise SettingError.of(name, value, DATE)
    return value
