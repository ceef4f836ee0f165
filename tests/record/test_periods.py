"""Days and amounts that values may mean."""

from datetime import date

import pytest

from onrecord.record.identity.days import Days
from onrecord.record.periods import covers, duration, number, overlap, period


@pytest.mark.parametrize(
    ("value", "first", "last"),
    [
        ("2026-03-10", "2026-03-10", "2026-03-10"),
        ("2026-03-10T14:00", "2026-03-10", "2026-03-10"),
        ("2026-02", "2026-02-01", "2026-02-28"),
        ("2026", "2026-01-01", "2026-12-31"),
        ("2026-03-09/2026-03-11", "2026-03-09", "2026-03-11"),
        ("2026-03/2026-04", "2026-03-01", "2026-04-30"),
    ],
)
def test_days(value, first, last) -> None:
    days = [date.fromisoformat(one).toordinal() for one in (first, last)]
    assert period(value) == Days(*days)


@pytest.mark.parametrize("value", [None, "", "FUTURE_REF", "2026-03/", "2026-03-11/2026-03-09"])
def test_what_names_no_days(value) -> None:
    assert period(value) is None


@pytest.mark.parametrize(
    ("one", "other", "agree"),
    [
        (("P1Y", None), ("P12M", None), True),
        (("P18M", None), ("P1Y6M", None), True),
        (("P1W", None), ("P7D", None), True),
        (("PT60M", None), ("PT1H", None), True),
        (("P1D", None), ("PT24H", None), True),
        (("P1M", None), ("P30D", None), True),
        (("P1M", None), ("P5W", None), False),
        (("PT10M", "LESS_THAN"), ("PT8M", None), True),
        (("PT10M", "LESS_THAN"), ("PT10M", None), False),
        (("PT10M", "EQUAL_OR_LESS"), ("PT10M", None), True),
        (("P5Y", None), ("P4Y", None), False),
    ],
)
def test_durations_compared(one, other, agree) -> None:
    first, second = duration(*one), duration(*other)
    assert first is not None
    assert second is not None
    assert overlap(first, second) is overlap(second, first) is agree


@pytest.mark.parametrize("value", [None, "", "PXD", "P", "soon"])
def test_durations_without_a_number_say_nothing(value) -> None:
    assert duration(value) is None


def test_numbers() -> None:
    assert number(300, "APPROX") == (250.0, 350.0)
    assert number(35, "APPROX") == (34.5, 35.5)
    assert number(12) == (12.0, 12.0)
    assert covers(number(10, "MORE_THAN"), number(12))
    assert not overlap(number(10, "MORE_THAN"), number(10))
    assert overlap(number(10, "EQUAL_OR_MORE"), number(10))
