"""Answers as Python has them: fetched as far as they are looked at."""

from collections.abc import Callable, Iterator
from dataclasses import astuple, dataclass, fields
from typing import Any, Generic, TypeVar, get_args, get_type_hints, overload

from onrecord.errors import MissingLibrary
from onrecord.question import Question
from onrecord.store.asking.flat import flat, row_type

T = TypeVar("T")
AT_A_TIME = 100  # items that are fetched together


@dataclass(frozen=True, slots=True)
class Part(Generic[T]):
    """A part of an answer; ``cursor`` leads to the next one and is None at the end.

    ``notes`` say what names were taken for, and which are not in the record.
    """

    items: tuple[T, ...]
    cursor: str | None = None
    notes: tuple[str, ...] = ()


class Answer(Generic[T]):
    """Go through it, take its length, one item, a slice, a table.

    It is fetched in parts, each of the record as it is then.
    """

    def __init__(
        self, question: Question, ask: Callable[[Question], Part[T]], limit: int | None
    ) -> None:
        self.question = question
        self.notes: tuple[str, ...] = ()
        self._ask = ask
        self._limit = limit
        self._got: list[T] = []
        self._cursor = question.cursor
        self._done = limit == 0

    def __iter__(self) -> Iterator[T]:
        at = 0
        while self._has(at):
            yield self._got[at]
            at += 1

    def __len__(self) -> int:
        while not self._done:
            self._fetch()
        return len(self._got)

    def __bool__(self) -> bool:
        return self._has(0)

    @overload
    def __getitem__(self, which: int) -> T: ...
    @overload
    def __getitem__(self, which: slice) -> list[T]: ...
    def __getitem__(self, which: int | slice) -> T | list[T]:
        ends = (which,) if isinstance(which, int) else (which.start or 0, which.stop)
        if any(end is None or end < 0 for end in ends):
            len(self)
        else:
            self._has(max(ends) if isinstance(which, int) else max(ends) - 1)
        return self._got[which]

    def __repr__(self) -> str:
        return f"<answer: {self.question.asked} {self.question.given()}>"

    def first(self) -> T | None:
        """The first item, or None where there is none."""
        return self._got[0] if self._has(0) else None

    def to_pandas(self) -> Any:
        """A pandas.DataFrame, an item a row; MissingLibrary where pandas is not installed."""
        try:
            import pandas
        except ImportError as error:
            raise MissingLibrary.of("pandas", "to_pandas()", "pandas") from error
        columns = [one.name for one in fields(row_type(self.question.asked))]
        return pandas.DataFrame([astuple(flat(one)) for one in self], columns=columns)

    def to_arrow(self) -> Any:
        """A pyarrow.Table, an item a row; MissingLibrary where pyarrow is not installed."""
        try:
            import pyarrow
        except ImportError as error:
            raise MissingLibrary.of("pyarrow", "to_arrow()", "onrecord[arrow]") from error
        kinds = {str: pyarrow.string(), int: pyarrow.int64(), float: pyarrow.float64(),
                 bool: pyarrow.bool_()}  # fmt: skip
        hints = get_type_hints(row_type(self.question.asked))
        schema = pyarrow.schema(
            [(name, kinds[next(iter(get_args(hint) or (hint,)))]) for name, hint in hints.items()]
        )
        rows = [flat(one) for one in self]
        columns = {name: [getattr(row, name) for row in rows] for name in hints}
        return pyarrow.table(columns, schema=schema)

    def _has(self, at: int) -> bool:
        while len(self._got) <= at and not self._done:
            self._fetch()
        return len(self._got) > at

    def _fetch(self) -> None:
        left = AT_A_TIME if self._limit is None else min(AT_A_TIME, self._limit - len(self._got))
        asked = {**self.question.given(), "limit": left, "cursor": self._cursor}
        part = self._ask(Question.of(self.question.asked, asked))
        self._got += part.items
        self.notes = self.notes or part.notes
        self._cursor = part.cursor
        full = self._limit is not None and len(self._got) >= self._limit
        self._done = part.cursor is None or full
