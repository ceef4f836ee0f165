"""A reading for people, in a terminal or a plain file."""

from onrecord.views.terminal.look import Look
from onrecord.views.terminal.render import render

__all__ = ["Look", "render"]
