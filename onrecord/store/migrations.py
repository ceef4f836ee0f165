"""How the tables come to be, and how those of an older record become today's.

Each migration is a name and a function, run once, in one transaction with the note that it ran. A
new record gets today's tables at once and the notes of all migrations.
"""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime

from sqlalchemy import Connection, insert, inspect, select, text

from onrecord.errors import RecordError
from onrecord.record.identity.rules import rules
from onrecord.store.schema import (
    METADATA,
    alert,
    decided,
    delivery,
    migration,
    node,
    rule,
    seen,
    sighted,
    told,
    version,
    watched,
)
from onrecord.store.touching import JOURNAL

Migration = tuple[str, Callable[[Connection], None]]

# SQLite's mark of a record among all the files that are databases: "OnRc".
APPLICATION = 0x4F6E5263

# New words wait in a list that every search goes through: in kB, how long it grows.
_WAITING = "gin_pending_list_limit = 256"
_WORDS = {
    "sqlite": (
        "CREATE VIRTUAL TABLE words USING fts5(text, content='body', content_rowid='version', "
        'columnsize=0, tokenize="unicode61 remove_diacritics 2")',
        f"PRAGMA application_id = {APPLICATION}",
    ),
    "postgresql": (
        "CREATE TABLE words (version BIGINT PRIMARY KEY, words TSVECTOR NOT NULL)",
        f"CREATE INDEX words_words ON words USING gin (words) WITH ({_WAITING})",
    ),
}
_SAID = {
    "sqlite": (
        "CREATE VIRTUAL TABLE IF NOT EXISTS said USING fts5(told, content='', columnsize=0, "
        'detail=none, tokenize="unicode61 remove_diacritics 2")',
    ),
    "postgresql": (
        "CREATE TABLE IF NOT EXISTS said (version BIGINT PRIMARY KEY, words TSVECTOR NOT NULL)",
        f"CREATE INDEX IF NOT EXISTS said_words ON said USING gin (words) WITH ({_WAITING})",
    ),
}


def _tables(connection: Connection) -> None:
    METADATA.create_all(connection)
    JOURNAL.create_all(connection)
    for line in (*_WORDS[connection.dialect.name], *_SAID[connection.dialect.name]):
        connection.execute(text(line))


def _rules(connection: Connection) -> None:
    """Notes by which rules things are decided; of what is there already it is not known."""
    decided.create(connection, checkfirst=True)
    if connection.execute(select(version.c.id).limit(1)).first():
        note_rules(connection, "unknown")


def _lasting(connection: Connection) -> None:
    """Indexes of the versions that were replaced, and of what lasts by its days."""
    for index in (*version.indexes, *node.indexes):
        if index.name != "version_noted":  # its columns come with facts by hand
            index.create(connection, checkfirst=True)


def _watched(connection: Connection) -> None:
    """What is watched and was sighted there; rules, and what they have found."""
    for table in (watched, sighted, rule, told, alert):
        table.create(connection, checkfirst=True)


def _copies(connection: Connection) -> None:
    """Where the likes of a text are looked for: once by stock phrases too."""
    from onrecord.store.nearness import insert_all_near  # heavy, and seldom needed

    insert_all_near(connection)


def _told_by_day(connection: Connection) -> None:
    """Days of turns, what is told ahead, the words of what is said: of all that is there."""
    from onrecord.store.filling import fill  # heavy, and seldom needed

    for line in _SAID[connection.dialect.name]:
        connection.execute(text(line))
    fill(connection)


def _waiting_words(connection: Connection) -> None:
    """On a server no more than a few new words wait to be entered in the index of words."""
    if connection.dialect.name == "postgresql":
        for name in ("words_words", "said_words"):
            connection.execute(text(f"ALTER INDEX {name} SET ({_WAITING})"))
            connection.execute(text(f"SELECT gin_clean_pending_list('{name}')"))


