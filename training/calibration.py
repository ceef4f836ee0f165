"""Whether facts hold as often as their confidence says: `python -m training.calibration`.

Facts of the gold reports are held against their complete readings (`onrecord.scoring`): a fact
holds where that has it too. What is printed, by part of the gold, leaves each report out of the
fit that judges it. `--write` fits the table `confidence` to all of them; `--figure` draws.

The rules were written with the parts `reports` and `second` in sight, so their facts hold more
often than those of a report that nobody has seen. Of the part `third` nothing was. The fit
therefore has one weight for a report's being familiar, for all kinds of fact together, and what
the table gets is without it. With `--polnear DIR` the statements of PolNeAR's held-out articles
teach how much the cue's probability and a short content tell; that corpus has other ideas of what
a statement is, so its level counts for nothing.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from onrecord import sources
from onrecord.facts import Reading, Statement, decode_reading, letters
from onrecord.reading.confidence import KINDS, Fact, Signs, signs
from onrecord.reading.reader import unweighed
from onrecord.report import Report, text_sha256
from onrecord.scoring import matched
from onrecord.scoring.against import OF_SHORTER, OF_UNION
from onrecord.scoring.pairing import paired
from onrecord.settings import Settings
from training.corpora import polnear
from training.logistic import Array, chances, fitted
from training.parts import held_out
from training.reliability import Judged, drawn, table_of

TABLE = Path("onrecord/tables/confidence.tsv")
FAMILIAR = ("reports", "second")
_FREE, _SHY = 1e-3, 1.0  # what the square of a weight costs: of a level, of any other sign
_LEARNT_ELSEWHERE = ("guess", "short")
_HEAD = (
    "# How sure a fact is: weights of a logistic function over the signs of"
    " onrecord/reading/confidence.py.\n"
    "# source: fitted by training.calibration to the project's own gold reports, and for statements"
    " also to PolNeAR's held-out articles; weights only.\n"
    "# licence: Apache-2.0, like the project.\n"
    "kind\tsign\tweight\n"
)


@dataclass(frozen=True, slots=True)
class Weighed:
    """A fact found: its signs, and whether it holds. `part` is of the gold, or a corpus."""

    part: str
    report: str
    kind: str
    guess: float
    signs: Signs
    holds: bool


def gold(folder: Path, parts: Sequence[str]) -> Iterator[Weighed]:
    """The facts found in the gold reports of `folder`."""
    for part in parts:
        for path in sorted((folder / part).glob("*.txt")):
            right = decode_reading(path.with_suffix(".reading.json").read_bytes())
            ours = _read(path)
            both = matched(ours, right)
            pairs = (*both.statements, *both.encounters, *both.changes, *both.steps)
            known = {id(found) for found, _ in pairs}
            for fact in _facts(ours):
                yield _weighed(part, path.stem, fact, id(fact) in known)


def _facts(reading: Reading) -> Iterator[Fact]:
    yield from reading.statements
    yield from reading.encounters
    for agreement in reading.agreements:
        yield from agreement.changes
    for case in reading.cases:
        yield from case.steps


def _weighed(part: str, report: str, fact: Fact, holds: bool) -> Weighed:
    kind = KINDS[type(fact)]
    if isinstance(fact, Statement):
        found = signs(fact, fact.confidence, fact.vouched_by)
        return Weighed(part, report, kind, fact.confidence, found, holds)
    best = max(fact.tellings, key=lambda one: one.confidence)
    found = signs(fact, best.confidence, best.vouched_by)
    return Weighed(part, report, kind, fact.confidence, found, holds)


def elsewhere(folder: Path) -> Iterator[Weighed]:
    """The statements found in PolNeAR's articles held out for tuning, against its attributions.

    They hold where an attribution shares their content, as scoring has it. The corpus knows no
    statement within another: those found are left out.
    """
    for article in polnear.articles(folder):
        if not held_out(article.name):
            continue
        said = unweighed(_reported(article)).statements
        ours = [letters(one.content or one.cue) for one in said]
        gold = [_covered(a.content or a.cue) for a in article.attributions]

        def worth(
            i: int, j: int, ours: list[set[int]] = ours, gold: list[set[int]] = gold
        ) -> float:
            common = len(ours[i] & gold[j])
            least = min(len(ours[i]), len(gold[j]))
            union = common / max(1, len(ours[i] | gold[j]))
            return union if common >= OF_SHORTER * least and union >= OF_UNION else 0.0

        known = {i for i, _ in paired(len(ours), len(gold), worth)}
        for i, one in enumerate(said):
            if not one.vouched_by:
                yield _weighed("polnear", article.name, one, i in known)


def _reported(article: polnear.Article) -> Report:
    return Report(id=article.name, text_sha256=text_sha256(article.text), text=article.text)


def _covered(ranges: Sequence[tuple[int, int]]) -> set[int]:
    return {at for start, end in ranges for at in range(start, end)}


def _read(path: Path) -> Reading:
    (report,) = sources.reports(sources.capture(str(path), Settings()))
    return unweighed(report)


# --- the fit --------------------------------------------------------------------------------


class Fit:
    """Weights by (kind, sign), and of what is no sign: being familiar, another corpus' level."""

    def __init__(self, facts: Sequence[Weighed]) -> None:
        self._fit(facts, {name for fact in facts for name in _named(fact)})
        against = {n for n, weight in self.table().items() if n[1] == "guess" and weight < 0}
        if against:  # a guess that tells nothing is left out, and never turned round
            self._fit(facts, set(self._columns) - against)

    def _fit(self, facts: Sequence[Weighed], names: Set[tuple[str, str]]) -> None:
        self._columns = {name: at for at, name in enumerate(sorted(names))}
        ridge = [_FREE if not kind or sign == "base" else _SHY for kind, sign in self._columns]
        holds = np.array([fact.holds for fact in facts], dtype=np.float64)
        self._weights = fitted(self._rows(facts), holds, np.array(ridge))

    def chances(self, facts: Sequence[Weighed], *, familiar: bool) -> Array:
        """How likely each fact is to hold, taken as one of a report seen before, or not."""
        return chances(self._rows(facts, familiar=familiar), self._weights)

    def table(self) -> dict[tuple[str, str], float]:
        """What the product reads: the weights of the signs."""
        return {name: float(self._weights[at]) for name, at in self._columns.items() if name[0]}

    def _rows(self, facts: Sequence[Weighed], *, familiar: bool | None = None) -> Array:
        rows = np.zeros((len(facts), len(self._columns)))
        for row, fact in zip(rows, facts, strict=True):
            for name, value in _named(fact, familiar).items():
                if name in self._columns:
                    row[self._columns[name]] = value
        return rows


