"""Statements about an agreement or a case that may deny something of it."""

from collections.abc import Collection

from onrecord.store.asking.ways import PLAYED, meant
from onrecord.store.marking import valued
from onrecord.store.numbers import part_number
from onrecord.store.straight import Straight


def answered(asked: Straight, nodes: Collection[int], most: int, *, claimed: bool) -> list[int]:
    """The last statements about a thing, given by its nodes; none where they can deny nothing.

    ``claimed``: something is told of it that a denial can answer, be it no accusation.
    """
    rows = asked.rows(_ABOUT, nodes=nodes, most=most, deny=_DENY, accuse=_ACCUSE)
    denied = any(denies for _, denies, _ in rows)
    answering = denied and (claimed or any(accuses for _, _, accuses in rows))
    return [number for number, _, _ in rows] if answering else []


_DENY, _ACCUSE = valued("label", "deny"), valued("label", "accuse")
_DOES = f"""EXISTS (
        SELECT 1 FROM role AS done
        WHERE done.who = (SELECT number FROM entry WHERE name = {{act}})
        AND done.part = {part_number("statement", "by")} AND done.day = role.day
        AND done.stretch = role.stretch AND {meant("done", "account")}
    )"""
_ABOUT = f"""
    SELECT account.id, {_DOES.format(act=":deny")}, {_DOES.format(act=":accuse")}
    FROM role JOIN account ON {PLAYED}
    WHERE role.who IN (SELECT number FROM entry WHERE name IN :nodes)
        AND role.part = {part_number("statement", "about")}
    ORDER BY role.day DESC, account.id LIMIT :most
"""
