"""POLECAT's layout: the header letter for letter, and cells that its readers understand."""

import csv
import io

import pandas
from exported import HOSTILE, Made

from onrecord.views.exports import polecat
from onrecord.views.exports.chunks import LeftOut

# The header of POLECAT's files of 2018 to 2022, as their readers have it.
HEADER = (
    "Event ID|Event Date|Event Type|Event Mode|Intensity|Quad Code|Contexts|Actor Name|"
    "Actor Country|Actor COW|Primary Actor Sector|Actor Sectors|Actor Title|Actor Name Raw|"
    "Wikipedia Actor ID|Recipient Name|Recipient Country|Recipient COW|Primary Recipient Sector|"
    "Recipient Sectors|Recipient Title|Recipient Name Raw|Wikipedia Recipient ID|Placename|City|"
    "District|Province|Country|Latitude|Longitude|GeoNames ID|Raw Placename|Feature Type|Source|"
    "Publication Date|Story People|Story Organizations|Story Locations|Language|Version"
).split("|")


def raw() -> tuple[str, LeftOut]:
    left_out = LeftOut()
    return b"".join(polecat.pieces(Made(), polecat.KINDS, left_out)).decode(), left_out


def test_the_header_is_theirs() -> None:
    assert list(polecat.COLUMNS) == HEADER
    assert raw()[0].splitlines()[0].split("\t") == HEADER


def test_only_what_happened_is_there() -> None:
    table, left_out = raw()
    assert [line.split("\t")[0] for line in table.splitlines()[1:]] == [
        "event-0000000000000001", "event-0000000000000003",
    ]  # fmt: skip
    assert left_out["that did not happen, or not for sure"] == 1


def test_cells_are_read_by_pandas() -> None:
    table = pandas.read_csv(
        io.StringIO(raw()[0]), sep="\t", quoting=csv.QUOTE_NONE, na_values=["None"]
    )
    first = table.iloc[0]
    assert first["Event Date"] == "2024-03-05"
    assert (first["Actor Country"], first["Actor COW"]) == ("NOR", 385)
    assert first["Quad Code"] == "MATERIAL CONFLICT"
    assert first["Contexts"] == "diplomatic; legal"
    assert first["Recipient Country"] == "NOR; None"
    assert first["Recipient Name"].count(";") == 1
    assert (first["Latitude"], first["Longitude"], first["Country"]) == (59.91, 10.75, "NOR")
    assert pandas.isna(first["Intensity"])
    assert pandas.isna(table.iloc[1]["Event Date"])  # a month is no day
    assert pandas.isna(table.iloc[1]["Actor Name"])


def test_hostile_names_stay_in_their_cell() -> None:
    for line in raw()[0].split("\n")[:-1]:
        assert len(line.split("\t")) == len(HEADER)
        assert not any(ord(char) < 32 and char != "\t" for char in line)
    assert HOSTILE.split("|")[0] not in [cell[:4] for cell in raw()[0].split("\t")]
