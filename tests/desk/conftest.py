"""Fixtures of the tests of the desk."""

from tests.desk.desk_visits import desk, empty, hostile, made, visitor

__all__ = ["desk", "empty", "hostile", "made", "visitor"]
