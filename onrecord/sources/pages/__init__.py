"""Web pages: an article page gives one report, a live coverage page one for each post."""

from collections.abc import Sequence

from onrecord.report import Capture, Report
from onrecord.sources.pages.article import article
from onrecord.sources.pages.document import parse
from onrecord.sources.pages.live import posts


def reports(capture: Capture) -> Sequence[Report]:
    """The reports of a page, at least one.

    Raises NotText where the page holds no article (a front page, a form, a consent wall),
    EmptySource or BinarySource where it is no page.
    """
    page = parse(capture)
    return posts(page) or (article(page),)
