"""What the commands about a record share: which record, and what narrows a question to it."""

import argparse
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from onrecord.question import Asked, listed
from onrecord.views.cli.configuring import configured

if TYPE_CHECKING:
    from onrecord.store.record import Record


def place(parser: argparse.ArgumentParser) -> None:
    """Adds the option that says which record."""
    about = "a file or postgresql://USER@HOST/DATABASE; default: ONRECORD_RECORD, else onrecord.db"
    parser.add_argument("--record", metavar="PLACE", help=about)


def narrowing(
    parser: argparse.ArgumentParser,
    asked: Asked | None = None,
    without: Sequence[str] = ("limit", "cursor"),
) -> None:
    """Adds an option for everything that narrows a question (None: any), but some."""
    for one in listed(asked):
        if one.name in without:
            continue
        how: dict[str, Any] = {"metavar": one.metavar, "help": one.about, "dest": one.name}
        if one.shape == "pair":
            how |= {"nargs": 2}
        elif one.several:
            how |= {"action": "append"}
        parser.add_argument(one.flag, **how)


def given(options: argparse.Namespace) -> dict[str, Any]:
    """What was given to narrow a question, by name."""
    told = ((one.name, getattr(options, one.name, None)) for one in listed())
    return {name: value for name, value in told if value}


def recorded(options: argparse.Namespace, *, create: bool = False) -> "Record":
    """The record that is meant, opened; RecordError where there is none."""
    from onrecord.store.record import open_record

    return open_record(where(options), create=create)


def where(options: argparse.Namespace) -> str:
    """The place of the record that is meant."""
    return options.record or configured(options).record
