"""What changed in a report: two of its versions side by side, their facts, the verdicts on them."""

from fastapi import APIRouter, Request, Response

from onrecord.errors import QuestionError
from onrecord.question import Question
from onrecord.views.changed import told
from onrecord.views.dates import date_words
from onrecord.views.desk.alterations import facts, notices, passages, verdicts
from onrecord.views.desk.visits import KeptRoute, Visit

router = APIRouter(include_in_schema=False, route_class=KeptRoute)
OWN = ("from", "to")  # parameters that are no question's


@router.get("/reports/{identifier}/changes")
def changes(request: Request, identifier: str) -> Response:
    """Two versions of a report, by default the last two."""
    visit = Visit.of(request)
    given = visit.given()
    old, new = (_number(name, given.pop(name, None)) for name in OWN)
    Question.of("actors", given)
    found = told(visit.record.changed(identifier, old, new, visit.as_of))
    old_at, new_at = (found.versions[at - 1].counted for at in (found.old, found.new))
    return visit.page(
        "changes.html",
        title=f"What changed: {found.title or 'untitled report'}",
        found=found,
        old_said=date_words(old_at),
        new_said=date_words(new_at),
        old_link=visit.links.report(found.report, old_at),
        new_link=visit.links.report(found.report, new_at),
        choices=[
            (at, date_words(one.counted)) for at, one in enumerate(found.versions, 1)
        ],
        notices=notices(found),
        passages=passages(found.paragraphs),
        facts=facts(found, visit.links),
        verdicts=verdicts(found, visit.links),
    )  # fmt: skip


def _number(name: str, given: object) -> int | None:
    """The number of a version; QuestionError where it is written as none."""
    if given is None or given == "":
        return None
    if not isinstance(given, str) or not given.isascii() or not given.isdecimal() or len(given) > 6:
        raise QuestionError.of(name, given, "the number of a version, from 1 on")
    return int(given)
