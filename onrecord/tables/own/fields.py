"""What may stand behind a key of an entry."""

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from difflib import get_close_matches
from typing import Any

LONGEST = 200  # characters of a name
MANY = 100  # names in a list

# Marks that mean something where words are looked for, or in our tables.
_MARKS = re.compile(r"[\\|*+?^$\[\]{}<>~]")
_WORD = re.compile(r"[^\W\d_]+(?:[-'’ ][^\W\d_]+)*")
_DOMAIN = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}")

Cell = str
# What is wrong and what to do, or the cell of our table.
Fault = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Field:
    """A key: how its value is read into a cell, whether it must be there, what it is otherwise."""

    read: Callable[[Any], Cell | Fault]
    needed: bool = False
    default: Cell = ""


def name(value: Any) -> Cell | Fault:
    """One name or phrase."""
    if not isinstance(value, str):
        return f"it is {_shown(value)}.", 'Give words in quotation marks: "…".'
    words = unicodedata.normalize("NFC", " ".join(value.split()))
    if not words:
        return "it is empty.", "Give a name, or leave the key out."
    if len(words) > LONGEST:
        return f"it is longer than {LONGEST} characters.", "Give a name as news has it."
    if any(unicodedata.category(mark) in ("Cc", "Cf", "Cs", "Co", "Cn") for mark in words):
        return "it has a control character or one that cannot be seen.", "Write it anew."
    if found := _MARKS.search(words):
        return f"it has the mark {found.group()!r}.", "Give plain words: no patterns are read."
    if not any(mark.isalnum() for mark in words):
        return "it has neither a letter nor a digit.", "Give a name as news has it."
    return words


def names(value: Any) -> Cell | Fault:
    """Several names, as our tables list them."""
    return _list(value, name)


def verb(value: Any) -> Cell | Fault:
    """One form of a verb, in lower case."""
    found = name(value)
    if isinstance(found, str) and not (_WORD.fullmatch(found) and found == found.lower()):
        return "it is no verb in lower case.", 'Give letters alone: "decry", "speak out".'
    return found


def forms(value: Any) -> Cell | Fault:
    """All forms of a verb."""
    return _list(value, verb)


def domains(value: Any) -> Cell | Fault:
    """Several domains."""
    return _list(value, _domain)


def _domain(value: Any) -> Cell | Fault:
    found = name(value)
    if isinstance(found, str) and not _DOMAIN.fullmatch(found):
        return "it is no domain.", 'Give it without https:// and path: "news.example".'
    return found


def _list(value: Any, read: Callable[[Any], Cell | Fault]) -> Cell | Fault:
    if not isinstance(value, list):
        return f"it is {_shown(value)}.", 'Give a list: ["…", "…"].'
    if len(value) > MANY:
        return f"it has more than {MANY} names.", "Give those that news uses."
    found = []
    for one in value:
        read_ = read(one)
        if not isinstance(read_, str):
            return f"{_shown(one)}: {read_[0]}", read_[1]
        found.append(read_)
    return "|".join(dict.fromkeys(found))


def year(value: Any) -> Cell | Fault:
    """A year."""
    if isinstance(value, bool) or not isinstance(value, int) or not 1000 <= value <= 2999:
        return f"it is {_shown(value)}.", "Give a year, such as 2023."
    return str(value)


def day(value: Any) -> Cell | Fault:
    """A day."""
    if isinstance(value, datetime) or not isinstance(value, date) or not 1000 <= value.year <= 2999:
        return f"it is {_shown(value)}.", "Give a day without marks around it: 2023-03-02."
    return value.isoformat()


def yes(value: Any) -> Cell | Fault:
    """Yes or no, as our tables have it."""
    if not isinstance(value, bool):
        return f"it is {_shown(value)}.", "Give true or false."
    return "yes" if value else "no"


def among(allowed: Callable[[], Sequence[str]]) -> Callable[[Any], Cell | Fault]:
    """One of some words."""

    def read(value: Any) -> Cell | Fault:
        listed = allowed()
        if isinstance(value, str) and value in listed:
            return value
        return f"it is {_shown(value)}.", _meant(value, listed)

    return read


def several(read: Callable[[Any], Cell | Fault]) -> Callable[[Any], Cell | Fault]:
    """A list of such."""
    return lambda value: _list(value, read)


def _meant(value: Any, listed: Sequence[str]) -> str:
    near = get_close_matches(value, listed, 1) if isinstance(value, str) else []
    if near:
        return f"Is {near[0]} meant?"
    shown = ", ".join(one for one in listed if one)
    return f"Give one of: {shown}." if len(shown) < 400 else "docs/own-tables.md says which."


def _shown(value: Any) -> str:
    said = f"a table of {len(value)} keys" if isinstance(value, dict) else repr(value)
    return said if len(said) <= 60 else said[:57] + "…"
