"""What the robots.txt of a host asks of us (RFC 9309)."""

import time
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from protego import Protego

from onrecord.errors import NotFetched, SourceError
from onrecord.net import Limits, get
from onrecord.settings import Settings

AGENT = "onrecord"
KEPT = 86_400  # seconds; RFC 9309, 2.4
LONGEST_DELAY = 60.0
_LIMIT = 512_000  # bytes; RFC 9309, 2.5 asks for 500 KiB at least
_SECONDS = 15


class Disallowed(SourceError):
    """A host asks robots to leave this address alone."""

    @classmethod
    def of(cls, address: str) -> "Disallowed":
        """For the address."""
        return cls(
            f"{address} is not fetched: the robots.txt of its host asks us not to.",
            "Read it by hand: onrecord add ADDRESS.",
        )


@dataclass(slots=True)
class Robots:
    """What hosts ask, each asked once a day."""

    settings: Settings
    _known: dict[str, tuple[float, Protego | None]] = field(default_factory=dict)

    def require(self, address: str) -> float:
        """Seconds that the host wants between two questions; Disallowed where it wants none.

        NotFetched where it cannot say: then it is to be asked later.
        """
        rules = self._rules(address)
        if rules is None:
            return 0.0
        if not rules.can_fetch(address, AGENT):
            raise Disallowed.of(address)
        return min(float(rules.crawl_delay(AGENT) or 0), LONGEST_DELAY)

    def _rules(self, address: str) -> Protego | None:
        parts = urlsplit(address)
        host = f"{parts.scheme}://{parts.netloc}"
        since, rules = self._known.get(host, (float("-inf"), None))
        if time.monotonic() - since > KEPT:
            rules = self._asked(f"{host}/robots.txt")
            self._known[host] = (time.monotonic(), rules)
        return rules

    def _asked(self, address: str) -> Protego | None:
        """None: the host asks for nothing."""
        limits = Limits(
            seconds=_SECONDS, max_bytes=_LIMIT, allow_private=self.settings.allow_private
        )
        try:
            answer = get(address, limits)
        except NotFetched as error:
            if error.status is not None and 400 <= error.status < 500 and error.status != 429:
                return None  # there is none
            raise
        return Protego.parse(answer.body.decode("utf-8", "replace"))
