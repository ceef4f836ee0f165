"""Many reports on several processes: order, bounds, crashes and interrupts.

The readers here are stand-ins that the workers import by name from this module.
"""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Generator, Iterator
from pathlib import Path

import pytest

import onrecord.pipeline
import onrecord.reading
from onrecord.batch import ahead, ordered, read_many
from onrecord.errors import ModelError, NotReadable, OnrecordError, SettingError
from onrecord.facts import Reading
from onrecord.pipeline import Failure, read_found
from onrecord.report import Capture, Given, Report
from onrecord.settings import Settings
from onrecord.sources import Found, capture, reports


def echo(found: Found) -> tuple[Reading | Failure, ...]:
    """Readings without facts, one for each report; the name says what else is to happen."""
    if "crash" in found.name:
        os.kill(os.getpid(), signal.SIGKILL)
    if "exit" in found.name:
        os._exit(7)
    if "slow" in found.name:
        time.sleep(0.3)
    if "model" in found.name:
        raise ModelError("The model is damaged.", "Install it again.")
    assert isinstance(found.at, Capture)
    return tuple(Reading(report=report) for report in reports(found.at))


def captures(*names: str) -> Iterator[Found]:
    for name in names:
        yield Found(name, Capture(raw=f"This is {name}.".encode(), source=name))


def named(results: Iterator[Reading | Failure]) -> list[str]:
    return [r.source if isinstance(r, Failure) else r.report.source for r in results]


def test_order_is_that_of_the_sources() -> None:
    names = ["slow-1", "2", "3", "slow-4", *(str(n) for n in range(5, 30))]
    assert named(ordered(echo, captures(*names), 2)) == names


def test_a_worker_that_dies_costs_its_report_alone() -> None:
    results = list(ordered(echo, captures("1", "crash-2", "3", "exit-4", "5", "6"), 2))
    failed = [r for r in results if isinstance(r, Failure)]
    assert named(iter(results)) == ["1", "crash-2", "3", "exit-4", "5", "6"]
    assert [f.source for f in failed] == ["crash-2", "exit-4"]
    assert "signal 9" in str(failed[0].error)
    assert "status 7" in str(failed[1].error)


def test_only_a_bounded_number_is_taken_ahead() -> None:
    taken = []

    def stream() -> Iterator[Found]:
        for found in captures(*(str(n) for n in range(200))):
            taken.append(found)
            yield found

    results = ordered(echo, stream(), 2)
    for number in range(1, 21):
        next(results)
        assert len(taken) <= number + 2 * 4
    results.close()


def test_what_stops_all_is_raised() -> None:
    with pytest.raises(ModelError, match="damaged"):
        list(ordered(echo, captures("1", "model-2", "3"), 2))


class Unloadable:
    """A reader that ends whoever unpickles it."""

    def __reduce__(self) -> tuple[object, tuple[int]]:
        return os._exit, (3,)

    def __call__(self, found: Found) -> tuple[Reading | Failure, ...]:
        raise AssertionError


def test_workers_that_cannot_start_are_told_of() -> None:
    with pytest.raises(OnrecordError, match=r"could not be started.*status 3"):
        list(ordered(Unloadable(), captures("1"), 2))


def test_closing_leaves_no_process() -> None:
    children = Path(f"/proc/self/task/{os.getpid()}/children")
    before = set(children.read_text().split())  # other tests' are not ours to judge
    results = ordered(echo, captures(*(f"slow-{n}" for n in range(20))), 2)
    next(results)
    assert set(children.read_text().split()) - before
    results.close()
    assert not set(children.read_text().split()) - before


