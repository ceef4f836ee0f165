"""One question to one host: what has a place to tell, or what is at an address.

This runs beside the watch, in threads of its own; it touches no record.
"""

from dataclasses import dataclass
from urllib.parse import urlsplit

from onrecord import sources
from onrecord.errors import OnrecordError
from onrecord.report import Capture, Report
from onrecord.settings import Settings
from onrecord.sources.feeds import Listing, is_listing, listing
from onrecord.sources.fetching import changed
from onrecord.store.watched import Place, Sighting
from onrecord.watching.robots import Robots


@dataclass(frozen=True, slots=True)
class Seen:
    """What a look at a place gave: a list, or reports; neither where it has not changed."""

    place: Place
    listing: Listing | None = None
    reports: tuple[Report, ...] = ()
    etag: str | None = None
    modified: str | None = None
    delay: float = 0.0


@dataclass(frozen=True, slots=True)
class Got:
    """What is at an entry's address."""

    sighting: Sighting
    capture: Capture
    delay: float = 0.0


@dataclass(frozen=True, slots=True)
class Failed:
    """What was asked, and the error that came of it."""

    asked: Place | Sighting
    error: OnrecordError
    delay: float = 0.0


Answer = Seen | Got | Failed


def asked(one: Place | Sighting, settings: Settings, robots: Robots) -> Answer:
    """Asks; whatever goes wrong is part of the answer."""
    delay = 0.0
    try:
        delay = robots.require(one.address)
        if isinstance(one, Place):
            return _look(one, settings, robots, delay)
        capture = changed(one.address, settings, {})
        assert capture is not None
        _require_there(one.address, capture, robots)
        return Got(one, capture, delay)
    except OnrecordError as error:
        return Failed(one, error, delay)
    except BaseException as error:  # a parser in a compiled library may panic past Exception
        what = f"{one.address} could not be taken: {type(error).__name__}: {error}."
        return Failed(one, OnrecordError(what, "This is a fault of Onrecord: report it."), delay)


def host_of(address: str) -> str:
    """The host that is asked."""
    return urlsplit(address).netloc


def _look(place: Place, settings: Settings, robots: Robots, delay: float) -> Seen:
    capture = changed(place.address, settings, _conditions(place))
    if capture is None:
        return Seen(place, etag=place.etag, modified=place.modified, delay=delay)
    _require_there(place.address, capture, robots)
    etag, modified = capture.headers.get("etag"), capture.headers.get("last-modified")
    if is_listing(capture):
        return Seen(place, listing(capture), (), etag, modified, delay)
    return Seen(place, None, tuple(sources.reports(capture)), etag, modified, delay)


def _conditions(place: Place) -> dict[str, str]:
    given = {"If-None-Match": place.etag, "If-Modified-Since": place.modified}
    return {name: value for name, value in given.items() if value}


def _require_there(address: str, capture: Capture, robots: Robots) -> None:
    """What a redirect led to is heeded where it leads to another host."""
    if capture.url and host_of(capture.url) != host_of(address):
        robots.require(capture.url)
