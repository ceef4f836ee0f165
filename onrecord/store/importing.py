"""A record put in: what another record was made of, added to this one."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import islice

from sqlalchemy import insert, select

from onrecord.question import moment
from onrecord.record.origins import Stone, Version
from onrecord.record.verdicts import Verdict
from onrecord.store.numbers import number
from onrecord.store.preparing import Ready
from onrecord.store.record import Record
from onrecord.store.reviewing import take_in
from onrecord.store.schema import forgotten, version

BATCH = 200  # versions of one transaction


@dataclass(slots=True)
class Taken:
    """What came of an import.

    ``versions`` and ``verdicts`` that were not there; ``there`` versions that were, or whose report
    was forgotten here; ``stones`` set; ``kept`` reports that were forgotten there but are here,
    and stay.
    """

    versions: int = 0
    there: int = 0
    verdicts: int = 0
    stones: int = 0
    kept: int = 0


def take_all(record: Record, sources: Iterable[Version | Verdict | Stone]) -> Taken:
    """Adds sources in their order, some in each transaction; what has come of it.

    A version counts as of the time that it did there. Whatever was acknowledged stays when it is
    broken off, and all of it may come again.
    """
    taken = Taken()
    waiting = iter(sources)
    while some := list(islice(waiting, BATCH)):
        versions = [one for one in some if isinstance(one, Version)]
        if versions:
            what = record.add([_ready(record, one) for one in versions]).what
            taken.there += sum(one in ("there", "forgotten") for one in what)
            taken.versions += sum(one not in ("there", "forgotten") for one in what)
        if verdicts := [one for one in some if isinstance(one, Verdict)]:
            taken.verdicts += take_in(record, verdicts)
        if stones := [one for one in some if isinstance(one, Stone)]:
            _set(record, stones, taken)
    return taken


def _ready(record: Record, one: Version) -> Ready:
    return replace(record.ready(one.reading), counted=_seconds(one.counted))


def _set(record: Record, stones: Iterable[Stone], taken: Taken) -> None:
    with record.writing() as connection:
        for one in stones:
            report = number(one.report)
            here = select(version.c.id).where(version.c.report == report).limit(1)
            set_already = select(forgotten.c.report).where(forgotten.c.report == report)
            if connection.scalar(here) is not None:
                taken.kept += 1
            elif connection.scalar(set_already) is None:
                row = {"report": report, "at": _seconds(one.at), "reason": one.reason}
                connection.execute(insert(forgotten), [row])
                taken.stones += 1


def _seconds(told: str) -> int:
    found = moment(told)
    if found is None:
        raise ValueError(f"{told!r} is no moment")
    return int(found.timestamp() // 1)
