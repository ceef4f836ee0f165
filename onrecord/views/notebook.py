"""Readings in notebooks: the page in a frame of its own, and plain text where there is none."""

import html
from typing import Protocol

from onrecord.facts import Reading
from onrecord.views.page import page
from onrecord.views.terminal import Look, render

HEIGHT = 640  # pixels: about what a notebook shows at once

# The frame may run the page's own script and open the report's page; it is of no origin.
_FRAME = (
    '<iframe title="A reading by Onrecord" width="100%" height="{height}" '
    'sandbox="allow-scripts allow-popups" srcdoc="{page}"></iframe>'
)


class Printer(Protocol):
    """What IPython hands to whoever prints a value."""

    def text(self, text: str) -> None:
        """Prints."""


def framed(reading: Reading) -> str:
    """The page of a reading as an HTML fragment that touches nothing around it."""
    return _FRAME.format(height=HEIGHT, page=html.escape(page(reading)))


def printed(reading: Reading, printer: Printer, cycle: bool) -> None:
    """Prints a reading as the terminal has it, without colours; it is never in a cycle."""
    printer.text(render(reading, Look()).rstrip("\n"))
