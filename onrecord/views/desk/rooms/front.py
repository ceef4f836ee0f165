"""The front page."""

from fastapi import APIRouter, Request, Response

from onrecord.views.desk.visits import PageRoute, Visit

router = APIRouter(include_in_schema=False, route_class=PageRoute)


@router.get("/")
def front(request: Request) -> Response:
    """What is new in the record."""
    visit = Visit.of(request)
    return visit.page("front.html", title="Desk")
