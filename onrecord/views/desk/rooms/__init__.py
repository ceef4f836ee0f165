"""The rooms of the desk: a module each, with a ``router``."""

from fastapi import APIRouter

from onrecord.views.desk.rooms import (
    files,
    front,
    lists,
    live,
    meetings,
    noting,
    reports,
    reviewing,
    rules,
    searching,
    things,
    versions,
)


def every() -> tuple[APIRouter, ...]:
    """The routers of all rooms, in the order in which addresses are tried."""
    rooms = (
        files, front, lists, searching, meetings, things, reports, versions, noting, reviewing,
        live, rules,
    )  # fmt: skip
    return tuple(one.router for one in rooms)
