"""Settings: every one has a default and a help, and a wrong value says what would do."""

import pytest

from onrecord.errors import SettingError
from onrecord.settings import ConfigFile, Settings, listed, told


def test_defaults_and_help() -> None:
    assert Settings.from_environ({}) == Settings()
    assert [row.name for row in listed()] == [
        "max_bytes", "any_language", "allow_private", "fetch_seconds", "record",
        "reader", "llm_endpoint", "llm_model", "llm_key", "llm_seconds", "llm_cache",
        "tables", "log_format",
    ]  # fmt: skip
    assert all(row.help for row in listed())


def test_values_take_the_type_of_the_default() -> None:
    given = Settings.from_environ(
        {"ONRECORD_MAX_BYTES": "1000", "ONRECORD_ANY_LANGUAGE": "Yes", "OTHER": "1"}
    )
    assert (given.max_bytes, given.any_language, given.record) == (1000, True, "onrecord.db")
    assert Settings.from_environ({"ONRECORD_RECORD": "other.db"}).record == "other.db"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("MAX_BYTES", "many"),
        ("MAX_BYTES", "0"),
        ("MAX_BYTES", "-5"),
        ("MAX_BYTES", "2.5"),
        ("ANY_LANGUAGE", "perhaps"),
        ("READER", "both"),
    ],
)
def test_a_wrong_value_is_named(name: str, value: str) -> None:
    with pytest.raises(SettingError, match=name.lower()):
        Settings.from_environ({f"ONRECORD_{name}": value})


def test_a_secret_is_not_shown() -> None:
    given = Settings.from_environ({"ONRECORD_LLM_KEY": "sk-planted"})
    assert given.llm_key == "sk-planted"
    assert "planted" not in repr(given)


def of_file(text: str, environ: dict[str, str] | None = None) -> Settings:
    return Settings.of(told(environ or {}, ConfigFile("team.toml", text)))


def test_the_environment_beats_the_file_and_the_file_the_default() -> None:
    text = "# ours\nmax_bytes = 1000\nany_language = true\nrecord = 'march.db'\n"
    given = of_file(text, {"ONRECORD_MAX_BYTES": "2000"})
    assert (given.max_bytes, given.any_language, given.record) == (2000, True, "march.db")
    held = told({"ONRECORD_MAX_BYTES": "2000"}, ConfigFile("team.toml", text))
    origins = {one.name: one.origin for one in held}
    assert origins["max_bytes"] == "ONRECORD_MAX_BYTES"
    assert origins["any_language"] == "team.toml:3"
    assert origins["fetch_seconds"] == "default"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("\nmax_byte = 1", r"team\.toml:2: there is no setting 'max_byte'. Is max_bytes meant\?"),
        ("[llm]\nmodel = 'm'", r"team\.toml:1: there is no setting 'llm'"),
        ("# one\na = = 2", r"team\.toml is no file of settings: .*line 2"),
        ("max_bytes = '1'", r"team\.toml:1: the setting max_bytes is '1'.*whole number"),
        ("max_bytes = true", r"team\.toml:1: .*whole number"),
        ("max_bytes = 0", r"team\.toml:1: .*whole number"),
        ("any_language = 1", r"team\.toml:1: .*true or false"),
        ("# two\nreader = 'both'", r"team\.toml:2: .*own"),
        ("record = 5", r"team\.toml:1: .*quotation marks"),
        ("record = [[[", r"team\.toml is no file of settings"),
    ],
)
def test_what_a_file_says_wrongly_is_told_with_its_line(text: str, says: str) -> None:
    with pytest.raises(SettingError, match=says):
        of_file(text)


def test_a_value_may_stand_in_a_file_of_its_own() -> None:
    read = {"/run/key": "sk-planted\n"}.__getitem__
    held = told({"ONRECORD_LLM_KEY_FILE": "/run/key"}, None, read)
    assert Settings.of(held).llm_key == "sk-planted"
    assert "planted" not in repr(held)
    assert next(one.origin for one in held if one.secret) == "ONRECORD_LLM_KEY_FILE"
    both = {"ONRECORD_LLM_KEY_FILE": "/run/key", "ONRECORD_LLM_KEY": "other"}
    with pytest.raises(SettingError, match="both set"):
        told(both, None, read)


def test_a_secret_that_is_no_words_is_not_told() -> None:
    with pytest.raises(SettingError) as caught:
        of_file("llm_key = 734512")
    assert "734512" not in str(caught.value)
