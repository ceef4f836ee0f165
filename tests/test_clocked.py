"""What grows faster than it may is caught, and what does not is let be."""

from tests.clocked import grows_within, takes_within


def _work(steps: int) -> None:
    sum(range(steps))


def test_what_is_linear_is_let_be() -> None:
    assert grows_within(lambda: _work(200_000), lambda: _work(2_400_000), 40)


def test_what_is_quadratic_is_caught() -> None:
    assert not grows_within(lambda: _work(200_000), lambda: _work(144 * 200_000), 40)


def test_what_takes_too_long_is_caught() -> None:
    assert takes_within(lambda: _work(1_000), 0.05)
    assert not takes_within(lambda: _work(10_000_000), 0.005)
