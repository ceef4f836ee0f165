"""The grammar of time expressions, made from the tables.

`times.tsv` gives the words by class, `times_rules.tsv` the ways to put them together. Out come
triggers (words without which a stretch of text is not worth a look), the rules that may begin
with a word, and each rule's expression, compiled when first asked for.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from onrecord.tables import rows
from onrecord.text import Words

# A gap between two words: a few blanks (no-break spaces count), a line break among them.
_GAP = r"(?:(?=\s)[^\S\n]{0,3}\n?[^\S\n]{0,3})"
_HYPHEN = "[-‐‑–]"
_END = r"(?!\w)"
_NAMES = frozenset({"month", "month_short", "weekday", "weekday_short", "weekday_plural"})
_AS_PRINTED = frozenset({"holiday", "zone", "known"})
# Classes whose words never come alone: without another trigger beside them they are no time.
_WEAK = frozenset(
    {
        *("shift", "span", "relative", "number", "tens", "scale", "article", "roughly", "some"),
        *("half", "ordinal", "century_ordinal", "edge", "mod", "over", "ago", "later", "every"),
        *("times", "per", "half_day", "zone", "vague", "edge_adv", "week_shift", "frame"),
        *("within", "told_kind", "half_ordinal", "beside"),
        *("day_part_phrase", "filling", "day_ordinal"),
    }
)
# What the figures look like that are worth a look.
_FIGURES = re.compile(
    r"(?:1[5-9]|20)\d\d|\d0['’]?s\b|\d{1,2}:\d\d|\d{1,2}(?:[:.]\d\d)?[^\S\n]?[ap]\.?m\b"
    r"|\d{4}[^\S\n](?:GMT|UTC)|9/11|\d{1,2}/\d{1,2}/\d\d|\d{1,2}(?:st|nd|rd|th)\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"\w+")
_SLOT = re.compile(r"<(\w+)(?:=(\w+)|:((?:[^<>]|\(\?<)*))?>|\{([a-z]\w*)\}| |~")
_DIGITS = frozenset("0123456789")
ARTICLES = frozenset({"the", "a", "an"})


@dataclass(frozen=True, slots=True)
class Rule:
    """One way to put a time expression together; its expression is compiled when first asked."""

    name: str
    expression: str

    @property
    def pattern(self) -> re.Pattern[str]:
        return _compiled(self.expression)


@dataclass(frozen=True, slots=True)
class Grammar:
    """The rules by the words that they begin with, and what the words mean."""

    rules: dict[str, tuple[Rule, ...]]
    triggers: frozenset[str]
    meanings: dict[str, dict[str, str]]

    def meaning(self, kind: str, form: str) -> str:
        """What a word of class ``kind`` stands for; KeyError where it is not of that class."""
        return self.meanings[kind][plain(form)]

    def triggered(self, met: Words) -> list[int]:
        """Which words, by number, make their surroundings worth a look."""
        return [
            n for n, word in enumerate(met.forms) if word in self.triggers or word[0] in _DIGITS
        ]


def is_time(text: str, start: int) -> bool:
    """Whether the figure at ``start`` looks like a part of a time."""
    return _FIGURES.match(text, start) is not None


@cache
def _compiled(expression: str) -> re.Pattern[str]:
    return re.compile(expression, re.IGNORECASE)


def lead(word: str) -> str:
    """How a word is looked up among those that an expression begins with."""
    return "#" if word[0].isdigit() else word.lower()


def plain(form: str) -> str:
    """A form as the tables are asked for it: lower case, single blanks, no final full stop."""
    return " ".join(form.lower().replace("’", "'").split()).rstrip(".")


def one_of(forms: Iterable[str]) -> str:
    """An expression for any of the forms, the longest first, shared beginnings written once."""
    tree: dict[str, list[str]] = defaultdict(list)
    whole = False
    for form in sorted(set(forms)):
        if form:
            tree[form[0]].append(form[1:])
        else:
            whole = True
    branches = [_letter(first) + one_of(rest) for first, rest in sorted(tree.items())]
    if not branches:
        return ""
    if len(branches) == 1 and not whole:
        return branches[0]
    return f"(?:{'|'.join(branches)})" + ("?" if whole else "")


def _letter(letter: str) -> str:
    return _GAP if letter == " " else re.escape(letter)


@cache
def grammar(*, timeml: bool = False) -> Grammar:
    """The grammar of the tables in the package: what a record marks, or what TimeML does."""
    left_out = "record" if timeml else "timeml"
    forms, meanings = _words()
    pieces = {name: _class(name, found) for name, found in forms.items()}
    leads = {name: {_lead(form) for form in found} for name, found in forms.items()}
    leads["long"] |= {f"{form}long" for form in forms["long"]}
    vague = [*forms["vague"], *forms["told_kind"]] if timeml else []
    rules: dict[str, list[Rule]] = defaultdict(list)
    for row in rows("times_rules"):
        name, pattern = row["rule"], row["pattern"]
        if row["for"] == left_out:
            continue
        if name.startswith("="):
            pieces[name[1:]] = _expand(pattern, pieces, capture=False)
            continue
        rule = Rule(name, _expand(pattern, pieces, capture=True) + _END)
        for word in {word for kind in row["leads"].split() for word in _led(kind, leads)}:
            rules[word].append(rule)
    return Grammar(
        rules={word: tuple(found) for word, found in rules.items()},
        triggers=_triggers(forms).union(_shapes(_telling(vague))),
        meanings=meanings,
    )


def _led(kind: str, leads: dict[str, set[str]]) -> set[str]:
    """The words that one entry of `leads` stands for, an article with the word after it."""
    article, _, after = kind.rpartition(":")
    if article:
        return {f"{article} {word}" for word in _led(after, leads) if " " not in word}
    return {kind.lstrip("=")} if kind[0] in "=#'" else leads[kind]


def _lead(form: str) -> str:
    """The word that a form begins with; an article with the word after it."""
    first, *more = (lead(word) for word in _WORD.findall(form))
    return f"{first} {more[0]}" if first in ARTICLES and more else first


def _words() -> tuple[dict[str, list[str]], dict[str, dict[str, str]]]:
    forms: dict[str, list[str]] = defaultdict(list)
    meanings: dict[str, dict[str, str]] = defaultdict(dict)
    for row in rows("times"):
        forms[row["class"]].append(row["form"])
        meanings[row["class"]][plain(row["form"])] = row["value"]
    for row in rows("times_known"):
        forms["known"].append(row["form"])
        meanings["known"][plain(row["form"])] = row["value"]
    return dict(forms), dict(meanings)


def _class(name: str, forms: list[str]) -> str:
    if name in _NAMES:
        # «MAY» in capitals is the verb of a headline as often as the month.
        capitals = [form.upper() for form in forms if form != "May"]
        return f"(?-i:{one_of([*forms, *capitals])})"
    if name in _AS_PRINTED:
        return f"(?-i:{one_of(forms)})"
    return f"(?:{one_of(forms)})"


def _expand(pattern: str, pieces: dict[str, str], *, capture: bool) -> str:
    def put(found: re.Match[str]) -> str:
        slot, source, inline, piece = found.groups()
        if piece:
            return pieces[piece]
        if not slot:
            return _GAP if found[0] == " " else _HYPHEN
        body = pieces[source or slot] if inline is None else f"(?:{inline})".replace(" ", _GAP)
        return f"(?P<{slot}>{body})" if capture else body

    return _SLOT.sub(put, pattern)


def _triggers(forms: dict[str, list[str]]) -> frozenset[str]:
    """Words that no time expression is without, as written: of longer forms one word each."""
    named = {word for kind in _NAMES for form in forms[kind] for word in (form, form.upper())}
    named.discard("MAY")
    plain_ones = [form for kind in forms.keys() - _WEAK - _NAMES for form in forms[kind]]
    words = named.union(
        _shapes(form for form in plain_ones if _WORD.fullmatch(form)),
        _shapes(f"{form}long" for form in forms["long"]),
        _shapes(["clock"]),
    )
    for form in plain_ones:
        parts = [word for word in _WORD.findall(form) if not word[0].isdigit()]
        if parts and not words.intersection(parts):
            words.update(_shapes([max(parts, key=len)]))
    return frozenset(words)


def _telling(forms: Iterable[str]) -> Iterator[str]:
    """The longest word of each form."""
    return (max(_WORD.findall(form), key=len) for form in forms)


def _shapes(forms: Iterable[str]) -> Iterator[str]:
    """The shapes in which words come in a text."""
    for form in forms:
        yield from (form, form.lower(), form.capitalize(), form.upper())
