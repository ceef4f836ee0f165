"""Independent outlets, vouchers in the end, terms."""

import pytest
from testified import encounter, says, source, statement, telling

from onrecord.record.folding import fold
from onrecord.record.things import Thing
from onrecord.record.weighing import independent, outlet_of


def folded(*told, **more) -> Thing:
    thing = fold("encounter", told, **more)
    assert thing is not None
    return thing


def report(outlet: str, day: str = "10", *chain: tuple[str, str], **more):
    return says(encounter("a1", "a2", tellings=(telling("met", *chain),)), outlet, day, **more)


def test_one_outlet_counts_once_however_often_it_reports() -> None:
    assert folded(report("Bay News"), report("Bay News", "11"), report("Isle Wire")).outlets == 2


def test_one_outlet_by_its_names_and_its_address() -> None:
    assert outlet_of(source("AP", "10")) == outlet_of(source("The Associated Press", "11"))
    assert outlet_of(source("", "10", url="https://www.apnews.com/a")) == "Associated Press"
    assert outlet_of(source("", "10", url="https://baynews.example/a")) == "baynews.example"
    assert outlet_of(source("", "10", report="0123")) == "0123"


def test_near_copies_are_one_source() -> None:
    wire, copy = report("Isle Wire"), report("Bay News", "11")
    pair = (copy.source.report, wire.source.report)
    thing = folded(wire, copy, copies=[pair])
    assert (thing.outlets, thing.vouchers, thing.reports) == (1, 1, 2)
    assert [one.copy_of for one in thing.tellings] == [None, wire.source.report]


def test_copies_by_way_of_a_third_report_are_one_source() -> None:
    one, other = report("Cape Times"), report("Bay News", "11")
    third = "f" * 16  # tells nothing of this, but both copy it
    pairs = [(one.source.report, third), (other.source.report, third)]
    assert folded(one, other, copies=pairs).outlets == 1


def test_who_says_that_it_copies_is_one_with_what_it_copies() -> None:
    wire = report("Isle Wire", url="https://isle.example/1")
    copy = report("Bay News", "11", copy_of="https://isle.example/1")
    assert folded(wire, copy).outlets == 1
    by_id = report("Bay News", "11", copy_of=wire.source.report)
    assert folded(wire, by_id).outlets == 1


def test_an_outlet_that_prints_the_wire_and_reports_itself_counts_for_itself() -> None:
    wire, copy, own = report("Isle Wire"), report("Bay News", "11"), report("Bay News", "12")
    pair = (copy.source.report, wire.source.report)
    assert folded(wire, copy, own, copies=[pair]).outlets == 2


def test_five_outlets_that_cite_the_coast_guard_have_one_voucher() -> None:
    told = [report(f"Paper {n}", "10", ("a6", "on_record")) for n in range(5)]
    thing = folded(*told)
    assert (thing.outlets, thing.vouchers) == (5, 1)
    assert thing.terms == ("on_record",)


def test_the_innermost_of_a_chain_vouches_and_the_outermost_sets_the_terms() -> None:
    thing = folded(report("Bay News", "10", ("a9", "anonymous"), ("a6", "on_record")),
                   report("Isle Wire", "10", ("a6", "on_record")))  # fmt: skip
    assert thing.vouchers == 1
    assert thing.terms == ("on_record", "anonymous")


def test_an_outlet_cited_by_another_vouches_once() -> None:
    thing = folded(report("Reuters"), report("Bay News", "11", ("a12", "unspecified")))
    assert (thing.outlets, thing.vouchers) == (2, 1)


def test_unnamed_sources_of_one_state_vouch_once() -> None:
    thing = folded(report("Bay News", "10", ("a5", "on_background")),
                   report("Isle Wire", "10", ("a9", "anonymous")))  # fmt: skip
    assert (thing.outlets, thing.vouchers) == (2, 1)
    assert thing.unnamed_only


def test_known_only_from_unnamed_sources_until_somebody_vouches() -> None:
    hidden = report("Bay News", "10", ("a5", "on_background"))
    assert folded(hidden).unnamed_only
    assert not folded(hidden, report("Isle Wire")).unnamed_only
    assert not folded(hidden, report("Isle Wire", "10", ("a6", "on_record"))).unnamed_only


def test_a_statement_of_an_unnamed_speaker_is_known_from_unnamed_sources_only() -> None:
    thing = fold("statement", [says(statement("no", by="a5", terms="anonymous"), "Bay News", "1")])
    assert thing is not None
    assert thing.unnamed_only


@pytest.mark.parametrize(
    ("told", "count"),
    [
        ((), 0),
        ((("t", "a"), ("t", "b")), 1),
        ((("t", "a"), ("u", "a")), 1),
        ((("t", "a"), ("t", "b"), ("u", "b")), 2),
        ((("t", "a"), ("t", "b"), ("t", "c"), ("u", "a"), ("v", "b")), 3),
        ((("t", "a"), ("u", "a"), ("t", "b"), ("u", "b"), ("u", "c")), 2),
    ],
)
def test_outlets_are_matched_with_texts_of_their_own(told, count) -> None:
    assert independent(told) == count
