"""Onrecord side by side with what people use today: ``make field``.

For each task and each reader made for it: F1 on a part of a corpus that nothing was tuned to. Then
how fast each reads the same texts, all that it does, one after another, one process and one thread
each; how much memory it takes at most, and how much room it takes on the disk. Prints tables and
leaves them, as Markdown and as JSON, in the folder `--out`. A reader that cannot be installed or
fails, and a corpus that is missing, is told and left out.
"""

import argparse
import json
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from benchmarks.field import tables
from benchmarks.field.asking import Asked, NoAnswer, ask
from benchmarks.field.environments import NotInstalled, installed, needed, ready
from benchmarks.field.machine import machine
from benchmarks.field.peers import PEERS, Peer
from benchmarks.field.tasks import TASKS, Task, missing
from benchmarks.lines import Request
from benchmarks.texts import recombined
from benchmarks.watch import ROOT

PARTS = ("accuracy", "speed")


def main(arguments: Sequence[str] | None = None) -> None:
    """Measures, prints and writes."""
    asked = _options(arguments)
    out: Path = asked.out
    out.mkdir(parents=True, exist_ok=True)
    pythons = _environments([p for p in PEERS if not asked.only or p.name in asked.only], asked)
    if "accuracy" in asked.parts:
        found = _accuracy(pythons, asked)
        before = out / "accuracy.json"
        if asked.only and before.exists():
            found = _joined(json.loads(before.read_text("utf-8")), found)
        _write(before, found)
        print(tables.plain(tables.accuracy(found)), flush=True)
    if "speed" in asked.parts:
        found = _speed(pythons, asked)
        _write(out / "speed.json", found)
        print(tables.plain(tables.speed(found)), flush=True)
    kept = {name: json.loads((out / f"{name}.json").read_text("utf-8")) for name in PARTS
            if (out / f"{name}.json").exists()}  # fmt: skip
    made = tables.page(kept)
    (out / "field.md").write_text(made, encoding="utf-8")
    print(f"Written: {out / 'field.md'}, and the figures as JSON beside it.")
    if asked.into:
        page = asked.into.read_text(encoding="utf-8")
        asked.into.write_text(tables.placed(page, made), encoding="utf-8")


def _environments(peers: Sequence[Peer], asked: argparse.Namespace) -> dict[Peer, Path]:
    """The Python of each reader that can be installed."""
    pythons = {}
    for peer in peers:
        print(f"{peer.name}: its environment …", flush=True)
        try:
            pythons[peer] = ready(peer, asked.environments.resolve(), asked.corpora.resolve())
        except NotInstalled as error:
            _loudly(f"{peer.name} cannot be installed and is left out:\n{error}")
    return pythons


def _accuracy(pythons: dict[Peer, Path], asked: argparse.Namespace) -> dict[str, Any]:
    """Every task whose corpus is there, for every reader that is asked it."""
    wanted = ", ".join(f"{task.corpus} ({task.title.lower()})" for task in TASKS)
    print(f"Corpora, below {asked.corpora}: {wanted}", flush=True)
    absent = missing(asked.corpora)
    for task in absent:
        _loudly(
            f"{task.title}: {asked.corpora / task.corpus} is not there, so that it is left out. "
            "«make build/corpora CORPORA=folder» lays the corpora out."
        )
    found: dict[str, Any] = {"machine": machine(), "versions": {}, "tasks": {}}
    for task in (task for task in TASKS if task not in absent):
        cases = task.cases(asked.corpora / task.corpus)[: asked.most]
        blocks: dict[str, dict[str, Any]] = {}
        for peer, python in pythons.items():
            if task.name not in peer.tasks:
                continue
            answered = _ask(peer, python, task.name, [c.request for c in cases], asked)
            if answered is None:
                continue
            found["versions"][peer.name] = answered.versions
            for block in task.score(cases, answered.answers):
                blocks.setdefault(block.about, {})[peer.name] = block.figures
        found["tasks"][task.name] = _told(task, len(cases), blocks)
    return found


def _joined(old: dict[str, Any], new: dict[str, Any]) -> dict[str, Any]:
    """New figures, with those of other readers of before on the same texts; speeds go stale."""
    for name, task in new["tasks"].items():
        before = old["tasks"].get(name, {"blocks": {}})["blocks"]
        task["blocks"] = {
            about: before.get(about, {}) | task["blocks"].get(about, {})
            for about in [*task["blocks"], *(before.keys() - task["blocks"].keys())]
        }
    return new | {
        "tasks": old["tasks"] | new["tasks"],
        "versions": old["versions"] | new["versions"],
    }


def _told(task: Task, texts: int, blocks: dict[str, dict[str, Any]]) -> dict[str, Any]:
    return {"title": task.title, "part": task.part, "texts": texts, "blocks": blocks}


def _speed(pythons: dict[Peer, Path], asked: argparse.Namespace) -> dict[str, Any]:
    """How fast each reader reads the same texts, and what it takes."""
    load = os.getloadavg()[0]
    if load > tables.IDLE:
        _loudly(f"The machine is busy (load {load:.1f}): its clock is not to be quoted.")
    texts = recombined(asked.count)
    words = sum(len(text.split()) for text in texts)
    requests: list[Request] = [{"text": text, "written": "2024-05-31"} for text in texts]
    readers = {}
    for peer, python in pythons.items():
        runs = [_ask(peer, python, "speed", requests, asked) for _ in range(asked.times)]
        done = [run for run in runs if run]
        if done:
            readers[peer.name] = {
                "words_a_second": round(words / min(run.seconds for run in done), 1),
                "words_a_cpu_second": round(words / min(run.cpu for run in done), 1),
                "peak_mb": max(run.peak_mb for run in done),
                "installed_mb": installed(peer, python),
            }
    about = {"machine": machine(), "load": round(load, 2), "texts": len(texts), "words": words}
    return about | {"readers": readers}


def _ask(
    peer: Peer, python: Path, task: str, requests: Sequence[Request], asked: argparse.Namespace
) -> Asked | None:
    print(f"{peer.name}: {task}, {len(requests)} texts …", flush=True)
    data = [str(needed(peer, asked.corpora.resolve()))] if peer.data else []
    try:
        return ask([str(python), "-m", peer.module, task, *data], requests, asked.limit)
    except NoAnswer as error:
        _loudly(f"{peer.name} failed at {task} and is left out there:\n{error}")
        return None


def _loudly(message: str) -> None:
    print(f"\n!!! {message}\n", flush=True)


def _write(path: Path, found: dict[str, Any]) -> None:
    path.write_text(json.dumps(found, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.field", description=(__doc__ or "").split("\n")[0]
    )
    parser.add_argument("--corpora", type=Path, default=ROOT / "build" / "corpora")
    parser.add_argument("--environments", type=Path, default=ROOT / ".venv-field")
    parser.add_argument("--out", type=Path, default=ROOT / "build" / "field")
    parser.add_argument("--into", type=Path, help="a page of the documentation to renew as well")
    parser.add_argument(
        "--only",
        nargs="+",
        metavar="READER",
        choices=[p.name for p in PEERS],
        help="these readers; the accuracy of the others stays as it was found last",
    )
    parser.add_argument("--parts", nargs="*", choices=PARTS, default=PARTS)
    parser.add_argument("--most", type=int, help="texts of each task, to try it")
    parser.add_argument("--count", type=int, default=200, help="texts of the speed part")
    parser.add_argument("--times", type=int, default=2, help="runs of it, the fastest counts")
    parser.add_argument("--limit", type=float, default=1800.0, help="seconds for one reader's task")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    main()
