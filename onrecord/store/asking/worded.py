"""Words in the texts of a record: which versions have them, and which accounts say them."""

from collections.abc import Collection, Sequence

from onrecord.record.accounts import Kind
from onrecord.store.asking.standing import speaking
from onrecord.store.asking.streams import Given, Within
from onrecord.store.asking.words import Sought
from onrecord.store.bundling import fact
from onrecord.store.numbers import KINDS, PLACES, STRETCH, kind_number
from onrecord.store.packing import peek
from onrecord.store.straight import Straight, Value
from onrecord.store.telling import texts

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

    def within(self, words: Sequence[Sought]) -> Within | None:
        """That an account stands in a text with all the words; None where no words are given.

        The texts with them are listed once, and the accounts of all others passed over before
        anything is looked up of them.
        """
        if not words:
            return None
        listed = _LISTED_SERVER if self._server else _LISTED

        def told(given: Given) -> str:
            there = (listed.format(sought=given(self._written(sought))) for sought in words)
            version = f"role.stretch >> {PLACES - STRETCH}"
            return "".join(f" AND {version} IN ({one})" for one in there)

        return told

    def has(self, given: Given, sought: Sought) -> str:
        """That a version has all the words."""
        written = given(self._written(sought))
        if self._server:
            return f"EXISTS ({_ONE_SERVER} AND words.words @@ CAST({written} AS tsquery))"
        if any(term.prefix for term in sought.terms):  # long to look up: once for all
            return f"version.id IN ({_LISTED.format(sought=written)})"
        return f"EXISTS ({_ONE} AND words MATCH {written})"

    def _written(self, sought: Sought) -> str:
        return sought.tsquery if self._server else sought.fts5

    def saying(self, accounts: Collection[int], words: Sequence[Sought]) -> set[int]:
        """Those of some accounts that say all the words, each of them in one place."""
        if not words or not accounts:
            return set(accounts)
        versions = {number >> PLACES for number in accounts}
        bodies = {
            version: (bundle, text)
            for version, bundle, text in self._asked.rows(_BODIES, versions=versions)
            if all(sought.may_be_in(text) for sought in words)
        }
        found = set()
        for number, kind in self._asked.rows(_KINDS, accounts=accounts):
            if (body := bodies.get(number >> PLACES)) is None:
                continue
            bundle, text = body
            said = list(texts(KINDS[kind], peek(KINDS[kind], fact(bundle, number)), text))
            if all(any(sought.may_be_in(o) and sought.hits(o) for o in said) for sought in words):
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
_LISTED = "SELECT rowid FROM words WHERE words MATCH {sought}"
_LISTED_SERVER = "SELECT version FROM words WHERE words @@ CAST({sought} AS tsquery)"
_ONE = "SELECT 1 FROM words WHERE words.rowid = version.id"
_ONE_SERVER = "SELECT 1 FROM words WHERE words.version = version.id"
_OF_KIND = f"""
    SELECT account.id FROM EACH :versions
    JOIN account ON account.id
        BETWEEN given.value << {PLACES} AND (given.value << {PLACES}) + {(1 << PLACES) - 1}
    WHERE account.kind = :kind
"""
_KINDS = "SELECT id, kind FROM account WHERE id IN :accounts"
_BODIES = "SELECT version, reading, text FROM body WHERE version IN :versions"
