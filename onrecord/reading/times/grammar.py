"""The grammar of time expressions, compiled once from the tables.

`times.tsv` gives the words by class, `times_rules.tsv` the ways to put them together. Out come
a trigger (which stretches of a text are worth a look at all), one master expression (where an
expression stands, and by which rule) and each rule's own expression (what its slots hold).
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from itertools import groupby

from onrecord.tables import rows

# A gap between two words: up to three blanks (no-break spaces count), a line break among them.
_GAP = r"(?:[^\S\n]{1,3}(?:\n[^\S\n]{0,3})?|\n[^\S\n]{0,3})"
_HYPHEN = "[-‐‑–]"
_END = r"(?!\w)"
_NAMES = frozenset({"month", "month_short", "weekday", "weekday_short", "weekday_plural"})
_AS_PRINTED = frozenset({"holiday", "zone", "known"})
# Classes whose words never come alone: without another trigger beside them they are no time.
_WEAK = frozenset(
    {
        *("shift", "span", "relative", "number", "tens", "scale", "article", "roughly", "some"),
        *("half", "ordinal", "century_ordinal", "decade_word", "edge", "mod", "over", "ago"),
        *("later", "every", "times", "per", "half_day", "zone", "vague", "edge_adv", "week_shift"),
        *("frame", "opener", "day_part_phrase"),
    }
)
_NEVER_FIRST = frozenset(
    {
        *("day_part_phrase", "zone", "half_day", "ago", "later", "period", "frame", "part"),
        *("part_plural", "scale", "per"),
    }
)
_TRIGGER_SHAPES = (
    r"(?:1[5-9]|20)\d\d|\d0['’]?s\b|\d{1,2}:\d\d|\d{1,2}(?:[:.]\d\d)?[^\S\n]?[ap]\.?m\b|\d{4}[^\S\n]"
    r"(?:GMT|UTC)|o['’]clock|(?:nine|eigh|seven|six|fif|for|thir|twen)ties|9/11"
)
_SLOT = re.compile(r"<(\w+)(?:=(\w+)|:((?:[^<>]|\(\?<)*))?>|\{([a-z]\w*)\}| |~")


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
    """The compiled tables."""

    trigger: re.Pattern[str]
    master: re.Pattern[str]
    rules: tuple[Rule, ...]
    meanings: dict[str, dict[str, str]]

    def meaning(self, kind: str, form: str) -> str:
        """What a word of class ``kind`` stands for; KeyError where it is not of that class."""
        return self.meanings[kind][plain(form)]


@cache
def _compiled(expression: str) -> re.Pattern[str]:
    return re.compile(expression, re.IGNORECASE)


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
def grammar() -> Grammar:
    """The grammar of the tables in the package."""
    forms, meanings = _words()
    pieces = {name: _class(name, found) for name, found in forms.items()}
    ways: list[tuple[str, str, str]] = []
    for row in rows("times_rules"):
        name, pattern = row["rule"], row["pattern"]
        if name.startswith("="):
            pieces[name[1:]] = _expand(pattern, pieces, capture=False)
        else:
            ways.append((name, row["when"], pattern))
    return Grammar(
        trigger=re.compile(_trigger(forms), re.IGNORECASE),
        master=re.compile(_start(forms) + _any_rule(ways, pieces), re.IGNORECASE),
        rules=tuple(
            Rule(name, _expand(pattern, pieces, capture=True) + _END) for name, _, pattern in ways
        ),
        meanings=meanings,
    )


def _any_rule(ways: list[tuple[str, str, str]], pieces: dict[str, str]) -> str:
    """Any rule as one expression, group r0, r1 … for the first, the second …"""
    groups: list[str] = []
    for when, run in groupby(enumerate(ways), key=lambda numbered: numbered[1][1]):
        rules = "|".join(
            f"(?P<r{i}>{_expand(pattern, pieces, capture=False)}{_END})"
            for i, (_, _, pattern) in run
        )
        groups.append(f"(?={pieces[when]})(?:{rules})" if when else rules)
    return f"(?:{'|'.join(groups)})"


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


def _trigger(forms: dict[str, list[str]]) -> str:
    words = {form for name, found in forms.items() if name not in _WEAK for form in found}
    words |= {form for form in forms["vague"] if " " not in form}
    return rf"\b(?:{one_of(sorted({w.lower() for w in words}))}|{_TRIGGER_SHAPES})"


def _start(forms: dict[str, list[str]]) -> str:
    """What must hold where an expression begins: a word's start, and words that can begin one.

    Of two words that begin a form both are asked for, and of an article the word after it: most
    of what is no time is dismissed here, before any rule is tried.
    """
    lead = {
        " ".join(form.lower().split()[:2])
        for name, found in forms.items()
        if name not in _NEVER_FIRST
        for form in found
    } - {"a", "an", "the"}
    lead |= {f"{form}long" for form in forms["long"]}
    words = rf"(?:[\d'’‘]|{one_of(sorted(lead))}(?!\w))"
    return rf"(?<![\w$€£¥#])(?<!\d[.,:/])(?=(?:(?:the|an?){_GAP})?{words})"
