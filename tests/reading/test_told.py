"""What sentences of news tell, as outlets of all kinds write them: who met, who said, who is named.

The sentences were written before anybody looked at what the reader makes of them; those that it
reads rightly stand in `told/`, so that none of them is lost again.
"""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from onrecord import Reading, read_many

HERE = Path(__file__).with_name("told")


def lines(name: str) -> list[tuple[str, list[str]]]:
    """The sentences of a table, each with what it tells, in order."""
    found = []
    for line in (HERE / name).read_text(encoding="utf-8").splitlines()[1:]:
        text, _, told = line.rpartition(" | ")
        found.append((text, sorted(one for one in told.split("; ") if one != "none")))
    return found


def called(reading: Reading, ident: str) -> str:
    """An actor by name, a person by the last word of it."""
    actor = next(actor for actor in reading.actors if actor.id == ident)
    return actor.name.split()[-1] if actor.kind == "person" else actor.name


def met(reading: Reading) -> list[str]:
    """The encounters of a reading as the table writes them."""
    found = []
    for one in reading.encounters:
        day = f" @ {one.date.value}" if one.date and one.date.value else ""
        who = " + ".join(sorted(called(reading, ident) for ident in one.participants))
        found.append(f"{one.modality}: {who}{day}")
    return sorted(found)


def said(reading: Reading) -> list[str]:
    """The statements of a reading as the table writes them."""
    return sorted(
        f"{one.act}: {' + '.join(called(reading, ident) for ident in one.speaker)}"
        for one in reading.statements
    )


def persons(reading: Reading) -> list[str]:
    """The persons of a reading."""
    return sorted(actor.name for actor in reading.actors if actor.kind == "person")


def held(reading: Reading) -> list[str]:
    """The steps of the cases of a reading: whose, which, how it stands."""
    return sorted(
        f"{called(reading, case.person)}: {step.step} {step.modality}"
        for case in reading.cases
        for step in case.steps
    )


def wrongly_read(
    name: str, tell: Callable[[Reading], list[str]], folder: Path, *, planted: int = 0
) -> list[str]:
    """The sentences of a table that are not read as they should be; `planted` are told wrongly."""
    table = lines(name)
    for at in range(planted):
        table[at] = (table[at][0], [*table[at][1], "somebody else"])
    manifest = folder / "reports.jsonl"
    reports = [
        {
            "text": f"{text}\n",
            "url": f"https://wire.example/{at}",
            "outlet": "Wire",
            "published": "2031-05-14",
        }
        for at, (text, _) in enumerate(table)
    ]
    head = {"schema": "onrecord/reports/1"}
    manifest.write_text("\n".join(map(json.dumps, [head, *reports])) + "\n", encoding="utf-8")
    wrong = []
    for (text, wanted), reading in zip(table, read_many(str(manifest)), strict=True):
        assert isinstance(reading, Reading)
        if (found := tell(reading)) != wanted:
            wrong.append(f"{text} {found}")
    return wrong


TABLES = [
    ("met.txt", met),
    ("said.txt", said),
    ("persons.txt", persons),
    ("held.txt", held),
]


@pytest.mark.parametrize(("name", "tell"), TABLES)
def test_sentences_of_news(name: str, tell: Callable[[Reading], list[str]], tmp_path: Path) -> None:
    assert wrongly_read(name, tell, tmp_path) == []


def test_a_line_that_tells_something_else_is_found(tmp_path: Path) -> None:
    assert len(wrongly_read("persons.txt", persons, tmp_path, planted=2)) == 2


@pytest.mark.parametrize("name", [name for name, _ in TABLES])
def test_each_table_has_what_tells_nothing(name: str) -> None:
    assert [] in [wanted for _, wanted in lines(name)]
