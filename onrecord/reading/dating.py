"""When the report came out: the strongest evidence there is, and the words that it stands on.

In this order: what is known already (given, metadata) > the address > a dateline > a line at the
head that says so > a caption whose weekday the body's own days confirm > a full date with its
weekday in the opening. A full date of some past event is never taken for it; nothing certain
gives `unknown`.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache

from onrecord.reading.layout.stamps import place_name, place_of_stamp, stamp
from onrecord.reading.scene import Paragraph
from onrecord.reading.times import Anchor, TimeMention, find_times
from onrecord.report import Published
from onrecord.tables import rows
from onrecord.text import Span
from onrecord.vocabulary import PublishedBasis

_ADDRESS = (
    re.compile(r"(?<!\d)((?:19|20)\d\d)[/-](\d{1,2}|[a-z]{3})[/-](\d{1,2})(?!\d)"),
    re.compile(r"(?<!\d)((?:19|20)\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?!\d)"),
)
_WEEKDAY = re.compile(
    r"\b((?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b(?!,?\s+[A-Z][a-z]+\.?\s\d|s)"
)
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
# A day as stamps write it, with capitals or figures that prose does not have.
_STAMPED = re.compile(
    r"(?P<y>20\d\d|19\d\d)[-./](?P<m>\d{1,2})[-./](?P<d>\d{1,2})(?!\d)"
    r"|(?<![\d.])(?P<d2>\d{1,2})(?P<mark>[-./])(?P<m2>\d{1,2})(?P=mark)(?P<y2>20\d\d|19\d\d)"
    r"|(?<!\d)(?P<d3>\d{1,2})(?:st|nd|rd|th|\.)?(?:\sof|-)?[\s-]?(?P<m3>[^\W\d_]{3,9})\.?,?[\s-]"
    r"(?P<y3>20\d\d|19\d\d)"
    r"|(?P<m4>[^\W\d_]{3,9})\.?\s(?P<d4>\d{1,2})(?:st|nd|rd|th)?,?\s(?P<y4>20\d\d|19\d\d)"
)
_DATE_WORDS = re.compile(
    r"\d{4}-\d\d-\d\d|\d{1,2}(?:st|nd|rd|th)?(?:\sof)?[\s-][^\W\d]{3,9}\.?,?[\s-]\d{4}"
    r"|[^\W\d]{3,9}\.?\s\d{1,2}(?:st|nd|rd|th)?,?\s\d{4}"
)
_MONTH_DAY = re.compile(r"(?:[A-Z][a-z]{2,8}\.?\s\d{1,2}|\d{1,2}\s[A-Z][a-z]{2,8}\.?)(?!,?\s\d)")
# What ends a dateline: «(AP) —», «—», « - ».
_DASH = re.compile(r"\)?\s*(?:\([^()\n]{1,40}\)\s*)?(?:[.,] ?[A-Z]{2,8} ?)?(?:[—–]|\.?--?(?=\s))")
_STOPPED = re.compile(r"\.?:?\s+(?=[^\W\d_a-z“\"‘])")  # «Astana, 14 October 2025. The minister»
_PLACE = re.compile(r"\(?[A-ZÀ-Þ][^\n—–]{1,60}?[,:(]?\s*\Z")
_COPYRIGHT = re.compile(r"(?:©|\([cC]\)|\b[Cc]opyright|\bc\.)\s*(?:©\s*)?((?:19|20)\d\d)\b")
_FIELD = re.compile(r"\s*[|•●·/]\s*|\s[–—-]\s")
_UPDATED = re.compile(r"(?:updated?|modified|edited)(?:\son)?\s*[:–—-]?\s*\Z", re.IGNORECASE)
# What may stand beside the date in a line that is about nothing else.
_BESIDE = re.compile(
    r"(?i:[\s,.;:|·•()/–—-]|\b(?:at|on|by|a\.?m|p\.?m|GMT|UTC|[ECMP][SD]?T|BST|CES?T|local|time|"
    r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?)\b|\d{1,2}[:.]\d\d)*"
)
# «The Harbour Courier, Tuesday 24 March 2026»: the name of an outlet before a day with its weekday.
_OUTLET = re.compile(r"(?:(?:[A-ZÀ-Þ][\w’'.-]*|of|and|the|for|&)\s+){0,5}[A-ZÀ-Þ][\w’'.-]*,\s+")
_NAMED = re.compile(
    r"(?:^|[.,|·]\s)(?:(?:[A-ZÀ-Þ][\w’'-]*|of|and|the|for|with|in|&)\s+){0,6}[A-ZÀ-Þ][\w’'-]*[.,]\s+"
    r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?\s+)?\Z"
)
_FEW_WORDS = re.compile(r"[A-ZÀ-Þ][\w’'-]*(?:\s[\w’'-]+){1,3},\s+")
_PROSE = 140  # a paragraph of so many characters tells the story: the head is over
_HEAD = 14
_OPENING = 3


def date_report(
    text: str,
    paragraphs: Sequence[Paragraph],
    *,
    known: Published | None = None,
    url: str | None = None,
    metadata: str | None = None,
) -> Published:
    """When a report came out, to the day, and what that stands on.

    ``paragraphs`` are those of ``text`` in order, with the kind of each; ``known`` is what was
    given with the report and is handed back where it has a value; ``metadata`` is an ISO 8601
    date that came with the page. Never raises.
    """
    if known and known.value:
        return known
    if metadata:
        return Published(metadata, "metadata")
    day = url_day(url) if url else None
    if day:
        return Published(day.isoformat(), "url")
    if not text.strip():
        return Published()
    full = [m for m in find_times(text, Anchor()) if _is_full(m)]
    return (
        _by_dateline(text, paragraphs, full)
        or _by_head(text, paragraphs, full)
        or _by_caption(text, paragraphs, full)
        or _by_opening(text, paragraphs, full)
        or Published()
    )


def day_of(published: Published) -> date | None:
    """The day that a report's relative dates count from; None where only a month is known."""
    try:
        return date.fromisoformat((published.value or "")[:10])
    except ValueError:
        return None


