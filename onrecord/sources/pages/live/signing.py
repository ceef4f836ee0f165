"""Who wrote a post, by the lines of it that say so."""

import re

from onrecord.sources.pages.live.signs import told
from onrecord.sources.pages.phrases import is_phrase

_BY = re.compile(r"^(?:(?:posted |written )?by|from)\b[\s:]*", re.IGNORECASE)
_BY_ANY = re.compile(r"^(?:von|par|por|di|door|av|af|przez|автор)\b[\s:]+", re.IGNORECASE)
_PARTED = re.compile(r"\s*(?:[,;|·•/]|\s[–—-]\s|\b(?:and|und|et|y|e|och|og|en|i|и)\b|&)\s*")
_NAME = re.compile(r"[^\W\d_][^\s\d_:;!?\"“”]*(?: [^\W\d_][^\s\d_:;!?\"“”]*){1,5}")
_HOUSE = re.compile(r"^(?:[\w.&]+ ){0,3}[\w.&]+[’']s? (?=[^\W\d_]\S* [^\W\d_])")  # «CW24’s»
_NAME_LONGEST = 8  # words
_POST_LONGEST = 6  # words
_INITIALS = 5  # characters of what may stand for a name: «A. B.»
_DESK_LONGEST = 5  # words


def names(line: str, marked: bool) -> list[str]:
    """The names in a byline, without «By», what somebody is, and places.

    ``marked``: the markup tells that it is a byline; then a desk is a name as well.
    """
    bare = _BY.sub("", line.strip())
    bare = _BY_ANY.sub("", bare) if marked else bare
    parts = [_HOUSE.sub("", part.strip(" \xa0:()")) for part in _PARTED.split(bare)]
    found = [_written(part) for part in parts if _NAME.fullmatch(part) and _is_name(part)]
    if found:
        return found
    parts = [part for part in parts if part]
    if len(parts) == 1 and len(parts[0].split()) <= _DESK_LONGEST and parts[0][:1].isupper():
        is_by = bare != line.strip() and not told("role", "text", parts[0])
        return parts if is_by or told("desk", "text", parts[0]) else []
    return []


def _written(name: str) -> str:
    """A name in capitals as names are written."""
    return name.title() if name.isupper() and len(name) > _INITIALS else name


def is_signed(line: str) -> bool:
    """Whether a line is «By» and a name, or a name and what somebody is, whatever its markup."""
    if line[-1] in ".:!?" or not names(line, marked=False):
        return False
    first, *more = _PARTED.split(line)
    is_post = len(more) == 1 and bool(_NAME.fullmatch(first)) and _is_name(first)
    return bool(_BY.match(line)) or (is_post and is_post_of(more[0]))


def is_post_of(line: str) -> bool:
    """Whether a line tells what somebody is, or from where: «Reporting from Oslo»."""
    return bool(told("role", "text", line)) and len(line.split()) <= _POST_LONGEST


def is_name(line: str) -> bool:
    """Whether a line is one name and nothing else."""
    return len(line.split()) <= _POST_LONGEST and names(line, marked=False) == [line]


def is_sign_off(line: str) -> bool:
    """Whether a line is a dash and a name, as at the end of a post: «— Ada Berg»."""
    bare = line.lstrip("-–— ")
    return (
        bare != line
        and bare[-1:] not in ",:;!?"
        and len(bare.split()) <= _NAME_LONGEST
        and bool(names(bare, marked=False))
    )


def _is_name(part: str) -> bool:
    """Whether it is no word for what somebody is, as in «Ireland correspondent»."""
    if part[0].islower() and not is_phrase("particle", part.split()[0]):
        return False
    return not told("role", "text", part) and not told("desk", "text", part)
