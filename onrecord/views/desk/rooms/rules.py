"""What the rules of a watch have found: ``/rules``, and an Atom feed (RFC 4287) for each rule."""

from collections.abc import Iterator
from datetime import UTC, datetime
from xml.etree.ElementTree import Element, SubElement, tostring

import msgspec
from fastapi import APIRouter, Request, Response

from onrecord.errors import NotInRecord
from onrecord.record.codec import decode_thing
from onrecord.record.things import Thing
from onrecord.store import alerts
from onrecord.store.alerts import Alert
from onrecord.views.desk.visits import PageRoute, Visit
from onrecord.views.safe import words
from onrecord.views.things import phrases

router = APIRouter(include_in_schema=False, route_class=PageRoute)
_ATOM = "http://www.w3.org/2005/Atom"
FEW = 10  # alerts of a rule that the page shows


@router.get("/rules")
def rules(request: Request) -> Response:
    """Every rule with the last that it has found."""
    visit = Visit.of(request)
    with visit.store.reading() as connection:
        found = [
            (name, count, [_told(one) for one in alerts.alerts(connection, name, FEW)])
            for name, count in alerts.rules(connection)
        ]
    return visit.page("rules.html", title="Rules", rules=found)


@router.get("/rules/{name}.atom")
def feed(request: Request, name: str) -> Response:
    """What a rule has found, as a feed; the newest first."""
    visit = Visit.of(request)
    with visit.store.reading() as connection:
        if name not in dict(alerts.rules(connection)):
            raise NotInRecord("There is no such rule.", "/rules has those that are followed.")
        found = alerts.alerts(connection, name)
    base = str(request.base_url).rstrip("/")
    made = Element("feed", {"xmlns": _ATOM})
    SubElement(made, "id").text = f"{base}/rules/{name}.atom"
    SubElement(made, "title").text = f"Onrecord: {name}"
    SubElement(made, "updated").text = _moment(found[0].at if found else 0)
    SubElement(made, "link", {"rel": "self", "href": f"{base}/rules/{name}.atom"})
    author = SubElement(made, "author")
    SubElement(author, "name").text = "Onrecord"
    for one in found:
        made.append(_entry(one, base))
    body = tostring(made, encoding="utf-8", xml_declaration=True)
    return Response(body, media_type="application/atom+xml")


def _entry(one: Alert, base: str) -> Element:
    thing = _thing(one)
    made = Element("entry")
    SubElement(made, "id").text = f"urn:onrecord:alert:{one.id}"
    SubElement(made, "title").text = _title(thing)
    SubElement(made, "updated").text = _moment(one.at)
    SubElement(made, "link", {"href": f"{base}/things/{one.thing}"})
    SubElement(made, "content", {"type": "text"}).text = "\n".join(_words(thing))
    return made


def _words(thing: Thing) -> Iterator[str]:
    """The words that state it, with the report, and who vouches."""
    for one in thing.tellings[:3]:
        if one.span:
            source = one.outlet or one.url or one.source
            yield words(f"«{one.span.text}» {source}, {one.published or one.counted}")
    yield phrases.weight(thing)


def _told(one: Alert) -> tuple[str, str, str, str]:
    state = one.problem or ("waits to be sent" if one.due else "")
    return _moment(one.at), one.thing, _title(_thing(one)), state


def _title(thing: Thing) -> str:
    standing = phrases.status(thing.status)
    return f"{phrases.title(thing)}: {standing}" if standing else phrases.title(thing)


def _thing(one: Alert) -> Thing:
    return decode_thing(bytes(msgspec.json.decode(one.body, type=_Body).thing))


class _Body(msgspec.Struct):
    """What of an alert's body is shown."""

    thing: msgspec.Raw


def _moment(seconds: int) -> str:
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