def _by_hand(connection: Connection) -> None:
    """What reviewers tell by hand stands among the versions, marked as such."""
    there = {column["name"] for column in inspect(connection).get_columns("version")}
    for name, kind in (("noted", "BIGINT"), ("note", "TEXT"), ("noted_from", "BIGINT")):
        if name not in there:
            connection.execute(text(f"ALTER TABLE version ADD COLUMN {name} {kind}"))
    for index in version.indexes:
        index.create(connection, checkfirst=True)


def _journal(connection: Connection) -> None:
    """What each write touched."""
    JOURNAL.create_all(connection)


def _parted(connection: Connection) -> None:
    """Accounts that were split off once are nodes of their own, also where that was undone."""
    from onrecord.record.review import parted, singled
    from onrecord.store.judging import judgements  # heavy, and seldom needed

    verdicts = judgements(connection)
    if parted(verdicts) - singled(verdicts):
        note_rules(connection, "unknown")


def _saved(connection: Connection) -> None:
    """Questions that are saved, who has seen what of them, and the log of what was sent."""
    for table, new in ((rule, ("owner", "began", "webhook", "secret")), (alert, ("number",))):
        there = {one["name"] for one in inspect(connection).get_columns(table.name)}
        for column in (table.c[name] for name in new if name not in there):
            kind = column.type.compile(connection.dialect)
            rest = "" if column.nullable else " NOT NULL DEFAULT 0"
            connection.execute(
                text(f"ALTER TABLE {table.name} ADD COLUMN {column.name} {kind}{rest}")
            )
    connection.execute(text(_NUMBERED))
    for index in alert.indexes:
        index.create(connection, checkfirst=True)
    for one in (seen, delivery):
        one.create(connection, checkfirst=True)


# What was found before is numbered in its order.
_NUMBERED = """
    UPDATE alert SET number = (
        SELECT count(*) FROM alert AS other
        WHERE other.at < alert.at OR (other.at = alert.at AND other.id <= alert.id)
    )
"""

# In their order; a name never changes and none is taken out.
MIGRATIONS: Sequence[Migration] = (
    ("2026-11 bundled tables", _tables), ("2026-11 rules", _rules), ("2026-11 lasting", _lasting),
    ("2026-11 watched", _watched), ("2026-11 copies", _copies),
    ("2026-11 told by day", _told_by_day), ("2026-11 waiting words", _waiting_words),
    ("2026-11 parted", _parted),
    ("2026-11 by hand", _by_hand), ("2026-11 journal", _journal),
    ("2026-11 saved", _saved),
)  # fmt: skip


def is_new(connection: Connection) -> bool:
    """Whether there is nothing yet; RecordError where there is something that is no record."""
    there = inspect(connection).get_table_names()
    if "migration" in there:
        return False
    if there:
        raise RecordError(
            f"The database holds {there[0]} and is no record.",
            "Give another place with --record, one that does not exist yet.",
        )
    return True


def pending(connection: Connection, known: Sequence[Migration]) -> list[Migration]:
    """The migrations that have not run; RecordError where some ran that are not known here."""
    ran = set(connection.scalars(select(migration.c.name)))
    if unknown := sorted(ran - {name for name, _ in known}):
        raise RecordError(
            f"The record was written by a newer Onrecord (it has had the change {unknown[-1]!r}).",
            "Update Onrecord, or open a record of its own version.",
        )
    return [one for one in known if one[0] not in ran]


def create(connection: Connection, known: Sequence[Migration]) -> None:
    """Makes today's tables; the caller's transaction holds it all."""
    _tables(connection)
    note_rules(connection, rules())
    for name, _ in known:
        _note(connection, name)


def note_rules(connection: Connection, name: str) -> None:
    """Notes that rules of that name have a part in what is decided."""
    if name not in set(connection.scalars(select(decided.c.rules))):
        connection.execute(insert(decided).values(rules=name))


def run(connection: Connection, one: Migration) -> None:
    """Runs a migration and notes it; the caller's transaction holds both."""
    name, change = one
    change(connection)
    _note(connection, name)


def _note(connection: Connection, name: str) -> None:
    now = datetime.now(UTC).isoformat(timespec="seconds")
    connection.execute(insert(migration).values(name=name, ran=now))
