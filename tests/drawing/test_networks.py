"""Who met whom, drawn: every meeting once, in the picture, in the lines and in the table."""

import re
import xml.etree.ElementTree as ElementTree
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.drawing import (
    Meeting,
    Network,
    Party,
    network_lines,
    network_svg,
    network_table,
    networks,
)
from onrecord.drawing.frame import WIDTH
from onrecord.drawing.lines import plain
from onrecord.views.cli import main
from tests.review.review_worlds import made

SVG = "{http://www.w3.org/2000/svg}"
_some = settings(max_examples=40, deadline=None)


@st.composite
def drawn(draw: st.DrawFn) -> Network:
    count = draw(st.integers(0, 34))
    parties = tuple(
        Party(name=f"{draw(st.sampled_from(['Ana & <Reyes>', 'Öz', 'W' * 90]))} {at}",
              side=draw(st.sampled_from(["", "Norway", "Iceland"])),
              link=draw(st.sampled_from([None, "/actor"])))
        for at in range(count)
    )  # fmt: skip
    pairs = list(combinations(range(count), 2))
    some = draw(st.lists(st.sampled_from(pairs), max_size=40, unique=True)) if pairs else []
    return Network(title="Who met whom", parties=parties, meetings=tuple(
        Meeting(one=one, other=other, times=times, beside="" if times else "1 planned",
                modality="actual" if times else "planned", said="5 March 2031")
        for one, other in some for times in [draw(st.integers(0, 11))]
    ))  # fmt: skip


def arcs(svg: str) -> list[ElementTree.Element]:
    root = ElementTree.fromstring(svg)
    return [one for one in root.iter(f"{SVG}path") if one.get("class") in ("met", "away")]


def whole(network: Network) -> None:
    """The law: each meeting is one row and one line; its arc is whole where it did take place."""
    svg = network_svg(network)
    told = plain(network_lines(network))
    assert len(network_table(network).rows) == len(network.meetings)
    assert len(re.findall(r"^  [●○] ", told, re.MULTILINE)) == len(network.meetings)
    kept = set(networks._kept(network))
    shown = [one for one in network.meetings if {one.one, one.other} <= kept]
    found = arcs(svg)
    assert len(found) == len(shown)
    assert sum(one.get("class") == "met" for one in found) == sum(one.times > 0 for one in shown)
    dots = [o for o in ElementTree.fromstring(svg).iter(f"{SVG}circle") if o.get("class") == "dot"]
    assert len(dots) == len(kept) <= networks.MOST
    for one in found:
        assert float((one.get("d") or "").split("A")[1].split()[0]) + networks._SPINE <= WIDTH


@_some
@given(drawn())
def test_every_meeting_once(network: Network) -> None:
    whole(network)
    assert network_svg(network) == network_svg(network)


def test_a_meeting_left_out_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    network = Network(
        title="Who met whom",
        parties=tuple(Party(name=name) for name in "ABC"),
        meetings=(Meeting(one=0, other=1, times=2), Meeting(one=1, other=2, times=1)),
    )
    whole(network)
    monkeypatch.setattr(networks, "_arcs", lambda n, d, at: ([], []))
    with pytest.raises(AssertionError):
        whole(network)


@_some
@given(drawn())
def test_those_of_one_side_stand_together(network: Network) -> None:
    kept = networks._kept(network)
    sides = [network.parties[one].side for one in networks._order(network, kept)]
    runs = [side for at, side in enumerate(sides) if side and (at == 0 or sides[at - 1] != side)]
    assert len(runs) == len(set(runs))
    assert sorted(networks._order(network, kept)) == sorted(kept)


def test_arcs_are_no_longer_than_in_the_order_of_names() -> None:
    """Two who met stand side by side, however far apart they came."""
    parties = tuple(Party(name=name) for name in "ABCDEFGH")
    meetings = tuple(Meeting(one=at, other=7 - at, times=1) for at in range(4))
    order = networks._order(Network(title="", parties=parties, meetings=meetings), list(range(8)))
    place = {party: at for at, party in enumerate(order)}
    assert sum(abs(place[at] - place[7 - at]) for at in range(4)) < 16


# The command


@pytest.fixture
def place(tmp_path: Path) -> str:
    made(str(tmp_path / "r.db")).close()
    return str(tmp_path / "r.db")


def shown(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert main([*arguments]) == 0
    return capsys.readouterr().out


def test_in_a_terminal(place: str, capsys: pytest.CaptureFixture[str]) -> None:
    told = shown(capsys, "met", "--record", place)
    assert told.splitlines()[0].startswith("∞ Who met whom")
    assert "● Tomas Orlik, Czechia" in told
    assert "Anselm Krug" not in shown(capsys, "met", "--by", "Orlik", "--record", place)


def test_as_a_picture_and_as_data(
    place: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "met.svg"
    assert main(["met", "--svg", str(file), "--record", place]) == 0
    assert len(arcs(file.read_text("utf-8"))) == 2
    lines = shown(capsys, "met", "--format", "csv", "--record", place).splitlines()
    assert lines[0].startswith("one,other,times,")
    assert len(lines) == 3
    assert '"name": "Ilse Varga"' in shown(capsys, "met", "--format", "json", "--record", place)
    states = shown(capsys, "met", "--states", "--format", "csv", "--record", place)
    assert "Austria,Czechia," in states


def test_nobody(place: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["met", "--since", "2040", "--record", place]) == 0
    assert "Nobody met anybody" in capsys.readouterr().err
