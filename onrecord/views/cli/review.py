"""``onrecord review``: facts judged one by one, a key a verdict."""

import argparse
import sys
from typing import TYPE_CHECKING

from onrecord.views.cli.recorded import given, narrowing, place, recorded

if TYPE_CHECKING:
    from onrecord.record.accounts import Kind
    from onrecord.store.record import Record

EXAMPLES = """\
examples:
  onrecord review
  onrecord review --about "New START" --kinds agreement,statement
  onrecord review --list
  printf 'a\\nr a photo credit\\nl\\nc date=2023-03-02\\n' | onrecord review --reviewer Osei
  onrecord review --export corrections/

Merges that contradict each other come first, then disputed things, then the least sure. From a pipe
each line is a key and what it wants to know. A verdict holds at once and can be taken back (u); a
merge or split is shown before it holds, and one that contradicts others is shown with these. Exit
status: 0; 2 wrong usage.
"""
_KINDS = ("encounter", "agreement", "case", "statement", "event", "actor")


def arguments(parser: argparse.ArgumentParser) -> None:
    """Adds the command's arguments."""
    add = parser.add_argument
    add("--kinds", metavar="KINDS", help=f"of {', '.join(_KINDS)}; default: the first four")
    add(
        "--reviewer", metavar="NAME", help="who judges; default: ONRECORD_REVIEWER, else your login"
    )
    add("--most", metavar="N", type=int, default=200, help="of each kind at most; default: 200")
    add("--list", action="store_true", help="print the verdicts given, and what became of them")
    add("--conflicts", action="store_true", help="print merges that contradict each other")
    add("--export", metavar="FOLDER", help="write what was judged as annotations to train on")
    narrowing(parser, without=("limit", "cursor", "as_of"))
    place(parser)


def run(options: argparse.Namespace) -> int:
    """Reviews; gives the exit status."""
    with recorded(options) as record:
        if options.list:
            return _list(record)
        if options.conflicts:
            return _conflicts(record)
        if options.export:
            return _export(record, options.export)
        return _session(record, options)


def _session(record: "Record", options: argparse.Namespace) -> int:
    from onrecord.store.conflicts import conflicts
    from onrecord.store.waiting import waiting
    from onrecord.views.review.keys import standard
    from onrecord.views.review.reviewer import reviewer
    from onrecord.views.review.session import Session
    from onrecord.views.terminal import Look

    queue = waiting(record, given(options), _kinds(options.kinds), most=options.most)
    if not queue and not conflicts(record):
        print("Nothing waits. Filters may hide it; what was judged does not come again.")
        return 0
    look = Look.of(sys.stdout)

    def write(text: str) -> None:
        sys.stdout.buffer.write(look.encoded(text))
        sys.stdout.flush()

    session = Session(
        record, queue, by=reviewer(options.reviewer), keys=standard(), write=write, look=look
    )
    session.run()
    return 0


def _list(record: "Record") -> int:
    from onrecord.views.review.standing import given as verdicts
    from onrecord.views.safe import one_line

    for each in verdicts(record):
        one = each.verdict
        told = ", ".join(f"{name}={value}" for name, value in one.correction.items())
        parts = (one.at[:16], one.id, one.verdict, f"by {one.by}", " ".join(one.of), told, one.why)
        line = "  ".join(part for part in parts if part)
        print(one_line(line + (f"  ({each.state})" if each.state else "")))
    return 0


def _conflicts(record: "Record") -> int:
    from onrecord.store.conflicts import conflicts
    from onrecord.views.review.conflicting import page
    from onrecord.views.terminal import Look

    found = conflicts(record)
    look = Look.of(sys.stdout)
    pages = [page(one, f"{at} of {len(found)}", look) for at, one in enumerate(found, 1)]
    shown = "\n".join(pages) or "No merges contradict each other.\n"
    sys.stdout.buffer.write(look.encoded(shown))
    sys.stdout.flush()
    return 0


def _export(record: "Record", folder: str) -> int:
    from onrecord.views.review.training import write_annotations

    print(write_annotations(record, folder))
    return 0


def _kinds(named: str | None) -> tuple["Kind", ...]:
    from onrecord.errors import QuestionError
    from onrecord.store.waiting import REVIEWED

    if not named:
        return REVIEWED
    chosen = [one.strip() for one in named.split(",") if one.strip()]
    if not chosen or any(one not in _KINDS for one in chosen):
        raise QuestionError.of("kinds", named, f"some of {', '.join(_KINDS)}")
    return tuple(chosen)  # type: ignore[arg-type]
