"""How things of a story stood: what a careful reader says, and what the record says."""

import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import onrecord
from onrecord.facts import Reading
from onrecord.store.record import open_record


@dataclass(frozen=True, slots=True)
class Stood:
    """How something stood on a day, as was known at the end of another."""

    name: str
    at: str
    as_of: str
    value: str


def told(folder: Path) -> Iterator[Stood]:
    """What a careful reader says of a story."""
    raw = tomllib.loads((folder / "things.toml").read_text("utf-8"))
    for one in (*raw.get("agreement", ()), *raw.get("case", ())):
        for status in one.get("status", ()):
            yield Stood(one.get("name") or one["person"], **status)


def given(readings: Iterable[Reading], wanted: Iterable[Stood]) -> dict[Stood, str | None]:
    """What a record of some readings says to the same; None where it knows of nothing."""
    with TemporaryDirectory() as folder:
        place = f"{folder}/record.db"
        with open_record(place, create=True) as record:
            record.add(list(readings))
        with onrecord.open(place) as asked:
            return {one: _given(asked, one) for one in wanted}


def _given(asked: onrecord.Record, one: Stood) -> str | None:
    try:
        found = asked.status(one.name, at=one.at, as_of=one.as_of)
    except onrecord.NotInRecord:
        return None
    status = found[0].standing.status if found else None
    return status.value if status else None
