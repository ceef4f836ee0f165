"""Stored texts read anew with the present model, one report a transaction.

version on disk ─▶ Report ─▶ Reading ─▶ accounts replaced, verdicts kept
"""

import time
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from onrecord.errors import ModelError, OnrecordError
from onrecord.store.record import Record
from onrecord.store.rereading import Renewal, renew, report_of, versions_of
from onrecord.store.reviewing import in_vain
from onrecord.store.verdicts import now as moment


@dataclass(frozen=True, slots=True)
class NotReread:
    """A report that could not be read anew; what is stored of it stands."""

    source: str
    error: OnrecordError


def reread(
    record: Record, reports: Collection[str] = (), *, write: bool = True
) -> Iterator[Renewal | NotReread]:
    """Reads the texts of some reports (id, address or source; none: all) anew.

    Every version of a report is read. Each is on disk before the next is begun, unless ``write``
    is False: then nothing is written. NotInRecord where a report is not there, before anything is.
    """
    from onrecord.reading import read_report  # loads the model's runtime

    with record.reading() as connection:
        versions = versions_of(connection, reports)
    for version in versions:
        with record.reading() as connection:
            report = report_of(connection, version)
        try:
            reading = read_report(report)
        except ModelError:
            raise
        except OnrecordError as error:
            yield NotReread(report.source, error)
            continue
        with record.writing() if write else in_vain(record) as connection:
            yield renew(connection, record.points, version, reading, int(time.time()), moment())
