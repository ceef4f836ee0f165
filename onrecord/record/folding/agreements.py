"""One agreement from all its accounts: its names, its parties, and its life."""

from onrecord.facts import Agreement
from onrecord.record.folding import differing
from onrecord.record.folding.gathering import Gathered, resolved
from onrecord.record.folding.lives import turns
from onrecord.record.folding.naming import identifiers, variants
from onrecord.record.folding.slots import Claim, most, united
from onrecord.record.folding.whole import carried, each, whole
from onrecord.record.status import standing
from onrecord.record.things import AgreementThing, LifeChange
from onrecord.record.verdicts import Verdict


def fold(
    id: str,
    gathered: Gathered,
    of_parts: dict[str, list[Verdict]],
) -> AgreementThing:
    """The agreement; its status is where its actual changes leave it."""
    said = [
        (one, one.told, told)
        for one, told in gathered.accounts()
        if isinstance(one.told, Agreement)
    ]
    names = [Claim(agreement.name, told) for _, agreement, told in said]
    name = most(gathered, names, lambda text: -len(text))
    kind = most(gathered, [Claim(a.kind, told) for _, a, told in said], lambda k: k == "other")
    parties = united(gathered, [Claim(resolved(o, a.parties), told) for o, a, told in said])
    life, found = turns(gathered, of_parts)
    changes = tuple(one for one in life if isinstance(one, LifeChange))
    disputes, updates = differing.parted(found)
    now = standing(changes, side=gathered.side, parties=tuple(parties))
    return AgreementThing(
        **whole(
            id,
            "agreement",
            gathered,
            carried=[
                *carried("name", name.told if name else None),
                *carried("kind", kind.told if kind else None),
                *each("parties", parties),
            ],
            disputes=disputes,
            updates=updates,
            status=now.status,
        ),
        name=name.value if name else "",
        kind=kind.value if kind else "other",
        parties=tuple(parties),
        identifiers=identifiers(gathered, [(a.identifiers, told) for _, a, told in said]),
        variants=variants(gathered, names),
        changes=changes,
    )
