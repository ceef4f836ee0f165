"""What a careful reader finds to be one thing across the reports of a story."""

import json
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from onrecord import examples
from onrecord.facts import Reading

EXAMPLES = Path(examples.__file__).parent

# The kinds of thing that a story says the tellings of.
KINDS = ("encounter", "actor", "agreement", "case", "statement")


@dataclass(frozen=True, slots=True)
class Told:
    """A telling: the report's file and the words, which stand in it once."""

    report: str
    words: str


@dataclass(frozen=True, slots=True)
class Story:
    """The list of some reports, and the tellings of each thing by kind and name."""

    name: str
    manifest: Path
    things: dict[str, dict[str, tuple[Told, ...]]]

    def reports(self) -> Iterator[dict]:
        """What the manifest says of each report, in its order."""
        lines = self.manifest.read_text("utf-8").splitlines()[1:]
        yield from (json.loads(line) for line in lines if line.strip())


def story(folder: Path) -> Story:
    """The story in a folder; its reports lie there too, or are an example of the package."""
    raw = tomllib.loads((folder / "things.toml").read_text("utf-8"))
    things = {
        kind: {
            one["id"]: tuple(Told(t["report"], t["words"]) for t in one.get("tellings", ()))
            for one in raw.get(kind, ())
        }
        for kind in KINDS
    }
    own = folder / "reports.jsonl"
    return Story(folder.name, own if own.exists() else EXAMPLES / folder.name / own.name, things)


def account(kind: str, told: Told, reading: Reading, keys: dict[str, str]) -> str | None:
    """The key of the account that a reading gives in the words of a telling; None: it has none.

    ``keys`` gives the key of each account by its id in the reading. Where several have a word
    there, it is the one that shares most of the words, then the first. An actor's mention must be
    half within the words, or these within its name: «Foreign Ministry» is not its spokesman, but
    «Ana Reyes» is «Foreign Minister Ana Reyes».
    """
    at = reading.report.text.find(told.words)
    if at < 0:
        raise ValueError(f"{told.report}: «{told.words}» does not stand there")
    end = at + len(told.words)
    names = {one.id: one.name for one in reading.actors if kind == "actor"}
    best, most = None, 0
    for one, spans in _spans(kind, reading):
        within = [(min(s.end, end) - max(s.start, at), s.end - s.start) for s in spans]
        if kind == "actor" and told.words not in names[one]:
            within = [(some, all_) for some, all_ in within if 2 * some >= all_]
        shared = sum(max(0, some) for some, _ in within)
        if shared > most:
            best, most = one, shared
    return None if best is None else keys[best]


def _spans(kind: str, reading: Reading) -> Iterator[tuple[str, tuple]]:
    match kind:
        case "actor":
            for one in reading.actors:
                yield one.id, tuple(m.span for m in one.mentions)
        case "agreement":
            for one in reading.agreements:
                told = (t.span for change in one.changes for t in change.tellings)
                yield one.id, (*(m.span for m in one.mentions), *told)
        case "case":  # who is held is named where nothing is told of the case
            named = {one.id: tuple(m.span for m in one.mentions) for one in reading.actors}
            for one in reading.cases:
                told = (t.span for step in one.steps for t in step.tellings)
                yield one.id, (*(m.span for m in one.mentions), *named[one.person], *told)
        case "encounter":
            for one in reading.encounters:
                yield one.id, tuple(t.span for t in one.tellings)
        case "statement":
            for one in reading.statements:
                yield one.id, one.content
