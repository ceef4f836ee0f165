"""One statement that many carry, rule by rule."""

from testified import REFS, on, says, statement

from onrecord.facts import DateSlot
from onrecord.record.folding import fold
from onrecord.record.things import StatementThing

LONG = "“Neither of us gains from an empty sea,” and we have put a fair offer on the table"
SHORT = "“Neither of us gains from an empty sea”"


def folded(*told, **more) -> StatementThing:
    thing = fold("statement", told, **more)
    assert isinstance(thing, StatementThing)
    return thing


def test_the_fullest_direct_words_stand_first() -> None:
    thing = folded(
        says(statement("that both sides lose where there is no fish left, and more of the same "
                       "at some length, so that this is the longest of all of them"),
             "Cape Times", "09"),
        says(statement(SHORT, quoted=True, key="1111111111111111"), "Bay News", "10"),
        says(statement(LONG, quoted=True), "Isle Wire", "11"),
    )  # fmt: skip
    assert [span.text for span in thing.content] == [LONG]
    assert thing.mode == "direct"
    assert thing.tellings[0].outlet == "Isle Wire"
    assert thing.outlets == 3
    assert thing.key != "1111111111111111"  # the key is that of the first account all the same
    assert thing.id == f"statement-{thing.key}"
    (words,) = [one for one in thing.told if one.slot == "content"]
    assert words.told == (0,)


def test_about_and_addressees_are_united() -> None:
    thing = folded(
        says(statement(SHORT, quoted=True, about=("g1",), addressees=("a4",)), "Bay News", "10"),
        says(statement(LONG, quoted=True, about=("c1",), targets=("a4",)), "Isle Wire", "11"),
    )
    assert set(thing.about) == {REFS["g1"].id, REFS["c1"].id}
    assert (thing.addressees, thing.targets) == (("actor-iceland",), ("actor-iceland",))


def test_a_named_speaker_stands_before_an_unnamed_one() -> None:
    thing = folded(
        says(statement(SHORT, by="a5", quoted=True), "Bay News", "10"),
        says(statement(SHORT, by="a9", quoted=True), "Cape Times", "10"),
        says(statement(SHORT, by="a1", quoted=True), "Isle Wire", "11"),
    )
    assert thing.speaker == ("actor-halvorsen",)


def test_an_act_that_most_outlets_tell_stands_and_between_equals_that_of_the_fullest() -> None:
    say = says(statement(SHORT, act="say"), "Bay News", "10")
    urge = says(statement(SHORT, quoted=True, act="urge"), "Isle Wire", "11")
    again = says(statement(SHORT, act="say", occasion="call"), "Cape Times", "11")
    assert folded(say, urge).act == "urge"
    assert folded(say, urge, again).act == "say"


def test_own_terms_are_what_most_say_that_say_any() -> None:
    thing = folded(
        says(statement(SHORT, terms="unspecified"), "Bay News", "10"),
        says(statement(LONG, terms="unspecified"), "Cape Times", "10"),
        says(statement(SHORT, quoted=True, terms="on_record", occasion="news conference"),
             "Isle Wire", "11"),
    )  # fmt: skip
    assert thing.own_terms == "on_record"
    assert thing.occasion == "news conference"
    assert thing.terms == ("on_record", "unspecified")


def test_dates_taken_from_each_report_make_no_dispute() -> None:
    thing = folded(
        says(statement(SHORT, date=DateSlot(value="2026-03-10", basis="publication")),
             "Bay News", "10"),
        says(statement(SHORT, date=DateSlot(value="2026-03-12", basis="publication")),
             "Isle Wire", "12"),
    )  # fmt: skip
    assert thing.disputes == ()
    told = folded(
        says(statement(SHORT, date=on("2026-03-10")), "Bay News", "10"),
        says(statement(SHORT, date=on("2026-03-12")), "Isle Wire", "12"),
    )
    assert [dispute.about for dispute in told.disputes] == ["date"]


def test_an_accusation_meets_its_denial_by_the_accused() -> None:
    accusation = says(
        statement("that Iceland broke the quotas", act="accuse", targets=("a4",), about=("g1",)),
        "Bay News", "10",
    )  # fmt: skip
    denial = says(
        statement("that it broke any quota", by="a2", act="deny", about=("g1",)), "Isle Wire", "11"
    )
    other = says(
        statement("that it broke any quota", by="a3", act="deny", about=("g1",)), "Isle Wire", "12"
    )
    thing = folded(accusation, statements_about=[accusation, denial, other])
    (dispute,) = thing.disputes
    assert dispute.about == "denial"
    assert [side.tellings for side in dispute.sides] == [(accusation.key,), (denial.key,)]
    assert dispute.sides[1].value == "that it broke any quota"
    assert folded(accusation, statements_about=[accusation, other]).disputes == ()


def test_planned_then_said_was_said() -> None:
    thing = folded(
        says(statement("to press Iceland", modality="planned"), "Bay News", "09"),
        says(statement(SHORT, quoted=True), "Isle Wire", "11"),
    )
    assert thing.modality == "actual"
