"""What verdicts are about: accounts by their keys, and changes and steps within accounts."""

from collections.abc import Collection
from typing import Any

from sqlalchemy import Connection, select

from onrecord.record.verdicts import Verdict
from onrecord.store.among import among
from onrecord.store.numbers import key, kind_number, number
from onrecord.store.schema import account
from onrecord.store.stored import told_in
from onrecord.store.verdicts import bare, keys_of

_PARTED = {kind_number("agreement"): "changes", kind_number("case"): "steps"}


def accounts_of(connection: Connection, one: Verdict) -> dict[str, str]:
    """For each key of a verdict that is there the key of the account that it is, or is within."""
    wanted = keys_of(one)
    found = {key_: key_ for key_ in there(connection, wanted)}
    if wanted - found.keys() and one.within:
        parts = parts_within(connection, one.within)
        found |= {key_: parts[key_] for key_ in wanted - found.keys() if key_ in parts}
    return found


def there(connection: Connection, keys: Collection[str]) -> frozenset[str]:
    """Those of some keys that an account has."""
    wanted = {number(bare(one)) for one in keys}
    rows = connection.scalars(
        select(account.c.key).where(among(connection.dialect.name, account.c.key, wanted))
    )
    return frozenset(key(one) for one in rows)


def parts_within(connection: Connection, keys: Collection[str]) -> dict[str, str]:
    """The keys of the changes and steps in some accounts, each with its account's key."""
    wanted = {number(bare(one)) for one in keys}
    met = among(connection.dialect.name, account.c.key, wanted), account.c.kind.in_(_PARTED)
    found: dict[str, str] = {}
    for one in told_in(connection, *met):
        parts: Any = getattr(one.told, _PARTED[one.kind])
        found |= {part.key: key(one.key) for part in parts}
    return found
