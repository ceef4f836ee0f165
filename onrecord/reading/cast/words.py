"""The word classes of tables/cast_words.tsv."""

from functools import cache

from onrecord.tables import rows

__all__ = ["among", "value", "words"]


@cache
def words(kind: str) -> dict[str, str]:
    """The words of a class and what each stands for; {} for a class that the table lacks."""
    return {row["form"]: row["value"] for row in rows("cast_words") if row["class"] == kind}


@cache
def among(*kinds: str) -> frozenset[str]:
    """All words of these classes."""
    return frozenset(word for kind in kinds for word in words(kind))


def value(kind: str, word: str) -> str:
    """What `word` stands for in a class, empty where it is not in it."""
    return words(kind).get(word, "")
