"""Tables of articles, as data sets are published: a row an article, in columns of any name.

    .jsonl .ndjson (also .gz, .zst)    a JSON object a line
    .parquet                           with the extra ``onrecord[arrow]``

Whoever gives one says which column has what (``Columns``). A table is streamed; a row that will
not do is an error of that row. A date that is given and cannot be understood is one too: a report
without its date would stand where it does not belong.
"""

from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime
from typing import Any

from onrecord.errors import EmptySource, SourceError, TooLarge
from onrecord.report import Capture, Given
from onrecord.sources.assembling import is_date
from onrecord.sources.columns import PARQUET, Columns, Table
from onrecord.sources.files import Found, cannot_open
from onrecord.sources.pages.moments import moment
from onrecord.text import decode_str

_GO_ON = "Mend that row; the others are read."


class Fault(Exception):
    """What is wrong with a row, in words."""


Row = Mapping[str, Any]


def found(table: Table, limit: int) -> Iterator[Found]:
    """The articles of a table, row by row; ``limit`` is the most bytes of one.

    Raises MissingLibrary where what reads it is not installed.
    """
    some = False
    try:
        for number, row in _rows(table, limit):
            some = True
            yield _found(table, number, row, limit)
    except SourceError as error:
        yield Found(table.path, error)
    except (OSError, ValueError) as error:
        yield Found(table.path, cannot_open(table.path, error))
    else:
        if not some:
            what = f"The table {table.path} has no row."
            yield Found(table.path, EmptySource(what, "Give one with a row for each article."))


def _rows(table: Table, limit: int) -> Iterator[tuple[int, Row | Fault | TooLarge]]:
    if table.path.lower().endswith(PARQUET):
        from onrecord.sources.articles import parquet  # loads pyarrow

        return parquet.rows(table.path, table.columns.named)
    from onrecord.sources.articles import lines

    return lines.rows(table.path, limit)


def _found(table: Table, number: int, row: Row | Fault | TooLarge, limit: int) -> Found:
    where = f"{table.path}, row {number}"
    if isinstance(row, TooLarge):
        return Found(where, row)
    try:
        if isinstance(row, Fault):
            raise row
        return _capture(table.columns, row, where, limit)
    except Fault as fault:
        return Found(where, SourceError(f"{where}: {fault}.", _GO_ON))
    except TooLarge as error:
        return Found(where, error)


def _capture(columns: Columns, row: Row, where: str, limit: int) -> Found:
    text = _text(row, columns.text)
    markup = None if text else _text(row, columns.html)
    if not (text or markup):
        named = " and ".join(repr(one) for one in (columns.text, columns.html) if one)
        raise Fault(f"there is no article in {named}")
    raw = (text or markup or "").encode()
    if len(raw) > limit:
        raise TooLarge.of(where, len(raw), limit)
    given = Given(
        url=_text(row, columns.url),
        outlet=_text(row, columns.outlet),
        published=_moment(row, columns.date),
        seen=_moment(row, columns.seen),
        title=_text(row, columns.title),
        authors=_authors(row, columns.author),
    )
    source = f"{where}: {given.url}" if given.url else where
    form = "text" if text else "html"
    return Found(source, Capture(raw=raw, source=source, form=form, given=given))  # type: ignore[arg-type]


def _text(row: Row, column: str | None) -> str | None:
    value = row.get(column) if column else None
    if value is None:
        return None
    if not isinstance(value, str):
        raise Fault(f"{column!r} is {type(value).__name__}, and must be text")
    return decode_str(value).text if value.strip() else None


def _moment(row: Row, column: str | None) -> str | None:
    """A date as ISO 8601, of whatever a table holds it as."""
    value = row.get(column) if column else None
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat() if value.tzinfo else value.isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    if value is None or (isinstance(value, str) and not value.strip()):
        return None
    if isinstance(value, str):
        if is_date(value.strip()):
            return value.strip()
        if told := moment(value):
            return told.iso
    raise Fault(f"{column!r} is {str(value)[:50]!r}, which is no date that is understood")


def _authors(row: Row, column: str | None) -> tuple[str, ...]:
    value = row.get(column) if column else None
    if value is None or value == "":
        return ()
    many = value if isinstance(value, list) else [value]
    if not all(isinstance(one, str) for one in many):
        raise Fault(f"{column!r} must be a name, or a list of names")
    return tuple(decode_str(one).text for one in many if one.strip())
