"""Tables as Parquet, a few rows at a time. Wants pyarrow (``onrecord[arrow]``)."""

from collections.abc import Iterator, Sequence
from difflib import get_close_matches

from onrecord.errors import MissingLibrary, SourceError
from onrecord.sources.articles import Row

_ROWS = 64
_BUFFER = 1 << 20


def rows(path: str, columns: Sequence[str]) -> Iterator[tuple[int, Row]]:
    """The named columns of the table at a path, row by row, numbered from 1.

    Raises SourceError where a column is missing or the file is damaged; MissingLibrary.
    """
    try:
        import pyarrow
        import pyarrow.parquet
    except ModuleNotFoundError as error:
        raise MissingLibrary.of("pyarrow", "A Parquet table", "'onrecord[arrow]'") from error
    number = 0
    try:
        with pyarrow.parquet.ParquetFile(path, buffer_size=_BUFFER, pre_buffer=False) as file:
            there = file.schema_arrow.names
            _require(path, columns, there)
            for batch in file.iter_batches(_ROWS, columns=list(dict.fromkeys(columns))):
                for row in batch.to_pylist():
                    number += 1
                    yield number, row
    except pyarrow.ArrowException as error:
        what = f"{path} is no Parquet file, or damaged after row {number}: {_line(error)}."
        raise SourceError(what, "Get it again; what came before is read.") from error


def _require(path: str, columns: Sequence[str], there: Sequence[str]) -> None:
    for column in columns:
        if column not in there:
            near = get_close_matches(column, there, 1)
            hint = f"{near[0]!r} is meant?" if near else f"It has {', '.join(there)[:200]}."
            raise SourceError(f"{path} has no column {column!r}.", hint)


def _line(error: BaseException) -> str:
    return str(error).strip().split("\n")[0].rstrip(".")
