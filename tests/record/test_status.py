"""Where an agreement or a case stands, at any date."""

from datetime import date

import pytest
from testified import accord, case, change, says, step

from onrecord.record.folding import fold
from onrecord.record.status import in_force, in_order, label_of, standing_at
from onrecord.record.things import AgreementThing, CaseThing


def agreement(*changes, day="2026-03-10", parties=("a3", "a4"), name="Northern Waters Accord"):
    told = [
        says(accord(one, parties=parties, name=name), f"Paper {n}", day)
        for n, one in enumerate(changes)
    ]
    thing = fold("agreement", told)
    assert isinstance(thing, AgreementThing)
    return thing


def value(thing, at=None) -> str | None:
    status = standing_at(thing, date.fromisoformat(at) if at else None).status
    return status.value if status else None


LIFE = (
    change("proposed", "2017"),
    change("negotiated", "2018"),
    change("agreed", "2019-01"),
    change("signed", "2019-05-03"),
    change("ratified", "2019-09-01", by=("a3",)),
    change("ratified", "2019-11-01", by=("a4",)),
    change("in_force", "2020-01-01"),
    change("extended", "2024-01"),
    change("suspended", "2026-02-20", by=("a4",)),
    change("violated", "2026-02-25", by=("a3",)),
    change("resumed", "2026-03", modality="asked", by=("a4",)),
)


@pytest.mark.parametrize(
    ("at", "status"),
    [
        ("2016-01-01", None), ("2017-12-31", "proposed"), ("2018-12-31", "negotiated"),
        ("2019-02-01", "agreed"), ("2019-05-03", "signed"), ("2019-09-01", "ratified"),
        ("2020-01-01", "in_force"), ("2024-06-01", "in_force"), ("2026-02-19", "in_force"),
        ("2026-02-20", "suspended"), ("2026-03-31", "suspended"),
    ],
)  # fmt: skip
def test_a_life_at_its_dates(at, status) -> None:
    assert value(agreement(*LIFE), at) == status


def test_what_a_status_says() -> None:
    thing = agreement(*LIFE)
    now = standing_at(thing)
    assert thing.status == now.status
    assert now.status is not None
    assert (now.status.by, now.status.since) == (("actor-iceland",), "2026-02-20")
    assert [label_of(one) for one in now.stands_on] == ["suspended"]
    assert [label_of(one) for one in now.incidents] == ["violated"]
    assert [(label_of(one), one.modality) for one in now.beside] == [("resumed", "asked")]
    assert now.ratified_by == ("actor-norway", "actor-iceland")
    then = standing_at(thing, date(2025, 1, 1))
    assert then.status is not None
    assert then.status.since == "2020-01-01"
    assert [label_of(one) for one in then.stands_on] == ["in_force", "extended"]
    ratified = standing_at(thing, date(2019, 12, 1)).status
    assert ratified is not None
    assert ratified.by == ("actor-norway", "actor-iceland")


@pytest.mark.parametrize("modality", ["planned", "asked", "denied", "failed", "possible"])
def test_what_was_not_actual_never_enters_a_status(modality) -> None:
    thing = agreement(change("in_force", "2020"), change("terminated", "2025", modality=modality))
    assert value(thing) == "in_force"
    assert [label_of(one) for one in standing_at(thing).beside] == ["terminated"]


def test_a_date_in_doubt_is_told_as_perhaps() -> None:
    thing = agreement(change("in_force", "2020"), change("suspended", "2026-02"))
    now = standing_at(thing, date(2026, 2, 10))
    assert now.status is not None
    assert now.status.value == "in_force"
    assert [label_of(one) for one in now.perhaps] == ["suspended"]
    assert standing_at(thing, date(2026, 2, 28)).perhaps == ()
    assert value(thing, "2026-02-28") == "suspended"


def test_a_month_is_over_with_the_day_of_its_first_report() -> None:
    thing = agreement(change("in_force", "2020"), change("suspended", "2026-02"), day="2026-02-21")
    assert value(thing, "2026-02-21") == "suspended"
    assert value(thing, "2026-02-20") == "in_force"


def test_without_a_date_it_lies_before_its_report_and_lives_have_an_order() -> None:
    thing = agreement(change("extended"), change("suspended", "2026-02"), day="2026-03-02")
    assert value(thing) == "suspended"
    resumed = agreement(change("resumed"), change("suspended", "2026-02"), day="2026-03-02")
    assert value(resumed) == "in_force"


def test_vague_dates_around_finer_ones_are_put_in_order() -> None:
    thing = agreement(
        change("suspended", "2023"), change("resumed", "2023-05"), change("in_force", "2011"),
    )  # fmt: skip
    assert [label_of(one) for one in in_order(thing.changes)] == [
        "in_force", "suspended", "resumed",
    ]  # fmt: skip
    assert value(thing) == "in_force"


