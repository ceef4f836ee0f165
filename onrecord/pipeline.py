"""The whole story on one screen: a source in, its reading out.

    source → Capture → Report → Reading

``read`` gives one reading or raises; ``read_found`` gives a reading or a Failure, which is what
many reports at once need (``onrecord.batch``).
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import islice

from onrecord import sources
from onrecord.errors import ModelError, NotReadable, OnrecordError, SettingError, SeveralReports
from onrecord.facts import Reading
from onrecord.report import Capture, Given, Report
from onrecord.settings import Settings
from onrecord.sources import Found, Source


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

    ``source`` is a path (``-`` for standard input), a Capture of bytes or a Report. What is given
    here beats what the report says of itself; ``published`` and ``seen`` are ISO 8601. Raises the
    errors of ``onrecord.errors``; SeveralReports where a folder holds more than one.
    """
    settings = settings or Settings()
    given = Given(
        url=url, outlet=outlet, published=published, seen=seen, title=title, authors=tuple(authors)
    )
    here = list(islice(sources.found(source, settings.max_bytes), 2))
    if len(here) > 1:
        count = sum(1 for _ in sources.found(source, settings.max_bytes))
        raise SeveralReports.of(sources.printable(here[0].name), count)
    return _reading(here[0], given, settings)


def read_found(found: Found, given: Given, settings: Settings) -> Reading | Failure:
    """The reading of what was found, or why there is none.

    Whatever goes wrong with one report stays with it; a model or a setting that will not do
    stops all, and is raised.
    """
    try:
        return _reading(found, given, settings)
    except (ModelError, SettingError, KeyboardInterrupt, SystemExit):
        raise
    except OnrecordError as error:
        return Failure(found.name, error)
    except BaseException as error:  # compiled libraries panic past Exception
        return Failure(found.name, _unforeseen(found.name, error))


def _reading(found: Found, given: Given, settings: Settings) -> Reading:
    from onrecord.reading import read_report  # loads the model's runtime

    report = _report(found, given, settings)
    return read_report(sources.require_readable(report, any_language=settings.any_language))


def _report(found: Found, given: Given, settings: Settings) -> Report:
    match found.at:
        case Report() as report:
            return report
        case Capture() as capture:
            return sources.report(_with(capture, given))
        case str() as path:
            return sources.report(_with(sources.capture(path, settings.max_bytes), given))
        case error:
            raise error


def _with(capture: Capture, given: Given) -> Capture:
    """The capture with what is given now before what was given with it."""
    return capture if given == Given() else replace(capture, given=given)


def _unforeseen(name: str, error: BaseException) -> NotReadable:
    return NotReadable(
        f"{name} could not be read: {type(error).__name__}: {error}.",
        "This is a fault of Onrecord: please report it with the text; other reports are read.",
    )
