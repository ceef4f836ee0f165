"""Answers in the format asked for: a table for people, JSON, one JSON a line, CSV."""

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import astuple, fields
from typing import Any

import msgspec

from onrecord.question import Question
from onrecord.record.codec import encode
from onrecord.record.things import Thing
from onrecord.store.asking.flat import flat, row_type
from onrecord.store.asking.searching import Hit
from onrecord.store.asking.timeline import Moment
from onrecord.views.safe import words

FORMATS = ("table", "json", "jsonl", "csv")
_FORMULA = ("=", "+", "-", "@")


def json_list(items: Sequence[Any]) -> bytes:
    """The items as an indented list of JSON."""
    whole = b"[" + b",".join(json_line(one) for one in items) + b"]"
    return msgspec.json.format(whole) + b"\n"


def json_lines(items: Sequence[Any]) -> bytes:
    """The items as JSON, one a line."""
    return b"".join(json_line(one) + b"\n" for one in items)


def json_line(item: Any) -> bytes:
    """One item as JSON: a thing as the contract has it, an entry of a timeline with its thing."""
    if isinstance(item, Thing):
        return encode(item)
    if isinstance(item, Moment):
        told = {"date": item.date, "turn": item.turn, "thing": msgspec.Raw(encode(item.thing))}
        return msgspec.json.encode(told)
    if isinstance(item, Hit):
        marked = [{"marked": one.marked(), **msgspec.to_builtins(one)} for one in item.passages]
        return msgspec.json.encode({**msgspec.to_builtins(item), "passages": marked})
    return msgspec.json.encode(item)


def json_one(item: Any) -> bytes:
    """One item alone, indented."""
    return msgspec.json.format(json_line(item)) + b"\n"


def csv_table(question: Question, items: Sequence[Any]) -> bytes:
    """The items as CSV, one a row, names for ids; nothing that a spreadsheet would run."""
    file = io.StringIO()
    out = csv.writer(file, lineterminator="\n")
    out.writerow([field.name for field in fields(row_type(question.asked))])
    for one in items:
        out.writerow([_cell(value) for value in astuple(flat(one))])
    return file.getvalue().encode()


def csv_rows(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """Rows of text below names of columns, as CSV; nothing that a spreadsheet would run."""
    file = io.StringIO()
    out = csv.writer(file, lineterminator="\n")
    out.writerow(columns)
    out.writerows([_cell(cell) for cell in row] for row in rows)
    return file.getvalue().encode()


def _cell(value: object) -> str:
    """A value on one line; text that would be a formula has an apostrophe before it."""
    if value is None:
        return ""
    if not isinstance(value, str):
        return str(value).lower() if isinstance(value, bool) else repr(value)
    shown = words(value)
    return "'" + shown if shown.startswith(_FORMULA) else shown
