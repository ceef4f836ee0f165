"""The users of one record: asked, changed, and every change of them logged."""

import hashlib
import os
import re
import secrets
import time
from collections.abc import Callable, Collection
from pathlib import Path
from types import TracebackType
from typing import Any

from sqlalchemy import Connection, Engine, delete, func, insert, select, update
from sqlalchemy.exc import DBAPIError

from onrecord.errors import RecordError, SettingError
from onrecord.store import opening
from onrecord.store.access import tables
from onrecord.store.access.roles import RIGHTS, Right, Role
from onrecord.store.access.rows import Entry, Session, Token, User

IDLE = 12 * 3_600  # seconds without a request after which a session ends
LONGEST = 14 * 86_400  # seconds after which it ends in any case
TOKEN = "onr_"  # how tokens begin: so that scanners for secrets know them
_SECRET = 32  # bytes
_NOTED = 60  # seconds within which the use of a session is not written again
_NAME = re.compile(r"[a-z0-9][a-z0-9._@-]{0,63}")
_LONGEST_ABOUT = 300


class Access:
    """Users, sessions, tokens and the log of one record. ``clock``: seconds since 1970."""

    def __init__(self, engine: Engine, clock: Callable[[], float] = time.time) -> None:
        self._engine = engine
        self._clock = clock

    def __enter__(self) -> "Access":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Lets go of the database."""
        self._engine.dispose()

    @property
    def now(self) -> int:
        """The moment, as rows have it."""
        return int(self._clock())

    # Users

    def users(self) -> list[User]:
        """All users, by name."""
        with opening.reading(self._engine) as connection:
            rows = connection.execute(_users().order_by(tables.user.c.name))
            return [User(*row) for row in rows]

    def user(self, name: str) -> User | None:
        """The user of that name."""
        with opening.reading(self._engine) as connection:
            return _user(connection, name)

    def password(self, name: str) -> str | None:
        """The hash of the password of an open account; None where there is none."""
        if not _NAME.fullmatch(name):
            return None
        c = tables.user.c
        with opening.reading(self._engine) as connection:
            found: str | None = connection.scalar(
                select(c.password).where(c.name == name, c.closed.is_(None))
            )
            return found

    def add_user(self, name: str, role: Role, password: str, *, by: str) -> User:
        """A new user, with the hash of a password; SettingError where the name will not do."""
        if not _NAME.fullmatch(name):
            raise SettingError(
                f"{name!r} cannot be a user's name.",
                "Take small letters, digits and . _ @ - (64 at most).",
            )
        with opening.writing(self._engine) as connection:
            if _user(connection, name):
                raise SettingError(f"There is a user {name} already.", "Take another name.")
            row = {"name": name, "role": role, "password": password, "added": self.now}
            connection.execute(insert(tables.user).values(row))
            self._note(connection, by, "user added", f"{name} as {role}")
        return User(name, role, self.now, None)

    def set_role(self, name: str, role: Role, *, by: str) -> None:
        """Gives a user another role; SettingError where no administrator would be left."""
        self._change(name, {"role": role}, by, f"role {role}")

    def set_password(self, name: str, password: str, *, by: str) -> None:
        """Gives a user another password (its hash), and ends every session."""
        self._change(name, {"password": password}, by, "password changed", ends=True)

    def renew_hash(self, name: str, password: str) -> None:
        """The same password under today's parameters: its hash alone changes."""
        with opening.writing(self._engine) as connection:
            changed = update(tables.user).where(tables.user.c.name == name)
            connection.execute(changed.values(password=password))

    def close_user(self, name: str, *, by: str) -> None:
        """Closes an account: its sessions end, its tokens do nothing; what it did stays told."""
        self._change(name, {"closed": self.now}, by, "user closed", ends=True)

    def reopen_user(self, name: str, *, by: str) -> None:
        """Opens a closed account again."""
        self._change(name, {"closed": None}, by, "user opened again")

    def _change(
        self, name: str, row: dict[str, Any], by: str, what: str, *, ends: bool = False
    ) -> None:
        with opening.writing(self._engine) as connection:
            if _user(connection, name) is None:
                raise SettingError(f"There is no user {name}.", "onrecord users list says who is.")
            before = _administrators(connection)
            connection.execute(update(tables.user).where(tables.user.c.name == name).values(row))
            if ends:
                connection.execute(delete(tables.session).where(tables.session.c.user == name))
            if before and not _administrators(connection):
                raise SettingError(
                    f"{name} is the only administrator.", "Make another one administrator first."
                )
            self._note(connection, by, what, name)

    # Sessions

    def begin_session(self, name: str, *, origin: str = "") -> str:
        """Signs a user in; what the browser is to keep."""
        secret = secrets.token_urlsafe(_SECRET)
        with opening.writing(self._engine) as connection:
            stale = self.now - LONGEST
            connection.execute(delete(tables.session).where(tables.session.c.begun < stale))
            row = {"sha": _sha(secret), "user": name, "begun": self.now, "used": self.now}
            connection.execute(insert(tables.session).values(row))
            self._note(connection, name, "signed in", "", origin)
        return secret

    def session(self, secret: str) -> Session | None:
        """The session that a browser shows; None where it is none, or has ended."""
        c = tables.session.c
        with opening.reading(self._engine) as connection:
            row = connection.execute(select(tables.session).where(c.sha == _sha(secret))).first()
            user = _user(connection, row.user) if row else None
        if row is None or user is None or user.closed is not None:
            return None
        if self.now - row.used > IDLE or self.now - row.begun > LONGEST:
            return None
        if self.now - row.used >= _NOTED:
            with opening.writing(self._engine) as connection:
                used = update(tables.session).where(c.sha == _sha(secret)).values(used=self.now)
                connection.execute(used)
        return Session(user, row.begun, row.used)

    def end_session(self, secret: str, *, origin: str = "") -> None:
        """Signs out."""
        c = tables.session.c
        with opening.writing(self._engine) as connection:
            name = connection.scalar(select(c.user).where(c.sha == _sha(secret)))
            if name is not None:
                connection.execute(delete(tables.session).where(c.sha == _sha(secret)))
                self._note(connection, name, "signed out", "", origin)

    # Tokens

    def make_token(
        self, name: str, label: str, rights: Collection[Right], days: int, *, by: str
    ) -> str:
        """A token for a program; what is given back is shown once and kept nowhere.

        SettingError where the user has not all of the rights.
        """
        user = self.user(name)
        if user is None:
            raise SettingError(f"There is no user {name}.", "onrecord users list says who is.")
        if more := set(rights) - user.rights:
            lacking = ", ".join(sorted(more))
            raise SettingError(f"{name} has no right to {lacking}.", "Give fewer rights.")
        id_, secret = secrets.token_hex(4), secrets.token_urlsafe(_SECRET)
        row = {
            "id": id_, "sha": _sha(f"{TOKEN}{id_}_{secret}"), "user": name, "label": label,
            "rights": " ".join(one for one in RIGHTS if one in rights), "added": self.now,
            "expires": self.now + days * 86_400,
        }  # fmt: skip
        with opening.writing(self._engine) as connection:
            connection.execute(insert(tables.token).values(row))
            self._note(connection, by, "token made", f"{id_} of {name}: {row['rights']}")
        return f"{TOKEN}{id_}_{secret}"

    def token(self, secret: str) -> Token | None:
        """The token that a program shows; None where it is none, or is good no more."""
        c = tables.token.c
        with opening.reading(self._engine) as connection:
            row = connection.execute(select(tables.token).where(c.sha == _sha(secret))).first()
            user = _user(connection, row.user) if row else None
        if row is None or user is None or user.closed is not None or row.expires <= self.now:
            return None
        if row.used is None or self.now - row.used >= _NOTED:
            with opening.writing(self._engine) as connection:
                used = update(tables.token).where(c.id == row.id).values(used=self.now)
                connection.execute(used)
        return _token(row, user)

    def tokens(self, name: str | None = None) -> list[Token]:
        """The tokens of a user, or of all."""
        c = tables.token.c
        with opening.reading(self._engine) as connection:
            asked = select(tables.token).order_by(c.added, c.id)
            rows = connection.execute(asked.where(c.user == name) if name else asked).all()
            return [_token(row, user) for row in rows if (user := _user(connection, row.user))]

    def revoke(self, id_: str, *, by: str, of: str | None = None) -> bool:
        """Takes a token away (``of``: only one of this user); whether there was one."""
        c = tables.token.c
        with opening.writing(self._engine) as connection:
            here = (c.id == id_) & (c.user == of) if of else (c.id == id_)
            gone = connection.execute(delete(tables.token).where(here)).rowcount > 0
            if gone:
                self._note(connection, by, "token revoked", id_)
        return gone

    # The log

    def note(self, who: str, what: str, about: str = "", origin: str = "") -> None:
        """Writes a line of the log; no secret belongs there."""
        with opening.writing(self._engine) as connection:
            self._note(connection, who, what, about, origin)

    def log(self, most: int = 200) -> list[Entry]:
        """The last lines of the log, the newest first."""
        c = tables.log.c
        with opening.reading(self._engine) as connection:
            rows = connection.execute(
                select(c.at, c.who, c.what, c.about, c.origin).order_by(c.line.desc()).limit(most)
            )
            return [Entry(*row) for row in rows]

    def _note(
        self, connection: Connection, who: str, what: str, about: str, origin: str = ""
    ) -> None:
        row = {"who": who, "what": what, "about": about, "origin": origin}
        clean = {name: text.replace("\x00", "")[:_LONGEST_ABOUT] for name, text in row.items()}
        connection.execute(insert(tables.log).values(clean | {"at": self.now}))


