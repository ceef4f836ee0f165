"""What the finding of actors hands to their joining: one place in the text, with its features."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from onrecord.reading.cast.page import Run
from onrecord.tables.names import KnownName
from onrecord.vocabulary import ActorKind, MentionForm

__all__ = ["Draft", "Mention", "Sort"]

Sort = Literal["person", "role", "state", "body", "pronoun", "document", "source", "sides"]


@dataclass(slots=True, eq=False)
class Draft:
    """An actor in the making.

    `names` are all forms of its name, `roles` the words and table names of all titles given to it;
    `owner` is whom it belongs to; `count` is how many a group is said to be; `headline` says that
    it was first met in a headline, `peer` that it is told to hold its owner's office elsewhere;
    `guessed` says that only a given name tells the gender, against which «Mr» counts.
    """

    kind: ActorKind
    name: str
    names: list[str] = field(default_factory=list)
    head: str = ""
    office: str = ""
    code: str = ""
    sector: str = ""
    gender: str = "u"
    guessed: bool = False
    unnamed: bool = False
    plural: bool = False
    count: int = 0
    definite: bool = False
    owner: Draft | None = None
    for_state: bool = False
    modifiers: frozenset[str] = frozenset()
    headline: bool = False
    peer: bool = False
    qid: str = ""
    roles: list[tuple[frozenset[str], str]] = field(default_factory=list)


@dataclass(slots=True, eq=False)
class Mention:
    """One place where somebody is spoken of.

    `run` is the whole phrase in words, `name` the name proper within it. `det` is the class of its
    determiner («the», «a», «n», a possessive's m f it they me, or empty), `head` the table's name
    of its head, `office` the words of the office, `owner` the mention that possesses it or that
    stands in its of-phrase; `count` is how many it speaks of, 0 where it does not say; `same` is
    the mention that it renames in apposition, `others` the further actors of «the two ministers»,
    `codes` the states of «Kenyan and Ugandan officials». `spoke` says that it is the source of a
    statement, `label` that it opens a turn of a transcript, `done` that its joining is over or
    under way, `nested` that it stands inside another's phrase («an adviser to Varda»).
    """

    sort: Sort
    run: Run
    form: MentionForm
    name: Run | None = None
    head: str = ""
    office: str = ""
    sector: str = ""
    code: str = ""
    codes: tuple[str, ...] = ()
    det: str = ""
    gender: str = "u"
    plural: bool = False
    count: int = 0
    for_state: bool = False
    former: bool = False
    modifiers: frozenset[str] = frozenset()
    owner: Mention | None = None
    owned_by: Run | None = None
    titles: tuple[Run, ...] = ()
    joint: str = ""
    after: Run | None = None
    same: Mention | None = None
    known: KnownName | None = None
    body: KnownName | None = None
    actor: Draft | None = None
    others: tuple[Draft, ...] = ()
    spoke: bool = False
    label: bool = False
    done: bool = False
    nested: bool = False
