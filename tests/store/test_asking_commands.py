"""The commands that ask a record, and the same in Python, by example on both databases."""

import csv
import io
import json
import sys
from collections.abc import Iterator
from typing import Any

import pytest

import onrecord
from onrecord.errors import MissingLibrary, NotInRecord, QuestionError, RecordError
from onrecord.record.codec import decode_thing, encode
from onrecord.store.asking.words import Sought
from onrecord.store.record import open_record
from onrecord.views.cli import QUESTIONS, main
from tests.record_servers import Places
from tests.store.asked_worlds import Tale, readings

TALES = [
    Tale(report=1, version=0, day=2, said=((0, 1, 0, 1, 2, False),), met=((0, 1, 2, 1),),
         turned=((0, "signed", 1),)),
    Tale(report=2, version=1, day=4, said=((0, 1, 0, 1, 2, False), (2, 2, 1, None, 4, True)),
         met=((0, 1, 2, 1),), turned=((0, "suspended", 3),), held=(3,)),
    Tale(report=3, version=2, day=6, said=((0, 0, 2, None, None, False),)),
]  # fmt: skip


@pytest.fixture
def where(places: Places) -> str:
    place = places()
    with open_record(place, create=True) as store:
        store.add(readings(TALES))
    return place


@pytest.fixture
def record(where: str) -> Iterator[onrecord.Record]:
    with onrecord.open(where) as opened:
        yield opened


def run(capsys: pytest.CaptureFixture[str], where: str, *arguments: str) -> tuple[str, str]:
    """What a command prints, and what it complains of."""
    assert main([*arguments, "--record", where]) == 0
    told = capsys.readouterr()
    return told.out, told.err


def test_a_list_for_people_says_who_what_when_and_its_id(
    where: str, capsys: pytest.CaptureFixture[str]
) -> None:
    out, err = run(capsys, where, "statements", "--by", "Varga", "--act", "urge")
    assert "Statements   by Varga · act urge" in out
    assert "Ilse Varga urged Tomas Orlik" in out
    assert "2 March 2031" in out
    assert "«the orchards of the valley stay open»" in out
    assert "statement-" in out
    assert err == ""


def test_formats_tell_the_same(where: str, capsys: pytest.CaptureFixture[str]) -> None:
    listed = json.loads(run(capsys, where, "encounters", "--format", "json")[0])
    lines = run(capsys, where, "encounters", "--format", "jsonl")[0].splitlines()
    rows = list(csv.DictReader(io.StringIO(run(capsys, where, "encounters", "--format", "csv")[0])))
    assert listed == [json.loads(line) for line in lines]
    assert [one["id"] for one in listed] == [row["id"] for row in rows]
    assert rows[0]["actor"] == "Ilse Varga; Tomas Orlik"
    assert rows[0]["place"] == "Vienna"


def test_pages_follow_each_other_on_the_command_line(
    where: str, capsys: pytest.CaptureFixture[str]
) -> None:
    whole = json.loads(run(capsys, where, "actors", "--format", "json")[0])
    first, told = run(capsys, where, "actors", "--limit", "2", "--format", "json")
    cursor = told.split("--cursor ")[1].strip()
    rest = run(capsys, where, "actors", "--cursor", cursor, "--format", "json")[0]
    assert json.loads(first) + json.loads(rest) == whole
    assert main(["cases", "--cursor", cursor, "--record", where]) == 2
    assert "cursor" in capsys.readouterr().err


def test_an_empty_answer_says_what_hides_things(
    where: str, capsys: pytest.CaptureFixture[str]
) -> None:
    out, err = run(capsys, where, "statements", "--by", "Orlik", "--terms", "anonymous")
    assert out == ""
    assert "0 of 1. By: Orlik." in err
    _, err = run(capsys, where, "statements", "--by", "Orlof")
    assert "Nobody in the record is called 'Orlof'. Names near it: Orlik." in err
    out, err = run(capsys, where, "encounters", "--place", "Lisbon", "--format", "json")
    assert json.loads(out) == []
    assert "Place: Lisbon" in err


def test_an_empty_record_says_how_to_fill_it(
    places: Places, capsys: pytest.CaptureFixture[str]
) -> None:
    place = places()
    open_record(place, create=True).close()
    _, err = run(capsys, place, "statements")
    assert "onrecord add" in err


def test_no_record_says_so(tmp_path: Any, capsys: pytest.CaptureFixture[str]) -> None:
    place = str(tmp_path / "none.db")
    assert main(["statements", "--record", place]) == 2
    assert place in capsys.readouterr().err
    with pytest.raises(RecordError):
        onrecord.open(place)


