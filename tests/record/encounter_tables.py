"""Stories of encounters as tables of facts, made into readings: no text is read."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from pathlib import Path

from onrecord.facts import Actor, DateSlot, Encounter, PlaceSlot, Reading, Telling, with_keys
from onrecord.report import Published, Report, report_id, text_sha256
from onrecord.text import Span

FOLDER = Path(__file__).parent / "encounter_stories"
Row = dict[str, str]


@dataclass(frozen=True)
class Story:
    """Readings of one story, and which encounter each account is of, by its key."""

    name: str
    readings: tuple[Reading, ...]
    gold: dict[str, str]


def table(name: str) -> list[Row]:
    lines = (FOLDER / name).read_text("utf-8").splitlines()
    rows = csv.DictReader(
        (line for line in lines if not line.startswith("#")), delimiter="\t", restval=""
    )
    return [dict(row) for row in rows]


def stories(name: str) -> Iterator[Story]:
    """The stories of a table, each with its readings."""
    for story, rows in groupby(table(name), lambda row: row["story"]):
        readings, gold = [], {}
        for report, told in groupby(rows, lambda row: row["report"]):
            listed = list(told)
            made = reading(f"{story}/{report}", listed)
            readings.append(made)
            gold |= {one.key: row["gold"] for one, row in zip(made.encounters, listed, strict=True)}
        yield Story(story, tuple(readings), gold)


def reading(name: str, rows: list[Row]) -> Reading:
    """A reading that tells the rows' encounters, each in a paragraph of its own."""
    text = "\n\n".join(row["sentence"] for row in rows)
    codes = list(dict.fromkeys(code for row in rows for code in row["who"].split("|")))
    url = f"https://{name.partition('/')[2][:1]}.example/{name}"
    report = Report(
        id=report_id(text, url=url),
        text_sha256=text_sha256(text),
        url=url,
        published=Published(rows[0]["published"] or None, "given"),
        text=text,
    )
    ids = {code: f"a{number}" for number, code in enumerate(codes, start=1)}
    encounters = []
    at = 0
    for number, row in enumerate(rows, start=1):
        encounters.append(_encounter(f"e{number}", row, ids, text, at))
        at += len(row["sentence"]) + 2
    made = Reading(
        report=report,
        actors=tuple(actor(ids[code], cast()[code]) for code in codes),
        encounters=tuple(encounters),
    )
    return with_keys(made)


@cache
def cast() -> dict[str, Row]:
    return {row["code"]: row for row in table("cast.tsv")}


def actor(name: str, row: Row) -> Actor:
    return Actor(
        id=name,
        name=row["name"],
        kind=row["kind"],  # type: ignore[arg-type]
        office=row["office"] or None,
        represents=row["represents"] or None,
        sector="GOV" if row["represents"] else None,
        identifiers={"iso3166": row["represents"]} if row["kind"] == "state" else {},
    )


def _encounter(name: str, row: Row, ids: dict[str, str], text: str, at: int) -> Encounter:
    return Encounter(
        id=name,
        participants=tuple(ids[code] for code in row["who"].split("|")),
        format=row["format"],  # type: ignore[arg-type]
        date=DateSlot(value=row["date"], basis=row["basis"] or "words") if row["date"] else None,  # type: ignore[arg-type]
        place=place(row["place"]),
        occasion=row["occasion"] or None,
        modality=row["modality"],  # type: ignore[arg-type]
        tellings=(Telling(span=Span.of(text, at, at + len(row["sentence"]))),),
    )


def place(cell: str) -> PlaceSlot | None:
    if not cell:
        return None
    town, country, geonames = cell.split("/")
    return PlaceSlot(name=town, country=country, geonames=int(geonames))
