"""Fixtures of the tests of REST."""

from tests.api.asked_over import api, client

__all__ = ["api", "client"]
