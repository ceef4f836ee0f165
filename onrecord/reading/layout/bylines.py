"""Who wrote a report: bylines with and without «by», posts of reporters, notes of who reported."""

from __future__ import annotations

import re
from functools import cache

from onrecord.reading.layout.marks import agencies, opens, words
from onrecord.reading.layout.stamps import place_name
from onrecord.tables import rows
from onrecord.tables.places import fold

# Possessive, and one separator only: a name can be read in one way, so no line takes long.
CAPITAL = r"(?:al-|el-|ad-)?[^\W\d_a-z][\w’'.-]*+"
_SMALL = r"(?:de|van|von|der|den|al|el|bin|la|le|da|dos|di|du|ten|af)"
NAME = rf"{CAPITAL}(?: (?:{_SMALL} ){{0,2}}{CAPITAL}){{0,5}}"
_PERSON = rf"{CAPITAL}(?: (?:{_SMALL} ){{0,2}}{CAPITAL}){{1,3}}"
_PLACED = rf"(?: (?:in|reporting from|from)(?: the)? {NAME}(?:, {NAME})?)?"
_PEOPLE = re.compile(rf"{_PERSON}{_PLACED}(?:(?:, and |, | and | & ){_PERSON}{_PLACED}){{0,4}}")
_POST = re.compile(rf"(?P<names>{CAPITAL}(?: {CAPITAL}){{1,2}})(?P<comma>,)? (?P<post>\S.{{2,70}})")
_WHERE = re.compile(
    rf"(?:(?:[Rr]eporting )?(?:[Ff]rom|[Ii]n|IN|FROM)) (?:the )?(?P<place>{NAME}(?:, {NAME})?)\.?"
)
_ADDRESS = re.compile(r"[\[(]?\S+@[^\s\])]+[\])]?")
_WORD = re.compile(r"[^\W\d_][\w’'-]*")
_REPORTING = re.compile(r"\W{0,3}(?:Additional )?[Rr]eporting(?: and writing)? by ([^;.)]{3,200})")
_FROM = re.compile(rf"(?P<name>{_PERSON}) (?:also )?reported from ")
_IN_PLACE = re.compile(rf"\sin(?: the)? {NAME}")
_NAMED = re.compile(rf"{NAME}")
_LABEL = re.compile(
    r"^[(\s]*(?:(?:[A-Z]\w+ )*[Bb][Yy]:?|(?:Reporters?|Authors?|Writers?|Correspondents?):)\s+"
)
_END = re.compile(r"\s(?:for|at|of|from)\s|\s[|–—-]\s|[;|•·]")
_SPLIT = re.compile(r",\s*(?:and\s)?|\sand\s|\s&\s|\swith\s")
_SPLIT_PLACE = re.compile(rf"\s(?:in|IN)\s(?:the )?{NAME}")


def byline(line: str) -> bool:
    """Whether a line says who wrote the report («By Jane Roe and John Doe in Bern»)."""
    if len(line) > 160 or not opens("byline", line):
        return False
    line = _ADDRESS.sub("", line).strip()
    allowed, roles = words("byline"), words("role")
    tokens = _WORD.findall(line)
    odd = [t for t in tokens[1:] if t[0].islower() and t not in allowed and t.lower() not in roles]
    has_role = any(t.lower() in roles for t in tokens)
    return len(odd) <= (4 if has_role else 1) and (line[-1] not in '!?”"' or has_role)


def people(line: str) -> bool:
    """Whether a line is names of people alone, with places at most («Jane Roe in Bern»)."""
    if len(line) > 160 or line[-1:] in '.!?”"' or not _PEOPLE.fullmatch(line):
        return False
    return not place_name(line) and not _organised(line)


def given(line: str) -> bool:
    """Whether a line of names begins with a given name that the table has."""
    return fold(line.split(" ")[0].split("-")[0]) in _given_names()


def posted(line: str) -> bool:
    """Whether a line is a name and what the one is («Jane Roe, Africa correspondent»)."""
    found = _POST.fullmatch(line[:121])
    if found is None or len(line) > 120 or line[-1:] in '!?”"':
        return False
    tokens = [t.lower() for t in _WORD.findall(found["post"])]
    if len(tokens) > 9 or place_name(found["names"]):
        return False
    return bool(tokens) and any(t in words("role") for t in tokens)


def post_alone(line: str) -> bool:
    """Whether a line is what a reporter is, or where one is («In Bern», «Asia correspondent»)."""
    if len(line) > 90 or line[-1:] in '!?”"':
        return False
    where = _WHERE.fullmatch(line)
    if where is not None:
        return place_name(where["place"])
    tokens = [t.lower() for t in _WORD.findall(line)]
    if not 1 <= len(tokens) <= 7:
        return False
    head = re.split(r",\s|\sin\s", line.lower())[0].split()
    return bool(head) and head[-1] in words("role") and len(head) > 1


def authors_in(line: str) -> tuple[str, ...]:
    """The names in a byline, in its order; no places, posts or papers."""
    found: list[str] = []
    line = _END.split(_LABEL.sub("", _ADDRESS.sub("", line).strip()))[0].strip()
    post = _POST.fullmatch(line)
    if post and not post["comma"] and posted(line) and not _PEOPLE.fullmatch(line):
        tokens = post["names"].split()
        beat = tokens[-1].lower() in words("beat") or place_name(tokens[-1])
        line = " ".join(tokens[:2] if beat else tokens)
    for piece in _SPLIT.split(_SPLIT_PLACE.sub("", line)):
        tokens = piece.split()
        if piece.isupper():
            piece = " ".join(t.title() if len(t) > 2 else t for t in tokens)
        if not 2 <= len(tokens) <= 5 or any(t.lower() in words("role") for t in tokens):
            if found:
                break  # «Jane Roe, Chief Correspondent»
            continue
        if _NAMED.fullmatch(piece) and not _organised(piece) and not place_name(piece):
            found.append(piece)
    return tuple(dict.fromkeys(found))


def _organised(name: str) -> bool:
    """Whether a name is that of a desk, an agency or another body and no person's."""
    return name in agencies() or any(
        t.title() in words("paper") or t.lower() in words("desk") or t.lower() in words("floor")
        for t in name.split()
    )


def reporters_in(line: str) -> tuple[str, ...]:
    """The names in a note of who reported («Reporting by Jane Roe in Bern; …»)."""
    noted = _REPORTING.match(line)
    if not noted:
        return tuple(found["name"] for found in _FROM.finditer(line[:200]))
    pieces = re.split(r",\s(?:and\s)?|\sand\s", _IN_PLACE.sub("", noted.group(1)))
    return tuple(p for p in pieces if " " in p and _NAMED.fullmatch(p))


def first_reporters(line: str) -> bool:
    """Whether a note of who reported names those who wrote, not those who helped."""
    return not line.lstrip("( ").lower().startswith("additional")


@cache
def _given_names() -> frozenset[str]:
    return frozenset(fold(row["name"]) for row in rows("given_names"))
