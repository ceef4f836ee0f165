"""TempEval-3's articles and its scores, on articles of our own."""

from datetime import date
from pathlib import Path

import pytest

from training.corpora.timebank import Timex, files, read
from training.tasks.times import articles, measure, pairs

_ARTICLE = """<?xml version="1.0" ?>
<TimeML>
<DOCID>one</DOCID>
<DCT><TIMEX3 tid="t0" type="DATE" value="{day}" functionInDocument="CREATION_TIME">x</TIMEX3></DCT>
<TITLE>Ferry talks</TITLE>
<TEXT>
The envoys <EVENT eid="e1" class="OCCURRENCE">met</EVENT> on
<TIMEX3 tid="t1" type="DATE" value="{monday}">Monday</TIMEX3> &amp; again
<TIMEX3 tid="t2" type="DATE" value="2023-03-01">yesterday</TIMEX3>, <TIMEX3 tid="t3"
type="DURATION" value="P3D">three days</TIMEX3> in all. They <TIMEX3 tid="t4" type="DATE"
value="PRESENT_REF">now</TIMEX3> rest.
</TEXT>
</TimeML>
"""


def written(folder: Path, name: str, day: str = "2023-03-02", monday: str = "2023-02-27") -> Path:
    path = folder / name
    path.write_text(_ARTICLE.format(day=day, monday=monday), "utf-8")
    return path


def test_an_article_has_its_text_its_day_and_its_times(tmp_path: Path) -> None:
    article = read(written(tmp_path, "one.tml"))
    assert (article.name, article.written) == ("one", date(2023, 3, 2))
    words = [article.text[t.start : t.end] for t in article.times]
    assert words == ["Monday", "yesterday", "three days", "now"]
    assert article.times[2].type == "DURATION"
    assert "on\nMonday & again" in article.text


@pytest.mark.parametrize(("day", "meant"), [("2023-03-02T19:30", date(2023, 3, 2)), ("x", None)])
def test_a_creation_time_may_have_a_clock_or_be_unknown(
    tmp_path: Path, day: str, meant: date | None
) -> None:
    assert read(written(tmp_path, "one.tml", day)).written == meant


def test_a_file_and_a_folder_are_scored_alike(tmp_path: Path) -> None:
    path = written(tmp_path, "one.tml")
    assert measure(path) == measure(tmp_path)
    assert measure(path).n == 4
    scores = measure(path).scores
    assert (scores["strict"], scores["relaxed"], scores["value"]) == (100, 100, 100)


def test_values_count_letter_for_letter(tmp_path: Path) -> None:
    written(tmp_path, "one.tml", monday="2023-02-26")
    assert measure(tmp_path).scores["value"] == 75


def test_the_product_leaves_the_vague_out(tmp_path: Path) -> None:
    table = measure(written(tmp_path, "one.tml")).table
    assert table["product"]["relaxed_recall"] == 75
    assert table["product"]["relaxed_precision"] == 100


def test_a_folder_without_articles_is_no_zero(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("none", "utf-8")
    with pytest.raises(FileNotFoundError):
        list(files(tmp_path))


def test_one_is_paired_with_one_by_what_they_share() -> None:
    gold = [Timex(0, 10, "DATE", None)]
    found = [Timex(0, 2, "DATE", None), Timex(2, 9, "DATE", None)]
    assert list(pairs(gold, found)) == [(gold[0], found[1]), (None, found[0])]


_CAT = """<?xml version="1.0" ?>
<Document doc_name="two" lang="en">
<token t_id="1" number="0" sentence="0">March</token>
<token t_id="2" number="1" sentence="0">2</token>
<token t_id="3" number="2" sentence="1">He</token>
<token t_id="4" number="3" sentence="1">left</token>
<token t_id="5" number="4" sentence="1">yesterday</token>
<token t_id="6" number="5" sentence="1">.</token>
<token t_id="7" number="6" sentence="2">Today</token>
<token t_id="8" number="7" sentence="2">he</token>
<token t_id="9" number="8" sentence="2">rests</token>
<token t_id="10" number="9" sentence="2">.</token>
<Markables>
<TIMEX3 m_id="1" type="DATE" value="2023-03-02" functionInDocument="CREATION_TIME">
<token_anchor t_id="1"/><token_anchor t_id="2"/></TIMEX3>
<TIMEX3 m_id="2" type="DATE" value="2023-03-01" functionInDocument="NONE">
<token_anchor t_id="5"/></TIMEX3>
<TIMEX3 m_id="3" type="DATE" value="2023-04-01" functionInDocument="NONE"/>
</Markables>
</Document>
"""


def test_meantime_is_read_as_far_as_it_is_annotated(tmp_path: Path) -> None:
    folder = tmp_path / "intra-doc_annotation"
    folder.mkdir()
    (folder / "two.xml").write_text(_CAT, "utf-8")
    (tmp_path / "two.xml").write_text(_CAT, "utf-8")
    (article,) = articles(tmp_path)
    assert article.written == date(2023, 3, 2)
    assert "Today" not in article.text
    assert [article.text[t.start : t.end] for t in article.times] == ["March 2", "yesterday"]
    assert measure(tmp_path).scores["value"] == 100
