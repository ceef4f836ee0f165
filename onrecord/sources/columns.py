"""Which column of a table of articles has what: what a user says of one."""

from dataclasses import dataclass, fields

PARQUET = ".parquet"
TABLES = (
    *(".jsonl", ".ndjson", ".jsonl.gz", ".ndjson.gz", ".jsonl.zst", ".ndjson.zst"),
    PARQUET,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """The names of columns: ``text`` or ``html`` has the article, the others what is known of it.

    ``date`` is when it was published, ``seen`` when it was captured.
    """

    text: str | None = None
    html: str | None = None
    title: str | None = None
    url: str | None = None
    date: str | None = None
    outlet: str | None = None
    author: str | None = None
    seen: str | None = None

    @property
    def named(self) -> tuple[str, ...]:
        """The columns that are named, in the order of the fields."""
        values = (getattr(self, field.name) for field in fields(self))
        return tuple(value for value in values if value is not None)


@dataclass(frozen=True, slots=True)
class Table:
    """A table of articles at a path."""

    path: str
    columns: Columns


def is_table(path: str) -> bool:
    """Whether a path has the name of a table."""
    return path.lower().endswith(TABLES) and "://" not in path
