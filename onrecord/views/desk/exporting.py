"""Answers as files: where REST gives the same question in other forms."""

from onrecord.question import Question
from onrecord.views.desk.links import Links

MOST = 1_000  # things of one answer; an export of a format has no such limit
# Formats of others: how a link to one is called, and the questions that have a place in it.
FORMATS: dict[str, tuple[str, tuple[str, ...]]] = {
    "icalendar": ("Calendar", ("encounters", "agreements", "cases", "events")),
    "geojson": ("GeoJSON", ("statements", "encounters", "cases", "events")),
    "polecat": ("POLECAT", ("events",)),
    "annotations": (
        "Web Annotations", ("statements", "encounters", "agreements", "cases", "events")
    ),
    "schema-org": (
        "schema.org", ("statements", "encounters", "agreements", "cases", "events", "actors")
    ),
}  # fmt: skip


def asked_by(question: Question) -> str:
    """What narrows a question, as an address has it."""
    given = question.given()
    for name in ("limit", "cursor", "as_of"):
        given.pop(name, None)
    return Links().to("", given).removeprefix("?")


def files(question: Question, links: Links) -> list[tuple[str, str]]:
    """How each form of an answer is called, and where it is had."""
    given = question.given()
    for name in ("limit", "cursor", "as_of"):
        given.pop(name, None)
    path = f"/api/{question.asked}"
    found = [
        ("CSV", links.to(path, given, format="csv", limit=MOST)),
        ("JSON", links.to(path, given, limit=MOST)),
    ]
    found += [
        (named, links.to(f"/api/exports/{form}", given, kinds=question.asked))
        for form, (named, kinds) in FORMATS.items()
        if question.asked in kinds
    ]
    return found
