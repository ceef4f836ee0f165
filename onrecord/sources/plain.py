"""Plain text: a Capture's bytes as a Report whose text is the input itself."""

import logging
import re
from dataclasses import replace
from datetime import date, datetime

from onrecord.errors import (
    BinarySource,
    EmptySource,
    NoSentences,
    NotText,
    SettingError,
    WrongLanguage,
)
from onrecord.report import Capture, Given, Published, Report, report_id, text_sha256
from onrecord.sources.language import has_sentence, language
from onrecord.text import decode

_SAVE = "Save the report as plain text and give that."
_LOG = logging.getLogger(__name__)
_PAGE = re.compile(r"\s*(<!--.*?-->\s*)*<(!doctype\s+html|html|head|body)\b", re.I | re.S)
_PARTIAL_DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2]))?")


def report(capture: Capture) -> Report:
    """The report that a capture of plain text holds, with what is given of it; no parts yet.

    Raises EmptySource, BinarySource or NotText; SettingError where a date given is none.
    What decoding had to change is logged as a warning.
    """
    name = printable(capture.source)
    try:
        decoded = decode(capture.raw)
    except BinarySource as error:
        raise BinarySource(error.what.replace("This", name, 1), _SAVE) from error
    if not decoded.text.strip("\ufeff\ufffd\u200b \t\n\r\f\v\xa0"):
        raise EmptySource.of(name)
    if _PAGE.match(decoded.text):
        raise NotText(f"{name} is a web page (HTML), not plain text.", _SAVE)
    for note in decoded.notes:
        _LOG.warning("%s: %s", ascii(capture.source)[1:-1], note)
    given, text = capture.given, decoded.text
    url = given.url or capture.url
    return Report(
        id=report_id(text, url=url, outlet=given.outlet, title=given.title),
        text_sha256=text_sha256(text),
        source=name,
        title=given.title,
        url=url,
        outlet=given.outlet,
        authors=given.authors,
        seen=_date("seen", given.seen) or capture.seen,
        published=_published(given),
        text=text,
    )


def require_readable(report: Report, *, any_language: bool = False) -> Report:
    """The report as it is, or WrongLanguage or NoSentences with its name."""
    spoken = language(report.text)
    if spoken.code != "en" and not any_language:
        raise WrongLanguage.of(report.source, spoken.name)
    if not any_language and not has_sentence(report.text):
        raise NoSentences.of(report.source)
    return report if spoken.code == report.language else replace(report, language=spoken.code)


def printable(source: str) -> str:
    """A path as text that JSON can hold: bytes of a name that are no UTF-8 become U+FFFD."""
    return source.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _published(given: Given) -> Published:
    value = _date("published", given.published)
    return Published(value, "given") if value else Published()


def _date(name: str, value: str | None) -> str | None:
    """The value where it is ISO 8601, a day or a moment, a month or a year."""
    if value is None or _PARTIAL_DATE.fullmatch(value):
        return value
    try:
        (datetime if "T" in value else date).fromisoformat(value)
    except ValueError as error:
        raise SettingError.of(name, value, "a date such as 2023-03-02") from error
    return value
