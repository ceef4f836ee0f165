"""``onrecord agreement`` and ``onrecord case``: a life, drawn."""

import argparse
import sys
from typing import TYPE_CHECKING

from onrecord.views.cli.recorded import place, where

if TYPE_CHECKING:
    from onrecord.record.things import AgreementThing, CaseThing

_EXAMPLES = {
    "agreement": """\
examples:
  onrecord agreement "New START"
  onrecord agreement "New START" --at 2023-02-28 --as-of 2023-03-01
  onrecord agreement "New START" --svg new-start.svg
""",
    "case": """\
examples:
  onrecord case "Paul Whelan"
  onrecord case Whelan --as-of 2023-03-01 --svg whelan.svg
""",
}
_READING = """
What happened stands on the line, what was planned, asked, denied, failed or possible beside it.
The line is thick in force (or held), dashed while suspended, thin before and after. Of several of
that name the most reported is drawn; an id (onrecord search) names one exactly.
"""


class Drawing:
    """The command that draws the life of a kind of thing."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.EXAMPLES = _EXAMPLES[name] + _READING

    def arguments(self, parser: argparse.ArgumentParser) -> None:
        """Adds the command's arguments."""
        whose = "of the agreement" if self.name == "agreement" else "of the person, or the case"
        parser.add_argument("name", metavar="NAME", help=f"{whose}; or its id")
        parser.add_argument("--svg", metavar="FILE", help="write a picture; - for standard output")
        parser.add_argument("--at", metavar="DATE", help="draw it to the end of that day")
        about = "what was known at the end of that day (UTC)"
        parser.add_argument("--as-of", metavar="DATE", help=about)
        place(parser)

    def run(self, options: argparse.Namespace) -> int:
        """Draws it; gives the exit status."""
        from onrecord.store.asking.opened import open as open_record
        from onrecord.views.output import output

        with open_record(where(options)) as record:
            found = record.status(options.name, options.at, options.as_of)
        things = [one.thing for one in found if one.thing.thing == self.name]
        with output(options.svg) as out:
            out.write(self._drawn(options, things, standard=options.svg is None))
        return 0

    def _drawn(
        self,
        options: argparse.Namespace,
        things: "list[AgreementThing | CaseThing]",
        *,
        standard: bool,
    ) -> bytes:
        from onrecord.drawing import life_lines, life_svg
        from onrecord.errors import NotInRecord
        from onrecord.question import last_day, moment
        from onrecord.views import drawn
        from onrecord.views.terminal import Look
        from onrecord.views.things.drawings import life_page

        if not things:
            raise NotInRecord.named(options.name)
        known = moment(options.as_of) if options.as_of else None
        life = drawn.life(
            things[0],
            at=last_day(options.at) if options.at else None,
            as_of=known.date() if known else None,
        )
        if not standard:
            return life_svg(drawn.short_life(life)).encode()
        look = Look.of(sys.stdout)
        first, *more = things
        notes = [f"≠ disputed: onrecord show {first.id}"] if first.disputes else []
        if more:
            ids = ", ".join(one.id for one in more[:3])
            notes.append(f"{len(more)} more of that name: {ids}")
        room = look.width >= 76
        lines = life_lines(life, labels=30 if room else 20, dates=20 if room else 12)
        return look.encoded(life_page(life, lines, look, notes))
