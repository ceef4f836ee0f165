"""One encounter from all its accounts: who met, when, where, how long, and how it came about."""

from collections.abc import Sequence
from itertools import combinations

from onrecord.facts import Encounter
from onrecord.record.folding import differing, history
from onrecord.record.folding.gathering import Gathered, Heard, resolved
from onrecord.record.folding.naming import one_at_a_time
from onrecord.record.folding.present import present
from onrecord.record.folding.slots import (
    Claim,
    claims,
    fold_date,
    fold_duration,
    fold_place,
    most,
)
from onrecord.record.folding.whole import carried, each, most_sure, whole
from onrecord.record.things import Dispute, EncounterThing
from onrecord.vocabulary import Format

# The formats that say least, last: between equals the more telling one stands.
_TELLING: dict[Format, int] = {"summit": 0, "call": 1, "visit": 2, "talks": 3, "meeting": 4}


def fold(id: str, gathered: Gathered) -> EncounterThing:
    """The encounter. Its slots come from the accounts that tell it as what it is by now; the date
    of one that has not happened may come from the plan."""
    heard = gathered.heard
    now = history.outcome(gathered, heard)
    told = [one for one in heard if history.modality(one) == now]
    lists = [Claim(resolved(o.testimony, _of(o).participants), o.told) for o in told]
    participants = present(gathered, lists)
    if len(participants) < 2:
        lists = [Claim(resolved(o.testimony, _of(o).participants), o.told) for o in heard]
        participants = present(gathered, lists)
    whenever = claims(told, "date")
    if not whenever and now != "actual":
        whenever = claims([one for one in heard if history.modality(one) == "planned"], "date")
    places = claims(told, "place")
    durations = claims(told, "duration")
    format_ = most(gathered, claims(told, "format"), _TELLING.__getitem__)
    occasion = most(gathered, claims(told, "occasion"))
    put_off = differing.of_dates(gathered, None, whenever, planned=now != "actual")
    disputes, updates = differing.parted(
        [
            *put_off,
            *differing.of_places(gathered, None, places),
            *differing.of_durations(gathered, None, durations),
            *history.denials(gathered, heard),
            *_exclusive(gathered, told),
        ]
    )
    return EncounterThing(
        **whole(
            id,
            "encounter",
            gathered,
            carried=[
                *each("participants", participants),
                *carried("format", format_.told if format_ else None),
                *carried("occasion", occasion.told if occasion else None),
            ],
            disputes=disputes,
            updates=updates,
        ),
        key=gathered.first.key,
        participants=tuple(participants),
        format=format_.value if format_ else "meeting",
        date=fold_date(gathered, differing.newest(whenever, put_off)),
        place=fold_place(gathered, places),
        duration=fold_duration(gathered, durations),
        occasion=occasion.value if occasion else None,
        modality=now,
        history=history.turns(gathered, heard),
        confidence=most_sure(gathered.tellings),
    )


def _of(one: Heard) -> Encounter:
    assert isinstance(one.part, Encounter)
    return one.part


def _exclusive(gathered: Gathered, heard: Sequence[Heard]) -> list[Dispute]:
    """Participants of whom only one can have been there.

    Two persons in one office of one state, whom no account names together; and, of a call between
    two, two persons who would have spoken for the same side with the same other.
    """
    pairs: dict[tuple[str, str], list[Heard]] = {}
    held: dict[tuple[str, str], dict[str, list[Heard]]] = {}
    for one in heard:
        present = resolved(one.testimony, _of(one).participants)
        for id, given in zip(present, _of(one).participants, strict=False):
            office = _office(one, given)
            if office:
                held.setdefault(office, {}).setdefault(id, []).append(one)
        if _of(one).format == "call" and len(present) == 2:
            first, second = sorted(present)
            pairs.setdefault((first, second), []).append(one)
    found = {tuple(sorted(holders)): holders for holders in held.values() if len(holders) > 1}
    for pair, other in combinations(sorted(pairs), 2):
        apart = sorted(set(pair) ^ set(other))
        if len(apart) == 2 and _persons(gathered, apart) and _one_side(gathered, apart):
            mine, theirs = (pairs[pair], pairs[other])
            first_of, second_of = (mine, theirs) if apart[0] in pair else (theirs, mine)
            found[tuple(apart)] = {apart[0]: first_of, apart[1]: second_of}
    return [_between(gathered, found[ids]) for ids in sorted(found) if not _together(heard, ids)]


def _office(one: Heard, given: str) -> tuple[str, str] | None:
    """The office that a participant holds by this account, where one at a time holds it."""
    ref = one.ref(given)
    if ref is None or ref.kind != "person" or not ref.office or not ref.represents:
        return None
    office = one_at_a_time(ref.office)
    return (office, ref.represents) if office else None


def _together(heard: Sequence[Heard], ids: Sequence[str]) -> bool:
    """Whether some account names two of them beside each other."""
    return any(
        len(set(ids).intersection(resolved(one.testimony, _of(one).participants))) > 1
        for one in heard
    )


def _persons(gathered: Gathered, ids: Sequence[str]) -> bool:
    return all(id in gathered.refs and gathered.refs[id].kind == "person" for id in ids)


def _one_side(gathered: Gathered, ids: Sequence[str]) -> bool:
    states = {gathered.refs[id].represents for id in ids}
    return len(states) == 1 and None not in states


def _between(gathered: Gathered, holders: dict[str, list[Heard]]) -> Dispute:
    sides = [
        differing.side(
            gathered, gathered.refs[id].name, sorted({at for one in heard for at in one.told})
        )
        for id, heard in sorted(holders.items(), key=lambda item: item[1][0].told)
    ]
    return Dispute(about="participants", sides=tuple(sides))
