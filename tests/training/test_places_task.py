"""Learning which place a name means, and measuring it, on small texts of our own."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.tables.places import lookup
from training.corpora.toponyms import Toponym
from training.placing import Choice, fit, is_right
from training.points import kilometres, point_of
from training.tasks import places

POINTS = st.tuples(st.floats(-90, 90), st.floats(-180, 180))


@given(POINTS, POINTS)
def test_a_way_is_as_long_back_and_never_longer_than_half_round(
    one: tuple[float, float], other: tuple[float, float]
) -> None:
    way = kilometres(one, other)
    assert way == pytest.approx(kilometres(other, one), abs=1e-6)
    assert 0 <= way <= 20_016
    assert kilometres(one, one) == pytest.approx(0, abs=1e-6)


def test_a_degree_of_latitude() -> None:
    assert kilometres((50.0, 4.0), (51.0, 4.0)) == pytest.approx(111.2, abs=0.1)
    assert kilometres((60.0, 4.0), (60.0, 5.0)) == pytest.approx(55.6, abs=0.1)


def test_right_is_the_place_itself_or_one_near_it() -> None:
    ghent = lookup("Ghent")[0]
    assert is_right(ghent, Toponym(0, 5, ghent.geonames))
    assert is_right(ghent, Toponym(0, 5, None, 51.2, 4.4))
    assert not is_right(ghent, Toponym(0, 5, None, 48.9, 2.4))
    assert not is_right(ghent, Toponym(0, 5, 1))
    assert not is_right(ghent, Toponym(0, 5))
    assert point_of(Toponym(0, 5, ghent.geonames)) == (ghent.lat, ghent.lon)


def test_weights_make_the_right_places_likeliest() -> None:
    rows = [{"people": 6.0, "near": 0.0}, {"people": 3.0, "near": 2.0}]
    found = [Choice(rows, [False, True], 1.0)] * 9 + [Choice(rows, [True, False], 1.0)]
    weights = fit(found, {})
    large = weights["people"] * 6.0
    near = weights["people"] * 3.0 + weights["near"] * 2.0
    assert near > large


TEXT = "In Ghent, Belgian Velimers met. Ghent said no."
NAMES = "T1\tLiteral 3 8\tGhent\nT2\tDemonym 10 17\tBelgian\nT3\tMetonymic 32 37\tGhent\n"
NOTES = "#1\tAnnotatorNotes T1\t2797656\n#2\tAnnotatorNotes T3\t2797656\n"


def test_the_task_reads_any_folder_of_texts(tmp_path: Path) -> None:
    (tmp_path / "7.txt").write_text(TEXT, "utf-8")
    (tmp_path / "7.ann").write_text(NAMES + NOTES, "utf-8")
    found = places.measure(tmp_path)
    assert found.n == 1
    assert set(found.scores) == {"literal", "use", "within_161km"}
    assert found.scores["within_161km"] == 100.0
    assert found.table["median error"] == {"km": 0.0}


def test_of_the_folder_above_only_what_is_held_out_is_read(tmp_path: Path) -> None:
    inner = tmp_path / "GeoWebNews"
    inner.mkdir()
    for name in ("137", "7"):  # the first of them is held out
        (inner / f"{name}.txt").write_text(TEXT, "utf-8")
        (inner / f"{name}.ann").write_text(NAMES, "utf-8")
    assert places.measure(tmp_path).n == 1
    assert places.measure(inner).n == 2
