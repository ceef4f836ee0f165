"""One event from all its accounts: who did what to whom, and its numbers."""

from collections.abc import Sequence
from functools import cache

from onrecord.facts import Count, Event
from onrecord.record.folding import differing, history
from onrecord.record.folding.gathering import Gathered, Heard, resolved
from onrecord.record.folding.present import present
from onrecord.record.folding.slots import (
    NUMBERS,
    Claim,
    Meaning,
    best,
    claims,
    fold_date,
    fold_place,
    most,
    united,
)
from onrecord.record.folding.whole import carried, each, most_sure, whole
from onrecord.record.periods import Interval, number
from onrecord.record.things import CountTold, Dispute, EventThing, Update
from onrecord.tables import rows

Named = tuple[str, str | None]


def fold(id: str, gathered: Gathered) -> EventThing:
    """The event, as most independent outlets code it; a number told anew is the newest."""
    heard = gathered.heard
    now = history.outcome(gathered, heard)
    told = [one for one in heard if history.modality(one) == now]
    type_ = most(gathered, claims(told, "type"))
    assert type_ is not None  # every event has a type
    mode = most(gathered, claims(told, "mode"))
    actors, recipients = (present(gathered, _lists(told, name)) for name in ("actor", "recipient"))
    contexts = united(gathered, claims(told, "contexts"))
    of = most(gathered, [claim for claim in _of(told) if claim.value])
    whenever, places = claims(told, "date"), claims(told, "place")
    counts, found = _counts(gathered, told)
    put_off = differing.of_dates(gathered, None, whenever, planned=now != "actual")
    disputes, updates = differing.parted(
        [
            *put_off,
            *differing.of_places(gathered, None, places),
            *history.denials(gathered, heard),
            *found,
        ]
    )
    return EventThing(
        **whole(
            id,
            "event",
            gathered,
            carried=[
                *carried("type", type_.told),
                *carried("mode", mode.told if mode else None),
                *carried("of", of.told if of else None),
                *each("actor", actors),
                *each("recipient", recipients),
                *each("contexts", contexts),
            ],
            disputes=disputes,
            updates=updates,
        ),
        key=gathered.first.key,
        of=of.value if of else None,
        type=type_.value,
        mode=mode.value if mode else None,
        contexts=tuple(contexts),
        actor=tuple(actors),
        recipient=tuple(recipients),
        date=fold_date(gathered, differing.newest(whenever, put_off)),
        place=fold_place(gathered, places),
        modality=now,
        counts=counts,
        history=history.turns(gathered, heard),
        confidence=most_sure(gathered.tellings),
    )


def _lists(heard: Sequence[Heard], name: str) -> list[Claim[tuple[str, ...]]]:
    return [Claim(resolved(one.testimony, getattr(one.part, name)), one.told) for one in heard]


def _of(heard: Sequence[Heard]) -> list[Claim[str]]:
    found = []
    for one in heard:
        given = getattr(one.part, "of", None)
        found += [Claim(id, one.told) for id in resolved(one.testimony, (given,) if given else ())]
    return found


def _counts(
    gathered: Gathered, heard: Sequence[Heard]
) -> tuple[tuple[CountTold, ...], list[Dispute | Update]]:
    """Each number once, by what it counts. Where one report gives several of a kind they are parts
    of the whole («12 soldiers and 3 civilians»): all are kept and none disputes another."""
    by: dict[Named, list[Meaning[Count, Interval]]] = {}
    several: set[Named] = set()
    for one in heard:
        assert isinstance(one.part, Event)
        met: set[Named] = set()
        for count in one.part.counts:
            name: Named = (count.of, count.unit)
            if name in met:
                several.add(name)
            met.add(name)
            meant = number(count.value, count.mod)
            by.setdefault(name, []).append(Meaning(Claim(count, one.told), meant, _text(count)))
    counts: list[CountTold] = []
    found: list[Dispute | Update] = []
    for name in sorted(by, key=lambda n: (n[0], n[1] or "")):
        if name in several:
            for text in dict.fromkeys(meaning.text for meaning in by[name]):
                counts += _count(gathered, [m for m in by[name] if m.text == text])
            continue
        label = " ".join(part for part in name if part)
        differ = differing.differing(
            gathered, "number", label, by[name], NUMBERS, runs=name[0] in _running()
        )
        found += differ
        newest = [d.values[-1].value for d in differ if isinstance(d, Update)]
        counts += _count(gathered, [m for m in by[name] if not newest or m.text == newest[0]])
    return tuple(counts), found


def _count(gathered: Gathered, meant: Sequence[Meaning[Count, Interval]]) -> list[CountTold]:
    chosen = best(gathered, meant, NUMBERS)
    if chosen is None:
        return []
    count, told = chosen.shown, chosen.told
    return [
        CountTold(
            of=count.of, value=count.value, unit=count.unit, mod=count.mod, span=count.span,
            told=told,
        )
    ]  # fmt: skip


def _text(count: Count) -> str:
    marks = {"LESS_THAN": "<", "MORE_THAN": ">", "APPROX": "~"}
    marks |= {"EQUAL_OR_LESS": "≤", "EQUAL_OR_MORE": "≥"}
    return f"{marks.get(count.mod or '', '')}{count.value:g}"


@cache
def _running() -> frozenset[str]:
    """The numbers that later reports are expected to tell anew."""
    return frozenset(row["of"] for row in rows("counts_told") if row["runs"] == "yes")
