"""Every setting once: its name, its default and what it is for.

Nothing here is read at import, and no file is opened: a caller asks ``Settings.from_environ`` or
``told`` with what was found, and hands the result on. A setting ``max_bytes`` is given as
``ONRECORD_MAX_BYTES``, as ``max_bytes`` in a file (TOML), or in a file of its own that
``ONRECORD_MAX_BYTES_FILE`` names. The environment beats the file.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from typing import Any

from onrecord.errors import SettingError

PREFIX = "ONRECORD_"
ALONE = "_FILE"  # after the name in the environment: the value stands in the file named there
READERS = ("own", "llm")
LOGS = ("text", "json")


def _setting(default: Any, about: str, *, among: tuple[str, ...] = (), secret: bool = False) -> Any:
    """``among``: the only values that it may have; ``secret``: it is shown to nobody."""
    metadata = {"help": about, "among": among, "secret": secret}
    return field(default=default, metadata=metadata, repr=not secret)


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The settings of one run."""

    max_bytes: int = _setting(20_000_000, "the largest source that is read, in bytes")
    any_language: bool = _setting(False, "read what does not seem to be English all the same")
    allow_private: bool = _setting(False, "fetch from addresses of this machine and its network")
    fetch_seconds: int = _setting(30, "how long fetching an address may take, in seconds")
    record: str = _setting("onrecord.db", "the record: a file, or postgresql://USER@HOST/DATABASE")
    reader: str = _setting(
        "own", "who reads: own, or llm (a language model, asked over HTTP)", among=READERS
    )
    llm_endpoint: str = _setting("", "where it is asked: the base of OpenAI's chat completions")
    llm_model: str = _setting("", "which language model, as the endpoint knows it")
    llm_key: str = _setting("", "the key that the endpoint wants", secret=True)
    llm_seconds: int = _setting(120, "how long one of its answers may take, in seconds")
    llm_cache: str = _setting("~/.cache/onrecord/llm", "where its answers are kept; none: nowhere")
    tables: str = _setting("", "a folder of tables of one’s own (TOML) over ours; empty: none")
    log_format: str = _setting(
        "text", "how serve and watch write their log: text, or json (a line an entry)", among=LOGS
    )

    @classmethod
    def from_environ(cls, environ: Mapping[str, str]) -> "Settings":
        """The settings that an environment gives; SettingError where a value will not do."""
        return cls.of(told(environ))

    @classmethod
    def of(cls, held: "Sequence[Held]") -> "Settings":
        """The settings as they were told."""
        given: dict[str, Any] = {one.name: one.value for one in held}
        return cls(**given)


@dataclass(frozen=True, slots=True)
class Setting:
    """One row of the list of settings."""

    name: str
    default: int | bool | str
    help: str
    secret: bool = False


def listed() -> tuple[Setting, ...]:
    """Every setting, for the help and the documentation."""
    defaults = Settings()
    return tuple(
        Setting(f.name, getattr(defaults, f.name), f.metadata["help"], f.metadata["secret"])
        for f in fields(Settings)
    )


@dataclass(frozen=True, slots=True)
class ConfigFile:
    """A file of settings: what it is called, and all that it says (TOML)."""

    path: str
    text: str


@dataclass(frozen=True, slots=True)
class Held:
    """What one setting is, and ``origin``: who said so, as people are told it."""

    name: str
    value: int | bool | str = field(repr=False)  # it may be a secret
    origin: str
    secret: bool


