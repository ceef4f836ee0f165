"""A record's JSONL file read back: what ``whole`` writes.

Only source lines are read; things are made anew. The file is read twice, once to see that all of it
will do, so that a file with a fault changes nothing.
"""

import re
from collections import Counter
from collections.abc import Iterator

import msgspec

from onrecord.errors import CannotOpen, InvalidReading
from onrecord.facts import validate
from onrecord.question import moment
from onrecord.record.origins import Stone, Version
from onrecord.record.verdicts import Verdict
from onrecord.views.exports.whole import ANSWERS, RECORD

Source = Version | Verdict | Stone

_KEY = re.compile("[0-9a-f]{16}")
_SOURCES = (("versions", "version"), ("verdicts", "verdict"), ("stones", "stone"))


class _Line(msgspec.Struct):
    """One line of the file; what is not known here is passed over."""

    schema: str | None = None
    version: Version | None = None
    verdict: Verdict | None = None
    stone: Stone | None = None
    end: dict[str, int] | None = None


_DECODER = msgspec.json.Decoder(_Line)


def sources(path: str) -> Iterator[Source]:
    """The sources of a record in the file's order; call ``check`` first."""
    for _, line in _lines(path):
        source = line.version or line.verdict or line.stone
        if source is not None:
            yield source


def check(path: str) -> Counter[str]:
    """How many versions, verdicts and stones a file has.

    Raises CannotOpen where it cannot be read or is not whole, InvalidReading where a line breaks
    the contract.
    """
    met: Counter[str] = Counter()
    said: dict[str, int] | None = None
    for number, line in _lines(path):
        if number == 1:
            _welcome(path, line.schema)
        if faults := list(_faults(line)):
            raise InvalidReading.of([f"{path}, line {number}: {fault}" for fault in faults])
        met.update(many for many, one in _SOURCES if getattr(line, one) is not None)
        said = line.end
    if said is None or any(met[many] != said.get(many, 0) for many, _ in _SOURCES):
        raise CannotOpen(
            f"{path} is not whole: its last line does not count what stands above it.",
            "Take the file from where it was exported once more.",
        )
    return met


def _lines(path: str) -> Iterator[tuple[int, _Line]]:
    try:
        file = open(path, "rb")  # noqa: SIM115
    except OSError as error:
        raise CannotOpen.of(path, (error.strerror or str(error)).lower()) from error
    with file:
        for number, raw in enumerate(file, 1):
            try:
                line = _DECODER.decode(raw)
            except (msgspec.MsgspecError, UnicodeError) as error:
                if number == 1:
                    _welcome(path, None)
                raise InvalidReading.of([f"{path}, line {number}: {error}"]) from error
            yield number, line


def _welcome(path: str, schema: str | None) -> None:
    if schema == ANSWERS:
        raise CannotOpen(
            f"{path} holds the answers to a question, which do not make a record.",
            "Export the whole record: onrecord export --format jsonl, with nothing that narrows.",
        )
    if schema != RECORD:
        raise CannotOpen(
            f"{path} is no export of a record: its first line does not say {RECORD}.",
            "Reports and readings are added with onrecord add.",
        )


def _faults(line: _Line) -> Iterator[str]:
    """What is wrong with a source, in words: anything that would stop an import midway."""
    if version := line.version:
        yield from validate(version.reading)
        yield from _named(version.reading.report.id)
        yield from _timed(version.counted)
    if verdict := line.verdict:
        for key in (*verdict.of, *verdict.against, *verdict.within):
            yield from _named(key.rpartition("-")[2])
        yield from _timed(verdict.at)
    if stone := line.stone:
        yield from _named(stone.report)
        yield from _timed(stone.at)
        if "\x00" in stone.reason:
            yield "the reason holds U+0000"


def _named(key: str) -> Iterator[str]:
    if _KEY.fullmatch(key) is None:
        yield f"{key[:40]!r} is no key of 16 hexadecimal digits"


def _timed(told: str) -> Iterator[str]:
    if moment(told) is None:
        yield f"{told[:40]!r} is no moment of ISO 8601"