def url_day(url: str) -> date | None:
    """The day that an address carries («/2023/03/02/», «/2023/mar/02/», «2023-03-02»)."""
    for pattern in _ADDRESS:
        for year, month, day in pattern.findall(url.lower()):
            found = _day(year, month, day)
            if found:
                return found
    return None


@cache
def _months() -> dict[str, int]:
    return {
        row["form"].lower(): int(row["value"])
        for row in rows("times")
        if row["class"] in ("month", "month_short")
    }


def _day(year: str, month: str, day: str) -> date | None:
    number = int(month) if month.isdigit() else _months().get(month, 0)
    try:
        return date(int(year), number, int(day))
    except ValueError:
        return None


def _is_full(mention: TimeMention) -> bool:
    return mention.day is not None


def _within(paragraph: Paragraph, mentions: Sequence[TimeMention]) -> Iterator[TimeMention]:
    return (m for m in mentions if paragraph.start <= m.start and m.end <= paragraph.end)


def _told(text: str, mention: TimeMention, basis: PublishedBasis) -> Published | None:
    """The day of a mention, on the words of the date alone, without weekday and clock."""
    words = _DATE_WORDS.search(text, mention.start, mention.end)
    if mention.day is None:
        return None
    start, end = words.span() if words else (mention.start, mention.end)
    return Published(mention.day.isoformat(), basis, Span.of(text, start, end))


def _by_dateline(
    text: str, paragraphs: Sequence[Paragraph], full: Sequence[TimeMention]
) -> Published | None:
    """«NAIROBI, Oct 9, 2025 (Meridian) - …»; without its year where a copyright line has it."""
    bodies = [p for p in paragraphs[:_HEAD] if p.kind == "body"]
    for paragraph in bodies:
        for mention in _within(paragraph, full):
            if not _PLACE.fullmatch(text, paragraph.start, mention.start):
                continue
            stop = _STOPPED.match(text, mention.end) and text[mention.end] in ".:"
            named = text[paragraph.start : mention.start].rstrip(" ,")
            if _DASH.match(text, mention.end) or (stop and place_name(named)):
                return _told(text, mention, "dateline")
    for paragraph in bodies:
        found = _MONTH_DAY.search(text, paragraph.start, min(paragraph.end, paragraph.start + 80))
        if not found or not _DASH.match(text, found.end()):
            continue
        if not _PLACE.fullmatch(text, paragraph.start, found.start()):
            continue
        years = {int(year) for year in _COPYRIGHT.findall(text)}
        if len(years) != 1:
            return None
        month = "".join(c for c in found[0] if c.isalpha()).lower()
        day = _day(str(min(years)), month, "".join(c for c in found[0] if c.isdigit()))
        if day:
            return Published(day.isoformat(), "dateline", Span.of(text, *found.span()))
    return None


