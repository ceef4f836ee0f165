"""Fixtures of all tests."""

from tests.record_servers import place, places, postgres

__all__ = ["place", "places", "postgres"]
