"""How things of the record are put in words."""

import pytest

from onrecord.record.things import Dispute, Side
from onrecord.views.dates import is_duration
from onrecord.views.things.phrases import disputed, told_from_to


def sides(*values: str) -> tuple[Side, ...]:
    return tuple(Side(value=one, tellings=(), outlets=n) for n, one in enumerate(values, 1))


@pytest.mark.parametrize(
    ("dispute", "said"),
    [
        (
            Dispute(about="date", sides=sides("2031-05-01", "2031-04")),
            "date: 1 May 2031 (1 source) | April 2031 (2 sources)",
        ),
        (
            Dispute(about="number", sides=sides("PT1H", "PT2H")),
            "length: 1 hour (1 source) | 2 hours (2 sources)",
        ),
        (
            Dispute(about="number", sides=sides("11", "16")),
            "number: 11 (1 source) | 16 (2 sources)",
        ),
        (
            Dispute(about="place", sides=sides("Muscat\x1b[2J", "Oman")),
            "place: Muscat�[2J (1 source) | Oman (2 sources)",
        ),
    ],
)
def test_a_dispute_in_words(dispute: Dispute, said: str) -> None:
    assert disputed(dispute) == said


def test_from_when_until_when_it_was_told() -> None:
    assert told_from_to("2031-05-01T09:00:00Z", "2031-05-01T18:00:00Z") == "told 1 May 2031"
    assert told_from_to("2031-05-01", "2031-07-04") == "told 1 May 2031 to 4 July 2031"


def test_what_is_a_length() -> None:
    assert is_duration("PT1H30M")
    assert not any(map(is_duration, ("P", "11", "", "2031-05-01", "PXY")))
