"""A harvest from beginning to end: what is missing is done, what is lost is done again."""

import fcntl
import os
import shutil
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any

import msgspec

from onrecord.engines import Engine, Lost
from onrecord.errors import HarvestError, OnrecordError
from onrecord.harvesting.copies import digest, grouped
from onrecord.harvesting.filters import Options
from onrecord.harvesting.marks import mark
from onrecord.harvesting.signing import Signed, is_signed, sign_archive, signatures
from onrecord.harvesting.units import Unit
from onrecord.harvesting.work import DEATHS, Job, Read, Unread, read_archive, unwritten
from onrecord.pipeline import read_one
from onrecord.settings import Settings
from onrecord.shards import Done, Folder
from onrecord.shards.folder import SCHEMA
from onrecord.version import __version__

_MOST = 12  # so many processes may die over one archive


@dataclass(slots=True)
class State:
    """How far it has come: archives of all, bytes, and what was read in this run."""

    archives: int
    bytes: int
    signed: int = 0  # archives that are looked through for copies
    done: int = 0
    done_bytes: int = 0
    here: int = 0  # bytes of what was done in this run
    read: int = 0
    words: int = 0
    lost: int = 0


@dataclass(slots=True)
class Outcome:
    """What came of it: what is done, what could not be, how many workers were lost."""

    done: list[Done] = field(default_factory=list)
    unread: dict[str, OnrecordError] = field(default_factory=dict)
    there: int = 0
    lost: int = 0


def harvest(
    units: Sequence[Unit],
    to: str,
    options: Options,
    settings: Settings,
    engine: Engine,
    *,
    resume: bool = False,
    watch: Callable[[State], None] = lambda state: None,
    read: Read = read_one,
) -> Outcome:
    """Reads archives into the folder ``to``; ``watch`` is told how far it has come, often.

    ``resume``: what is done there stays, if it was begun with the same options. Raises HarvestError
    where the folder is another's, in use or cannot be written, and whatever stops all; what was
    done before is kept.
    """
    folder = Folder(to)
    try:
        with _alone(folder, resume=resume):
            _begin(folder, options, settings, resume=resume)
            run = _Run(folder, State(len(units), sum(one.bytes for one in units)), watch)
            jobs = [Job(unit, to, options, settings) for unit in units]
            if options.once and not _are_all_done(folder, units):
                jobs = run.signed(jobs, engine)
            jobs = [job for job in jobs if not run.has(job)]
            if jobs:
                folder.drop_manifest()
            run.do(jobs, engine, partial(read_archive, read=read))
            if not run.outcome.unread:
                folder.set_manifest(run.outcome.done)
                shutil.rmtree(folder.signatures(), ignore_errors=True)
            return run.outcome
    except OSError as error:
        raise unwritten(to, error) from error


class _Run:
    def __init__(self, folder: Folder, state: State, watch: Callable[[State], None]) -> None:
        self.outcome = Outcome()
        self._folder = folder
        self._state = state
        self._watch = watch
        self._deaths: dict[str, Counter[int]] = {}

    def has(self, job: Job) -> bool:
        """Whether an archive is done already, with the copies that it has among all of them."""
        done = self._folder.done(job.name)
        if done is None or done.bytes != job.unit.bytes:
            return False
        if job.copies is not None and done.copies_of != digest(job.copies):
            return False
        self.outcome.done.append(done)
        self.outcome.there += 1
        self._state.done += 1
        self._state.done_bytes += job.unit.bytes
        return True

    def signed(self, jobs: Sequence[Job], engine: Engine) -> list[Job]:
        """The jobs of all archives that can be opened, each with its copies among all of them."""
        os.makedirs(self._folder.signatures(), exist_ok=True)
        new = [job for job in jobs if not is_signed(self._folder, job.name, job.unit.bytes)]
        self._state.signed = len(jobs) - len(new)
        self.do(new, engine, sign_archive)
        there = [job for job in jobs if job.name not in self.outcome.unread]
        with signatures(self._folder, [job.name for job in there]) as rows:
            copies = grouped(rows)
        return [replace(job, copies=copies[job.name], skip=self._deadly(job)) for job in there]

    def do(self, jobs: Sequence[Job], engine: Engine, work: Callable[[Job], Any]) -> None:
        """Does jobs, and those that are lost once more, until none is left."""
        while jobs:
            again: list[Job] = []
            with closing(engine.each(work, jobs)) as coming:
                for one in coming:
                    if one is not None:
                        again += self._take(*one)
                    self._tell()
            jobs = again

    def _take(self, job: Job, answer: Done | Signed | Unread | Lost) -> Iterator[Job]:
        if isinstance(answer, Lost):
            yield from self._lost(job, answer)
            return
        if isinstance(answer, Signed):
            self._state.signed += 1
            self._sweep(job.name)
            return
        if isinstance(answer, Unread):
            self.outcome.unread[job.name] = answer.error
        else:
            self.outcome.done.append(answer)
            self._state.read += answer.counts["read"]
            self._state.words += answer.counts["words"]
        self._state.done += 1
        self._state.done_bytes += job.unit.bytes
        self._state.here += job.unit.bytes
        self._sweep(job.name)

    def _lost(self, job: Job, how: Lost) -> Iterator[Job]:
        """The job once more, without a document that has ended too many processes."""
        self.outcome.lost += 1
        self._state.lost += 1
        last = mark(self._folder.work(job.name))
        self._sweep(job.name)
        deaths = self._deaths.setdefault(job.name, Counter())
        deaths[last[0] if last else -1] += 1
        if deaths.total() >= _MOST:
            what = f"{job.name} could not be read: {deaths.total()} processes died over it."
            do = f"The last said: {how.how} Use fewer workers, or machines with more memory."
            self.outcome.unread[job.name] = OnrecordError(what, do)
            return
        yield replace(job, skip=self._deadly(job))

    def _deadly(self, job: Job) -> frozenset[int]:
        """The documents of an archive that have ended too many processes."""
        deaths = self._deaths.get(job.name, Counter())
        return frozenset(at for at, times in deaths.items() if times >= DEATHS and at >= 0)

    def _sweep(self, name: str) -> None:
        """Takes away what a worker has left of an archive."""
        for entry in os.scandir(self._folder.work()):
            if entry.name == f"{name}.at" or (
                entry.name.startswith(f"{name}.") and entry.name.endswith(".part")
            ):
                os.unlink(entry.path)

    def _tell(self) -> None:
        now = replace(self._state)
        for entry in os.scandir(self._folder.work()):
            if entry.name.endswith(".at") and (last := mark(entry.path.removesuffix(".at"))):
                now.read += last[1]
                now.words += last[2]
        self._watch(now)