def test_interrupt_ends_workers_too(tmp_path: Path) -> None:
    script = tmp_path / "script.py"
    script.write_text(
        "import sys; sys.path[:0] = sys.argv[1:]\n"
        "from test_batch import captures, echo\n"
        "from onrecord.batch import ordered\n"
        "try:\n"
        "    for _ in ordered(echo, captures(*(f'slow-{n}' for n in range(999))), 2):\n"
        "        print('read', flush=True)\n"
        "except KeyboardInterrupt:\n"
        "    print('interrupted')\n"
    )
    paths = [str(Path(__file__).parent), str(Path(__file__).parents[1])]
    with subprocess.Popen(
        [sys.executable, str(script), *paths], stdout=subprocess.PIPE, start_new_session=True
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"read\n"
        os.killpg(process.pid, signal.SIGINT)
        last = b""
        for number, line in enumerate(process.stdout):
            last = line
            if number % 100 == 99:  # Python drops an interrupt that comes while it ends an object
                os.killpg(process.pid, signal.SIGINT)
        assert last == b"interrupted\n"
    assert process.returncode == 0
    with pytest.raises(ProcessLookupError):
        os.killpg(process.pid, 0)


@pytest.mark.parametrize("workers", [0, -1])
def test_number_of_workers_is_checked_at_once(workers: int) -> None:
    with pytest.raises(SettingError, match="workers"):
        read_many([], workers=workers)


def test_nothing_in_nothing_out() -> None:
    assert list(read_many([], workers=2)) == []


def test_failures_stand_in_their_place(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_text("")
    results = list(read_many([tmp_path / "gone.txt", tmp_path], workers=1))
    assert [type(r) for r in results] == [Failure, Failure]
    assert [Path(s).name for s in named(iter(results))] == ["gone.txt", "empty.txt"]


def test_a_fault_of_ours_stays_with_its_report(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(report: Report) -> Reading:
        raise IndexError("list index out of range")

    monkeypatch.setitem(vars(onrecord.reading), "read_report", broken)
    (found,) = captures("the report of the day")
    (result,) = read_found(found, Given(), Settings())
    assert isinstance(result, Failure)
    assert isinstance(result.error, NotReadable)
    assert "IndexError" in str(result.error)


def test_interrupt_is_no_fault_of_a_report(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(report: Report) -> Reading:
        raise KeyboardInterrupt

    monkeypatch.setitem(vars(onrecord.reading), "read_report", interrupted)
    (found,) = captures("the report of the day")
    with pytest.raises(KeyboardInterrupt):
        read_found(found, Given(), Settings())


def test_a_capture_keeps_what_was_given_with_it(monkeypatch: pytest.MonkeyPatch) -> None:
    def bare(report: Report) -> Reading:
        return Reading(report=report)

    monkeypatch.setitem(vars(onrecord.reading), "read_report", bare)
    given = Given(outlet="The Example")
    one = Capture(raw=b"This is the report.", source="x", given=given)
    assert onrecord.pipeline.read(one).report.outlet == "The Example"
    assert onrecord.pipeline.read(one, outlet="Another").report.outlet == "Another"


def test_capture_of_a_file(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"abc")
    assert capture(str(tmp_path / "a.txt"), Settings(max_bytes=10)).raw == b"abc"


def test_what_is_fetched_ahead_comes_in_order_and_bounded() -> None:
    taken: list[int] = []

    def made() -> Generator[int, None, None]:
        for number in range(50):
            taken.append(number)
            yield number

    line = ahead(made(), 3)
    assert next(line) == 0
    time.sleep(0.3)
    assert len(taken) <= 6  # the one given, three in line, one in hand
    assert [0, *line] == list(range(50))


def test_what_stops_fetching_ahead_is_raised_in_its_place() -> None:
    def made() -> Generator[int, None, None]:
        yield 1
        raise ModelError("The model is damaged.", "Install it again.")

    line = ahead(made(), 3)
    assert next(line) == 1
    with pytest.raises(ModelError):
        next(line)


def test_closing_what_is_fetched_ahead_closes_its_source() -> None:
    closed: list[bool] = []

    def made() -> Generator[int, None, None]:
        try:
            while True:
                yield 1
        finally:
            closed.append(True)

    line = ahead(made(), 3)
    assert next(line) == 1
    line.close()
    assert closed == [True]
