"""Where the likes of a statement are looked for.

Runs of four quoted words, some of them chosen so that a quotation and a longer one that holds it
choose some in common (winnowing; Schleimer, Wilkerson & Aiken 2003); and who spoke, on which day,
with a root of what was said, for short quotations and paraphrases.
"""

import zlib
from datetime import date
from functools import lru_cache

from onrecord.record.identity.actors.spelling import loose
from onrecord.record.identity.days import days
from onrecord.record.identity.sketches import Sketch
from onrecord.record.identity.statements.profile import StatementProfile
from onrecord.record.identity.statements.quoting import Said, said
from onrecord.record.identity.wording import weights

_RUN = 4
_WINDOW = 3  # one of so many runs on end is chosen
_SPARSE = 10  # the same of words that are not quoted
_SHORT, _FEW = 6, 3  # of a quotation with no more runs than this, so many
_PRINTS = 16
_LIGHT = 1.5  # runs that count less stand in too many statements
_ROOTS = 2  # of what was said, by which one speaker's paraphrases meet
_SPEAKERS = 2
_ENOUGH = 5  # runs, with which a statement needs less besides
_GROUP = 0.4


@lru_cache(maxsize=16384)
def blocks(profile: StatementProfile) -> frozenset[str]:
    """The names of the blocks of a statement."""
    words = said(profile.words)
    runs = _prints(words)
    rarest = sorted([(*_rare(*of), of[0]) for of in words.roots.items()])[:_ROOTS]
    chosen = [root for *_, root in rarest]
    day, *before = _days(profile)
    who = _speakers(profile)
    if len(runs) >= _ENOUGH:
        wider, chosen = who, chosen[:1]
    else:
        wider = who + _states(profile)
    found = {f"words {run}" for run in runs}
    found |= {f"said {one} {day} {root}" for one in wider for root in chosen or "-"}
    found |= {f"said {one} {day} {root}" for day in before for one in who for root in chosen}
    return frozenset(found)


@lru_cache(maxsize=65536)
def _rare(root: str, weight: float) -> tuple[float, int]:
    """The rarest first: groups of like words and names of states stand in many statements."""
    return -weight + (_GROUP if root[0] in "~=" else 0.0), zlib.crc32(root.encode())


def _speakers(profile: StatementProfile) -> list[str]:
    """Short names of the speakers."""
    return sorted({_named(one) for one in profile.speaker} or {""})[:_SPEAKERS]


def _states(profile: StatementProfile) -> list[str]:
    """The state for which a person speaks: there the ministry's words and the minister's meet."""
    return sorted({one.state for one in profile.speaker if one.sort == "person"} - {""})[:1]


def _prints(words: Said) -> list[str]:
    """Runs of quoted words; a few of those that are not, which another report may quote."""
    found: set[tuple[int, str]] = set()
    for stretch, values in words.stretches:
        runs = _weighty(stretch, values)
        found |= set(sorted(runs)[:_FEW]) if len(runs) <= _SHORT else _chosen(runs, _WINDOW)
    if not words.stretches:
        for part in words.parts:
            runs = _weighty(part, weights(part))
            found |= set(sorted(runs)[:2]) if len(runs) <= _SPARSE else _chosen(runs, _SPARSE)
    return [text for _, text in sorted(found)[:_PRINTS]]


def _weighty(words: tuple[str, ...], values: tuple[float, ...]) -> list[tuple[int, str]]:
    """The runs that count enough, each with a number to choose by that depends on it alone."""
    runs = [
        " ".join(words[at : at + _RUN])
        for at in range(len(words) - _RUN + 1)
        if sum(values[at : at + _RUN]) >= _LIGHT
    ]
    return [(zlib.crc32(run.encode()), run) for run in runs]


def _chosen(runs: list[tuple[int, str]], window: int) -> set[tuple[int, str]]:
    """The least of every so many runs on end."""
    if not runs:
        return set()
    return {min(runs[at : at + window]) for at in range(max(0, len(runs) - window) + 1)}


def _days(profile: StatementProfile) -> list[str]:
    """The day said; where only the report's is known, the one before too. Else the date given."""
    known = days(profile.day)
    if known is None:
        return ["?"]
    if not known.exact:
        return [str(profile.day)]
    back = 1 if profile.basis == "said" else 2
    return [date.fromordinal(known.first - at).isoformat() for at in range(back)]


def _named(one: Sketch) -> str:
    """A short name that two sketches of one speaker share: a surname, else the state."""
    if one.sort == "person":
        return loose(one.name.split()[-1]) or one.name
    return one.state or one.name
