"""Where the likes of an agreement are looked for."""

from datetime import date
from functools import lru_cache
from itertools import combinations

from onrecord.record.identity.agreements.naming import bare, initials
from onrecord.record.identity.agreements.profile import AgreementProfile
from onrecord.record.identity.agreements.sides import names
from onrecord.record.identity.days import days

_PARTIES = 3
_ABOUT = 2


@lru_cache(maxsize=16384)
def blocks(profile: AgreementProfile) -> frozenset[str]:
    """The names of the blocks of an agreement.

    Each of its names without its head, and the letters it is shortened to; each two of its parties
    with what it is about, with a name or place of one word, and with the months in which it was
    struck or told.
    """
    found = {f"known {profile.known}"} if profile.known else set()
    called = {" ".join(bare(name)) for name in profile.names}
    found |= {f"named {name}" for name in called if " " in name}
    found |= {f"short {letters}" for letters in profile.short}
    found |= {f"short {initials(name)}" for name in profile.names if initials(name)}
    found |= {f"identifier {one}" for one in profile.identifiers}
    words = sorted({name for name in called if " " not in name} | set(profile.places))
    about = [*profile.about[:_ABOUT], *words[:_ABOUT], *_when(profile)]
    sides = names(profile.parties) if len(profile.parties) > 1 else list(profile.around)
    for pair in combinations(sides[:_PARTIES], 2):
        found |= {f"between {' '.join(pair)} {what}" for what in about}
    return frozenset(found)


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
