"""On which line of a TOML file an entry, and a key of it, stands: Python's parser does not say.

The text is known to be TOML (https://toml.io/en/v1.0.0). One pass over it tells which lines begin a
statement, and which lie within a string of several lines or an array that is still open.
"""

import re
from collections.abc import Iterator

_STRINGS = ('"""', "'" * 3, '"', "'")
_TOKEN = re.compile(r"\"\"\"|'''|[\"'#\[\]{}\n\\]")


def statements(text: str) -> Iterator[tuple[int, str]]:
    """The number of each line that begins a statement, and the line."""
    lines = text.split("\n")
    line, depth, at = 0, 0, 0
    string = ""
    yield 1, lines[0]
    while match := _TOKEN.search(text, at):
        token, at = match.group(), match.end()
        if token == "\n":
            line += 1
            if not string and depth == 0:
                yield line + 1, lines[line]
        elif string:
            if token == "\\" and string.startswith('"'):
                line += text[at : at + 1] == "\n"  # what is escaped ends nothing
                at += 1
            elif token == string:
                string = ""
            elif token.startswith(string) and len(string) == 1:
                string, at = "", match.start() + 1  # «''''»: the rest is looked at again
            if not string and match.group() in _STRINGS[:2]:
                at = _end(text, at, match.group()[0])
        elif token in _STRINGS:
            string = token
        elif token == "#":
            end = text.find("\n", at)
            at = len(text) if end < 0 else end
        elif token in "[{":
            depth += 1
        elif token in "]}":
            depth -= 1


def _end(text: str, at: int, mark: str) -> int:
    """Where a string of several lines ends: two marks more may stand before those that close it."""
    last = at
    while last < at + 2 and text[last : last + 1] == mark:
        last += 1
    return last


def line_of(text: str, kind: str, number: int, key: str | None = None) -> int:
    """The line of the entry of a kind with that number (from 0), or of a key in it.

    Of an entry without a header of its own (in an array on one line) the line of its array.
    """
    header = re.compile(rf"\s*\[\[\s*[\"']?{re.escape(kind)}[\"']?\s*\]\]")
    array = re.compile(rf"\s*\[?\s*[\"']?{re.escape(kind)}[\"']?\s*[=.\]]")
    wanted = None if key is None else re.compile(rf"\s*[\"']?{re.escape(key)}[\"']?\s*[=.]")
    found, inside, seen = 0, False, -1
    for line, words in statements(text):
        if header.match(words):
            seen += 1
            inside = seen == number
            found = line if inside else found
        elif array.match(words) and seen < 0:
            found = found or line
        elif inside and words.lstrip().startswith("["):
            inside = False
        elif inside and wanted is not None and wanted.match(words):
            return line
    return found or 1
