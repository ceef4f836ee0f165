"""The public door: what it promises is there, and asking for the version costs nothing."""

import subprocess
import sys

import onrecord


def test_every_public_name_is_there() -> None:
    assert sorted(onrecord.__all__) == onrecord.__all__
    assert len(set(onrecord.__all__)) == len(onrecord.__all__)
    for name in onrecord.__all__:
        assert getattr(onrecord, name) is not None
    assert dir(onrecord) == onrecord.__all__


def test_every_error_is_public() -> None:
    from onrecord import errors

    tree = {
        name
        for name, thing in vars(errors).items()
        if isinstance(thing, type) and issubclass(thing, errors.OnrecordError)
    }
    assert tree <= set(onrecord.__all__)
    for name in tree:
        assert name in (errors.__doc__ or "")


def test_an_unknown_name_is_an_attribute_error() -> None:
    assert not hasattr(onrecord, "nothing_of_the_kind")


def test_the_version_costs_no_import() -> None:
    code = "import sys, onrecord; onrecord.__version__; print(*sys.modules)"
    loaded = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout.split()
    assert {m for m in loaded if m.startswith("onrecord")} == {"onrecord", "onrecord.version"}
    assert "msgspec" not in loaded