def test_the_record_may_be_named_by_the_environment(
    where: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ONRECORD_RECORD", where)
    assert main(["agreements"]) == 0
    assert "Lantern Pact" in capsys.readouterr().out


def test_status_at_a_date_and_as_of_another(where: str, capsys: pytest.CaptureFixture[str]) -> None:
    out, _ = run(capsys, where, "status", "Lantern Pact", "--format", "json")
    told = json.loads(out)
    assert (told["status"]["value"], told["status"]["since"]) == ("suspended", "2031-03-03")
    assert [one["change"] for one in told["stands_on"]] == ["suspended"]
    for narrowed in (["--at", "2031-03-02"], ["--as-of", "2031-03-03"]):
        out, _ = run(capsys, where, "status", "Lantern Pact", *narrowed, "--format", "json")
        assert json.loads(out)["status"]["value"] == "signed"
    out, _ = run(capsys, where, "status", "--at", "2031-03-05")
    assert out.startswith("suspended   1")
    assert "Lantern Pact" in out


def test_status_of_a_case_is_asked_by_the_person(
    where: str, capsys: pytest.CaptureFixture[str]
) -> None:
    out, _ = run(capsys, where, "status", "Anselm Krug")
    assert "arrested" in out
    assert main(["status", "Nobody Known", "--record", where]) == 2
    assert "nothing called 'Nobody Known'" in capsys.readouterr().err


def test_show_has_every_telling_and_its_vouchers(
    where: str, record: onrecord.Record, capsys: pytest.CaptureFixture[str]
) -> None:
    denied = record.statements(act="deny").first()
    assert denied is not None
    out, _ = run(capsys, where, "show", denied.id)
    assert "report ┈┈ an official, anonymous" in out
    assert "«no harvest will be sold before the spring»" in out
    assert "Weekly Lantern" in out
    raw, _ = run(capsys, where, "show", denied.id, "--format", "json")
    assert encode(decode_thing(raw)) == encode(record.show(denied.id))


def test_any_accounts_key_finds_the_thing(record: onrecord.Record) -> None:
    met = next(one for one in record.encounters() if one.reports == 2)
    keys = {telling.key for telling in met.tellings}
    assert len(keys) == 2
    for key in keys:
        assert record.show(f"encounter-{key}").id == met.id
    with pytest.raises(NotInRecord):
        record.show("encounter-0000000000000000")


def test_why_names_the_evidence_and_the_words(
    where: str, record: onrecord.Record, capsys: pytest.CaptureFixture[str]
) -> None:
    met = next(one for one in record.encounters() if one.reports == 2)
    told = record.why(met.id)
    assert sum(len(group.keys) for group in told.groups) == 2
    assert all(group.words for group in told.groups)
    assert len(told.groups) == 1 or told.pairs[0].points > 0
    out, _ = run(capsys, where, "why", met.id)
    assert "Ilse Varga met Tomas Orlik" in out


def test_search_gives_report_passage_and_facts(
    where: str, record: onrecord.Record, capsys: pytest.CaptureFixture[str]
) -> None:
    out, _ = run(capsys, where, "search", '"orchards of the valley"', "--format", "json")
    hits = json.loads(out)
    assert [hit["title"] for hit in hits] == ["Report 2", "Report 1"]
    assert "«orchards of the valley»" in hits[0]["passages"][0]["marked"]
    assert [fact["thing"] for fact in hits[0]["facts"]] == ["statement"]
    assert [hit.report for hit in record.search("naive")] == [f"{3:016x}"]
    assert list(record.search("orchards", by="Dovale")) == []
    assert len(record.search("orchards", by="Austria")) == 2


def test_a_timeline_has_turns_and_things_in_one_order(record: onrecord.Record) -> None:
    told = [(one.date, one.thing.thing, bool(one.turn)) for one in record.timeline()]
    dated = [date for date, _, _ in told if date]
    assert dated == sorted(dated, reverse=True)
    assert ("2031-03-03", "agreement", True) in told
    assert ("2031-03-02", "encounter", False) in told
    assert "event" not in {kind for _, kind, _ in told}  # each codes a meeting


def test_positions_tell_what_changed(where: str, capsys: pytest.CaptureFixture[str]) -> None:
    with onrecord.open(where) as record:
        with pytest.raises(QuestionError, match="both by and about"):
            record.positions(by="Varga")
        said = record.positions(by="Varga", about="valley")
    assert [one.act for one in said] == ["urge"]


def test_answers_are_fetched_as_far_as_they_are_looked_at(record: onrecord.Record) -> None:
    asked: list[int] = []
    answer = record.statements()
    real = answer._ask
    answer._ask = lambda question: asked.append(question.limit) or real(question)  # type: ignore[func-returns-value]
    assert asked == []
    first = answer.first()
    assert asked == [100]
    assert answer[0] == first
    assert answer[-1] == list(answer)[-1]
    assert answer[1:] == list(answer)[1:]
    assert len(answer) == len(list(record.statements()))
    assert len(record.statements(limit=1)) == 1
    assert not record.statements(by="Orlik", act="deny")
    with pytest.raises(IndexError):
        answer[999]


def test_tables_for_pandas_and_arrow(record: onrecord.Record) -> None:
    frame = pytest.importorskip("pandas") and record.statements().to_pandas()
    table = pytest.importorskip("pyarrow") and record.statements().to_arrow()
    assert list(frame["id"]) == table["id"].to_pylist()
    assert str(table.schema.field("outlets").type) == "int64"
    assert set(record.search("report").to_pandas()["report"]) == {f"{n:016x}" for n in (1, 2, 3)}


def test_without_pandas_it_says_what_to_install(
    record: onrecord.Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pandas", None)
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(MissingLibrary, match="pip install pandas"):
        record.statements().to_pandas()
    with pytest.raises(MissingLibrary, match="onrecord\\[arrow\\]"):
        record.statements().to_arrow()


@pytest.mark.parametrize("name", QUESTIONS)
def test_every_command_has_examples_that_parse(
    name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as left:
        main([name, "--help"])
    assert left.value.code == 0
    assert f"onrecord {name}" in capsys.readouterr().out.split("examples:")[1]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("U.S. treaty", ["U.S", "treaty"]),
        ('"new start" ratif*', ["New START", "ratified"]),
        ("“new start", ["New", "START"]),
        ("NAÏVE", ["naive"]),
    ],
)
def test_words_and_where_they_stand(asked: str, found: list[str]) -> None:
    text = "The U.S. ratified the New START treaty, a naive start."
    hits = Sought.of(asked).hits(text)
    assert set(found) <= {text[start:end] for start, end in hits} | {"start"}
