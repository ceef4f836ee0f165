"""How much: «two and a half», «a couple of», «12 to 18» as a number, and durations of it."""

import re

from onrecord.reading.times.grammar import Grammar, plain
from onrecord.vocabulary import Mod

# A quantity is a number, or None where the words name none («several»).
Quantity = float | None


def quantity(words: str, grammar: Grammar) -> Quantity:
    """The number that the words of an amount name; None where they leave it open."""
    words = plain(words)
    tables = grammar.meanings
    for kind in ("article", "roughly"):
        if words in tables[kind]:
            return float(tables[kind][words])
    if words in tables["some"]:
        return None
    if words == "another":
        return 1.0
    half = 0.5 if re.search(r"(?: and a half|[ -]1/2|½)$", words) else 0.0
    words = re.sub(r"(?: and a half|[ -]1/2|½)$", "", words)
    digits = words.replace(",", "")
    if re.fullmatch(r"\d{1,9}(?:\.\d{1,9})?", digits):
        return float(digits) + half
    return _spelt(re.sub(r"^an? ", "one ", words), tables, half)


def _spelt(words: str, tables: dict[str, dict[str, str]], half: float) -> Quantity:
    total = current = 0.0
    for word in re.split(r"[-\s]+", words):
        if word == "and":
            continue
        if word in tables["scale"]:
            total += (current or 1.0) * float(tables["scale"][word])
            current = 0.0
        elif word in tables["tens"]:
            current += float(tables["tens"][word])
        elif word in tables["number"]:
            # «two or three», «five or ten» name no one number.
            if current and current % 10 == 0 and current < 100:
                current += float(tables["number"][word])
            elif current:
                return None
            else:
                current = float(tables["number"][word])
        else:
            return None
    return total + current + half


def is_about(words: str, grammar: Grammar) -> bool:
    """Whether the amount is a rough one by its words («a couple of», «a dozen»)."""
    return plain(words) in grammar.meanings["roughly"]


def written(number: float) -> str:
    """A number as ISO 8601 writes it: no needless fraction."""
    return str(int(number)) if number == int(number) else f"{number:.4f}".rstrip("0")


def duration(*parts: tuple[Quantity, str]) -> str | None:
    """The TIMEX3 value of amounts of units, the greatest first: P16Y6M, PT10M, PXY.

    A unit is a letter, with a T before it for a part of a day and a factor where it is a
    multiple (a decade is 10Y). None where the units do not fall in size or stand twice.
    """
    days, clock = "", ""
    order = "YQMWD"
    used: list[str] = []
    for number, unit in parts:
        letter = unit[-1]
        factor = float(unit[:-1]) if unit[:-1].isdigit() else 1.0
        if unit in used:
            return None
        used.append(unit)
        if unit.startswith("T"):
            clock += _clock_part(number, letter)
        elif clock or (days and order.index(letter) <= order.index(days[-1])):
            return None
        else:
            days += _day_part(number, factor, letter)
    return f"P{days}" + (clock if clock.startswith("T") or not clock else f"T{clock}")


def _day_part(number: Quantity, factor: float, letter: str) -> str:
    if number is None:
        return f"X{letter}"
    amount = number * factor
    if letter == "Y" and amount < 1:
        return f"{written(amount * 12)}M"
    return f"{written(amount)}{letter}"


def _clock_part(number: Quantity, letter: str) -> str:
    if number is None:
        return f"X{letter}"
    if letter in "HM" and number != int(number):
        lower = {"H": "M", "M": "S"}[letter]
        whole = int(number)
        rest = f"{written(round((number - whole) * 60))}{lower}"
        return (f"{whole}{letter}" if whole else "") + rest
    return f"{written(number)}{letter}"


def modifier(words: str | None, grammar: Grammar) -> Mod | None:
    """The TIMEX3 modifier that «less than», «up to» … stand for."""
    if not words:
        return None
    form = plain(words)
    for kind in ("mod", "over"):
        if form in grammar.meanings[kind]:
            found: Mod = grammar.meanings[kind][form]  # type: ignore[assignment]
            return found
    return None
