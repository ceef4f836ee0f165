"""Which kinds of things an export has: those named, else those that can be asked for so."""

from collections.abc import Mapping, Sequence
from typing import Any

from onrecord.errors import QuestionError
from onrecord.question import Question, listed
from onrecord.record.accounts import Kind
from onrecord.store.exporting import ASKED


def chosen(
    of_format: Sequence[Kind], form: str, named: str | None, asked: Mapping[str, Any]
) -> Sequence[Kind]:
    """The kinds of a format that are meant; ``named`` has their plurals, parted by commas.

    ``asked`` is what narrows them, by name. QuestionError where nothing is left, and for what is
    wrong with the question, before anything is written.
    """
    kinds = _named(of_format, form, named) if named else _fitting(of_format, form, asked)
    for kind in kinds:
        Question.of(ASKED[kind], asked)
    return kinds


def _fitting(of_format: Sequence[Kind], form: str, asked: Mapping[str, Any]) -> Sequence[Kind]:
    takes = {kind: {one.name for one in listed(ASKED[kind])} for kind in of_format}
    kinds = [kind for kind in of_format if asked.keys() <= takes[kind]]
    if not kinds:
        raise QuestionError(
            f"Nothing that the format {form} has a place for can be asked for by "
            f"{', '.join(name[:40] for name in asked)} together.",
            "Leave one of them out, or take another format.",
        )
    return kinds


def _named(of_format: Sequence[Kind], form: str, named: str) -> Sequence[Kind]:
    plural = {ASKED[kind]: kind for kind in of_format}
    words = [word.strip() for word in named.split(",") if word.strip()]
    wrong = next((word for word in words if word not in plural), None if words else named)
    if wrong is not None:
        raise QuestionError(
            f"{wrong[:40]!r} is no kind of thing that the format {form} has a place for.",
            f"It has one for: {', '.join(plural)}.",
            "kinds",
        )
    return [kind for name, kind in plural.items() if name in words]
