"""Reviewing in the browser: one fact after the other, one verdict each, taken back as easily.

``/review`` shows what waits (narrowed as a question is), ``/review/change`` what a merge or a split
would change before it is done, ``/review/verdicts`` who decided what. Every verdict is given by the
user who signed in, else as on the command line.
"""

import json
from collections.abc import Sequence
from typing import Annotated, Any

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import RedirectResponse

from onrecord.errors import InvalidVerdict, NotInRecord
from onrecord.question import listed
from onrecord.record.things import Thing
from onrecord.record.verdicts import Judgement, Verdict
from onrecord.store import conflicts, proposing, reviewing
from onrecord.store.record import Record as Store
from onrecord.store.verdicts import now
from onrecord.store.waiting import REVIEWED, Waiting, waiting
from onrecord.text import Span
from onrecord.views.dates import date_words
from onrecord.views.desk.judging import judged
from onrecord.views.desk.rooms.things import facts
from onrecord.views.desk.visits import PageRoute, Visit
from onrecord.views.review.reviewer import reviewer
from onrecord.views.review.standing import Given, given
from onrecord.views.review.values import value
from onrecord.views.things import phrases

router = APIRouter(include_in_schema=False, route_class=PageRoute)
Text = Annotated[str, Form(max_length=20_000)]
Texts = Annotated[list[str] | None, Form()]
MOST = 100  # of each kind that a queue holds
LATELY = 6
_NARROWED = {one.name for one in listed()} - {"limit", "cursor", "as_of"}
_SIMPLE: dict[str, Judgement] = {"accept": "accept", "reject": "reject", "correct": "correct"}
_SPOKEN = ("content", "source", "cue")


@router.get("/review")
def queue(request: Request, after: str = "", thing: str = "", done: str = "") -> Response:
    """The next fact that waits, after one that was put off; or the one that is asked for."""
    visit = Visit.of(request)
    narrowed = _narrowed(visit)
    found = waiting(visit.store, narrowed, REVIEWED, most=MOST)
    ids = [one.thing.id for one in found]
    at = ids.index(after) + 1 if after in ids else 0
    if thing:
        shown = visit.record.show(thing)
        one = next((one for one in found if one.thing.id == shown.id), Waiting(shown))
        at = ids.index(shown.id) if shown.id in ids else at
    elif at < len(found):
        one = found[at]
    else:
        return visit.page(
            "review_done.html", title="Review", lately=_lately(visit.store), put_off=len(found),
            again=visit.links.to("/review", narrowed), contradicting=_contradicting(visit.store),
        )  # fmt: skip
    return visit.page(
        "review.html",
        title="Review",
        of=judged(visit.store, one, visit.reports.texts),
        facts=[pair for pair in facts(visit, one.thing) if pair[1]],
        number=at + 1,
        count=len(found),
        narrowed=narrowed,
        later=visit.links.to("/review", narrowed, after=one.thing.id),
        lately=_lately(visit.store),
        done=_done(visit.store, done),
        contradicting=_contradicting(visit.store),
    )


@router.post("/review")
def judge(
    request: Request, verdict: Text = "", of: Text = "", next: Text = "", why: Text = "",
    turn: Text = "", field: Text = "", written: Text = "", correction: Text = "",
) -> Response:  # fmt: skip
    """Gives a verdict about a thing, or one turn of it, and goes on."""
    visit = Visit.of(request)
    thing = visit.record.show(of)
    named, within = [thing.id], []
    if turn:
        named, within = [turn], list(_accounts(visit.store, thing))
    if verdict not in _SIMPLE:
        raise InvalidVerdict(f"{verdict[:20]!r} is no verdict.", "Accept, correct or reject.")
    corrected = {}
    if verdict == "correct":
        corrected = _correction(visit.store, field.strip(), written.strip(), correction)
    one = _given(request, _SIMPLE[verdict], named, why=why, within=within, correction=corrected)
    reviewing.give(visit.store, one)
    return _onward(visit, next, one)


