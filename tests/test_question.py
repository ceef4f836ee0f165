"""A question is made of strings, says what is wrong with them, and makes the same strings again."""

from datetime import UTC, date, datetime
from typing import Any, get_args

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.errors import QuestionError
from onrecord.question import MOST, Asked, Parameter, Question, first_day, last_day, listed, moment

ASKED: tuple[Asked, ...] = get_args(Asked)


def values(one: Parameter) -> st.SearchStrategy[Any]:
    """What a parameter may be given as."""
    names = st.builds("{}{}".format, st.sampled_from("aÉж3"), st.text(max_size=12))
    days = st.dates(date(1900, 1, 1), date(2100, 1, 1)).map(str)
    return {
        "name": names,
        "words": names,
        "pair": st.tuples(names, names),
        "listed": st.lists(st.sampled_from(one.choices or ("none",)), min_size=1, max_size=3),
        "day": days,
        "instant": st.one_of(days, st.datetimes(timezones=st.just(UTC)).map(datetime.isoformat)),
        "number": st.integers(1, MOST),
        "cursor": st.from_regex(r"[0-9a-f]{8}", fullmatch=True),
    }[one.shape]


@st.composite
def questions(draw: st.DrawFn) -> Question:
    asked = draw(st.sampled_from(ASKED))
    chosen = draw(st.lists(st.sampled_from(listed(asked)), unique_by=lambda one: one.name))
    told = {one.name: draw(values(one)) for one in chosen}
    if "since" in told:
        told.pop("until", None)
    return Question.of(asked, told)


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(questions())
def test_what_it_tells_of_itself_makes_it_again(question: Question) -> None:
    assert Question.of(question.asked, question.given()) == question


@given(st.sampled_from(ASKED), st.sampled_from(listed()), st.text(max_size=80))
def test_any_text_makes_a_question_or_an_error_that_says_what_to_do(
    asked: Asked, one: Parameter, text: str
) -> None:
    said = ""
    try:
        assert Question.of(asked, {one.name: text}).asked == asked
    except QuestionError as error:
        said = error.do
    assert not said or said.endswith(".")


@pytest.mark.parametrize(
    ("asked", "given", "said"),
    [
        ("statements", {"bye": "Lavrov"}, "by is meant?"),
        ("statements", {"type": "AID"}, "does not take type"),
        ("statements", {"since": "soon"}, "such as 2023-03-02"),
        ("statements", {"since": "2023-02-30"}, "such as 2023-03-02"),
        ("statements", {"as_of": "yesterday"}, "or a moment"),
        ("encounters", {"between": ["Russia"]}, "two names"),
        ("statements", {"act": "urg"}, "(urge is meant?)"),
        ("statements", {"limit": "0"}, "from 1 to"),
        ("statements", {"by": "…"}, "a name or words"),
        ("statements", {"by": "x" * 501}, "at most 500"),
        ("statements", {"by": 3}, "as text"),
        ("events", {"since": "2024", "until": "2023"}, "not after until"),
    ],
)
def test_errors_talk_to_people(asked: Asked, given: dict[str, Any], said: str) -> None:
    with pytest.raises(QuestionError) as caught:
        Question.of(asked, given)
    assert said in str(caught.value)


def test_listed_values_come_in_the_contracts_order_however_they_are_given() -> None:
    one = Question.of("statements", {"act": ["Deny, urge"], "terms": "on-record"})
    other = Question.of("statements", {"act": ["urge", "deny", "urge"], "terms": ["on_record"]})
    assert one == other
    assert (one.act, one.terms) == (("urge", "deny"), ("on_record",))


def test_a_month_begins_on_its_first_day_and_ends_on_its_last() -> None:
    question = Question.of("events", {"since": "2024-02", "until": "2024-02"})
    assert (question.since, question.until) == (date(2024, 2, 1), date(2024, 2, 29))
    assert (first_day("2023"), last_day("2023")) == (date(2023, 1, 1), date(2023, 12, 31))
    assert first_day("2023-13") is last_day("23") is None


def test_as_of_a_day_is_the_end_of_it_in_utc() -> None:
    assert moment("2023-03-01") == datetime(2023, 3, 1, 23, 59, 59, 999_999, UTC)
    assert moment("2023-03-01T12:00") == datetime(2023, 3, 1, 12, tzinfo=UTC)
    assert moment("2023-03-01T12:00+02:00") == datetime(2023, 3, 1, 10, tzinfo=UTC)
    assert moment("9999-12-31T23:59-10:00") is None


def test_every_parameter_can_be_shown() -> None:
    for one in listed():
        assert one.about
        assert one.asked <= set(ASKED)
        assert one.flag == "--" + one.name.replace("_", "-")
        assert bool(one.choices) == one.several
    assert {one.name for one in listed("actors")} < {one.name for one in listed()}


def test_without_takes_a_narrowing_away() -> None:
    question = Question.of("statements", {"by": "Lavrov", "terms": "anonymous"})
    assert question.without("terms") == Question.of("statements", {"by": "Lavrov"})
