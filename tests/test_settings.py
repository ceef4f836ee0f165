"""Settings: every one has a default and a help, and a wrong value says what would do."""

import pytest

from onrecord.errors import SettingError
from onrecord.settings import Settings, listed


def test_defaults_and_help() -> None:
    assert Settings.from_environ({}) == Settings()
    assert listed()[0].name == "store"
    assert all(row.help for row in listed())


def test_values_take_the_type_of_the_default() -> None:
    given = Settings.from_environ(
        {"ONRECORD_MAX_BYTES": "1000", "ONRECORD_TIMEOUT": "2.5", "ONRECORD_ANY_LANGUAGE": "Yes",
         "ONRECORD_STORE": "x.db", "OTHER": "1"}
    )  # fmt: skip
    assert (given.max_bytes, given.timeout, given.any_language, given.store) == (
        1000, 2.5, True, "x.db",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("name", "value"),
    [("MAX_BYTES", "many"), ("MAX_BYTES", "0"), ("TIMEOUT", "inf"), ("TIMEOUT", "nan"),
     ("ANY_LANGUAGE", "perhaps")],
)  # fmt: skip
def test_a_wrong_value_is_named(name: str, value: str) -> None:
    with pytest.raises(SettingError, match=name.lower()):
        Settings.from_environ({f"ONRECORD_{name}": value})
