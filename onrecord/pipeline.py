"""The whole story on one screen: a source in, its reading out.

    source → Capture → Report → Reading

``read`` gives one reading or raises; ``read_found`` gives readings and Failures, which is what
many reports at once need (``onrecord.batch``).
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import TypeVar

from onrecord import sources
from onrecord.errors import (
    ModelError,
    NotReadable,
    OnrecordError,
    SettingError,
    SeveralReports,
    SourceError,
)
from onrecord.facts import Reading
from onrecord.report import Capture, Given, Report
from onrecord.settings import Settings
from onrecord.sources import Found, Source
from onrecord.tables.own import use_folder

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Failure:
    """A report that could not be read: its source and the error, which says what to do."""

    source: str
    error: OnrecordError


def read(
    source: Source,
    *,
    published: str | None = None,
    outlet: str | None = None,
    url: str | None = None,
    title: str | None = None,
    authors: Sequence[str] = (),
    seen: str | None = None,
    settings: Settings | None = None,
) -> Reading:
    """The reading of exactly one report.

    ``source`` is a path (``-`` for standard input), an address (http or https), a Capture of
    bytes or a Report. What is given here beats what the report says of itself; ``published`` and
    ``seen`` are ISO 8601. Raises the errors of ``onrecord.errors``; SeveralReports where a folder
    or a live coverage page holds more than one.
    """
    settings = settings or Settings()
    use_folder(settings.tables)
    given = Given(
        url=url, outlet=outlet, published=published, seen=seen, title=title, authors=tuple(authors)
    )
    found = sources.found(source, settings.max_bytes)
    here = list(islice(found, 2))
    if len(here) > 1:
        count = len(here) + sum(1 for _ in found)
        raise SeveralReports.of(sources.printable(here[0].name), count)
    reports = _reports(here[0], given, settings)
    if len(reports) > 1:
        raise SeveralReports.of(sources.printable(here[0].name), len(reports))
    return _reading(reports[0], settings)


def read_found(found: Found, given: Given, settings: Settings) -> tuple[Reading | Failure, ...]:
    """The readings of what was found, in the order of the page, or why there are none.

    Whatever goes wrong with one report stays with it; a model or a setting that will not do
    stops all, and is raised.
    """
    return tuple(
        one if isinstance(one, Failure) else read_one(one, _name(found, one), settings)
        for one in reports_found(found, given, settings)
    )


def reports_found(found: Found, given: Given, settings: Settings) -> Sequence[Report | Failure]:
    """The reports of what was found, before they are read; the same holds of what goes wrong."""
    use_folder(settings.tables)
    made = _guarded(found.name, lambda: _outcomes(found, given, settings))
    if isinstance(made, Failure):
        return (made,)
    return [Failure(found.name, one) if isinstance(one, SourceError) else one for one in made]


def read_one(report: Report, name: str, settings: Settings) -> Reading | Failure:
    """The reading of a report, called ``name`` where it cannot be read; the same holds."""
    use_folder(settings.tables)
    return _guarded(name, lambda: _reading(report, settings))


def _guarded(name: str, work: Callable[[], _T]) -> _T | Failure:
    try:
        return work()
    except (ModelError, SettingError, KeyboardInterrupt, SystemExit):
        raise
    except OnrecordError as error:
        return Failure(name, error)
    except BaseException as error:  # compiled libraries panic past Exception
        return Failure(name, _unforeseen(name, error))


def _name(found: Found, report: Report) -> str:
    return sources.name_of(report) if report.part_of else found.name


def _reading(report: Report, settings: Settings) -> Reading:
    readable = sources.require_readable(report, any_language=settings.any_language)
    if settings.reader == "llm":
        from onrecord import llm

        return llm.read_report(readable, settings)
    from onrecord.reading import read_report  # loads the model's runtime

    return read_report(readable)


def _reports(found: Found, given: Given, settings: Settings) -> Sequence[Report]:
    """The reports of what was found; raises where there is none."""
    if isinstance(found.at, Report):
        return (found.at,)
    return sources.reports(_captured(found, given, settings))


def _outcomes(found: Found, given: Given, settings: Settings) -> Sequence[Report | SourceError]:
    if isinstance(found.at, Report):
        return (found.at,)
    return sources.outcomes(_captured(found, given, settings))


def _captured(found: Found, given: Given, settings: Settings) -> Capture:
    match found.at:
        case Capture() as capture:
            return _with(capture, found.given, given)
        case str() | sources.Listed() as place:
            return _with(sources.capture(place, settings), found.given, given)
        case SourceError() as error:
            raise error
        case Report():
            raise TypeError("a report is captured already")


def _with(capture: Capture, known: Given, given: Given) -> Capture:
    """The capture with what is given: now before what stood beside it, that before its own."""
    return replace(capture, given=capture.given.under(known).under(given))


def _unforeseen(name: str, error: BaseException) -> NotReadable:
    return NotReadable(
        f"{name} could not be read: {type(error).__name__}: {error}.",
        "This is a fault of Onrecord: please report it with the text; other reports are read.",
    )
