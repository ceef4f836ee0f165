"""``onrecord check``: readings held against the contract, a record against its readings."""

import argparse
import sys
from typing import TYPE_CHECKING

from onrecord.views.cli import complain
from onrecord.views.cli.recorded import place, recorded
from onrecord.views.safe import one_line

if TYPE_CHECKING:
    from onrecord.facts import Reading

EXAMPLES = """\
examples:
  onrecord check reading.json
  onrecord read report.txt --format json | onrecord check -
  onrecord check
  onrecord check --record march.db

Takes one reading, a list of them, or one a line. Without any, the record is checked: every reading
against what was added, every word against its text, and everything that is made of readings and
verdicts against the same made anew, which takes as long as adding did. Exit status: 0 there is no
fault, 1 there are some, 2 what is there is no reading or no record.
"""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Adds the command's arguments."""
    about = "a file of JSON, or -; none: the record"
    parser.add_argument("readings", nargs="*", metavar="READING", help=about)
    place(parser)


def run(options: argparse.Namespace) -> int:
    """Prints every fault, one a line; gives the exit status."""
    if not options.readings:
        return _check_record(options)
    return max(_check(name) for name in options.readings)


def _check_record(options: argparse.Namespace) -> int:
    from onrecord.store.checking import faults

    found = False
    with recorded(options) as record:
        for fault in faults(record):
            print(one_line(f"{record.where}: {fault}"), flush=True)
            found = True
    return 1 if found else 0


def _check(name: str) -> int:
    from onrecord.errors import InvalidReading
    from onrecord.facts import validate

    try:
        faults = [fault for reading in _readings(_raw(name)) for fault in validate(reading)]
    except OSError as error:
        complain(f"{name} could not be opened: {error.strerror}. Check the path.")
        return 2
    except InvalidReading as error:
        complain(f"{name}: {error}")
        return 2
    for fault in faults:
        print(one_line(f"{name}: {fault}"))
    return 1 if faults else 0


def _raw(name: str) -> bytes:
    if name == "-":
        return sys.stdin.buffer.read()
    with open(name, "rb") as file:
        return file.read()


def readings_in(name: str) -> list["Reading"]:
    """The readings that a file holds, as JSON; CannotOpen or InvalidReading where it holds none."""
    from onrecord.errors import CannotOpen

    try:
        return _readings(_raw(name))
    except OSError as error:
        raise CannotOpen.of(name, (error.strerror or str(error)).lower()) from error


def _readings(raw: bytes) -> list["Reading"]:
    """A list where it begins as one; else one a line where that is what it is; else one."""
    import msgspec

    from onrecord.errors import InvalidReading
    from onrecord.facts import decode_reading

    if raw.lstrip().startswith(b"["):
        try:
            many = msgspec.json.decode(raw, type=list[msgspec.Raw])
        except msgspec.MsgspecError as error:
            raise InvalidReading.of([str(error)]) from error
        return [decode_reading(bytes(one)) for one in many]
    lines = raw.splitlines()
    if len(lines) > 1 and lines[0].rstrip().endswith(b"}"):
        return [decode_reading(line) for line in lines if line.strip()]
    return [decode_reading(raw)]
