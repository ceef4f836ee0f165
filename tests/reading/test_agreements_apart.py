"""Which words of a report speak of one agreement, between whom it is, and when it turned."""

from pathlib import Path

import pytest

from onrecord import Reading, read


def reading(text: str, folder: Path, day: str = "5 June 2031") -> Reading:
    file = folder / "report.txt"
    file.write_text(f"Talks in Tromso\n\nOSLO, {day} (Agency) - {text}\n", "utf-8")
    found = read(str(file))
    assert isinstance(found, Reading)
    return found


def named(found: Reading) -> list[str]:
    return [one.name for one in found.agreements]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "Norway and Finland signed a protocol on salmon in Tromso on Monday. The ministers of "
            "Norway and Finland put their names to the Tana Protocol in the town hall.",
            ["Tana Protocol"],
        ),
        (
            "Norway and Finland signed a protocol on salmon in Tromso on Monday. It replaces the "
            "Tana Protocol, which Norway suspended in May.",
            ["protocol on salmon", "Tana Protocol"],
        ),
        (
            "Norway and Finland signed a protocol on salmon in Tromso on Monday. The Tana Protocol "
            "of 1999 was suspended in May.",
            ["protocol on salmon", "Tana Protocol"],
        ),
    ],
)
def test_a_name_is_that_of_what_was_just_told(text: str, names: list[str], tmp_path: Path) -> None:
    assert named(reading(text, tmp_path)) == names


def test_the_old_accord_is_no_newer_one(tmp_path: Path) -> None:
    found = reading(
        "Norway and Finland will sign the Tana Protocol in July, the ministers said. It would sit "
        "under the old accord rather than replace it.",
        tmp_path,
    )
    told = next(one for one in found.agreements if one.name == "Tana Protocol")
    assert all("accord" not in one.span.text for one in told.mentions)


def test_those_who_act_for_a_party_are_none(tmp_path: Path) -> None:
    found = reading(
        "Experts from Norway initialled the Tana Protocol on Monday. Three foreign ministers "
        "signed the Tana Protocol on Tuesday, and parliament ratified it on Wednesday.",
        tmp_path,
    )
    names = {one.id: one.name for one in found.actors}
    parties = {names[party] for one in found.agreements for party in one.parties}
    assert not {name for name in parties if "minister" in name or "xpert" in name}
    assert not {name for name in parties if "arliament" in name}


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("which it froze in November", "2030-11"),
        ("which it froze in April", "2031-04"),
        ("which it froze in April 2029", "2029-04"),
    ],
)
def test_what_is_done_was_done_before(words: str, day: str, tmp_path: Path) -> None:
    found = reading(f"Norway said it would revive the Tana Protocol, {words}.", tmp_path)
    changes = [change for one in found.agreements for change in one.changes]
    froze = next(change for change in changes if change.change == "suspended")
    assert froze.date is not None
    assert froze.date.value == day


def test_a_suspension_that_lapses_is_yet_to_end(tmp_path: Path) -> None:
    found = reading("Norway's suspension of the Tana Protocol lapses on Monday.", tmp_path)
    told = [(c.change, c.modality) for one in found.agreements for c in one.changes]
    assert told == [("resumed", "planned")]
