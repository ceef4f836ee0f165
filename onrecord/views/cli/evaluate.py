"""``onrecord evaluate``: readings held against what careful readers found."""

import argparse
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord.errors import InvalidReading, OnrecordError
from onrecord.views.cli import complain
from onrecord.views.cli.configuring import configured
from onrecord.views.cli.recorded import place, recorded
from onrecord.views.progress import progress

if TYPE_CHECKING:
    from onrecord.facts import Reading
    from onrecord.scoring.examining import Examined, Listed
    from onrecord.scoring.gold import Gold
    from onrecord.settings import Settings

EXAMPLES = """\
examples:
  onrecord evaluate gold/
  onrecord evaluate talks.reading.json arrest.ann --format json
  onrecord evaluate gold/ --readings readings.jsonl
  onrecord evaluate gold/ --record march.db
  onrecord evaluate --brat > annotation.conf

Gold is a reading (.json, or .jsonl with one a line), brat standoff (.ann), W3C annotations
(.jsonld) or a facts file (.toml), the last three with their text beside them as .txt; of a folder
all files of these forms. But for a facts file it is complete: what it does not have is invented.
Each text is read by Onrecord, unless readings of it are given or it is in a record. Exit status: 0
all were evaluated, 1 some could not be, 2 none could or the usage is wrong.
"""
FORMATS = ("text", "json")


def arguments(parser: argparse.ArgumentParser) -> None:
    """Adds the command's arguments."""
    add = parser.add_argument
    add("gold", nargs="*", metavar="GOLD", help="files of gold, or folders of them")
    add("--readings", metavar="FILE", help="finished readings of the same texts (.json, .jsonl)")
    place(parser)
    add("--format", choices=FORMATS, default="text", help="default: text")
    add("--brat", action="store_true", help="print the configuration for brat instead")


def run(options: argparse.Namespace) -> int:
    """Evaluates and prints; gives the exit status."""
    from onrecord.scoring.gold import brat

    if options.brat:
        print(brat.configuration(), end="")
        return 0
    files = [file for given in options.gold for file in _files(Path(given))]
    if not files:
        complain("Give gold: files, or a folder that holds some. See onrecord evaluate --help.")
        return 2
    given, bad = _golds(files)
    if options.record:
        with recorded(options) as record:
            found, failed = _examined(given, _of_record(record))
    else:
        found, failed = _examined(given, _of_file(options.readings, configured(options)))
    if not found:
        return 2
    _print(found, options.format)
    return 1 if bad or failed else 0


def _files(given: Path) -> list[Path]:
    from onrecord.scoring.gold import FORMS

    if not given.is_dir():
        return [given]
    return sorted(file for file in given.rglob("*") if file.suffix in FORMS)


def _golds(files: list[Path]) -> tuple[list["Gold"], int]:
    from onrecord.scoring.gold import FORMS, golds

    found: list[Gold] = []
    bad = 0
    for file in files:
        try:
            if file.suffix not in FORMS:
                raise InvalidReading(
                    f"{file} has no ending that gold has.", f"Give {', '.join(FORMS)}."
                )
            found += golds(file)
        except OSError as error:
            complain(f"{error.filename} could not be opened: {error.strerror}. Check the path.")
            bad += 1
        except UnicodeDecodeError:
            complain(f"{file} is not UTF-8. Save it as UTF-8.")
            bad += 1
        except OnrecordError as error:
            complain(str(error))
            bad += 1
    return found, bad


def _examined(
    given: list["Gold"], reading_of: Callable[["Gold"], "Reading | None"]
) -> tuple[list["Examined | Listed"], int]:
    from onrecord.scoring.examining import examined, listed

    found: list[Examined | Listed] = []
    failed = 0
    with progress(len(given), "reports evaluated") as bar:
        for gold in given:
            try:
                reading = reading_of(gold)
                if reading is None:
                    raise InvalidReading(
                        f"{gold.name}: there is no reading of this text.",
                        "Give one of the same text, letter for letter.",
                    )
                found.append((examined if gold.facts is None else listed)(reading, gold))
            except OnrecordError as error:
                with bar.aside():
                    complain(str(error))
                failed += 1
            bar.step()
    return found, failed


def _of_file(name: str | None, settings: "Settings") -> Callable[["Gold"], "Reading | None"]:
    """Finished readings by their texts; without a file each text is read now."""
    if name is None:
        return lambda gold: _read(gold, settings)
    from onrecord.views.cli.check import readings_in

    known = {reading.report.text: reading for reading in readings_in(name)}
    return lambda gold: known.get(gold.reading.report.text)


def _read(gold: "Gold", settings: "Settings") -> "Reading":
    """The text, with what was known of it beside it, and nothing that an annotator marked."""
    from onrecord.pipeline import read
    from onrecord.report import Published

    told = gold.reading.report
    known = told.published.basis in ("given", "metadata", "url")
    report = replace(
        told, kind="unknown", parts=(), dateline=None, title=None,
        published=told.published if known else Published(),
    )  # fmt: skip
    return read(report, settings=settings)


def _of_record(record: object) -> Callable[["Gold"], "Reading | None"]:
    from onrecord.store.asking.by_text import report_of_text
    from onrecord.store.asking.opened import Record as Asking
    from onrecord.store.record import Record

    assert isinstance(record, Record)

    def of(gold: "Gold") -> "Reading | None":
        sha = gold.reading.report.text_sha256
        with record.reading() as connection:
            name = report_of_text(connection, sha)
        return Asking(record).report(name, sha).as_read if name else None

    return of


def _print(found: list["Examined | Listed"], form: str) -> None:
    from msgspec.json import encode
    from msgspec.json import format as indent

    from onrecord.views.examining import as_json, as_text
    from onrecord.views.terminal import Look

    if form == "json":
        print(indent(encode(as_json(found))).decode())
        return
    look = Look.of(sys.stdout)
    sys.stdout.buffer.write(look.encoded(as_text(found, look)))
    sys.stdout.flush()
