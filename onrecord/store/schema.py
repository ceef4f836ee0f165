"""The tables of a record, one schema for SQLite and PostgreSQL.

    version ──< account >── node ── thing          forgotten   verdict   migration
       │           │          │                                   │
     body,    role ── entry  block, apart, called               judged
  words, said,
   near, band

Numbers: a key or a report's id is its 16 hexadecimal digits as a signed 64-bit number
(``numbers.py``); a node is the 63-bit name of its profile; moments are whole seconds since 1970,
UTC; days are proleptic Gregorian ordinals (``date.toordinal``). Rows of an account are numbered
``version << 14 | place in the reading``: the accounts of a version are one range. What is made
from the order of adding (numbers of versions, accounts, entries, ``added``) never leaves the store.

Everything but version, body, verdict and forgotten can be made anew from these four;
``checking.py`` does and compares.
"""

from sqlalchemy import (
    BigInteger,
    Column,
    Computed,
    Float,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    SmallInteger,
    Table,
    Text,
    text,
)
from sqlalchemy.types import TypeEngine

from onrecord.store.numbers import LASTING, PLACES

__all__ = ["LASTING", "METADATA", "PLACES"]

METADATA = MetaData()


def _rowid() -> TypeEngine[int]:
    """SQLite's own row number where it has one: no index beside the table."""
    return BigInteger().with_variant(Integer(), "sqlite")


# One text of one report. A version speaks from ``counted`` until (exclusive) ``until``, when a
# newer version of the report does; null: it speaks now. What a reviewer told of a version by hand
# speaks beside it, in a row of its own: ``noted`` is the report then (null in all others), ``note``
# the verdict, ``noted_from`` since when it stands; ``report`` is then a name drawn from all three.
version = Table(
    "version",
    METADATA,
    Column("id", _rowid(), primary_key=True, autoincrement=False),
    Column("report", BigInteger, nullable=False),
    Column("text_sha256", LargeBinary, nullable=False),
    Column("digest", LargeBinary, nullable=False),  # SHA-256 of the reading's JSON
    Column("counted", BigInteger, nullable=False),
    Column("until", BigInteger),
    Column("added", BigInteger, nullable=False),
    Column("reread", Integer, nullable=False, default=0),  # how often: adding never undoes it
    Column("made", Text),  # by which Onrecord
    Column("outlet", Text),
    Column("url", Text),
    Column("source", Text, nullable=False),
    Column("title", Text),
    Column("published", Text),
    Column("seen", Text),
    Column("copy_of", Text),
    Column("noted", BigInteger),  # these three: of a fact by hand (``noting.py``)
    Column("note", Text),
    Column("noted_from", BigInteger),
    Index("version_report", "report", "text_sha256", unique=True),
    Index("version_counted", "counted"),
    # Of an earlier moment only what was replaced since, or came since, is looked at again.
    Index(
        "version_until",
        "until",
        sqlite_where=text("until IS NOT NULL"),
        postgresql_where=text("until IS NOT NULL"),
    ),
    Index(
        "version_noted",
        "noted",
        "noted_from",
        sqlite_where=text("noted IS NOT NULL"),
        postgresql_where=text("noted IS NOT NULL"),
    ),
)

# What a version says: its text, and all of its reading, packed, spans as offsets (``packing.py``).
# It stands by itself, so that the rows of versions, which every question walks, lie close together.
body = Table(
    "body",
    METADATA,
    Column("version", _rowid(), primary_key=True, autoincrement=False),
    Column("reading", LargeBinary, nullable=False),
    Column("text", Text, nullable=False),
)

# One version's account of one thing: the fact at its place in the version's reading. ``lo`` and
# ``hi`` are the days it may have happened on (both null: not known). What it is found by stands
# among the roles.
account = Table(
    "account",
    METADATA,
    Column("id", _rowid(), primary_key=True, autoincrement=False),
    Column("version", BigInteger, Computed(f"id >> {PLACES}"), nullable=False),
    Column("kind", SmallInteger, nullable=False),
    Column("key", BigInteger, nullable=False),
    Column("node", BigInteger, nullable=False),
    Column("counted", BigInteger, nullable=False),  # its version's
    Column("lo", Integer),
    Column("hi", Integer),
    Index("account_node", "node", "counted"),
    Index("account_key", "key"),
)

