"""The front page: what changed, what is new, what is open; and of an empty record how to begin."""

from pathlib import Path

from starlette.testclient import TestClient

from onrecord.store.record import open_record
from onrecord.views.desk.app import create
from tests.desk.desk_visits import Visitor, client, visiting
from tests.desk.desk_worlds import TALES
from tests.store.asked_worlds import readings


def test_it_says_what_day_it_is_and_how_much_there_is(visitor: Visitor) -> None:
    page = visitor("/")
    assert page.said("//h1") == "Friday 4 July 2031"
    assert "The record holds 40 reports" in page.said()


def test_what_changed_status_in_those_days(made: Visitor) -> None:
    page = made("/")
    (row,) = page.tree.xpath("//table[@class='changed']/tbody/tr")
    cells = [" ".join(cell.text_content().split()) for cell in row]
    assert cells == [
        "Lantern Pact", "Signed", "Suspended", "6 March 2031", "Austria",
        "1 source, 2 reports (1 terms not stated)",
    ]  # fmt: skip


def test_as_of_an_earlier_day_it_is_of_that_day(made: Visitor) -> None:
    page = made("/?as_of=2031-03-04&days=30")
    assert page.said("//h1") == "Tuesday 4 March 2031"
    (row,) = page.tree.xpath("//table[@class='changed']/tbody/tr")
    assert [cell.text_content().strip() for cell in row][1:4] == [
        "Nothing told", "Signed", "2 March 2031",
    ]  # fmt: skip
    assert [one for one in page.links() if "as_of=" not in one] == [
        "http://127.0.0.1:8400/?days=30"
    ]


def test_days_without_a_change_name_the_last_one(made: Visitor) -> None:
    said = made("/?as_of=2031-05-01").said("//p[@class='empty'][1]")
    assert said.startswith("Nothing changed status in these seven days.")
    assert "The last was Lantern Pact, suspended, 6 March 2031." in said


def test_nothing_that_did_not_happen_is_bold(visitor: Visitor) -> None:
    page = visitor("/?days=30")
    assert page.tree.xpath("//*[contains(@class, 'not')]//b") == []


def test_an_empty_record_shows_one_command(empty: TestClient) -> None:
    page = visiting(empty)("/")
    assert page.status == 200
    assert "onrecord add report.txt --record" in page.said("//code")
    for path in ("/statements", "/timeline", "/disputes", "/reports", "/search"):
        assert visiting(empty)(path).status == 200


def test_before_the_first_report_it_is_as_empty(visitor: Visitor) -> None:
    assert "An empty record" in visitor("/?as_of=2030").said("//h1")


def test_what_was_remembered_is_forgotten_with_the_next_report(tmp_path: Path) -> None:
    with open_record(tmp_path / "grows.db", create=True) as store:
        store.add(readings(TALES[:1]))
        visit = visiting(client(create(store)))
        assert "Suspended" not in visit("/").said("//main")
        assert visit("/").text == visit("/").text
        store.add(readings(TALES[1:]))
        assert "Suspended" in visit("/").said("//main")
