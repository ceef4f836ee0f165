"""``onrecord reread``: stored texts read anew, verdicts kept."""

import argparse
from typing import TYPE_CHECKING

from onrecord.views.cli import complain
from onrecord.views.cli.recorded import place, recorded

if TYPE_CHECKING:
    from onrecord.store.rereading import Renewal

EXAMPLES = """\
examples:
  onrecord reread --all
  onrecord reread https://example.org/talks 0123456789abcdef
  onrecord reread --all --dry-run

The texts that the record keeps are read with the model of today; their facts are replaced. Verdicts
are kept and find their facts again. One whose fact is read no more waits (onrecord review --list)
and never falls onto another fact. Exit status: 0; 1 some could not be read anew; 2 wrong usage.
"""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Adds the command's arguments."""
    parser.add_argument("reports", nargs="*", metavar="REPORT", help="an id, address or source")
    parser.add_argument("--all", action="store_true", help="every report of the record")
    about = "say what would change, write nothing"
    parser.add_argument("--dry-run", action="store_true", help=about)
    place(parser)


def run(options: argparse.Namespace) -> int:
    """Reads anew and tells what changed; gives the exit status."""
    from onrecord.errors import QuestionError
    from onrecord.rereading import NotReread, reread
    from onrecord.views.safe import one_line

    if bool(options.reports) == options.all:
        raise QuestionError(
            "Reports are named, or all are asked for.", "Give a REPORT or more, or --all."
        )
    done, same, failed = 0, 0, 0
    waiting: list[str] = []
    with recorded(options) as record:
        for one in reread(record, options.reports, write=not options.dry_run):
            if isinstance(one, NotReread):
                complain(f"{one.source}: {one.error}")
                failed += 1
                continue
            done, same = done + 1, same + one.same
            waiting += [verdict.id for verdict in one.waiting]
            if not one.same or one.waiting or one.found or one.taken_back:
                print(one_line(_told(one)), flush=True)
    would = "would be " if options.dry_run else ""
    print(f"{done:,} texts {would}read anew, {same:,} of them the same.")
    if waiting:
        print(f"{len(set(waiting)):,} verdicts wait for their facts: onrecord review --list")
    return 1 if failed else 0


def _told(one: "Renewal") -> str:
    parts = []
    for name, counts in (("new", one.gained), ("gone", one.lost), ("otherwise", one.changed)):
        if counts:
            some = (f"{n} {kind}{'' if n == 1 else 's'}" for kind, n in sorted(counts.items()))
            parts.append(f"{name}: {', '.join(some)}")
    for name, verdicts in (
        ("verdicts that wait", one.waiting),
        ("verdicts that have their fact again", one.found),
        ("verdicts taken back, another place has their key", one.taken_back),
    ):
        if verdicts:
            parts.append(f"{name}: {', '.join(verdict.id for verdict in verdicts)}")
    return f"{one.source} {one.report}  {'; '.join(parts)}"
