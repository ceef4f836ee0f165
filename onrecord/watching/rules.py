"""The file of rules that a watch follows.

    [[rule]]
    name = "new-start"
    ask = "agreements"
    about = "New START"
    when = "status"                          # or "new", which is the default
    webhook = "https://hooks.example/desk"
    secret_env = "ONRECORD_HOOK_SECRET"      # where the secret is found; it stands in no file

Beside these a rule has the parameters of a question, by the names that Python and REST give them.
"""

import os
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, get_args

from onrecord.errors import CannotOpen, OnrecordError, QuestionError, SettingError
from onrecord.net.urls import parsed
from onrecord.question import Question
from onrecord.store.alerts import Rule, When
from onrecord.store.asking.answering import KIND

LARGEST = 1_000_000  # bytes
_OWN = ("name", "ask", "when", "webhook", "secret_env")
_NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,63}")
_SHORTEST = 24  # characters of a secret (Standard Webhooks asks for 24 bytes at least)


@dataclass(frozen=True, slots=True)
class Hook:
    """Whom the alerts of a rule are sent to, and what they are signed with."""

    address: str
    secret: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Rules:
    """What is looked for, and who is told, by the name of the rule."""

    rules: tuple[Rule, ...] = ()
    hooks: Mapping[str, Hook] = field(default_factory=dict)


def read(path: str, environ: Mapping[str, str] = os.environ) -> Rules:
    """The rules in a file; CannotOpen or QuestionError where it, or one of them, will not do."""
    try:
        with open(path, "rb") as file:
            told = tomllib.loads(file.read(LARGEST).decode())
    except OSError as error:
        raise CannotOpen.of(path, (error.strerror or str(error)).lower()) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        raise QuestionError(f"{path} is no file of rules: {error}.", "Mend that place.") from error
    given = told.get("rule")
    if not isinstance(given, list) or not all(isinstance(one, dict) for one in given):
        raise QuestionError(f"{path} has no rule.", "Begin one with a line [[rule]].")
    made = [_rule(path, one, environ) for one in given]
    names = [one.name for one, _ in made]
    for name in names:
        if names.count(name) > 1:
            raise QuestionError(f"{path} has two rules {name}.", "Give each a name of its own.")
    return Rules(
        tuple(one for one, _ in made), {one.name: hook for one, hook in made if hook is not None}
    )


def _rule(path: str, told: dict[str, Any], environ: Mapping[str, str]) -> tuple[Rule, Hook | None]:
    name = told.get("name")
    if not isinstance(name, str) or not _NAME.fullmatch(name):
        raise QuestionError(
            f"{path}: {str(name)[:80]!r} cannot be a rule's name.",
            "Take small letters, digits and hyphens (64 at most).",
        )
    try:
        return _named(name, told), _hook(told, environ)
    except OnrecordError as error:
        raise QuestionError(f"{path}, rule {name}: {error.what}", error.do) from error


def _named(name: str, told: dict[str, Any]) -> Rule:
    asked, when = told.get("ask"), told.get("when", "new")
    if asked not in KIND or asked == "positions":
        kinds = ", ".join(one for one in KIND if one != "positions")
        raise QuestionError.of("ask", str(asked), f"one of {kinds}")
    if when not in get_args(When):
        raise QuestionError.of("when", str(when), "new or status")
    if when == "status" and asked not in ("agreements", "cases"):
        raise QuestionError(f"{asked} have no status.", "Ask for agreements or cases.")
    given = {key: value for key, value in told.items() if key not in _OWN}
    if held := given.keys() & {"as_of", "limit", "cursor"}:
        raise QuestionError(f"A rule has no {min(held)}.", "It looks at what is new.")
    return Rule(name, (Question.of(asked, given),), when)


def _hook(told: dict[str, Any], environ: Mapping[str, str]) -> Hook | None:
    address, where = told.get("webhook"), told.get("secret_env")
    return None if address is None else hooked(str(address), str(where or ""), environ)


def hooked(address: str, where: str, environ: Mapping[str, str]) -> Hook:
    """A webhook with its secret; SettingError where the environment has none of that name."""
    secret = environ.get(where, "") if where else ""
    if len(secret) < _SHORTEST:
        raise SettingError(
            f"Its webhook has no secret of {_SHORTEST} characters or more.",
            'Put one into the environment and name the variable: secret_env = "NAME".',
        )
    return Hook(str(parsed(address)), secret)
