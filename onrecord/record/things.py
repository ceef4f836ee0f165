"""A thing of the record: what all reports tell of one meeting, agreement, case, actor …, folded.

What goes into a fold is a ``Testimony``: one report's account of the thing, in its ``Source``, with
the ids of its reading resolved to those of the record. What comes out is a ``Thing``: the fields of
a reading's fact under the same names, and with them every telling, how many independent sources
stand behind them, and where they disagree. ``told`` numbers count into ``tellings``.

The ids in a thing are the record's. ``names`` says what each of them is called.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from onrecord.facts import DateSlot, DurationSlot, PlaceSlot
from onrecord.record.accounts import Kind, Told
from onrecord.record.notes import Hand
from onrecord.record.verdicts import Verdict
from onrecord.text import Span
from onrecord.vocabulary import (
    Act,
    ActorKind,
    AgreementKind,
    ChangeLabel,
    Counted,
    EventType,
    Format,
    Mod,
    Modality,
    Mode,
    StepLabel,
    Terms,
)

Indices = tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One version of a report, as far as what it tells is weighed by it.

    ``retracted``: it says that it is taken back; then it is no source, whatever it tells.
    ``report`` is the report's id, ``version`` the SHA-256 of its text. ``counted`` is the time that
    it counts as of (ISO 8601, UTC, to the second: ``2023-03-02T23:59:59Z``); all times of one
    record compare as text. ``speaks`` is False for a version that a newer one has replaced: what
    only it said is history. ``copy_of`` is the report, or the agency, that it says it copies.
    ``hands`` are the reviewers who told by hand what is told here; none where it was read.
    """

    report: str
    version: str
    source: str = "-"
    counted: str
    title: str | None = None
    url: str | None = None
    outlet: str | None = None
    published: str | None = None
    seen: str | None = None
    copy_of: str | None = None
    speaks: bool = True
    retracted: bool = False
    hands: tuple[Hand, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Ref:
    """What an id of a reading stands for in the record.

    ``id`` and ``name`` are the record's (the name under which the thing is shown); the other
    fields are what this very reading says of an actor: its kind, office, state, sector, whether
    unnamed.
    """

    id: str
    name: str
    kind: ActorKind | None = None
    office: str | None = None
    represents: str | None = None
    sector: str | None = None
    unnamed: bool = False


@dataclass(frozen=True, slots=True)
class Testimony:
    """One account of a thing in its source.

    ``key`` is the account's. ``told`` is the reading's fact as it stands there, spans with their
    words; ``refs`` gives for each id within it (actors, agreements, cases, statements, facts) what
    it is in the record.
    """

    source: Source
    key: str
    told: Told
    refs: Mapping[str, Ref] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Vouched:
    """One link of a chain of sources, outermost first, with an actor of the record."""

    actor: str
    terms: Terms = "unspecified"
    occasion: str | None = None
    span: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ThingTelling:
    """One place in one report that tells of the thing.

    ``key`` is that of the fact that it belongs to (a change's or a step's own, else the account's),
    ``slots`` what it says of the thing, by the names of a reading's fields. ``by_hand`` are the
    reviewers who told it, none where it was only read.
    """

    report: str
    source: str
    url: str | None = None
    outlet: str | None = None
    published: str | None = None
    seen: str | None = None
    copy_of: str | None = None
    retracted: bool = False
    key: str
    counted: str
    span: Span | None
    modality: Modality = "actual"
    slots: dict[str, Any] = field(default_factory=dict)
    vouched_by: tuple[Vouched, ...] = ()
    confidence: float = 1.0
    by_hand: tuple[Hand, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Carried:
    """Which tellings carry a field, or one member of it, that has no ``told`` of its own."""

    slot: str
    value: str | None = None
    told: Indices = ()
    verdict: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One side of a dispute, or one value of a number over time: who tells it, since when."""

    value: str
    tellings: tuple[str, ...]
    outlets: int = 0
    since: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Dispute:
    """Tellings that cannot all be right. ``of`` is the change, step or number that it is about."""

    about: Literal["date", "place", "participants", "number", "denial"]
    of: str | None = None
    sides: tuple[Side, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Update:
    """A value that was told anew as time went on, oldest first: no contradiction."""

    about: Literal["date", "number"]
    of: str | None = None
    values: tuple[Side, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """What a thing was told to be (planned, held, called off), when, and by whom."""

    modality: Modality
    date: str | None = None
    first_reported: str
    last_reported: str
    told: Indices = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """Where an agreement or a case stands, by whose doing, since when (a date, null if not told).

    ``told`` are the tellings of the changes that it stands on.
    """

    value: str
    by: tuple[str, ...] = ()
    since: str | None = None
    told: Indices = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TermTold:
    """How long something is to last, as a TIMEX3 duration."""

    value: str | None
    span: Span | None = None
    told: Indices = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CountTold:
    """A number given for an event."""

    of: Counted
    value: float | int
    unit: str | None = None
    mod: Mod | None = None
    span: Span | None = None
    told: Indices = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class LifeChange:
    """One turn in the life of an agreement, told by ``told``."""

    id: str
    key: str
    change: ChangeLabel
    modality: Modality = "actual"
    by: tuple[str, ...] = ()
    date: DateSlot | None = None
    term: TermTold | None = None
    stated_in: tuple[str, ...] = ()
    told: Indices = ()
    outlets: int = 0
    vouchers: int = 0
    terms: tuple[Terms, ...] = ()
    unnamed_only: bool = False
    retracted: bool = False
    first_reported: str
    last_reported: str
    confidence: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseStep:
    """One turn in a case, told by ``told``."""

    id: str
    key: str
    step: StepLabel
    modality: Modality = "actual"
    by: tuple[str, ...] = ()
    date: DateSlot | None = None
    place: PlaceSlot | None = None
    charge: str | None = None
    term: TermTold | None = None
    stated_in: tuple[str, ...] = ()
    told: Indices = ()
    outlets: int = 0
    vouchers: int = 0
    terms: tuple[Terms, ...] = ()
    unnamed_only: bool = False
    retracted: bool = False
    first_reported: str
    last_reported: str
    confidence: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Holding:
    """An office that an actor was told to hold, and from when to when reports told it so."""

    office: str | None
    represents: str | None = None
    first_reported: str
    last_reported: str
    told: Indices = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Variant:
    """A name under which an actor or agreement is told of."""

    name: str
    told: Indices = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Thing:
    """What every thing of the record has.

    ``outlets`` counts independent outlets (copies go with what they copy), ``vouchers`` those who
    stand behind it in the end, ``reports`` the reports that tell of it. ``terms`` are the effective
    terms met among its tellings; ``unnamed_only``: no telling rests on anyone named or on a
    reporter's own voice. ``earlier`` are tellings that only replaced versions of reports have.
    ``states`` gives the state for which someone in ``names`` acts. ``retracted``: every report that
    tells of it is taken back; such a report is counted among no outlets and no vouchers.
    """

    id: str
    thing: Kind
    outlets: int
    vouchers: int
    reports: int
    terms: tuple[Terms, ...] = ()
    unnamed_only: bool = False
    retracted: bool = False
    first_reported: str
    last_reported: str
    status: Status | None = None
    disputes: tuple[Dispute, ...] = ()
    updates: tuple[Update, ...] = ()
    verdicts: tuple[Verdict, ...] = ()
    names: dict[str, str] = field(default_factory=dict)
    states: dict[str, str] = field(default_factory=dict)
    told: tuple[Carried, ...] = ()
    tellings: tuple[ThingTelling, ...] = ()
    earlier: tuple[ThingTelling, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorThing(Thing):
    """A person, office, state, body, group, document or unnamed source, over all reports."""

    name: str
    kind: ActorKind
    office: str | None = None
    represents: str | None = None
    sector: str | None = None
    unnamed: bool = False
    identifiers: dict[str, str] = field(default_factory=dict)
    variants: tuple[Variant, ...] = ()
    offices: tuple[Holding, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementThing(Thing):
    """One statement, however many carry it; its words are those of the fullest telling."""

    key: str
    speaker: tuple[str, ...] = ()
    addressees: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    mode: Mode
    modality: Modality = "actual"
    own_terms: Terms = "unspecified"
    act: Act = "say"
    source: tuple[Span, ...] = ()
    cue: tuple[Span, ...] = ()
    content: tuple[Span, ...] = ()
    quoted: tuple[Span, ...] = ()
    about: tuple[str, ...] = ()
    occasion: str | None = None
    date: DateSlot | None = None
    place: PlaceSlot | None = None
    confidence: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class EncounterThing(Thing):
    """One meeting, call or visit: planned, held or called off; ``history`` tells how it went."""

    key: str
    participants: tuple[str, ...] = ()
    format: Format = "meeting"
    date: DateSlot | None = None
    place: PlaceSlot | None = None
    duration: DurationSlot | None = None
    occasion: str | None = None
    modality: Modality = "actual"
    history: tuple[Turn, ...] = ()
    confidence: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementThing(Thing):
    """One agreement and its life as reported."""

    name: str
    kind: AgreementKind = "other"
    parties: tuple[str, ...] = ()
    identifiers: dict[str, str] = field(default_factory=dict)
    variants: tuple[Variant, ...] = ()
    changes: tuple[LifeChange, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseThing(Thing):
    """One person's case and its steps as reported."""

    person: str
    held_by: str | None = None
    designation: str | None = None
    steps: tuple[CaseStep, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class EventThing(Thing):
    """One coded political event."""

    key: str
    of: str | None = None
    type: EventType
    mode: str | None = None
    contexts: tuple[str, ...] = ()
    actor: tuple[str, ...] = ()
    recipient: tuple[str, ...] = ()
    date: DateSlot | None = None
    place: PlaceSlot | None = None
    modality: Modality = "actual"
    counts: tuple[CountTold, ...] = ()
    history: tuple[Turn, ...] = ()
    confidence: float = 1.0