@pytest.mark.parametrize(
    ("labels", "status"),
    [
        (("in_force", "ratified"), "in_force"),  # a later party's ratification
        (("in_force", "signed"), "in_force"),
        (("in_force", "negotiated"), "in_force"),  # talks on something more
        (("in_force", "rejected"), "in_force"),
        (("signed", "rejected"), "rejected"),
        (("signed", "proposed"), "signed"),
        (("suspended", "extended"), "suspended"),
        (("suspended", "agreed"), "suspended"),
        (("suspended", "resumed"), "in_force"),
        (("suspended", "terminated"), "terminated"),
        (("expired", "proposed"), "expired"),
        (("expired", "extended"), "in_force"),
        (("terminated", "signed"), "signed"),
        (("rejected", "agreed"), "agreed"),
        (("withdrawn", "resumed"), "in_force"),
    ],
)
def test_what_comes_after_what(labels, status) -> None:
    turns = [change(label, f"202{n}-05-01") for n, label in enumerate(labels)]
    assert value(agreement(*turns)) == status


def test_one_of_two_who_suspended_resumes() -> None:
    both = (change("suspended", "2023", by=("a3",)), change("suspended", "2024", by=("a4",)))
    thing = agreement(*both, change("resumed", "2025", by=("a1",)))  # Norway, by its minister
    now = standing_at(thing).status
    assert now is not None
    assert (now.value, now.by) == ("suspended", ("actor-iceland",))
    over = agreement(*both, change("resumed", "2025"))
    assert value(over) == "in_force"
    assert value(agreement(*both, change("resumed", "2025", by=("a3", "a4")))) == "in_force"


def test_an_agreement_of_three_goes_on_for_two() -> None:
    turns = (change("in_force", "2020"), change("withdrawn", "2024", by=("a3",)))
    three = agreement(*turns, parties=("a3", "a4", "a10"))
    now = standing_at(three)
    assert now.status is not None
    assert (now.status.value, now.status.by) == ("withdrawn", ("actor-norway",))
    assert set(now.remaining) == {"actor-iceland", "actor-denmark"}
    assert standing_at(agreement(*turns)).remaining == ()


def test_in_force_at_a_date() -> None:
    things = [
        agreement(change("in_force", "2020"), name="Treaty of Harbours"),
        agreement(change("in_force", "2020"), change("expired", "2023"), name="Cod Accord"),
        agreement(change("signed", "2020"), name="Ice Pact"),
        agreement(
            change("in_force", "2020"), change("withdrawn", "2024", by=("a3",)),
            parties=("a3", "a4", "a10"), name="Belt Convention",
        ),
    ]  # fmt: skip
    assert [one.name for one, _ in in_force(things, date(2025, 1, 1))] == [
        "Belt Convention", "Treaty of Harbours",
    ]  # fmt: skip
    assert [one.name for one, _ in in_force(things, date(2022, 1, 1))] == [
        "Belt Convention", "Cod Accord", "Treaty of Harbours",
    ]  # fmt: skip


def test_a_case_stands_at_its_last_actual_step() -> None:
    told = [
        says(case(step("sentenced", "2025"), step("arrested", "2024")), "Bay News", "01"),
        says(case(step("released", "2026-03", modality="asked")), "Isle Wire", "02"),
        says(case(step("charged")), "Cape Times", "03"),
    ]
    thing = fold("case", told)
    assert isinstance(thing, CaseThing)
    assert value(thing) == "sentenced"
    assert value(thing, "2024-12-31") == "arrested"
    assert [label_of(one) for one in standing_at(thing).beside] == ["released"]
    assert [label_of(one) for one in in_order(thing.steps) if one.modality == "actual"] == [
        "arrested", "charged", "sentenced",
    ]  # fmt: skip


def test_what_was_planned_for_a_day_and_is_told_without_one_came_about_then() -> None:
    plan = change("resumed", "2026-03-01", modality="planned", by=("a4",))
    suspended = change("suspended", "2026-02-20", by=("a4",))
    thing = agreement(suspended, plan, change("resumed", None, by=("a4",)))
    assert value(thing, "2026-02-28") == "suspended"
    assert value(thing, "2026-03-01") == value(thing) == "in_force"
    # Without a plan, or with one for a day after it was told, no more is known than the report.
    assert value(agreement(suspended, change("resumed", None)), "2026-03-01") == "suspended"
    later = change("resumed", "2026-03-20", modality="planned", by=("a4",))
    thing = agreement(suspended, later, change("resumed", None, by=("a4",)))
    assert value(thing, "2026-03-09") == "suspended"
    asked = change("resumed", "2026-03-01", modality="asked", by=("a4",))
    thing = agreement(suspended, asked, change("resumed", None, by=("a4",)))
    assert value(thing, "2026-03-01") == "suspended"


def test_whoever_is_exchanged_walks_free_by_it() -> None:
    told = case(step("exchanged", "2026-03-01"), step("released", "2026-03-01"))
    thing = fold("case", [says(told, "Paper", "2026-03-10")])
    assert isinstance(thing, CaseThing)
    assert value(thing) == "released"
