"""A keyword coder of political events: PETRARCH's stand-in, for the comparison of readers.

    python -m benchmarks.peer_keywords KNOWLEDGE gold_records.json

Prints one line of JSON with the scores of `training/coded.py`. KNOWLEDGE is a folder that holds,
anywhere below it, PETRARCH's dictionaries of actors (MIT; `Phoenix*.actors.txt`) and, where one has
it, its dictionary of verbs (`CAMEO*.txt`, by blocks of verbs with a code and patterns); else the
verbs are those of `keywords.tsv`. Nothing of the dictionaries is in this repository.

How it codes is what such coders do, less their parse: the first verb of the sentence that the
dictionary codes, the actor nearest before it as source and nearest behind it as target, turned
about in a passive; who has no actor nearby has none. CAMEO's codes become PLOVER's types by root.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from training.coded import Found, measured
from training.corpora.plover import records

ROOTS = {
    "02": "REQUEST", "03": "AGREE", "04": "CONSULT", "05": "SUPPORT", "06": "COOPERATE",
    "07": "AID", "09": "ACCUSE", "10": "REQUEST", "11": "ACCUSE", "12": "REJECT",
    "13": "THREATEN", "14": "PROTEST", "15": "MOBILIZE", "16": "SANCTION", "17": "COERCE",
    "18": "ASSAULT", "19": "ASSAULT", "20": "ASSAULT",
}  # fmt: skip
_YIELDS = ("084", "085", "086", "087")  # of root 08, those with material consequences
_COERCIONS = ("191", "192")
_WORD = re.compile(r"[A-Z0-9][A-Z0-9'.]*")
_CODE = re.compile(r"\[([A-Z]{3})[A-Z]*(?:\s[^\]]*)?\]")
_BLOCK = re.compile(r"---\s+(.+?)\s+\[(:?[\d-]+)[^\]]*\]\s+---")
_PATTERN = re.compile(r"-\s+(.*?)\s*\[:?(\d{3,4})[^\]]*\]")
_BE = frozenset({"IS", "ARE", "WAS", "WERE", "BEEN", "BEING", "BE"})
_REACH = 12  # words behind a verb in which those of its pattern are looked for


@dataclass(frozen=True, slots=True)
class Rule:
    """A verb's code where all of `words` stand near it; () where it is the verb's own."""

    words: tuple[str, ...]
    code: str


def words_of(text: str) -> list[str]:
    """The words of a text in capitals, as the dictionaries have them."""
    return [word.rstrip(".'") or word for word in _WORD.findall(text.upper().replace("’", "'"))]


def forms(verb: str) -> Iterator[str]:
    """The regular forms of a verb."""
    stem = verb[:-1] if verb.endswith(("E", "Y")) else verb
    yield verb
    yield verb + "S" if not verb.endswith("Y") else stem + "IES"
    yield stem + ("IED" if verb.endswith("Y") else "ED")
    yield (verb if verb.endswith("Y") else stem) + "ING"
    yield verb + "ES"
    yield verb + verb[-1] + "ED"


class Coder:
    """Codes sentences by the dictionaries below a folder."""

    def __init__(self, knowledge: Path) -> None:
        self.actors = _actors(knowledge)
        found = sorted(knowledge.rglob("CAMEO*.txt"))
        verbs = next((path for path in found if _BLOCK.search(path.read_text("latin-1"))), None)
        self.verbs = _dictionary(verbs) if verbs else _keywords()

    def code(self, text: str) -> Found:
        """The event of a sentence; an empty type where no verb is coded."""
        words = words_of(text)
        named = list(self._named(words))
        inside = {i for first, last, _ in named for i in range(first, last)}
        for at, word in enumerate(words):
            kind = _type(self._verb(words, at)) if at not in inside and word in self.verbs else ""
            if kind:
                before = [code for first, last, code in named if last <= at][-1:]
                behind = [code for first, last, code in named if first > at]
                if at and words[at - 1] in _BE and "BY" in words[at : at + _REACH]:
                    before, behind = behind[:1], before
                target = tuple(code for code in behind if code not in before)[:1]
                return Found(kind, None, tuple(before), target)
        return Found()

    def _verb(self, words: list[str], at: int) -> str:
        near = {*words[max(0, at - 4) : at], *words[at + 1 : at + 1 + _REACH]}
        fitting = [r for r in self.verbs[words[at]] if all(_near(w, near) for w in r.words)]
        return max(fitting, key=lambda rule: len(rule.words)).code if fitting else ""

    def _named(self, words: list[str]) -> Iterator[tuple[int, int, str]]:
        """The actors in order, the longest name at each place, with their codes."""
        at = 0
        while at < len(words):
            for length in range(min(6, len(words) - at), 0, -1):
                code = self.actors.get("_".join(words[at : at + length]))
                if code:
                    yield at, at + length, code
                    at += length - 1
                    break
            at += 1


def _near(word: str, near: set[str]) -> bool:
    return word in near or any(w.startswith(word) for w in near if len(word) > 3)


def _type(code: str) -> str:
    if code[:2] == "08":
        return "RETREAT" if code[:3] in _YIELDS else "CONCEDE"
    return "COERCE" if code[:3] in _COERCIONS else ROOTS.get(code[:2], "")


def _actors(knowledge: Path) -> dict[str, str]:
    """Name → the first three letters of the code that is listed last, mostly that of today."""
    found: dict[str, str] = {}
    for path in sorted(knowledge.rglob("Phoenix*.actors.txt")):
        names: list[str] = []
        for line in path.read_text("latin-1").splitlines():
            line = line.partition("#")[0].rstrip()
            name = line.partition("[")[0].strip()
            if name and not name.startswith("+"):
                names = []
            if name:
                names.append(name.lstrip("+").strip().strip("_").replace(" ", "_"))
            code = _CODE.findall(line)[-1:] or [found.get(names[0], "")] if names else []
            found.update((name, code[0]) for name in names if name and code[0])
    return found


def _keywords() -> dict[str, list[Rule]]:
    path = Path(__file__).with_name("keywords.tsv")
    lines = [line for line in path.read_text("utf-8").splitlines() if not line.startswith("#")]
    found: dict[str, list[Rule]] = {}
    for line in lines[1:]:
        verbs, behind, code = line.split("\t")
        for verb in verbs.upper().split("|"):
            for word in behind.upper().split("|"):
                for form in forms(verb):
                    found.setdefault(form, []).append(Rule((word,) if word else (), code))
    return found


def _dictionary(path: Path) -> dict[str, list[Rule]]:
    """A dictionary of verbs in PETRARCH's format: blocks of verbs, a code, patterns of each."""
    found: dict[str, list[Rule]] = {}
    heads: list[str] = []
    for line in path.read_text("latin-1").splitlines():
        line = line.partition("#")[0].rstrip()
        block, pattern = _BLOCK.match(line), _PATTERN.match(line)
        if block:
            heads, code = [], block[2].lstrip(":")
        elif pattern:
            rule = Rule(_plain(pattern[1]), pattern[2])
            for head in heads:
                found.setdefault(head, []).append(rule)
        elif line and line[0] not in "-+&~" and "[" not in line:
            base, _, listed = line.partition("{")
            some = [*forms(base.strip().strip("_")), *listed.strip("} ").split()]
            heads += some
            for head in some if code.isdigit() else ():
                found.setdefault(head, []).append(Rule((), code))
    return found


def _plain(pattern: str) -> tuple[str, ...]:
    """The words of a pattern; sets of synonyms and places of actors count as anything."""
    return tuple(w for w in re.findall(r"&?[A-Z][A-Z_'-]*", pattern) if not w.startswith("&"))


def main() -> None:
    knowledge, path = map(Path, sys.argv[1:3])
    coder = Coder(knowledge)
    found = measured((record, coder.code(record.text)) for record in records(path))
    print(json.dumps({"task": "event-type", "n": found.n, "scores": found.scores}))


if __name__ == "__main__":
    main()
