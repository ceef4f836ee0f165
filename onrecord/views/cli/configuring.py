"""The one door to the settings of a command: the file that holds, the environment, their values.

The file is what ``--config`` or ONRECORD_CONFIG names, else ``onrecord.toml`` in the working
folder, else ``onrecord/config.toml`` in the folder of the user's configurations (XDG).
"""

import argparse
import os
from collections.abc import Iterable, Mapping
from dataclasses import replace

from onrecord.errors import SettingError
from onrecord.settings import LOGS, ConfigFile, Held, Settings, told

NAMED = "ONRECORD_CONFIG"
HERE = "onrecord.toml"
# Settings that say where texts and keys go, or what may be reached.
_NAMED_ONLY = frozenset({"allow_private", "llm_endpoint", "llm_key", "llm_cache"})
LARGEST = 1_000_000  # bytes of a file of settings


def option(parser: argparse.ArgumentParser) -> None:
    """Adds the option that names the file."""
    about = f"a file of settings (TOML); default: {NAMED}, else {HERE}; see onrecord config"
    parser.add_argument("--config", metavar="FILE", help=about)


def tables_option(parser: argparse.ArgumentParser) -> None:
    """Adds the option that names a folder of tables of one's own."""
    about = "a folder of tables of one’s own (TOML) over ours; default: ONRECORD_TABLES, else none"
    parser.add_argument("--tables", metavar="FOLDER", help=about)


def use_tables(options: argparse.Namespace) -> None:
    """Puts tables of one's own over ours for this process, where the options or settings name them.

    OwnTablesError, with the file and the line, where they cannot be used.
    """
    if folder := configured(options).tables:
        from onrecord.tables.own import use_folder

        use_folder(folder)


def log_option(parser: argparse.ArgumentParser) -> None:
    """Adds the option that says how the log is written."""
    about = "of the log, on standard error; json: a line an entry; default: text"
    parser.add_argument("--log-format", choices=LOGS, help=about)


def logged(options: argparse.Namespace) -> str:
    """Begins the log of a command as its option or the settings say; gives its format."""
    form: str = options.log_format or configured(options).log_format
    if form == "json":
        from onrecord.views.logs import as_json

        as_json()
    return form


def configured(options: argparse.Namespace) -> Settings:
    """The settings that hold for a command, its own options aside; SettingError if they cannot."""
    return Settings.of(holding(options, os.environ)[1])


def holding(
    options: argparse.Namespace, environ: Mapping[str, str]
) -> tuple[str | None, tuple[Held, ...]]:
    """The file that holds, if one does, and every setting with who said so."""
    given = getattr(options, "config", None)
    path = chosen(given, environ)
    file = None if path is None else ConfigFile(path, _text(path))
    held = told(environ, file, _text)
    if folder := getattr(options, "tables", None):
        held = tuple(
            replace(one, value=folder, origin="--tables") if one.name == "tables" else one
            for one in held
        )
    if path is not None and path == HERE and not (given or environ.get(NAMED)):
        _refuse_if_found(held)
    return path, held


def _refuse_if_found(held: Iterable[Held]) -> None:
    """A file that merely lies in the working folder may be anybody's: it sends nothing anywhere."""
    for one in held:
        if one.name in _NAMED_ONLY and one.origin.startswith(f"{HERE}:"):
            raise SettingError(
                f"{one.origin}: {one.name} is not taken from a file that nobody has named.",
                f"If the file is yours, name it: --config {HERE}, or {NAMED}={HERE}.",
            )


def chosen(given: str | None, environ: Mapping[str, str]) -> str | None:
    """The path of the file of settings; None where there is none. A named one must be there."""
    if named := given or environ.get(NAMED):
        return named
    if os.path.isfile(HERE):
        return HERE
    folder = environ.get("XDG_CONFIG_HOME") or os.path.join(environ.get("HOME", ""), ".config")
    path = os.path.join(folder, "onrecord", "config.toml")
    return path if os.path.isabs(path) and os.path.isfile(path) else None


def _text(path: str) -> str:
    """What stands in a file of settings, or of one value."""
    try:
        with open(path, "rb") as file:
            raw = file.read(LARGEST + 1)
        if len(raw) > LARGEST:
            raise SettingError(
                f"{path} is larger than a file of settings can be.", "Give the right file."
            )
        return raw.decode("utf-8-sig")
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        what = f"The file of settings {path} could not be opened: {reason}."
        raise SettingError(what, "Check its path, and that you may read it.") from error
    except UnicodeDecodeError as error:
        raise SettingError(f"{path} is not UTF-8.", "Save it as UTF-8.") from error
