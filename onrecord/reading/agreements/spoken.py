"""A place where an agreement is spoken of."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.vocabulary import AgreementKind


@dataclass(frozen=True, slots=True)
class Spoken:
    """One place where an agreement is spoken of; `start` takes in its article.

    `name` is the canonical or written name where it has one; `words` are the lower-case words
    that tell it from others of its kind; `fresh` where an article makes it a new one.
    """

    start: int
    end: int
    head: str
    kind: AgreementKind | None
    name: str | None
    words: frozenset[str]
    fresh: bool
    definite: bool
    plural: bool
    known: bool = False
    ordinal: bool = False
    anew: bool = False
    pointing: bool = False  # «that accord»: the one just spoken of
    reach: int = 0  # where what it is about ends: «accord on coast guard cooperation»
