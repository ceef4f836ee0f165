"""What class a source is of, and how sure a share: by the table and by published figures."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.record.intervals import wilson
from onrecord.record.sourcing import classes
from onrecord.record.things import Ref
from onrecord.tables import rows
from onrecord.vocabulary import SourceClass, values


def who(kind: str = "person", **told: object) -> Ref:
    return Ref(id="actor-0", name="N", kind=kind, **told)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("source", "terms", "wanted"),
    [
        (who(represents="AT", office="foreign minister"), "on_record", {"named", "official"}),
        (who(represents="AT", unnamed=True), "anonymous", {"unnamed", "official"}),
        (who(represents="AT"), "on_background", {"unnamed", "official"}),
        (who(represents="AT", sector="OPP"), "on_record", {"named", "opposition"}),
        (who(sector="PTY"), "on_record", {"named", "not_told"}),
        (who(sector="LEG"), "on_record", {"named", "not_told"}),
        (who(sector="BUS"), "unspecified", {"named", "private"}),
        (who(), "unspecified", {"named", "not_told"}),
        (who("unnamed_source"), "anonymous", {"unnamed", "not_told"}),
        (who("state"), "unspecified", {"named", "official"}),
        (who("document"), "document", {"document"}),
        (None, "unspecified", {"not_told"}),
        (Ref(id="case-0", name="N"), "unspecified", {"not_told"}),
    ],
)
def test_the_table_says_the_side_and_where_it_does_not_nobody_guesses(
    source: Ref | None, terms: str, wanted: set[str]
) -> None:
    assert classes(source, terms) == wanted  # type: ignore[arg-type]


def test_the_table_has_classes_that_there_are() -> None:
    assert {row["class"] for row in rows("source_classes")} <= {"", *values(SourceClass)}
    assert {row["on"] for row in rows("source_classes")} <= {"kind", "sector", "represents"}


@pytest.mark.parametrize(
    ("count", "total", "low", "high"),
    [  # Newcombe, Statistics in Medicine 17 (1998), table I: the score method
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0000, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_intervals_are_those_that_are_published(
    count: int, total: int, low: float, high: float
) -> None:
    assert wilson(count, total) == pytest.approx((low, high), abs=5e-5)


@given(st.integers(0, 500), st.integers(0, 500))
def test_an_interval_has_its_share_within_and_its_mirror(one: int, other: int) -> None:
    total = one + other
    low, high = wilson(one, total)
    assert 0 <= low <= high <= 1
    if total:
        assert low <= one / total <= high
        assert wilson(other, total) == pytest.approx((1 - high, 1 - low))


def test_more_than_all_is_no_share() -> None:
    with pytest.raises(ValueError, match="no share"):
        wilson(3, 2)
