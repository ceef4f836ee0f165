"""A report's words with where they stand: sentence, paragraph, inside a quotation or not."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from onrecord.reading.cast.words import among, words
from onrecord.reading.quotes import Quotation, quotations
from onrecord.reading.scene import Layout, Paragraph
from onrecord.tables import rows
from onrecord.tables.names import Kind, KnownName
from onrecord.tables.states import states

__all__ = ["Page", "Run", "lay_words"]

Run = tuple[int, int]  # word numbers, the end exclusive

# «U.S.», words with inner hyphens and apostrophes («Al-Harrasi», «N’Djamena»), endings («’s»,
# «’ve») and every other mark by itself.
_WORD = re.compile(
    r"(?:[^\W\d_]\.){2,}"
    r"|\d+(?=-[A-Z][a-z])"  # «UPDATE 2-Ethiopia»
    r"|[\w\u0300-\u036f]+(?:[-‐‑][\w\u0300-\u036f]+|['’](?!(?:s|m|ve|ll|d|re)\b)[\w\u0300-\u036f]+)*"
    r"|['’](?:s|m|ve|ll|d|re)\b"
    r"|[^\w\s]"
)
# A byline, a photographer, a menu: nobody there acts.
_SILENT = frozenset({"credit", "furniture"})
_HEADS = frozenset({"headline", "subheading"})


@dataclass(slots=True)
class Page:
    """The words of a text by number: `starts`, `ends` in code points, as written and lower case.

    `sentence` and `paragraph` number where a word stands; `silent` words stand in credits and
    furniture. `known` are names of the tables by their first word, `known_end` by the word after.
    `home` is the state of the dateline's place and `opening` its sentence, -1 where there is none;
    `issued` is the state of the body that issues the report, `today` the day on which it came out.
    """

    text: str
    starts: list[int]
    ends: list[int]
    words: list[str]
    low: list[str]
    sentence: list[int]
    paragraph: list[int]
    silent: list[bool]
    quotes: tuple[Quotation, ...]
    quoted: list[bool]
    headline: list[bool]
    known: dict[int, tuple[Run, KnownName]] = field(default_factory=dict)
    known_end: dict[int, tuple[Run, KnownName]] = field(default_factory=dict)
    home: str = ""
    opening: int = -1
    issued: str = ""
    today: date | None = None

    def __len__(self) -> int:
        return len(self.words)

    def run(self, start: int, end: int) -> Run:
        """The words that lie in `[start, end)` of the text, an empty run where there are none."""
        first = bisect_left(self.starts, start)
        if first > 0 and self.ends[first - 1] > start:
            first -= 1
        return first, max(first, bisect_left(self.starts, end))

    def said(self, run: Run) -> str:
        """The words of a run as written, white space as single spaces."""
        return " ".join(self.text[self.starts[run[0]] : self.ends[run[1] - 1]].split())

    def word(self, number: int) -> str:
        """The word of that number in lower case, empty outside the text."""
        return self.low[number] if 0 <= number < len(self.low) else ""

    def opens_sentence(self, number: int) -> bool:
        """Whether the word stands first in its sentence, quotation marks aside."""
        while number > 0 and self.sentence[number - 1] == self.sentence[number]:
            number -= 1
            if self.words[number][0].isalnum():
                return False
        return True

    def same_clause(self, one: int, other: int) -> bool:
        """Whether no mark or break parts two words of one sentence."""
        low, high = sorted((one, other))
        if self.sentence[low] != self.sentence[high]:
            return False
        for number in range(low, high):
            word = self.low[number]
            if word in _PARTING and not (word == "," and self.word(number + 1).endswith("ing")):
                return False
        return True


_PARTING = frozenset(
    {";", ":", "that", "and", "but", "because", "who", "which", "when", "while", "“", "”", '"', ","}
)


def lay_words(
    text: str, layout: Layout, known: Sequence[KnownName], today: date | None = None
) -> Page:
    """The page of a text that came out on a day."""
    spans = [match.span() for match in _WORD.finditer(text)]
    starts = [start for start, _ in spans]
    ends = [end for _, end in spans]
    words = [text[start:end] for start, end in spans]
    sentence = _numbers(starts, [s.start for s in layout.sentences])
    paragraph = _numbers(starts, [p.start for p in layout.paragraphs])
    parts = layout.paragraphs
    kinds = [parts[number].kind if parts else "body" for number in paragraph]
    silent = [kind in _SILENT for kind in kinds]
    if layout.kind == "press_release":  # its first line names who issues it
        silent = [quiet and number > 0 for quiet, number in zip(silent, paragraph, strict=True)]
    first_part = layout.parts[0] if layout.parts else None
    for part in layout.parts:  # a credit within a caption
        if part.kind in _SILENT and not (layout.kind == "press_release" and part is first_part):
            first = bisect_left(starts, part.span.start)
            last = bisect_left(starts, part.span.end)
            silent[first:last] = [True] * (last - first)
    if any(silent) and any(p.speaker for p in layout.paragraphs):
        silent = _heard(text, layout, words, paragraph, silent)
    quotes = quotations(text)
    page = Page(text, starts, ends, words, [w.lower() for w in words], sentence, paragraph, silent,
                quotes, _quoted(starts, quotes), [k in _HEADS for k in kinds],
                today=today)  # fmt: skip
    for name in known:
        run = page.run(name.start, name.end)
        if run[0] < run[1]:
            page.known[run[0]] = page.known_end[run[1]] = (run, name)
    _complete(page)
    page.home, page.opening = _dated(page, layout)
    page.issued = _issued(page, layout)
    return page


def _dated(page: Page, layout: Layout) -> tuple[str, int]:
    """The state that the dateline names or whose capital it is, and the sentence it opens."""
    if layout.dateline is None:
        return "", -1
    for at in range(*page.run(layout.dateline.span.start, layout.dateline.span.end)):
        if at in page.known and page.known[at][1].code in states():
            return page.known[at][1].code, page.sentence[at]
    return "", -1


def _issued(page: Page, layout: Layout) -> str:
    """The state whose body issues the report: a press release of a ministry, or a sheet that its
    name heads, with a dateline or a place in the lines of the head."""
    name = (layout.outlet or "").casefold()
    official = any(row["head"] in name for row in rows("body_heads") if row["sector"] == "GOV")
    sheet = bool(layout.paragraphs) and _heads(page, layout.paragraphs[0])
    if not (layout.kind == "press_release" and official) and not sheet:
        return ""
    if page.home:
        return page.home
    for part in layout.paragraphs[:_HEAD]:
        if sheet or name in page.text[part.start : part.end].casefold():
            for at in range(*page.run(part.start, part.end)):
                if at in page.known and page.known[at][1].code in states():
                    return page.known[at][1].code
        if sheet and page.known.get(page.run(part.start, part.end)[0]) is None:
            return ""
    return ""


def _heads(page: Page, part: Paragraph) -> bool:
    """Whether a line is nothing but the name of a state's body."""
    run = page.run(part.start, part.end)
    held = page.known.get(run[0])
    return (
        held is not None
        and held[0] == run
        and held[1].kind in ("head", "body")
        and (held[1].sector == "GOV")
    )


