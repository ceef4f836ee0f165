"""Who or what is meant by a name in a question: actors, states with all who represent them, things.

A name is looked for as the id of a thing, as a state (name, code, a word that stands for it), and
as a name that profiles give. Nothing else is guessed: a name that is not there is said not to be.
"""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cache

from onrecord.errors import NotInRecord
from onrecord.record.accounts import Kind
from onrecord.record.identity.actors.calling import looked_up
from onrecord.record.identity.actors.spelling import folded
from onrecord.record.identity.agreements.naming import bare, described, known
from onrecord.store.asking.calling import Calling
from onrecord.store.asking.standing import Standing
from onrecord.store.numbers import KINDS, kind_number, number, state
from onrecord.store.straight import Straight
from onrecord.tables import rows
from onrecord.tables.lexicon import normal
from onrecord.tables.names import find_known
from onrecord.tables.states import State, states
from onrecord.tables.states import state as state_of

_ID = re.compile(rf"({'|'.join(KINDS)})-([0-9a-f]{{16}})")
_KEY = re.compile("[0-9a-f]{16}")
_MOST = 200  # nodes that one name may have


@dataclass(frozen=True, slots=True)
class Who:
    """Those that a name means: the numbers under which their roles stand.

    ``nodes`` are of things, ``things`` the ids of these; ``code`` is that of a state: whoever acts
    for it is meant too.
    """

    asked: str
    nodes: frozenset[int] = frozenset()
    things: frozenset[str] = frozenset()
    names: tuple[str, ...] = ()
    code: str | None = None

    @property
    def numbers(self) -> frozenset[int]:
        """The numbers under which they stand in the table of roles."""
        return self.nodes | {state(self.code)} if self.code else self.nodes

    def __bool__(self) -> bool:
        return bool(self.nodes or self.code)


class Naming:
    """Looks names up in one record as it stood."""

    def __init__(self, asked: Straight, standing: Standing, calling: Calling) -> None:
        self._asked = asked
        self._standing = standing
        self._calling = calling
        self._known: dict[tuple[str, tuple[Kind, ...]], Who] = {}

    def actors(self, name: str) -> Who:
        """The actors of that name; none where the record has no such name."""
        code = code_of(name)
        found = self.things(name, ("actor",))
        if code is None:
            return found
        return Who(name, found.nodes, found.things, found.names, code)

    def things(self, name: str, kinds: Sequence[Kind]) -> Who:
        """The things of these kinds that have the name or the id."""
        told = name, tuple(kinds)
        if told not in self._known:  # one question asks for each kind of answer, by the same names
            nodes = self._by_id(name, kinds)
            if nodes is None:
                nodes = self._by_name(name, kinds)
            self._known[told] = self.who(name, nodes)
        return self._known[told]

    def who(self, asked: str, nodes: Collection[int]) -> Who:
        """Everything of the things of some nodes."""
        clusters = self._standing.of(nodes)
        called = self._calling.of(nodes)
        every = frozenset(one for cluster in clusters.values() for one in cluster.nodes)
        named = dict(called.values())
        return Who(asked, every, frozenset(named), tuple(dict.fromkeys(named.values())))

    def of_key(self, id: str) -> Who:
        """The thing that an id, or the key of any account of it, names; NotInRecord for none."""
        nodes = self._by_id(id, KINDS)
        found = self.who(id, nodes or ())
        if not found.things:
            raise NotInRecord.named(id, self.near(id))
        return found

    def near(self, name: str, most: int = 3) -> list[str]:
        """Names in the record that begin as this one does, for a hint."""
        start = folded(name)[:3]
        if len(start) < 3:
            return []
        asked = f"SELECT DISTINCT name FROM called {_BEGINS} LIMIT :most"
        rows = self._asked.column(asked, start=start, end=start + "\uffff", most=most)
        return [one.title() for one in rows]

    def begun(self, words: str) -> set[int]:
        """The nodes with a name that these words are, or begin."""
        found: set[int] = set()
        for start in forms(words.replace("*", "")):
            asked = f"SELECT node FROM called {_BEGINS} LIMIT {_MOST}"
            found.update(self._asked.column(asked, start=start, end=start + "\uffff"))
            found.update(
                one.node
                for one in self._calling.renamed.every
                if any(form.startswith(start) for form in _given(one.name))
            )
        return found

    def _by_id(self, name: str, kinds: Sequence[Kind]) -> list[int] | None:
        found = _ID.fullmatch(name)
        told = found[2] if found else name if _KEY.fullmatch(name) else None
        if told is None:
            return None
        wanted = [kind_number(kind) for kind in kinds if not found or kind == found[1]]
        asked = "SELECT DISTINCT node FROM account WHERE key = :key AND kind IN :kinds"
        return self._asked.column(asked, key=number(told), kinds=wanted)

    def _by_name(self, name: str, kinds: Sequence[Kind]) -> list[int]:
        wanted = [kind_number(kind) for kind in kinds]
        found: dict[int, None] = {}
        for form in sorted(forms(name)):
            found |= dict.fromkeys(self._asked.column(_CALLED, name=form, kinds=wanted))
        for one in self._calling.renamed.every:
            if one.kind in wanted and not forms(name).isdisjoint(_given(one.name)):
                found[one.node] = None
        return list(found)[:_MOST]


_BEGINS = "WHERE name >= :start AND name < :end"
_CALLED = f"""
    SELECT called.node FROM called JOIN node ON node.id = called.node
    WHERE called.name = :name AND node.kind IN :kinds
    LIMIT {_MOST}
"""


def is_id(name: str) -> bool:
    """Whether it is written as the id of a thing of the record."""
    return _ID.fullmatch(name) is not None


def forms(name: str) -> frozenset[str]:
    """The forms under which a profile may give a name that somebody asks for."""
    plain = folded(name).removeprefix("the ")
    entry = known(name)
    listed = {folded(entry.name), entry.name} if entry else set()
    found = {plain, " ".join(bare(plain)), *listed, *looked_up(name), described(plain)}
    return frozenset(one for one in found if one)


def _given(name: str) -> frozenset[str]:
    """The forms of a name that a reviewer gave: of a person's the last word too."""
    return forms(name) | forms(name.split()[-1]) if name.split() else frozenset()


def code_of(name: str) -> str | None:
    """The state that a name stands for: «RU», «Russia», «the Kremlin»; None for none."""
    known = state_of(name)
    if known is not None:
        return known.code
    plain = normal(name).casefold()
    if _standing_for_states().isdisjoint((plain, plain.removeprefix("the "))):
        return None  # and the names of all else need not be made ready to be matched
    found = find_known(name)
    whole = [one for one in found if name[: one.start].strip().lower() in ("", "the")]
    if len(found) != 1 or not whole or whole[0].end != len(name):
        return None
    (one,) = whole
    stands = isinstance(one.entry, State) and one.kind in ("state", "demonym", "metonym")
    return one.code if stands and not one.ambiguous else None


@cache
def _standing_for_states() -> frozenset[str]:
    """What stands for a state, case folded: its names, adjectives, people, metonyms."""
    told = ((one.name, *one.names, *one.adjectives, *one.people) for one in states().values())
    found = {name for names in told for name in names}
    found.update(row["name"] for row in rows("metonyms") if row["kind"] == "state")
    return frozenset(normal(name).casefold() for name in found)
