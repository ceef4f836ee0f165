"""Stylesheets and scripts, at addresses that change with their bytes."""

from pathlib import PurePosixPath

from fastapi import APIRouter, Response
from starlette.exceptions import HTTPException

from onrecord.views.desk.assets import TYPES, address, assets

router = APIRouter(include_in_schema=False)


@router.get("/assets/{digest}/{name}")
def asset(digest: str, name: str) -> Response:
    """One file; browsers keep it for good."""
    if name not in assets() or address(name) != f"/assets/{digest}/{name}":
        raise HTTPException(404)
    headers = {"Cache-Control": "public, max-age=31536000, immutable"}
    return Response(assets()[name], headers=headers, media_type=TYPES[PurePosixPath(name).suffix])
