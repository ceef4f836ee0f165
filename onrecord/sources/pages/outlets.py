"""Who published an article, by all that its page says of it."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from onrecord.sources.pages.about import About, plain
from onrecord.sources.pages.document import Page
from onrecord.sources.pages.likeness import words
from onrecord.sources.pages.linked import types
from onrecord.sources.pages.phrases import named_in
from onrecord.sources.pages.sheet import Sheet
from onrecord.sources.pages.titles import is_of_host

_PUBLISHERS = frozenset({"NewsMediaOrganization", "Organization", "Corporation", "Newspaper"})
_LAST = ("apple-mobile-web-app-title", "publisher", "dc.publisher", "twitter:app:name:iphone")
_TAGLINE = re.compile(r"\s+[|\-–—:·•»]\s+|\s*[|｜]\s*|:\s+")
_DOMAIN = re.compile(r"(?:https?://)?(?:www\.)?[\w-]+(?:\.[\w-]+)+/?")
_LONGEST = 60  # characters of a name
_NAME = 6  # words of one
_LINE = 200  # characters of a line that names the source or the owner


def outlet_of(page: Page, main: About) -> str | None:
    """The name of the outlet as the page's metadata give it."""
    said = [page.said("og:site_name"), *named(main.things("publisher"))]
    said += [*named(main.things("sourceOrganization")), page.said("application-name")]
    said += [*named(n for n in page.nodes if types(n) & _PUBLISHERS)]
    said += [*named(n for n in page.nodes if "WebSite" in types(n)), page.said(*_LAST)]
    names = [name for name in (_short(value) for value in said if value) if name]
    name = next((n for n in names if not is_address(n)), names[0] if names else None)
    return next((n for n in names if n == f"The {name}"), name)


def is_address(name: str) -> bool:
    """Whether an outlet is named by nothing but its address."""
    return _DOMAIN.fullmatch(name) is not None


def outlet_in_text(page: Page, sheet: Sheet) -> str | None:
    """The outlet as a line of the page names it: its source or its owner's rights, where the
    address bears the name out."""
    for block in sheet.blocks if page.url else ():
        if len(block.text) > _LINE:
            continue
        for what in ("source", "rights"):
            name = (named_in(what, block.text) or "").strip(" .,|-–—")
            if name and len(words(name)) <= _NAME and is_of_host(name, page.url or ""):
                return name
    return None


def named(things: Iterable[dict[str, Any]]) -> Iterator[str]:
    """The names of nodes of JSON-LD."""
    for thing in things:
        name = thing.get("name")
        for value in name if isinstance(name, list) else [name]:
            if isinstance(value, str) and plain(value):
                yield plain(value)


def _short(value: str) -> str:
    """The name without the line that advertises it."""
    first = _TAGLINE.split(plain(value))[0].strip()
    return first if len(first) <= _LONGEST else ""
