"""Names that reviewers' corrections give to actors and agreements: no profile has them."""

from dataclasses import dataclass
from functools import cached_property

from onrecord.record.verdicts import Verdict, standing
from onrecord.store.numbers import number
from onrecord.store.packing import unpack_plain
from onrecord.store.straight import Straight
from onrecord.store.verdicts import bare


@dataclass(frozen=True, slots=True)
class Renaming:
    """A name that a correction gives: to a thing of a node as a ``whole``, or to one account."""

    name: str
    node: int
    kind: int
    whole: bool


class Renamed:
    """The names given by a moment (None: now), read when they are first asked for."""

    def __init__(self, asked: Straight, moment: int | None) -> None:
        self._asked = asked
        self._moment = moment

    @cached_property
    def every(self) -> tuple[Renaming, ...]:
        """In the order in which they were given."""
        at = {} if self._moment is None else {"moment": self._moment}
        asked = _GIVEN + (" AND at <= :moment" if at else "")
        with self._asked.aside(False):
            bodies = self._asked.column(asked, **at)
        given = [
            (number(bare(of)), "-" in of, one.correction["name"])
            for one in standing(unpack_plain(Verdict, body) for body in bodies)
            if one.verdict == "correct" and isinstance(one.correction.get("name"), str)
            for of in one.of
        ]
        if not given:
            return ()
        with self._asked.aside(False):
            rows = self._asked.rows(_JUDGED, keys=sorted({key for key, _, _ in given}))
        at_key = {key: (node, kind) for key, node, kind in rows}
        return tuple(
            Renaming(name, *at_key[key], whole) for key, whole, name in given if key in at_key
        )

    @cached_property
    def wholes(self) -> dict[int, str]:
        """By a node of each thing that was given a name the name given last."""
        return {one.node: one.name for one in self.every if one.whole}


_GIVEN = "SELECT body FROM verdict WHERE verdict IN ('correct', 'undo')"
_JUDGED = "SELECT DISTINCT key, node, kind FROM account WHERE key IN :keys"
