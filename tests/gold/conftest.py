"""What the tests of quality share: the gold reports, read once a session."""

import pytest

from tests.gold.measure import Examined, examine


@pytest.fixture(scope="session")
def examined() -> tuple[Examined, ...]:
    """Every gold report with the product's reading of it."""
    return examine()
