"""``onrecord schema``: the shape of a reading, as JSON Schema."""

import argparse

from onrecord.views.output import output

EXAMPLES = """\
examples:
  onrecord schema
  onrecord schema --output reading.schema.json
"""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Adds the command's arguments."""
    parser.add_argument("--output", "-o", metavar="FILE", help="write to a file")


def run(options: argparse.Namespace) -> int:
    """Prints the schema."""
    import msgspec

    from onrecord.facts import schema

    with output(options.output) as out:
        out.write(msgspec.json.format(msgspec.json.encode(schema())) + b"\n")
    return 0
