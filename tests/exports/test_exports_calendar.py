"""iCalendar, read with the icalendar library."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import icalendar
import pytest
from exported import Made, agreement, encounter

from onrecord.record.things import Dispute, Side, Thing
from onrecord.views.exports import calendar
from onrecord.views.exports.chunks import LeftOut


def raw(them: list[Thing] | None = None) -> tuple[bytes, LeftOut]:
    left_out = LeftOut()
    made = Made() if them is None else Made(them=them)
    return b"".join(calendar.pieces(made, calendar.KINDS, left_out)), left_out


def entries(them: list[Thing] | None = None) -> dict[str, Any]:
    read = icalendar.Calendar.from_ical(raw(them)[0])
    return {str(one["UID"]).removesuffix("@onrecord"): one for one in read.walk("VEVENT")}


def test_days_months_and_moments() -> None:
    found = entries()
    day = found["encounter-0000000000000001"]
    assert (day["DTSTART"].dt, day["DTEND"].dt) == (date(2024, 3, 5), date(2024, 3, 6))
    month = found["encounter-0000000000000002"]
    assert (month["DTSTART"].dt, month["DTEND"].dt) == (date(2024, 5, 1), date(2024, 6, 1))
    assert "The date is no day: May 2024." in month["DESCRIPTION"]
    moment = found["encounter-0000000000000003"]
    assert moment["DTSTART"].dt == datetime(2024, 3, 6, 14, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("value", "start"),
    [
        ("2024-03-06T14:30", datetime(2024, 3, 6, 14, 30)),
        ("2024-03-06T23:30+03:00", datetime(2024, 3, 6, 20, 30, tzinfo=UTC)),
        ("2024-03-06TMO", date(2024, 3, 6)),
        ("2024-03-06T24:00", date(2024, 3, 6)),
        ("2024-03-01/2024-03-04", date(2024, 3, 1)),
        ("9999-12-31", date(9999, 12, 31)),
        ("0001", date(1, 1, 1)),
    ],
)
def test_all_that_a_date_may_be(value: str, start: date) -> None:
    (only,) = entries([encounter("encounter-1", "actual", value)]).values()
    assert only["DTSTART"].dt == start


@pytest.mark.parametrize("value", [None, "FUTURE_REF", "BC0044", "XXXX-12-25"])
def test_no_day_is_left_out_and_counted(value: str | None) -> None:
    found, left_out = raw([encounter("encounter-1", "actual", value)])
    assert b"VEVENT" not in found
    assert left_out["without a date"] == 1


def test_status_and_words_say_what_did_not_happen() -> None:
    found = entries()
    met = found["encounter-0000000000000001"]
    assert met["STATUS"] == "CONFIRMED"
    expected = {
        "encounter-0000000000000002": "TENTATIVE", "encounter-0000000000000003": "CANCELLED",
        "encounter-0000000000000004": "CANCELLED", "encounter-0000000000000006": "TENTATIVE",
        "event-0000000000000002": "TENTATIVE", "change-" + "d" * 16: "TENTATIVE",
        "step-" + "f" * 16: "TENTATIVE",
    }  # fmt: skip
    assert {uid: str(found[uid]["STATUS"]) for uid in expected} == expected
    assert "resumption asked" in found["change-" + "d" * 16]["SUMMARY"]
    assert "release planned" in found["step-" + "f" * 16]["SUMMARY"]
    assert "change-" + "e" * 16 not in found  # denied, without a date


def test_what_reports_disagree_about_is_said() -> None:
    sides = (Side(value="denied", tellings=()), Side(value="signed", tellings=()))
    signed = replace(agreement(), disputes=(Dispute(about="denial", of="b1-0", sides=sides),))
    met = encounter("encounter-1", "actual", "2024-03-05")
    met = replace(met, disputes=(Dispute(about="date", sides=sides),))
    found = entries([signed, met])
    assert "Reports disagree: date." in found["encounter-1"]["DESCRIPTION"]
    assert "Reports disagree: denial." in found["change-" + "c" * 16]["DESCRIPTION"]
    assert "Reports disagree" not in found["change-" + "d" * 16]["DESCRIPTION"]


def test_lines_are_short_and_end_as_they_must() -> None:
    found, _ = raw()
    assert found.endswith(b"END:VCALENDAR\r\n")
    for line in found.split(b"\r\n"):
        assert len(line) <= 75
        assert b"\n" not in line
        line.decode()  # no character is cut
    assert not any(ord(char) < 32 and char not in "\r\n" for char in found.decode())


def test_uids_are_unique_and_files_the_same() -> None:
    assert len(entries()) == raw()[0].count(b"BEGIN:VEVENT")
    assert raw() == raw()
