"""A report's id: from its address, else outlet and title, else its text; and the post."""

from onrecord.report import report_id


def test_the_address_decides_where_there_is_one() -> None:
    here = report_id("a", url="https://news.example/1", outlet="X", title="Y")
    assert here == report_id("b", url="https://news.example/1")
    assert len(here) == 16
    assert here != report_id("a", url="https://news.example/2")


def test_then_outlet_and_title_then_the_text() -> None:
    assert report_id("a", outlet="X", title="Y") == report_id("b", outlet="X", title="Y")
    assert report_id("a", outlet="X") == report_id("a", title="Y") == report_id("a")
    assert report_id("a") != report_id("b")
    assert report_id("a", outlet="XY", title="Z") != report_id("a", outlet="X", title="YZ")


def test_posts_of_one_page_are_told_apart() -> None:
    page = report_id("a", url="https://news.example/live")
    posts = {report_id("a", url="https://news.example/live", post=p) for p in ("1", "2")}
    assert len(posts | {page}) == 3
