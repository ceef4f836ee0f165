"""What an actor said about a subject, in order, with what changed."""

from testified import on, says, statement

from onrecord.record.folding import fold
from onrecord.record.positions import compared, positions
from onrecord.record.things import StatementThing


def thing(words: str, day: str, **more) -> StatementThing:
    found = fold("statement", [says(statement(words, **more), "Bay News", day)])
    assert isinstance(found, StatementThing)
    return found


def test_positions_in_order_with_what_changed() -> None:
    urge = thing("Iceland to return to the accord", "10", act="urge", date=on("2026-03-10"))
    again = thing("Iceland to return to the Accord.", "11", act="urge", date=on("2026-03-11"))
    not_ = thing("Iceland not to return to the accord", "12", act="urge", date=on("2026-03-12"))
    threat = thing("Iceland not to return to the accord", "12", act="threaten",
                   date=on("2026-03-13"))  # fmt: skip
    found = positions([threat, not_, urge, again])
    assert [one.statement for one in found] == [urge.id, again.id, not_.id, threat.id]
    assert [one.changed for one in found] == [(), (), ("words",), ("act",)]
    assert found[2].new == ("not",)
    assert found[2].gone == ()
    assert found[0].alike is None
    assert found[1].alike == 1.0


def test_words_are_the_reports_own() -> None:
    assert compared("We will study the offer", "We will not study your offer, ever") == (
        0.667, ("the",), ("not", "your", "ever"),
    )  # fmt: skip


def test_what_was_not_said_is_no_position_and_without_a_date_it_lies_at_its_report() -> None:
    planned = thing("to press Iceland", "09", modality="planned")
    undated = thing("a fair offer", "11")
    dated = thing("an answer", "12", date=on("2026-03-10"))
    assert [one.statement for one in positions([planned, undated, dated])] == [
        dated.id, undated.id,
    ]  # fmt: skip
