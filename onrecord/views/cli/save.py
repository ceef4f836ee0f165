"""``onrecord save``: a question that stays, under a name."""

import argparse
import sys
import time

from onrecord.question import listed
from onrecord.views.cli.recorded import given, narrowing, place, recorded

ASKS = (
    "statements", "encounters", "agreements", "cases", "events", "actors",
)  # fmt: skip
EXAMPLES = """\
examples:
  onrecord save new-start agreements --about "New START" --when status
  onrecord save lavrov statements --by Lavrov --about grain
  onrecord save grain statements --about grain
  onrecord save grain agreements --about grain --add
  onrecord save detained cases --by Russia --webhook https://hooks.example/desk \\
      --secret-env ONRECORD_HOOK_SECRET

From now on it tells what is new: onrecord saved has it, onrecord serve as an Atom feed, a JSON Feed
and a calendar (/saved), and a webhook gets it, signed, while onrecord watch or onrecord serve runs.
--add follows another question under the same name. The secret stands in the environment, in a
setting whose name begins with ONRECORD_HOOK, and nowhere else.
"""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Adds the command's arguments."""
    add = parser.add_argument
    add("name", metavar="NAME", help="small letters, digits, hyphens")
    add("ask", choices=ASKS, metavar="QUESTION", help=", ".join(ASKS))
    narrowing(parser, None, ("limit", "cursor", "as_of"))
    about = "new: each thing once; status: whenever that of an agreement or a case is another"
    add("--when", choices=("new", "status"), default="new", help=about)
    add("--add", action="store_true", help="beside the questions that the name has")
    add("--webhook", metavar="ADDRESS", help="who is sent what it finds")
    about = "the setting of the environment that has the webhook’s secret"
    add("--secret-env", metavar="NAME", help=about)
    whose(parser)
    place(parser)


def whose(parser: argparse.ArgumentParser) -> None:
    """Adds the option that says for whom."""
    parser.add_argument(
        "--user", metavar="NAME", default="", help="of a desk for several: whose it is"
    )


def run(options: argparse.Namespace) -> int:
    """Saves; gives the exit status."""
    from onrecord.net.urls import parsed
    from onrecord.store import saved
    from onrecord.views import following

    takes = {one.name for one in listed()}
    narrows = {name: value for name, value in given(options).items() if name in takes}
    question = following.asking(options.ask, narrows)
    hook = None
    if options.webhook:
        hook = saved.Hook(str(parsed(options.webhook)), options.secret_env or "")
    with recorded(options) as store:
        with store.bookkeeping() as connection:
            saved.save(
                connection, store.points, options.user, options.name, [question],
                int(time.time()), when=options.when, hook=hook, add=options.add,
            )  # fmt: skip
            one = saved.saved_as(connection, options.user, options.name)
        several = "; ".join(map(following.in_words, one.questions))
        sys.stdout.write(f"Saved {one.name}: {several}.\n")
    return 0