@router.post("/review/words")
def mend(
    request: Request, of: Text = "", key: Text = "", report: Text = "", counted: Text = "",
    slot: Text = "content", start: Annotated[int, Form()] = 0, end: Annotated[int, Form()] = 0,
    next: Text = "",
) -> Response:  # fmt: skip
    """Corrects the words of one telling: what was said, who said it, or the cue."""
    visit = Visit.of(request)
    thing = visit.record.show(of)
    if not any(one.key == key and one.report == report for one in thing.tellings):
        raise NotInRecord("This report tells nothing of it.", "Go back and choose words again.")
    text = visit.reports.texts({(report, counted)}).get((report, counted))
    if text is None or slot not in _SPOKEN:
        raise InvalidVerdict("These words cannot be corrected.", f"Name one of {_SPOKEN}.")
    span = Span.of(text, start, end)
    right = {slot: [{"start": span.start, "end": span.end, "text": span.text}]}
    one = _given(request, "correct", [key], correction=right)
    reviewing.give(visit.store, one)
    return _onward(visit, next, one)


@router.get("/review/change")
def change(request: Request, verdict: str = "", of: str = "", why: str = "") -> Response:
    """What a merge or a split would change; nothing is changed yet."""
    visit = Visit.of(request)
    one = _binding(request, visit.store, verdict, of, _others(request), why)
    stands = conflicts.against(visit.store, one) if verdict == "merge" else ()
    if stands:
        return _against(visit, one, stands, of, _others(request), why)
    outcome = reviewing.preview(visit.store, one)
    return visit.page(
        "review_change.html", title=f"{verdict.capitalize()}, before it is done", verdict=verdict,
        of=of, others=_others(request), why=why, rows=_beside(outcome.before, outcome.after),
        before=len(outcome.before), after=len(outcome.after),
        leave=visit.links.to("/review", thing=of),
    )  # fmt: skip


@router.post("/review/change")
def bind(
    request: Request, verdict: Text = "", of: Text = "", other: Texts = None, why: Text = "",
    over: Texts = None,
) -> Response:  # fmt: skip
    """Merges or splits; ``over`` names what stands against a merge and is taken back for it."""
    visit = Visit.of(request)
    one = _binding(request, visit.store, verdict, of, other or [], why)
    if over:
        outcome = conflicts.give_over(visit.store, one, over, by=_by(request))
    else:
        outcome = reviewing.give(visit.store, one)
    there = outcome.after[0].id if outcome.after else ""
    done = outcome.verdict.id
    return RedirectResponse(visit.links.to("/review", thing=there, done=done), 303)


@router.get("/review/conflicts")
def contradicting(request: Request) -> Response:
    """Merges that contradict each other, each with both ways out and their words."""
    visit = Visit.of(request)
    found = conflicts.conflicts(visit.store)
    return visit.page("conflicts.html", title="Merges that contradict", found=found)


@router.post("/review/conflicts")
def decide(request: Request, id: Text = "", way: Text = "", why: Text = "") -> Response:
    """Says of which of the two it is, or that it is of neither."""
    visit = Visit.of(request)
    found = {one.id: one for one in conflicts.conflicts(visit.store)}
    if id not in found:
        raise NotInRecord("Nothing contradicts there any more.", "Look at what is left.")
    why = " ".join(why.split())[:500]
    outcome = conflicts.settle(visit.store, found[id], way, by=_by(request), why=why)  # type: ignore[arg-type]
    left = "/review/conflicts" if len(found) > 1 else "/review"
    return RedirectResponse(visit.links.to(left, done=outcome.verdict.id), 303)


def _against(
    visit: Visit, one: Verdict, stands: Sequence[Verdict], of: str, others: list[str], why: str
) -> Response:
    """A merge that contradicts what stands: both ways, with the words of either side."""
    sides = [visit.record.show(named) for named in dict.fromkeys((of, *others))]
    return visit.page(
        "review_against.html", 409, title="This merge contradicts what was decided",
        verdict=one.verdict, of=of, others=others, why=why, stands=stands, sides=sides,
        leave=visit.links.to("/review", thing=of),
    )  # fmt: skip


