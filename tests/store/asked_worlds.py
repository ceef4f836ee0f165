"""Small worlds to ask: made readings of invented states, told by several outlets, in versions.

A ``Tale`` is what one version of one report tells, by numbers; ``reading`` makes the text and the
facts of it, so that every span is the text's own.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from hypothesis import strategies as st

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
from onrecord.report import Published, Report, text_sha256
from onrecord.text import Span

# Name, office, state: invented people of states that are there.
PEOPLE = (
    ("Ilse Varga", "foreign minister", "AT"),
    ("Tomas Orlik", "defence minister", "CZ"),
    ("Mira Dovale", "president", "PT"),
    ("Anselm Krug", None, "AT"),
)
STATES = {"AT": "Austria", "CZ": "Czechia", "PT": "Portugal"}
OUTLETS = ("The Halyard", "Meridian Wire", "Weekly Lantern")
ACTS = ("say", "urge", "deny")
PLACES = (None, ("Vienna", "AT"), ("Lisbon", "PT"))
TREATIES = ("Lantern Pact", "Orchard Treaty")
WORDS = (
    "the orchards of the valley stay open",
    "no harvest will be sold before the spring",
    "the naïve hope of a quick deal is gone",
)


@dataclass(frozen=True, slots=True)
class Tale:
    """One version: the report's number and version, when it counts, and what it tells.

    ``said``: (speaker, act, words, addressee or None, day or None, unnamed voucher);
    ``met``: (two people, day or None, place); ``turned``: (treaty, change, day).
    """

    report: int
    version: int
    day: int
    said: tuple[tuple[int, int, int, int | None, int | None, bool], ...] = ()
    met: tuple[tuple[int, int, int | None, int], ...] = ()
    turned: tuple[tuple[int, str, int], ...] = ()
    held: tuple[int, ...] = ()


class _Writer:
    """A text that grows, and the spans of what was written."""

    def __init__(self) -> None:
        self.text = ""

    def write(self, words: str) -> Span:
        start = len(self.text)
        self.text += words
        return Span(start, start + len(words), words)


def reading(tale: Tale) -> Reading:
    """The reading of a tale."""
    out = _Writer()
    out.write(f"Report {tale.report}, edition {tale.version}.\n")
    people = _people(out)
    statements, encounters, agreements, cases, events = [], [], [], [], []
    for number, (who, act, said, to, day, hidden) in enumerate(tale.said, start=1):
        source = out.write(PEOPLE[who][0])
        out.write(" ")
        cue = out.write(ACTS[act])
        out.write(" ")
        content = out.write(WORDS[said])
        out.write(f", {tale.report}-{number}.\n")
        vouchers = (Voucher(actor="u", terms="anonymous"),) if hidden else ()
        statements.append(
            Statement(
                id=f"s{number}", mode="indirect", act=ACTS[act], speaker=(f"a{who}",),  # type: ignore[arg-type]
                addressees=(f"a{to}",) if to is not None and to != who else (),
                source=(source,), cue=(cue,), content=(content,), vouched_by=vouchers,
                date=_date(day), confidence=0.9,
            )
        )  # fmt: skip
    for number, (one, other, day, place) in enumerate(tale.met, start=1):
        span = out.write(f"{PEOPLE[one][0]} met {PEOPLE[other][0]}")
        out.write(f" {'' if day is None else day}.\n")
        told = (Telling(span=span, confidence=0.9),)
        at = PLACES[place]
        slot = PlaceSlot(name=at[0], country=at[1]) if at else None
        both = tuple(dict.fromkeys((f"a{one}", f"a{other}")))
        encounters.append(
            Encounter(
                id=f"e{number}", participants=both, date=_date(day), place=slot, tellings=told
            )
        )
        events.append(
            Event(id=f"v{number}", of=f"e{number}", type="CONSULT", actor=both, date=_date(day),
                  tellings=told)
        )  # fmt: skip
    for number, (treaty, change, day) in enumerate(tale.turned, start=1):
        named = out.write(f"The {TREATIES[treaty]}")
        span = out.write(f" was {change} on day {day}")
        out.write(".\n")
        agreements.append(
            Agreement(
                id=f"g{number}", name=TREATIES[treaty], kind="treaty", parties=("p0", "p1"),
                mentions=(Mention(span=named),),
                changes=(
                    Change(id=f"g{number}-1", change=change, by=("p0",), date=_date(day),  # type: ignore[arg-type]
                           tellings=(Telling(span=span),)),
                ),
            )
        )  # fmt: skip
    for number, who in enumerate(tale.held, start=1):
        span = out.write(f"{PEOPLE[who][0]} was arrested")
        out.write(".\n")
        step = Step(id=f"c{number}-1", step="arrested", by=("p2",), tellings=(Telling(span=span),))
        cases.append(
            Case(id=f"c{number}", person=f"a{who}", held_by="p2", mentions=(Mention(span=span),),
                 steps=(step,))
        )  # fmt: skip
    url = f"https://paper.example/{tale.report}"
    report = Report(
        id=f"{tale.report:016x}", text_sha256=text_sha256(out.text), url=url,
        outlet=OUTLETS[tale.report % len(OUTLETS)], title=f"Report {tale.report}",
        seen=f"2031-03-{tale.day:02}T12:00:00Z",
        published=Published(f"2031-03-{tale.day:02}", "given"), text=out.text,
    )  # fmt: skip
    return with_keys(
        Reading(
            report=report, actors=people, statements=tuple(statements),
            encounters=tuple(encounters), agreements=tuple(agreements), cases=tuple(cases),
            events=tuple(events),
        )
    )  # fmt: skip


def _people(out: _Writer) -> tuple[Actor, ...]:
    found = []
    for number, (name, office, code) in enumerate(PEOPLE):
        mention = Mention(span=out.write(name), form="name")
        out.write(", ")
        found.append(
            Actor(id=f"a{number}", name=name, kind="person", office=office, represents=code,
                  mentions=(mention,))
        )  # fmt: skip
    for number, (code, name) in enumerate(STATES.items()):
        mention = Mention(span=out.write(name), form="name")
        out.write(", ")
        found.append(
            Actor(id=f"p{number}", name=name, kind="state", represents=code,
                  identifiers={"iso3166": code}, mentions=(mention,))
        )  # fmt: skip
    span = out.write("an official")
    out.write(".\n")
    found.append(
        Actor(id="u", name="an official", kind="unnamed_source", unnamed=True,
              mentions=(Mention(span=span, form="description"),))
    )  # fmt: skip
    return tuple(found)


def _date(day: int | None) -> DateSlot | None:
    return None if day is None else DateSlot(value=f"2031-03-{day:02}", basis="words")


_PERSON = st.integers(0, len(PEOPLE) - 1)
_DAY = st.one_of(st.none(), st.integers(1, 9))
_SAID = st.tuples(
    _PERSON,
    st.integers(0, 2),
    st.integers(0, 2),
    st.one_of(st.none(), _PERSON),
    _DAY,
    st.booleans(),
)
_MET = st.tuples(_PERSON, _PERSON, _DAY, st.integers(0, 2))
_TURNED = st.tuples(st.integers(0, 1), st.sampled_from(["signed", "suspended"]), st.integers(1, 9))


@st.composite
def worlds(draw: st.DrawFn) -> list[Tale]:
    """Some reports by three outlets; later versions of some; no two count at one moment."""
    count = draw(st.integers(1, 6))
    days = draw(st.permutations(range(1, 29)))
    tales = []
    for at in range(count):
        tales.append(
            Tale(
                report=draw(st.integers(1, 4)), version=at, day=days[at],
                said=tuple(draw(st.lists(_SAID, max_size=3))),
                met=tuple(draw(st.lists(_MET, max_size=2))),
                turned=tuple(draw(st.lists(_TURNED, max_size=1))),
                held=tuple(draw(st.lists(_PERSON, max_size=1))),
            )
        )  # fmt: skip
    return tales


def readings(tales: Sequence[Tale]) -> list[Reading]:
    """Their readings."""
    return [reading(tale) for tale in tales]