_HEAD = 8  # paragraphs in which an issuer stands


def _heard(
    text: str, layout: Layout, words: list[str], paragraph: list[int], silent: list[bool]
) -> list[bool]:
    """The words of a transcript's credits are silent no more where they name who speaks in it."""
    labels = [text[slice(*p.speaker)].lower() for p in layout.paragraphs if p.speaker]
    names = {word.strip(".:") for label in labels for word in label.split()} - _QUESTIONERS
    spoken = {part for word, part in zip(words, paragraph, strict=True)
              if len(word) > _INITIALS and word.lower() in names}  # fmt: skip
    return [quiet and part not in spoken for quiet, part in zip(silent, paragraph, strict=True)]


_QUESTIONERS = among("questioner")
_INITIALS = 3


def _complete(page: Page) -> None:
    """Heads that are actors only in company: «his Kenyan counterpart», «the office of X»."""
    for at, word in enumerate(page.low):
        if at in page.known or at + 1 in page.known_end:
            continue
        if word in _NUMBER and page.word(at - 1) == "opposite":
            page.known[at - 1] = page.known_end[at + 1] = (
                (at - 1, at + 1), _made(page, at - 1, "office", 2)
            )  # fmt: skip
            continue
        if word in _PEERS or (word in _FOLK and not page.words[at][0].isupper()):
            made = _made(page, at, "office")
        elif word == "office" and (page.word(at + 1) == "of" or page.word(at - 1) in _OWNED):
            made = _made(page, at, "head")
        else:
            continue
        page.known[at] = page.known_end[at + 1] = ((at, at + 1), made)


_PEERS = among("peer")
_NUMBER = frozenset({"number", "numbers"})
_FOLK = words("folk")
_OWNED = frozenset({"his", "her", "'s", "’s", "whose"})


def _made(page: Page, at: int, kind: Kind, count: int = 1) -> KnownName:
    word = " ".join(page.low[at : at + count])
    sector = "GOV" if kind == "head" else _FOLK.get(word, "")
    return KnownName(page.starts[at], page.ends[at + count - 1], kind, "", word, sector, None)


def _numbers(starts: list[int], borders: list[int]) -> list[int]:
    """For each word the number of the stretch that it stands in, by where stretches begin."""
    found = [0] * len(starts)
    first = 0
    for number, border in enumerate(borders[1:], 1):
        after = bisect_left(starts, border, lo=first)
        found[first:after] = [number - 1] * (after - first)
        first = after
    found[first:] = [max(0, len(borders) - 1)] * (len(starts) - first)
    return found


def _quoted(starts: list[int], quotes: tuple[Quotation, ...]) -> list[bool]:
    found = [False] * len(starts)
    for quote in quotes:
        first = bisect_left(starts, quote.inner_start)
        last = bisect_right(starts, quote.inner_end - 1)
        found[first:last] = [True] * (last - first)
    return found
