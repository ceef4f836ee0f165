"""Words in the texts of a record: which versions have them, and which accounts say them."""

from collections.abc import Collection, Iterator, Sequence

from onrecord.facts import Actor, Agreement, Case, Statement
from onrecord.record.accounts import Kind, Told
from onrecord.store.asking.standing import speaking
from onrecord.store.asking.streams import Given, Within
from onrecord.store.asking.words import Sought
from onrecord.store.bundling import fact
from onrecord.store.numbers import KINDS, PLACES, key, kind_number
from onrecord.store.packing import unpack
from onrecord.store.straight import Straight, Value

FEW = 300  # versions whose accounts are all looked at


class Worded:
    """Looks for words in one record as it stood at a moment."""

    def __init__(self, asked: Straight, moment: int | None) -> None:
        self._asked = asked
        self._moment = moment
        self._at: dict[str, Value] = {} if moment is None else {"moment": moment}
        self._server = asked.dialect == "postgresql"

    def versions(self, sought: Sought, most: int) -> list[int]:
        """Versions that speak and have all the words, in no order, ``most`` of them at most.

        Phrases are still only words.
        """
        asked = (_WITH_SERVER if self._server else _WITH).format(
            speaks=speaking("version", self._moment)
        )
        return self._asked.column(asked, sought=self._written(sought), most=most, **self._at)

    def few(self, words: Sequence[Sought], kind: Kind) -> list[int] | None:
        """The accounts of a kind that say the words, where few versions have them; else None."""
        found: set[int] | None = None
        for sought in words:
            there = self.versions(sought, FEW + 1)
            if len(there) <= FEW:
                found = set(there) if found is None else found & set(there)
        if found is None:
            return None
        ids = self._asked.column(_OF_KIND, versions=sorted(found), kind=kind_number(kind))
        return sorted(self.saying(ids, words))

    def within(self, words: Sequence[Sought], column: str = "account.version") -> Within | None:
        """That the version in a column has all the words; None where no words are given."""
        if not words:
            return None

        def told(given: Given) -> str:
            return "".join(
                f" AND {self._there(given, sought).format(version=column)}" for sought in words
            )

        return told

    def _there(self, given: Given, sought: Sought) -> str:
        written = given(self._written(sought))
        if self._server:
            return f"EXISTS ({_ONE_SERVER} AND words.words @@ CAST({written} AS tsquery))"
        if any(term.prefix for term in sought.terms):  # long to look up: once for all
            return f"{{version}} IN (SELECT rowid FROM words WHERE words MATCH {written})"
        return f"EXISTS ({_ONE} AND words MATCH {written})"

    def _written(self, sought: Sought) -> str:
        return sought.tsquery if self._server else sought.fts5

    def saying(self, accounts: Collection[int], words: Sequence[Sought]) -> set[int]:
        """Those of some accounts that say all the words, each of them in one place."""
        if not words or not accounts:
            return set(accounts)
        found = set()
        for number, kind, told, bundle, whole in self._asked.rows(_SAID, accounts=accounts):
            said = list(texts(unpack(KINDS[kind], key(told), fact(bundle, number), whole)))
            if all(any(sought.hits(one) for one in said) for sought in words):
                found.add(number)
        return found


_WITH = """
    SELECT version.id FROM words CROSS JOIN version ON version.id = words.rowid
    WHERE words MATCH :sought AND {speaks} LIMIT :most
"""
_WITH_SERVER = """
    SELECT version.id FROM words JOIN version ON version.id = words.version
    WHERE words.words @@ CAST(:sought AS tsquery) AND {speaks} LIMIT :most
"""
_ONE = "SELECT 1 FROM words WHERE words.rowid = {version}"
_ONE_SERVER = "SELECT 1 FROM words WHERE words.version = {version}"
_OF_KIND = f"""
    SELECT account.id FROM EACH :versions
    JOIN account ON account.id
        BETWEEN given.value << {PLACES} AND (given.value << {PLACES}) + {(1 << PLACES) - 1}
    WHERE account.kind = :kind
"""
_SAID = """
    SELECT account.id, account.kind, account.key, body.reading, body.text
    FROM account JOIN body ON body.version = account.version WHERE account.id IN :accounts
"""


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
