"""``/metrics``: what is counted, for Prometheus. The door wants the right to measure."""

from fastapi import APIRouter, Request, Response

router = APIRouter(include_in_schema=False)


@router.get("/metrics")
def metrics(request: Request) -> Response:
    """All of it, as text."""
    from onrecord.views.metrics import TYPE

    told = request.app.state.metrics.told()
    return Response(told, headers={"Cache-Control": "no-store"}, media_type=TYPE)
