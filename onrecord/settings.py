"""Every setting once: its name, its default and what it is for.

Nothing here is read at import: a caller asks ``Settings.from_environ(os.environ)`` and hands
the result on. A setting ``max_bytes`` is given as ``ONRECORD_MAX_BYTES``.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any

from onrecord.errors import SettingError

PREFIX = "ONRECORD_"
READERS = ("own", "llm")


def _setting(default: Any, about: str, *, among: tuple[str, ...] = (), secret: bool = False) -> Any:
    """``among``: the only values that it may have; ``secret``: it is shown to nobody."""
    return field(default=default, metadata={"help": about, "among": among}, repr=not secret)


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

    @classmethod
    def from_environ(cls, environ: Mapping[str, str]) -> "Settings":
        """The settings that an environment gives; SettingError where a value will not do."""
        given = {
            f.name: _value(f.name, environ[PREFIX + f.name.upper()], f.default, f.metadata["among"])
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


def _value(name: str, text: str, default: Any, among: tuple[str, ...]) -> Any:
    """The text as the type of the default."""
    if among and text not in ("", *among):
        raise SettingError.of(name, text, " or ".join(among))
    if isinstance(default, bool):
        if text.casefold() not in _SWITCH:
            raise SettingError.of(name, text, "yes or no")
        return _SWITCH[text.casefold()]
    if isinstance(default, str):
        return text or default
    if not text.strip().isdecimal() or int(text) == 0:
        raise SettingError.of(name, text, "a whole number above zero")
    return int(text)
