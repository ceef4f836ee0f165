"""Reviewing in a terminal, or line by line from a pipe: one key a verdict."""

from onrecord.views.review.keys import Keys, Piped, Typed
from onrecord.views.review.session import Session

__all__ = ["Keys", "Piped", "Session", "Typed"]
