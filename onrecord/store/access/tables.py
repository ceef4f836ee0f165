"""The tables of users, sessions, tokens and the log; apart from those of the record."""

from sqlalchemy import BigInteger, Column, Index, Integer, LargeBinary, MetaData, Table, Text

METADATA = MetaData()

# ``password`` is Argon2id's own string: it says its parameters and its salt.
user = Table(
    "access_user",
    METADATA,
    Column("name", Text, primary_key=True),
    Column("role", Text, nullable=False),
    Column("password", Text, nullable=False),
    Column("added", BigInteger, nullable=False),
    Column("closed", BigInteger),
)

# Sessions and tokens are known by the SHA-256 of what the browser or program holds.
session = Table(
    "access_session",
    METADATA,
    Column("sha", LargeBinary, primary_key=True),
    Column("user", Text, nullable=False),
    Column("begun", BigInteger, nullable=False),
    Column("used", BigInteger, nullable=False),
    Index("access_session_user", "user"),
)
token = Table(
    "access_token",
    METADATA,
    Column("id", Text, primary_key=True),
    Column("sha", LargeBinary, nullable=False, unique=True),
    Column("user", Text, nullable=False),
    Column("label", Text, nullable=False),
    Column("rights", Text, nullable=False),
    Column("added", BigInteger, nullable=False),
    Column("expires", BigInteger, nullable=False),
    Column("used", BigInteger),
)

log = Table(
    "access_log",
    METADATA,
    Column(
        "line", BigInteger().with_variant(Integer(), "sqlite"), primary_key=True, autoincrement=True
    ),
    Column("at", BigInteger, nullable=False),
    Column("who", Text, nullable=False),
    Column("what", Text, nullable=False),
    Column("about", Text, nullable=False),
    Column("origin", Text, nullable=False),
)
