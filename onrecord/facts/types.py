"""The facts of a reading, as the contract names them.

Field names, their order and their meanings are the contract's; lists are tuples. What may be
missing has a default, so that a reading written by hand or by an older version still decodes.
"""

from dataclasses import dataclass, field
from typing import Literal

from onrecord.report import Report
from onrecord.text import Span
from onrecord.vocabulary import (
    Act,
    ActorKind,
    AgreementKind,
    ChangeLabel,
    Counted,
    DateBasis,
    EventType,
    Format,
    MentionForm,
    Mod,
    Modality,
    Mode,
    NoticeKind,
    StepLabel,
    Terms,
    TimeType,
)


@dataclass(frozen=True, slots=True)
class Mention:
    """Where an actor, agreement or case is spoken of; actors' mentions say in what form."""

    span: Span
    form: MentionForm | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """A person, office, state, body, group, document or unnamed source."""

    id: str
    name: str
    kind: ActorKind
    office: str | None = None
    represents: str | None = None
    sector: str | None = None
    unnamed: bool = False
    identifiers: dict[str, str] = field(default_factory=dict)
    mentions: tuple[Mention, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Voucher:
    """One link of the chain of sources behind a telling, with its terms."""

    actor: str
    terms: Terms = "unspecified"
    occasion: str | None = None
    span: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """One place that states a fact; ``vouched_by`` runs from the outermost source inwards."""

    span: Span
    vouched_by: tuple[Voucher, ...] = ()
    confidence: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class DateSlot:
    """A date as ISO 8601 / TIMEX3, what it stands on, and the tellings that give it.

    ``told`` holds indices into the fact's tellings; empty: it rests on all of them.
    """

    value: str | None
    basis: DateBasis | None = None
    span: Span | None = None
    told: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceSlot:
    """A place, with its coordinates in degrees (WGS 84) and GeoNames id where known."""

    name: str
    country: str | None = None
    lat: float | None = None
    lon: float | None = None
    geonames: int | None = None
    span: Span | None = None
    told: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DurationSlot:
    """How long something took, as a TIMEX3 duration."""

    value: str | None
    mod: Mod | None = None
    span: Span | None = None
    told: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TermSlot:
    """How long something is to last (an extension, a sentence), as a TIMEX3 duration."""

    value: str | None
    span: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """Something that a source says, writes or is said to think."""

    id: str
    key: str = ""
    speaker: tuple[str, ...] = ()
    addressees: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    mode: Mode
    modality: Modality = "actual"
    terms: Terms = "unspecified"
    act: Act = "say"
    source: tuple[Span, ...] = ()
    cue: tuple[Span, ...] = ()
    content: tuple[Span, ...] = ()
    quoted: tuple[Span, ...] = ()
    about: tuple[str, ...] = ()
    occasion: str | None = None
    date: DateSlot | None = None
    place: PlaceSlot | None = None
    vouched_by: tuple[Voucher, ...] = ()
    confidence: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Encounter:
    """Actors met or spoke."""

    id: str
    key: str = ""
    participants: tuple[str, ...] = ()
    format: Format = "meeting"
    date: DateSlot | None = None
    place: PlaceSlot | None = None
    duration: DurationSlot | None = None
    occasion: str | None = None
    modality: Modality = "actual"
    tellings: tuple[Telling, ...] = ()
    confidence: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One turn in the life of an agreement."""

    id: str
    key: str = ""
    change: ChangeLabel
    modality: Modality = "actual"
    by: tuple[str, ...] = ()
    date: DateSlot | None = None
    term: TermSlot | None = None
    stated_in: tuple[str, ...] = ()
    tellings: tuple[Telling, ...] = ()
    confidence: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """A treaty, accord, deal, joint statement or ceasefire."""

    id: str
    name: str
    kind: AgreementKind = "other"
    parties: tuple[str, ...] = ()
    identifiers: dict[str, str] = field(default_factory=dict)
    mentions: tuple[Mention, ...] = ()
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One turn in the case of a person held, charged, tried or exchanged."""

    id: str
    key: str = ""
    step: StepLabel
    modality: Modality = "actual"
    by: tuple[str, ...] = ()
    date: DateSlot | None = None
    place: PlaceSlot | None = None
    charge: str | None = None
    term: TermSlot | None = None
    stated_in: tuple[str, ...] = ()
    tellings: tuple[Telling, ...] = ()
    confidence: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A person held, charged, tried or exchanged."""

    id: str
    person: str
    held_by: str | None = None
    designation: str | None = None
    mentions: tuple[Mention, ...] = ()
    steps: tuple[Step, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """A number that the text gives for an event."""

    of: Counted
    value: float | int
    unit: str | None = None
    mod: Mod | None = None
    span: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """A coded political event (PLOVER); ``of`` names the fact that it codes."""

    id: str
    key: str = ""
    of: str | None = None
    type: EventType
    mode: str | None = None
    contexts: tuple[str, ...] = ()
    actor: tuple[str, ...] = ()
    recipient: tuple[str, ...] = ()
    date: DateSlot | None = None
    place: PlaceSlot | None = None
    modality: Modality = "actual"
    counts: tuple[Count, ...] = ()
    tellings: tuple[Telling, ...] = ()
    confidence: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Time:
    """A time expression and its TIMEX3 value, null where it cannot be resolved."""

    span: Span
    type: TimeType
    value: str | None = None
    mod: Mod | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A place name and what it stands for, with coordinates in degrees (WGS 84)."""

    span: Span
    name: str
    country: str | None = None
    geonames: int | None = None
    lat: float | None = None
    lon: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """What a report says of itself: that it was corrected, clarified, updated, or is taken back.

    ``date`` is the day that the notice gives for itself, ``wrong`` what it says was wrong, in its
    own words.
    """

    id: str
    kind: NoticeKind
    date: DateSlot | None = None
    wrong: tuple[Span, ...] = ()
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """What made a reading: the version, the hashes of model and tables, the settings."""

    version: str
    model: str | None = None
    tables: str | None = None
    settings: dict[str, str | int | float | bool | None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One report and its facts."""

    schema: Literal["onrecord/reading/1"] = "onrecord/reading/1"
    made: Made | None = None
    report: Report
    actors: tuple[Actor, ...] = ()
    statements: tuple[Statement, ...] = ()
    encounters: tuple[Encounter, ...] = ()
    agreements: tuple[Agreement, ...] = ()
    cases: tuple[Case, ...] = ()
    events: tuple[Event, ...] = ()
    times: tuple[Time, ...] = ()
    places: tuple[Place, ...] = ()
    notices: tuple[Notice, ...] = ()

    @property
    def retracted(self) -> bool:
        """Whether the report takes itself back: its outlet or agency stands by it no more."""
        return any(one.kind in ("retraction", "kill") for one in self.notices)
