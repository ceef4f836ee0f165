"""What the model is asked to answer: facts whose words are quoted, not yet found in the text.

Listed values are the contract's own, so that another one is refused where it is taken in. Names of
actors, agreements and cases (``ref``) are the model's and hold within one answer.
"""

from typing import Any

import msgspec

from onrecord.vocabulary import (
    Act,
    ActorKind,
    AgreementKind,
    ChangeLabel,
    EventType,
    Format,
    MentionForm,
    Modality,
    Mode,
    StepLabel,
    Terms,
)


class Quote(msgspec.Struct):
    """Words of one paragraph, by its number; ⟦ ⟧ set some of them off from what stands around."""

    p: int
    words: str


class Mention(Quote):
    """Where an actor, an agreement or a case is spoken of."""

    form: MentionForm = "name"


class Voucher(msgspec.Struct):
    """Who stands behind a telling."""

    actor: str
    terms: Terms = "unspecified"
    occasion: str | None = None


class Telling(Quote):
    """Words that state a fact, and who vouches for it there."""

    vouched_by: list[Voucher] = []


class Date(msgspec.Struct):
    """A date as ISO 8601, and the words that give it."""

    value: str
    words: Quote | None = None


class Place(msgspec.Struct):
    """A place as the words name it."""

    words: Quote
    country: str | None = None


class Term(msgspec.Struct):
    """How long something is to last, as an ISO 8601 duration, and the words that give it."""

    value: str
    words: Quote | None = None


class Actor(msgspec.Struct):
    """Whoever acts, speaks or is spoken of."""

    ref: str
    name: str
    kind: ActorKind
    mentions: list[Mention]
    office: str | None = None
    represents: str | None = None
    unnamed: bool = False


class Statement(msgspec.Struct):
    """Something that a source says."""

    speaker: list[str]
    mode: Mode
    act: Act = "say"
    terms: Terms = "unspecified"
    modality: Modality = "actual"
    addressees: list[str] = []
    targets: list[str] = []
    source: list[Quote] = []
    cue: list[Quote] = []
    content: list[Quote] = []
    quoted: list[Quote] = []
    about: list[str] = []
    occasion: str | None = None
    date: Date | None = None
    vouched_by: list[Voucher] = []


class Encounter(msgspec.Struct):
    """Actors met or spoke."""

    participants: list[str]
    tellings: list[Telling]
    format: Format = "meeting"
    modality: Modality = "actual"
    date: Date | None = None
    place: Place | None = None
    occasion: str | None = None


class Change(msgspec.Struct):
    """One turn in the life of an agreement."""

    change: ChangeLabel
    tellings: list[Telling]
    modality: Modality = "actual"
    by: list[str] = []
    date: Date | None = None
    term: Term | None = None


class Agreement(msgspec.Struct):
    """A treaty, accord, deal; ``changes`` are taken in one by one."""

    ref: str
    name: str
    mentions: list[Mention]
    kind: AgreementKind = "other"
    parties: list[str] = []
    changes: list[Any] = []


class Step(msgspec.Struct):
    """One turn in the case of a person."""

    step: StepLabel
    tellings: list[Telling]
    modality: Modality = "actual"
    by: list[str] = []
    date: Date | None = None
    place: Place | None = None
    charge: str | None = None
    term: Term | None = None


class Case(msgspec.Struct):
    """A person held, charged, tried; ``steps`` are taken in one by one."""

    ref: str
    person: str
    held_by: str | None = None
    designation: str | None = None
    mentions: list[Mention] = []
    steps: list[Any] = []


class Event(msgspec.Struct):
    """A coded political event (PLOVER)."""

    type: EventType
    actor: list[str]
    tellings: list[Telling]
    recipient: list[str] = []
    modality: Modality = "actual"
    date: Date | None = None
    place: Place | None = None


class Draft(msgspec.Struct):
    """An answer; what stands in its lists is taken in one by one, so that one costs no other."""

    actors: list[Any] = []
    statements: list[Any] = []
    encounters: list[Any] = []
    agreements: list[Any] = []
    cases: list[Any] = []
    events: list[Any] = []
