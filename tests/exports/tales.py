"""Small readings made in code, of things that several reports tell of."""

from dataclasses import dataclass

from onrecord.facts import (
    Actor,
    Agreement,
    Case,
    Change,
    DateSlot,
    Encounter,
    Event,
    Mention,
    PlaceSlot,
    Reading,
    Statement,
    Step,
    Telling,
    Voucher,
    with_keys,
)
from onrecord.report import Published, Report, report_id, text_sha256
from onrecord.text import Span

PEOPLE = ("Ada Kern", "Ilya Voss", "Mara Lindqvist")
TREATIES = ("Vela Accord", "Corran Treaty")
HELD = "Jon Hale"
STATE = "Norland"


@dataclass(frozen=True, slots=True)
class Tale:
    """What one version of one report tells; ``day`` and ``dated`` are days of March 2024."""

    number: int
    version: int = 0
    who: int = 0
    what: int = 0
    day: int = 5
    dated: int | None = 6


def told(tale: Tale) -> Reading:
    """The reading of a tale."""
    one, other = PEOPLE[tale.who], PEOPLE[(tale.who + 1) % len(PEOPLE)]
    treaty = TREATIES[tale.what]
    text = (
        f"{one} met {other} in Oslo on {tale.day} March. An aide said that {one} told {other}: "
        f"“We keep the {treaty}, €{tale.version} 𝔄\u2028 or not.” The {treaty} was signed. "
        f"Report {tale.number} says that {HELD} was released, and {STATE} expelled 35 envoys."
    )
    url = f"https://news.example/{tale.number}"
    dated = f"2024-03-{tale.dated:02}" if tale.dated else None

    def span(words: str) -> Span:
        start = text.index(words)
        return Span(start, start + len(words), words)

    day = DateSlot(value=f"2024-03-{tale.day:02}", basis="words", span=span(f"{tale.day} March"))
    aide = (Voucher(actor="a3", terms="anonymous", span=span("An aide")),)
    names = (one, other, "An aide", HELD, STATE)
    kinds = ("person", "person", "unnamed_source", "person", "state")
    actors = tuple(
        Actor(
            id=f"a{number}", name=name, kind=kind, unnamed=kind == "unnamed_source",
            represents="NO" if name == STATE else None,
            mentions=(Mention(span(name), "name"),),
        )
        for number, (name, kind) in enumerate(zip(names, kinds, strict=True), 1)
    )  # fmt: skip
    return with_keys(
        Reading(
            report=Report(
                id=report_id(text, url=url), text_sha256=text_sha256(text), url=url, text=text,
                outlet=f"Outlet {tale.number % 3}", published=Published(dated, "given"),
            ),
            actors=actors,
            statements=(
                Statement(
                    id="s1", speaker=("a1",), addressees=("a2",), mode="direct", act="promise",
                    cue=(span("told"),), content=(span(f"We keep the {treaty}"),), about=("g1",),
                    date=day, vouched_by=aide,
                ),
            ),
            encounters=(
                Encounter(
                    id="e1", participants=("a1", "a2"), date=day,
                    place=PlaceSlot(name="Oslo", country="NO", lat=59.9, lon=10.7),
                    tellings=(Telling(span=span("met")),),
                    modality="planned" if tale.version else "actual",
                ),
            ),
            agreements=(
                Agreement(
                    id="g1", name=treaty, kind="treaty", mentions=(Mention(span(treaty)),),
                    changes=(
                        Change(id="g1-1", change="signed", by=("a1",), date=day,
                               tellings=(Telling(span=span("signed")),)),
                    ),
                ),
            ),
            cases=(
                Case(
                    id="c1", person="a4", held_by="a5", mentions=(Mention(span(HELD)),),
                    steps=(Step(id="c1-1", step="released",
                                tellings=(Telling(span=span("released")),)),),
                ),
            ),
            events=(
                Event(id="v1", type="SANCTION", mode="expel", actor=("a5",), date=day,
                      tellings=(Telling(span=span("expelled 35 envoys"), vouched_by=aide),)),
            ),
        )
    )  # fmt: skip