def told(
    environ: Mapping[str, str],
    file: ConfigFile | None = None,
    read: Callable[[str], str] | None = None,
) -> tuple[Held, ...]:
    """Every setting as an environment and a file give it, and who said so.

    ``read`` gives the text of a file that the environment names as the place of a value (None: no
    such names are looked at); it raises SettingError where it cannot. SettingError, with the file
    and its line, for a key that is no setting and for a value that it cannot have.
    """
    of_file = {} if file is None else _parsed(file)
    held = []
    for f in fields(Settings):
        variable = PREFIX + f.name.upper()
        alone = variable + ALONE if read is not None and environ.get(variable + ALONE) else ""
        if alone and variable in environ:
            raise SettingError(f"{variable} and {alone} are both set.", "Leave one of them away.")
        value: Any = f.default
        origin = "default"
        if variable in environ:
            value, origin = _value(f.name, environ[variable], f.default, f.metadata), variable
        elif alone and read is not None:
            text = read(environ[alone]).removesuffix("\n").removesuffix("\r")
            value, origin = _value(f.name, text, f.default, f.metadata), alone
        elif f.name in of_file:
            value, origin = of_file[f.name]
        held.append(Held(f.name, value, origin, f.metadata["secret"]))
    return tuple(held)


def _parsed(file: ConfigFile) -> dict[str, tuple[Any, str]]:
    """The settings of a file by name, each with where it stands."""
    import tomllib  # here, so that whoever has no such file does not wait for it

    try:
        found = tomllib.loads(file.text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        told = f"{file.path} is no file of settings: {error or 'it is nested too deeply'}."
        raise SettingError(
            told, "Mend that place; a setting is a line such as fetch_seconds = 60."
        ) from error
    known = {f.name: f for f in fields(Settings)}
    made = {}
    for name, value in found.items():
        at = f"{file.path}:{_line(file.text, name)}"
        if name not in known:
            raise SettingError(
                f"{at}: there is no setting {name[:50]!r}.", _meant(name, list(known))
            )
        f = known[name]
        made[name] = (_typed(at, name, value, f.default, f.metadata), at)
    return made


def _line(text: str, name: str) -> int:
    """The line on which a key stands first, as the key of a value or of a table; else the first."""
    key = re.compile(rf"\s*\[*\s*[\"']?{re.escape(name)}[\"']?\s*[=.\]]")
    lines = text.splitlines()
    return next((number for number, line in enumerate(lines, 1) if key.match(line)), 1)


def _meant(name: str, known: Sequence[str]) -> str:
    from difflib import get_close_matches

    near = get_close_matches(name, known, 1)
    return f"Is {near[0]} meant?" if near else "onrecord config lists all there are."


_SWITCH = {"1": True, "true": True, "yes": True, "on": True}
_SWITCH |= {"0": False, "false": False, "no": False, "off": False, "": False}
_NUMBER = "a whole number above zero"


def _value(name: str, text: str, default: Any, about: Mapping[str, Any]) -> Any:
    """The text as the type of the default."""
    among = about["among"]
    if among and text not in ("", *among):
        raise SettingError.of(name, text, " or ".join(among))
    if isinstance(default, bool):
        if text.casefold() not in _SWITCH:
            raise SettingError.of(name, text, "yes or no")
        return _SWITCH[text.casefold()]
    if isinstance(default, str):
        return text or default
    if not text.strip().isdecimal() or int(text) == 0:
        raise SettingError.of(name, text, _NUMBER)
    return int(text)


def _typed(at: str, name: str, value: Any, default: Any, about: Mapping[str, Any]) -> Any:
    """The value of a file, which must have the type of the default; a secret is not told."""
    if isinstance(default, bool):
        fits, wanted = isinstance(value, bool), "true or false"
    elif isinstance(default, str):
        among = about["among"]
        fits = isinstance(value, str) and (not among or value in among)
        wanted = " or ".join(f'"{one}"' for one in among) or 'words in quotation marks: "…"'
    else:
        fits = isinstance(value, int) and not isinstance(value, bool) and value > 0
        wanted = _NUMBER
    if not fits:
        shown = "no words" if about["secret"] else repr(value)[:80]
        raise SettingError(f"{at}: the setting {name} is {shown}.", f"Give it {wanted}.")
    return value or default if isinstance(default, str) else value
