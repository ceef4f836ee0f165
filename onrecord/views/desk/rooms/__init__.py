"""The rooms of the desk: a module each, with a ``router``."""

from fastapi import APIRouter

from onrecord.views.desk.rooms import (
    auditing,
    files,
    front,
    lists,
    live,
    meetings,
    noting,
    reports,
    reviewing,
    saving,
    searching,
    things,
    versions,
)


def every() -> tuple[APIRouter, ...]:
    """The routers of all rooms, in the order in which addresses are tried."""
    rooms = (
        files,
        front,
        lists,
        searching,
        meetings,
        auditing,
        things,
        reports,
        versions,
        noting,
        reviewing,
        live,
        saving,
    )
    return tuple(one.router for one in rooms)
