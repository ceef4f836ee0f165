"""What is asked and how it is scored: each task on a part of its corpus that nothing is tuned to.

The scores are those of `training.evaluate`: the same functions, over what a reader answered.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.field.quoted import direct_alone
from benchmarks.lines import Answer, Request
from training import coded
from training.coded import Found
from training.corpora import geowebnews, newswire, plover, polnear, timebank
from training.parts import held_out
from training.tally import Tally, measured
from training.tasks import attribution, names_newswire, times
from training.tasks.naming import Kinds, counted

Figures = dict[str, float]


@dataclass(frozen=True, slots=True)
class Case:
    """A text to ask about, and what is wanted of it, as the task's `score` takes it."""

    request: Request
    wanted: Any


@dataclass(frozen=True, slots=True)
class Block:
    """What one reader reached on one part: `about` says on what, figures are in percent."""

    about: str
    figures: Figures


@dataclass(frozen=True, slots=True)
class Task:
    """A task on one corpus: `corpus` is its folder, `part` says in words which texts."""

    name: str
    title: str
    corpus: str
    part: str
    cases: Callable[[Path], list[Case]]
    score: Callable[[Sequence[Case], Sequence[Answer]], tuple[Block, ...]]


def _attributed(folder: Path) -> list[Case]:
    return [
        Case({"text": a.text}, [(x.cue, x.source, x.content) for x in a.attributions])
        for a in polnear.articles(folder / "dev")
    ]


def _score_attribution(cases: Sequence[Case], answers: Sequence[Answer]) -> tuple[Block, ...]:
    whole, direct = ({name: Tally() for name in attribution.MEASURES} for _ in range(2))
    for case, answer in zip(cases, answers, strict=True):
        text, gold = case.request["text"], case.wanted
        found = [_spans(each) for each in answer["attributions"]]
        attribution.compare(text, gold, found, whole)
        attribution.compare(text, *direct_alone(text, gold, found), direct)
    return (
        Block(f"{whole['all exact'].wanted:,.0f} attributions", measured(0, whole).scores),
        Block(f"{direct['all exact'].wanted:,.0f} direct quotations", measured(0, direct).scores),
    )


def _spans(given: dict[str, list[list[int]]]) -> attribution.Spans:
    cue, source, content = (
        tuple((start, end) for start, end in given[part]) for part in ("cue", "source", "content")
    )
    return cue, source, content


def _named(folder: Path) -> list[Case]:
    texts = newswire.tagged(folder)
    return [Case({"text": t.text}, t.names) for t in texts if held_out(t.name)]


def _score_names(cases: Sequence[Case], answers: Sequence[Answer]) -> tuple[Block, ...]:
    return (_counted(cases, answers, {"all": names_newswire.THREE}),)


def _placed(folder: Path) -> list[Case]:
    texts = geowebnews.used(folder / "GeoWebNews")
    return [Case({"text": t.text}, t.names) for t in texts if held_out(t.name)]


def _score_places(cases: Sequence[Case], answers: Sequence[Answer]) -> tuple[Block, ...]:
    place, other = geowebnews.USES
    measures: dict[str, Kinds] = {
        "any use": {"name": (place, other)},
        "literal": {"name": (place,)},
    }
    return (_counted(cases, answers, measures),)


def _counted(
    cases: Sequence[Case],
    answers: Sequence[Answer],
    measures: Mapping[str, Kinds],
) -> Block:
    """F1 of names by measure; a measure with several kinds has a figure for each of them too."""
    found = [[(a, b, kind) for a, b, kind in answer["names"]] for answer in answers]
    pairs = [(case.wanted, names) for case, names in zip(cases, found, strict=True)]
    figures: Figures = {}
    wanted = 0.0
    for measure, kinds in measures.items():
        tallies = counted(pairs, kinds)
        whole = tallies.pop("f1")
        wanted = max(wanted, whole.wanted)
        figures[measure] = round(whole.f1, 2)
        if len(tallies) > 1:
            figures |= {kind: round(tally.f1, 2) for kind, tally in tallies.items()}
    return Block(f"{wanted:,.0f} names", figures)


def _timed(folder: Path) -> list[Case]:
    return [
        Case({"text": a.text, "written": a.written.isoformat()}, a.times)
        for a in timebank.articles(folder, "guard")
        if a.written
    ]


def _score_times(cases: Sequence[Case], answers: Sequence[Answer]) -> tuple[Block, ...]:
    found = [[timebank.Timex(*given) for given in answer["times"]] for answer in answers]
    pairs = [(case.wanted, given) for case, given in zip(cases, found, strict=True)]
    wanted = sum(len(case.wanted) for case in cases)
    return (Block(f"{wanted:,} times", times.scores(pairs)),)


def _coded(folder: Path) -> list[Case]:
    records = plover.records(folder / "gold_records.json")
    return [Case({"text": r.text}, r) for r in records if plover.kept_back(r.name)]


def _score_coded(cases: Sequence[Case], answers: Sequence[Answer]) -> tuple[Block, ...]:
    pairs = [
        (
            case.wanted,
            Found(said["type"], said["mode"], tuple(said["source"]), tuple(said["target"])),
        )
        for case, said in zip(cases, answers, strict=True)
    ]
    return (Block(f"{len(cases):,} records", coded.measured(pairs).scores),)


TASKS = (
    Task(
        "attribution", "Who said what", "polnear", "PolNeAR's development part",
        _attributed, _score_attribution,
    ),
    Task(
        "names", "Names", "en_worldwide_newswire", "the worldwide newswire, texts held out",
        _named, _score_names,
    ),
    Task(
        "places", "Names of places", "geoparsing", "GeoWebNews, texts held out",
        _placed, _score_places,
    ),
    Task(
        "times", "Times", "tempeval3_tbaq", "TimeBank and AQUAINT, the guard part",
        _timed, _score_times,
    ),
    Task(
        "event", "Events (accuracy)", "plover", "PLOVER's gold records, those kept back",
        _coded, _score_coded,
    ),
)  # fmt: skip


def missing(corpora: Path, tasks: Iterable[Task] = TASKS) -> list[Task]:
    """The tasks whose corpus is not there."""
    return [task for task in tasks if not (corpora / task.corpus).is_dir()]
