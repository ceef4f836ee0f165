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

    store: str = _setting("onrecord.db", "the record: a file, or a PostgreSQL address")
    model: str = _setting("", "a folder with another model than the one in the package")
    threads: int = _setting(1, "threads of the model for one report")
    max_bytes: int = _setting(20_000_000, "the largest source that is read, in bytes")
    any_language: bool = _setting(False, "read what does not seem to be English all the same")
    timeout: float = _setting(20.0, "how long one request may take, in seconds")
    user_agent: str = _setting("onrecord", "the name under which pages are asked for")
    private_addresses: bool = _setting(False, "let addresses of the private network be asked")
    host: str = _setting("127.0.0.1", "the address at which the desk listens")
    port: int = _setting(8571, "the port at which the desk listens")
    llm_url: str = _setting("", "an OpenAI-compatible endpoint for the optional second reader")
    llm_model: str = _setting("", "the model that the endpoint is asked for")
    llm_key: str = _setting("", "the endpoint's key; never printed, never stored")

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
    default: str | int | float | bool
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
    if isinstance(default, (int, float)):
        try:
            number = type(default)(text)
        except ValueError:
            number = -1
        if not 0 < number < float("inf"):
            raise SettingError.of(name, text, "a number above zero")
        return number
    return text
