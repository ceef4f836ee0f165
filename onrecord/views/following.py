"""Saved questions as every view has them: brought up to date, asked for, in words."""

import time
from typing import Any

import msgspec

from onrecord.question import Asked, Question
from onrecord.record.codec import decode_thing
from onrecord.record.things import Thing
from onrecord.store import alerts
from onrecord.store.alerts import Alert
from onrecord.store.record import Record as Store
from onrecord.store.saved import Delivery, Saved
from onrecord.views.dates import date_words
from onrecord.views.safe import words
from onrecord.views.things import phrases

FEW = 10  # entries of one question that are shown beside others


def followed(store: Store) -> None:
    """Lets every saved question look at what has come since it last did."""
    with store.reading() as connection:
        if not alerts.behind(connection):
            return
    with store.bookkeeping() as connection:
        alerts.follow_saved(connection, store.points, int(time.time()))


def asking(ask: str, given: Any) -> Question:
    """The question that is to be saved; QuestionError where it is none."""
    narrows = {n: v for n, v in given.items() if n not in ("limit", "cursor")}
    asked: Asked = ask  # type: ignore[assignment]
    return Question.of(asked, narrows)


def in_words(question: Question) -> str:
    """«statements by Lavrov, about New START»."""
    told = (
        f"{name.replace('_', ' ')} {', '.join(value) if isinstance(value, list) else value}"
        for name, value in question.given().items()
    )
    narrowed = ", ".join(told)
    return words(f"{question.asked} {narrowed}".strip())


def plain(one: Saved) -> dict[str, Any]:
    """A saved question for JSON; moments in ISO 8601."""
    return {
        "name": one.name,
        "questions": [{"ask": it.asked, "given": it.given()} for it in one.questions],
        "when": one.when,
        "since": moment(one.since),
        "found": one.found,
        "unread": one.unread,
        "webhook": one.webhook,
    }


def entry(one: Alert) -> dict[str, Any]:
    """What was found, for JSON: the whole thing, and the id by which a repeat is known."""
    thing = msgspec.Raw(_body(one).thing)
    return {"id": one.id, "number": one.number, "at": moment(one.at), "thing": thing}


def tried(one: Delivery) -> dict[str, Any]:
    """A try to send, for JSON."""
    return {"id": one.alert, "at": moment(one.at), "problem": one.problem}


def thing_of(one: Alert) -> Thing:
    """The thing as it was when it was found."""
    return decode_thing(bytes(_body(one).thing))


def title(thing: Thing) -> str:
    """A line for it."""
    standing = phrases.status(thing.status)
    return f"{phrases.title(thing)}: {standing}" if standing else phrases.title(thing)


def told(thing: Thing) -> list[str]:
    """The words that state it, each with its report, and what stands behind it."""
    found = [
        words(f"«{one.span.text}» {one.outlet or one.url or one.source}, "
              f"{one.published or one.counted}")
        for one in thing.tellings[:3]
        if one.span
    ]  # fmt: skip
    return [*found, phrases.weight(thing)]


def moment(seconds: int) -> str:
    """A moment in ISO 8601, UTC."""
    return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(seconds))


def said_moment(seconds: int) -> str:
    """The same in words."""
    return date_words(moment(seconds)[:16] + "Z")


class _Body(msgspec.Struct):
    """What of an alert's body is shown."""

    thing: msgspec.Raw


def _body(one: Alert) -> _Body:
    return msgspec.json.decode(one.body, type=_Body)
