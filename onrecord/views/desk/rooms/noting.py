"""Facts by hand in the browser: the report at left, the fact that its words make at right.

Words are given as they stand, or as a stretch that was selected. What makes no fact is told beside
what was given, so that it can be mended.
"""

import re
from collections.abc import Mapping
from typing import Annotated, Any

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import RedirectResponse

from onrecord.errors import InvalidVerdict
from onrecord.record.handmade import LABELS, Told
from onrecord.record.notes import Hand
from onrecord.store.asking.kept_report import KeptReport
from onrecord.store.by_hand import tell
from onrecord.views.desk.visits import PageRoute, Visit
from onrecord.views.review.reviewer import reviewer

router = APIRouter(include_in_schema=False, route_class=PageRoute)
Text = Annotated[str, Form(max_length=20_000)]
FIELDS = (
    "kind", "words", "who", "to", "of", "label", "cue", "modality", "terms", "date", "place",
    "kind_of", "why",
)  # fmt: skip
KINDS = {
    "statement": "Statement", "encounter": "Encounter", "change": "Change of an agreement",
    "step": "Step of a case", "link": "Link of two mentions",
}  # fmt: skip
_LINES = re.compile(r"[^\n]*\n?")


@router.get("/review/note")
def form(request: Request, report: str = "", version: str = "", done: str = "") -> Response:
    """The report and an empty form; ``done`` is the note that was given just now."""
    visit = Visit.of(request)
    kept = visit.record.report(report, version or None)
    empty = dict.fromkeys(FIELDS, "") | {"kind": "statement", "modality": "actual"}
    return _page(visit, kept, empty, done=done)


@router.post("/review/note")
def note(
    request: Request, report: Text = "", version: Text = "", kind: Text = "statement",
    words: Text = "", who: Text = "", to: Text = "", of: Text = "", label: Text = "",
    cue: Text = "", modality: Text = "actual", terms: Text = "", date: Text = "",
    place: Text = "", kind_of: Text = "person", why: Text = "",
) -> Response:  # fmt: skip
    """Tells it, in the name of who signed in, and shows it; or says why it makes no fact."""
    visit = Visit.of(request)
    given = {
        "kind": kind, "words": words, "who": who, "to": to, "of": of, "label": label, "cue": cue,
        "modality": modality, "terms": terms, "date": date, "place": place, "kind_of": kind_of,
        "why": why,
    }  # fmt: skip
    kept = visit.record.report(report, version or None)
    user = getattr(request.state, "user", None)
    by = user.name if user else reviewer()
    try:
        outcome = tell(visit.store, report, told(given), by=by, why=why, version=kept.version)
    except InvalidVerdict as error:
        return _page(visit, kept, given, problem=error, status=422)
    there = visit.links.to(
        "/review/note", report=report, version=kept.version, done=outcome.verdict.id
    )
    return RedirectResponse(there, 303)


def told(given: Mapping[str, str]) -> Told:
    """What a form tells; InvalidVerdict for a kind that there is not."""
    kind = given["kind"]
    if kind not in KINDS:
        raise InvalidVerdict(f"{kind[:20]!r} is no kind of fact.", f"One of {', '.join(KINDS)}.")

    def one(name: str) -> str | None:
        return given[name].strip() or None

    return Told(
        kind=kind,  # type: ignore[arg-type]
        words=_lines(given["words"]), who=_lines(given["who"]), to=_lines(given["to"]),
        of=one("of"), label=one("label"), cue=one("cue"), modality=one("modality") or "actual",
        terms=one("terms"), date=one("date"), place=one("place"),
        kind_of=one("kind_of") or "person",
    )  # fmt: skip


def _lines(written: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in written.splitlines() if line.strip())


def _page(
    visit: Visit, kept: KeptReport, given: Mapping[str, str], *, done: str = "",
    problem: InvalidVerdict | None = None, status: int = 200,
) -> Response:  # fmt: skip
    text, start = kept.reading.report.text, 0
    lines: list[tuple[int, int, str]] = []
    for number, line in enumerate(_LINES.findall(text), 1):
        if line.strip():
            lines.append((number, start, line.rstrip("\n")))
        start += len(line)
    return visit.page(
        "note.html", status, title="A fact by hand", one=kept, lines=lines, given=given,
        kinds=KINDS, labels_of=LABELS, hands=_hands(kept), done=done, problem=problem,
    )  # fmt: skip


def _hands(kept: KeptReport) -> list[tuple[Hand, str, str]]:
    """The notes of this report that stand: whose, what their fact is, the thing it is of."""
    met: dict[str, tuple[Hand, str, str]] = {}
    for id, hands in kept.by_hand.items():
        for hand in hands:
            met.setdefault(hand.verdict, (hand, _said(kept, id), kept.things.get(_whole(id), "")))
    return sorted(met.values(), key=lambda one: one[0].at, reverse=True)


def _whole(id: str) -> str:
    """Of a change or a step its agreement or case."""
    return id.partition("-")[0]


def _said(kept: KeptReport, id: str) -> str:
    """The words of a fact by hand."""
    reading = kept.reading
    groups: list[Any] = [*reading.statements, *reading.encounters, *reading.actors]
    groups += [part for one in reading.agreements for part in one.changes]
    groups += [part for one in reading.cases for part in one.steps]
    one = next(each for each in groups if each.id == id)
    spans = getattr(one, "content", ()) or [t.span for t in getattr(one, "tellings", ())]
    spans = spans or [m.span for m in getattr(one, "mentions", ())]
    return " … ".join(span.text for span in spans)
