"""Several files as one result: a folder, or a zip; there whole or not at all."""

import os
import shutil
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from tempfile import mkdtemp

from onrecord.errors import CannotOpen, SettingError
from onrecord.views.output import cleared, output

_NO_TIME = (1980, 1, 1, 0, 0, 0)  # the same files make the same bytes
_PIECE = 1 << 20


@contextmanager
def folder(path: str | None, form: str) -> Iterator[str]:
    """A place to write files to, which come to ``path`` at the end if nothing failed.

    A path that ends in «.zip» becomes a zip. A folder that is already there keeps what else is in
    it. SettingError where there is no path (or standard output), CannotOpen where it cannot be
    written.
    """
    if path is None or path == "-":
        raise SettingError(
            f"The format {form} is several tables, which standard output has no place for.",
            f"Give a folder or a zip: --output {form}/ or --output {form}.zip",
        )
    beside = os.path.dirname(os.path.realpath(path))
    try:
        part = mkdtemp(prefix=".onrecord-part-", dir=beside)
        with cleared(partial(shutil.rmtree, part, ignore_errors=True)):
            yield part
            names = sorted(os.listdir(part))
            if path.lower().endswith(".zip"):
                _zip(part, names, path)
            else:
                _move(part, names, path)
    except OSError as error:
        if error.filename and not str(error.filename).startswith(beside):
            raise
        reason = error.strerror or str(error)
        raise CannotOpen(
            f"{path} could not be written: {reason[:1].lower()}{reason[1:]}.",
            "Give another place with --output.",
        ) from error


def _move(part: str, names: list[str], path: str) -> None:
    """Each file is there at once; all were whole before the first was moved."""
    os.makedirs(path, exist_ok=True)
    for name in names:
        os.replace(os.path.join(part, name), os.path.join(path, name))


def _zip(part: str, names: list[str], path: str) -> None:
    whole = os.path.join(part, "whole")
    zipped(part, names, whole)
    with output(path) as out, open(whole, "rb") as file:
        while piece := file.read(_PIECE):
            out.write(piece)


def zipped(part: str, names: Sequence[str], path: str) -> None:
    """Writes a new zip of files in a folder; the same files make the same bytes."""
    with zipfile.ZipFile(path, "x", zipfile.ZIP_DEFLATED) as archive:
        for name in names:
            entry = zipfile.ZipInfo(name, _NO_TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            with (
                open(os.path.join(part, name), "rb") as file,
                archive.open(entry, "w", force_zip64=True) as to,
            ):
                shutil.copyfileobj(file, to, _PIECE)
