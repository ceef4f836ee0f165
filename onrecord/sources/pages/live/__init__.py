"""A live coverage page as Reports, one for each post."""

from collections.abc import Sequence

from onrecord.report import Report
from onrecord.sources.pages.document import Page


def posts(page: Page) -> Sequence[Report]:
    """The posts of a live coverage page in the page's order; none where it is no such page."""
    return ()
