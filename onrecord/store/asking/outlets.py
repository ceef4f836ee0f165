"""How many independent outlets carry a thing of which a list reads some accounts only."""

from onrecord.record.things import Source
from onrecord.record.weighing import independent, outlet_of, texts
from onrecord.store.asking.standing import Cluster, Standing, speaking
from onrecord.store.numbers import key
from onrecord.store.straight import Straight

__all__ = ["outlets"]

MOST = 2_000  # reports that are looked at: so many outlets there are hardly ever


def outlets(asked: Straight, standing: Standing, cluster: Cluster) -> int:
    """The independent outlets of the reports that tell of a thing, as a fold of all counts them.

    Of more than MOST reports, those among some MOST.
    """
    told = asked.rows(
        _TOLD_IN.format(speaks=speaking("version", standing.moment)),
        nodes=cluster.nodes, **standing.at,
    )  # fmt: skip
    sources = {
        number: Source(
            report=key(report), version="", counted="", url=url, outlet=outlet, copy_of=of
        )
        for number, report, url, outlet, of in told
    }
    near = asked.rows(_NEAR, versions=list(sources))
    copies = [(sources[one].report, sources[other].report) for one, other in near]
    groups = texts(sources.values(), copies)
    return independent((groups[one.report], outlet_of(one)) for one in sources.values())


_TOLD_IN = f"""
    SELECT DISTINCT version.id, COALESCE(version.noted, version.report), version.url,
        version.outlet, version.copy_of
    FROM account JOIN version ON version.id = account.version
    WHERE account.node IN :nodes AND {{speaks}}
    ORDER BY version.id LIMIT {MOST}
"""
# Without the index for the second: each of the versions would be looked for beside each other.
_NEAR = "SELECT version, other FROM near WHERE version IN :versions AND other + 0 IN :versions"
