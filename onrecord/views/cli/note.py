"""``onrecord note``: a fact of a report told by hand, in the report's own words."""

import argparse
import sys
from typing import TYPE_CHECKING, Any

from onrecord.views.cli.recorded import place, recorded

if TYPE_CHECKING:
    from onrecord.record.handmade import Kind, Told
    from onrecord.store.reviewing import Outcome

EXAMPLES = """\
examples:
  onrecord note REPORT --statement --speaker Nasibli --words "there would be no exchange"
  onrecord note REPORT --encounter --who Nasibli --who Tulegen --words met --place Tbilisi
  onrecord note REPORT --change signed --of "Quay Accord" --words "put their names to it"
  onrecord note REPORT --step arrested --of Torekhan --words "was led away" --date 2031-03-16
  onrecord note REPORT --link "Farid Nasibli" "the minister@310"
  onrecord note --undo 52dfff8a42355c06

REPORT is its id, address or source. Words must stand in the report, white space aside. Where they
stand more than once, WORDS@START says which (in characters from 0); @START-END is a stretch alone.
Whoever is named is the actor of the reading whom the words mean, else a new one. The fact holds at
once, is marked as told by hand everywhere, and --undo takes it back. Exit status: 0; 2 wrong usage.
"""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Adds the command's arguments."""
    add = parser.add_argument
    add("report", metavar="REPORT", nargs="?", help="whose words they are")
    kind = parser.add_mutually_exclusive_group(required=True)
    kind.add_argument("--statement", action="store_true", help="somebody said the words")
    kind.add_argument("--encounter", action="store_true", help="some met or spoke")
    kind.add_argument("--change", metavar="WHAT", help="of an agreement: signed, suspended …")
    kind.add_argument("--step", metavar="WHAT", help="of a case: arrested, released …")
    kind.add_argument("--link", metavar="WORDS", nargs=2, help="two mentions of one actor")
    kind.add_argument("--undo", metavar="VERDICT", help="take a note back, by its id")
    several: dict[str, Any] = {"action": "append", "default": [], "metavar": "WORDS"}
    add("--words", help="what was said; the words that tell it", **several)
    add("--who", "--speaker", "--with", "--by", dest="who", help="who says, meets, does it",
        **several)  # fmt: skip
    add("--to", help="to whom it was said", **several)
    add("--of", metavar="WORDS", help="the agreement, or the person of the case")
    add("--cue", metavar="WORDS", help="the words that say that it was said")
    add(
        "--as",
        dest="label",
        metavar="LABEL",
        help="the act of a statement, the format of a meeting",
    )
    add("--modality", default="actual", help="actual (default), planned, asked, denied …")
    add("--terms", help="of a statement; default: what its words say")
    add("--date", metavar="DATE", help="when it happened: 2023, 2023-03, 2023-03-02")
    add("--place", metavar="WORDS", help="where, in words of the report")
    add("--kind-of", default="person", metavar="KIND",
        help="what those are whom the reading does not know; default: person")  # fmt: skip
    add("--version", metavar="SHA256", help="of the text that the words are of; default: the last")
    add("--reviewer", metavar="NAME", help="who says so; default: ONRECORD_REVIEWER, else login")
    add("--why", default="", metavar="REASON", help="why, for others to read")
    place(parser)


def run(options: argparse.Namespace) -> int:
    """Tells it, or takes it back; gives the exit status."""
    from onrecord.errors import InvalidVerdict
    from onrecord.store.by_hand import take_back, tell
    from onrecord.views.review.reviewer import reviewer

    by = reviewer(options.reviewer)
    with recorded(options) as record:
        if options.undo:
            outcome = take_back(record, options.undo, by=by, why=options.why)
            print(f"Taken back: {options.undo}.")
        elif options.report is None:
            raise InvalidVerdict("No report is named.", "Give its id, address or source.")
        else:
            outcome = tell(
                record, options.report, told(options), by=by, why=options.why,
                version=options.version,
            )  # fmt: skip
            print(f"{_DONE[outcome.verdict.verdict]} {outcome.verdict.id}.")
        _print(outcome)
    return 0


_DONE = {"note": "Noted:", "merge": "Merged, for both are read as actors already:"}


def told(options: argparse.Namespace) -> "Told":
    """What the options tell."""
    from onrecord.record.handmade import Told

    label, words = options.label, tuple(options.words)
    kind: Kind
    if options.link:
        return Told(kind="link", words=tuple(options.link))
    if options.change:
        kind, label = "change", options.change
    elif options.step:
        kind, label = "step", options.step
    else:
        kind = "statement" if options.statement else "encounter"
    return Told(
        kind=kind, words=words, who=tuple(options.who), to=tuple(options.to), of=options.of,
        label=label, cue=options.cue, modality=options.modality, terms=options.terms,
        date=options.date, place=options.place, kind_of=options.kind_of,
    )  # fmt: skip


def _print(outcome: "Outcome") -> None:
    """The things that it is told of, as they stand now."""
    from onrecord.views.terminal import Look
    from onrecord.views.terminal.sheet import Sheet
    from onrecord.views.things.pages import entry

    sheet = Sheet(Look.of(sys.stdout))
    for thing in outcome.after:
        entry(sheet, thing)
    sys.stdout.flush()
    sys.stdout.buffer.write(sheet.look.encoded(sheet.text()))
    sys.stdout.buffer.flush()
