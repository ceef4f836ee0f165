"""Which agency a report says that it has its text from: «(Reuters)», «— AP», «By Reuters».

Outlets that run one agency's report are one source for what it tells, even where each has changed
so much of it that the texts are no near-duplicates. An agency that is only cited («told Reuters»),
or that took a picture (a bare «AFP», «© AFP»), has not written the text.
"""

import re
from functools import cache

from onrecord.report import Report
from onrecord.tables.states import outlets

__all__ = ["credited"]

_OPENING = 700  # characters in which a dateline stands
_LINES = 6  # first lines in which a byline stands, last ones in which a credit does
_SHORT = 60  # a line of names is no longer


def credited(report: Report) -> str | None:
    """The agency named in byline, dateline or credit; None for none, or for its own report."""
    if report.outlet in _agencies():
        return None
    found = _authors(report) or _dateline(report.text) or _credit(report.text)
    return found if found != _agencies().get(report.outlet or "") else None


@cache
def _agencies() -> dict[str, str]:
    """Names of agencies in all their forms, and the one that the table gives first."""
    return {
        form: outlet.name
        for outlet in outlets().values()
        if outlet.kind == "agency"
        for form in (outlet.name, *outlet.names)
    }


@cache
def _any() -> str:
    return "|".join(re.escape(form) for form in sorted(_agencies(), key=lambda f: (-len(f), f)))


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    dash = r"\s*[-–—]"
    return (
        re.compile(rf"^.{{0,80}}?\((?:The )?({_any()})\){dash}", re.MULTILINE),
        re.compile(rf"(?:[Bb]y |[Ss]ource: |[-–—]+\s*)(?:[Tt]he )?({_any()})\.?\Z"),
        re.compile(rf"(?:[-–—]{{1,2}}\s*|[.!?”\"]\s*\()({_any()})\)?\.?\Z"),
    )


def _authors(report: Report) -> str | None:
    if not report.authors:
        return None
    return _agencies().get(report.authors[-1].removeprefix("The "))


def _dateline(text: str) -> str | None:
    met = _patterns()[0].search(text[:_OPENING])
    return _agencies()[met[1]] if met else None


def _credit(text: str) -> str | None:
    """A line of its own among the first or last ones, or the end of the text behind a dash."""
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    for line in (*lines[:_LINES], *lines[-_LINES:]):
        met = _patterns()[1].match(line) if len(line) <= _SHORT else None
        if met:
            return _agencies()[met[1]]
    met = _patterns()[2].search(lines[-1]) if lines else None
    return _agencies()[met[1]] if met else None
