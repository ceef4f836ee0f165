"""Tellings of statements, agreements and cases as tables of facts, made into readings.

No text is read: a row becomes a report whose words are the row's own.
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import combinations, groupby
from pathlib import Path
from typing import Any, cast

from onrecord.facts import (
    Actor,
    Agreement,
    Case,
    Change,
    DateSlot,
    Mention,
    Place,
    Reading,
    Statement,
    Step,
    Telling,
    with_keys,
)
from onrecord.report import Published, Report, report_id, text_sha256
from onrecord.tables.states import state
from onrecord.text import Span

FOLDER = Path(__file__).parent
Row = dict[str, str]
BASES: dict[str, Any] = {"w": "words", "d": "dateline", "c": "carried", "p": "publication"}


@dataclass(frozen=True)
class Told:
    """One account: its story, the part it belongs to, which thing it is of, and its reading."""

    story: str
    part: str
    label: str
    reading: Reading
    row: Row


def table(name: str) -> list[Row]:
    lines = (FOLDER / f"{name}.tsv").read_text("utf-8").splitlines()
    kept = (line for line in lines if not line.startswith("#"))
    found = csv.DictReader(kept, delimiter="\t", quoting=csv.QUOTE_NONE, restval="")
    return [dict(row) for row in found]


def told(name: str, part: str | None = None) -> list[Told]:
    """All accounts of a table (of one part), each in a reading of its own."""
    make = {
        "same_statements": statement,
        "same_agreements": agreement,
        "same_cases": case,
    }[name]
    return [
        Told(row["story"], row["part"], row["label"], make(row, f"{row['story']}/{at}"), row)
        for at, row in enumerate(table(name))
        if part in (None, row["part"])
    ]


def stories(accounts: list[Told]) -> Iterator[list[Told]]:
    for _, found in groupby(accounts, lambda one: (one.story, one.part)):
        yield list(found)


def pairs(accounts: list[Told]) -> Iterator[tuple[Told, Told]]:
    """Every two accounts of one story."""
    for story in stories(accounts):
        yield from combinations(story, 2)


@cache
def _speakers() -> dict[str, Row]:
    return {row["code"]: row for row in table("speakers")}


def actor(code: str, id: str) -> Actor:
    """A row of speakers.tsv, or a state by its code."""
    if code not in _speakers():
        entry = state(code)
        assert entry is not None, code
        return Actor(id=id, name=entry.name, kind="state", represents=code)
    row = _speakers()[code]
    return Actor(
        id=id,
        name=row["name"],
        kind=cast(Any, row["kind"]),
        represents=row["represents"] or None,
        office=row["office"] or None,
        unnamed=bool(row["unnamed"]),
    )


def report(name: str, text: str, published: str) -> Report:
    url = f"https://example.org/{name}"
    return Report(
        id=report_id(text, url=url),
        text_sha256=text_sha256(text),
        url=url,
        published=Published(published, "given"),
        text=text,
    )


def _quoted(text: str, start: int) -> tuple[Span, ...]:
    found, at = [], start
    while (opened := text.find("“", at)) >= 0:
        closed = text.index("”", opened)
        found.append(Span.of(text, opened + 1, closed))
        at = closed + 1
    return tuple(found)


def statement(row: Row, name: str) -> Reading:
    """A reading of one statement; of a day on which it was said, it is told a day later."""
    codes = row["who"].split("+")
    actors = tuple(actor(code, f"a{at}") for at, code in enumerate(codes, start=1))
    text = f"Somebody said: {row['words']}"
    start = len("Somebody said: ")
    day, basis = f"2026-{row['day'][:5]}", row["day"][5:]
    quoted = _quoted(text, start)
    made = Statement(
        id="s1",
        speaker=tuple(one.id for one in actors),
        mode="direct" if quoted else "indirect",
        act=cast(Any, row["act"]),
        cue=(Span.of(text, 9, 13),),
        content=(Span.of(text, start, len(text)),),
        quoted=quoted,
        date=DateSlot(value=day, basis=BASES[basis]) if basis != "n" else None,
    )
    return with_keys(Reading(report=report(name, text, day), actors=actors, statements=(made,)))


def _turns(cell: str) -> Iterator[tuple[str, Any, DateSlot | None]]:
    for part in filter(None, cell.split("|")):
        label, _, value = part.partition(":")
        modality = "planned" if label.startswith("!") else "actual"
        yield label.lstrip("!"), modality, DateSlot(value=value, basis="words") if value else None


def agreement(row: Row, name: str) -> Reading:
    """A reading of one agreement: a sentence for each of its names."""
    called = row["names"].split("|")
    text = ". ".join(f"It was the {one}" for one in called) + f", {row['more']}."
    mentions, at = [], 0
    for one in called:
        start = text.index(one, at)
        mentions.append(Mention(Span.of(text, start, start + len(one))))
        at = start + len(one)
    codes = [code for code in row["parties"].split("|") if code]
    actors = tuple(actor(code, f"a{n}") for n, code in enumerate(codes, start=1))
    whole = Span.of(text, 0, len(text))
    changes = tuple(
        Change(
            id=f"g1-{n}",
            change=cast(Any, label),
            modality=modality,
            date=date,
            tellings=(Telling(span=whole),),
        )
        for n, (label, modality, date) in enumerate(_turns(row["changes"]), start=1)
    )
    made = Agreement(
        id="g1",
        name=called[0],
        kind=cast(Any, row["kind"]),
        parties=tuple(one.id for one in actors),
        mentions=tuple(mentions),
        changes=changes,
    )
    here = report(name, text, row["told"])
    place = row["more"].rpartition(" in ")[2]
    start = text.rindex(place) if place else 0
    places = (Place(span=Span.of(text, start, start + len(place)), name=place),) if place else ()
    return with_keys(Reading(report=here, actors=actors, agreements=(made,), places=places))


def case(row: Row, name: str) -> Reading:
    """A reading of one case, its person named or only described."""
    named = row["person"].istitle() or any(word.istitle() for word in row["person"].split()[1:])
    described = not row["words"]
    text = f"{row['person']}, {row['words'] or 'it was said'}, was held."
    person = Span.of(text, 0, len(row["person"]))
    actors = [
        Actor(
            id="a1",
            name=row["person"],
            kind="person",
            mentions=(Mention(person, "name" if named else "description"),),
        ),
        actor(row["held_by"], "a2"),
    ]
    mentions = [Mention(person)]
    if not described:
        start = text.index(row["words"])
        mentions.append(Mention(Span.of(text, start, start + len(row["words"]))))
    whole = Span.of(text, 0, len(text))
    steps = tuple(
        Step(
            id=f"c1-{n}",
            step=cast(Any, label),
            modality=modality,
            date=date,
            charge=row["charge"] or None,
            tellings=(Telling(span=whole),),
        )
        for n, (label, modality, date) in enumerate(_turns(row["steps"]), start=1)
    )
    made = Case(id="c1", person="a1", held_by="a2", mentions=tuple(mentions), steps=steps)
    here = report(name, text, row["told"])
    return with_keys(Reading(report=here, actors=tuple(actors), cases=(made,)))
