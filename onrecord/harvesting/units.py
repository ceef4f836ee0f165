"""What is harvested: archives, tables and folders of reports, each one unit of work."""

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from onrecord import sources
from onrecord.errors import CannotOpen, EmptySource, SettingError
from onrecord.sources import Columns, Found, Table
from onrecord.sources.columns import is_table
from onrecord.sources.files import MANIFEST
from onrecord.sources.forms import ARCHIVES, ENDINGS

_BETWEEN = "--"  # between the folders of a name


@dataclass(frozen=True, slots=True)
class Unit:
    """An archive, or the reports that lie in one folder: its name, its place, its bytes.

    ``files`` are the reports of a folder; None of an archive. The name is that below the folder
    that was given, so that it is the same wherever that folder lies.
    """

    name: str
    path: str
    bytes: int
    files: tuple[str, ...] | None = None

    def found(self, limit: int, columns: Columns | None) -> Iterator[Found]:
        """Its reports in their order; ``limit`` is the most bytes of one."""
        if self.files is not None:
            for file in self.files:
                yield from sources.found(os.path.join(self.path, file), limit)
        elif columns and is_table(self.path):
            yield from sources.found(Table(self.path, columns), limit)
        else:
            yield from sources.found(self.path, limit)

    def own(self, told: str) -> str:
        """What is said of it with its name in place of its path."""
        told = told.replace(self.path, self.name)
        folder = os.path.dirname(self.path)
        return told.replace(folder + os.sep, "") if len(folder) > 1 else told


def units(places: Iterable[str], columns: Columns | None) -> list[Unit]:
    """The units at some places, by name.

    Raises CannotOpen where one is not there, EmptySource where there is none at all, SettingError
    where two have one name: their shards would be one file.
    """
    made: dict[str, Unit] = {}
    for place in places:
        for unit in _units(os.path.abspath(place), columns):
            other = made.setdefault(unit.name, unit)
            if other.path != unit.path:
                wanted = f"archives of different names ({other.path} has the same)"
                raise SettingError.of("ARCHIVE", unit.path, wanted)
    if not made:
        endings = ", ".join((*ARCHIVES, MANIFEST, *ENDINGS))
        what = "There is no archive and no report in what is named."
        raise EmptySource(what, f"Give some ({endings}); tables with --text-column NAME.")
    return [made[name] for name in sorted(made)]


def _units(place: str, columns: Columns | None) -> Iterator[Unit]:
    try:
        if not os.path.isdir(place):
            yield Unit(os.path.basename(place), place, os.stat(place).st_size)
            return
        for folder, within, files in os.walk(place):
            within[:] = sorted(one for one in within if not one.startswith("."))
            yield from _in_folder(place, folder, sorted(files), columns)
    except OSError as error:
        reason = error.strerror or str(error)
        raise CannotOpen.of(error.filename or place, reason[:1].lower() + reason[1:]) from error


def _in_folder(
    top: str, folder: str, files: Sequence[str], columns: Columns | None
) -> Iterator[Unit]:
    """Each archive of a folder, and its reports together."""
    below = os.path.relpath(folder, top)
    parts = [] if below == os.curdir else below.split(os.sep)
    loose: list[str] = []
    for file in files:
        if file.startswith("."):
            continue
        if _is_archive(file, columns):
            path = os.path.join(folder, file)
            yield Unit(_BETWEEN.join([*parts, file]), path, os.stat(path).st_size)
        elif file.lower().endswith(tuple(ENDINGS)):
            loose.append(file)
    if loose:
        size = sum(os.stat(os.path.join(folder, file)).st_size for file in loose)
        name = _BETWEEN.join([os.path.basename(top), *parts])
        yield Unit(name, folder, size, tuple(loose))


def _is_archive(file: str, columns: Columns | None) -> bool:
    if file.lower().endswith((*ARCHIVES, MANIFEST)):
        return True
    return columns is not None and is_table(file)
