"""An article page as a Report: its text, what each part of it is, what the page says of it."""

from onrecord.errors import NotText
from onrecord.report import Report
from onrecord.sources.assembling import Told, assemble
from onrecord.sources.pages.document import Page


def article(page: Page) -> Report:
    """The report of an article page. Raises NotText where there is no article."""
    import trafilatura

    text = trafilatura.extract(page.tree, include_comments=False, include_tables=True)
    if not text:
        raise NotText.of(page.name, "the page holds no article")
    return assemble(page.capture, text, Told(kind="article", url=page.url))
