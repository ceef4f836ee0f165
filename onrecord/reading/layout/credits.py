"""Who took the picture: credits on lines of their own and at the end of captions."""

from __future__ import annotations

import re

from onrecord.reading.layout.bylines import NAME
from onrecord.reading.layout.marks import agencies, words
from onrecord.reading.layout.stamps import paper_name

_TAIL = 160  # characters at the end of a line in which a glued credit is looked for
_FEWEST = 2  # spaces in what a credit may be glued to
_SLASHED = re.compile(
    rf"(?:(?:via|for)\s)?{NAME}(?:,? for {NAME})?(?:\s?[/|]\s?|,\s|\svia\s){NAME}"
    rf"(?:\s?[/|]\s?{NAME}|\svia\s{NAME}|,\s(?:File|Pool|[Ff]ile|[Pp]ool)){{0,3}}\.?"
)
_BRACKETED = re.compile(r"[\[(](?:[^\]()\[]{2,110})[\])]\.?")
_PHOTO_BY = re.compile(
    r"(?:AP|EPA|AFP|Reuters|REUTERS) Photo\s?/\s?\S.{1,60}|REUTERS/.{1,60}|[Vv]ia [A-Z].{1,60}"
    r"|(?:File |Pool )?(?:[Pp]hoto(?:graph)?|[Cc]redit|[Pp]icture|[Ii]mage|[Ii]llustration|PHOTO"
    r"|CREDIT)(?: [Cc]redit)?(?: by\s|\s?[:/]\s?)\S.{1,110}"
    r"|(?:Courtesy|Handout)(?: of |/|: ).{1,60}"
)
# «Photo: the minister during the call / MFA»
_PHOTO_OF = re.compile(r"(?:Photo|Picture|Image): (?P<shown>[^/]{10,300}) / (?P<credit>[^/]{2,60})")
_STOP = re.compile(r"[.!?…][”\"’')\]]*\s*(?=[A-Z\[(©])")


def picture_credit(line: str) -> bool:
    """Whether the line as a whole names who took or lent a picture («Jane Roe / AP»)."""
    if len(line) > _TAIL or line.count(" ") > 18:
        return False
    bare = line.strip()
    if _BRACKETED.fullmatch(bare):
        bare = bare.rstrip(".")[1:-1].strip()
        return bool(_PHOTO_BY.fullmatch(bare) or bare.lower() in words("lent")) or (
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
        if any(_lender(p, media) for p in slashed[1:]):
            return True
        return "/" in line and _lender(slashed[0], media)
    name, _, last = line.rstrip(".").partition(", ")
    return name.count(" ") in {1, 2} and (_agency(last) or last.endswith((" Images", " Photos")))


def bare_agency(line: str) -> bool:
    """Whether a line is the name of who lent a picture and nothing else («Getty Images»)."""
    bare = line.strip("()[] .")
    return (
        len(bare) < 60
        and bare.count(" ") < 4
        and (_lender(bare, words("media")) or bare.lower() in words("lent"))
    )


def _lender(name: str, media: frozenset[str]) -> bool:
    last = name.rpartition(" ")[2]
    return last in media or last.title() in media or _agency(name) or paper_name(name)


def _agency(name: str) -> bool:
    return name in agencies() or name.upper() in agencies()


def glued_credit(line: str) -> int | None:
    """Where a picture credit begins that ends a line of other words, or None."""
    told = _PHOTO_OF.fullmatch(line[: 3 * _TAIL])
    if told and sum(token[0].islower() for token in told["shown"].split()) > 1:
        return told.start("credit")
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
