"""Links to the very words on the page where a report was published: text fragments.

The form is that of the URL Fragment Text Directives (WICG, «#:~:text=»): the words, or their
first and last ones where they are many or cross a line, and where they are short or stand
twice, the words beside them. A browser without them opens the page at its top.
"""

import re
from urllib.parse import quote, urlsplit

from onrecord.report import Report
from onrecord.text import Span

_LONGEST = 120  # characters: longer words are named by their ends …
_ENDS = 5  # … of so many words
_FEW = 4  # fewer words than that are named with their neighbours
_CONTEXT = (3, 6, 10)  # words before and after that are tried
_WORD = re.compile(r"\S+")


def link(report: Report, span: Span) -> str | None:
    """The address of a stretch of the report's text; None where the report has none on the web."""
    page = page_address(report.url)
    if page is None:
        return None
    joint = ":~:" if "#" in page else "#:~:"
    return page + joint + "text=" + _directive(report.text, *_whole(report.text, span))


def page_address(url: str | None) -> str | None:
    """The address where it may be linked: http or https with a host, nothing else."""
    if url is None or re.search(r"[\x00-\x20\x7f]", url):
        return None
    try:
        parts = urlsplit(url)
        linked = parts.scheme.lower() in ("http", "https") and bool(parts.hostname)
    except ValueError:  # a broken IPv6 host
        return None
    return url if linked else None


def _whole(text: str, span: Span) -> tuple[int, int]:
    """The ends of a stretch without white space around it, moved out to whole words."""
    start, end = span.start, span.end
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    while start > 0 and text[start - 1].isalnum() and text[start : start + 1].isalnum():
        start -= 1
    while end < len(text) and text[end].isalnum() and text[end - 1 : end].isalnum():
        end += 1
    return start, end


def _directive(text: str, start: int, end: int) -> str:
    said = text[start:end]
    first, last = (start, end), None
    if len(said) > _LONGEST or "\n" in said:
        first, last = _ends(text, start, end)
    named = [_encoded(text, *ends) for ends in (first, last) if ends]
    if len(said.split()) >= _FEW and _once(text[slice(*first)], text):
        return ",".join(named)
    before, after = _neighbours(text, start, end, first[1])
    prefix = [_encoded(text, before, start) + "-"] if before < start else []
    suffix = ["-" + _encoded(text, end, after)] if end < after else []
    return ",".join([*prefix, *named, *suffix])


def _ends(text: str, start: int, end: int) -> tuple[tuple[int, int], tuple[int, int]]:
    """The first and the last words of a stretch, each within one line and apart."""
    words = [found.span() for found in _WORD.finditer(text, start, end)]
    many = max(1, min(_ENDS, len(words) // 2))
    head, tail = words[:many], words[-many:]
    break_after = text.find("\n", start, end)
    if break_after >= 0:
        head = [word for word in head if word[1] <= break_after]
        last_break = text.rfind("\n", start, end)
        tail = [word for word in tail if word[0] > last_break]
    return (head[0][0], head[-1][1]), (tail[0][0], tail[-1][1])


def _neighbours(text: str, start: int, end: int, first_end: int) -> tuple[int, int]:
    """Where the words before begin and those after end, of the same line.

    So many are taken that the words before stand only once together with the first words.
    """
    line_end = text.find("\n", end)
    above = [w.start() for w in _WORD.finditer(text, text.rfind("\n", 0, start) + 1, start)]
    below = [w.end() for w in _WORD.finditer(text, end, line_end if line_end >= 0 else len(text))]
    before, after = start, end
    for count in _CONTEXT:
        before = above[-count:][0] if above else start
        after = below[:count][-1] if below else end
        if _once(text[before:first_end], text):
            break
    return before, after


def _once(words: str, text: str) -> bool:
    """Whether words stand only once in a text, whatever white space is between them."""
    pattern = re.compile(r"\s+".join(re.escape(word) for word in words.split()), re.IGNORECASE)
    found = pattern.search(text)
    return found is not None and pattern.search(text, found.start() + 1) is None


def _encoded(text: str, start: int, end: int) -> str:
    """Percent-encoded, with the marks that the directive itself uses; white space as one space."""
    return quote(" ".join(text[start:end].split()), safe="").replace("-", "%2D")
