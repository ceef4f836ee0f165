"""Fixtures of all tests."""

from hypothesis import settings

from tests.demo_record import demo, demonstrated
from tests.record_servers import place, places, postgres

__all__ = ["demo", "demonstrated", "place", "places", "postgres"]

# What is red in CI is red for everyone, so laws try the same examples each time and no example is
# timed. `pytest --hypothesis-profile search` tries others: for whoever changes what a law holds.
settings.register_profile("steady", derandomize=True, deadline=None)
settings.register_profile("search", deadline=None, print_blob=True)
settings.load_profile("steady")