def _named(fact: Weighed, familiar: bool | None = None) -> dict[tuple[str, str], float]:
    if fact.part == "polnear":
        level = ("", f"polnear {'indirect' if fact.signs['indirect'] else 'direct'}")
        own = {(fact.kind, sign): fact.signs[sign] for sign in _LEARNT_ELSEWHERE}
        return own | {level: 1.0}
    known = fact.part in FAMILIAR if familiar is None else familiar
    return {(fact.kind, sign): value for sign, value in fact.signs.items()} | {
        ("", "familiar"): float(known)
    }


def judged(facts: Sequence[Weighed], more: Sequence[Weighed]) -> dict[str, list[Judged]]:
    """Guess, chance and truth of every fact by part, each report left out of its own fit."""
    of_report = defaultdict[tuple[str, str], list[Weighed]](list)
    for fact in facts:
        of_report[fact.part, fact.report].append(fact)
    found = defaultdict[str, list[Judged]](list)
    for (part, report), own in of_report.items():
        rest = [f for f in facts if (f.part, f.report) != (part, report)]
        likely = Fit([*rest, *more]).chances(own, familiar=part in FAMILIAR)
        name = "reports, second" if part in FAMILIAR else part
        found[name] += [
            Judged(f.guess, float(p), f.holds) for f, p in zip(own, likely, strict=True)
        ]
    return dict(found)


def written(table: dict[tuple[str, str], float]) -> str:
    """The text of the table."""
    rows = (f"{kind}\t{sign}\t{weight:.3f}\n" for (kind, sign), weight in sorted(table.items()))
    return _HEAD + "".join(rows)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m training.calibration", description=__doc__)
    parser.add_argument("--gold", type=Path, default=Path("tests/gold"), help="(%(default)s)")
    parser.add_argument("--polnear", type=Path, help="the corpus' folder `train`")
    parser.add_argument("--write", action="store_true", help=f"write {TABLE}")
    parser.add_argument("--figure", type=Path, help="where to draw the figure (.svg)")
    args = parser.parse_args()
    facts = list(gold(args.gold, (*FAMILIAR, "third")))
    more = list(elsewhere(args.polnear)) if args.polnear else []
    parts = judged(facts, more)
    for part, found in parts.items():
        print(f"{part}: {len(found)} facts\n{table_of(found)}\n")
    if args.figure:
        args.figure.write_text(drawn(parts), "utf-8")
    if args.write:
        TABLE.write_text(written(Fit([*facts, *more]).table()), "utf-8")


if __name__ == "__main__":
    main()
