"""The outlet that a report names as its own: in its dateline, its rubric, its note of rights."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache

from onrecord.reading.layout.head import Head
from onrecord.reading.layout.lines import Line
from onrecord.reading.layout.marks import agencies, words
from onrecord.reading.layout.stamps import paper_name
from onrecord.vocabulary import ReportKind

_CELL = re.compile(r"\s*[|•●]\s*|\s[—–-]\s")
_FROM = re.compile(r"(?:From|Source|Published by):\s*")
_AIRED = re.compile(
    r"(?:[Ff]irst )?(?:[Bb]roadcast|[Aa]ired|[Pp]ublished)(?: on| by| in) "
    r"((?:[A-Z][\w.’'-]+ ?){1,5}),"
)
_RIGHTS = re.compile(
    r"(?:©|\(c\)|copyright)\s*(?:©\s*)?(?:\d{4}\s*)?(?:the\s)?([A-Z][^.,|]{1,40})", re.I
)
_SMALL = frozenset({"of", "the", "and", "for", "in", "on", "de"})


def outlet_of(
    lines: Sequence[Line], page: Head, kind: ReportKind, agency: str | None
) -> str | None:
    """The outlet that the text names, None where it names none as its own."""
    if agency:
        return agencies().get(agency, agency)
    found = _rubrics(lines, page, kind) or _notes(lines, page)
    if found or kind in ("press_release", "transcript"):
        return found
    return _shown_to(lines, page)


def _rubrics(lines: Sequence[Line], page: Head, kind: ReportKind) -> str | None:
    for number in page.kickers:
        line = _FROM.sub("", lines[number].words)
        for cell in (cell.strip() for cell in _CELL.split(line)):
            if cell in agencies():
                return agencies()[cell]
            if paper_name(cell):
                return _small_letters(cell)
            issuer = re.split(r",\s|\sand\sThe\s", cell)[0]
            if kind == "press_release" and _body(issuer):
                return _small_letters(issuer)
    return None


def _body(name: str) -> bool:
    tokens = [token.title() for token in name.split()]
    return 1 < len(tokens) < 14 and bool(words("body") & set(tokens)) and name[0].isupper()


def _small_letters(name: str) -> str:
    """A name in capitals in small letters («THE HARBOUR CHRONICLE»)."""
    if not name.isupper() or len(name) < 6:
        return name
    tokens = name.lower().split()
    return " ".join(
        token if at and token in _SMALL else token[:1].upper() + token[1:]
        for at, token in enumerate(tokens)
    )


def _notes(lines: Sequence[Line], page: Head) -> str | None:
    for line, part in zip(lines, page.of, strict=True):
        if part != "furniture":
            continue
        if line.words in agencies():
            return agencies()[line.words]
        if paper_name(line.words) and line.words[:4] in ("The ", "THE "):
            return _small_letters(line.words)
        own = _RIGHTS.match(line.words) or _AIRED.match(line.words)
        name = own.group(1).strip() if own else ""
        if name and len(name.split()) <= 5:
            return agencies().get(name, name)
    return None


@cache
def _shown() -> re.Pattern[str]:
    papers = "|".join(sorted(words("newspaper")))
    cues = "|".join(re.escape(cue) for cue in sorted(words("shown")))
    said = "|".join(re.escape(cue) for cue in sorted(words("said_to")))
    name = rf"(?:[A-Z][\w’-]+ ){{0,3}}(?:{papers})"
    return re.compile(rf"\b(?:(?:{cues}) [Tt]he|(?:{said}) The) ({name})\b(?![’'-])")


def _shown_to(lines: Sequence[Line], page: Head) -> str | None:
    """The paper that says of itself that it was told or shown, and who lent it a picture.

    One that the table of outlets knows may be another's source, and none is taken where two are
    named.
    """
    named = Counter(_small_letters(name) for name in _named(lines, page))
    if len({name.removeprefix("The ").removeprefix("the ") for name in named}) != 1:
        return None
    name = min(named)
    bare = name.removeprefix("The ").removeprefix("the ")
    if name in agencies() or bare in agencies():
        return None
    return name if name[0] == "T" else bare


def _named(lines: Sequence[Line], page: Head) -> Iterator[str]:
    for line, part in zip(lines, page.of, strict=True):
        if part == "body":
            for found in _shown().finditer(line.words):
                yield line.words[found.start(1) - 4 : found.end(1)]
        elif part == "credit" and "/" in line.words:
            name = line.words.rpartition("/")[2].strip("() ")
            if name.upper().startswith("THE ") and paper_name(name) and name not in agencies():
                yield name
