"""Where an answer goes on: the place of the last thing given, and which question it belongs to."""

import hashlib
import re
from dataclasses import dataclass

import msgspec

from onrecord.errors import QuestionError
from onrecord.question import Question

_FORM = re.compile(r"(-?\d{1,12})\.(\d{1,22})\.([0-9a-f]{8})")


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A place in the order of an answer, the newest first: of one ``time`` by lower ``name``."""

    time: int
    name: int

    def before(self, other: "Place") -> bool:
        """Whether this one is given before the other."""
        return (-self.time, self.name) < (-other.time, other.name)


def cursor(place: Place, question: Question) -> str:
    """What a later question is given to go on behind this place."""
    return f"{place.time}.{place.name}.{_mark(question)}"


def after(question: Question) -> Place | None:
    """The place behind which a question goes on; QuestionError where it is another question's."""
    if question.cursor is None:
        return None
    found = _FORM.fullmatch(question.cursor)
    if not found or found[3] != _mark(question):
        raise QuestionError.of(
            "cursor", question.cursor, "the one that an answer to this very question ended with"
        )
    return Place(int(found[1]), int(found[2]))


def _mark(question: Question) -> str:
    told = question.without("cursor", "limit")
    content = msgspec.json.encode((told.asked, told.given()), order="deterministic")
    return hashlib.sha256(content).hexdigest()[:8]
