"""A reader is asked, in a process of its own, and watched: how long, how much memory."""

import json
import subprocess
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.lines import Answer, Request
from benchmarks.watch import ROOT, Memory, environment


class NoAnswer(Exception):
    """A reader failed, or ran past its time; says what it said last."""


@dataclass(frozen=True, slots=True)
class Asked:
    """The answers, in order; seconds on the clock and of all processors; the peak of memory."""

    answers: list[Answer]
    seconds: float
    cpu: float
    peak_mb: float
    versions: dict[str, str]


def ask(command: Sequence[str], requests: Sequence[Request], limit: float) -> Asked:
    """All answers of a reader to the requests of a task, within `limit` seconds.

    Raises NoAnswer, also where answers are missing.
    """
    with tempfile.TemporaryDirectory() as scratch:
        asked, said, told = (Path(scratch, name) for name in ("asked", "said", "told"))
        asked.write_text("".join(json.dumps(r) + "\n" for r in requests))
        env = environment(Path(scratch, "compiled"))
        with asked.open() as into, said.open("w") as out, told.open("w") as err:
            process = subprocess.Popen(
                command, stdin=into, stdout=out, stderr=err, cwd=ROOT, env=env
            )
            memory = Memory(process.pid)
            try:
                process.wait(limit)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
                raise NoAnswer(f"not done after {limit:.0f} s") from None
            finally:
                peak = memory.stop()
        if process.returncode:
            raise NoAnswer(told.read_text(errors="replace").strip()[-500:])
        *lines, last = said.read_text().splitlines()
    if len(lines) != len(requests):
        raise NoAnswer(f"{len(lines)} answers to {len(requests)} texts")
    answers, took = [json.loads(line) for line in lines], json.loads(last)
    return Asked(answers, took["seconds"], took["cpu"], round(peak), took["versions"])
