"""The whole record as JSONL: canonical and lossless.

    {"schema": "onrecord/record/1"}                     first line
    {"version": {"counted": "…", "reading": {…}}}       source: a version of a report, its reading
    {"verdict": {…}}                                    source: a reviewer's judgement
    {"stone": {"report": "…", "at": "…", "reason": "…"}} source: of a forgotten report
    {"thing": {…}}                                      derived: what the record makes of them
    {"end": {"versions": 3, …}}                         last line: how many there were of each

Source lines make the record; derived ones can be left out or changed without changing what an
import makes of the file. The same record is the same bytes on any machine and database, in
whatever order it was added: versions stand by report and text, verdicts by time and id, stones by
report, things by kind and id. When a report was added is no part of it; ``counted`` is the time
that a version counts as of, which is that of adding only where nothing else is known.

Of a question that narrows, the answers alone: ``{"schema": "onrecord/answers/1", "asked": {…}}``
and thing lines. That is no record and is not imported.
"""

from collections import Counter
from collections.abc import Iterator, Sequence

from onrecord.record.accounts import Kind
from onrecord.views.exports.chunks import LeftOut, line
from onrecord.views.exports.kept import Kept

KINDS: tuple[Kind, ...] = ("actor", "statement", "encounter", "agreement", "case", "event")
RECORD = "onrecord/record/1"
ANSWERS = "onrecord/answers/1"


def pieces(kept: Kept, kinds: Sequence[Kind], left_out: LeftOut) -> Iterator[bytes]:
    """The file, a line at a time."""
    met: Counter[str] = Counter()
    if asked := kept.asked():
        yield line({"schema": ANSWERS, "asked": asked})
    else:
        yield line({"schema": RECORD})
        yield from _sources(kept, met)
    for kind in kinds:
        for thing in kept.things(kind):
            met["things"] += 1
            yield line({"thing": thing})
    yield line({"end": met})


def _sources(kept: Kept, met: Counter[str]) -> Iterator[bytes]:
    for version in kept.versions():
        met["versions"] += 1
        yield line({"version": version})
    for verdict in kept.verdicts():
        met["verdicts"] += 1
        yield line({"verdict": verdict})
    for stone in kept.stones():
        met["stones"] += 1
        yield line({"stone": stone})
