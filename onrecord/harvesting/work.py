"""One archive read into one shard: what a worker does."""

import os
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from onrecord import sources
from onrecord.errors import CannotOpen, HarvestError, NotReadable, NotUsable, OnrecordError
from onrecord.facts import Reading
from onrecord.harvesting.copies import Copy, Met
from onrecord.harvesting.filters import Filters, Options
from onrecord.harvesting.marks import Mark
from onrecord.harvesting.units import Unit
from onrecord.pipeline import Failure, read_one, reports_found
from onrecord.report import Capture, Given, Report
from onrecord.settings import Settings
from onrecord.shards import Done, Folder, Shard
from onrecord.shards.folder import sha256_of
from onrecord.sources import Found

Read = Callable[[Report, str, Settings], Reading | Failure]
DEATHS = 3  # so often a process may die of one document before it is set aside


@dataclass(frozen=True, slots=True)
class Job:
    """An archive to be read into a folder; ``skip`` are documents that ended their processes."""

    unit: Unit
    to: str
    options: Options
    settings: Settings
    skip: frozenset[int] = frozenset()

    @property
    def name(self) -> str:
        """What the archive is called."""
        return self.unit.name


@dataclass(frozen=True, slots=True)
class Unread:
    """An archive that could not be opened: nothing is kept of it."""

    error: OnrecordError


@dataclass(slots=True)
class _Tally:
    documents: int = 0
    reports: int = 0
    read: int = 0
    aside: int = 0
    copies: int = 0
    words: int = 0
    passed: Counter[str] = field(default_factory=Counter)

    def counts(self) -> dict[str, int]:
        return {
            "documents": self.documents, "reports": self.reports, "read": self.read,
            "aside": self.aside, "copies": self.copies, "passed": self.passed.total(),
            "words": self.words,
        }  # fmt: skip


def read_archive(job: Job, read: Read = read_one) -> Done | Unread:
    """Reads an archive into its shard, which is kept whole or not at all.

    Raises HarvestError where the folder cannot be written; ModelError and SettingError.
    """
    folder = Folder(job.to)
    try:
        shard = Shard(folder, job.name, job.options.form, copies=job.options.once)
        mark = Mark(folder.work(job.name))
    except OSError as error:
        raise unwritten(job.to, error) from error
    try:
        tally = _Tally()
        for one in _outcomes(job, mark, tally, read):
            _keep(one, shard, tally)
        unit = job.unit
        sha256 = sha256_of(unit.path) if unit.files is None else None
        passed = dict(sorted(tally.passed.items()))
        return shard.keep(unit.bytes, sha256, tally.counts(), passed)
    except CannotOpen as error:
        return Unread(error)
    except OSError as error:
        raise unwritten(job.to, error) from error
    finally:
        shard.drop()


def unwritten(to: str, error: OSError) -> HarvestError:
    """The system's error in writing a folder."""
    reason = error.strerror or str(error)
    what = f"{to} could not be written: {reason[:1].lower()}{reason[1:]}."
    return HarvestError(what, "See to that, then run it again with --resume.")


_Outcome = Reading | Failure | tuple[Report, Copy]


def _outcomes(job: Job, mark: Mark, tally: _Tally, read: Read) -> Iterator[_Outcome]:
    """What is kept of each document, in the archive's order."""
    filters, met = Filters(job.options), Met() if job.options.once else None
    parent = os.getppid()
    for number, found in enumerate(job.unit.found(job.settings.max_bytes, job.options.columns)):
        if os.getppid() != parent:
            raise SystemExit("whoever asked for this is gone")
        if isinstance(found.at, CannotOpen) and found.name == job.unit.path:
            raise found.at
        tally.documents += 1
        mark.set(number, tally.read, tally.words)
        if number in job.skip:
            yield Failure(job.unit.own(found.name), _deadly(job.unit.own(found.name)))
            continue
        if why := filters.passes_page(found):
            tally.passed[why] += 1
            continue
        for report in _reports(job, found):
            if isinstance(report, Failure):
                yield report
                continue
            tally.reports += 1
            if why := filters.passes(report):
                tally.passed[why] += 1
            elif met and (copy := met.copy(report)):
                yield report, copy
            else:
                yield read(report, sources.name_of(report), job.settings)


def _reports(job: Job, found: Found) -> Iterator[Report | Failure]:
    """The reports of a document, called by the archive's name wherever it lies."""
    try:
        found = _called(job, found)
    except OnrecordError as error:
        yield _own(job.unit, Failure(found.name, error))
        return
    for one in reports_found(found, Given(outlet=job.options.outlet), job.settings):
        yield _own(job.unit, one) if isinstance(one, Failure) else one


def _called(job: Job, found: Found) -> Found:
    at = found.at
    if isinstance(at, (str, sources.Listed)):
        at = sources.capture(at, job.settings)
    if isinstance(at, Capture):
        at = replace(at, source=job.unit.own(at.source))
    return replace(found, name=job.unit.own(found.name), at=at)


def _own(unit: Unit, failure: Failure) -> Failure:
    error = failure.error
    error.what = unit.own(error.what)
    return Failure(unit.own(failure.source), error)


def _keep(one: _Outcome, shard: Shard, tally: _Tally) -> None:
    if isinstance(one, Reading):
        tally.read += 1
        tally.words += len(one.report.text.split())
        shard.add(one)
    elif isinstance(one, Failure):
        tally.aside += 1
        shard.set_aside(_told(one))
    else:
        tally.copies += 1
        shard.copy(_copy(*one))


def _told(failure: Failure) -> dict[str, Any]:
    error = failure.error
    told = {
        "source": sources.printable(failure.source), "error": type(error).__name__,
        "what": sources.printable(error.what), "do": sources.printable(error.do),
    }  # fmt: skip
    if isinstance(error, NotUsable) and error.withdraws:
        told["withdraws"] = error.withdraws
    return told


def _copy(report: Report, copy: Copy) -> dict[str, Any]:
    return {
        "report": report.id, "copy_of": copy.of, "alike": copy.alike, "source": report.source,
        "url": report.url, "outlet": report.outlet, "title": report.title,
        "published": report.published.value, "seen": report.seen,
    }  # fmt: skip


def _deadly(name: str) -> NotReadable:
    return NotReadable(
        f"{name} could not be read: {DEATHS} processes died of it.",
        "Read it alone; if memory ran out, use fewer workers. Other reports are read.",
    )
