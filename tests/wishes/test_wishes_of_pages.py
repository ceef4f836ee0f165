"""The page changes: what users of the nearest tools ask for when a text is written over.

hypothesis/client#7571, h#863: after an edit a note silently moves to a sentence that looks alike;
orphans have lost their text.
"""

from pathlib import Path

from onrecord.record.verdicts import Verdict
from onrecord.store import reviewing
from onrecord.store.asking.opened import Record as Asked
from onrecord.store.record import open_record
from tests.store.changing_worlds import URL, told


def test_the_page_changes_facts_move_only_with_identical_words(tmp_path: Path) -> None:
    """One sentence stands, one becomes another that looks alike: one verdict moves, one rests."""
    with open_record(tmp_path / "a.db", create=True) as record:
        old = told([(0, 0), (1, 3)], 1)
        record.add([old])
        for one in old.statements:
            reviewing.give(
                record, Verdict.given("reject", [one.key], at="2031-05-02T12:00:00Z", by="Osei")
            )
        record.add([told([(0, 1), (1, 3)], 3)])
        (left,) = Asked(record).statements()
        assert left.tellings[0].span is not None
        assert left.tellings[0].span.text.startswith("The last of the treaties")
        assert [one.moved for one in Asked(record).changed(URL).verdicts] == [False, True]


def test_the_page_changes_every_version_of_a_text_is_kept(tmp_path: Path) -> None:
    """What rests on an older version is shown with its text; as of then it is told as it was."""
    with open_record(tmp_path / "a.db", create=True) as record:
        old, new = told([(0, 0)], 1), told([(2, 3)], 3)
        record.add([old])
        key = old.statements[0].key
        reviewing.give(record, Verdict.given("accept", [key], at="2031-05-02T12:00:00Z", by="Osei"))
        record.add([new])
        found = Asked(record).changed(URL)
        assert (found.was.report.text, found.now.report.text) == (old.report.text, new.report.text)
        (rests,) = found.verdicts
        assert not rests.moved
        assert rests.words is not None
        assert rests.words.holds(old.report.text)
        (then,) = Asked(record).statements(as_of="2031-05-02T23:00:00Z")
        assert then.tellings[0].span == old.statements[0].content[0]
