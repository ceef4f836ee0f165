"""What a saved question has found, as a feed for readers of feeds and as a calendar.

    Atom (RFC 4287), JSON Feed 1.1 (https://jsonfeed.org/version/1.1), iCalendar (RFC 5545)

An entry has the id of its alert, which is the same whenever it is asked for. No address in a feed
has a secret in it: who reads it sends one along (``Authorization``).
"""

from collections.abc import Iterable, Sequence
from xml.etree.ElementTree import Element, SubElement, tostring

import msgspec

from onrecord.question import Question
from onrecord.record.things import Thing
from onrecord.store.alerts import Alert
from onrecord.store.asking.opened import Record
from onrecord.views.exports import calendar
from onrecord.views.following import moment, thing_of, title, told

ATOM, JSON_FEED, CALENDAR = "application/atom+xml", "application/feed+json", "text/calendar"
DATED = frozenset({"encounters", "agreements", "cases", "events"})
_NAMESPACE = "http://www.w3.org/2005/Atom"
_DATES = 500  # things of one question that its calendar has


def atom(name: str, found: Sequence[Alert], base: str, path: str) -> bytes:
    """The entries, the newest first; ``base`` is the desk's address, ``path`` the feed's below."""
    made = Element("feed", {"xmlns": _NAMESPACE})
    SubElement(made, "id").text = f"{base}{path}"
    SubElement(made, "title").text = f"Onrecord: {name}"
    SubElement(made, "updated").text = moment(found[0].at if found else 0)
    SubElement(made, "link", {"rel": "self", "href": f"{base}{path}"})
    author = SubElement(made, "author")
    SubElement(author, "name").text = "Onrecord"
    for one in found:
        thing = thing_of(one)
        each = SubElement(made, "entry")
        SubElement(each, "id").text = _id(one)
        SubElement(each, "title").text = title(thing)
        SubElement(each, "updated").text = moment(one.at)
        SubElement(each, "link", {"href": f"{base}/things/{one.thing}"})
        SubElement(each, "content", {"type": "text"}).text = "\n".join(told(thing))
    written: bytes = tostring(made, encoding="utf-8", xml_declaration=True)
    return written


def json_feed(name: str, found: Sequence[Alert], base: str, path: str) -> bytes:
    """The same as JSON Feed."""
    items = []
    for one in found:
        thing = thing_of(one)
        items.append(
            {
                "id": _id(one),
                "url": f"{base}/things/{one.thing}",
                "title": title(thing),
                "content_text": "\n".join(told(thing)),
                "date_published": moment(one.at),
            }
        )
    whole = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": f"Onrecord: {name}",
        "home_page_url": f"{base}/saved/{name}",
        "feed_url": f"{base}{path}",
        "items": items,
    }
    return msgspec.json.encode(whole)


def dated(questions: Iterable[Question]) -> bool:
    """Whether any of the questions is about what has dates."""
    return any(one.asked in DATED for one in questions)


def dates(record: Record, name: str, questions: Iterable[Question]) -> bytes:
    """All that answers the questions now and has a date, as a calendar."""
    things: dict[str, Thing] = {}
    for one in questions:
        if one.asked in DATED:
            part = record.part(Question.of(one.asked, {**one.given(), "limit": _DATES}))
            things |= {thing.id: thing for thing in part.items}
    return calendar.whole(f"Onrecord: {name}", things.values())


def _id(one: Alert) -> str:
    return f"urn:onrecord:alert:{one.id}"
