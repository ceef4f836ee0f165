"""The field between a title and a name: «Minister for [Foreign Trade] Saskia Brouwer»."""

from onrecord.reading.cast.page import Page, Run
from onrecord.tables.names import KnownName

__all__ = ["fielded"]

_LONGEST = 9  # words of a field: «for Foreign Affairs, Trade and Regional Integration»
_JOINED = frozenset({"and", "&", "for", "of", "the", ","})


def fielded(page: Page, at: int) -> tuple[Run, KnownName] | None:
    """The office whose field ends where the word `at` begins, with its place; None for none.

    Office and field are written in capitals, and «for» or «of» stands between them.
    """
    here = at - 1
    while here > 0 and at - here <= _LONGEST and page.sentence[here] == page.sentence[at - 1]:
        word, held = page.words[here], page.known_end.get(here)
        if word in ("for", "of") and held is not None and held[1].kind == "office":
            ministerial = held[1].sector == "GOV" and page.words[held[0][0]][0].isupper()
            return held if ministerial and here < at - 1 else None
        if held is not None and held[1].kind == "office":
            return None  # another title stands between
        if not word[0].isupper() and (word not in _JOINED or here == at - 1):
            return None
        here -= 1
    return None
