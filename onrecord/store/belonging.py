"""The nodes of a component or of a thing, which is named after one of them.

That one is found by its name; of the others alone the indexes tell, who are fewer than half.
"""

from typing import Literal

Whole = Literal["component", "thing"]


def of(whole: Whole, meant: str, alias: str = "node") -> str:
    """In SQL, that a node is of a whole; ``meant`` says of which: «= 5», «IN :names»."""
    named, member = f"{alias}.id", f"{alias}.{whole}"
    return f"({named} {meant} AND {member} = {named} OR {member} {meant} AND {member} <> {named})"