def open_access(
    record: str | os.PathLike[str],
    *,
    create: bool = False,
    clock: Callable[[], float] = time.time,
) -> Access | None:
    """The users of the record at a place; None where none were ever made.

    ``create``: then they are made, and there are none yet.
    """
    place = os.fspath(record)
    if place.startswith(opening.SERVERS):
        engine = opening.connected(place)
    else:
        path = Path(f"{place}.access")
        if not path.exists():
            if not create:
                return None
            _only_mine(path)
        engine = opening.connected(str(path))
    try:
        with opening.writing(engine) as connection:
            tables.METADATA.create_all(connection)
            some = connection.scalar(select(func.count()).select_from(tables.user))
    except DBAPIError as error:
        engine.dispose()
        raise RecordError.closed(opening.shown(place), opening.reason(error)) from error
    except BaseException:
        engine.dispose()
        raise
    if not some and not create:
        engine.dispose()
        return None
    return Access(engine, clock)


def _only_mine(path: Path) -> None:
    """An empty file that nobody else may read."""
    try:
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    except OSError as error:
        raise RecordError.closed(str(path), (error.strerror or str(error)).lower()) from error


def _sha(secret: str) -> bytes:
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).digest()


def _users() -> Any:
    c = tables.user.c
    return select(c.name, c.role, c.added, c.closed)


def _user(connection: Connection, name: str) -> User | None:
    if not _NAME.fullmatch(name):
        return None
    row = connection.execute(_users().where(tables.user.c.name == name)).first()
    return User(*row) if row else None


def _administrators(connection: Connection) -> int:
    c = tables.user.c
    asked = select(func.count()).where(c.role == "administrator", c.closed.is_(None))
    return connection.scalar(asked) or 0


def _token(row: Any, user: User) -> Token:
    rights = frozenset(one for one in RIGHTS if one in row.rights.split()) & user.rights
    return Token(row.id, user, row.label, rights, row.added, row.expires, row.used)
