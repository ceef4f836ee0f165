"""Where the likes of an agreement are looked for."""

from datetime import date
from functools import lru_cache
from itertools import combinations

from onrecord.record.identity.agreements.naming import bare, initials, is_rare, roots, sorts
from onrecord.record.identity.agreements.profile import AgreementProfile
from onrecord.record.identity.agreements.sides import names
from onrecord.record.identity.days import days

_PARTIES = 4
_HOSTS = frozenset({"UN"})  # parties that mostly stand by
_ABOUT = 3
_RARE = 3  # things that few agreements are about, of one


@lru_cache(maxsize=16384)
def blocks(profile: AgreementProfile) -> frozenset[str]:
    """The names of the blocks of an agreement.

    Each of its names without its head, one of one word with a head that few agreements have
    («Loja protocol»), and the letters it is shortened to; each two of its parties
    with what it is about, with a name or place of one word, and with the months in which it was
    struck or told. One state with a name of one word, with a thing that few agreements are about,
    with what it is about in those months, and of a ceasefire with the months alone.
    """
    found = {f"known {profile.known}"} if profile.known else set()
    called = {" ".join(bare(name)) for name in profile.names}
    found |= {f"sort {name}" for name in profile.names if len(bare(name)) == 1 and _sorted(name)}
    found |= {f"named {name}" for name in called if " " in name}
    found |= {f"short {letters}" for letters in profile.short}
    found |= {f"short {initials(name)}" for name in profile.names if initials(name)}
    found |= {f"identifier {one}" for one in profile.identifiers}
    words = sorted({name for name in called if " " not in name} | set(profile.places))
    about = [*profile.about[:_ABOUT], *words[:_ABOUT], *_when(profile)]
    sides = [side for side in names(profile.parties) if side not in _HOSTS][:_PARTIES]
    pairs = {*combinations(sides, 2), *combinations(profile.around, 2)}
    for pair in pairs:
        found |= {f"between {' '.join(pair)} {what}" for what in about}
    for side in {*sides, *profile.around}:
        found |= {f"of {side} {what}" for what in _alone(profile)}
    return frozenset(found)


def _sorted(name: str) -> bool:
    return bool(sorts((name,)) - {"treaty"})


def _alone(profile: AgreementProfile) -> set[str]:
    """What tells, with one state, enough to be looked for by."""
    within = set().union(*(roots(name) for name in profile.names))
    about = profile.about[:_ABOUT]
    return {
        *(word for name in profile.names for word in bare(name) if len(bare(name)) == 1),
        *[f"~{one}" for one in sorted({*about, *within}) if is_rare(one)][:_RARE],
        *(f"{one} {month}" for one in about for month in _when(profile)),
        *(f"ceasefire {month}" for month in _when(profile) if profile.kind == "ceasefire"),
    }


def _when(profile: AgreementProfile) -> list[str]:
    """The month in which it was struck; of one told in a week, the months of it and before."""
    known = days(profile.struck) or days(profile.told)
    if known is None:
        return []
    if profile.struck:
        return [profile.struck[:7]]
    month = date.fromordinal(known.last).replace(day=1)
    before = date.fromordinal(month.toordinal() - 1)
    return [month.isoformat()[:7], before.isoformat()[:7]]
