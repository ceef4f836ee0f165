"""Fixtures of all tests."""

from tests.demo_record import demo, demonstrated
from tests.record_servers import place, places, postgres

__all__ = ["demo", "demonstrated", "place", "places", "postgres"]
