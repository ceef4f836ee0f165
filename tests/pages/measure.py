"""How well articles are read from pages, beside trafilatura alone on the same pages.

    python -m tests.pages.measure [FOLDER …] [--each] [--alone]

A FOLDER holds NAME.html beside NAME.truth.json (README.md has the fields); without one, all that
are developed on. F1 is of words as a multiset; `shingles` of runs of four words. What careful
readers differ on («either») counts neither for nor against.
"""

import argparse
import copy
import json
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from onrecord.errors import SourceError
from onrecord.report import Capture, Report
from onrecord.sources.pages.article import article
from onrecord.sources.pages.document import parse

HERE = Path(__file__).parent
FOLDERS = ("articles", "languages", "stubs", "other")
_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\u0e00-\u0e7f]|[^\W_]+")


@dataclass
class Tally:
    """Sums over pages: of shares (F1) and of counts, by name of the figure."""

    total: Counter[str] = field(default_factory=Counter)
    count: Counter[str] = field(default_factory=Counter)
    misses: list[str] = field(default_factory=list)

    def add(self, name: str, value: float | bool, miss: str = "") -> None:
        self.total[name] += value  # type: ignore[assignment]
        self.count[name] += 1
        if value < 1 and miss:
            self.misses.append(f"{name}: {miss}")

    def figures(self) -> dict[str, float]:
        return {name: self.total[name] / n for name, n in self.count.items()}

    def __iadd__(self, other: "Tally") -> "Tally":
        self.total.update(other.total)
        self.count.update(other.count)
        self.misses += other.misses
        return self


def measured(folder: Path, *, alone: bool = False) -> dict[str, Tally]:
    """The tally of each page in a folder, by name; ``alone``: of trafilatura by itself."""
    return {
        path.stem: (_alone if alone else _ours)(
            path, json.loads(path.with_suffix(".truth.json").read_text("utf-8"))
        )
        for path in sorted(folder.glob("*.html"))
    }


def pooled(tallies: Iterable[Tally]) -> dict[str, float]:
    """The figures over many pages."""
    total = Tally()
    for tally in tallies:
        total += tally
    return total.figures()


def capture_of(path: Path, truth: dict[str, Any]) -> Capture:
    """A page as it would have been fetched."""
    headers = {"content-type": truth["content_type"]} if truth.get("content_type") else {}
    return Capture(raw=path.read_bytes(), source=path.name, url=truth.get("url"), headers=headers)


def _ours(path: Path, truth: dict[str, Any]) -> Tally:
    tally = Tally()
    wanted = is_article(truth)
    try:
        report = article(parse(capture_of(path, truth)))
    except SourceError as error:
        tally.add("accepted" if wanted else "refused", not wanted, error.what)
        if wanted:
            for name in ("body", "whole", "shingles"):
                tally.add(name, 0.0)
        return tally
    tally.add("accepted" if wanted else "refused", wanted, f"taken: {report.text[:80]!r}")
    if wanted:
        _text(tally, report, truth)
        _about(tally, report, truth)
    return tally


def is_article(truth: dict[str, Any]) -> bool:
    """Whether a page holds an article that is to be read."""
    return bool(truth.get("article", bool(truth.get("body"))))


def _text(tally: Tally, report: Report, truth: dict[str, Any]) -> None:
    either = {_line(line) for line in truth.get("either") or ()}
    dek = _line(truth.get("dek") or "")
    body = [p.span.text for p in report.parts if p.kind in ("body", "subheading")]
    body = [line for line in body if _line(line) not in either and _line(line) != dek]
    if "dek" not in truth:  # the truth says nothing of it
        while len(body) > 1 and f1(body[:1], truth["body"][:1]) < 0.5:
            del body[0]
    whole = [p.span.text for p in report.parts if _line(p.span.text) not in either]
    wanted = truth["body"]
    every = [truth["title"], truth.get("dek") or "", *wanted, *truth.get("captions", [])]
    every += [*truth.get("credits", []), *truth.get("corrections", [])]
    tally.add("body", f1(body, wanted), _difference(body, wanted))
    tally.add("whole", f1(whole, every), _difference(whole, every))
    tally.add("strict", f1([report.text], wanted))
    tally.add("shingles", f1(body, wanted, run=4))
    captions = {_line(p.span.text) for p in report.parts if p.kind == "caption"}
    for line in truth.get("captions", []):
        tally.add("captions", _line(line) in captions, line[:80])
    credits = {_line(p.span.text) for p in report.parts if p.kind == "credit"}
    for line in truth.get("credits", []):
        tally.add("credits", _line(line) in credits, line[:80])
    corrections = {_line(p.span.text) for p in report.parts if p.kind == "correction"}
    for line in truth.get("corrections", []):
        tally.add("corrections", _line(line) in corrections, line[:80])
    subheadings = {_line(p.span.text) for p in report.parts if p.kind == "subheading"}
    for line in truth.get("subheadings") or ():
        tally.add("subheadings", _line(line) in subheadings, line[:80])
    if dek:
        tally.add("dek", dek in subheadings, dek[:80])
    shown = {_line(p.span.text) for p in report.parts if p.kind != "furniture"}
    for line in truth.get("furniture") or ():
        tally.add("furniture out", _line(line) not in shown - {_line(x) for x in every}, line[:80])


