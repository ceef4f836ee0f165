"""How well posts are read from live coverage pages: recall, precision, times, links, titles.

    python -m tests.pages.measure_live [FOLDER] [--each]

FOLDER holds NAME.html beside NAME.truth.json; without one it is tests/pages/live.
"""

import argparse
import json
import re
import tomllib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from onrecord.report import Capture, Report
from onrecord.sources.pages.document import parse
from onrecord.sources.pages.live import posts

HERE = Path(__file__).parent
FOUND = 0.9  # F1 of words from which a post counts as found


@dataclass
class Score:
    """Posts of one page or many; the counts of fields are those of posts that were found."""

    expected: int = 0
    given: int = 0
    found: int = 0
    right: Counter[str] = field(default_factory=Counter)
    asked: Counter[str] = field(default_factory=Counter)
    misses: list[str] = field(default_factory=list)

    def __add__(self, other: "Score") -> "Score":
        return Score(
            self.expected + other.expected,
            self.given + other.given,
            self.found + other.found,
            self.right + other.right,
            self.asked + other.asked,
            self.misses + other.misses,
        )

    def figures(self) -> dict[str, float]:
        """Each figure as a share of one, by name."""
        told = {name: self.right[name] / n for name, n in self.asked.items()}
        return {
            "recall": self.found / max(1, self.expected),
            "precision": self.found / max(1, self.given),
            **{name: told[name] for name in sorted(told)},
        }


def floors(room: str) -> dict[str, float]:
    """The least that each figure must reach on a folder of tests/pages."""
    told = tomllib.loads((HERE / "floors.toml").read_text(encoding="utf-8"))
    return {name: float(least) for name, least in told[room].items()}


def below(figures: dict[str, float], least: dict[str, float]) -> list[str]:
    """The figures that are below their floors or gone, in words."""
    return [
        f"{name}: {figures.get(name, 0.0):.3f} is below its floor {floor:.3f}"
        for name, floor in least.items()
        if figures.get(name, 0.0) < floor - 0.0005
    ]


def measured(folder: Path) -> dict[str, Score]:
    """The score of each page in a folder, by name."""
    return {path.stem: _page(path) for path in sorted(folder.glob("*.html"))}


def _page(path: Path) -> Score:
    truth = json.loads(path.with_suffix(".truth.json").read_text(encoding="utf-8"))
    given = posts(parse(Capture(raw=path.read_bytes(), source=path.name, url=truth["url"])))
    score = Score(expected=len(truth["posts"]), given=len(given))
    for expected, report in _matched(truth["posts"], given):
        if report is None:
            score.misses.append(f"{path.stem}: not found: {_name(expected)}")
            continue
        score.found += 1
        _fields(score, path.stem, expected, report)
    _whole(score, path.stem, given)
    return score


def _matched(
    expected: Sequence[dict[str, Any]], given: Sequence[Report]
) -> Iterator[tuple[dict[str, Any], Report | None]]:
    left = [(report, _words(body(report))) for report in given]
    for one in expected:
        wanted = _words(" ".join(one["body"] or one["captions"]))
        allowed = _words(" ".join(one.get("embeds", ())))
        scored = [(_f1(wanted, allowed, words), n) for n, (_, words) in enumerate(left)]
        best, number = max(scored, key=lambda s: (s[0], -s[1]), default=(0.0, -1))
        yield one, left.pop(number)[0] if best >= FOUND else None


def body(report: Report) -> str:
    """The paragraphs of a report, without headline and captions; captions where it has no other."""
    kinds = {"body", "subheading"}
    if not any(part.kind in kinds for part in report.parts):
        kinds = {"caption"}
    return " ".join(part.span.text for part in report.parts if part.kind in kinds)


def _fields(score: Score, page: str, expected: dict[str, Any], report: Report) -> None:
    asked = {
        "times": _same_minute(expected["published"], report.published.value),
        "titles": _bare(expected["title"]) == _bare(report.title),
        "links": expected["url"] == report.url,
        "authors": sorted(expected["authors"]) == sorted(report.authors),
    }
    if expected.get("captions"):
        said = " ".join(p.span.text for p in report.parts if p.kind == "caption")
        asked["captions"] = all(_bare(c) in _bare(said) for c in expected["captions"])
    for name, is_right in asked.items():
        score.asked[name] += 1
        score.right[name] += is_right
        if not is_right:
            captions = [p.span.text for p in report.parts if p.kind == "caption"]
            told = {
                "times": (report.published.value, expected["published"]),
                "titles": (report.title, expected["title"]),
                "links": (report.url, expected["url"]),
                "authors": (report.authors, expected["authors"]),
                "captions": (captions, expected["captions"]),
            }
            is_, wanted = told[name]
            score.misses.append(f"{page}: {name}: {is_!r} for {wanted!r}")


def _whole(score: Score, page: str, given: Sequence[Report]) -> None:
    if given:
        score.asked["part_of"] += 1
        score.right["part_of"] += len({r.part_of for r in given}) == 1 and bool(given[0].part_of)
        score.asked["ids"] += 1
        score.right["ids"] += len({r.id for r in given}) == len(given)


def _f1(wanted: Counter[str], allowed: Counter[str], given: Counter[str]) -> float:
    extra = given - wanted
    given = given - (extra & allowed)  # posts of others may be there or not
    both = (wanted & given).total()
    return 2 * both / max(1, wanted.total() + given.total())


def _words(text: str) -> Counter[str]:
    return Counter(re.findall(r"\w+", text.lower()))


def _bare(text: str | None) -> str:
    return " ".join(re.findall(r"\w+", (text or "").lower()))


def _same_minute(expected: str | None, given: str | None) -> bool:
    if expected is None or given is None:
        return expected == given
    return _minute(expected) == _minute(given)


def _minute(text: str) -> str:
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is not None:
        moment = moment.astimezone(UTC)
    return moment.isoformat(timespec="minutes") if "T" in text else text


def _name(expected: dict[str, Any]) -> str:
    return f"{expected['published']} {expected['title'] or expected['body'][0][:60]}"


def main() -> None:
    """Print the figures of a folder, with --each those of every page and what was missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=HERE / "live")
    parser.add_argument("--each", action="store_true")
    given = parser.parse_args()
    scores = measured(given.folder)
    for name, score in scores.items() if given.each else ():
        print(f"{name}: {score.found} of {score.expected}, {score.given} given")
        for miss in score.misses:
            print(f"    {miss}")
    total = sum(scores.values(), Score())
    print(f"{len(scores)} pages, {total.expected} posts")
    for name, share in total.figures().items():
        print(f"{name:10} {share:.3f}")


if __name__ == "__main__":
    main()
