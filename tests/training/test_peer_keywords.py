"""The keyword coder beside which ours is measured."""

import json
from pathlib import Path

import pytest

from benchmarks import peer_keywords
from training.coded import Found

ACTORS = """# names, then codes
NORLAND_  [NOR]
+NORISH
SUDRIA [SUD]
OSTAN_PACT_ [IGOOST 500101-600101] [IGOOST]
IVAR_HALL_
	[NORELI 010101-020101]
	[NORGOV >020101]
"""
VERBS = """&AUXVERB_
+WAS

---  PRAISE   [051]  ---
PRAISE
LAUD
- * DEAL   [050]   # LAUD
---  MAKE   [---]  ---
MAKE {MAKES MADE MAKING }
- * PEACE (WITH)  [087]  # MAKE
"""


@pytest.fixture
def knowledge(tmp_path: Path) -> Path:
    (tmp_path / "inner").mkdir()
    (tmp_path / "inner" / "Phoenix.Test.actors.txt").write_text(ACTORS, "latin-1")
    return tmp_path


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Norland accused Sudria of lying.", Found("ACCUSE", None, ("NOR",), ("SUD",))),
        ("Norish troops were attacked by Sudria.", Found("ASSAULT", None, ("SUD",), ("NOR",))),
        ("Ivar Hall rejected it.", Found("REJECT", None, ("NOR",), ())),
        ("The Ostan Pact met.", Found("CONSULT", None, ("IGO",), ())),
        ("Norland lifted a curfew.", Found("CONCEDE", None, ("NOR",), ())),
        ("Norland lifted sanctions on Sudria.", Found("RETREAT", None, ("NOR",), ("SUD",))),
        ("It rained in Norland.", Found()),
    ],
)
def test_a_sentence_is_coded(knowledge: Path, text: str, found: Found) -> None:
    assert peer_keywords.Coder(knowledge).code(text) == found


def test_a_dictionary_of_verbs_is_read(knowledge: Path) -> None:
    (knowledge / "CAMEO.9.txt").write_text(VERBS, "latin-1")
    coder = peer_keywords.Coder(knowledge)
    assert coder.code("Norland lauded Sudria.").type == "SUPPORT"
    assert coder.code("Norland made peace with Sudria.") == Found(
        "RETREAT", None, ("NOR",), ("SUD",)
    )
    assert coder.code("Norland made tea for Sudria.") == Found()
    assert coder.code("Norland accused Sudria.") == Found()


def test_the_line_of_scores(
    knowledge: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    record = {
        "id": "T",
        "event": "DISAPPROVE",
        "text": "Norland accused Sudria of lying.",
        "source": [{"actorText": "Norland", "code": "NOR"}],
        "target": None,
    }
    path = knowledge / "gold.json"
    path.write_text(json.dumps([record]), "utf-8")
    monkeypatch.setattr("sys.argv", ["peer_keywords", str(knowledge), str(path)])
    peer_keywords.main()
    said = json.loads(capsys.readouterr().out)
    assert (said["task"], said["n"]) == ("event-type", 1)
    assert said["scores"]["type"] == said["scores"]["source"] == 100.0
    assert said["scores"]["target"] == 0.0
    assert said["scores"]["actors"] == 50.0
