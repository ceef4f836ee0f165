"""The rooms of the desk: a module each, with a ``router``."""

from fastapi import APIRouter

from onrecord.views.desk.rooms import files, front, lists, things


def every() -> tuple[APIRouter, ...]:
    """The routers of all rooms, in the order in which addresses are tried."""
    return files.router, front.router, lists.router, things.router
