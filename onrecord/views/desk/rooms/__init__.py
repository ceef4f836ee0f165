"""The rooms of the desk: a module each, with a ``router``."""

from fastapi import APIRouter

from onrecord.views.desk.rooms import (
    files,
    front,
    lists,
    live,
    meetings,
    reports,
    reviewing,
    rules,
    searching,
    things,
)


def every() -> tuple[APIRouter, ...]:
    """The routers of all rooms, in the order in which addresses are tried."""
    rooms = (files, front, lists, searching, meetings, things, reports, reviewing, live, rules)
    return tuple(one.router for one in rooms)
