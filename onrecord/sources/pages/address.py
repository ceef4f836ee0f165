"""The address of an article: what the page gives as its own, where it is of the same site."""

from urllib.parse import urldefrag, urljoin, urlsplit

from onrecord.sources.pages.about import About
from onrecord.sources.pages.document import Page


def address_of(page: Page, main: About) -> str | None:
    """The canonical address, else what the page calls its own, else where it was fetched."""
    said_by = [*_canonical(page), page.said("og:url", "twitter:url"), *main.texts("url")]
    said_by += main.texts("mainEntityOfPage")
    said_by += [str(thing.get("@id", "")) for thing in main.things("mainEntityOfPage")]
    for said in said_by:
        found = _own(said, page.url) if said else None
        if found:
            return found
    return page.url


def site_of(url: str | None) -> str:
    """The last two labels of an address's host: what its hosts have in common; or nothing."""
    host = _host(url or "")
    return ".".join(host.split(".")[-2:]) if not host.replace(".", "").isdigit() else host


def _canonical(page: Page) -> list[str]:
    return [
        link.get("href") or ""
        for link in page.tree.iter("link")
        if "canonical" in (link.get("rel") or "").lower().split()
    ]


def _own(said: str, fetched: str | None) -> str | None:
    """An address where it can be the article's own: a web address of the site, not its home."""
    try:
        url = urldefrag(urljoin(fetched or "", said.strip()))[0]
        parts = urlsplit(url)
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or not parts.hostname or any(c.isspace() for c in url):
        return None
    if not parts.path.strip("/") and not parts.query:
        return None
    if fetched and site_of(url) != site_of(fetched):
        return None
    return url


def _host(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "").lower()
    except ValueError:
        return ""
