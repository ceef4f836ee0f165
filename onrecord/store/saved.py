"""Questions that somebody saved: what they found, how much of it is unread, what was sent.

A saved question is a rule (``alerts``) with an owner. Its name is the owner's own: two people may
use the same one. What somebody has read is a mark: everything numbered higher is unread.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, delete, func, insert, select, update

from onrecord.errors import NotInRecord, QuestionError
from onrecord.question import Question
from onrecord.store.alerts import Rule, When, begin, look, read, written
from onrecord.store.asking.answering import KIND
from onrecord.store.points import Points
from onrecord.store.schema import alert, delivery, rule, seen, told

NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,63}")
MOST = 200  # questions that one owner saves
SEVERAL = 20  # under one name
_HOOK = re.compile(r"ONRECORD_HOOK[A-Z0-9_]{0,50}")


@dataclass(frozen=True, slots=True)
class Saved:
    """A saved question, or several under one name.

    ``since`` is when it was saved, in seconds since 1970; ``found`` counts what came since,
    ``unread`` what of that is above the mark of whoever asks. ``webhook`` gets it as it comes.
    """

    name: str
    questions: tuple[Question, ...]
    when: When
    since: int
    found: int
    unread: int
    webhook: str | None = None


@dataclass(frozen=True, slots=True)
class Hook:
    """Where a question's alerts go, and the setting of the environment that has the secret."""

    address: str
    secret: str


@dataclass(frozen=True, slots=True)
class Delivery:
    """One try to send an alert; ``problem`` None: it was taken."""

    alert: str
    at: int
    problem: str | None


def checked(name: str, questions: Sequence[Question], when: str, hook: Hook | None = None) -> None:
    """QuestionError where this cannot be saved, with what to do."""
    if not NAME.fullmatch(name):
        raise QuestionError(
            f"{name[:80]!r} cannot be the name of a saved question.",
            "Take small letters, digits and hyphens (64 at most).", "name",
        )  # fmt: skip
    if when not in ("new", "status"):
        raise QuestionError.of("when", when, "new or status")
    for one in questions:
        if one.asked not in KIND or one.asked == "positions":
            kinds = ", ".join(kind for kind in KIND if kind != "positions")
            raise QuestionError.of("ask", one.asked, f"one of {kinds}")
        if when == "status" and one.asked not in ("agreements", "cases"):
            raise QuestionError(f"{one.asked} have no status.", "Ask for agreements or cases.")
        if held := one.given().keys() & {"as_of", "limit", "cursor"}:
            what = f"A question that stays has no {min(held)}."
            raise QuestionError(what, "It looks at what is new.", min(held))
    if hook is not None and not _HOOK.fullmatch(hook.secret):
        raise QuestionError(
            "A webhook needs the name of a setting of the environment that has its secret.",
            "Name one that begins with ONRECORD_HOOK, such as ONRECORD_HOOK_SECRET.", "secret_env",
        )  # fmt: skip


def save(
    connection: Connection, points: Points, owner: str, name: str, questions: Sequence[Question],
    now: int, *, when: When = "new", hook: Hook | None = None, add: bool = False,
) -> None:  # fmt: skip
    """Saves questions under a name, from now on; what is there already is not told.

    ``add``: beside those that the name has. Else a name that asks the same stays as it is, but for
    its webhook; one that asks otherwise begins anew. QuestionError where it cannot be saved.
    """
    there = {row.name: row for row in _rows(connection, owner)}
    before = there.get(_full(owner, name))
    asked = tuple(dict.fromkeys(questions))
    if add and before is not None:
        old = read(before)
        when, asked = old.when, tuple(dict.fromkeys((*old.questions, *questions)))
    checked(name, asked, when, hook)
    if len(asked) > SEVERAL or (before is None and len(there) >= MOST):
        what = f"{SEVERAL} questions under one name, and {MOST} names, are the most."
        raise QuestionError(what, "Leave one of them out: onrecord unsave NAME.", "name")
    one = Rule(_full(owner, name), asked, when, owner)
    columns = {} if hook is None else {"webhook": hook.address, "secret": hook.secret}
    if before is None:
        begin(connection, points, one, now, **columns)
    elif before.question == written(one):
        if columns:
            connection.execute(update(rule).where(rule.c.name == one.name).values(**columns))
    else:
        kept = {"webhook": before.webhook, "secret": before.secret} | columns
        look(connection, points, read(before), before, now, sent=before.webhook is not None)
        begin(connection, points, one, now, **kept)


