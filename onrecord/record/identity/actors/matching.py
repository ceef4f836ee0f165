"""Whether two personal names can be one person's: word against word."""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import product

from onrecord.record.identity.actors.names import Name, borne_by_many, frequent, named_by_first
from onrecord.record.identity.actors.spelling import loose, spelled_alike
from onrecord.tables import rows
from onrecord.tables.states import split

__all__ = ["Match", "bared", "halves", "match", "stems"]


@dataclass(frozen=True, slots=True)
class Match:
    """How two names fit: a kind of evidence, how alike the words that fit are spelled, whether
    too many bear them, whether one turns the order of the other, and whether given names of two
    languages stand beside one family name."""

    kind: str
    spelled: float = 1.0
    often: bool = False
    turned: bool = False
    tongues: bool = False


_OTHER = Match("other name")


@cache
def _prefixed() -> frozenset[str]:
    """First names that many bear beside the one that they are called by: Mohammed, Maria."""
    return frozenset(w for row in rows("nicknames") if row["first"] for w in split(row["names"]))


def _groups(table: str) -> dict[str, frozenset[str]]:
    """Given names by the groups of a table that they belong to."""
    found: dict[str, set[str]] = {}
    for row in rows(table):
        for word in split(row["names"]):
            found.setdefault(word, set()).add(row["names"])
    return {word: frozenset(groups) for word, groups in found.items()}


@cache
def _short() -> dict[str, frozenset[str]]:
    """Short forms, and romanisations of one name."""
    return _groups("nicknames")


@cache
def _tongues() -> dict[str, frozenset[str]]:
    """One name as languages have it: Joseph, José."""
    return _groups("given_tongues")


@lru_cache(maxsize=65536)
def _fits(one: str, other: str) -> float:
    """How alike two words are: 1 the same, above a half a full word, a half an initial."""
    if one == other:
        return _INITIAL if len(one) == 1 else 1.0
    if len(one) == 1 or len(other) == 1:
        return _INITIAL if one[0] == other[0] else 0.0
    spelled = max(spelled_alike(one, other), _glued(one, other))
    for groups, known in ((_short(), _NICKNAME), (_tongues(), _TONGUE)):
        mine = groups.get(one)
        if mine is not None and not mine.isdisjoint(groups.get(other, _NONE)):
            spelled = max(known, spelled)
    return spelled


def _glued(one: str, other: str) -> float:
    """How alike two surnames are of which one has its particle written on: ter Haar, Terhaar."""
    short, long = sorted((one, other), key=len)
    before = long.removesuffix(short)
    return _GLUED if len(short) >= _SHORTEST and before != long and before in _particles() else 0.0


def bared(word: str) -> str:
    """A word without the particle that is written on to it, as it may be."""
    for before in sorted(_particles(), key=len, reverse=True):
        if word.startswith(before) and len(word) - len(before) >= _SHORTEST:
            return word.removeprefix(before)
    return word


@cache
def _particles() -> frozenset[str]:
    """Particles that surnames are written together with, one or two of them: van, ter, vander."""
    return frozenset(row["word"] for row in rows("name_words") if row["kind"] == "glued")


_GLUED = 0.9
_SHORTEST = 4  # letters of what is left of a surname
_INITIAL = 0.5
_NICKNAME = 0.95
_TONGUE = 0.8
_NONE: frozenset[str] = frozenset()


def match(one: Name, other: Name, states: AbstractSet[str]) -> Match:
    """How two names fit, whichever comes first; ``states`` are those of their bearers."""
    if _one_fits_none(one.words, other.words):
        return _OTHER
    few, many = sorted((one, other), key=lambda name: (len(name.words), name.words))
    return _match(few, many, any(map(named_by_first, states)))


