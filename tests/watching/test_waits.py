"""How long is waited: never less than was asked for, never for ever by mistake."""

from hypothesis import given
from hypothesis import strategies as st

from onrecord.errors import EmptySource, NotFetched, OnrecordError
from onrecord.watching.waits import DAY, LONGEST, RETRIES, Hosts, Pace, after_failure, before_retry


def failing(status: int | None, wait: int | None = None) -> OnrecordError:
    error = NotFetched.of("https://news.example", "it failed")
    error.status, error.wait = status, wait
    return error


@given(st.integers(1, 1000), st.none() | st.integers(0, 10**8))
def test_a_place_that_fails_is_left_alone_longer_each_time(failures: int, wait: int | None) -> None:
    pace = Pace(every=60)
    now = after_failure(failing(503, wait), failures, pace)
    before = after_failure(failing(503, wait), failures - 1, pace)
    assert now is not None
    assert before is not None
    assert before <= now <= max(DAY, LONGEST)
    assert now >= min(wait or 0, LONGEST)


def test_what_is_gone_is_gone() -> None:
    assert after_failure(failing(410), 1, Pace()) is None
    assert after_failure(failing(404), 1, Pace()) is not None  # it may come back


def test_what_could_not_be_had_is_tried_again_and_then_given_up() -> None:
    waits = [before_retry(failing(None), tries) for tries in range(1, len(RETRIES) + 2)]
    assert waits == [*RETRIES, None]
    assert before_retry(failing(429, 5_000), 1) == 5_000


def test_what_cannot_be_read_is_given_up_at_once() -> None:
    assert before_retry(EmptySource.of("x"), 1) is None
    for status in (401, 403, 404, 410, 451):
        assert before_retry(failing(status), 1) is None


def test_a_host_is_asked_one_question_at_a_time_with_pauses() -> None:
    hosts = Hosts(between=2)
    assert hosts.may("a", 0)
    hosts.begin("a")
    assert not hosts.may("a", 100)
    assert hosts.may("b", 0)
    hosts.end("a", 100, delay=5)
    assert not hosts.may("a", 104.9)
    assert hosts.may("a", 105)
    assert hosts.next_free(101) == 4
