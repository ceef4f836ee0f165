"""From the world to Reports: text, pages, documents, in files and folders, listed, on the web.

    Source ──found──▶ Found ──capture──▶ Capture ──reports──▶ Report …

``found`` says what lies at a source (a folder holds many), ``capture`` takes the bytes,
``reports`` makes text of them: one report, or one for each post of a live coverage page.
``require_readable`` refuses what is no report that can be read.
"""

from collections.abc import Sequence
from dataclasses import replace

from onrecord.errors import NoSentences, SourceError, WrongLanguage
from onrecord.report import Capture, Report
from onrecord.settings import Settings
from onrecord.sources import plain
from onrecord.sources.assembling import printable, usable
from onrecord.sources.columns import Columns, Table
from onrecord.sources.files import Found, Listed, Source, found
from onrecord.sources.files import capture as _file
from onrecord.sources.forms import form_of
from onrecord.sources.language import has_sentence, language

__all__ = ["Columns", "Found", "Listed", "Source", "Table", "capture", "found", "name_of",
           "outcomes", "printable", "reports", "require_readable"]  # fmt: skip

_ADDRESSES = ("http://", "https://")


def capture(at: str | Listed, settings: Settings) -> Capture:
    """The bytes at a path, an address or a line of a manifest.

    Raises a SourceError where they cannot be had.
    """
    if isinstance(at, Listed):
        from onrecord.sources import manifest

        return manifest.capture(at, settings.max_bytes)
    if at.lower().startswith(_ADDRESSES):
        from onrecord.sources.fetching import fetched  # loads the HTTP client

        return fetched(at, settings)
    return _file(at, settings.max_bytes)


def reports(capture: Capture) -> Sequence[Report]:
    """The reports that a capture holds, at least one, with what is given of them.

    Raises a SourceError where it holds none; SettingError where a date that is given is none. Of
    a delivery of several, those that may not be used are logged.
    """
    return usable(outcomes(capture))


def outcomes(capture: Capture) -> Sequence[Report | SourceError]:
    """The same, with the error of each that may not be used in its place.

    Raises a SourceError where nothing is told apart: the capture is damaged, or holds none.
    """
    form = form_of(capture)
    match form:
        case "html":
            from onrecord.sources import pages  # loads the HTML parser

            return pages.reports(capture)
        case "text":
            return (plain.report(capture),)
        case "newsml" | "nitf" | "ninjs":
            from onrecord.sources import wires

            return wires.outcomes(capture, form)
        case _:
            from onrecord.sources import documents

            return documents.reports(capture, form)


def require_readable(report: Report, *, any_language: bool = False) -> Report:
    """The report as it is, or WrongLanguage or NoSentences with its name."""
    spoken = language(report.text)
    if spoken.code != "en" and not any_language:
        raise WrongLanguage.of(name_of(report), spoken.name)
    if not any_language and not has_sentence(report.text):
        raise NoSentences.of(name_of(report))
    return report if spoken.code == report.language else replace(report, language=spoken.code)


def name_of(report: Report) -> str:
    """What a report is called in a message: a post by its own address or title."""
    if report.part_of is None:
        return report.source
    return f"{report.source} ({report.title or report.url or report.id})"
