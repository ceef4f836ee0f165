"""Strategies: testimonies of one thing as outlets might tell it, with all that can differ."""

from hypothesis import strategies as st
from testified import (
    accord,
    at,
    case,
    change,
    encounter,
    event,
    hexed,
    lasting,
    says,
    statement,
    step,
    telling,
)

from onrecord.facts import Actor, Count, DateSlot, Mention, TermSlot
from onrecord.record.things import Testimony
from onrecord.text import Span

OUTLETS = ("Bay News", "Isle Wire", "Cape Times", "AP", "Associated Press")
MODALITIES = ("actual", "actual", "planned", "asked", "denied", "failed", "possible")
DATES = (None, "2026", "2026-03", "2026-W10", "2026-03-10", "2026-03-11", "2026-03-10T14:00",
         "2026-02-20", "2025", "199X", "2026-03-09/2026-03-11")  # fmt: skip
WHO = tuple(f"a{n}" for n in range(1, 13))
CHAINS = ((), (("a6", "on_record"),), (("a5", "on_background"),), (("a9", "anonymous"),
          ("a6", "on_record")), (("a12", "unspecified"),))  # fmt: skip
PLACES = (None, at("Norway", "NO"), at("Oslo", "NO", lat=59.91, lon=10.75, geonames=3143244),
          at("Bergen", "NO", lat=60.39, lon=5.32, geonames=3161732), at("a hall"))  # fmt: skip

modality = st.sampled_from(MODALITIES)
dates = st.builds(
    lambda value, basis: DateSlot(value=value, basis=basis) if value else None,
    st.sampled_from(DATES),
    st.sampled_from(("words", "words", "carried", "publication")),
)
places = st.sampled_from(PLACES)
tellings = st.lists(
    st.builds(lambda words, chain: telling(words, *chain), st.sampled_from(("met", "saw")),
              st.sampled_from(CHAINS)),
    min_size=1, max_size=3,
).map(tuple)  # fmt: skip
some = st.lists(st.sampled_from(WHO), unique=True, max_size=3).map(tuple)
durations = st.sampled_from((None, lasting("PT1H"), lasting("PT40M"), lasting("PT1H", "LESS_THAN")))
terms = st.sampled_from((None, TermSlot(value="P5Y"), TermSlot(value="P2Y"), TermSlot(value="PXY")))

encounters = st.builds(
    lambda who, **more: encounter(*who, **more), some.filter(bool), date=dates, place=places,
    duration=durations, modality=modality, tellings=tellings,
    format=st.sampled_from(("meeting", "call", "summit")),
)  # fmt: skip
statements = st.builds(
    statement, st.sampled_from(("no", "“no”, she said", "that there is no fish")),
    by=st.sampled_from(WHO), quoted=st.booleans(), modality=modality,
    act=st.sampled_from(("say", "accuse", "deny", "urge")), targets=some,
    date=dates, place=places, terms=st.sampled_from(("on_record", "anonymous", "unspecified")),
)  # fmt: skip
changes = st.builds(
    lambda label, date, **more: change(label, date.value if date else None, **more),
    st.sampled_from(("signed", "in_force", "suspended", "resumed", "ratified", "violated",
                     "expired", "extended")),
    dates, modality=modality, by=some, term=terms, tellings=tellings,
)  # fmt: skip
agreements = st.builds(
    lambda changes, **more: accord(*changes, **more), st.lists(changes, max_size=3), parties=some,
    name=st.sampled_from(("Northern Waters Accord", "the accord")),
    kind=st.sampled_from(("accord", "other")),
)  # fmt: skip
steps = st.builds(
    lambda label, date, **more: step(label, date.value if date else None, **more),
    st.sampled_from(("arrested", "charged", "sentenced", "released")), dates, modality=modality,
    by=some, term=terms, tellings=tellings, place=places,
    charge=st.sampled_from((None, "illegal fishing")),
)  # fmt: skip
cases = st.builds(
    lambda steps, **more: case(*steps, **more), st.lists(steps, max_size=3),
    person=st.sampled_from(("a7", "a1")), held_by=st.sampled_from((None, "a3", "a4")),
)  # fmt: skip
counts = st.lists(
    st.builds(Count, of=st.sampled_from(("killed", "expelled")),
              value=st.sampled_from((12, 15, 35)), mod=st.sampled_from((None, "MORE_THAN"))),
    max_size=2,
).map(tuple)  # fmt: skip
events = st.builds(
    lambda type_, date, **more: event(type_, date.value if date else None, **more),
    st.sampled_from(("ASSAULT", "COERCE")), dates, modality=modality, actor=some, recipient=some,
    counts=counts, tellings=tellings, place=places,
)  # fmt: skip
actors = st.builds(
    lambda name, **more: Actor(
        id="a1", name=name, mentions=(Mention(Span(0, len(name), name), "name"),), **more
    ),
    st.sampled_from(("Astrid Halvorsen", "Halvorsen", "Ms Halvorsen")),
    kind=st.sampled_from(("person", "office")),
    office=st.sampled_from((None, "Foreign Minister", "Trade Minister")),
    represents=st.sampled_from((None, "NO")), unnamed=st.booleans(),
    identifiers=st.sampled_from(({}, {"wikidata": "Q5"}, {"wikidata": "Q6"})),
)  # fmt: skip

KINDS = {"actor": actors, "statement": statements, "encounter": encounters,
         "agreement": agreements, "case": cases, "event": events}  # fmt: skip


@st.composite
def testimonies(draw: st.DrawFn, kind: str) -> list[Testimony]:
    """Some reports' accounts of one thing; a report may have an older version."""
    told = draw(st.lists(KINDS[kind], min_size=1, max_size=6))
    found: list[Testimony] = []
    for number, fact in enumerate(told):
        outlet = draw(st.sampled_from(OUTLETS))
        day = draw(st.sampled_from(("09", "10", "11", "2026-03-11T10:00:00Z")))
        speaks = draw(st.sampled_from((True, True, True, False)))
        report = hexed(draw(st.integers(0, number)))
        one = says(fact, outlet, day, report=report, speaks=speaks)
        found.append(Testimony(one.source, hexed(kind, number), fact, one.refs))
    return found


@st.composite
def tales(draw: st.DrawFn) -> tuple[str, list[Testimony], frozenset[tuple[str, str]]]:
    """A kind, testimonies, and which of their reports are near copies."""
    kind = draw(st.sampled_from(sorted(KINDS)))
    told = draw(testimonies(kind))
    reports = sorted({one.source.report for one in told})
    pairs = st.tuples(st.sampled_from(reports), st.sampled_from(reports))
    return kind, told, frozenset(draw(st.lists(pairs, max_size=2)))
