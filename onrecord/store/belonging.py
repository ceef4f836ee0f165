"""The nodes of a component or of a thing, which is named after one of them.

That one is found by its name; of the others alone the indexes tell, who are fewer than half.
"""

from typing import Literal

Whole = Literal["component", "thing"]


def of(whole: Whole, meant: str, alias: str = "node") -> str:
    """In SQL, that a node is of a whole; ``meant`` says of which: «= 5», «IN :names»."""
    named, member = f"{alias}.id", f"{alias}.{whole}"
    return f"({named} {meant} AND {member} = {named} OR {member} {meant} AND {member} <> {named})"


def members(whole: Whole, columns: str) -> str:
    """A question for columns of all nodes of the wholes that ``:nodes`` are of.

    In two halves: PostgreSQL goes through the whole table where one condition is this or that.
    """
    told = ", ".join(f"node.{column.strip()}" for column in columns.split(","))
    return f"""
        WITH given_wholes (named) AS MATERIALIZED (
            SELECT DISTINCT {whole} FROM node WHERE id IN :nodes
        )
        SELECT {told} FROM given_wholes JOIN node ON node.id = given_wholes.named
        WHERE node.{whole} = node.id
        UNION ALL
        SELECT {told} FROM given_wholes JOIN node ON node.{whole} = given_wholes.named
        WHERE node.{whole} <> node.id
    """
