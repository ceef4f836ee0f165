"""What was judged, as annotations to train on, in the form and folders that training reads.

FOLDER/polnear/train/text/REPORT.txt            the report's text
FOLDER/polnear/train/attributions/REPORT.ann    cue, source and content of its statements
FOLDER/readings.jsonl                           the readings as reviewers left them, whole
FOLDER/verdicts.jsonl                           every verdict that stands, as it is

``readings.jsonl`` is gold as ``onrecord evaluate`` takes it: it has what was told by hand, and what
was rejected it has not.
"""

import os
from collections.abc import Iterator
from pathlib import Path

import msgspec

from onrecord.errors import CannotOpen
from onrecord.facts import Reading, Statement, encode
from onrecord.record.verdicts import standing
from onrecord.store.judged_reports import judged_reports
from onrecord.store.record import Record
from onrecord.store.verdicts import every
from onrecord.text import Span
from onrecord.views.output import output
from onrecord.views.things import phrases


def write_annotations(record: Record, folder: str) -> str:
    """Writes them; what was written, in a line. CannotOpen where that cannot be."""
    root = Path(folder)
    train = root / "polnear" / "train"
    try:
        for part in ("train", "dev"):
            for name in ("text", "attributions"):
                (root / "polnear" / part / name).mkdir(parents=True, exist_ok=True)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise CannotOpen(
            f"The folder {folder} could not be made: {reason}.", "Give another place with --export."
        ) from error
    reports = judged = changed = hands = 0
    whole: list[bytes] = []
    with record.reading() as connection:
        for one in judged_reports(connection, record.points):
            name = f"{one.reading.report.id}-{one.reading.report.text_sha256[:8]}"
            _write(train / "text" / f"{name}.txt", one.reading.report.text.encode())
            _write(train / "attributions" / f"{name}.ann", annotations(one.reading).encode())
            whole.append(encode(one.reading) + b"\n")
            reports, judged, changed = reports + 1, judged + one.judged, changed + one.changed
            hands += one.by_hand
        stand = standing(every(connection))
    lines = b"".join(msgspec.json.encode(one, order="deterministic") + b"\n" for one in stand)
    _write(root / "verdicts.jsonl", lines)
    _write(root / "readings.jsonl", b"".join(whole))
    return (
        f"{judged:,} statements judged, {changed:,} of them changed, in {reports:,} reports; "
        f"{phrases.counted(hands, 'fact')} by hand; {len(stand):,} verdicts. The rest of these "
        "reports stands as it was read: judge whole reports where you can. Next: "
        f"python -m training.prepare {folder} … or onrecord evaluate {root / 'readings.jsonl'}"
    )


def annotations(reading: Reading) -> str:
    """The statements of a reading that have a cue, in brat's stand-off form."""
    lines: list[str] = []
    for number, one in enumerate((s for s in reading.statements if s.cue and s.content), 1):
        lines += _event(number, one, 3 * number)
    return "".join(f"{line}\n" for line in lines)


def _event(number: int, one: Statement, after: int) -> Iterator[str]:
    parts = [("Cue", one.cue), ("Content", one.content)]
    parts += [("Source", one.source)] if one.source else []
    named = {kind: f"T{after - at}" for at, (kind, _) in enumerate(parts)}
    for kind, spans in parts:
        yield f"{named[kind]}\t{kind} {_ranges(spans)}\t{_words(spans)}"
    slots = " ".join(f"{kind}:{name}" for kind, name in named.items())
    yield f"E{number}\tAttribution:{named['Cue']} {slots}"


def _ranges(spans: tuple[Span, ...]) -> str:
    return ";".join(f"{one.start} {one.end}" for one in sorted(spans, key=lambda s: s.start))


def _words(spans: tuple[Span, ...]) -> str:
    return " ".join(" ".join(one.text.split()) for one in sorted(spans, key=lambda s: s.start))


def _write(path: Path, raw: bytes) -> None:
    with output(os.fspath(path)) as out:
        out.write(raw)