# A profile: what of accounts tells which thing it is; equal profiles are one node. ``component``
# is the least name of the nodes that evidence ties together, ``thing`` the least of its cluster.
# The rest sums up its accounts that speak now: how many, the least (counted, key), the last
# counted, the days. Where none does, the node is history: ``accounts`` is 0, the others are null.
node = Table(
    "node",
    METADATA,
    Column("id", _rowid(), primary_key=True, autoincrement=False),
    Column("kind", SmallInteger, nullable=False),
    Column("component", BigInteger, nullable=False),
    Column("thing", BigInteger),
    Column("accounts", Integer, nullable=False),
    Column("first", BigInteger),
    Column("key", BigInteger),
    Column("last", BigInteger),
    Column("lo", Integer),
    Column("hi", Integer),
    Column("profile", LargeBinary, nullable=False),
    # See ``belonging.py``.
    Index(
        "node_component",
        "component",
        sqlite_where=text("component <> id"),
        postgresql_where=text("component <> id"),
    ),
    Index(
        "node_thing",
        "thing",
        sqlite_where=text("thing <> id"),
        postgresql_where=text("thing <> id"),
    ),
    # Agreements and cases, by the last day that they are told of.
    Index(
        "node_lasting",
        "kind",
        "hi",
        "last",
        sqlite_where=text(LASTING),
        postgresql_where=text(LASTING),
    ),
)

# Where likes are looked for: the number of a block (``numbers.block``), and a node in it.
block = Table(
    "block",
    METADATA,
    Column("hash", Integer, primary_key=True, autoincrement=False),
    Column("node", BigInteger, primary_key=True, autoincrement=False),
    sqlite_with_rowid=False,
)

# Two nodes (the smaller first) that evidence would tie and that one reading tells apart.
apart = Table(
    "apart",
    METADATA,
    Column("one", BigInteger, primary_key=True, autoincrement=False),
    Column("other", BigInteger, primary_key=True, autoincrement=False),
    Column("version", BigInteger, primary_key=True, autoincrement=False),
    Index("apart_version", "version"),
    sqlite_with_rowid=False,
)

# Who plays which role in which accounts. ``who`` is the number of an entry; ``part`` says the kind
# and the role (``numbers.part_number``); ``day`` is the first day it may have happened, else the
# day of the report. ``stretch`` is how the numbers of up to 32 accounts begin, which stand one
# after the other in one reading; ``places`` has a bit for each of them that is meant, the lowest
# for the first. So a row may tell of all that one speaker says in a report.
role = Table(
    "role",
    METADATA,
    Column("who", Integer, primary_key=True, autoincrement=False),
    Column("part", SmallInteger, primary_key=True, autoincrement=False),
    Column("day", Integer, primary_key=True, autoincrement=False),
    Column("stretch", BigInteger, primary_key=True, autoincrement=False),
    Column("places", BigInteger, nullable=False),
    sqlite_with_rowid=False,
)

# Whoever stands among the roles, by a small number. ``name`` is a node, or the number of a state
# (``numbers.state``): there stands everybody who represents it, and itself; or of what accounts are
# found by (``marking.py``).
entry = Table(
    "entry",
    METADATA,
    Column("number", _rowid(), primary_key=True, autoincrement=False),
    Column("name", BigInteger, nullable=False),
    Index("entry_name", "name", unique=True),
)

# Names (case folded) under which a node is looked up: those that its profile gives.
called = Table(
    "called",
    METADATA,
    Column("name", Text, primary_key=True),
    Column("node", BigInteger, primary_key=True, autoincrement=False),
    sqlite_with_rowid=False,
)

# A cluster, decided from all versions that speak now. ``node`` is the least of its nodes; the rest
# sums them up. Its id is its kind and the key of its first account, which the nodes know.
thing = Table(
    "thing",
    METADATA,
    Column("node", _rowid(), primary_key=True, autoincrement=False),
    Column("kind", SmallInteger, nullable=False),
    Column("accounts", Integer, nullable=False),
    Column("last", BigInteger, nullable=False),
    Index("thing_last", "kind", "last"),
    # What is told more than once can be told in two ways: disputes are looked for here.
    Index(
        "thing_told_again",
        "kind",
        "last",
        sqlite_where=text("accounts > 1"),
        postgresql_where=text("accounts > 1"),
    ),
)

# Versions whose texts are near-duplicates (that of the lesser report first), and where they are
# looked for: the hash of one band of a text's MinHash.
near = Table(
    "near",
    METADATA,
    Column("version", BigInteger, primary_key=True, autoincrement=False),
    Column("other", BigInteger, primary_key=True, autoincrement=False),
    Column("likeness", Float, nullable=False),
    Index("near_other", "other"),
    sqlite_with_rowid=False,
)
band = Table(
    "band",
    METADATA,
    Column("hash", Integer, primary_key=True, autoincrement=False),
    Column("version", BigInteger, primary_key=True, autoincrement=False),
    sqlite_with_rowid=False,
)

# What a reviewer has decided, as data (``record.verdicts``), and the keys that it is about.
verdict = Table(
    "verdict",
    METADATA,
    Column("id", Text, primary_key=True),
    Column("at", BigInteger, nullable=False),
    Column("verdict", Text, nullable=False),
    Column("body", LargeBinary, nullable=False),
)
judged = Table(
    "judged",
    METADATA,
    Column("key", BigInteger, primary_key=True, autoincrement=False),
    Column("verdict", Text, primary_key=True),
    sqlite_with_rowid=False,
)

