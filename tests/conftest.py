"""Fixtures of all tests."""

from tests.demo_record import demo
from tests.record_servers import place, places, postgres

__all__ = ["demo", "place", "places", "postgres"]
