"""The files of a folder of tables of one's own, read as whatever they may be: from anybody."""

import hashlib
import os
import stat
from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.errors import OwnTablesError

ENDING = ".toml"
LARGEST = 1_000_000  # bytes of a file
MOST = 100  # files


@dataclass(frozen=True, slots=True)
class Text:
    """What stands in a file, and where it lies."""

    name: str
    path: str
    text: str


def texts(folder: str) -> list[Text]:
    """The TOML files that lie in a folder, by name; others, and folders in it, are passed over.

    OwnTablesError where the folder or one of them cannot be read, is none, is too large, is a link
    or no plain file, or is not UTF-8.
    """
    try:
        names = sorted(name for name in os.listdir(folder) if name.endswith(ENDING))
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        what = f"The tables of {folder} could not be opened: {reason}."
        raise OwnTablesError(what, "Give a folder of TOML files that you may read.") from error
    names = [name for name in names if not name.startswith(".")]
    if not names:
        raise OwnTablesError(
            f"{folder} has no file that ends in {ENDING}.", "Give the right folder."
        )
    if len(names) > MOST:
        what = f"{folder} has {len(names)} files that end in {ENDING}; at most {MOST} are read."
        raise OwnTablesError(what, "Put several tables into one file.")
    paths = {name: os.path.join(folder, name) for name in names}
    return [Text(name, path, _text(path)) for name, path in paths.items()]


def digest(found: Sequence[Text]) -> str:
    """Hexadecimal sha256 over the names of the files and what stands in each."""
    total = hashlib.sha256()
    for one in found:
        said = hashlib.sha256(one.text.encode("utf-8")).digest()
        total.update(one.name.encode("utf-8", "surrogateescape") + b"\0" + said)
    return total.hexdigest()


def _text(path: str) -> str:
    try:
        at = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError as error:
        link = os.path.islink(path)
        reason = "it is a link" if link else (error.strerror or str(error)).lower()
        what = f"{path} could not be opened: {reason}."
        do = "Put the file itself there." if link else "Check that you may read it."
        raise OwnTablesError(what, do) from error
    if not stat.S_ISREG(os.fstat(at).st_mode):
        os.close(at)
        raise OwnTablesError(f"{path} is no plain file.", "Put a file of TOML there.")
    with os.fdopen(at, "rb") as file:
        raw = file.read(LARGEST + 1)
    if len(raw) > LARGEST:
        what = f"{path} is larger than {LARGEST:,} bytes."
        raise OwnTablesError(what, "A table of one’s own is a list made by hand: part it.")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        raise OwnTablesError(f"{path}:{line}: this is not UTF-8.", "Save it as UTF-8.") from error
