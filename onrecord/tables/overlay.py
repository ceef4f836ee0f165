"""What a folder of tables of one's own changes of ours, as plain values that can be sent about."""

from collections.abc import Mapping
from dataclasses import dataclass

__all__ = ["Change", "Own"]


@dataclass(frozen=True, slots=True)
class Change:
    """What becomes of one table: rows that go, told by a column and a value among its parts
    (``|`` between them), and rows that come, before ours."""

    gone: frozenset[tuple[str, str]] = frozenset()
    rows: tuple[Mapping[str, str], ...] = ()

    def made(self, ours: list[dict[str, str]]) -> list[dict[str, str]]:
        """The rows of the table with the change."""
        columns = {column for column, _ in self.gone}
        kept = [
            row
            for row in ours
            if not any(
                (column, part) in self.gone for column in columns for part in row[column].split("|")
            )
        ]
        return [*(dict(row) for row in self.rows), *kept]


@dataclass(frozen=True, slots=True)
class Own:
    """The tables of a folder: a sha256 over the names and bytes of its files, how many entries of
    each kind there are, and the changes by the name of our table."""

    folder: str
    digest: str
    counts: Mapping[str, int]
    changes: Mapping[str, Change]
