"""What the tables keep as numbers: keys, kinds, roles, states, moments and days."""

import hashlib
import re
from functools import lru_cache
from typing import Final, Literal, get_args

from onrecord.record.accounts import Kind

Role = Literal["by", "to", "target", "about", "with", "party", "person", "holder"]
"""``by`` speaks or does, ``to`` is spoken to or the recipient, ``target`` is aimed at, ``about``
is spoken about, ``with`` takes part in an encounter, ``party`` is one of an agreement, ``person``
and ``holder`` are those of a case."""

KINDS: Final[tuple[Kind, ...]] = get_args(Kind)
ROLES: Final[tuple[Role, ...]] = get_args(Role)

# Under this number, in the role ``by``, stands every account of a kind that is asked for by day.
ANYBODY: Final = 0
DAY_ONE: Final = 719_163  # the ordinal of 1 January 1970
PLACES: Final = 14  # bits of an account's number that say its place in its reading
STRETCH: Final = 5  # the last bits of it: 32 accounts, told of together among the roles
LASTING: Final = "kind IN (3, 4)"  # agreements and cases
BY_DAY: Final[frozenset[Kind]] = frozenset({"statement", "encounter", "event", "actor"})
_KINDS = {kind: at for at, kind in enumerate(KINDS)}
_ROLES = {role: at for at, role in enumerate(ROLES)}
_KEY = re.compile("[0-9a-f]{16}")
_MIDDLE = 1 << 63


def number(key: str) -> int:
    """A key of 16 hexadecimal digits as a signed 64-bit number; ValueError where it is none.

    Numbers have the order of the keys, so that the least is the same one in tables and in folds.
    """
    if _KEY.fullmatch(key) is None:
        raise ValueError(f"{key!r} is no key of 16 hexadecimal digits")
    return int(key, 16) - _MIDDLE


def key(number: int) -> str:
    """The key that a number stands for."""
    return f"{number + _MIDDLE:016x}"


def kind_number(kind: Kind) -> int:
    """The number of a kind of thing."""
    return _KINDS[kind]


def role_number(role: Role) -> int:
    """The number of a role."""
    return _ROLES[role]


def part_number(kind: Kind, role: Role) -> int:
    """The number of a role in a kind of thing."""
    return _KINDS[kind] << 4 | _ROLES[role]


@lru_cache(maxsize=65_536)
def hashed(*parts: str) -> int:
    """A 63-bit number drawn from words."""
    digest = hashlib.sha256("\x1f".join(parts).encode()).digest()
    return int.from_bytes(digest[:8], "big") >> 1


def place_of(account: int) -> int:
    """The place in its reading of an account, by its number."""
    return account & ((1 << PLACES) - 1)


def day(moment: int) -> int:
    """The day, as an ordinal, of a moment in seconds since 1970."""
    return moment // 86_400 + DAY_ONE


def block(kind: Kind, name: str) -> int:
    """The number (31 bits) of a block, where likes of a kind are looked for.

    Two blocks of one kind may have the same number: then more is compared than need be. Numbers of
    two kinds differ.
    """
    digest = hashlib.sha256(f"{kind}\x1f{name}".encode()).digest()  # met once: not remembered
    return int.from_bytes(digest[:4], "big") >> 4 << 3 | _KINDS[kind]


def state(code: str) -> int:
    """The number under which all who represent a state (ISO 3166 code) play their roles."""
    return hashed("state", code)
