"""One archive read into one shard: what a worker does."""

import os
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from onrecord import sources
from onrecord.errors import CannotOpen, HarvestError, NotReadable, NotUsable, OnrecordError
from onrecord.facts import Made, Reading
from onrecord.harvesting.copies import Copy, Place, digest
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
# By which Onrecord a report that was not read was read: one that is older than any. Of two readings
# of one text a record keeps that of the newer.
UNREAD = "0.0"
DEATHS = 3  # so often a process may die of one document before it is set aside


@dataclass(frozen=True, slots=True)
class Job:
    """An archive to be read into a folder; ``skip`` are documents that ended their processes.

    ``copies`` are its reports that are copies of earlier ones, which are not read; None: all are.
    """

    unit: Unit
    to: str
    options: Options
    settings: Settings
    skip: frozenset[int] = frozenset()
    copies: Mapping[Place, Copy] | None = None

    @property
    def name(self) -> str:
        """What the archive is called."""
        return self.unit.name


@dataclass(frozen=True, slots=True)
class Unread:
    """An archive that could not be opened: nothing is kept of it."""

    error: OnrecordError


@dataclass(slots=True)
class Tally:
    """How much of what there was, of one archive."""

    documents: int = 0
    reports: int = 0
    read: int = 0
    aside: int = 0
    copies: int = 0
    words: int = 0
    passed: Counter[str] = field(default_factory=Counter)

    def counts(self) -> dict[str, int]:
        """As a shard's marker has them."""
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
        shard = Shard(folder, job.name, job.options.form, copies=job.copies is not None)
        mark = Mark(folder.work(job.name))
    except OSError as error:
        raise unwritten(job.to, error) from error
    try:
        tally = Tally()
        for one in _outcomes(job, mark, tally, read):
            _keep(one, shard, tally)
        unit = job.unit
        sha256 = sha256_of(unit.path) if unit.files is None else None
        passed = dict(sorted(tally.passed.items()))
        copies = None if job.copies is None else digest(job.copies)
        return shard.keep(unit.bytes, sha256, tally.counts(), passed, copies)
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


_Outcome = Reading | Failure | tuple[Reading, Copy]


def _outcomes(job: Job, mark: Mark, tally: Tally, read: Read) -> Iterator[_Outcome]:
    """What is kept of each report, in the archive's order."""
    copies = job.copies or {}
    for place, report in documents(job, mark, tally):
        if isinstance(report, Failure):
            yield report
        elif (copy := copies.get(place)) is not None:
            made = _unread(report, copy, job.settings)
            yield made if isinstance(made, Failure) else (made, copy)
        else:
            yield read(report, sources.name_of(report), job.settings)


def documents(job: Job, mark: Mark, tally: Tally) -> Iterator[tuple[Place, Report | Failure]]:
    """The reports that pass the filters, and what could not be had, each with its place."""
    filters, parent = Filters(job.options), os.getppid()
    for number, found in enumerate(job.unit.found(job.settings.max_bytes, job.options.columns)):
        if os.getppid() != parent:
            raise SystemExit("whoever asked for this is gone")
        if isinstance(found.at, CannotOpen) and found.name == job.unit.path:
            raise found.at
        tally.documents += 1
        mark.set(number, tally.read, tally.words)
        if number in job.skip:
            name = job.unit.own(found.name)
            yield (number, 0), Failure(name, _deadly(name))
            continue
        if why := filters.passes_page(found):
            tally.passed[why] += 1
            continue
        for part, report in enumerate(_reports(job, found)):
            if isinstance(report, Failure):
                yield (number, part), report
                continue
            tally.reports += 1
            if why := filters.passes(report):
                tally.passed[why] += 1
            else:
                yield (number, part), report


def _unread(report: Report, copy: Copy, settings: Settings) -> Reading | Failure:
    """A copy as it is kept: its text, and no fact. A real reading of it takes its place."""
    try:
        readable = sources.require_readable(report, any_language=settings.any_language)
    except OnrecordError as error:
        return Failure(sources.name_of(report), error)
    made = Made(version=UNREAD, settings={"copy_of": copy.of})
    return Reading(made=made, report=readable)


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


def _keep(one: _Outcome, shard: Shard, tally: Tally) -> None:
    if isinstance(one, Reading):
        tally.read += 1
        tally.words += len(one.report.text.split())
        shard.add(one)
    elif isinstance(one, Failure):
        tally.aside += 1
        shard.set_aside(_told(one))
    else:
        tally.copies += 1
        reading, copy = one
        shard.copy(reading, {"copy_of": copy.of, "archive": copy.archive, "alike": copy.alike})


def _told(failure: Failure) -> dict[str, Any]:
    error = failure.error
    told = {
        "source": sources.printable(failure.source), "error": type(error).__name__,
        "what": sources.printable(error.what), "do": sources.printable(error.do),
    }  # fmt: skip
    if isinstance(error, NotUsable) and error.withdraws:
        told["withdraws"] = error.withdraws
    return told


def _deadly(name: str) -> NotReadable:
    return NotReadable(
        f"{name} could not be read: {DEATHS} processes died of it.",
        "Read it alone; if memory ran out, use fewer workers. Other reports are read.",
    )
