"""What users of the nearest tools ask of a record, a test a wish: the thread is named in each.

The texts are ours; the threads are those of the tools' public trackers.
"""

import json
from pathlib import Path

import pytest

import onrecord
from onrecord.errors import InvalidVerdict
from onrecord.facts import Reading
from onrecord.record.verdicts import Verdict
from onrecord.store import reviewing
from onrecord.store.asking.opened import Record as Asking
from onrecord.store.record import Record
from onrecord.views.cli import main
from tests.store.record_worlds import Edition
from tests.store.record_worlds import reading as edition
from tests.store.test_reviewing_laws import keys_of, made, things

MET = "Norwegian Foreign Minister Anna Kell met Icelandic Foreign Minister Peter Brandt in Oslo on "


def keep(folder: Path, *reports: dict[str, str]) -> onrecord.Record:
    """A record of reports, in the order given."""
    lines = [{"schema": "onrecord/reports/1"}, *reports]
    manifest = folder / "reports.jsonl"
    manifest.write_text("".join(f"{json.dumps(line)}\n" for line in lines), "utf-8")
    assert main(["add", str(manifest), "--record", str(folder / "r.db")]) == 0
    return onrecord.open(str(folder / "r.db"))


def told(outlet: str, text: str, when: str = "2031-03-06T10:00:00Z") -> dict[str, str]:
    name = outlet.lower()
    return {
        "outlet": outlet, "text": text, "published": when, "seen": when,
        "url": f"https://{name}.example/a",
    }  # fmt: skip


def test_the_same_event_in_many_reports_is_one(tmp_path: Path) -> None:
    """openeventdata/petrarch2#16"""
    with keep(
        tmp_path,
        told("Halm", f"{MET}Tuesday. They spoke of fish for an hour and then of the border."),
        told("Tide", f"OSLO — {MET}March 4. The talks lasted an hour, officials said."),
        told("Wire", f"{MET}Tuesday, the ministry in Reykjavik said. No text was signed."),
    ) as record:
        [one] = record.encounters(between=("Kell", "Brandt"))
        assert one.reports == 3


def test_a_copied_report_is_no_second_source_and_is_told_after_the_first(tmp_path: Path) -> None:
    """NewsAPI/event-registry-python#15, event-registry-node-js#2"""
    text = (
        f"{MET}Tuesday and spoke of fish for an hour. “We will not wait for ever,” Kell said "
        "after the meeting, standing on the quay in the rain. She said that the border crossing at "
        "Halm would stay closed until the spring, and that nobody had asked her to open it.\n"
    )
    with keep(
        tmp_path,
        told("Wire", text, "2031-03-06T08:00:00Z"),
        told("Halm", text, "2031-03-06T11:00:00Z"),
    ) as record:
        [one] = record.encounters(between=("Kell", "Brandt"))
        assert (one.reports, one.outlets) == (2, 1)
        copies = {telling.outlet: telling.copy_of for telling in record.show(one.id).tellings}
        assert copies["Wire"] is None
        assert copies["Halm"] is not None


def test_never_these_two_lasts(place: str) -> None:
    """opensanctions/opensanctions#3886, nomenklatura pull 152"""
    one, other = Edition(0, (2,), 1), Edition(1, (3,), 2, outlet=1)
    apart = Verdict.given(
        "split", keys_of(one), against=keys_of(other), at="2026-05-01T12:00:00Z", by="Osei",
        why="two days",
    )  # fmt: skip
    with made(place, one, other, apart) as record:
        for later in (Edition(2, (2, 3), 3, words="x"), Edition(3, (2,), 4, words="y")):
            record.add([edition(later)])
            found = things(record)
            assert not found[keys_of(one)[0]] & found[keys_of(other)[0]]


def test_a_merge_that_contradicts_a_split_is_refused_with_its_reason(place: str) -> None:
    """opensanctions/nomenklatura pull 152"""
    one, other = Edition(0, (2,), 1), Edition(1, (3,), 2, outlet=1)
    at = "2026-05-01T12:00:00Z"
    apart = Verdict.given("split", keys_of(one), against=keys_of(other), at=at, by="Osei")
    with made(place, one, other, apart) as record:
        both = Verdict.given("merge", [*keys_of(one), *keys_of(other)], at=at, by="Lind")
        with pytest.raises(InvalidVerdict):
            reviewing.give(record, both)


def test_a_verdict_never_moves_to_a_sentence_that_looks_alike(tmp_path: Path) -> None:
    """hypothesis/client#7571, h#863"""
    first = told("Halm", f"{MET}Tuesday.\n\nThe quay was empty. Nobody else came that day.")
    with keep(tmp_path, first) as record:
        [met] = record.encounters()
        key = record.show(met.id).tellings[0].key
    given = Verdict.given("accept", [key], at="2031-03-07T00:00:00Z", by="Osei")
    with made(str(tmp_path / "r.db")) as store:
        reviewing.give(store, given)
    later = told("Halm", f"{MET}Wednesday.\n\nThe quay was empty.", "2031-03-08T10:00:00Z")
    with keep(tmp_path, later) as record:
        changed = record.changed("https://halm.example/a")
        assert [(one.verdict.id, one.moved) for one in changed.verdicts] == [(given.id, False)]
        assert changed.verdicts[0].words is not None


def test_a_fact_is_made_from_words_and_is_told_apart(tmp_path: Path) -> None:
    """alephdata/aleph#293"""
    with keep(tmp_path, told("Halm", f"{MET}Tuesday. The two put their heads together.")) as record:
        [met] = record.encounters()
        report = record.show(met.id).tellings[0].report
    command = ["note", report, "--statement", "--speaker", "Anna Kell", "--words", "heads together"]
    assert main([*command, "--reviewer", "Osei", "--record", str(tmp_path / "r.db")]) == 0
    with onrecord.open(str(tmp_path / "r.db")) as record:
        [said] = record.statements(by="Kell")
        [own] = record.show(said.id).tellings
        assert [hand.by for hand in own.by_hand] == ["Osei"]
        assert not any(one.by_hand for one in record.show(met.id).tellings)


def test_what_was_judged_can_be_learnt_from(tmp_path: Path) -> None:
    """alephdata/aleph#1518, #1836"""
    text = f"{MET}Tuesday. “We will not wait for ever,” Kell said on the quay in Oslo."
    with keep(tmp_path, told("Halm", text)) as record:
        [said] = record.statements()
        key = record.show(said.id).tellings[0].key
    given = Verdict.given("accept", [key], at="2031-03-07T00:00:00Z", by="Osei")
    with made(str(tmp_path / "r.db")) as store:
        reviewing.give(store, given)
    out = tmp_path / "corrections"
    assert main(["review", "--export", str(out), "--record", str(tmp_path / "r.db")]) == 0
    assert "We will not wait for ever" in "".join(
        file.read_text("utf-8") for file in sorted(out.rglob("*")) if file.is_file()
    )


@pytest.mark.parametrize("when", ["2031-05-12T14:30", "2031-05-12", "2031-05", "2031", "2031-W19"])
def test_a_timeline_draws_what_is_dated_vaguely(when: str, place: str) -> None:
    """alephdata/aleph#3009, pull 2954"""
    from dataclasses import replace

    from onrecord.facts import DateSlot

    told_: Reading = edition(Edition(0, (2,), 1))
    vague = tuple(replace(e, date=DateSlot(value=when, basis="words")) for e in told_.encounters)
    record: Record = made(place)
    with record:
        record.add([replace(told_, encounters=vague)])
        moments = list(Asking(record).timeline())
        assert moments
