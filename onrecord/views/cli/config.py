"""``onrecord config``: which settings hold, and who said so."""

import argparse
import json
import os
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from onrecord.settings import listed
from onrecord.views.cli.configuring import holding
from onrecord.views.safe import one_line

if TYPE_CHECKING:
    from onrecord.settings import Held

EXAMPLES = """\
examples:
  onrecord config
  onrecord config --format json
  onrecord config --config /etc/onrecord/config.toml
  onrecord config --tables mine  # checks a folder of tables of one's own
  ONRECORD_RECORD=march.db onrecord config

A file of settings has a line for each that is not as it comes:

  record = "postgresql://desk@db.example/record"
  fetch_seconds = 60

It is onrecord.toml in the working folder, else onrecord/config.toml in $XDG_CONFIG_HOME
(~/.config), or what --config or ONRECORD_CONFIG names: one file alone holds. The environment
(ONRECORD_FETCH_SECONDS=60) beats it, options of a command beat both. ONRECORD_RECORD_FILE names a
file in which the value stands by itself: so secrets are given in containers. A secret is told as
set or not set, and the password of a record's address is not shown. As with a Makefile, run
commands only in folders whose onrecord.toml you trust.
"""
FORMATS = ("text", "json")


def arguments(parser: argparse.ArgumentParser) -> None:
    """Adds the command's arguments."""
    parser.add_argument("--format", choices=FORMATS, default="text", help="default: text")


def run(options: argparse.Namespace) -> int:
    """Prints them; gives the exit status."""
    path, held = holding(options, os.environ)
    own = _tables(held)
    if options.format == "json":
        about = {one.name: one.help for one in listed()}
        rows = [_row(one) | {"about": about[one.name]} for one in held]
        all_told = {"file": path, "settings": rows, "tables": own}
        print(json.dumps(all_told, ensure_ascii=False, indent=2))
        return 0
    print(one_line(f"Settings of {path}:" if path else "No file of settings:"))
    told = [(one.name, _shown(one), one.origin) for one in held]
    wide = [max(len(row[column]) for row in told) for column in (0, 1)]
    for name, value, origin in told:
        print(one_line(f"  {name:<{wide[0]}}  {value:<{wide[1]}}  {origin}"))
    if own:
        print(one_line(f"Tables of one’s own in {own['folder']}:"))
        for kind, count in own["entries"].items():
            print(one_line(f"  {kind:<{wide[0]}}  {count}"))
        print(f"  {'sha256':<{wide[0]}}  {own['sha256']}")
    return 0


def _tables(held: "Sequence[Held]") -> dict[str, Any] | None:
    """What the folder of tables of one's own holds, if one is named; OwnTablesError for a fault."""
    folder = str(next(one.value for one in held if one.name == "tables"))
    if not folder:
        return None
    from onrecord.tables.own import load

    own = load(folder)
    return {"folder": own.folder, "sha256": own.digest, "entries": dict(own.counts)}


def _row(one: "Held") -> dict[str, object]:
    if one.secret:
        return {"name": one.name, "secret": True, "set": bool(one.value), "from": one.origin}
    return {"name": one.name, "value": _safe(one), "from": one.origin}


def _shown(one: "Held") -> str:
    if one.secret:
        return "set" if one.value else "not set"
    value = _safe(one)
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value) or "—"


def _safe(one: "Held") -> int | bool | str:
    """The value without a password in it."""
    if isinstance(one.value, str) and "://" in one.value:
        if one.name == "record":
            from onrecord.store.opening import shown

            return shown(one.value)
        scheme, _, rest = one.value.partition("://")
        authority, slash, path = rest.partition("/")
        return f"{scheme}://{authority.rpartition('@')[2]}{slash}{path}"
    return one.value
