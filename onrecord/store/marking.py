"""What an account is found by beside who plays a role in it: numbers in the table of roles.

An account stands, in the role ``by``, under the number of everything of its kind and under one for
each rare value that questions ask for. So any question is a walk through ranges of that one table.
An agreement or a case stands on each day of its turns as well, and what was told of before it was
to happen under a number for how long before.
"""

from collections.abc import Iterator

from onrecord.facts import Actor, Agreement, Case, Event
from onrecord.record.accounts import Account, Told
from onrecord.record.periods import period
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


def turn_days(told: Told) -> Iterator[int | None]:
    """The days on which turns of a life may stand: the first and the last that each may mean.

    None is the day of the report, where one is told without a day.
    """
    if isinstance(told, Agreement | Case):
        for turn in told.changes if isinstance(told, Agreement) else told.steps:
            meant = period(turn.date.value) if turn.date else None
            yield from (meant.first, meant.last) if meant else (None,)


def ahead(days: int) -> int:
    """The number of what is told so many days before it is to happen (at least one).

    Half as many days, or fewer, have another number: so those told by some day of what is later
    than it stand, under each number, within twice as many days behind it.
    """
    return valued("ahead", str(days.bit_length()))


OWN = valued("of", "")  # events that code no other fact
TURNED = valued("turn", "")  # agreements and cases, on the days of their turns
AHEAD = frozenset({ANYBODY, TURNED})  # of these it is noted how long before they were told
LONGEST = 22  # bits of the days between the first and the last that there are
