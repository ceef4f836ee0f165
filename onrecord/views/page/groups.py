"""Statements by their effective terms, strongest first, each with those that it holds."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from onrecord.facts import Reading, Statement
from onrecord.text import Span
from onrecord.views.labels import TERMS_ORDER
from onrecord.views.safe import words
from onrecord.views.standing import terms_of
from onrecord.vocabulary import Terms

# A statement within a statement within a statement is set in; deeper ones stand beside the last.
DEEPEST = 3
_NAMED = 3  # occasions that a heading names


@dataclass(slots=True)
class Node:
    """A statement and those whose words lie within its own content."""

    statement: Statement
    inner: list["Node"] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Group:
    """Statements of the same effective terms; ``occasion`` and ``date`` where all share one."""

    terms: Terms
    nodes: tuple[Node, ...]
    members: tuple[Statement, ...]

    @property
    def occasion(self) -> str | None:
        """The occasion of all of them."""
        return _shared(statement.occasion for statement in self.members)

    @property
    def date(self) -> str | None:
        """The day of all of them."""
        return _shared(s.date.value if s.date else None for s in self.members)

    @property
    def summary(self) -> str:
        """«News conference, remarks to reporters»; without an occasion, how many there are."""
        told = [words(s.occasion) for s in self.members if s.occasion and words(s.occasion)]
        several = list(dict.fromkeys(told))
        if not several:
            return f"{len(self.members)} statement{'s' if len(self.members) > 1 else ''}"
        more = [f"{len(several) - _NAMED} more"] if len(several) > _NAMED else []
        return ", ".join([*several[:_NAMED], *more])


def groups(reading: Reading) -> list[Group]:
    """The groups that are not empty, strongest first."""
    found = []
    for terms in TERMS_ORDER:
        members = tuple(s for s in reading.statements if terms_of(s) == terms)
        if members:
            found.append(Group(terms, tuple(_nested(members)), members))
    return found


def _shared(values: Iterable[str | None]) -> str | None:
    several = set(values)
    return several.pop() if len(several) == 1 else None


def _nested(statements: Iterable[Statement]) -> list[Node]:
    """Each within the smallest that holds all its words; what holds none stays in order."""
    nodes = [Node(statement) for statement in statements]
    reach = {node.statement.id: _length(_all(node.statement)) for node in nodes}
    by_size = sorted(nodes, key=lambda node: reach[node.statement.id])
    depth: dict[str, int] = {}
    parents: dict[str, Node] = {}
    for place, node in enumerate(by_size):
        inside = _all(node.statement)
        outer = (
            other
            for other in by_size[place + 1 :]
            if _length(other.statement.content) > reach[node.statement.id]
            and _holds(other.statement.content, inside)
        )
        parent = next(outer, None)
        if parent is not None:
            parents[node.statement.id] = parent
    for node in reversed(by_size):  # outermost first, so that a parent's depth is known
        parent = parents.get(node.statement.id)
        while parent is not None and depth[parent.statement.id] >= DEEPEST - 1:
            parent = parents.get(parent.statement.id)
        if parent is None:
            parents.pop(node.statement.id, None)
        else:
            parents[node.statement.id] = parent
        depth[node.statement.id] = 0 if parent is None else depth[parent.statement.id] + 1
    for node in nodes:
        if node.statement.id in parents:
            parents[node.statement.id].inner.append(node)
    return [node for node in nodes if node.statement.id not in parents]


def _all(statement: Statement) -> tuple[Span, ...]:
    return (*statement.cue, *statement.content)


def _length(spans: Iterable[Span]) -> int:
    return sum(span.end - span.start for span in spans)


def _holds(outer: Iterable[Span], inner: Iterable[Span]) -> bool:
    stretches = tuple(outer)
    return all(any(stretch.covers(span) for stretch in stretches) for span in inner)
