"""Who took the picture, who wrote the report: credits, bylines, stamps of time."""

from __future__ import annotations

import re

from onrecord.reading.layout.marks import agencies, opens, words

_TAIL = 160  # characters at the end of a line in which a glued credit is looked for
_FEWEST = 2  # spaces in what a credit may be glued to
# Possessive, and one separator only: a name can be read in one way, so no line takes long.
_CAPITAL = r"(?:al-|el-)?[A-ZÀ-ÞŁŚŠŽ][\w’'.-]*+"
_SMALL = r"(?:de|van|von|der|den|al|el|bin|la|le|da|dos|di|du)"
_NAME = rf"{_CAPITAL}(?: (?:{_SMALL} )?{_CAPITAL}){{0,5}}"
_SLASHED = re.compile(
    rf"(?:(?:via|for)\s)?{_NAME}(?:,? for {_NAME})?(?:\s?[/|]\s?|,\s|\svia\s){_NAME}"
    rf"(?:\s?[/|]\s?{_NAME}|\svia\s{_NAME}|,\s(?:File|Pool|[Ff]ile|[Pp]ool)){{0,3}}\.?"
)
_BRACKETED = re.compile(r"[\[(](?:[^\]()\[]{2,110})[\])]\.?")
_PHOTO_BY = re.compile(
    r"(?:AP|EPA|AFP|Reuters|REUTERS) Photo\s?/\s?\S.{1,60}|REUTERS/.{1,60}|[Vv]ia [A-Z].{1,60}"
    r"|(?:File |Pool )?(?:[Pp]hoto(?:graph)?|[Cc]redit|[Pp]icture|[Ii]mage|[Ii]llustration|PHOTO"
    r"|CREDIT)(?: [Cc]redit)?(?: by\s|\s?[:/]\s?)\S.{1,110}"
    r"|(?:Courtesy|Handout)(?: of |/|: ).{1,60}"
)
_STOP = re.compile(r"[.!?…][”\"’')\]]*\s*(?=[A-Z\[(©])")
_TOKEN = re.compile(r"[^\W_]+(?:\.[^\W\d_]+)*")
_NUMBER = re.compile(r"\d{1,4}(?:st|nd|rd|th|am|pm|h)?|\d{1,2}[.:h]\d{2}(?:am|pm)?")
_WORD = re.compile(r"[^\W\d_][\w’'-]*")
_CLOCK = re.compile(r"\d:\d\d|\d[/.-]\d{1,2}[/.-]\d")
_REPORTING = re.compile(r"\W{0,3}(?:Additional )?[Rr]eporting(?: and writing)? by ([^;.)]{3,200})")
_PLACED = re.compile(rf"\sin(?: the)? {_NAME}")
_NAMED = re.compile(rf"{_NAME}")


def picture_credit(line: str) -> bool:
    """Whether the line as a whole names who took or lent a picture («Jane Roe / AP»)."""
    if len(line) > _TAIL or line.count(" ") > 18:
        return False
    bare = line.strip()
    if _BRACKETED.fullmatch(bare):
        bare = bare.rstrip(".")[1:-1].strip()
        return bool(_PHOTO_BY.fullmatch(bare)) or (
            bool(_SLASHED.fullmatch(bare)) and _agency_last(bare)
        )
    if _PHOTO_BY.fullmatch(bare):
        return True
    return bool(_SLASHED.fullmatch(bare)) and _agency_last(bare)


def _agency_last(line: str) -> bool:
    """Whether an agency or the like stands behind the slash, comma or «via», or before a slash."""
    slashed = [p.strip(" .") for p in re.split(r"[/|]|\bvia\s", line)]
    if len(slashed) > 1:
        media = words("media")
        if any(p.rpartition(" ")[2] in media or _agency(p) for p in slashed[1:]):
            return True
        return "/" in line and (slashed[0] in media or _agency(slashed[0]))
    name, _, last = line.rstrip(".").partition(", ")
    return name.count(" ") in {1, 2} and (_agency(last) or last.endswith((" Images", " Photos")))


