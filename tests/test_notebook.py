"""Readings in a notebook: the real shell of IPython asks how to show them."""

import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import pytest
from IPython.core.interactiveshell import InteractiveShell

import onrecord
from onrecord.views.page import page
from onrecord.views.terminal import Look, render

EXAMPLE = Path(__file__).parent / "data" / "vela.reading.json"


@pytest.fixture(scope="module")
def reading() -> onrecord.Reading:
    return onrecord.decode_reading(EXAMPLE.read_bytes())


@pytest.fixture(scope="module")
def shell() -> InteractiveShell:
    made = InteractiveShell()
    onrecord.load_ipython_extension(made)
    return made


class Frame(HTMLParser):
    """The attributes of the one element that a notebook is given."""

    def __init__(self, fragment: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.feed(fragment)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))


def test_a_reading_is_shown_as_its_page_in_a_frame(
    shell: InteractiveShell, reading: onrecord.Reading
) -> None:
    shown, _ = shell.display_formatter.format(reading)
    ((tag, attributes),) = Frame(shown["text/html"]).elements
    assert tag == "iframe"
    assert attributes["srcdoc"] == page(reading)
    assert "allow-same-origin" not in (attributes["sandbox"] or "")


def test_without_pages_it_is_shown_as_in_a_terminal(
    shell: InteractiveShell, reading: onrecord.Reading
) -> None:
    shown, _ = shell.display_formatter.format(reading, include={"text/plain"})
    assert shown["text/plain"] == render(reading, Look()).rstrip("\n")


def test_importing_the_package_in_a_notebook_is_enough() -> None:
    script = (
        "from IPython.core.interactiveshell import InteractiveShell\n"
        "shell = InteractiveShell.instance()\n"
        "import onrecord\n"
        f"reading = onrecord.decode_reading(open({str(EXAMPLE)!r}, 'rb').read())\n"
        "print('<iframe' in shell.display_formatter.format(reading)[0]['text/html'])\n"
    )
    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert ran.stdout == "True\n"


def test_without_a_notebook_nothing_of_it_is_imported() -> None:
    script = "import onrecord, sys; print('IPython' in sys.modules, len(sys.modules) < 120)"
    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert ran.stdout == "False True\n"
