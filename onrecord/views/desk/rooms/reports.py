"""Reports: the list of them, and each with its facts lit both ways."""

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse
from markupsafe import Markup

from onrecord.errors import NotInRecord
from onrecord.question import Question
from onrecord.store.asking.kept_report import KeptReport
from onrecord.views.dates import date_words
from onrecord.views.desk.guard import POLICY
from onrecord.views.desk.readings import RecordSheet, anchor
from onrecord.views.desk.visits import KeptRoute, Visit
from onrecord.views.page.digest import digest
from onrecord.views.page.document import hashed, unscripted

router = APIRouter(include_in_schema=False, route_class=KeptRoute)
OWN = ("counted", "key", "behind")  # parameters of reports that are no question's


@router.get("/reports")
def listing(request: Request) -> Response:
    """The reports of the record, the newest first."""
    visit = Visit.of(request)
    given = _given(visit)
    page = visit.reports.newest(visit.as_of, given.get("behind"))
    return visit.page(
        "reports.html",
        title="Reports",
        extent=visit.reports.extent(visit.as_of),
        reports=page.reports,
        more=visit.links.to("/reports", behind=page.behind) if page.behind else "",
        first=visit.links.to("/reports") if given.get("behind") else "",
    )


@router.get("/reports/{identifier}")
def report(request: Request, identifier: str) -> Response:
    """One version of a report: its text, and what was read of it; ``key`` leads to a fact."""
    visit = Visit.of(request)
    given = _given(visit)
    kept = _kept(visit, identifier, given.get("counted"))
    sheet = RecordSheet(kept.reading, kept.things, visit.links, kept.by_hand)
    if key := given.get("key"):
        address = visit.links.report(identifier, given.get("counted") or "")
        place = anchor(sheet, key)
        return RedirectResponse(address + ("#" + place if place else ""), 303)
    lit = "".join(unscripted(sheet))
    policy = POLICY.replace("style-src 'self'", f"style-src 'self' {hashed(lit)}")
    return visit.page(
        "report-page.html",
        title=sheet.title or "Untitled report",
        headers={"Content-Security-Policy": policy},
        sheet=sheet,
        version=kept.version,
        digest=digest(sheet),
        lit=Markup(lit),  # selectors of ids that were settled, no words of anyone
        editions=[
            (date_words(one.counted), visit.links.report(identifier, one.counted),
             one.version == kept.version)
            for one in kept.versions
        ] if len(kept.versions) > 1 else [],
        replaced=date_words(kept.until) if kept.until else "",
    )  # fmt: skip


def _kept(visit: Visit, identifier: str, counted: str | None) -> KeptReport:
    """The version that speaks, or that which counts as of a time; NotInRecord for none."""
    kept = visit.record.report(identifier, None, visit.as_of)
    if counted is None or kept.counted == counted:
        return kept
    meant = next((one.version for one in kept.versions if one.counted == counted), None)
    if meant is None:
        raise NotInRecord.named(f"{identifier} as of {counted}")
    return visit.record.report(identifier, meant, visit.as_of)


def _given(visit: Visit) -> dict[str, str]:
    """What is given for reports alone; QuestionError for what no page takes."""
    given = visit.given()
    own = {name: given.pop(name) for name in OWN if isinstance(given.get(name), str)}
    Question.of("actors", given)
    return own