def unsave(connection: Connection, owner: str, name: str) -> None:
    """Forgets a saved question with all that it found; NotInRecord where there is none."""
    full = _row(connection, owner, name).name
    for column in (rule.c.name, told.c.rule, alert.c.rule, seen.c.rule, delivery.c.rule):
        connection.execute(delete(column.table).where(column == full))


def saved(connection: Connection, owner: str) -> list[Saved]:
    """What somebody saved, by name."""
    return [_saved(connection, owner, row) for row in _rows(connection, owner)]


def saved_as(connection: Connection, owner: str, name: str) -> Saved:
    """What somebody saved under a name; NotInRecord where that is nothing."""
    return _saved(connection, owner, _row(connection, owner, name))


def mark(connection: Connection, owner: str, name: str, number: int | None = None) -> None:
    """Takes everything up to a number as read (None: all there is); a mark never goes back."""
    full = _row(connection, owner, name).name
    last = connection.scalar(select(func.max(alert.c.number)).where(alert.c.rule == full)) or 0
    wanted = last if number is None else min(number, last)
    before = marked(connection, owner, full)
    if wanted > before:
        connection.execute(delete(seen).where((seen.c.who == owner) & (seen.c.rule == full)))
        connection.execute(insert(seen).values(who=owner, rule=full, number=wanted))


def marked(connection: Connection, owner: str, full: str) -> int:
    """Up to which number somebody has read a rule, by its full name."""
    mine = (seen.c.who == owner) & (seen.c.rule == full)
    return connection.scalar(select(seen.c.number).where(mine)) or 0


def full_name(connection: Connection, owner: str, name: str) -> str:
    """The name that a saved question has among all rules; NotInRecord where there is none."""
    return str(_row(connection, owner, name).name)


def deliveries(connection: Connection, full: str, most: int = 50) -> list[Delivery]:
    """The last tries to send what a rule found, the newest first."""
    rows = connection.execute(
        select(delivery.c.alert, delivery.c.at, delivery.c.problem)
        .where(delivery.c.rule == full)
        .order_by(delivery.c.number.desc())
        .limit(most)
    )
    return [Delivery(*row) for row in rows]


def hooks(connection: Connection) -> dict[str, Hook]:
    """The webhooks of all that is saved, by the full names of the rules."""
    rows = connection.execute(
        select(rule.c.name, rule.c.webhook, rule.c.secret).where(rule.c.webhook.is_not(None))
    )
    return {name: Hook(address, secret) for name, address, secret in rows}


def _saved(connection: Connection, owner: str, row: Any) -> Saved:
    one = read(row)
    mine = alert.c.rule == one.name
    above = alert.c.number > marked(connection, owner, one.name)
    counts = select(func.count(), func.count().filter(above)).select_from(alert).where(mine)
    found, unread = connection.execute(counts).one()
    short = one.name.removeprefix(f"{owner}/")
    return Saved(short, one.questions, one.when, row.since, found, unread, row.webhook)


def _rows(connection: Connection, owner: str) -> list[Any]:
    mine = select(rule).where(rule.c.owner == owner).order_by(rule.c.name)
    return list(connection.execute(mine))


def _row(connection: Connection, owner: str, name: str) -> Any:
    full = (rule.c.owner == owner) & (rule.c.name == _full(owner, name))
    row = connection.execute(select(rule).where(full)).first()
    if row is None:
        raise NotInRecord(
            f"No question is saved as {name[:80]!r}.", "onrecord saved has those that are."
        )
    return row


def _full(owner: str, name: str) -> str:
    """The name among all rules: owners stand before a stroke, which no name has."""
    return f"{owner}/{name}"
