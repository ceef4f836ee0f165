"""What of an archive is read: by language, site, date and words, decided before it is read."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlsplit

from onrecord.errors import SettingError
from onrecord.report import Capture, Report
from onrecord.shards import Form
from onrecord.sources import Columns, Found
from onrecord.sources.assembling import DATE, is_date
from onrecord.sources.language import language


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What is read of archives and how it is kept; each field as the flag of its name.

    ``since`` and ``until`` are of the day of publication; ``once``: of near-duplicates under
    different addresses only the first is read; ``outlet`` is who published all of it.
    """

    language: tuple[str, ...] = ()
    sites: tuple[str, ...] = ()
    since: str | None = None
    until: str | None = None
    matching: str | None = None
    once: bool = False
    form: Form = "jsonl"
    outlet: str | None = None
    columns: Columns | None = None

    def __post_init__(self) -> None:
        for name in ("since", "until"):
            if (value := getattr(self, name)) and not is_date(value):
                raise SettingError.of(name, value, DATE)
        try:
            re.compile(self.matching or "")
        except re.error as error:
            wanted = f"a pattern as of Python's re ({error})"
            raise SettingError.of("matching", self.matching or "", wanted) from error


def sites_of(lines: Iterable[str]) -> tuple[str, ...]:
    """The sites of a list: a host a line, with or without a scheme; # begins a comment."""
    said = (line.partition("#")[0].strip().lower() for line in lines)
    hosts = {_host(one if "//" in one else f"//{one}") for one in said if one}
    return tuple(sorted(host for host in hosts if host))


class Filters:
    """The filters of some options, ready for many reports."""

    def __init__(self, options: Options) -> None:
        self._options = options
        self._sites = frozenset(options.sites)

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        return re.compile(self._options.matching or "", re.IGNORECASE)

    def passes_page(self, found: Found) -> str | None:
        """Why what was found is passed over before it is opened; None where it is not."""
        given = found.given.url
        if isinstance(found.at, Capture):
            given = given or found.at.given.url or found.at.url
        return "site" if self._sites and given and not self._of_site(given) else None

    def passes(self, report: Report) -> str | None:
        """Why a report is passed over: the name of the filter; None where it is to be read."""
        asked = self._options
        if self._sites and not (report.url and self._of_site(report.url)):
            return "site"
        day = report.published.value
        if (asked.since or asked.until) and not day:
            return "undated"
        if asked.since and _last(day) < asked.since:
            return "since"
        if asked.until and day and day[: len(asked.until)] > asked.until:
            return "until"
        if asked.language and language(report.text).code not in asked.language:
            return "language"
        if asked.matching and not self._pattern.search(report.text):
            return "matching"
        return None

    def _of_site(self, url: str) -> bool:
        """Whether an address is of a site of the list, or of a part of one."""
        labels = _host(url).split(".")
        return any(".".join(labels[at:]) in self._sites for at in range(len(labels)))


def _last(day: str | None) -> str:
    """The last that a date could mean: a month that is told as a whole may end on its 31st."""
    return f"{day}-99"[:10] if day and len(day) < 10 else day or ""


def _host(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""
