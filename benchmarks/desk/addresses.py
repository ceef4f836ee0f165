"""What is asked of a desk: addresses of every kind, as its own pages lead to them.

Some are asked for often and most seldom (by Zipf's law over all there are), so that what the desk
keeps of its answers helps as much as it does where people read, and no more.
"""

import random
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from html import unescape
from itertools import accumulate
from typing import Protocol
from urllib.parse import urlsplit

PAGES = (
    "/", "/statements", "/encounters", "/agreements", "/cases", "/events", "/actors", "/timeline",
    "/disputes", "/reports", "/met", "/search?text=border",
)  # fmt: skip
QUESTIONS = (
    "/api/statements", "/api/encounters", "/api/agreements", "/api/cases", "/api/events",
    "/api/actors", "/api/timeline", "/api/search?text=border", "/api/status", "/api/reports",
)  # fmt: skip
# Lists that REST has under the same parameters.
_PATHS = frozenset(urlsplit(one).path for one in QUESTIONS) - {"/api/search", "/api/reports"}
_ASKED_TOO = re.compile(r"/(things|reports)/[^/?]+$")  # pages that REST has the same of
_FILTERS = ("by", "about", "between", "since", "until", "act", "terms")
_LINK = re.compile(r'href="(/[^"#]*)')
_OTHER = re.compile(
    r"\.(csv|jsonl?|svg|css|js|atom)(\?|$)|[?&](limit=\d{3,}|format=)"
    r"|^/(assets|review|live|me|users|signin|api/exports)\b"
)
_THINGS = re.compile(r"(/api)?/things/([a-z]+)-")


class Told(Protocol):
    """An answer, as text."""

    @property
    def text(self) -> str:
        """Its body."""


class Asking(Protocol):
    """Asks a desk."""

    async def get(self, address: str, /, *, follow_redirects: bool) -> Told:
        """The answer at an address."""


class Addresses:
    """Those found so far; ``drawn`` gives one of them by chance."""

    def __init__(self, chance: random.Random, of_each: int) -> None:
        self._chance = chance
        self._of_each = of_each
        self._all: list[str] = []
        self._weights: list[float] = []

    async def find(self, client: Asking, rounds: int = 3) -> None:
        """Follows links for some rounds, a few of each kind of page."""
        found: dict[str, set[str]] = defaultdict(set)
        starts: Sequence[str] = (*PAGES, *QUESTIONS)
        for _ in range(rounds):
            for address in starts:
                found[kind(address)].add(address)
                answer = await client.get(address, follow_redirects=True)
                for one in _links(answer.text):
                    found[kind(one)].add(one)
            starts = [one for some in found.values() for one in self._few(some, 8)]
        for page in [one for some in list(found.values()) for one in self._few(some, 60)]:
            if _ASKED_TOO.match(page) or f"/api{urlsplit(page).path}" in _PATHS:
                found[kind("/api" + page)].add("/api" + page)
        chosen = [self._few(some, self._of_each) for _, some in sorted(found.items())]
        # The first of every kind are asked for most: those that the pages themselves begin with.
        longest = max(map(len, chosen))
        self._all = [some[at] for at in range(longest) for some in chosen if at < len(some)]
        self._weights = list(accumulate(1 / (rank + 10) for rank in range(len(self._all))))

    def drawn(self) -> str:
        """One by chance."""
        return self._chance.choices(self._all, cum_weights=self._weights)[0]

    def __len__(self) -> int:
        return len(self._all)

    def __iter__(self) -> Iterator[str]:
        return iter(self._all)

    def kinds(self) -> list[str]:
        """The kinds of page there are."""
        return sorted(set(map(kind, self._all)))

    def first(self) -> list[str]:
        """An address of each kind."""
        return list({kind(one): one for one in reversed(self._all)}.values())

    def _few(self, some: set[str], most: int) -> list[str]:
        ranked = sorted(some, key=lambda one: (len(one), one))
        begin, rest = ranked[:1], ranked[1:]
        return begin + self._chance.sample(rest, min(most - 1, len(rest)))


def kind(address: str) -> str:
    """The kind of page that an address is of: its path without what names a thing."""
    path = urlsplit(address).path
    thing = _THINGS.match(path)
    if thing:
        return f"{thing[1] or ''}/things/{thing[2]}{'/why' if path.endswith('/why') else ''}"
    narrowed = any(f"{one}=" in urlsplit(address).query for one in _FILTERS)
    return re.sub(r"/[0-9a-f]{16}.*", "/…", path) + ("?…" if narrowed else "")


def _links(page: str) -> list[str]:
    return [one for one in map(unescape, _LINK.findall(page)) if not _OTHER.search(one)]
