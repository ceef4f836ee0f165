"""Every page from link to link: none fails, none says what nobody wrote, none is too large."""

import re

from tests.desk.desk_visits import Visitor, crawled

LARGEST = 200_000  # bytes of a page
_NOTHING = re.compile(r"\b(None|null|undefined|NaN|Undefined|object at 0x)\b")


def test_every_page_holds(visitor: Visitor) -> None:
    seen = 0
    starts = ["/", "/search?text=treaty", "/statements?as_of=2031-04-10", "/positions"]
    for page in crawled(visitor, starts, 110):
        assert page.status == 200, page.address
        assert len(page.text.encode()) < LARGEST, page.address
        assert _NOTHING.search(page.said("//main")) is None, page.address
        ids = page.tree.xpath("//@id")
        assert len(ids) == len(set(ids)), page.address
        targets = {one[1:] for one in page.tree.xpath("//a/@href") if one.startswith("#")}
        assert targets <= set(ids), page.address
        seen += 1
    assert seen > 40
