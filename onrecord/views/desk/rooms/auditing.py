"""The audit of sources: on what terms, and by what kinds of sources, things are told."""

from typing import Any, cast

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse
from markupsafe import Markup

from onrecord.drawing import Bars, bars_svg, bars_table
from onrecord.errors import QuestionError
from onrecord.question import Asked, Question
from onrecord.record.auditing import PER, Audit, Group, Per
from onrecord.store.asking.auditing import KINDS
from onrecord.views import audited
from onrecord.views.desk import filters
from onrecord.views.desk.visits import KeptRoute, Visit
from onrecord.views.safe import words

router = APIRouter(include_in_schema=False, route_class=KeptRoute)


@router.get("/audit")
def audit(request: Request) -> Response:
    """Shares of what fits, by terms first; ``of``: of which kind, ``per``: groups of them."""
    visit = Visit.of(request)
    if visit.emptied():
        return RedirectResponse(visit.emptied(), 303)
    given = visit.given()
    of, per = _chosen(given, "of", KINDS, "statements"), _chosen(given, "per", PER, "")
    question = Question.of(cast(Asked, of), given).without("limit", "cursor")
    told = visit.record.audit(
        question.asked, per=cast(Per, per) if per else None, **question.given()
    )

    def link(asks: Any) -> str | None:
        asked_for = {n: v for n, v in (asks or {}).items() if n != "as_of"}
        return visit.links.to(f"/{of}", asked_for) if asks is not None else None

    form = {name: value for name, value in question.given().items() if name != "as_of"}
    return visit.page(
        "audit.html",
        title="Audit",
        question=question,
        fields=filters.fields(question),
        narrowed=filters.narrowed(question),
        notes=told.notes,
        kinds=KINDS,
        of=of,
        per=per,
        ways=audited.PER,
        told=told,
        counted=audited.counted(told),
        sampled=audited.sampled(told),
        pictures=[_picture(bars, name) for bars, name in _bars(told, link)],
        columns=[column for column, _, _ in audited.cells(told, told.whole)],
        groups=[_row(told, one, link) for one in told.groups],
        quoted=[
            (words(one.speaker_name), words(one.about_name), one.count, link(one.asks))
            for one in told.quoted
        ],
        everything=visit.links.to(f"/{of}", {**form, **_sample(told)}),
        files=[
            ("CSV", visit.links.to(f"/api/audit/{of}", form, per=per, format="csv")),
            ("JSON", visit.links.to(f"/api/audit/{of}", form, per=per)),
        ],
    )


def _chosen(given: dict[str, Any], name: str, values: tuple[str, ...], default: str) -> str:
    """A choice of the page's own, taken out of what narrows; QuestionError for another value."""
    value = given.pop(name, default)
    if value != default and value not in values:
        raise QuestionError.of(name, str(value)[:40], f"one of {', '.join(values)}")
    return str(value)


def _sample(told: Audit) -> dict[str, str]:
    return {"sample": str(told.sample)} if told.sample > 1 else {}


def _bars(told: Audit, link: audited.Link) -> list[tuple[Bars, str]]:
    found = [
        (audited.terms(told, link), "terms"),
        (audited.sides(told, link), "sides"),
        (audited.single(told, link), "single"),
    ]
    return [*found, (audited.by_group(told, link), "groups")] if told.groups else found


def _picture(bars: Bars, name: str) -> dict[str, Any]:
    """A drawing for wide pages, one for phones, and the table that says the same."""
    return {
        "title": bars.title,
        "name": name,
        "wide": Markup(bars_svg(bars, name=name, alone=False)),  # drawn and escaped in drawing/
        "narrow": Markup(bars_svg(bars, name=f"{name}-narrow", alone=False, narrow=True)),
        "table": bars_table(bars),
    }


def _row(told: Audit, group: Group, link: audited.Link) -> dict[str, Any]:
    return {
        "name": audited.named(told, group),
        "href": link(group.asks),
        "count": group.count,
        "tellings": group.tellings,
        "independent": group.independent,
        "cells": [
            (said, link(share.asks) if share.count else None)
            for _, said, share in audited.cells(told, group)
        ],
    }
