"""PLOVER: gold records of political events, each a sentence with its type and who does it to whom.

The records are of version 0.5 of the ontology; types and modes are given as in its manual 2.0.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

TYPES = (
    "AGREE",
    "CONSULT",
    "SUPPORT",
    "CONCEDE",
    "COOPERATE",
    "AID",
    "RETREAT",
    "REQUEST",
    "ACCUSE",
    "REJECT",
    "THREATEN",
    "PROTEST",
    "SANCTION",
    "MOBILIZE",
    "COERCE",
    "ASSAULT",
    "NONE",
)
NONE = "NONE"  # no event of politics
# How types of older versions are called in 2.0.
NEWER = {"DEMAND": "REQUEST", "DISAPPROVE": "ACCUSE", "INVESTIGATE": "ACCUSE", "FIGHT": "ASSAULT"}
_MODES = {
    "host": "visit",
    "demo-org": "demo",
    "demo-spon": "demo",
    "riot-org": "riot",
    "riot-spon": "riot",
    "strike-hun": "hunger",
    "strike-gen": "strike",
    "strike-lim": "strike",
    "confiscate": "seize",
    "assassinate": "targeted",
    "execute": "targeted",
    "massacre": "targeted",
    "other": "",
}
_CODES = {"JAP": "JPN"}  # slips of the records: their codes of states are ISO 3166's
# A line of the table of CAMEO codes: code, type, mode (often empty), context, «# meaning».
_LINE = re.compile(r"(\d{3,4})\s*:\s*([A-Z]+)\s*,\s*([\w-]*)")


@dataclass(frozen=True, slots=True)
class Typed:
    """A passage and the event that it tells foremost: one of `TYPES`, its mode where given."""

    name: str
    text: str
    type: str
    mode: str | None = None


@dataclass(frozen=True, slots=True)
class Coded:
    """A gold record: the text, its type and mode, and the codes of source and target in order."""

    name: str
    text: str
    type: str
    mode: str | None
    source: tuple[str, ...]
    target: tuple[str, ...]


def kept_back(name: str) -> bool:
    """Whether a gold record is held out for tuning and figures: half of them, by name alone."""
    return int(hashlib.sha256(name.encode()).hexdigest()[:8], 16) % 2 == 0


def typed(path: Path) -> Iterator[Typed]:
    """The gold records that may be trained on: those not kept back."""
    for record in records(path):
        if not kept_back(record.name):
            yield Typed(record.name, record.text, record.type, record.mode)


def records(path: Path) -> Iterator[Coded]:
    """Every record of a file of gold records that has a text and a type."""
    for number, record in enumerate(json.loads(path.read_text("utf-8"))):
        kind = str(record.get("event", "")).upper()
        kind = NEWER.get(kind, kind)
        text = str(record.get("text", "")).strip().strip("{}").strip()
        if kind not in TYPES or not text:
            continue
        yield Coded(
            name=str(record.get("id", number)),
            text=" ".join(text.replace("``", "“").replace("''", "”").split()),
            type=kind,
            mode=newer_mode(record.get("mode")),
            source=_codes(record.get("source")),
            target=_codes(record.get("target")),
        )


def newer_mode(mode: object) -> str | None:
    """A mode as it is called in 2.0; None where there is none."""
    name = str(mode or "").strip().lower()
    return _MODES.get(name, name) or None


def cameo(path: Path) -> dict[str, tuple[str, str | None]]:
    """Code of CAMEO → type and mode of PLOVER, from the ontology's table of both.

    Codes of two digits stand for groups and are left out, as are statements (01) and appeals (02).
    """
    table: dict[str, tuple[str, str | None]] = {}
    for line in path.read_text("utf-8").splitlines():
        found = _LINE.match(line.strip())
        if found and found[2] in TYPES:
            table.setdefault(found[1], (found[2], newer_mode(found[3])))
    return table


def _codes(actors: object) -> tuple[str, ...]:
    """The codes of a list of actors; what is no list (an empty string, null) has none."""
    if not isinstance(actors, list):
        return ()
    codes = (str(actor["code"]).strip().upper() for actor in actors if actor.get("code"))
    return tuple(_CODES.get(code, code) for code in codes)
