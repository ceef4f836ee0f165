"""Words in the texts of a record: which versions have them, and which accounts say them."""

from collections.abc import Collection, Iterator, Sequence

from sqlalchemy import BigInteger, ColumnElement, Connection, Select, column, select, text

from onrecord.facts import Actor, Agreement, Case, Statement
from onrecord.record.accounts import Told
from onrecord.store.among import among
from onrecord.store.asking.standing import speaking
from onrecord.store.asking.words import Sought
from onrecord.store.numbers import KINDS, key, kind_number
from onrecord.store.packing import unpack
from onrecord.store.schema import PLACES, account, version

FEW = 300  # versions whose accounts are all looked at

_SQLITE = text("SELECT rowid AS version FROM words WHERE words MATCH :sought").columns(
    column("version", BigInteger)
)
_POSTGRESQL = text("SELECT version FROM words WHERE words @@ CAST(:sought AS tsquery)").columns(
    column("version", BigInteger)
)


class Worded:
    """Looks for words in one record as it stood at a moment."""

    def __init__(self, connection: Connection, moment: int | None) -> None:
        self._connection = connection
        self._moment = moment

    def matching(self, sought: Sought) -> Select[tuple[int]]:
        """The query for the versions with all the words (phrases are still only words)."""
        if self._connection.dialect.name == "postgresql":
            found = _POSTGRESQL.bindparams(sought=sought.tsquery)
        else:
            found = _SQLITE.bindparams(sought=sought.fts5)
        return select(found.subquery().c.version)

    def versions(self, sought: Sought, most: int) -> list[int]:
        """Versions that speak and have all the words, in no order, ``most`` of them at most."""
        asked = (
            select(version.c.id)
            .where(version.c.id.in_(self.matching(sought)), speaking(version, self._moment))
            .limit(most)
        )
        return list(self._connection.scalars(asked))

    def few(self, words: Sequence[Sought], kind: str) -> list[int] | None:
        """The accounts of a kind that say the words, where few versions have them; else None."""
        found: set[int] | None = None
        for sought in words:
            there = self.versions(sought, FEW + 1)
            if len(there) <= FEW:
                found = set(there) if found is None else found & set(there)
        if found is None:
            return None
        ids: list[int] = []
        for number in sorted(found):
            first = number << PLACES
            ids += self._connection.scalars(
                select(account.c.id).where(
                    account.c.id.between(first, first + (1 << PLACES) - 1),
                    account.c.kind == kind_number(kind),  # type: ignore[arg-type]
                )
            )
        return sorted(self.saying(ids, words))

    def within(self, words: Sequence[Sought]) -> list[ColumnElement[bool]]:
        """That an account is of a version with the words."""
        return [account.c.version.in_(self.matching(sought)) for sought in words]

    def saying(self, accounts: Collection[int], words: Sequence[Sought]) -> set[int]:
        """Those of some accounts that say all the words, each of them in one place."""
        if not words or not accounts:
            return set(accounts)
        c = account.c
        rows = self._connection.execute(
            select(c.id, c.kind, c.key, c.payload, version.c.id, version.c.text)
            .join(version, version.c.id == c.version)
            .where(among(self._connection.dialect.name, c.id, accounts))
        )
        found = set()
        for number, kind, told, package, _, whole in rows:
            said = list(texts(unpack(KINDS[kind], key(told), package, whole)))
            if all(any(sought.hits(one) for one in said) for sought in words):
                found.add(number)
        return found


def texts(told: Told) -> Iterator[str]:
    """The words in which an account is told, and the names that it gives."""
    if isinstance(told, Statement):
        yield " … ".join(span.text for span in told.content)
        yield from (span.text for span in (*told.content[:1], *told.cue[:1]))
    elif isinstance(told, Actor | Agreement):
        yield told.name
        yield from (mention.span.text for mention in told.mentions)
    elif isinstance(told, Case):
        yield from (mention.span.text for mention in told.mentions)
    if occasion := getattr(told, "occasion", None):
        yield occasion
    for part in (told, *getattr(told, "changes", ()), *getattr(told, "steps", ())):
        for telling in getattr(part, "tellings", ()):
            yield telling.span.text