@lru_cache(maxsize=65536)
def _match(few: Name, many: Name, by_first: bool) -> Match:
    """The same for the name with fewer words and the other; some go by their first word."""
    if few.bare:
        return _bare(few, many, by_first)
    if _other_middle(few.words, many.words):
        return _OTHER
    often = frequent(few) or frequent(many)
    together = _run_together(few, many)
    if together:
        return Match("full name", together, often)
    pairs = _pairs(few.words, many.words)
    if pairs is None:
        return _OTHER
    whole = [(i, j, score) for i, j, score in pairs if score > _INITIAL]
    if not whole or all(j == 0 for _, j, _ in whole):
        return _OTHER
    spelled = min(score for *_, score in whole)
    if len(whole) == 1:
        i, j, _ = whole[0]
        many_bear = borne_by_many(few.words[i]) or borne_by_many(many.words[j])
        return Match("initial", spelled, many_bear)
    first = 0 in {j for _, j, _ in pairs} or many.words[0] in _prefixed()
    turned = sorted(j for _, j, _ in pairs) != [j for _, j, _ in pairs]
    kind = "full name" if first else "part of name"
    other = {(i, j) for i, j, _ in whole if _of_two_tongues(few.words[i], many.words[j])}
    alike = all(score >= _NICKNAME for i, j, score in whole if (i, j) not in other)
    return Match(kind, spelled, often, turned, bool(other) and alike)


def _one_fits_none(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether some word fits none of as many others, so that the names are two: seen at once."""
    if len(one) != len(other) or len(one) == 1:
        return False
    return any(not any(_fits(word, against) for against in other) for word in one)


def _of_two_tongues(one: str, other: str) -> bool:
    """Whether two words are one given name in two languages, and no short form or spelling."""
    known = _tongues().get(one, _NONE) & _tongues().get(other, _NONE)
    return bool(known) and _fits(one, other) < _NICKNAME


def _bare(few: Name, many: Name, by_first: bool) -> Match:
    """A single word against a name: as its family name, or where one goes by it the first."""
    word = few.words[0]
    from_ = 0 if by_first or many.bare else 1
    scored = [(max(spelled_alike(word, one), _glued(word, one)), one) for one in many.words[from_:]]
    score, borne = max(scored)
    if not score:
        return _OTHER
    often = borne_by_many(word) or borne_by_many(borne)
    return Match("single name" if many.bare else "surname", score, often)


def _run_together(few: Name, many: Name) -> float:
    """How alike the names are where one runs words together: Jong Un, Jongun; 0 if not at all."""
    if len(few.words) == len(many.words) or few.words != few.whole or many.words != many.whole:
        return 0.0
    return max(
        min(spelled_alike(a, c), spelled_alike(b, d))
        for (a, b), (c, d) in product(halves(few.words), halves(many.words))
    )


def halves(words: tuple[str, ...]) -> frozenset[tuple[str, str]]:
    """A name parted in two at each place, the halves run together: kim and jongun."""
    parted = (("".join(words[:at]), "".join(words[at:])) for at in range(1, len(words)))
    return frozenset(turned for a, b in parted for turned in ((a, b), (b, a)))


def stems(word: str) -> frozenset[str]:
    """What two words share that may be one name: consonants, a group of short forms."""
    return frozenset(
        {loose(word), loose(bared(word)), *_short().get(word, ()), *_tongues().get(word, ())}
    )


def _pairs(few: tuple[str, ...], many: tuple[str, ...]) -> list[tuple[int, int, float]] | None:
    """Each word of the shorter name with one of the longer, the best first; None if one is left."""
    scored = sorted(
        (
            (-_fits(a, b), abs(i - j), i, j)
            for (i, a), (j, b) in product(enumerate(few), enumerate(many))
        ),
    )
    taken: dict[int, tuple[int, float]] = {}
    used: set[int] = set()
    for score, _, i, j in scored:
        if score < 0 and i not in taken and j not in used:
            taken[i] = j, -score
            used.add(j)
    if len(taken) < len(few):
        return None
    return [(i, j, score) for i, (j, score) in sorted(taken.items())]


def _other_middle(few: tuple[str, ...], many: tuple[str, ...]) -> bool:
    """Whether both have a middle initial, and not the same: George W. and George H. W."""
    if len(few) < _WITH_MIDDLE:
        return False
    one, other = few[1], many[1]
    return 1 in (len(one), len(other)) and one[0] != other[0]


_WITH_MIDDLE = 3
