"""Reviewing: who judges, what they write, and a session in a terminal or from a pipe."""

from onrecord.views.review.keys import Keys, Piped, Typed
from onrecord.views.review.reviewer import reviewer
from onrecord.views.review.session import Session

__all__ = ["Keys", "Piped", "Session", "Typed", "reviewer"]
