"""The agreements of one report."""

from collections.abc import Iterator
from dataclasses import replace

from onrecord.facts import Reading
from onrecord.record.identity.agreements.evidence import evidence
from onrecord.record.identity.agreements.profile import AgreementProfile, profile
from onrecord.record.identity.ground import ground


def profiles(reading: Reading) -> Iterator[AgreementProfile]:
    """The profile of each agreement of a reading, in the reading's order.

    Where another report's might be the same by chance, it has its own report.
    """
    here = ground(reading)
    met: dict[AgreementProfile, int] = {}
    for one in reading.agreements:
        plain = profile(one, reading, here)
        if plain == AgreementProfile(known=plain.known) and plain.known:
            yield plain  # there is one of that name, whatever the reader made of it
            continue
        if sum(evidence(plain, plain).values()) <= 0:
            plain = replace(plain, own=reading.report.id)
        met[plain] = met.get(plain, -1) + 1
        yield replace(plain, ordinal=met[plain])
