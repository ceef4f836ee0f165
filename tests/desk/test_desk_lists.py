"""Lists: the same answers as the record gives, a part at a time, narrowed in words."""

from pathlib import Path

import pytest
from starlette.testclient import TestClient

import onrecord
from onrecord.question import Question, listed
from onrecord.store.asking.timeline import Moment
from tests.desk.desk_visits import HOME, LISTS, Visitor

QUESTIONS = [
    ("statements", {"by": "Nasibli"}),
    ("statements", {"act": ["deny", "say"], "terms": ["on_record"]}),
    ("statements", {"text": '"withdraw the invitation"'}),
    ("statements", {"as_of": "2031-04-01"}),
    ("encounters", {"between": ["Nasibli", "Tulegen"], "min_sources": "2"}),
    ("encounters", {"place": "Tbilisi", "since": "2031-05", "until": "2031-06"}),
    ("agreements", {"by": "Kazakhstan"}),
    ("cases", {"about": "Torekhan"}),
    ("events", {"type": ["CONSULT"], "modality": ["actual"]}),
    ("actors", {"text": "nasibli"}),
    ("timeline", {"about": "Open Harbours Treaty"}),
    ("timeline", {"to": "Nasibli"}),
]


@pytest.mark.parametrize("asked", LISTS)
def test_each_has_a_page_of_its_own(visitor: Visitor, asked: str) -> None:
    page = visitor(f"/{asked}")
    assert page.status == 200
    assert page.tree.xpath("//nav//a[@aria-current='page']/@href") == [f"/{asked}"]
    assert page.said("//h1").casefold() == asked


@pytest.mark.parametrize("asked", LISTS)
def test_the_form_has_what_the_question_takes(visitor: Visitor, asked: str) -> None:
    names = set(visitor(f"/{asked}").tree.xpath("//form[@class='filters']//@name"))
    takes = {one.name for one in listed(asked)}  # type: ignore[arg-type]
    assert names == takes - {"as_of", "limit", "cursor"}


@pytest.mark.parametrize(("asked", "given"), QUESTIONS, ids=str)
def test_it_answers_as_the_record_does(
    desk: TestClient, visitor: Visitor, demo: Path, asked: str, given: dict[str, str | list[str]]
) -> None:
    address = str(desk.build_request("GET", f"/{asked}", params=given).url)
    with onrecord.open(demo) as record:
        part = record.part(Question.of(asked, given))  # type: ignore[arg-type]
    wanted = [(one.thing if isinstance(one, Moment) else one).id for one in part.items]
    assert visitor(address).ids() == wanted
    assert wanted


def test_parts_follow_each_other_to_the_end(visitor: Visitor, demo: Path) -> None:
    address, found = "/encounters?limit=7&since=2031", []
    while address:
        page = visitor(address)
        found += page.ids()
        address = next(iter(page.tree.xpath("//a[@rel='next']/@href")), "")
    with onrecord.open(demo) as record:
        wanted = [one.id for one in record.encounters(since="2031")]
    assert found == wanted
    assert len(found) > 7


def test_what_a_form_leaves_empty_goes_from_the_address(desk: TestClient) -> None:
    answer = desk.get(
        "/statements?by=&act=say&between=&between=&until=+&as_of=", follow_redirects=False
    )
    assert answer.status_code == 303
    assert answer.headers["location"] == "/statements?act=say"


def test_what_was_given_stands_in_the_form(visitor: Visitor) -> None:
    page = visitor("/encounters?between=Nasibli&between=Tulegen&modality=actual&since=2031")
    (form,) = page.tree.xpath("//form[@class='filters']")
    assert form.xpath(".//input[@name='between']/@value") == ["Nasibli", "Tulegen"]
    assert form.xpath(".//input[@name='modality'][@checked]/@value") == ["actual"]
    assert "Between: Nasibli, Tulegen · Happened: happened" in page.said()


def test_an_empty_answer_names_what_hides_things(visitor: Visitor) -> None:
    page = visitor("/statements?by=Nasibli&terms=off_record")
    said = page.said("//p[@class='empty']")
    assert "Terms: off_record" in said
    assert "Clear" in said


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/statements?since=never", "since is 'never'"),
        ("/statements?colour=red", "'colour' is no parameter"),
        ("/cases?to=Nasibli", "does not take to"),
        ("/encounters?between=Nasibli", "two names"),
        ("/statements?by=a&by=b", "one value"),
        ("/statements?cursor=nonsense", "cursor"),
        ("/statements?limit=0", "whole number"),
        ("/statements?as_of=yesterday", "as_of"),
    ],
)
def test_a_question_that_cannot_be_asked_is_told_in_words(
    visitor: Visitor, path: str, said: str
) -> None:
    page = visitor(path)
    assert page.status == 400
    assert said in page.said("//div[@class='failed']")
    assert page.tree.xpath("//nav//a")  # the rest of the desk stands


def test_words_stand_in_their_sentence(visitor: Visitor) -> None:
    page = visitor("/statements?text=%22withdraw+the+invitation%22&by=Nasibli&until=2031-03-21")
    words = page.said("//li[contains(@class, 'entry')][1]//blockquote")
    assert "Today we withdraw the invitation" in words
    (said, *_) = page.tree.xpath("//blockquote/q[@class='said']")
    assert "withdraw the invitation" in "".join(said.itertext())


def test_an_unknown_name_is_told(visitor: Visitor) -> None:
    assert "Zzyzx" in visitor("/statements?by=Zzyzx").said()


def test_dates_and_links_keep_the_time(visitor: Visitor) -> None:
    page = visitor("/timeline?as_of=2031-04-10")
    assert "The record as it stood on 10 April 2031" in page.said("//p[@class='then']")
    kept = [one for one in page.links() if "as_of=2031-04-10" not in one]
    assert kept == [f"{HOME}/timeline"]  # «back to now» alone


def test_what_lasts_is_told_with_how_it_stands(made: Visitor) -> None:
    said = made("/agreements").said("//li[contains(@class, 'entry')]")
    assert "Lantern Pact Suspended since 6 March 2031" in said
    assert "last report 8 March 2031" in said
    assert "no date" not in said


def test_the_time_says_how_much_it_leaves_out(made: Visitor) -> None:
    said = made("/agreements?as_of=2031-03-05").said("//p[@class='then']")
    assert "2 later reports are left out" in said
