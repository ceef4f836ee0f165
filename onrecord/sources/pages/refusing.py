"""Why a page holds no article that can be read; or that it holds one."""

from onrecord.sources.pages.about import About
from onrecord.sources.pages.choosing import Choice
from onrecord.sources.pages.document import Page
from onrecord.sources.pages.likeness import size
from onrecord.sources.pages.region import Region
from onrecord.sources.pages.sheet import Sheet

_LEAST = 120  # characters of running text


def refusal(page: Page, main: About, sheet: Sheet, choice: Choice, place: Region) -> str | None:
    """Why there is no article; None where there is one."""
    body = [line for line in choice.lines if line.kind == "body"]
    if sum(size(line.text) for line in body) < _LEAST:
        return "the page holds no article"
    return None
