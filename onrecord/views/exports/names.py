"""Names of things and reports for the web of data, stable across runs and machines."""

from urllib.parse import quote

from onrecord.views.fragments import page_address


def urn(*parts: str) -> str:
    """«urn:onrecord:thing:encounter-0123…»: nobody answers there, but nobody else is called so."""
    return ":".join(("urn:onrecord", *(quote(part, safe="-.~/") for part in parts)))


def report_address(url: str | None, report: str) -> str:
    """Where the report was published, else its URN."""
    return page_address(url) or urn("report", report)


def wikidata(identifier: str | None) -> str | None:
    """The address of an item of Wikidata; None where it is no item."""
    known = identifier and identifier[:1] == "Q" and identifier[1:].isdecimal()
    return f"http://www.wikidata.org/entity/{identifier}" if known else None
