"""Gold by hand, in the forms that annotators have: a reading, brat standoff, W3C annotations.

Each becomes a reading of the same text that is complete for the kinds of fact it is about. What a
form does not say (dates in brat, speakers in W3C) is not held against anybody: ``slots`` names what
it does say.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from onrecord.errors import InvalidReading
from onrecord.facts import Reading, decode_reading, validate
from onrecord.scoring.factsheet import load_facts
from onrecord.scoring.gold import brat, w3c
from onrecord.scoring.gold.drafts import composed
from onrecord.text import decode

FORMS = (".json", ".jsonl", ".ann", ".jsonld", ".toml")

_BRAT = ("speaker", "act", "mode", "terms", "modality", "addressees", "participants", "by")
_W3C = ("modality",)


@dataclass(frozen=True, slots=True)
class Gold:
    """What a careful reader found in one report.

    ``slots`` are those it gives, None: all. ``facts`` are those of a facts file, and the reading is
    then the report alone.
    """

    name: str
    reading: Reading
    slots: frozenset[str] | None = None
    facts: Mapping[str, Any] | None = None


def golds(path: Path) -> tuple[Gold, ...]:
    """What a file of gold holds, by the ending of its name.

    ``.json`` one reading, ``.jsonl`` one a line; ``.ann`` (brat), ``.jsonld`` (W3C) and ``.toml``
    (facts) have their report's text beside them, as ``.txt``. InvalidReading where the file is not
    what it should be, OSError where one of the two cannot be opened.
    """
    if path.suffix == ".ann":
        made = brat.reading(_text(path), path.read_text("utf-8"), str(path))
        return (Gold(str(path), made, frozenset(_BRAT)),)
    if path.suffix == ".jsonld":
        made = w3c.reading(_text(path), path.read_bytes(), str(path))
        return (Gold(str(path), made, frozenset(_W3C)),)
    if path.suffix == ".toml":
        return (_facts(path),)
    raw = path.read_bytes()
    lines = raw.splitlines() if path.suffix == ".jsonl" else [raw]
    found = []
    for number, line in enumerate(lines, 1):
        if line.strip():
            name = f"{path}, line {number}" if len(lines) > 1 else str(path)
            found.append(Gold(name, _whole(line, name)))
    return tuple(found)


def _facts(path: Path) -> Gold:
    try:
        facts = load_facts(path)
    except tomllib.TOMLDecodeError as error:
        raise InvalidReading(f"{path} is no TOML: {error}.", "Correct the facts file.") from error
    return Gold(str(path), composed(_text(path), str(path), (), (), (), (), ()), facts=facts)


def _whole(raw: bytes, name: str) -> Reading:
    try:
        made = decode_reading(raw)
        if faults := validate(made):
            raise InvalidReading.of(faults)
    except InvalidReading as error:
        raise InvalidReading(f"{name}: {error.what}", error.do) from error
    return made


def _text(path: Path) -> str:
    return decode(path.with_suffix(".txt").read_bytes()).text
