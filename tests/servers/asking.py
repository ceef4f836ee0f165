"""Asking a server on loopback, and what comes of it: an answer, or the error that a test wants."""

import pytest

from onrecord.errors import SourceError
from onrecord.net import Answer, Limits, get
from tests.servers.hostile import Hostile, Script

LIMIT = 100_000  # bytes
NEAR = Limits(allow_private=True, seconds=20, max_bytes=LIMIT)
HASTY = Limits(allow_private=True, seconds=0.5, connect_seconds=0.4, max_bytes=LIMIT)


def outcome(url: str, limits: Limits) -> Answer | SourceError:
    try:
        return get(url, limits)
    except SourceError as error:
        return error


def failing(script: bytes | Script, limits: Limits = NEAR) -> SourceError:
    """The error that a script ends in; always one line, with the address, without its bytes."""
    with Hostile({"/a": script}) as hostile, pytest.raises(SourceError) as caught:
        get(hostile.url("/a"), limits)
    assert str(caught.value).isprintable()
    assert hostile.url("/a") in caught.value.what
    assert "secret" not in str(caught.value)
    return caught.value
