"""What a write touches, worked out beside it: for the journal (``touching.py``)."""

from collections.abc import Collection, Mapping

from sqlalchemy import Connection, select

from onrecord.store.among import among
from onrecord.store.nodes import Known, belongs, known
from onrecord.store.schema import account, judged, node
from onrecord.store.touching import Touched

HEARD = 40  # accounts of a node that count for the name of its thing (``asking/calling.py``)

# What the name, the id and the nodes of a thing are made of, as far as one node has a part in it.
Part = tuple[int | None, int, int | None, int | None]


def told_of(connection: Connection, versions: Collection[int]) -> set[int]:
    """The nodes of the accounts of some versions."""
    if not versions:
        return set()
    here = among(connection.dialect.name, account.c.version, versions)
    return set(connection.scalars(select(account.c.node).where(here).distinct()))


def judged_of(connection: Connection, versions: Collection[int]) -> set[int]:
    """Those of accounts in some versions that a reviewer has judged of, under whatever name."""
    here = among(connection.dialect.name, account.c.version, versions)
    asked = select(account.c.node).join(judged, judged.c.key == account.c.key).where(here)
    return set(connection.scalars(asked.distinct()))


def parts(there: Mapping[int, Known]) -> dict[int, Part]:
    """What each node has a part in its thing with."""
    return {
        name: (one.thing, min(one.sum.accounts, HEARD), one.sum.first, one.sum.key)
        for name, one in there.items()
    }


def reach(
    connection: Connection,
    touched: Touched,
    before: Mapping[int, Part],
    after: Mapping[int, Part],
    moved: Collection[int],
) -> None:
    """Adds the things that nodes took another part in, with those nodes; ``moved`` are more things.

    So are all things of the nodes that ``touched`` has among its things already.
    """
    changed = {name for name in {*before, *after} if before.get(name) != after.get(name)}
    things = {*touched.things, *moved, *changed}
    named = known(connection, touched.things)
    for name in {*changed, *touched.things}:
        for part in (before.get(name), after.get(name)):
            if part is not None and part[0] is not None:
                things.add(part[0])
    things |= {one.thing for one in named.values() if one.thing is not None}
    if moved:
        members = select(node.c.id).where(belongs(connection.dialect.name, "thing", moved))
        things |= set(connection.scalars(members))
    touched.things |= things
