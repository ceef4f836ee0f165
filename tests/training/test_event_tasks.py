"""The tasks on events, over tiny corpora of our own."""

from pathlib import Path

import pytest

from training.evaluate import measure
from training.tasks import modality

SAME = """<Document doc_name="{name}"><token t_id="1" sentence="0">Police</token>
<token t_id="2" sentence="0">in</token><token t_id="3" sentence="0">Norvik</token>
<token t_id="4" sentence="0">arrested</token><token t_id="5" sentence="0">{who}</token>
<token t_id="6" sentence="0">.</token><Markables>
<ACTION_OCCURRENCE m_id="1"><token_anchor t_id="4"/></ACTION_OCCURRENCE>
<ACTION_OCCURRENCE m_id="9"/></Markables><Relations>
<CROSS_DOC_COREF r_id="1" note="{note}"><source m_id="1"/><target m_id="9"/></CROSS_DOC_COREF>
</Relations></Document>"""


@pytest.fixture
def topic(tmp_path: Path) -> Path:
    folder = tmp_path / "40"
    folder.mkdir()
    for number, who, note in ((1, "Lund", "ACT1"), (2, "Lund", "ACT1"), (3, "sailors", "ACT2")):
        text = SAME.format(name=number, who=who, note=note)
        (folder / f"40_{number}ecb.xml").write_text(text, "utf-8")
    return folder


def test_events_are_put_together_over_reports(topic: Path) -> None:
    measured = measure("event-coreference", topic)
    assert measured.n == 3
    assert measured.scores["mentions"] == 100
    assert 0 < measured.scores["conll_gold_mentions"] <= 100
    assert set(measured.scores) >= {"conll", "muc", "b3", "ceafe", "conll_several"}
    lemma = measured.table["gold mentions, lemma"]  # one cluster of three: two links, one right
    assert lemma["muc"] == pytest.approx(200 * (1 / 2) * 1 / (1 / 2 + 1) / 1)


@pytest.mark.parametrize("empty", ["", "topic"])
def test_a_folder_without_reports_has_no_figures(tmp_path: Path, empty: str) -> None:
    measured = measure("event-coreference", tmp_path / empty)
    assert (measured.n, measured.scores["conll"]) == (0, 0)


TIMEML = """<TimeML><DCT><TIMEX3 tid="t0" value="2031-05-02">May 2</TIMEX3></DCT><TEXT>
Orlan <EVENT eid="e1" class="OCCURRENCE">signed</EVENT> the pact and will
<EVENT eid="e2" class="OCCURRENCE">ratify</EVENT> it. Vela did not
<EVENT eid="e3" class="OCCURRENCE">sign</EVENT>.</TEXT>
<MAKEINSTANCE eventID="e1" eiid="i1" tense="PAST" aspect="NONE" polarity="POS" pos="VERB"/>
<MAKEINSTANCE eventID="e2" eiid="i2" tense="FUTURE" aspect="NONE" polarity="POS" pos="VERB"/>
<MAKEINSTANCE eventID="e3" eiid="i3" tense="PAST" aspect="NONE" polarity="NEG" pos="VERB"/>
</TimeML>"""


def test_the_rules_are_held_against_modality(tmp_path: Path) -> None:
    (tmp_path / "norvik.tml").write_text(TIMEML, "utf-8")
    for path in (tmp_path, tmp_path / "norvik.tml"):
        measured = modality.measure(path)
        assert measured.n == 1
        assert measured.scores["exact"] == measured.scores["done"] == 100
        assert measured.scores["asked"] == 0
