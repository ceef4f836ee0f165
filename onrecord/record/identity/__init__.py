"""Which accounts are of one thing: for each kind of thing what counts for it, and how much.

A room a kind. Each gives profiles (what of an account counts), blocks (where its likes are looked
for) and evidence (points for and against two profiles being one), and ``clusters`` decides.
"""

from onrecord.record.identity.registry import IDENTITIES

__all__ = ["IDENTITIES"]
