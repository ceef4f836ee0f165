"""Addresses within the desk. The as-of time of a page stays in all of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlencode

from onrecord.question import Question


@dataclass(frozen=True, slots=True)
class Links:
    """Makes addresses of one page; ``as_of`` as the page was asked for, empty for now."""

    as_of: str = ""

    def to(self, path: str, given: Mapping[str, Any] | None = None, **more: Any) -> str:
        """A path with parameters; those that are None or empty are left out."""
        pairs: list[tuple[str, str]] = []
        for name, value in {**(given or {}), **more, "as_of": self.as_of}.items():
            several = value if isinstance(value, list | tuple) else [value]
            pairs += [(name, str(one)) for one in several if one is not None and one != ""]
        return path + ("?" + urlencode(pairs) if pairs else "")

    def thing(self, identifier: str, ending: str = "") -> str:
        """The page of a thing of the record."""
        return self.to(f"/things/{quote(identifier, safe='')}{ending}")

    def report(self, identifier: str, counted: str = "", key: str = "") -> str:
        """The page of a report: of the version that counts as of ``counted`` where that is told.

        ``key`` is that of a fact whose words are gone to.
        """
        return self.to(f"/reports/{quote(identifier, safe='')}", counted=counted, key=key)

    def asking(self, question: Question, ending: str = "", **changed: Any) -> str:
        """A question's own address; ``changed`` parameters take the place of its own."""
        given = {**question.given(), **changed}
        return self.to(f"/{question.asked}{ending}", given)
