"""Words without their inflection, so that forms of one word meet."""

from functools import cache, lru_cache

from onrecord.tables import rows

_VOWELS = frozenset("aeiouy")
# Two equal letters at the end that stay: «kill», «press», «stuff»; others come from doubling.
_STAY = frozenset("lsfz")


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """A form of a word without its inflection, the same for all forms of a verb or noun.

    Not always a word: «arrested», «arrests» and «arresting» give «arrest», «charged» and «charges»
    «charg». Irregular verbs come from their table.
    """
    word = word.lower().replace("’", "'").removesuffix("'s").removesuffix("'")
    word = _irregular().get(word, word)
    if len(word) <= 3:
        return word
    word = word.removesuffix("s") if word.endswith("ings") else word
    if word.endswith(("ies", "ied")):
        word = word[:-1] if len(word) == 4 else word[:-3] + "y"  # die, tie; carry
    elif word.endswith(("sses", "shes", "ches", "xes", "zes")):
        word = word[:-2]
    elif word.endswith("s") and word[-2] not in "sui":
        word = word[:-1]
    elif word.endswith("ed") and _VOWELS & set(word[:-2]):
        word = _single(word[:-2])
    elif word.endswith("ing") and len(word) > 5 and _VOWELS & set(word[:-3]):
        word = _single(word[:-3])
    return word[:-1] if word.endswith("e") and len(word) > 3 else word


def _single(word: str) -> str:
    """«stabb» is «stab», «kill» stays."""
    doubled = len(word) > 3 and word[-1] == word[-2] and word[-1] not in _STAY | _VOWELS
    return word[:-1] if doubled else word


@cache
def _irregular() -> dict[str, str]:
    forms: dict[str, str] = {}
    for row in rows("irregular_verbs"):
        for cell in (row["past"], row["participle"]):
            forms |= dict.fromkeys(cell.split("|"), row["base"])
    return forms
