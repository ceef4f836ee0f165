"""Small archives, readers that cost nothing, and what a harvest leaves: for several tests."""

import os
import random
import signal
import time
from collections.abc import Generator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from onrecord.engines import Engine, J, Work
from onrecord.facts import Made, Reading
from onrecord.harvesting import Options, Outcome, harvest, units
from onrecord.pipeline import Failure
from onrecord.report import Report
from onrecord.settings import Settings
from onrecord.sources import require_readable
from tests.archives.crawls import Crawl, page

SETTINGS = Settings(max_bytes=1_000_000)
FOREIGN = (
    b"<!doctype html><html><head><title>Treffen</title></head><body><article><h1>Treffen</h1>"
    b"<p>Die Minister haben sich am Dienstag in der Stadt getroffen, und sie haben nicht viel "
    b"gesagt, sagte der Sprecher.</p></article></body></html>"
)


_WORDS = (
    "the minister of harbours told reporters on Tuesday that no boat had left since the storm and "
    "that customs officers would count nets sails ropes and barrels before any captain may sail "
    "again while fishermen blocked the mole for a week with carts and old engines from the yard"
).split()


def crawls(folder: Path, archives: int = 3, pages: int = 4, *, told: bool = False) -> Path:
    """Some archives of some pages each, a foreign one, an empty one and a damage among them.

    ``told``: each page has a text of its own, but for page 2, which is nearly the same everywhere.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(archives):
        made = Crawl()
        for one in range(pages):
            title = f"Ministers meet for the time {number * pages + one}"
            raw = page(title)
            if told:
                raw = raw.replace(b"</article>", _told(0 if one == 2 else number, one))
            made.add(f"https://news.example/{number}/{one}", raw)
        made.add(f"https://zeitung.example/{number}", FOREIGN)
        made.add(f"https://news.example/{number}/empty", b"<html><body></body></html>")
        raw = bytearray(made.raw)
        raw[made.starts[1] + 40] ^= 0xFF
        (folder / f"crawl-{number}.warc.gz").write_bytes(bytes(raw))
    return folder


def _told(number: int, one: int) -> bytes:
    drawn = random.Random(f"{number}.{one}")
    lines = (" ".join(drawn.choices(_WORDS, k=14)) for _ in range(16))
    return "".join(f"<p>{line.capitalize()}.</p>" for line in lines).encode() + b"</article>"


def bare(report: Report, name: str, settings: Settings) -> Reading | Failure:
    """A reading without a fact, which costs nothing; what no reader takes fails here too."""
    from onrecord.errors import OnrecordError

    try:
        return Reading(made=Made(version="test"), report=require_readable(report))
    except OnrecordError as error:
        return Failure(name, error)


def slow(report: Report, name: str, settings: Settings) -> Reading | Failure:
    """The same, with time to be interrupted in."""
    time.sleep(0.05)
    return bare(report, name, settings)


def deadly(report: Report, name: str, settings: Settings) -> Reading | Failure:
    """The same; its process dies of one report."""
    if report.title and report.title.endswith("time 6"):
        os.kill(os.getpid(), signal.SIGKILL)
    return bare(report, name, settings)


_COUNT = 0


def forgetful(report: Report, name: str, settings: Settings) -> Reading | Failure:
    """The planted fault: a reading that depends on what its process has read before."""
    global _COUNT
    _COUNT += 1
    made = bare(report, name, settings)
    if isinstance(made, Failure):
        return made
    return replace(made, made=Made(version=str(_COUNT)))


class Here:
    """An engine that starts no process: the same answers, sooner; no fault can be tested by it."""

    workers = 1

    def each(self, work: Work, jobs: Sequence[J]) -> Generator[tuple[J, Any] | None, None, None]:
        """As ``Engine.each`` says."""
        for job in jobs:
            yield job, work(job)


def harvested(
    archives: Path | Sequence[Path],
    to: Path,
    *,
    engine: Engine | None = None,
    options: Options | None = None,
    read: object = bare,
    resume: bool = False,
    backwards: bool = False,
) -> Outcome:
    """A harvest of all archives with a reader of this module."""
    places = [archives] if isinstance(archives, Path) else archives
    options = options or Options()
    found = units(map(str, places), options.columns)
    return harvest(
        found[::-1] if backwards else found,
        str(to),
        options,
        SETTINGS,
        engine or Here(),
        resume=resume,
        read=read,  # type: ignore[arg-type]
    )


def left(folder: Path) -> dict[str, bytes]:
    """Every file of a folder and its bytes."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != ".lock"
    }