@cache
def _labels() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    words: dict[str, list[str]] = {"label": [], "modified": [], "old": []}
    for row in rows("times_published"):
        words[row["what"]].append(row["words"])
    label, modified, old = ("|".join(words[what]) for what in ("label", "modified", "old"))
    return (
        re.compile(rf"\W*(?:{label})\b", re.IGNORECASE),
        re.compile(rf"\W*(?:{modified})\b", re.IGNORECASE),
        re.compile(old, re.IGNORECASE),
    )


def _by_head(
    text: str, paragraphs: Sequence[Paragraph], full: Sequence[TimeMention]
) -> Published | None:
    """A line of the head, or a labelled one at the foot, that tells the day and little else."""
    label, modified, _ = _labels()
    later: Published | None = None
    for paragraph in _head_and_foot(paragraphs):
        if paragraph.end - paragraph.start > _PROSE:
            for mention in _within(paragraph, full):
                if _behind_a_name(text, paragraph, mention) and _newest(mention, full, text):
                    return _told(text, mention, "text")
            continue
        stamped = _by_stamp(text, paragraph)
        if stamped and stamped[1]:
            later = later or stamped[0]
            continue
        if stamped:
            return stamped[0]
        for mention in _within(paragraph, full):
            before = text[paragraph.start : mention.start]
            closed = _closed(text[mention.end : paragraph.end])
            if (closed and label.match(before)) or _alone(text, paragraph, mention):
                return _told(text, mention, "text")
            if _behind_a_name(text, paragraph, mention) and _newest(mention, full, text):
                return _told(text, mention, "text")
            if closed and modified.match(before):
                later = later or _told(text, mention, "text")
    return later


def _by_stamp(text: str, paragraph: Paragraph) -> tuple[Published, bool] | None:
    """The first day of a line of place, day and hour; whether it is that of a later version."""
    line = text[paragraph.start : paragraph.end]
    if paragraph.kind == "credit":
        last = _FIELD.split(line)[-1]
        at = paragraph.end - len(last)
        line = last if last != line else ""
    else:
        at = paragraph.start
    if paragraph.kind not in ("furniture", "credit") or not stamp(line):
        return None
    changed: Published | None = None
    for found in _STAMPED.finditer(line):
        day = _stamped_day(found)
        if day is None:
            continue
        basis: PublishedBasis = "dateline" if place_of_stamp(line) else "text"
        told = Published(
            day.isoformat(), basis, Span.of(text, at + found.start(), at + found.end())
        )
        if not _UPDATED.search(line, 0, found.start()):
            return told, False
        changed = changed or told
    return (changed, True) if changed else None


def _stamped_day(found: re.Match[str]) -> date | None:
    """Of figures alone the day stands first; with strokes either may, and only one may be right."""
    parts = {key.rstrip("234"): value for key, value in found.groupdict().items() if value}
    day = _day(parts["y"], parts["m"].lower(), parts["d"])
    if found["mark"] != "/":
        return day
    other = _day(parts["y"], parts["d"], parts["m"])
    return day if other in (None, day) else other if day is None else None


def _head_and_foot(paragraphs: Sequence[Paragraph]) -> Iterator[Paragraph]:
    for index, paragraph in enumerate(paragraphs):
        if paragraph.kind in ("caption", "correction"):
            continue
        told = paragraph.kind == "body" and paragraph.end - paragraph.start > _PROSE
        if index >= _HEAD:
            break
        yield paragraph
        if told:
            break
    for paragraph in paragraphs[max(_HEAD, len(paragraphs) - 4) :]:
        if paragraph.kind == "furniture":
            yield paragraph


