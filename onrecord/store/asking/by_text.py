"""Which report a text is of."""

from sqlalchemy import Connection, select

from onrecord.store.numbers import key
from onrecord.store.schema import version


def report_of_text(connection: Connection, sha: str) -> str | None:
    """The id of a report that has a version with this SHA-256 of its text; the least of several."""
    asked = select(version.c.report).where(
        version.c.text_sha256 == bytes.fromhex(sha), version.c.noted.is_(None)
    )
    found = connection.scalars(asked).all()
    return min(map(key, found), default=None)