def _agency(name: str) -> bool:
    return name in agencies() or name.upper() in agencies()


def glued_credit(line: str) -> int | None:
    """Where a picture credit begins that ends a line of other words, or None."""
    if picture_credit(line):
        return None
    base = max(0, len(line) - _TAIL)
    tail = line[base:]
    for stop in _STOP.finditer(tail):
        at = base + stop.end()
        if line.count(" ", 0, at) >= _FEWEST and picture_credit(line[at:]):
            return at
    bracket = max(tail.rfind(" ("), tail.rfind(" ["))
    if line.count(" ", 0, base + max(bracket, 0)) >= _FEWEST and picture_credit(
        tail[bracket + 1 :]
    ):
        return base + bracket + 1
    return None


def stamp(line: str) -> bool:
    """Whether a line is nothing but a date or a time of day."""
    if len(line) > 90 or not any(c.isdigit() for c in line):
        return "ago" in line[-5:] and len(line) < 40 and line[:1].isdigit()
    tokens = _TOKEN.findall(line)
    known = words("stamp")
    times = [bool(_NUMBER.fullmatch(t)) for t in tokens]
    dated = bool(_CLOCK.search(line)) or any(t.lower() in words("calendar") for t in tokens)
    return dated and all(
        number or t.lower() in known for t, number in zip(tokens, times, strict=True)
    )


def byline(line: str) -> bool:
    """Whether a line says who wrote the report («By Jane Roe and John Doe in Bern»)."""
    if len(line) > 160 or not opens("byline", line):
        return False
    allowed, roles = words("byline"), words("role")
    tokens = _WORD.findall(line)
    odd = [t for t in tokens[1:] if t[0].islower() and t not in allowed and t.lower() not in roles]
    has_role = any(t.lower() in roles for t in tokens)
    return len(odd) <= (4 if has_role else 1) and (line[-1] not in '!?”"' or has_role)


def bare_byline(line: str) -> bool:
    """Whether a line below a headline is a name with a place or a post («Jane Roe in Bern»)."""
    if len(line) > 120 or line[-1:] in '.!?”"':
        return False
    name = re.match(rf"{_NAME}(?:(?:,| and| &) {_NAME}){{0,3}}", line)
    if not name or " " not in name.group():
        return False
    rest = line[name.end() :]
    if re.fullmatch(rf" in {_NAME}(?:(?:,| and) {_NAME}){{0,3}}", rest):
        return True
    roles = words("role")
    return line.count(" ") <= 12 and any(t.lower() in roles for t in re.findall(r"\w+", line)[2:])


def authors_in(line: str) -> tuple[str, ...]:
    """The names in a byline, in its order; no places, posts or papers."""
    found: list[str] = []
    line = re.sub(r"^[(\s]*(?:[A-Z]\w+ )?[Bb][yY]\s+", "", line.strip())
    line = re.split(r"\s(?:in|for|at|of|from)\s|\s[|–—-]\s|;", line)[0]
    for piece in re.split(r",\s*(?:and\s)?|\sand\s|\s&\s|\swith\s", line):
        piece = piece.strip(" .*)")
        tokens = piece.split()
        shouted = piece.isupper()
        if shouted:
            piece = " ".join(t.title() if len(t) > 2 else t for t in tokens)
        roles = words("role")
        if not 2 <= len(tokens) <= 5 or any(t.lower() in roles for t in tokens):
            if found:
                break  # «Jane Roe, Chief Correspondent»
            continue
        if _NAMED.fullmatch(piece) and piece not in agencies():
            found.append(piece)
    return tuple(dict.fromkeys(found))


def reporters_in(line: str) -> tuple[str, ...]:
    """The names in an agency's note of who reported («Reporting by Jane Roe in Bern; …»)."""
    noted = _REPORTING.match(line)
    if not noted:
        return ()
    pieces = re.split(r",\s(?:and\s)?|\sand\s", _PLACED.sub("", noted.group(1)))
    return tuple(p for p in pieces if " " in p and _NAMED.fullmatch(p))
