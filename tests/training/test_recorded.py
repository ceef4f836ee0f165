"""A corpus' mentions of events as a record knows them."""

import pytest

from onrecord.reading.encoder import encoder
from onrecord.reading.spotting import spot
from onrecord.record.identity.events.profile import EventProfile
from training.samevent import fit_record
from training.samevent.recorded import Profiled, grouped, profiles, reading, recorded

ONE = "A bomb killed four dockers in the port of Arkol on Monday. Police arrested two men."
TWO = "Four dockers were killed when a bomb went off in the port of Arkol, police said."
OTHER = "The parliament of Velia elected Ana Tesh as its speaker after a vote of nine hours."


def known(name: str, text: str, *words: str) -> list[Profiled]:
    spans = [(text.index(word), text.index(word) + len(word)) for word in words]
    return profiles(recorded(reading(name, text), spans, spot(text, encoder())))


def test_mentions_become_profiles() -> None:
    ((key, profile), (_, second)) = known("one", ONE, "killed", "arrested")
    assert key == ("one", 7, 13)
    assert (profile.turn, second.turn) == ("kill", "arrest")
    assert profile.reported is None
    assert not profile.coded


def test_the_record_puts_together_what_is_alike() -> None:
    mentions = known("one", ONE, "killed") + known("two", TWO, "killed")
    mentions += known("other", OTHER, "elected")
    assert sorted(map(len, grouped(mentions))) == [1, 2]


def topic(word: str, like: str, report: str) -> fit_record.Known:
    """Two events, each told by two reports: the one in words that differ."""
    ours, right = [], []
    for number, (turn, words, cluster) in enumerate(
        [(word, report, "a"), (like, report, "a"), ("vote", "x", "b"), ("vote", "x", "b")]
    ):
        bag = tuple(sorted({words, "quay", f"r{number}"}))
        made = EventProfile(type="CONSULT", turn=turn, report=bag)
        ours.append(((f"{report}{number}", 0, 1), made))
        right.append(f"{report}{cluster}")
    return ours, right


def test_fitting(capsys: pytest.CaptureFixture[str]) -> None:
    material = {str(n): topic("blast", "explosion", f"port{n}") for n in range(6)}
    points, table = fit_record.fit(material)
    assert table["blast", "explosion"] == 6
    assert points["related"] > 0 > points["always"]
    assert "CoNLL" in capsys.readouterr().out
