"""Settings: every one has a default and a help, and a wrong value says what would do."""

import pytest

from onrecord.errors import SettingError
from onrecord.settings import Settings, listed


def test_defaults_and_help() -> None:
    assert Settings.from_environ({}) == Settings()
    assert [row.name for row in listed()] == [
        "max_bytes", "any_language", "allow_private", "fetch_seconds", "record",
        "reader", "llm_endpoint", "llm_model", "llm_key", "llm_seconds", "llm_cache",
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
