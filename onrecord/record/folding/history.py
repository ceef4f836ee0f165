"""What a thing was told to be over time: planned, held, called off; and what it is now."""

from collections.abc import Sequence

from onrecord.record.folding.differing import side
from onrecord.record.folding.gathering import Gathered, Heard
from onrecord.record.folding.slots import DAYS, claims, dates, fold_date
from onrecord.record.identity.days import Days
from onrecord.record.things import Dispute, Turn
from onrecord.vocabulary import Modality

# Where nothing says that it happened or fell through, the last report decides; of one moment the
# modality that claims least.
_CLAIMS_LEAST: tuple[Modality, ...] = ("denied", "possible", "asked", "planned")


def modality(heard: Heard) -> Modality:
    """The modality of a part; of what has none, that it is so."""
    found: Modality = getattr(heard.part, "modality", "actual")
    return found


def outcome(gathered: Gathered, heard: Sequence[Heard]) -> Modality:
    """What a thing is by now.

    It happened where it is told as actual; a denial stands beside that, as a dispute. Told as held
    and as called off: held, where it was held after it had been called off; else as more
    independent outlets have it, called off where they are as many. Called off it stays, but for a
    plan made afterwards.
    """
    by: dict[Modality, list[Heard]] = {}
    for one in heard:
        by.setdefault(modality(one), []).append(one)
    actual, failed = by.get("actual", []), by.get("failed", [])
    if actual and (not failed or _before(failed, actual)):
        return "actual"
    if failed:
        if actual:
            return "actual" if _outlets(gathered, actual) > _outlets(gathered, failed) else "failed"
        again = [one for one in by.get("planned", []) if _counted(one) > _last(failed)]
        return "planned" if again else "failed"
    latest = max(_counted(one) for one in heard)
    now = {modality(one) for one in heard if _counted(one) == latest}
    return next(m for m in _CLAIMS_LEAST if m in now)


def turns(gathered: Gathered, heard: Sequence[Heard]) -> tuple[Turn, ...]:
    """The history of a thing: each modality with each date that it was told with, in the order in
    which they were first reported. Undated tellings go with the turn reported last before them."""
    found: list[Turn] = []
    for now in dict.fromkeys(modality(one) for one in heard):
        found += _turns(gathered, now, [one for one in heard if modality(one) == now])
    return tuple(sorted(found, key=lambda t: (t.first_reported, t.told)))


def denials(gathered: Gathered, heard: Sequence[Heard], of: str | None = None) -> list[Dispute]:
    """That it was so, and that it was not: told by some and denied by others, or called off.

    A plan that was denied or called off and yet carried out is history, and so is a plan that fell
    through: only what was said after the claim disputes it.
    """
    by: dict[Modality, list[Heard]] = {}
    for one in heard:
        by.setdefault(modality(one), []).append(one)
    claim: Modality = "actual" if "actual" in by else "planned"
    if claim not in by:
        return []
    against: list[Modality] = ["denied", "failed"] if claim == "actual" else ["denied"]
    sides = [side(gathered, claim, _told(by[claim]))]
    for other in against:
        if other in by and not (claim == "actual" and _before(by[other], by[claim])):
            sides.append(side(gathered, other, _told(by[other])))
    return [Dispute(about="denial", of=of, sides=tuple(sides))] if len(sides) > 1 else []


def _turns(gathered: Gathered, now: Modality, heard: Sequence[Heard]) -> list[Turn]:
    """The turns of one modality, one for each date that agrees with no other."""
    groups: list[list[Heard]] = []
    meaning = [(one, dates(claims([one], "date"))) for one in heard]
    dated = sorted(
        ((one, found[0].means) for one, found in meaning if found),
        key=lambda pair: (pair[1].last - pair[1].first, pair[0].told),
    )
    spans: list[Days] = []
    for one, days in dated:
        for at, span in enumerate(spans):
            if DAYS.agree(span, days):
                groups[at].append(one)
                break
        else:
            groups.append([one])
            spans.append(days)
    groups.sort(key=lambda group: min(_counted(one) for one in group))
    undated = [one for one, found in meaning if not found]
    if undated and not groups:
        groups, undated = [undated], []
    first = [min(_counted(one) for one in group) for group in groups]
    for one in undated:
        before = [at for at, counted in enumerate(first) if counted <= _counted(one)]
        groups[before[-1] if before else 0].append(one)
    return [_turn(gathered, now, group) for group in groups]


def _turn(gathered: Gathered, now: Modality, heard: Sequence[Heard]) -> Turn:
    date = fold_date(gathered, claims(sorted(heard, key=lambda h: h.told), "date"))
    counted = [_counted(one) for one in heard]
    return Turn(
        modality=now,
        date=date.value if date else None,
        first_reported=min(counted),
        last_reported=max(counted),
        told=_told(heard),
    )


def _counted(one: Heard) -> str:
    return one.testimony.source.counted


def _last(heard: Sequence[Heard]) -> str:
    return max(_counted(one) for one in heard)


def _before(one: Sequence[Heard], other: Sequence[Heard]) -> bool:
    """Whether all of one was reported before the first of the other."""
    return _last(one) < min(_counted(o) for o in other)


def _told(heard: Sequence[Heard]) -> tuple[int, ...]:
    return tuple(sorted(at for one in heard for at in one.told))


def _outlets(gathered: Gathered, heard: Sequence[Heard]) -> int:
    return gathered.outlets(_told(heard))
