"""Roles, and the rights that each has: every role has all of those before it."""

from typing import Final, Literal, get_args

Role = Literal["reader", "reviewer", "editor", "administrator"]
Right = Literal["read", "review", "edit", "administer", "measure"]
"""``read`` asks; ``review`` gives verdicts; ``edit`` adds and forgets reports and says what is
watched; ``administer`` makes users and sees the log; ``measure`` sees what the desk counts: a
right of its own so that a program that measures can do nothing else."""

ROLES: Final[tuple[Role, ...]] = get_args(Role)
RIGHTS: Final[tuple[Right, ...]] = get_args(Right)


def rights_of(role: Role) -> frozenset[Right]:
    """What a role may do."""
    return frozenset(RIGHTS if role == ROLES[-1] else RIGHTS[: ROLES.index(role) + 1])