def _are_all_done(folder: Folder, units: Sequence[Unit]) -> bool:
    """Whether just these archives were done together."""
    if not folder.is_done():
        return False
    asked = {(unit.name, unit.bytes) for unit in units}
    shards = folder.manifest().shards
    return asked == {(one.name, one.bytes) for one in shards if folder.done(one.name)}


@contextmanager
def _alone(folder: Folder, *, resume: bool) -> Iterator[None]:
    """Holds the folder against another harvest; leaves nothing half done in it."""
    if not resume and os.path.isdir(folder.path) and os.listdir(folder.path):
        what = f"The folder {folder.path} is not empty."
        raise HarvestError(what, "Give another, or --resume to go on with a harvest in it.")
    os.makedirs(folder.path, exist_ok=True)
    lock = os.open(os.path.join(folder.path, ".lock"), os.O_RDWR | os.O_CREAT, 0o644)
    try:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            what = f"Another harvest into {folder.path} is under way."
            raise HarvestError(what, "Wait for it, or give another folder.") from error
        shutil.rmtree(folder.work(), ignore_errors=True)
        os.makedirs(folder.work())
        try:
            yield
        finally:
            shutil.rmtree(folder.work(), ignore_errors=True)
    finally:
        os.close(lock)


def _begin(folder: Folder, options: Options, settings: Settings, *, resume: bool) -> None:
    """Writes down what is asked for, or holds it against what was."""
    asked = _plan(options, settings)
    stood = folder.plan()
    if stood is None:
        if resume and set(os.listdir(folder.path)) - {".lock", ".work"}:
            what = f"The folder {folder.path} holds no harvest to go on with."
            raise HarvestError(what, "Give the folder of one, or leave out --resume.")
        folder.set_plan(asked)
        return
    for name in asked:
        if stood.get(name) != asked[name]:
            what = f"The harvest in {folder.path} was begun with another {name}."
            do = "Give what was given then (harvest.json has it), or another folder."
            raise HarvestError(what, do)


def _plan(options: Options, settings: Settings) -> dict[str, Any]:
    """All that the bytes of a shard follow from, beside its archive."""
    from onrecord import tables
    from onrecord.reading.encoder import encoder  # loads the model's runtime

    reader: dict[str, Any] = {"name": settings.reader, "version": __version__}
    reader |= {"model": settings.llm_model} if settings.reader == "llm" else {
        "model": encoder().digest, "tables": tables.digest(),
    }  # fmt: skip
    if (own := tables.in_use()) is not None:
        reader["own_tables"] = own.digest
    plan = {
        "schema": SCHEMA,
        "reader": reader,
        "options": options,
        "settings": {"max_bytes": settings.max_bytes, "any_language": settings.any_language},
    }
    return dict(msgspec.json.decode(msgspec.json.encode(plan)))  # as it is read again
