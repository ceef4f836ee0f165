"""One shard in the making: its files lie aside until all of them are whole."""

import os
from contextlib import suppress
from types import ModuleType
from typing import Any, BinaryIO, Literal, get_args

import msgspec

from onrecord.errors import MissingLibrary
from onrecord.facts import Reading, encode
from onrecord.shards.folder import Done, Folder, Kept, settle, sha256_of

Form = Literal["jsonl", "parquet"]
FORMS: tuple[Form, ...] = get_args(Form)
_ENDINGS: dict[Form, str] = {"jsonl": ".jsonl.zst", "parquet": ".parquet"}
_COPIES = ".copies.jsonl.zst"
_LEVEL = 6  # of zstandard: 9 saves 3 % more for twice the time
_GROUP = 500  # rows that are held before they are written
_COLUMNS = ("report", "text_sha256", "url", "outlet", "published", "seen", "title")


class Shard:
    """The files of an archive's shard; nothing is kept before ``keep``."""

    def __init__(self, folder: Folder, name: str, form: Form, *, copies: bool = False) -> None:
        self._folder = folder
        self._name = name
        self._mark = os.urandom(4).hex()  # of this attempt; another may be under way
        os.makedirs(folder.work(), exist_ok=True)
        self._readings = _ENDINGS[form]
        path = self._part(self._readings)
        self._to = _Lines(path) if form == "jsonl" else _Table(path)
        self._aside = _new(self._part(".aside.jsonl"))
        self._copies = _packed(_new(self._part(_COPIES))) if copies else None

    def add(self, reading: Reading) -> None:
        """A reading more."""
        self._to.add(reading)

    def set_aside(self, told: dict[str, Any]) -> None:
        """What could not be read, and why."""
        self._aside.write(_line(told))

    def copy(self, reading: Reading, told: dict[str, Any]) -> None:
        """A near-duplicate that is not read: a reading without a fact, and whose copy it is."""
        if self._copies:
            self._copies.write(_line({**told, "reading": msgspec.Raw(encode(reading))}))

    def keep(
        self,
        size: int,
        sha256: str | None,
        counts: dict[str, int],
        passed: dict[str, int],
        copies_of: str | None = None,
    ) -> Done:
        """Puts the files in their places, then says that the archive is done."""
        self._close()
        done = Done(
            self._name, size, sha256,
            readings=self._settled(self._readings),
            aside=self._settled(".aside.jsonl"),
            copies=self._settled(_COPIES) if self._copies else None,
            counts=counts, passed=passed, copies_of=copies_of,
        )  # fmt: skip
        self._folder.set_done(done)
        return done

    def drop(self) -> None:
        """Leaves nothing behind; after ``keep`` there is nothing to leave."""
        with suppress(OSError, ValueError):
            self._close()
        for ending in (*_ENDINGS.values(), ".aside.jsonl", _COPIES):
            with suppress(FileNotFoundError):
                os.unlink(self._part(ending))

    def _close(self) -> None:
        self._to.close()
        self._aside.close()
        if self._copies:
            self._copies.close()

    def _part(self, ending: str) -> str:
        return self._folder.work(f"{self._name}{ending}.{self._mark}.part")

    def _settled(self, ending: str) -> Kept:
        part, file = self._part(ending), self._name + ending
        kept = Kept(file, os.path.getsize(part), sha256_of(part))
        settle(part, self._folder.shard(file))
        return kept


class _Lines:
    """Readings as lines of JSON, packed by Zstandard."""

    def __init__(self, path: str) -> None:
        self._to = _packed(_new(path))

    def add(self, reading: Reading) -> None:
        self._to.write(encode(reading) + b"\n")

    def close(self) -> None:
        self._to.close()  # and the file


class _Table:
    """Readings as rows: what names the report, and the reading as JSON."""

    def __init__(self, path: str) -> None:
        self._arrow, parquet = _libraries()
        texts = [(name, self._arrow.string()) for name in (*_COLUMNS, "reading")]
        self._schema = self._arrow.schema(texts)
        self._to = parquet.ParquetWriter(path, self._schema, compression="zstd")
        self._rows: list[dict[str, str | None]] = []

    def add(self, reading: Reading) -> None:
        of = reading.report
        values = (of.id, of.text_sha256, of.url, of.outlet, of.published.value, of.seen, of.title)
        self._rows.append(
            {**dict(zip(_COLUMNS, values, strict=True)), "reading": encode(reading).decode()}
        )
        if len(self._rows) == _GROUP:
            self._flush()

    def close(self) -> None:
        self._flush()
        self._to.close()

    def _flush(self) -> None:
        if self._rows:
            self._to.write_table(self._arrow.Table.from_pylist(self._rows, schema=self._schema))
            self._rows = []


def _libraries() -> tuple[ModuleType, ModuleType]:
    try:
        import pyarrow
        import pyarrow.parquet
    except ModuleNotFoundError as error:
        raise MissingLibrary.of("pyarrow", "A shard as Parquet", "'onrecord[arrow]'") from error
    return pyarrow, pyarrow.parquet


def _packed(file: BinaryIO) -> Any:
    """What packs what is written to it by Zstandard; closing it closes the file."""
    try:
        import zstandard
    except ModuleNotFoundError as error:
        raise MissingLibrary.of("zstandard", "A shard", "'onrecord[archives]'") from error
    return zstandard.ZstdCompressor(level=_LEVEL).stream_writer(file)


def _new(path: str) -> BinaryIO:
    """A file that is not there yet, open until the shard is closed."""
    return open(path, "xb")


def _line(told: dict[str, Any]) -> bytes:
    return msgspec.json.encode(told, order="deterministic") + b"\n"
