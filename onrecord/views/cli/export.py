"""``onrecord export``: the record, or the answers to a question, in a format of others."""

import argparse
from collections.abc import Sequence
from importlib import import_module
from typing import TYPE_CHECKING, Any

from onrecord.views.cli import complain
from onrecord.views.cli.recorded import given, narrowing, place, recorded
from onrecord.views.exports import FORMATS
from onrecord.views.output import output

if TYPE_CHECKING:
    from onrecord.record.accounts import Kind
    from onrecord.views.exports.chunks import LeftOut
    from onrecord.views.exports.kept import Kept

EXAMPLES = """\
examples:
  onrecord export --format jsonl --output record.jsonl
  onrecord export --format csv --output tables/
  onrecord export --format parquet --output tables.zip --kinds statements,encounters
  onrecord export --format icalendar --by Lavrov --since 2023 --output lavrov.ics
  onrecord export --format geojson --as-of 2023-03-01 | jq .features[0]

A file is written whole or not at all. jsonl is the whole record, and onrecord import reads it;
with anything that narrows it is the answers alone. What is asked for narrows every kind of thing
that can be asked so: --act leaves statements alone. What a format has no place for is counted.
"""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Adds the command's arguments."""
    place(parser)
    add = parser.add_argument
    about = "; ".join(f"{name}: {form.about}" for name, form in FORMATS.items())
    add("--format", choices=FORMATS, required=True, help=about)
    add("--output", "-o", metavar="FILE", help="a file; with csv and parquet a folder or a .zip")
    add("--kinds", metavar="KINDS", help="statements, encounters, agreements … parted by commas")
    narrowing(parser)


def run(options: argparse.Namespace) -> int:
    """Writes the export; gives the exit status."""
    from onrecord.store.exporting import Exporting
    from onrecord.views.exports.choosing import chosen
    from onrecord.views.exports.chunks import LeftOut

    form = FORMATS[options.format]
    module: Any = import_module(f"onrecord.views.exports.{form.module}")
    asked = given(options)
    kinds = chosen(module.KINDS, options.format, options.kinds, asked)
    narrowed = {"kinds": list(kinds)} if options.kinds else {}
    left_out = LeftOut()
    with recorded(options) as record, record.reading() as connection:
        kept = Exporting(connection, record.points, asked, narrowed)
        _write(module, kept, kinds, options, left_out)
        for note in kept.notes:
            complain(note)
    for why, count in left_out.items():
        if count:
            complain(f"{count:,} left out {why}: the format {options.format} has no place for it.")
    return 0


def _write(
    module: Any,
    kept: "Kept",
    kinds: Sequence["Kind"],
    options: argparse.Namespace,
    left_out: "LeftOut",
) -> None:
    if FORMATS[options.format].several:
        from onrecord.views.exports.folders import folder

        with folder(options.output, options.format) as part:
            module.write(kept, kinds, part, left_out)
        return
    with output(options.output) as out:
        for piece in module.pieces(kept, kinds, left_out):
            out.write(piece)
