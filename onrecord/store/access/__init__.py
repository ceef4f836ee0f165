"""Who may see and change a record: users, their sessions and tokens, and the log of what they did.

All this lies beside a record and not in it, so that a record can be copied and handed on without a
password's hash: for a file in ``NAME.access`` with the file's owner as its only reader, on
PostgreSQL in tables of their own.

No secret is kept: of a password its Argon2id hash, of a session or a token the SHA-256 of 32 random
bytes (a guess at those is hopeless, so that no slow hash is needed). ``Access`` opens it.
"""

from onrecord.store.access.opened import Access, open_access
from onrecord.store.access.roles import RIGHTS, ROLES, Right, Role, rights_of
from onrecord.store.access.rows import Entry, Session, Token, User

__all__ = ["RIGHTS", "ROLES", "Access", "Entry", "Right", "Role", "Session", "Token", "User",
           "open_access", "rights_of"]  # fmt: skip
