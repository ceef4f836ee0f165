"""An article page as a Report: its text, what each part of it is, what the page says of it."""

from onrecord.errors import NotText
from onrecord.report import Report
from onrecord.sources.assembling import Told, assemble
from onrecord.sources.pages.about import NEWS, about
from onrecord.sources.pages.address import address_of
from onrecord.sources.pages.authors import authors_of
from onrecord.sources.pages.choosing import choose
from onrecord.sources.pages.completeness import filled_from_fields, is_complete
from onrecord.sources.pages.dates import dates
from onrecord.sources.pages.document import Page
from onrecord.sources.pages.lines import Line
from onrecord.sources.pages.outlets import is_address, outlet_in_text, outlet_of
from onrecord.sources.pages.refusing import refusal
from onrecord.sources.pages.region import region
from onrecord.sources.pages.sheet import Sheet
from onrecord.sources.pages.titles import outlet_of_title, title_of
from onrecord.sources.pages.writing import written


def article(page: Page) -> Report:
    """The report of an article page. Raises NotText where there is no article."""
    main = about(page)
    sheet = Sheet.of(page, main.body)
    outlet = outlet_of(page, main)
    title = title_of(page, main, sheet, outlet)
    if outlet is None:
        outlet = outlet_of_title(page, title) or outlet_in_text(page, sheet)
    elif is_address(outlet):
        outlet = outlet_in_text(page, sheet) or outlet
    place = region(sheet, title)
    first = place.headline.number if place.headline else _first(sheet)
    authors = authors_of(page, main, sheet, first, outlet)
    choice = choose(sheet, place, authors, page.said("og:description", "description"))
    url = address_of(page, main)
    choice = filled_from_fields(main, choice)
    reason = refusal(page, main, sheet, choice, place, title, url)
    if reason:
        raise NotText.of(page.name, reason)
    told = dates(page, main, sheet, first, url, [line.text for line in choice.lines])
    shown = bool(title) and (place.headline is not None or choice.from_fields)
    head: list[Line] = [Line("headline", title)] if title and shown else []
    text, parts = written(
        (line.kind, line.text) for line in [*head, *choice.lines] if line.kind != "pullquote"
    )
    return assemble(
        page.capture,
        text,
        Told(
            url=url,
            title=title,
            outlet=outlet,
            authors=authors,
            kind="article" if main.kinds & NEWS else "unknown",  # the reader looks closer
            complete=is_complete(main, sheet, choice),
            published=told.published,
            modified=told.modified,
            parts=parts,
        ),
    )


def _first(sheet: Sheet) -> int:
    return next((b.number for b in sheet.blocks if sheet.weights[b.number]), 0)
