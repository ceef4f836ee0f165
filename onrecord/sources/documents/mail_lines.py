"""The lines of a mail: which are its text, and which its program or its sender put around it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from onrecord.report import Part
from onrecord.sources.language import has_sentence
from onrecord.tables import rows
from onrecord.text import Span

_SIGNATURE = "-- "
_SIGNATURES = frozenset({"-- ", "--"})
_LONGEST = 1_500  # characters of a line that words are looked for in


@dataclass(frozen=True, slots=True)
class Lines:
    """A mail's text, which of its lines are furniture, and the header of what it forwards.

    ``own``: beside greeting, signature and cover note there is a sentence in it.
    """

    text: str
    parts: tuple[Part, ...]
    own: bool
    forwarded: dict[str, str] | None


def is_like(what: str, line: str) -> re.Match[str] | None:
    """Whether a line begins as the table has it for ``what``, and as which stretch."""
    return _pattern(what).match(line[:_LONGEST])


def understood(text: str) -> Lines:
    """The lines of a mail's plain text or of its page."""
    text = text.strip("\n")
    lines = text.split("\n")
    opened = _forward(lines)
    if opened is not None and _all_quoted(lines[opened + 1 :]):
        lines[opened + 1 :] = [re.sub(r"^\s*> ?", "", line) for line in lines[opened + 1 :]]
        text = "\n".join(lines)
    furniture = _furniture(lines, opened)
    kept = [line for line, gone in zip(lines, furniture, strict=True) if not gone]
    own = [line for line in kept if not any(is_like(w, line.strip()) for w in _COURTESIES)]
    head = None if opened is None else _header(lines, opened)
    return Lines(text, _parts(lines, furniture), has_sentence("\n".join(own)), head)


def unflowed(text: str) -> str:
    """Text of format=flowed (RFC 3676) with the lines of a paragraph put together."""
    found: list[list[str]] = []
    depth, goes_on = 0, False
    for line in text.split("\n"):
        bare = line.lstrip(">")
        here = len(line) - len(bare)
        bare = bare.removeprefix(" ")  # stuffed, so that it is not taken for a quotation
        signature = bare == _SIGNATURE
        if goes_on and here == depth and not signature:
            found[-1].append(bare)
        else:
            found.append([">" * here + (" " if here else "") + bare])
        depth, goes_on = here, bare.endswith(" ") and not signature
    return "\n".join("".join(parts) for parts in found)


_COURTESIES = ("cover", "greeting", "closing")


def _forward(lines: Sequence[str]) -> int | None:
    """The line that opens what is forwarded: above it stands no text of the sender's own."""
    for at, line in enumerate(lines):
        bare = line.strip(" \t>")
        if is_like("forwarded", bare) or is_like("original", bare):
            above = [one for one in lines[:at] if not any(is_like(w, one) for w in _COURTESIES)]
            if is_like("forwarded", bare) or not has_sentence("\n".join(above)):
                return at
            return None
    return None


def _all_quoted(lines: Sequence[str]) -> bool:
    filled = [line for line in lines if line.strip()]
    return bool(filled) and all(line.lstrip().startswith(">") for line in filled)


def _header(lines: Sequence[str], opened: int) -> dict[str, str]:
    """The header of what is forwarded: its fields in small letters → what they say."""
    found: dict[str, str] = {}
    for line in _header_lines(lines, opened):
        name, _, value = line.strip().partition(":")
        if value:
            found.setdefault(name.strip("* ").lower(), value.strip("* "))
    return found


def _header_lines(lines: Sequence[str], opened: int) -> list[str]:
    """The lines of that header, blank ones above it and lines that go on among them."""
    found: list[str] = []
    begun = False
    for line in lines[opened + 1 :]:
        field = is_like("header", line.strip()) is not None
        goes_on = line[:1].isspace() and line.strip() if begun else not line.strip()
        if not (field or goes_on):
            break
        begun = begun or field
        found.append(line)
    return found


def _furniture(lines: Sequence[str], opened: int | None) -> list[bool]:
    """For each line whether it is no text of the mail."""
    begins = 0 if opened is None else opened + 1 + len(_header_lines(lines, opened))
    # with the head of what is forwarded falls away the note of whoever forwards it
    gone = [at < begins for at in range(len(lines))]
    ended = False
    for at in range(begins, len(lines)):
        bare = lines[at].strip()
        ended = ended or lines[at] in _SIGNATURES or is_like("original", bare) is not None
        around = any(is_like(what, bare) for what in ("signed", "around", "wrote"))
        gone[at] = ended or bare.startswith(">") or around
    _above_quotations(lines, gone)
    return gone


def _above_quotations(lines: Sequence[str], gone: list[bool]) -> None:
    """Marks «On Tuesday, Ada Roe <ada@…>» where «wrote:» stands on the next line."""
    for at in range(1, len(lines)):
        last = lines[at].strip().lower()
        if last.endswith(("wrote:", "writes:")) and is_like("wrote_opens", lines[at - 1].strip()):
            gone[at - 1] = gone[at] = True


def _parts(lines: Sequence[str], furniture: Sequence[bool]) -> tuple[Part, ...]:
    """A part for each stretch of furniture, without the white space around it."""
    text = "\n".join(lines)
    found: list[Part] = []
    at, start, end = 0, None, 0
    for line, gone in [*zip(lines, furniture, strict=True), ("", False)]:
        bare = line.strip()
        if gone and bare:
            first = at + len(line) - len(line.lstrip())
            start = first if start is None else start
            end = first + len(bare)
        elif start is not None and not gone:
            found.append(Part("furniture", Span.of(text, start, end)))
            start = None
        at += len(line) + 1
    return tuple(found)


@cache
def _pattern(what: str) -> re.Pattern[str]:
    found = [row["pattern"] for row in rows("mail_words") if row["what"] == what]
    return re.compile("|".join(f"(?:{pattern})" for pattern in found), re.IGNORECASE)
