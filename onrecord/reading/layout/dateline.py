"""The place that opens an agency report: «KYIV, Ukraine, March 3 (Reuters) - »."""

from __future__ import annotations

import re
from dataclasses import dataclass

from onrecord.reading.layout.marks import agencies, known_places
from onrecord.reading.layout.stamps import place_name

_CAPS = r"[A-ZÀ-Þ][A-ZÀ-Þ.'’-]+(?:[ ][A-ZÀ-Þ][A-ZÀ-Þ.'’-]*){0,4}"
_MIXED = r"[A-ZÀ-Þ][\w.'’-]+(?: (?:de |al-|el |la )?[A-ZÀ-Þ][\w.'’-]*){0,3}"
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.?"
_DATE = (
    rf"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,? ?)?"
    rf"(?:{_MONTH} \d{{1,2}}|\d{{1,2}} {_MONTH})?(?:,? \d{{4}})?"
)
_AGENCY = r"(?:\((?P<round>[^()\n\d]{2,40})\)|/(?P<slash>[^/\n]{2,30})/)"
_DASH = r"(?:\s*(?:—|–|--|―|\.-|:)|\s-)"
_DAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b"
_NAMED_AGENCY = r"[,.]? ?(?P<bare>[A-Z]{2,8}|/?[A-Z][\w-]{2,20}/)\.?(?=\s*(?:—|–|--|\s-\s))"
_OPENING = re.compile(
    rf"(?P<place>(?:{_CAPS}|{_MIXED})(?:/(?:{_CAPS}|{_MIXED}))?"
    rf"(?:, ?(?!{_MONTH} \d|{_MONTH}\s|{_DAY}){_MIXED})?)"
    rf"(?P<date>,? ?(?=[A-Z\d]){_DATE}\.?)?(?:,? ?{_AGENCY}(?:\.(?!-))?|{_NAMED_AGENCY})?,?"
    rf"(?P<dash>{_DASH}\s+)?\s*(?=\S)"
)
# «(ANSA) - ROME, 16 FEB - The minister»: the agency stands first.
_AFTER_AGENCY = re.compile(
    rf"\((?P<round>[^()\n\d]{{2,30}})\)(?:\s*[—–-]+\s*|\s+)"
    rf"(?P<place>(?:{_CAPS}|{_MIXED})(?:/{_CAPS})?)"
    rf"(?P<date>,? ?\(?(?:{_MONTH} \d{{1,2}}|\d{{1,2}}\.? {_MONTH})?(?:,? \d{{4}})?\)?)"
    rf"(?P<dash>{_DASH})\s+(?=\S)",
    re.IGNORECASE,
)
# «(Beirut, April 29, 2025) – The minister»: place and date stand in brackets.
_BRACKETED = re.compile(
    rf"\((?P<place>(?:{_CAPS}|{_MIXED})(?:, {_MIXED})??)(?:,? {_DAY})?,? (?=[A-Z\d]){_DATE}\)"
    rf"\s*[—–-]+\s*(?=\S)"
)
# «Astana, 14 October 2025. The minister»: place and full date make a sentence of their own.
_SENTENCE = re.compile(
    rf"(?P<place>(?:{_CAPS}|{_MIXED})(?:, {_MIXED})?),? (?:{_DAY},? )?"
    rf"(?:{_MONTH} \d{{1,2}}|\d{{1,2}}(?:st|nd|rd|th)? {_MONTH}),? \d{{4}}"
    rf"\.?(?:\s?[:.–—-]+)?\s+(?=[A-Z“\"‘])"
)
_NO_PLACE = frozenset(
    {"NEWS", "TODAY", "TIMES", "PRESS", "LIVE", "UPDATE", "BREAKING", "EXCLUSIVE", "POST", "WATCH"}
    | {"CORRECTION", "RADIO", "TV", "ANALYSIS", "OPINION", "FACTBOX", "TIMELINE", "EXPLAINER"}
    | {"VOTE", "NOTE", "READ", "MORE", "FILE", "PHOTO", "RELATED", "TRANSCRIPT", "FOR"}
    | {"ATTENTION", "ATTN", "EDITORS"}
)
_FEWEST = 6  # spaces in what follows a bare place and a dash


@dataclass(frozen=True, slots=True)
class Opening:
    """Where the place stands in the line, the agency named, and where the report's words begin."""

    start: int
    end: int
    agency: str | None
    begins: int


def dateline_of(line: str) -> Opening | None:
    """The dateline that opens `line` (positions count in the line), None where there is none."""
    head = line[:160]
    first = _AFTER_AGENCY.match(head) or _BRACKETED.match(head) or _SENTENCE.match(head)
    if first is not None and place_name(first["place"]):
        agency = first.groupdict().get("round")
        if agency is None or agency in agencies() or agency.isupper():
            return Opening(*first.span("place"), agency, first.end())
    found = _OPENING.match(line[:160])
    if not found:
        return None
    place = found["place"]
    agency = found["round"] or found["slash"] or (found["bare"] or "").strip("/") or None
    town, _, behind = place.partition(", ")
    if agency is None and behind.isupper() and not town.isupper():
        place, agency = town, behind  # «Tehran, IRNA – »
    date = bool((found["date"] or "").strip(" ,"))
    if _NO_PLACE & set(place.upper().split()) or place in agencies():
        return None
    dash = (found["dash"] or "").strip()
    closed = line[-1] in '.”"'
    if not _enough(place, agency, date, dash, slashed=bool(found["slash"]), closed=closed):
        return None
    bare = not (agency or date or place.isupper())
    if bare and line.count(" ", found.end()) < _FEWEST:
        return None  # «Iran: what we know», a title
    start = found.start("place")
    return Opening(start, start + len(place), agency, found.end())


def _enough(
    place: str, agency: str | None, date: bool, dash: str, *, slashed: bool, closed: bool
) -> bool:
    """Whether what follows the place makes it a dateline; capitals ask for less."""
    first = re.split(r"[,/]", place)[0].strip()
    known = first.lower() in known_places() or (first.isupper() and place_name(first))
    listed = agency is not None and agency in agencies()
    if (listed or (agency or "").isupper()) and (dash or (listed and (known or first.isupper()))):
        return True
    if known and slashed:
        return True
    if not dash:
        return False
    if dash == ":":
        return known and not date and (first.isupper() or closed)
    if first.isupper() and len(first) > 3:
        return True
    return known or (date and agency is not None)