def _closed(after: str) -> bool:
    """Whether what follows the date in its line begins something new, if there is anything."""
    beside = _BESIDE.match(after)
    passed = after[: beside.end()] if beside else ""
    return passed == after or passed.rstrip().endswith(tuple(".;|·•–—()")) or "\n" in passed


def _alone(text: str, paragraph: Paragraph, mention: TimeMention) -> bool:
    """Whether the date has its line, or a field of it («… | 18 March 2024»), to itself."""
    line_start = text.rfind("\n", paragraph.start, mention.start) + 1 or paragraph.start
    line_end = text.find("\n", mention.end, paragraph.end)
    line_end = paragraph.end if line_end < 0 else line_end
    before, after = text[line_start : mention.start], text[mention.end : line_end]
    field = re.split(r"\s[|·•]\s|\s[–—-]\s", before)[-1]
    rest = re.split(r"\s[|·•]\s|\s[–—-]\s", after)[0]
    named = text.startswith(_WEEKDAYS, mention.start) and _OUTLET.fullmatch(field)
    if not ((named or _BESIDE.fullmatch(field)) and _BESIDE.fullmatch(rest)):
        return False
    return paragraph.kind != "headline" or field != before or rest != after


def _behind_a_name(text: str, paragraph: Paragraph, mention: TimeMention) -> bool:
    """Whether a line ends with the day behind a name, or behind a few words and a comma: «Interview
    by X, The Selm Weekly, 19 June 2031», «Summary of proceedings, 24 June 2031»."""
    if paragraph.kind == "caption" or not text[: paragraph.start].strip():
        return False
    before, after = text[paragraph.start : mention.start], text[mention.end : paragraph.end]
    named = _NAMED.search(before) or _FEW_WORDS.fullmatch(before)
    return named is not None and _BESIDE.fullmatch(after) is not None


def _newest(mention: TimeMention, full: Sequence[TimeMention], text: str) -> bool:
    """Whether no other full date, and no year, of the text comes after this day."""
    day = mention.day
    if day is None:
        return False
    years = [int(year) for year in re.findall(r"(?<![\d,.$€£#-])(20\d\d)(?![\d%]|[,.]\d)", text)]
    others = [m.day for m in full if m.day]
    return max(others) <= day and max(years, default=0) <= day.year


def _weekdays(text: str, paragraphs: Sequence[Paragraph]) -> set[str]:
    return {
        found[1]
        for paragraph in paragraphs
        if paragraph.kind == "body"
        for found in _WEEKDAY.finditer(text, paragraph.start, paragraph.end)
    }


def _by_caption(
    text: str, paragraphs: Sequence[Paragraph], full: Sequence[TimeMention]
) -> Published | None:
    """The newest day of a caption, where the body tells of that weekday: pictures are often old."""
    spoken = _weekdays(text, paragraphs)
    _, _, old = _labels()
    found = [
        mention
        for paragraph in paragraphs
        if paragraph.kind == "caption" and not old.search(text, paragraph.start, paragraph.end)
        for mention in _within(paragraph, full)
        if mention.day and _WEEKDAYS[mention.day.weekday()] in spoken
    ]
    if not found:
        return None
    newest = max(found, key=lambda m: (m.day or date.min, -m.start))
    return _told(text, newest, "caption") if _newest(newest, full, text) else None


def _by_opening(
    text: str, paragraphs: Sequence[Paragraph], full: Sequence[TimeMention]
) -> Published | None:
    """«said on Thursday, March 2, 2023» in the opening, where the text knows nothing newer."""
    bodies = [p for p in paragraphs if p.kind == "body"][:_OPENING]
    for paragraph in bodies:
        for mention in _within(paragraph, full):
            words = text[mention.start : mention.end]
            if not words.startswith(_WEEKDAYS) or not _newest(mention, full, text):
                continue
            said = text[max(paragraph.start, mention.start - 40) : mention.start]
            if re.search(r"\b(?:said|told|announced|reported|met|held|signed)\b[^.;]*\Z", said):
                return _told(text, mention, "text")
    return None
