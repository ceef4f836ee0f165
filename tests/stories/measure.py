"""How well a story becomes one record: ``python -m tests.stories.measure [FOLDER …]``.

B-cubed (Bagga & Baldwin 1998) over the tellings that a careful reader lists: for each telling, of
those that share its thing in the record the share that should, and of those that should the share
that does. A telling that no reading has is alone in the record: that is the reader's part, and
``found`` says how large. ``joined`` is B-cubed over the found ones alone: merging's own part.
"""

import sys
from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from pathlib import Path

from onrecord import Reading, read_many
from onrecord.record.accounts import accounts
from tests.stories.things import KINDS, Story, Told, account, story
from tests.stories.whole import merged

HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Score:
    """B-cubed precision and recall over some tellings, and how many there were."""

    precision: float
    recall: float
    count: int

    @property
    def f1(self) -> float:
        """The harmonic mean."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def b_cubed(gold: Mapping[Told, Hashable], given: Mapping[Told, Hashable]) -> Score:
    """B-cubed of a partition of tellings against another of the same."""
    wanted, had = _sides(gold), _sides(given)
    shared = {t: len(wanted[gold[t]] & had[given[t]]) for t in gold}
    count = len(gold)
    if not count:
        return Score(1.0, 1.0, 0)
    return Score(
        sum(shared[t] / len(had[given[t]]) for t in gold) / count,
        sum(shared[t] / len(wanted[gold[t]]) for t in gold) / count,
        count,
    )


def _sides(parted: Mapping[Told, Hashable]) -> dict[Hashable, set[Told]]:
    sides: dict[Hashable, set[Told]] = {}
    for told, name in parted.items():
        sides.setdefault(name, set()).add(told)
    return sides


def readings(told: Story) -> dict[str, Reading]:
    """The reading of each report by its file; raises what one that cannot be read gives."""
    files = [line["path"] for line in told.reports()]
    found = list(read_many(told.manifest))
    for one in found:
        if not isinstance(one, Reading):
            raise one.error
    return dict(zip(files, found, strict=True))


def compared(told: Story, read: Mapping[str, Reading]) -> dict[str, tuple[Score, Score]]:
    """For each kind B-cubed over all tellings, and over those that the readings have.

    A report that a newer text has replaced says nothing: its tellings are left out.
    """
    newest = {reading.report.id: file for file, reading in read.items()}
    speaking = {file: one for file, one in read.items() if newest[one.report.id] == file}
    things = {
        kind: {key: number for number, one in enumerate(parted) for key in one}
        for kind, parted in merged(speaking.values()).items()
    }
    keys = {
        file: {one.told.id: one.key for one in accounts(reading)}
        for file, reading in speaking.items()
    }
    found = {}
    for kind in KINDS:
        things_told = told.things[kind].items()
        gold = {t: name for name, all_ in things_told for t in all_ if t.report in speaking}
        given: dict[Told, Hashable] = {}
        for t in gold:
            key = account(kind, t, speaking[t.report], keys[t.report])
            given[t] = ("alone", t) if key is None else things[kind][key]
        had = {t: name for t, name in gold.items() if not isinstance(given[t], tuple)}
        found[kind] = b_cubed(gold, given), b_cubed(had, {t: given[t] for t in had})
    return found


def main(folders: list[str]) -> None:
    """Prints a table for each story."""
    for folder in map(Path, folders or [str(HERE / "harbour")]):
        told = story(folder)
        print(f"{told.name}\n{'':12}{'tellings':>9}{'found':>7}{'P':>7}{'R':>7}{'F1':>7}"
              f"   joined: {'P':>6}{'R':>7}{'F1':>7}")  # fmt: skip
        for kind, (all_, had) in compared(told, readings(told)).items():
            share = had.count / all_.count if all_.count else 1.0
            print(f"{kind:12}{all_.count:9}{share:7.2f}{all_.precision:7.2f}{all_.recall:7.2f}"
                  f"{all_.f1:7.2f}{had.precision:17.2f}{had.recall:7.2f}{had.f1:7.2f}")  # fmt: skip


if __name__ == "__main__":
    main(sys.argv[1:])
