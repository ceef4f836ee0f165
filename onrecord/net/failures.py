"""What went wrong on the net, as one error of the tree, in words that help.

Nothing that a server wrote goes into a message, except a time to wait, which is read and told
anew.
"""

import ssl
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http import HTTPStatus

import httpcore2

from onrecord.errors import NotFetched

_SAVE = "Save the page from a browser and give the file."
_LATER = "Try again later."
_CHECK = "Check the address."
_LONGER = "Try again later, or raise the setting fetch_seconds."

_DENIED = frozenset({401, 402, 403, 407, 451})
_BUSY = frozenset({429, 503})
_HEADERS_TOO_LONG = 431  # the parser's own hint at what it stopped at
_LONGEST_WAIT = 8  # digits of seconds: three years; what is longer is no time to wait


def out_of_time(name: str, seconds: float) -> NotFetched:
    """The error for an exchange that took longer than it may, in seconds."""
    return NotFetched.of(name, f"it took longer than {seconds:g} seconds", _LONGER)


def broken(name: str, error: Exception, *, begun: bool, patience: float) -> NotFetched:
    """The error for what a connection broke with.

    ``begun`` is whether an answer had begun; ``patience`` the seconds that connecting may take.
    """
    cause = error.__cause__
    if isinstance(error, httpcore2.ConnectTimeout):
        return NotFetched.of(name, f"no connection was made within {patience:g} seconds", _LATER)
    if isinstance(cause, ssl.SSLCertVerificationError):
        reason = cause.verify_message.removesuffix(".")
        return NotFetched.of(name, f"its certificate cannot be trusted ({reason})", _CHECK)
    if isinstance(error, httpcore2.ProtocolError):
        return NotFetched.of(name, _protocol(cause, begun), _LATER if begun else _CHECK)
    reason = "it broke off" if cause is None else _system(cause)
    if isinstance(error, httpcore2.ConnectError):
        return NotFetched.of(name, f"no connection could be made ({reason})", _CHECK)
    return NotFetched.of(name, f"the connection was lost ({reason})", _LATER)


def _protocol(cause: BaseException | None, begun: bool) -> str:
    if begun:
        return "its answer breaks off before its end, or is damaged"
    if cause is None:  # nothing that could be parsed, and so no error of the parser
        return "the connection was closed without an answer"
    if getattr(cause, "error_status_hint", None) == _HEADERS_TOO_LONG:
        return "the headers of its answer are too long"
    return "what answers there does not speak proper HTTP"


def _system(cause: BaseException) -> str:
    """The system's own reason, in small letters."""
    if isinstance(cause, ssl.SSLError) and cause.reason:
        return cause.reason.replace("_", " ").lower()
    if isinstance(cause, OSError) and cause.strerror and not isinstance(cause, ssl.SSLError):
        return cause.strerror[:1].lower() + cause.strerror[1:]
    return "it was cut"


def bad_status(name: str, status: int, retry_after: str, now: datetime) -> NotFetched:
    """The error for an answer that is none: its status, what that means and when to try again."""
    later = status in _BUSY or status >= 500
    wait = _wait(retry_after) if later else None
    do = _SAVE if status in _DENIED else (_asks(wait) or _LATER) if later else _CHECK
    error = NotFetched.of(name, f"the answer is {status} ({_meaning(status)})", do)
    error.status = status
    error.wait = _until(wait, now) if isinstance(wait, datetime) else wait
    return error


def _meaning(status: int) -> str:
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return "a status without a meaning in HTTP"


def _wait(retry_after: str) -> int | datetime | None:
    """What a Retry-After asks for: seconds, a moment, or nothing that could be understood."""
    if retry_after.isascii() and retry_after.isdigit() and len(retry_after) <= _LONGEST_WAIT:
        return int(retry_after)
    try:
        when = parsedate_to_datetime(retry_after)
        return (when if when.tzinfo else when.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def _asks(wait: int | datetime | None) -> str:
    """The same as a sentence; empty where it asks for nothing."""
    match wait:
        case None:
            return ""
        case int():
            return f"Try again after {wait} seconds, as it asks."
        case _:
            return f"Try again after {wait:%Y-%m-%dT%H:%M:%SZ}, as it asks."


def _until(wait: datetime, now: datetime) -> int:
    return max(0, int((wait - now).total_seconds()))