@router.post("/review/undo")
def undo(request: Request, id: Text = "", next: Text = "") -> Response:
    """Takes a verdict back."""
    visit = Visit.of(request)
    one = _given(request, "undo", [id])
    reviewing.give(visit.store, one)
    return _onward(visit, next or "/review/verdicts", one)


@router.get("/review/verdicts")
def verdicts(request: Request) -> Response:
    """Who decided what, the newest first, and what has become of it."""
    visit = Visit.of(request)
    return visit.page("verdicts.html", title="Verdicts", given=given(visit.store)[::-1])


def _narrowed(visit: Visit) -> dict[str, Any]:
    told = visit.given()
    return {name: told[name] for name in told if name in _NARROWED and told[name]}


def _given(
    request: Request, verdict: Judgement, of: list[str], *, why: str = "", **more: Any
) -> Verdict:
    why = " ".join(why.split())[:500]
    return Verdict.given(verdict, of, at=now(), by=_by(request), why=why, **more)


def _by(request: Request) -> str:
    user = getattr(request.state, "user", None)
    return user.name if user else reviewer()


def _accounts(store: Store, thing: Thing) -> tuple[str, ...]:
    with store.reading() as connection:
        return proposing.accounts_in(connection, thing.id)


def _correction(store: Store, field: str, written: str, correction: str) -> dict[str, Any]:
    """A candidate's own correction, else a field and what was written for it."""
    if correction:
        try:
            chosen = json.loads(correction)
        except (ValueError, RecursionError) as error:
            raise InvalidVerdict("The correction is no JSON.", "Choose it again.") from error
        if not isinstance(chosen, dict) or not chosen:
            raise InvalidVerdict("The correction names no field.", "Choose it again.")
        return chosen
    if not field:
        raise InvalidVerdict("A correction names no field.", "Say which field is otherwise.")
    return {field: value(store, field, written)}


def _binding(
    request: Request, store: Store, verdict: str, of: str, others: list[str], why: str
) -> Verdict:
    told = {"at": now(), "by": _by(request), "why": " ".join(why.split())[:500]}
    with store.reading() as connection:
        if verdict == "merge":
            return proposing.merging(connection, [of, *others], **told)
        if verdict == "split":
            return proposing.splitting(connection, others, **told)
    raise InvalidVerdict(f"{verdict[:20]!r} changes nothing together.", "Merge or split.")


def _others(request: Request) -> list[str]:
    return [one for one in request.query_params.getlist("other") if one]


def _beside(
    before: tuple[Thing, ...], after: tuple[Thing, ...]
) -> list[tuple[str, list[str], list[str]]]:
    """Slots of the things as they are and as they would be, a column each."""

    def row(say: Any) -> tuple[list[str], list[str]]:
        return [say(one) for one in before], [say(one) for one in after]

    rows: list[tuple[str, Any]] = [
        ("What", phrases.title),
        ("When", _when),
        ("Status", lambda one: phrases.status(one.status)),
        ("Disputed", _disputed),
        ("Stands on", phrases.weight),
    ]
    made = [(name, *row(say)) for name, say in rows]
    return [one for one in made if any((*one[1], *one[2]))]


def _disputed(thing: Thing) -> str:
    about = dict.fromkeys(one.about for one in thing.disputes)
    return f"≠ {', '.join(about)}" if about else ""


def _when(thing: Thing) -> str:
    date = getattr(thing, "date", None)
    return date_words(date.value) if date else ""


def _contradicting(store: Store) -> int:
    return len(conflicts.conflicts(store))


def _lately(store: Store) -> list[Given]:
    return given(store)[::-1][:LATELY]


def _done(store: Store, id_: str) -> Verdict | None:
    """The verdict that was given just now, to be taken back with one key."""
    return next((one.verdict for one in given(store) if one.verdict.id == id_), None)


def _onward(visit: Visit, there: str, one: Verdict) -> Response:
    """To the next fact of the queue; only to a page of the review."""
    plain = there if there.startswith("/review") and there.isprintable() else "/review"
    joint = "&" if "?" in plain else "?"
    done = "" if one.verdict == "undo" else f"{joint}done={one.id}"
    return RedirectResponse(plain + done, 303)
