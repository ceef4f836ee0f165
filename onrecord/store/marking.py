"""What an account is found by beside who plays a role in it: numbers in the table of roles.

An account stands, in the role ``by``, under the number of everything of its kind and under one for
each rare value that questions ask for. So any question is a walk through ranges of that one table.
"""

from onrecord.facts import Actor, Event
from onrecord.record.accounts import Account
from onrecord.store.labelling import Labels
from onrecord.store.numbers import ANYBODY, BY_DAY, hashed, state
from onrecord.store.playing import state_of

_LABELLED = frozenset({"statement", "event"})
# Values that most accounts have: nothing is found by them.
_PLAIN = frozenset({"actual", "unspecified", "on_record"})


def marks(one: Account, columns: Labels) -> frozenset[int]:
    """The numbers of an account with its columns."""
    found = {ANYBODY} if one.kind in BY_DAY else set()
    if isinstance(one.told, Actor):
        code = state_of(one.told, "by")
        return frozenset(found | {state(code)} if code else found)
    if isinstance(one.told, Event) and one.told.of is None:
        found.add(OWN)
    if one.kind in _LABELLED and columns.label:
        found.add(valued("label", columns.label))
    for name in ("terms", "modality", "country", "place"):
        value = getattr(columns, name)
        if value and value not in _PLAIN:
            found.add(valued(name, value))
    return frozenset(found)


def valued(column: str, value: str) -> int:
    """The number of a value of a column of accounts."""
    return hashed(column, value)


def is_marked(column: str, values: tuple[str, ...]) -> bool:
    """Whether accounts are found by these values."""
    return bool(values) and not _PLAIN.intersection(values)


OWN = valued("of", "")  # events that code no other fact
