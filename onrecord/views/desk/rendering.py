"""Templates of the desk: escaped all, and none knows a name that was not given."""

import re
from datetime import UTC, datetime
from functools import cache
from typing import Any

from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined

from onrecord.views import labels
from onrecord.views.dates import date_words
from onrecord.views.desk import assets
from onrecord.views.desk.exporting import asked_by, files
from onrecord.views.page.document import dress
from onrecord.views.safe import one_line
from onrecord.views.things import phrases

# What HTML cannot hold as it is: U+0000 would be dropped, half a surrogate pair has no bytes.
_UNFIT = re.compile("[\x00\ud800-\udfff]")
NAVIGATION = (
    ("/", "Desk"), ("/timeline", "Timeline"), ("/statements", "Statements"),
    ("/encounters", "Encounters"), ("/agreements", "Agreements"), ("/cases", "Cases"),
    ("/events", "Events"), ("/actors", "Actors"), ("/met", "Meetings"),
    ("/disputes", "Disputes"), ("/audit", "Audit"), ("/reports", "Reports"), ("/saved", "Saved"),
    ("/review", "Review"),
)  # fmt: skip
# Pages that are asked for less often, at the foot of every page.
MORE_ALONE = (
    ("/search", "Search"), ("/positions", "Positions"),
    ("/review/verdicts", "Verdicts"),
)  # fmt: skip
MORE = (*MORE_ALONE, ("/users", "Users"), ("/log", "Log"))  # where people sign in
VERDICTS = {
    "accept": "accepted", "reject": "rejected", "correct": "corrected", "merge": "merged",
    "split": "split", "add": "added to", "note": "told by hand", "undo": "took back",
}  # fmt: skip
# Of a thing of each kind, the fields that a reviewer corrects as a whole.
FIELDS = {
    "statement": ("speaker", "addressees", "targets", "about", "act", "own_terms", "modality",
                  "date", "place", "occasion"),
    "encounter": ("participants", "date", "place", "duration", "format", "modality", "occasion"),
    "agreement": ("name", "kind", "parties"),
    "case": ("person", "held_by", "designation"),
    "event": ("type", "mode", "actor", "recipient", "date", "place", "modality"),
    "actor": ("name", "kind", "office", "represents"),
}  # fmt: skip


def rendered(template: str, **said: Any) -> str:
    """A page; ``said`` are the names that its template knows."""
    return _UNFIT.sub("\ufffd", environment().get_template(template).render(**said))


@cache
def environment() -> Environment:
    """The templates of the desk, then those of a reading's page."""
    made = Environment(
        loader=ChoiceLoader(
            [PackageLoader("onrecord.views.desk"), PackageLoader("onrecord.views.page")]
        ),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    dress(made)
    made.filters |= {"line": _line, "one_line": one_line, "day": _day, "moment": _moment}
    made.globals |= {
        "asset": assets.address, "integrity": assets.integrity, "labels": labels,
        "asked_by": asked_by, "export_files": files, "phrases": phrases,
        "verdict_words": VERDICTS, "fields_of": FIELDS,
    }  # fmt: skip
    return made


def _day(seconds: int) -> str:
    """The day of a moment in seconds since 1970, in words."""
    return date_words(datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%d"))


def _moment(seconds: int) -> str:
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%d %H:%M:%S")


def _line(terms: str) -> str:
    """The class that draws the line of some terms."""
    return terms.replace("_", "-")