def _about(tally: Tally, report: Report, truth: dict[str, Any]) -> None:
    tally.add("title", _same(report.title, truth["title"]), f"{report.title!r} {truth['title']!r}")
    _date(tally, "date", report.published.value, truth.get("published"))
    if truth.get("modified"):
        _date(tally, "modified", report.modified, truth["modified"])
    if "outlet" in truth:
        said = f"{report.outlet!r} {truth['outlet']!r}"
        tally.add("outlet", _same(report.outlet, truth["outlet"]), said)
    if "authors" in truth:
        names = [_line(name) for name in truth["authors"]]
        said = f"{report.authors} {truth['authors']}"
        tally.add("authors", [_line(n) for n in report.authors] == names, said)
    tally.add("complete", report.complete == truth.get("complete", True), f"{report.complete}")
    tally.add("url", report.url == truth.get("url"), f"{report.url} {truth.get('url')}")


def _date(tally: Tally, name: str, ours: str | None, theirs: str | None) -> None:
    tally.add(name, _day(ours) == _day(theirs), f"{ours} {theirs}")
    if theirs and "T" in theirs:
        tally.add(f"{name} exact", _moment(ours) == _moment(theirs), f"{ours} {theirs}")


def _day(value: str | None) -> str | None:
    moment = _moment(value)
    return moment[:10] if moment else None


def _moment(value: str | None) -> str | None:
    if value is None or "T" not in value:
        return value
    read = datetime.fromisoformat(value)
    read = read.astimezone(UTC) if read.tzinfo else read
    return read.replace(tzinfo=None, microsecond=0).isoformat()


def _alone(path: Path, truth: dict[str, Any]) -> Tally:
    import trafilatura
    from trafilatura.settings import Document

    tally, wanted = Tally(), is_article(truth)
    try:
        page = parse(capture_of(path, truth))
        found = trafilatura.bare_extraction(
            copy.deepcopy(page.tree),
            url=truth.get("url"),
            include_comments=False,
            with_metadata=True,
        )
    except SourceError:
        found = None
    tally.add("accepted" if wanted else "refused", bool(found) == wanted)
    if not wanted:
        return tally
    found = found if isinstance(found, Document) else None
    text = (found.text or "") if found else ""
    either = {_line(line) for line in truth.get("either") or ()}
    body = [line for line in text.split("\n") if _line(line) not in either]
    tally.add("body", f1(body, truth["body"]), _difference(body, truth["body"]))
    tally.add("shingles", f1(body, truth["body"], run=4))
    if found:
        tally.add("title", _same(found.title, truth["title"]))
        tally.add("date", (found.date or None) == _day(truth.get("published")))
        tally.add("outlet", _same(found.sitename, truth.get("outlet")))
        names = [_line(n) for n in (found.author or "").split(";") if n.strip()]
        tally.add("authors", names == [_line(n) for n in truth.get("authors") or ()])
    return tally


def f1(ours: Sequence[str], theirs: Sequence[str], run: int = 1) -> float:
    """F1 of two texts by the multisets of their words, or of runs of words."""
    a, b = _bag(ours, run), _bag(theirs, run)
    if not a and not b:
        return 1.0
    return 2 * (a & b).total() / (a.total() + b.total())


def _bag(lines: Sequence[str], run: int) -> Counter[tuple[str, ...]]:
    words = [w for line in lines for w in _WORD.findall(line.casefold())]
    return Counter(zip(*(words[n:] for n in range(run)), strict=False))


def _difference(ours: Sequence[str], theirs: Sequence[str]) -> str:
    more = [x for x in ours if _line(x) not in {_line(y) for y in theirs}]
    less = [y for y in theirs if _line(y) not in {_line(x) for x in ours}]
    return "".join(f"\n      {mark} {line[:150]}" for mark, lines in (("+", more), ("-", less))
                   for line in lines)  # fmt: skip


def _line(text: str) -> str:
    return " ".join(_WORD.findall(text.casefold()))


def _same(ours: str | None, theirs: str | None) -> bool:
    return _line(ours or "") == _line(theirs or "")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="*", type=Path)
    parser.add_argument("--each", action="store_true", help="what is missed on each page")
    arguments = parser.parse_args()
    folders = arguments.folders or [HERE / name for name in FOLDERS if (HERE / name).is_dir()]
    for folder in folders:
        ours, alone = measured(folder), measured(folder, alone=True)
        print(f"\n{folder.name}: {len(ours)} pages")
        figures, others = pooled(ours.values()), pooled(alone.values())
        for name, value in figures.items():
            beside = f"   alone {others[name]:.3f}" if name in others else ""
            print(f"  {name:<16} {value:.3f}{beside}")
        if arguments.each:
            for name, tally in ours.items():
                print(f"  {name}", *(f"    {miss}" for miss in tally.misses), sep="\n")


if __name__ == "__main__":
    main()
