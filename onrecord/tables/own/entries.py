"""The entries that a file tells: TOML's arrays of tables, `[[verb]]`, `[[office]]` and so on."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from onrecord.errors import OwnTablesError
from onrecord.tables.own.files import Text
from onrecord.tables.own.lines import line_of

MOST = 20_000  # entries of a file


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry as it stands, with what it takes to say where."""

    kind: str
    told: Mapping[str, Any]
    file: Text
    number: int

    def at(self, key: str | None = None) -> str:
        """The file and the line of the entry, or of one of its keys."""
        return f"{self.file.path}:{line_of(self.file.text, self.kind, self.number, key)}"

    def wrong(self, what: str, do: str, key: str | None = None) -> OwnTablesError:
        """What is wrong with it, where, and what to do."""
        return OwnTablesError(f"{self.at(key)}: {what}", do)


def entries(file: Text) -> Iterator[Entry]:
    """The entries of a file, in its order; OwnTablesError where it is no such list."""
    for kind, held in _parsed(file).items():
        listed = isinstance(held, list) and all(isinstance(one, dict) for one in held)
        if not listed or not held:
            at = f"{file.path}:{line_of(file.text, kind, 0)}"
            what = f"{at}: {kind[:50]!r} is no list of entries."
            raise OwnTablesError(what, "An entry begins with a line such as [[verb]].")
        if len(held) > MOST:
            what = f"{file.path} has {len(held):,} entries of one kind; at most {MOST:,} are read."
            raise OwnTablesError(what, "Part the file, or leave out what is not needed.")
        for number, told in enumerate(held):
            yield Entry(kind, told, file, number)


_PLACE = re.compile(r" ?\((?:at line (\d+), column \d+|at end of document)\)")


def _parsed(file: Text) -> dict[str, Any]:
    try:
        return tomllib.loads(file.text)
    except tomllib.TOMLDecodeError as error:
        said = str(error)
        place = _PLACE.search(said)
        line = place[1] if place and place[1] else str(file.text.count("\n") + 1)
        what = f"{file.path}:{line}: this is no TOML: {_PLACE.sub('', said)[:200].rstrip('.')}."
        raise OwnTablesError(what, "Mend that line; docs/own-tables.md shows the form.") from error
    except RecursionError as error:
        what = f"{file.path}: its values are nested too deeply."
        raise OwnTablesError(what, "An entry has words, lists of words and yes or no.") from error
    except ValueError as error:  # a number of thousands of digits
        what = f"{file.path}: a value cannot be read: {str(error)[:200].rstrip('.')}."
        raise OwnTablesError(what, "An entry has words, lists of words and years.") from error