# What is watched: feeds, sitemaps, pages of live coverage. ``due`` is when it is looked at next
# (null: no more), ``parent`` the list that named it (null: a person did). ``etag`` and ``modified``
# are what the server said of the last answer whose entries all stand among the sighted.
watched = Table(
    "watched",
    METADATA,
    Column("place", BigInteger, primary_key=True, autoincrement=False),
    Column("address", Text, nullable=False),
    Column("parent", BigInteger),
    Column("title", Text),
    Column("form", Text),
    Column("etag", Text),
    Column("modified", Text),
    Column("looked", BigInteger),
    Column("due", BigInteger),
    Column("failures", Integer, nullable=False, default=0),
    Column("problem", Text),
)

# What a watched place has named. ``due`` is when it is to be fetched (null: done, or given up);
# ``mark`` changes when its outlet says that it has changed.
sighted = Table(
    "sighted",
    METADATA,
    Column("place", BigInteger, primary_key=True, autoincrement=False),
    Column("entry", BigInteger, primary_key=True, autoincrement=False),
    Column("address", Text, nullable=False),
    Column("title", Text),
    Column("published", Text),
    Column("mark", Text, nullable=False),
    Column("seen", BigInteger, nullable=False),
    Column("due", BigInteger),
    Column("tries", Integer, nullable=False, default=0),
    Column("problem", Text),
    Index("sighted_due", "due", sqlite_where=text("due IS NOT NULL"),
          postgresql_where=text("due IS NOT NULL")),
    sqlite_with_rowid=False,
)  # fmt: skip

# Questions that stay: ``question`` as JSON (a list where it is several), ``versions`` how far it
# was looked at, ``began`` how far the record had come when it began. ``owner`` is who saved it
# (empty: whoever has the record; null: it stands in a watch's file of rules), ``secret`` the name
# of the setting of the environment that messages to ``webhook`` are signed with.
rule = Table(
    "rule",
    METADATA,
    Column("name", Text, primary_key=True),
    Column("question", Text, nullable=False),
    Column("versions", BigInteger, nullable=False),
    Column("since", BigInteger, nullable=False),
    Column("owner", Text),
    Column("began", BigInteger),
    Column("webhook", Text),
    Column("secret", Text),
)

# What a rule has told already, by marks of the accounts of things, and in which status that was
# (empty where the rule does not look at it).
told = Table(
    "told",
    METADATA,
    Column("rule", Text, primary_key=True),
    Column("mark", BigInteger, primary_key=True, autoincrement=False),
    Column("standing", Text, nullable=False),
    sqlite_with_rowid=False,
)

# What a rule has found, numbered as it was. ``due`` is when it is to be sent (null: sent, given up,
# or for nobody).
alert = Table(
    "alert",
    METADATA,
    Column("id", Text, primary_key=True),
    Column("rule", Text, nullable=False),
    Column("at", BigInteger, nullable=False),
    Column("thing", Text, nullable=False),
    Column("body", LargeBinary, nullable=False),
    Column("due", BigInteger),
    Column("tries", Integer, nullable=False, default=0),
    Column("problem", Text),
    Column("number", BigInteger, nullable=False, server_default=text("0")),
    Index("alert_rule", "rule", "at"),
    Index("alert_number", "rule", "number"),
    Index("alert_due", "due", sqlite_where=text("due IS NOT NULL"),
          postgresql_where=text("due IS NOT NULL")),
)  # fmt: skip

# Up to which number somebody has seen what a rule has found.
seen = Table(
    "seen",
    METADATA,
    Column("who", Text, primary_key=True),
    Column("rule", Text, primary_key=True),
    Column("number", BigInteger, nullable=False),
    sqlite_with_rowid=False,
)

# Every try to send an alert: when, and what went wrong (null: it was taken).
delivery = Table(
    "delivery",
    METADATA,
    Column("number", _rowid(), primary_key=True, autoincrement=False),
    Column("alert", Text, nullable=False),
    Column("rule", Text, nullable=False),
    Column("at", BigInteger, nullable=False),
    Column("problem", Text),
    Index("delivery_rule", "rule", "number"),
)

# The stone of a report that was taken out: it is not added again unless asked.
forgotten = Table(
    "forgotten",
    METADATA,
    Column("report", BigInteger, primary_key=True, autoincrement=False),
    Column("at", BigInteger, nullable=False),
    Column("reason", Text, nullable=False),
)

# The rules by which clusters were decided (``record.identity.rules``): one row where they were
# today's alone, another for each set of others that had a part in it.
decided = Table("decided", METADATA, Column("rules", Text, primary_key=True))

# Which migrations have run, and when; ``migrations.py`` makes this table first.
migration = Table(
    "migration",
    METADATA,
    Column("name", Text, primary_key=True),
    Column("ran", Text, nullable=False),
)
