"""Numbers beside an event: «killed at least 17», «ten diplomats», «$50 million», «voted 13-2»."""

import re
from collections.abc import Iterator
from functools import cache
from typing import cast

from onrecord.facts import Count
from onrecord.tables import rows
from onrecord.text import Span
from onrecord.vocabulary import Counted, Mod

_MODS: tuple[tuple[str, Mod], ...] = (
    ("at least", "EQUAL_OR_MORE"),
    ("no fewer than", "EQUAL_OR_MORE"),
    ("more than", "MORE_THAN"),
    ("over", "MORE_THAN"),
    ("up to", "EQUAL_OR_LESS"),
    ("fewer than", "LESS_THAN"),
    ("less than", "LESS_THAN"),
    ("nearly", "LESS_THAN"),
    ("almost", "LESS_THAN"),
    ("about", "APPROX"),
    ("around", "APPROX"),
    ("roughly", "APPROX"),
    ("some", "APPROX"),
)
_PEOPLE = re.compile(
    r"\s+(?:(?:more|other|\w+an|\w+ese|\w+ish|\w+i|government|armed|senior|police|embassy|of\s+its|of\s+"
    r"the|of\s+their|U\.?[SN]\.?|Russian|French|aid|army|foreign|local|young)\s+)*"
    r"(?:people|civilians|soldiers|troops|police(?:men)?|officers|fighters|militants|rebels|"
    r"protesters|protestors|demonstrators|men|women|children|persons|diplomats|officials|"
    r"students|journalists|activists|migrants|suspects|members|villagers|personnel|guards|"
    r"workers|fishermen|sailors|crew|residents|peacekeepers|gendarmes|servicemen|passengers|"
    r"farmers|worshippers|miners|recruits|prisoners|refugees|others|staff|nationals|citizens)\b"
)
_SCALE = {"thousand": 10**3, "million": 10**6, "mn": 10**6, "m": 10**6, "billion": 10**9}
_SCALE |= {"bn": 10**9, "b": 10**9, "trillion": 10**12, "tn": 10**12, "k": 10**3}
_SIGNS = {"$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY"}
_MONEY = re.compile(
    r"(?P<sign>[$€£¥])\s?(?P<n>\d[\d,]*(?:\.\d+)?)[\s-]?(?P<scale>million|billion|trillion|thousand"
    r"|mn|bn|tn|[mbk])?\b"
    r"|(?<![\w.,$€£])(?P<n2>\d[\d,]*(?:\.\d+)?)[\s-]?(?P<scale2>million|billion|trillion|mn|bn)?[\s-]"
    r"(?P<unit>dollars?|euros?|pounds|yen|yuan|rupees|rubles|roubles|francs|kroner|kronor|crowns|"
    r"pesos|rand|shillings|tonnes|tons|metric\s+tons|doses|tents|kilograms|kg)\b",
    re.IGNORECASE,
)
_VOTE_PAIR = re.compile(
    r"(?<![\d.,$-])(?P<a>\d{1,3})(?:\s+votes?)?\s?(?:[-–]|\sto\s)\s?(?P<b>\d{1,3})(?![\d,.]*\d)(?!\s*%)"
)
_FOR = re.compile(
    r"\s+(?:\w+\s+){0,3}?(?:voted\s+|were\s+|was\s+)?(?:in\s+favou?r|for\s+it|voted\s+for|backed\s+it)\b"
    r"|\s+votes\b(?!\s+(?:against|to))",
    re.IGNORECASE,
)
_AGAINST = re.compile(
    r"\s+(?:\w+\s+){0,3}?(?:(?:voted\s+|were\s+|was\s+)?against|voted\s+no|opposed)\b",
    re.IGNORECASE,
)
_LABELLED = re.compile(
    r"(?P<what>in\s+favou?r|against|opposed)\s*[:–—-]\s*(?P<n>\d{1,3})\b", re.IGNORECASE
)


@cache
def _numbers() -> dict[str, int]:
    named = {
        row["form"].lower(): row["value"]
        for row in rows("times")
        if row["class"] in ("number", "tens")
    }
    return {form: int(value) for form, value in named.items() if value.isdigit()}


