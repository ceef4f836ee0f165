"""A small record made in code, with everything that can go wrong in an export."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from onrecord.facts import DateSlot, PlaceSlot, Reading, Statement
from onrecord.record.accounts import Kind
from onrecord.record.origins import Stone, Version
from onrecord.record.things import (
    ActorThing,
    AgreementThing,
    CaseStep,
    CaseThing,
    CountTold,
    EncounterThing,
    EventThing,
    LifeChange,
    StatementThing,
    Status,
    TermTold,
    Thing,
    ThingTelling,
    Variant,
    Vouched,
)
from onrecord.record.verdicts import Verdict
from onrecord.report import Published, Report, text_sha256
from onrecord.text import Span

# A line that spreadsheets run, an escape sequence, marks that turn the order of letters around, a
# line separator, quotation marks, an end of a script, letters beyond the basic plane.
HOSTILE = (
    "=2+5|cmd \x1b[31m\u202egnp\u202c \u2028 “a” \"b\" 'c', </script> \\n; 𝔄\u0301 \ttab\nline"
)
TEXT = (
    "Foreign Minister Ada Kern met Ilya Voss in Oslo on Tuesday. Kern said: “We will sign.” "
    f"A second meeting is planned for May. {HOSTILE} Voss was released. End."
)
NAMES = {
    "actor-00000000000000a1": "Ada Kern",
    "actor-00000000000000a2": HOSTILE,
    "actor-00000000000000a3": "Norland",
    "agreement-00000000000000b1": "Vela Accord",
}
KERN, VOSS, NORLAND = list(NAMES)[:3]
COUNTED = "2024-03-05T23:59:59Z"
WEIGHT: dict[str, Any] = {
    "outlets": 2, "vouchers": 1, "first_reported": "2024-03-05T23:59:59Z",
    "last_reported": "2024-03-07T08:00:00Z", "terms": ("on_record", "anonymous"),
}  # fmt: skip
COMMON: dict[str, Any] = {**WEIGHT, "reports": 2, "names": NAMES}


def span(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words), words)


def telling(words: str, key: str, modality: Any = "actual", report: str = "0" * 15 + "1") -> Any:
    return ThingTelling(
        report=report, source="a.txt", url=f"https://news.example/{report}?a=1&b=2",
        outlet="The =Daily", published="2024-03-05", key=key, counted=COUNTED, span=span(words),
        modality=modality, vouched_by=(Vouched(actor=VOSS, terms="anonymous"),), confidence=0.5,
    )  # fmt: skip


def oslo(lat: float | None = 59.91) -> PlaceSlot:
    return PlaceSlot(name="Oslo", country="NO", lat=lat, lon=10.75, geonames=3143244)


def encounter(identifier: str, modality: Any, date: str | None, **more: Any) -> EncounterThing:
    key = identifier.rpartition("-")[2]
    own: dict[str, Any] = {
        "participants": (KERN, VOSS), "modality": modality, "place": oslo(),
        "date": DateSlot(value=date, basis="words") if date else None,
        "tellings": (telling("met Ilya Voss", key, modality),),
    }  # fmt: skip
    return EncounterThing(id=identifier, thing="encounter", key=key, **{**own, **more}, **COMMON)


def event(identifier: str, modality: Any = "actual", **more: Any) -> EventThing:
    key = identifier.rpartition("-")[2]
    own: dict[str, Any] = {
        "type": "SANCTION", "mode": "expel", "contexts": ("diplomatic", "legal"),
        "actor": (NORLAND,), "recipient": (KERN, VOSS), "place": oslo(),
        "date": DateSlot(value="2024-03-05"),
        "counts": (CountTold(of="expelled", value=35, mod="APPROX"),),
        "tellings": (telling(HOSTILE, key, modality),),
    }  # fmt: skip
    return EventThing(
        id=identifier, thing="event", key=key, modality=modality, **{**own, **more}, **COMMON
    )


def statement(identifier: str, modality: Any = "actual", **more: Any) -> StatementThing:
    key = identifier.rpartition("-")[2]
    own: dict[str, Any] = {
        "speaker": (KERN,), "targets": (VOSS,), "mode": "direct", "act": "promise",
        "content": (span("“We will sign.”"),), "quoted": (span("We will sign."),),
        "cue": (span("said"),), "about": ("agreement-00000000000000b1",),
        "date": DateSlot(value="2024-03-05"), "place": oslo(None),
        "tellings": (
            telling("“We will sign.”", key, modality),
            telling("“We will sign.”", key, modality, "0" * 15 + "2"),
        ),
    }  # fmt: skip
    return StatementThing(
        id=identifier, thing="statement", key=key, modality=modality, **{**own, **more}, **COMMON
    )


def agreement() -> AgreementThing:
    def change(key: str, label: Any, modality: Any, date: str | None, number: int) -> LifeChange:
        return LifeChange(
            id=f"b1-{number}", key=key, change=label, modality=modality, by=(NORLAND,),
            date=DateSlot(value=date) if date else None, told=(number,),
            term=TermTold(value="P5Y"), **WEIGHT,
        )  # fmt: skip

    return AgreementThing(
        id="agreement-00000000000000b1", thing="agreement", name="Vela Accord", kind="treaty",
        parties=(NORLAND,), variants=(Variant(name="=Vela"),), status=Status(value="signed"),
        changes=(
            change("c" * 16, "signed", "actual", "2024-02", 0),
            change("d" * 16, "resumed", "asked", "2024-04-01", 1),
            change("e" * 16, "terminated", "denied", None, 2),
        ),
        tellings=(
            telling("We will sign.", "c" * 16),
            telling("planned for May", "d" * 16, "asked"),
            telling("End.", "e" * 16, "denied"),
        ),
        **COMMON,
    )  # fmt: skip


def case() -> CaseThing:
    def step(key: str, label: Any, modality: Any, number: int) -> CaseStep:
        return CaseStep(
            id=f"k1-{number}", key=key, step=label, modality=modality, by=(NORLAND,),
            date=DateSlot(value="2024"), place=oslo(), told=(number,), charge=HOSTILE, **WEIGHT,
        )  # fmt: skip

    return CaseThing(
        id="case-00000000000000d1", thing="case", person=VOSS, held_by=NORLAND,
        steps=(step("f" * 16, "released", "planned", 0), step("9" * 16, "detained", "actual", 1)),
        tellings=(telling("Voss was released", "f" * 16, "planned"), telling("Oslo", "9" * 16)),
        **COMMON,
    )  # fmt: skip


def actors() -> list[ActorThing]:
    def one(identifier: str, kind: Any, **more: Any) -> ActorThing:
        name = NAMES[identifier]
        tellings = (telling("Ada Kern", identifier[-16:]),)
        told = {**COMMON, **more, "tellings": tellings}
        return ActorThing(id=identifier, thing="actor", name=name, kind=kind, **told)

    return [
        one(KERN, "person", office="Foreign Minister", represents="NO", sector="GOV",
            identifiers={"wikidata": "Q12345"}, variants=(Variant(name="A. Kern"),)),
        one(VOSS, "unnamed_source", unnamed=True),
        one(NORLAND, "state", represents="NO", sector="GOV", identifiers={"iso3166": "NO"}),
    ]  # fmt: skip


THINGS: list[Thing] = [
    encounter("encounter-0000000000000001", "actual", "2024-03-05"),
    encounter("encounter-0000000000000002", "planned", "2024-05"),
    encounter("encounter-0000000000000003", "failed", "2024-03-06T14:30:00Z"),
    encounter("encounter-0000000000000004", "denied", "2024"),
    encounter("encounter-0000000000000005", "asked", None, place=None),
    encounter("encounter-0000000000000006", "possible", "2024-W10-WE", place=oslo(None)),
    event("event-0000000000000001"),
    event("event-0000000000000002", "planned"),
    event("event-0000000000000003", date=DateSlot(value="2024-03"), actor=(), place=None),
    statement("statement-0000000000000001"),
    statement("statement-0000000000000002", "planned"),
    statement("statement-0000000000000003", mode="indirect", quoted=(), speaker=()),
    agreement(),
    case(),
    *actors(),
]
DONE = {  # what each title would say, had it happened
    "encounter": " met", "statement": " promised", "change": ("resumed", "terminated"),
    "step": ("released",),
}  # fmt: skip


def report(number: str = "1") -> Report:
    return Report(
        id="0" * 15 + number, text_sha256=text_sha256(TEXT), title=f"Talks {HOSTILE}",
        url=f"https://news.example/{'0' * 15}{number}?a=1&b=2", outlet="The =Daily",
        authors=("Jo Ek",), published=Published("2024-03-05", "given"), text=TEXT,
    )  # fmt: skip


def reading(number: str = "1") -> Reading:
    said = Statement(
        id="s1", key="0" * 16, mode="direct", content=(span("We will sign."),),
        cue=(span("said"),),
    )  # fmt: skip
    return Reading(report=report(number), statements=(said,))


@dataclass
class Made:
    """A record held in memory."""

    them: list[Thing] = field(default_factory=lambda: list(THINGS))
    narrowed: dict[str, Any] = field(default_factory=dict)
    readings: int = 2

    def asked(self) -> dict[str, Any]:
        return self.narrowed

    def versions(self) -> Iterator[Version]:
        return (Version(COUNTED, reading(str(n + 1))) for n in range(self.readings))

    def verdicts(self) -> Iterator[Verdict]:
        yield Verdict(
            id="1", at="2024-03-08T00:00:00Z", by="ek", verdict="reject", of=("a" * 16,),
            why=HOSTILE,
        )  # fmt: skip

    def stones(self) -> Iterator[Stone]:
        yield Stone("0" * 16, "2024-03-09T00:00:00Z", HOSTILE)

    def things(self, kind: Kind) -> Iterator[Thing]:
        return (one for one in self.them if one.thing == kind)

    def actor(self, identifier: str) -> ActorThing | None:
        found = (one for one in self.them if one.id == identifier and isinstance(one, ActorThing))
        return next(found, None)

    def report(self, identifier: str, counted: str) -> Report | None:
        assert counted == COUNTED
        return report(identifier[-1])
