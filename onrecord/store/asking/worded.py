"""Words in the texts of a record: which versions have them, and which accounts say them."""

import sqlite3
from collections.abc import Collection, Sequence

from onrecord.record.accounts import Kind
from onrecord.store.asking.standing import speaking
from onrecord.store.asking.ways import Given, Within
from onrecord.store.asking.words import Sought
from onrecord.store.bundling import fact
from onrecord.store.numbers import KINDS, PLACES, STRETCH, kind_number
from onrecord.store.packing import peek
from onrecord.store.straight import Straight, Value
from onrecord.store.telling import texts

FEW = 300  # versions whose accounts are all looked at
_SPARSE = 4  # of so many versions one has words that are not looked up version by version


class Worded:
    """Looks for words in one record as it stood at a moment."""

    def __init__(self, asked: Straight, moment: int | None) -> None:
        self._asked = asked
        self._moment = moment
        self._at: dict[str, Value] = {} if moment is None else {"moment": moment}
        self._server = asked.dialect == "postgresql"
        self._sayable: dict[Sought, bool] = {}

    def versions(self, sought: Sought, most: int) -> list[int]:
        """Versions that speak and have all the words, in no order, ``most`` of them at most.

        Phrases are still only words.
        """
        asked = (_WITH_SERVER if self._server else _WITH).format(
            speaks=speaking("version", self._moment)
        )
        return self._asked.column(asked, sought=self._written(sought), most=most, **self._at)

    def few(self, words: Sequence[Sought], kind: Kind, *, alone: bool) -> list[int] | None:
        """The accounts of a kind that say the words, where few versions have them; else None.

        ``alone``: nothing else is asked for; then few need only say the words, however many texts
        have them.
        """
        found: set[int] | None = None
        for sought in words:
            there = self.versions(sought, FEW + 1)
            if len(there) > FEW and alone and self._may_be_said(sought):
                asked = f"{_SPEAKING} AND {self._in_texts(':text')} AND {self._told(':told')}"
                there = self._asked.column(
                    asked.format(speaks=speaking("version", self._moment)) + " LIMIT :most",
                    text=self._written(sought), told=self._written(sought.apart),
                    most=FEW + 1, **self._at,
                )  # fmt: skip
            if len(there) <= FEW:
                found = set(there) if found is None else found & set(there)
        if found is None:
            return None
        ids = self._asked.column(_OF_KIND, versions=sorted(found), kind=kind_number(kind))
        return sorted(self.saying(ids, words))

    def within(self, words: Sequence[Sought]) -> Within | None:
        """That an account stands in a text with all the words; None where no words are given.

        The texts with them are listed once, those alone that tell something in these words, and the
        accounts of all others passed over before anything is looked up of them.
        """
        if not words:
            return None

        def told(given: Given) -> str:
            version = f"role.stretch >> {PLACES - STRETCH}"
            there = [self._in_texts(given(self._written(one)), version) for one in words]
            said = (one.apart for one in words if self._may_be_said(one))
            there += [self._told(given(self._written(one)), version) for one in said]
            return "".join(f" AND {one}" for one in there)

        return told

    def _in_texts(self, written: str, version: str = "version.id") -> str:
        listed = _LISTED_SERVER if self._server else _LISTED
        return f"{version} IN ({listed.format(sought=written)})"

    def _told(self, written: str, version: str = "version.id") -> str:
        """That a version has all the words in what it tells."""
        listed = _SAID_SERVER if self._server else _SAID
        return f"{version} IN ({listed.format(sought=written)})"

    def _may_be_said(self, sought: Sought) -> bool:
        """Whether the index of what is said can be asked for the words.

        It has no phrases, and what is one word to us is two to SQLite in some scripts.
        """
        if not self._server and sought not in self._sayable:
            one = f"{_SAID.format(sought=':sought')} LIMIT 1"
            try:
                self._asked.column(one, sought=self._written(sought.apart))
                self._sayable[sought] = True
            except sqlite3.OperationalError:
                self._sayable[sought] = False
        return self._server or self._sayable[sought]

    def has(self, given: Given, sought: Sought) -> str:
        """That a version has all the words, for a walk that ends where enough have been found."""
        written = given(self._written(sought))
        if self._server:
            return f"EXISTS ({_ONE_SERVER} AND words.words @@ CAST({written} AS tsquery))"
        # To look them up in one version takes long: where few have them, all are listed before.
        with self._asked.aside():  # it chooses a way, and is no part of what is answered
            most = (self._asked.column("SELECT max(id) FROM version")[0] or 0) // _SPARSE
        listed = f"{_LISTED.format(sought=':sought')} LIMIT :most"
        there = self._asked.column(listed, sought=self._written(sought), most=most + 1)
        if len(there) <= most:
            return f"version.id + 0 IN {given(there)}"
        if any(term.prefix for term in sought.terms):
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
_SPEAKING = "SELECT version.id FROM version WHERE {speaks}"
_SAID = "SELECT rowid FROM said WHERE said MATCH {sought}"
_SAID_SERVER = "SELECT version FROM said WHERE words @@ CAST({sought} AS tsquery)"
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
