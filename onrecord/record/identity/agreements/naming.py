"""What an agreement is called: names, short forms, what it is about, years and numbers in names."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import combinations

from onrecord.record.identity.actors.spelling import folded
from onrecord.record.identity.wording import counted, function_words, root, state_of
from onrecord.tables import rows

__all__ = [
    "Called",
    "bare",
    "called",
    "described",
    "descriptions",
    "forms",
    "initials",
    "is_rare",
    "known",
    "lasting",
    "roots",
    "sorts",
    "struck_in",
]


@dataclass(frozen=True, slots=True)
class Called:
    """How a report calls an agreement.

    ``known`` is its name in tables/agreement_names.tsv, else empty; ``names`` are proper names with
    their heads («northern waters accord»), ``short`` letters («bmct»), ``about`` roots of words for
    what it is about, ``years`` those within its names; ``fresh``: it is told from an older one.
    ``heads`` are head nouns that tell its sort («annex»); ``truce``: one of its heads is a
    ceasefire; ``lasts`` is for how long («72 hour»); ``states`` are those that it is called by.
    """

    known: str
    names: tuple[str, ...]
    short: tuple[str, ...]
    about: tuple[str, ...]
    years: tuple[str, ...]
    fresh: bool
    heads: tuple[str, ...]
    truce: bool
    lasts: tuple[str, ...]
    states: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Known:
    """A row of the table of names: an agreement that news knows by name."""

    name: str
    kind: str
    parties: tuple[str, ...]


@cache
def _known() -> dict[str, Known]:
    found: dict[str, Known] = {}
    for row in rows("agreement_names"):
        parties = tuple(part for part in row["parties"].split("|") if part)
        made = Known(row["name"], row["kind"], parties)
        for form in filter(None, (row["name"], *row["names"].split("|"))):
            found.setdefault(folded(form), made)
    by_name = {made.name: made for made in found.values()}
    for row in rows("same_words"):
        if row["use"] == "named":
            found |= {folded(form): by_name[row["value"]] for form in row["words"].split("|")}
    return found


def known(name: str) -> Known | None:
    """The agreement of the table that has this name, however written."""
    return _known().get(folded(name).removeprefix("the "))


@cache
def forms(name: str) -> frozenset[str]:
    """All that an agreement of the table is called, folded; empty for one that is not there."""
    return frozenset(form for form, made in _known().items() if made.name == name)


@cache
def _words(*classes: str) -> frozenset[str]:
    """Folded single words of these classes of tables/agreement_heads.tsv."""
    listed = (
        form
        for row in rows("agreement_heads")
        if row["class"] in classes
        for form in row["words"].split("|")
    )
    return frozenset(word for form in listed for word in folded(form).split())


def _heads() -> frozenset[str]:
    return _words("treaty", "accord", "ceasefire", "joint_statement", "deal", "weak") - _plain()


def _plain() -> frozenset[str]:
    return _words("plain", "again", "ordinal") | _listed("agreed") | function_words()


@cache
def _fresh() -> frozenset[str]:
    return _listed("fresh")


@cache
def _sorts() -> frozenset[str]:
    return _listed("head")


@cache
def _listed(use: str) -> frozenset[str]:
    cells = (row["words"] for row in rows("same_words") if row["use"] == use)
    return frozenset(word for cell in cells for word in cell.split("|"))


@cache
def _subjects() -> frozenset[str]:
    return frozenset(root(word) for word in _listed("subject"))


def is_rare(about: str) -> bool:
    """Whether few agreements are about what has this root: harbours, not trade."""
    return about not in _subjects() and about[:1] != "="


_LASTING = re.compile(r"\b(\w+)[- ](hour|day|week|month|year)s?\b")


def lasting(mention: str) -> list[str]:
    """For how long it is: «72 hour» of a 72-hour truce."""
    told = _LASTING.findall(mention.casefold())
    return [f"{number} {unit}" for word, unit in told if (number := counted(word))]


_WORD = re.compile(r"[\w’']+")
_YEAR = re.compile(r"(?:19|20)\d\d\Z")
_SHORT = re.compile(r"[A-Z]{3,}\Z")
_NUMERAL = frozenset({"i", "ii", "iii", "iv", "v", "vi"})


def called(mentions: Iterable[str]) -> Called:
    """How the mentions of an agreement call it, whatever their order."""
    first: set[str] = set()
    names: set[str] = set()
    short: set[str] = set()
    about: set[str] = set()
    years: set[str] = set()
    heads: set[str] = set()
    lasts: set[str] = set()
    states: set[str] = set()
    fresh = truce = False
    for mention in mentions:
        entry = known(mention)
        if entry is not None:
            first.add(entry.name)
            continue
        words = _WORD.findall(mention)
        years |= {word for word in words if _YEAR.match(word)}
        short |= {word.casefold() for word in words if _SHORT.match(word) and not _state(word)}
        fresh |= any(folded(word) in _fresh() for word in words)
        heads |= {folded(word) for word in words if folded(word) in _sorts()}
        truce |= bool(words) and folded(words[-1]) in _words("ceasefire")
        lasts |= set(lasting(mention))
        states |= {state_of(folded(part)) for word in mention.split() for part in word.split("-")}
        name = _name(words)
        names |= name
        about |= _about(words, named=bool(name))
    return Called(
        known=min(first, default=""),
        names=tuple(sorted(names)),
        short=tuple(sorted(short)),
        about=tuple(sorted(about)),
        years=tuple(sorted(years)),
        fresh=fresh and not first,
        heads=tuple(sorted(heads)),
        truce=truce,
        lasts=tuple(sorted(lasts)),
        states=tuple(sorted(states - {""})),
    )


def _state(word: str) -> bool:
    return bool(state_of(word.casefold())) or word in {"USA", "UAE", "NATO"}


def _name(words: list[str]) -> set[str]:
    """A proper name among the words of a mention, with its head; none where there is none.

    «Trade Agreement» says what it is about, as very many are, and not which it is.
    """
    held = [folded(word) for word in words if _capital(word) or _is_head(word)]
    names = [word for word in held if word not in _heads() and word not in _NUMERAL]
    tells = len(names) > 1 or any(is_rare(root(word)) for word in names)
    return {" ".join(held)} if tells else set()


def _is_head(word: str) -> bool:
    return folded(word) in _heads()


def _capital(word: str) -> bool:
    form = folded(word)
    return (
        word[:1].isupper()
        and not _state(word)
        and not _SHORT.match(word)
        and (form not in _plain() or form in _NUMERAL)
    )


def _about(words: list[str], *, named: bool) -> set[str]:
    """The roots of what a mention says it is about; what stands in a name is no part of it."""
    return {
        root(form)
        for word in words
        if (form := folded(word))
        and not (word[:1].isupper() and (named or is_rare(root(form))))
        and not word[0].isdigit()
        and form not in _plain()
        and form not in _heads()
        and not state_of(form)
    }


def descriptions(about: Iterable[str], heads: Iterable[str]) -> frozenset[str]:
    """Forms of what an agreement is described by, which no name has: each choice among the roots of
    what it is about, alone and with each head that tells its sort: «§fish», «§fish protocol».
    """
    held = sorted(set(about))
    chosen = [
        "§" + "+".join(some)
        for size in range(1, len(held) + 1)
        for some in combinations(held, size)
    ]
    return frozenset((*chosen, *(f"{one} {head}" for one in chosen for head in heads)))


def struck_in(places: Iterable[str], heads: Iterable[str], *, truce: bool) -> frozenset[str]:
    """Forms of an agreement called after the place where it was struck: «kasane ceasefire»."""
    either = ("ceasefire", "truce") if truce else ("agreement", "accord", "deal", "pact", *heads)
    return frozenset(f"{place} {head}" for place in places for head in either)


def described(name: str) -> str:
    """The form of what a name describes, of those that ``descriptions`` gives; empty where it has
    a proper name, or no head noun of agreements."""
    own = folded(name).partition(" to the ")[0]  # «annex to the Tarn ceasefire»
    words = _WORD.findall(own)
    found = called((own,))
    if not found.about or not any(word in _heads() for word in words):
        return ""
    sort = min(found.heads, default="")
    return f"§{'+'.join(sorted(found.about))} {sort}".strip()


@lru_cache(maxsize=4096)
def bare(name: str) -> tuple[str, ...]:
    """The words of a proper name without its head: «treaty of loja» and «loja treaty» are one."""
    return tuple(sorted(w for w in name.split() if w not in _heads() and w not in _NUMERAL))


@lru_cache(maxsize=4096)
def sorts(names: tuple[str, ...]) -> frozenset[str]:
    """Head nouns in proper names that tell what sort of agreement it is."""
    return frozenset(word for name in names for word in name.split() if word in _sorts())


@lru_cache(maxsize=4096)
def roots(name: str) -> frozenset[str]:
    """The roots of the words of a proper name without its head."""
    return frozenset(root(word) for word in bare(name))


@lru_cache(maxsize=4096)
def number(name: str) -> str:
    """The Roman numeral in a name; empty where it has none."""
    return next((word for word in name.split() if word in _NUMERAL), "")


@lru_cache(maxsize=4096)
def initials(name: str) -> str:
    """The letters that a name of three words or more is shortened to."""
    words = [word for word in name.split() if word not in function_words()]
    return "".join(word[0] for word in words) if len(words) > 2 else ""
