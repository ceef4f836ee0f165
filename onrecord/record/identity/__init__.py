"""Which accounts are of one thing: for each kind of thing what counts for it, and how much.

A room a kind. Each gives profiles (what of an account counts), blocks (where its likes are looked
for) and evidence (points for and against two profiles being one), and ``clusters`` decides.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from onrecord.record.identity.registry import IDENTITIES

__all__ = ["IDENTITIES"]


def __getattr__(name: str) -> Any:
    """The rooms are imported when they are first asked for: most questions need none of them."""
    if name != "IDENTITIES":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from onrecord.record.identity import registry

    return registry.IDENTITIES
