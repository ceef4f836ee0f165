"""Who met whom, and where: encounters added up, as a network of pairs and as a map."""

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from onrecord.question import Question
from onrecord.record.things import EncounterThing
from onrecord.views.desk import filters
from onrecord.views.desk.met import where_met, who_met
from onrecord.views.desk.visits import KeptRoute, Visit
from onrecord.views.things.asked import asked

router = APIRouter(include_in_schema=False, route_class=KeptRoute)
MOST = 300  # encounters that are added up: the newest


@router.get("/met")
def met(request: Request) -> Response:
    """The newest encounters that fit, added up; what happened alone, where nothing else is said.

    ``states``: those who act for a state count as that state.
    """
    visit = Visit.of(request)
    if visit.emptied():
        return RedirectResponse(visit.emptied(), 303)
    given = visit.given()
    states = given.pop("states", "") == "yes"
    told = Question.of("encounters", given).without("limit", "cursor")
    happened = {} if told.modality else {"modality": ["actual"]}
    question = Question.of("encounters", {**told.given(), **happened, "limit": MOST})
    answer = asked(visit.record, question)
    found = [one for one in answer.items if isinstance(one, EncounterThing)]
    return visit.page(
        "met.html",
        title="Meetings",
        question=told,
        fields=filters.fields(told),
        narrowed=filters.narrowed(told),
        states=states,
        notes=answer.notes,
        count=len(found),
        more=bool(answer.cursor),
        pairs=who_met(found, question, visit.links, states=states),
        places=where_met(found, question, visit.links),
        listed=visit.links.asking(question, limit=None, cursor=None),
    )
