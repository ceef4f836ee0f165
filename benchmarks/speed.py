"""How fast Onrecord reads, beside spaCy's small English model: ``make bench``.

The same texts, the same machine, the same run. Each measurement is a process of its own; the
model is loaded before the clock starts, starting further processes counts. One thread a
process. A reading is whole: from a file to the bytes of its JSON. Memory is the highest sum of
proportional set sizes (PSS) of all processes, looked at ten times a second. spaCy does other
work: it tags, parses and finds names, and attributes nothing; it is the yardstick that readers
know.

Then web pages a second, the share of each room in the time, and how the time grows with the
length of a report. These two are in processor time, and so are words «a CPU second», of all
processes together: other work on the machine disturbs them less than the clock. Prints tables
and, last, one line of JSON.
"""

import argparse
import json
import os
import sys
import tempfile
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any

from benchmarks import growth, rooms
from benchmarks.texts import from_folder, ours, pages, paragraphs, recombined, spliced
from benchmarks.watch import Measured, environment, measure, sizes, starts

OWN = [sys.executable, "-m", "benchmarks.own"]
PEER = str(Path(__file__).parent / "peer_spacy.py")


def main() -> None:
    """Measures and prints."""
    options = _options()
    texts = (
        from_folder(options.texts, options.count) if options.texts else recombined(options.count)
    )
    words = sum(len(text.split()) for text in texts)
    print(f"{len(texts)} texts, {words:,} words, {os.cpu_count()} processors", flush=True)
    about: dict[str, Any] = {"texts": len(texts), "words": words, "pages": options.pages}
    about |= {"python": sys.version.split()[0], "onnxruntime": version("onnxruntime")}
    about |= {"processors": os.cpu_count()}
    with tempfile.TemporaryDirectory() as scratch:
        env = environment(Path(scratch, "compiled"))
        folder = _filled(Path(scratch, "texts"), [text.encode() for text in texts], "txt")
        who = {"onrecord": [*OWN, folder]}
        if options.peer:
            who["spaCy"] = [options.peer, PEER, folder]
        runs = [
            measure(name, command, processes, words, options.times, env)
            for processes in (1, 2)
            for name, command in who.items()
        ]
        print(_table(runs, "words/s"), flush=True)
        html = _filled(Path(scratch, "pages"), pages(options.pages), "html")
        read = [
            measure("web pages", [*OWN, html], processes, options.pages, options.times, env)
            for processes in (1, 2)
        ]
        print(f"\n{_table(read, 'pages/s')}", flush=True)
        start = starts(options.peer, options.times, env)
    size = sizes(options.peer)
    print("", *(f"{name:34}{value:>10.3f} s" for name, value in start.items()), sep="\n")
    print(
        "", *(f"{name:34}{value:>10.1f} MB" for name, value in size.items()), sep="\n", flush=True
    )
    shares = rooms.shares(texts[: max(2, len(texts) // 2)])
    print(f"\n{rooms.table(shares)}", flush=True)
    grown = growth.growth(spliced(paragraphs(texts if options.texts else ours())), options.lengths)
    print(f"\n{growth.table(grown)}")
    about |= {"runs": _plain(runs, "words_a_second"), "read": _plain(read, "pages_a_second")}
    about |= {"start": start, "size": size, "rooms": shares, "growth": grown}
    print(json.dumps(about))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--texts", type=Path, help="a folder of *.txt instead of our own texts")
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--pages", type=int, default=125, help="web pages to read")
    parser.add_argument("--times", type=int, default=3, help="runs of each, the fastest counts")
    parser.add_argument("--lengths", type=_lengths, default=growth.LENGTHS, help="N,N,… in words")
    parser.add_argument("--peer", help="the Python of an environment with requirements/peer-spacy")
    return parser.parse_args()


def _lengths(given: str) -> tuple[int, ...]:
    return tuple(int(length) for length in given.split(","))


def _filled(folder: Path, files: Sequence[bytes], suffix: str) -> str:
    """A new folder with the files, in their order."""
    folder.mkdir()
    for number, raw in enumerate(files):
        (folder / f"{number:04}.{suffix}").write_bytes(raw)
    return str(folder)


def _table(runs: Sequence[Measured], unit: str) -> str:
    """The runs for people; the ratio is Onrecord's speed over the peer's."""
    peers = {run.processes: run for run in runs if run.who == "spaCy"}
    lines = [f"{'':24}{'processes':>10}{unit:>10}{'ratio':>8}{'a CPU second':>14}{'peak MB':>9}"]
    for run in runs:
        peer = peers.get(run.processes)
        ratio = f"{run.a_second / peer.a_second:.2f}" if peer else "–"
        lines.append(
            f"{run.who:24}{run.processes:>10}{_speed(run.a_second):>10}{ratio:>8}"
            f"{_speed(run.items / run.cpu):>14}{run.peak_mb:>9,.0f}"
        )
    return "\n".join(lines)


def _speed(items: float) -> str:
    return f"{items:,.0f}" if items > 100 else f"{items:.1f}"


def _plain(runs: Sequence[Measured], unit: str) -> list[dict[str, Any]]:
    return [
        {
            "who": run.who,
            "processes": run.processes,
            "seconds": run.seconds,
            "cpu_seconds": run.cpu,
            unit: round(run.a_second, 1),
            "peak_mb": run.peak_mb,
        }
        for run in runs
    ]


if __name__ == "__main__":
    main()
