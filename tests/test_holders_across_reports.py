"""A statement of an office's holder, found by his name in a record of two reports."""

import json
from pathlib import Path

import pytest

from onrecord.views.cli import main

OFFICE = "MOSCOW, April 14, 1987 (Harbour Wire) — The Soviet foreign minister said on Tuesday that \
talks would go on in the spring.\n"
NAMED = "GENEVA, April 15, 1987 (Harbour Wire) — Eduard Shevardnadze, the Soviet foreign minister, \
said on Wednesday that the missiles would go.\n"
EARLIER = OFFICE.replace("1987", "1984").replace("Tuesday", "Saturday")


def test_a_statement_of_1987_by_the_foreign_minister_is_found_by_its_holders_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    for name, text in (("office", OFFICE), ("named", NAMED), ("earlier", EARLIER)):
        Path(f"{name}.txt").write_text(text, encoding="utf-8")
    assert main(["add", "office.txt", "named.txt", "earlier.txt", "--record", "r.db"]) == 0
    capfd.readouterr()

    def said_by(name: str) -> list[str]:
        assert main(["statements", "--by", name, "--record", "r.db", "--format", "json"]) == 0
        return sorted(one["date"]["value"] for one in json.loads(capfd.readouterr().out))

    assert said_by("Shevardnadze") == ["1987-04-14", "1987-04-15"]
    assert said_by("Gromyko") == ["1984-04-14"]
    assert said_by("Soviet Union") == ["1984-04-14", "1987-04-14", "1987-04-15"]
    main(["actors", "--by", "Shevardnadze", "--record", "r.db", "--format", "json"])
    (one,) = json.loads(capfd.readouterr().out)
    assert (one["name"], one["kind"]) == ("Eduard Shevardnadze", "person")
    assert one["identifiers"]["inferred_holder"] == "Eduard Shevardnadze"
