"""Every setting once: its name, its default and what it is for.

Nothing here is read at import: a caller asks ``Settings.from_environ(os.environ)`` and hands
the result on. A setting ``max_bytes`` is given as ``ONRECORD_MAX_BYTES``.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any

from onrecord.errors import SettingError

PREFIX = "ONRECORD_"


def _setting(default: Any, about: str) -> Any:
    return field(default=default, metadata={"help": about})


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The settings of one run."""

    max_bytes: int = _setting(20_000_000, "the largest source that is read, in bytes")
    any_language: bool = _setting(False, "read what does not seem to be English all the same")
    allow_private: bool = _setting(False, "fetch from addresses of this machine and its network")
    fetch_seconds: int = _setting(30, "how long fetching an address may take, in seconds")
    record: str = _setting("onrecord.db", "the record: a file, or postgresql://USER@HOST/DATABASE")

    @classmethod
    def from_environ(cls, environ: Mapping[str, str]) -> "Settings":
        """The settings that an environment gives; SettingError where a value will not do."""
        given = {
            f.name: _value(f.name, environ[PREFIX + f.name.upper()], f.default)
            for f in fields(cls)
            if PREFIX + f.name.upper() in environ
        }
        return cls(**given)


@dataclass(frozen=True, slots=True)
class Setting:
    """One row of the list of settings."""

    name: str
    default: int | bool | str
    help: str


def listed() -> tuple[Setting, ...]:
    """Every setting, for the help and the documentation."""
    defaults = Settings()
    return tuple(
        Setting(f.name, getattr(defaults, f.name), f.metadata["help"]) for f in fields(Settings)
    )


_SWITCH = {"1": True, "true": True, "yes": True, "on": True}
_SWITCH |= {"0": False, "false": False, "no": False, "off": False, "": False}


def _value(name: str, text: str, default: Any) -> Any:
    """The text as the type of the default."""
    if isinstance(default, bool):
        if text.casefold() not in _SWITCH:
            raise SettingError.of(name, text, "yes or no")
        return _SWITCH[text.casefold()]
    if isinstance(default, str):
        return text or default
    if not text.strip().isdecimal() or int(text) == 0:
        raise SettingError.of(name, text, "a whole number above zero")
    return int(text)
