"""Passwords: hashed, and checked in a time that says nothing of whether a user exists."""

import threading
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from onrecord.errors import SettingError
from onrecord.store.access import Access

SHORTEST, LONGEST = 12, 1_024  # characters
_AT_ONCE = threading.BoundedSemaphore(2)  # each check takes 64 MiB


@cache
def _hasher() -> PasswordHasher:
    return PasswordHasher()  # RFC 9106's second recommendation: 64 MiB, three passes


@cache
def _nobody() -> str:
    """A hash that no password has, for users that do not exist."""
    return _hasher().hash("\x00")


def hashed(password: str) -> str:
    """The hash to be kept; SettingError where a password is too short or too long."""
    if not SHORTEST <= len(password) <= LONGEST:
        raise SettingError(
            f"The password has {len(password)} characters.",
            f"Take at least {SHORTEST}: some words in a row are easy to keep in mind.",
        )
    with _AT_ONCE:
        return _hasher().hash(password)


def is_right(access: Access, name: str, password: str) -> bool:
    """Whether an open account has this name and password."""
    kept = access.password(name)
    if len(password) > LONGEST:
        return False
    with _AT_ONCE:
        try:
            _hasher().verify(kept or _nobody(), password)
        except (VerificationError, InvalidHashError, UnicodeEncodeError):
            return False
    if kept is None:
        return False
    if _hasher().check_needs_rehash(kept):
        access.renew_hash(name, hashed(password))
    return True
