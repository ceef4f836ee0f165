"""The loader reads what the room promises and names file and line when it cannot."""

import pytest

from onrecord import tables


def test_comments_header_and_rows() -> None:
    lines = ["# a table", "# source: us", "code\tname", "AA\tAtlantis", "", "BB\t# not a comment"]
    assert tables.parse("t.tsv", lines) == [
        {"code": "AA", "name": "Atlantis"},
        {"code": "BB", "name": "# not a comment"},
    ]


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        (["code\tname", "AA\tAtlantis", "BB"], r"t\.tsv, line 3: 1 cells .* 2 \(code, name\)"),
        (["# c", "code\tcode"], r"t\.tsv, line 2: empty or repeated column name"),
        (["# only a comment"], r"t\.tsv: no line names the columns"),
    ],
)
def test_malformed_tables_say_where(lines: list[str], message: str) -> None:
    with pytest.raises(tables.TableError, match=message):
        tables.parse("t.tsv", lines)


def test_a_missing_table_is_named() -> None:
    with pytest.raises(tables.TableError, match=r"no table atlantis\.tsv"):
        tables.rows("atlantis")


def test_digest_is_a_stable_sha256() -> None:
    assert len(tables.digest()) == 64
    assert tables.digest() == tables.digest()
