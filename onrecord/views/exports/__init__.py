"""The record in formats of others: what each is for, and the module that writes it.

A module has ``KINDS``, the kinds of things that it has a place for, and ``pieces`` (one file) or
``write`` (several in a folder). All take what a question leaves of a record (``Kept``), one thing
at a time: what an export holds in memory does not grow with the record, but for eight bytes of
each name that a graph must not tell twice.
"""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Format:
    """One format: its module, what it is in one line, whether it is several files."""

    module: str
    about: str
    several: bool = False


FORMATS: Mapping[str, Format] = {
    "jsonl": Format("whole", "the whole record, canonical and lossless; onrecord import reads it"),
    "csv": Format("sheets", "a table a kind, and one of the tellings", several=True),
    "parquet": Format("parquet", "the same tables with types (onrecord[arrow])", several=True),
    "polecat": Format("polecat", "PLOVER events in the columns of POLECAT’s files"),
    "annotations": Format("annotations", "W3C Web Annotations of the reports’ words"),
    "ftm": Format("money", "FollowTheMoney entities, one a line"),
    "schema-org": Format("linked", "schema.org as JSON-LD"),
    "geojson": Format("geojson", "what has a place, for maps"),
    "icalendar": Format("calendar", "what has a date, for calendars"),
}
