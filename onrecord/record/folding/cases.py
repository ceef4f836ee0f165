"""One case from all its accounts: whose, held by whom, and its steps."""

from collections.abc import Sequence

from onrecord.facts import Case
from onrecord.record.folding import differing
from onrecord.record.folding.gathering import Gathered, resolved
from onrecord.record.folding.lives import turns
from onrecord.record.folding.slots import Claim, most
from onrecord.record.folding.whole import carried, whole
from onrecord.record.status import standing
from onrecord.record.things import CaseStep, CaseThing, Dispute, Indices
from onrecord.record.verdicts import Verdict


def fold(
    id: str,
    gathered: Gathered,
    of_parts: dict[str, list[Verdict]],
) -> CaseThing:
    """The case; it stands at its last actual step."""
    said = [
        (one, one.told, told) for one, told in gathered.accounts() if isinstance(one.told, Case)
    ]
    person = most(gathered, _ids([(resolved(o, (c.person,)), told) for o, c, told in said]))
    holders = _ids([(resolved(o, (c.held_by,)), told) for o, c, told in said if c.held_by])
    held_by = most(gathered, holders)
    named = [Claim(c.designation, told) for _, c, told in said if c.designation]
    designation = most(gathered, named)
    life, found = turns(gathered, of_parts)
    steps = tuple(one for one in life if isinstance(one, CaseStep))
    disputes, updates = differing.parted([*found, *_held(gathered, holders)])
    return CaseThing(
        **whole(
            id,
            "case",
            gathered,
            carried=[
                *carried("person", person.told if person else None),
                *carried("held_by", held_by.told if held_by else None),
                *carried("designation", designation.told if designation else None),
            ],
            disputes=disputes,
            updates=updates,
            status=standing(steps, side=gathered.side).status,
        ),
        person=person.value if person else "",
        held_by=held_by.value if held_by else None,
        designation=designation.value if designation else None,
        steps=steps,
    )


def _ids(given: Sequence[tuple[tuple[str, ...], Indices]]) -> list[Claim[str]]:
    return [Claim(ids[0], told) for ids, told in given if ids]


def _held(gathered: Gathered, holders: Sequence[Claim[str]]) -> list[Dispute]:
    """Who holds somebody, where two act for different states: unless all reports of the one were
    out before the first of the other (handed over, then). «Prosecutors» of no state told may be of
    either."""
    sides: dict[str, set[int]] = {}
    names: dict[str, str] = {}
    for one in holders:
        side = gathered.side(one.value)
        if side == one.value:
            continue
        sides.setdefault(side, set()).update(one.told)
        names.setdefault(side, gathered.refs[one.value].name)
    told = sorted((tuple(sorted(at)), side) for side, at in sides.items())
    found = [(side, at) for at, side in told]
    if len(found) < 2 or differing.in_turn(gathered, found, runs=True):
        return []
    return [
        Dispute(
            about="participants",
            sides=tuple(differing.side(gathered, names[side], at) for side, at in found),
        )
    ]
