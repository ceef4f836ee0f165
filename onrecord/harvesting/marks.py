"""How far a worker has come: what is shown while it works, and what it died of."""

import os
import struct

_MARK = struct.Struct("<QQQ")
_ENDING = ".at"


class Mark:
    """The mark of a worker, which outlives it."""

    def __init__(self, path: str) -> None:
        flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC
        self._file = os.open(path + _ENDING, flags, 0o644)

    def __del__(self) -> None:
        os.close(self._file)

    def set(self, number: int, read: int, words: int) -> None:
        """Document ``number`` of the archive is begun, after so many reports and words read."""
        os.pwrite(self._file, _MARK.pack(number, read, words), 0)


def mark(path: str) -> tuple[int, int, int] | None:
    """What was set last; None where nothing was."""
    try:
        with open(path + _ENDING, "rb") as file:
            raw = file.read(_MARK.size)
    except OSError:
        return None
    return _MARK.unpack(raw) if len(raw) == _MARK.size else None
