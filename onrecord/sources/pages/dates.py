"""When an article came out and when it was changed, by all that its page says of it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from onrecord.report import Published
from onrecord.sources.pages.about import About
from onrecord.sources.pages.document import Page
from onrecord.sources.pages.moments import MONTHS, Moment, moment
from onrecord.sources.pages.printed import printed_day
from onrecord.sources.pages.sheet import Sheet
from onrecord.sources.pages.stamps import stamps
from onrecord.tables import rows
from onrecord.vocabulary import PublishedBasis

_SAME = timedelta(hours=26)  # two forms of one moment, one of them without its zone
_ADDRESS = re.compile(
    r"(?<!\d)(?P<year>(?:19|20)\d\d)(?P<by>[/_.-]?)(?P<month>0?[1-9]|1[0-2]|[a-z]{3}(?=/))(?P=by)"
    r"(?P<day>0?[1-9]|[12]\d|3[01])(?!\d)"
)


@dataclass(frozen=True, slots=True)
class Dates:
    """What is told of an article's dates: ISO 8601 and what it stands on."""

    published: Published
    modified: str | None


def dates(
    page: Page, main: About, sheet: Sheet, first: int, url: str | None, lines: Sequence[str]
) -> Dates:
    """The dates of an article; ``first`` is the number of its headline's or first block.

    ``lines`` are the article's own. A day that is known from them alone is for the reader to
    judge, who knows captions and datelines from days that are told of.
    """
    seen = page.capture.given.seen or page.capture.seen
    told = list(_published(page, main, seen))
    on_page = stamps(sheet, first, seen)
    told += [stamp.moment for stamp in on_page if stamp.exact and stamp.what == "published"]
    changed = list(_modified(page, main, seen))
    changed += [stamp.moment for stamp in on_page if stamp.exact and stamp.what == "modified"]
    told += [stamp.moment for stamp in on_page if stamp.exact and not stamp.what]
    best: Moment | None = _agreed(told)
    basis: PublishedBasis = "metadata"
    if best is None:
        best = next((s.moment for s in on_page if s.what != "modified"), None)
        basis = "text"
    if best is None and url:
        best, basis = of_address(url, seen), "url"
    if best is None:
        best, basis = (None if sheet.large else _searched(page, seen, lines)), "metadata"
    if best is None:
        return Dates(Published(), changed[0].iso if changed else None)
    later = next((m for m in changed if m.day >= best.day and best.apart(m) >= timedelta()), None)
    return Dates(Published(best.iso, basis), later.iso if later else None)


def of_address(url: str, seen: str | None) -> Moment | None:
    """The day that an address tells."""
    found = _ADDRESS.search(url.lower())
    if found is None or (found["by"] == "" and len(found["month"]) + len(found["day"]) != 4):
        return None
    month = found["month"]
    number = MONTHS.index(month) + 1 if month in MONTHS else int(month) if month.isdigit() else 0
    try:
        day = date(int(found["year"]), number, int(found["day"]))
    except ValueError:
        return None
    return moment(day.isoformat(), seen)


def _published(page: Page, main: About, seen: str | None) -> Iterator[Moment]:
    """What the page's fields say of the publication, the most credible first."""
    values = [*main.texts("datePublished")]
    values += [v for name in _names("published") for v in page.meta.get(name, ())]
    values += [*main.texts("dateCreated"), *main.texts("uploadDate")]
    yield from (m for m in (moment(value, seen) for value in values) if m)


def _modified(page: Page, main: About, seen: str | None) -> Iterator[Moment]:
    values = [*main.texts("dateModified")]
    values += [v for name in _names("modified") for v in page.meta.get(name, ())]
    yield from (m for m in (moment(value, seen) for value in values) if m)


def _agreed(told: list[Moment]) -> Moment | None:
    """The first of several moments, in its most exact form: with a clock and a zone."""
    if not told:
        return None
    first = told[0]
    if first.zoned:
        return first
    for wanted in (lambda m: m.zoned, lambda m: m.clock is not None):
        for other in told[1:]:
            if wanted(other) and abs(first.apart(other)) <= _SAME and not first.clock:
                return other
            if other.zoned and first.clock and abs(first.apart(other)) <= _SAME:
                return other
    return first


def _searched(page: Page, seen: str | None, lines: Sequence[str]) -> Moment | None:
    """What htmldate finds by searching all of the page around the lines; never by today's date."""
    from htmldate import find_date

    latest = (seen or "2099-12-31")[:10]
    try:
        found = find_date(page.tree, original_date=True, extensive_search=True, url="",
                          min_date="1995-01-01", max_date=latest)  # fmt: skip
    except Exception:  # it promises nothing about hostile trees
        return None
    if not found or found.endswith("-01-01"):
        return None  # that is a year, and what makes a day of it is htmldate
    best = moment(found, seen)
    printed = (printed_day(line, seen, american=False) for line in lines)
    return None if best and any(p and p.day == best.day for p in printed) else best


@cache
def _names(what: str) -> tuple[str, ...]:
    ranked = sorted((r for r in rows("page_dates") if r["what"] == what), key=lambda r: r["rank"])
    return tuple(name for row in ranked for name in row["names"].split("|"))
