"""How many things of a kind a record has now, those left out of which a reviewer left nothing."""

from onrecord.record.accounts import Kind
from onrecord.record.verdicts import Verdict, standing
from onrecord.store.asking.answering import Answering
from onrecord.store.numbers import kind_number, number
from onrecord.store.packing import unpack_plain
from onrecord.store.verdicts import bare


def count_reports(answering: Answering) -> int:
    """The reports, each in the version that speaks."""
    return int(answering.asked.column(_REPORTS)[0])


def count_things(answering: Answering, kind: Kind) -> int:
    """The things of a kind. Only those of which something was rejected are looked at."""
    asked, numbered = answering.asked, kind_number(kind)
    total = asked.column("SELECT count(*) FROM thing WHERE kind = :kind", kind=numbered)[0]
    keys = _rejected(answering)
    if not keys:
        return int(total)
    nodes = asked.column(_OF, keys=keys, kind=numbered)
    clusters = sorted(set(answering.standing.of(nodes).values()), key=lambda one: one.name)
    gone = sum(thing is None for _, thing in answering.folding.of(clusters))
    return int(total) - gone


def _rejected(answering: Answering) -> list[int]:
    """The keys that a standing verdict rejects, of whatever kind."""
    bodies = answering.asked.column(_BODIES)
    told = standing(unpack_plain(Verdict, body) for body in bodies)
    return sorted({number(bare(of)) for one in told if one.verdict == "reject" for of in one.of})


_REPORTS = "SELECT count(*) FROM version WHERE until IS NULL AND noted IS NULL"
_BODIES = "SELECT body FROM verdict WHERE verdict IN ('reject', 'undo')"
_OF = "SELECT DISTINCT node FROM account WHERE key IN :keys AND kind = :kind"