@cache
def _pattern() -> re.Pattern[str]:
    mods = "|".join(re.escape(words).replace(r"\ ", r"\s+") for words, _ in _MODS)
    words = "|".join(sorted(map(re.escape, _numbers()), key=len, reverse=True))
    return re.compile(
        rf"(?:\b(?P<mod>{mods})\s+)?(?<![\w.,$€£-])(?P<n>\d{{1,3}}(?:,\d{{3}})+|\d{{1,7}}|{words})"
        r"(?![\w%-]|[.,]\d|\s+(?:million|billion|per\s?cent))",
        re.IGNORECASE,
    )


def _value(words: str) -> int:
    value = _numbers().get(words.lower())
    return int(words.replace(",", "")) if value is None else value


def _mod(found: re.Match[str]) -> Mod | None:
    return dict(_MODS).get(" ".join((found["mod"] or "").lower().split()))


def numbers(text: str, start: int, end: int, of: str) -> Iterator[tuple[Count, int]]:
    """Every number between `start` and `end` as a count of `of`, with where its words end."""
    for found in _pattern().finditer(text, start, end):
        span = Span.of(text, found.start(), found.end())
        count = Count(of=cast(Counted, of), value=_value(found["n"]), mod=_mod(found), span=span)
        yield count, found.end()


def people_behind(text: str, at: int) -> int | None:
    """Where a noun for people ends that stands right at `at`."""
    found = _PEOPLE.match(text, at)
    return found.end() if found else None


def count_behind(text: str, start: int, end: int, of: str) -> Count | None:
    """The first number of people between `start` and `end`, as a count of `of`."""
    if of == "amount":
        return amount_behind(text, start, end)
    for count, after in numbers(text, start, end, of):
        if people_behind(text, after) is not None:
            return count
    return None


def amount_behind(text: str, start: int, end: int) -> Count | None:
    """The first sum of money or weight between `start` and `end`."""
    found = _MONEY.search(text, start, end)
    if found is None:
        return None
    number = float((found["n"] or found["n2"]).replace(",", ""))
    number *= _SCALE.get((found["scale"] or found["scale2"] or "").lower(), 1)
    unit = _SIGNS.get(found["sign"] or "") or " ".join((found["unit"] or "").lower().split())
    return Count(
        of="amount",
        value=int(number) if number == int(number) else number,
        unit=unit,
        span=Span.of(text, found.start(), found.end()),
    )


def votes(text: str, start: int, end: int) -> tuple[Count, ...]:
    """How many voted for and against: «13-2», «13 members voted in favour», «got 12 votes»."""
    said: dict[str, Count] = {}
    for found in _LABELLED.finditer(text, start, end):
        what = "votes_against" if found["what"].lower() in ("against", "opposed") else "votes_for"
        said.setdefault(what, _vote(text, what, int(found["n"]), found.span("n")))
    pair = _VOTE_PAIR.search(text, start, end)
    if pair is not None and not said and _about_votes(text, pair):
        said["votes_for"] = _vote(text, "votes_for", int(pair["a"]), pair.span("a"))
        said["votes_against"] = _vote(text, "votes_against", int(pair["b"]), pair.span("b"))
    if not said:
        for count, after in numbers(text, start, end, "votes_for"):
            if _AGAINST.match(text, after):
                said.setdefault("votes_against", _counted(count, "votes_against"))
            elif _FOR.match(text, after):
                said.setdefault("votes_for", count)
    return tuple(said.values())


def _about_votes(text: str, pair: re.Match[str]) -> bool:
    around = text[max(0, pair.start() - 20) : pair.end() + 12].lower()
    return "vote" in around


def _vote(text: str, of: str, value: int, where: tuple[int, int]) -> Count:
    return Count(of=cast(Counted, of), value=value, span=Span.of(text, *where))


def _counted(count: Count, of: str) -> Count:
    return Count(of=cast(Counted, of), value=count.value, mod=count.mod, span=count.span)
