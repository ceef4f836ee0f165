"""Where a thing of one reading stands."""

import pytest

from onrecord.facts import Case, DateSlot, Step
from onrecord.views.standing import standing
from onrecord.vocabulary import StepLabel


def step(number: int, kind: StepLabel, day: str | None) -> Step:
    date = DateSlot(value=day, basis="words", span=None) if day else None
    return Step(id=f"t{number}", step=kind, date=date)


@pytest.mark.parametrize(
    ("told", "last"),
    [
        ([("released", None), ("convicted", "2023")], "released"),
        ([("detained", None), ("convicted", "2023")], "convicted"),
        ([("released", "2022"), ("arrested", "2023")], "arrested"),
        ([("convicted", None), ("released", None)], "released"),
    ],
)
def test_a_turn_without_a_date_has_its_place_in_the_usual_course(
    told: list[tuple[StepLabel, str | None]], last: str
) -> None:
    steps = tuple(step(number, kind, day) for number, (kind, day) in enumerate(told))
    found = standing(Case(id="c1", person="a1", steps=steps))
    assert found is not None
    assert isinstance(found.turn, Step)
    assert found.turn.step == last
