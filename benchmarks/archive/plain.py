"""What one would write first: warcio takes records out, trafilatura the text of pages."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import trafilatura
from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed


@dataclass(slots=True)
class Plain:
    """How many pages were had and how many words; how many archives were given up, and where."""

    pages: int = 0
    texts: int = 0
    words: int = 0
    given_up: int = 0


def plain(archives: Sequence[Path]) -> Plain:
    """Goes through archives once; one whose records are broken is left at the first of these."""
    found = Plain()
    for archive in archives:
        try:
            for body in _pages(archive):
                found.pages += 1
                text = trafilatura.extract(body, include_comments=False)
                if text:
                    found.texts += 1
                    found.words += len(text.split())
        except (ArchiveLoadFailed, OSError, EOFError, ValueError):
            found.given_up += 1
    return found


def _pages(archive: Path) -> Iterator[bytes]:
    with open(archive, "rb") as file:
        for record in ArchiveIterator(file):
            if record.rec_type == "response" and record.http_headers is not None:
                yield record.content_stream().read()
