"""What is kept of users, sessions and tokens, as the rest of the product sees it.

Moments are whole seconds since 1970.
"""

from dataclasses import dataclass

from onrecord.store.access.roles import Right, Role, rights_of


@dataclass(frozen=True, slots=True)
class User:
    """A user; ``closed``: when the account was closed, None: it is open."""

    name: str
    role: Role
    added: int
    closed: int | None

    @property
    def rights(self) -> frozenset[Right]:
        """What the user may do; nothing where the account is closed."""
        return rights_of(self.role) if self.closed is None else frozenset()


@dataclass(frozen=True, slots=True)
class Session:
    """A browser in which a user is signed in."""

    user: User
    begun: int
    used: int


@dataclass(frozen=True, slots=True)
class Token:
    """What a program signs in with; ``rights`` are those given to it that its user still has."""

    id: str
    user: User
    label: str
    rights: frozenset[Right]
    added: int
    expires: int
    used: int | None


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the log: who did what to whom or what, and from which address."""

    at: int
    who: str
    what: str
    about: str
    origin: str
