"""The form that narrows a list: a field for each parameter that its question takes."""

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.question import Asked, Parameter, Question, listed
from onrecord.views import labels
from onrecord.views.safe import words

_LATER = ("as_of", "limit", "cursor")  # parameters that have no field of their own
_BY: dict[str, str] = {
    "statements": "Speaker", "positions": "Speaker", "encounters": "With", "agreements": "Party",
    "cases": "Held by or person", "events": "Actor", "actors": "Acts for", "timeline": "Who",
    "disputes": "Who", "search": "Who",
}  # fmt: skip
_NAMES = {
    "to": "To or aimed at", "about": "Subject", "between": "Between", "act": "Act",
    "mode": "In whose words", "terms": "Terms", "modality": "Happened", "type": "Type",
    "place": "Place", "text": "Words", "since": "Since", "until": "Until",
    "min_sources": "Sources, at least", "max_sources": "Sources, at most",
    "source": "Kind of source", "outlet": "Outlet", "sample": "One in",
}  # fmt: skip
_FIRST = ("by", "to", "about", "act", "terms", "type", "since", "until")


@dataclass(frozen=True, slots=True)
class Choice:
    """One listed value of a parameter: how it is called, whether it is chosen."""

    value: str
    name: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Field:
    """One field: its parameter's name, how it is called, its help, what is given.

    ``first`` ones are in sight, the others folded away.
    """

    name: str
    label: str
    about: str
    kind: str
    values: tuple[str, ...]
    choices: tuple[Choice, ...]
    first: bool

    @property
    def given(self) -> bool:
        """Whether it narrows anything."""
        return bool(self.values)

    @property
    def chosen(self) -> str:
        """The listed values that are chosen, in words; «any» where none is."""
        return ", ".join(one.name for one in self.choices if one.chosen) or "any"


def fields(question: Question) -> list[Field]:
    """The fields of a question's form."""
    given = question.given()
    found = [
        _field(question.asked, one, given.get(one.name))
        for one in listed(question.asked)
        if one.name not in _LATER
    ]
    return sorted(found, key=lambda one: question.asked == "search" and one.name != "text")


def narrowed(question: Question) -> str:
    """What narrows a question, in words: «Speaker: Lavrov · Since: 2023-02-01»."""
    told = question.given()
    parts = (
        f"{label(question.asked, name)}: {_said(name, value)}"
        for name, value in told.items()
        if name not in _LATER
    )
    return words(" · ".join(parts))


def label(asked: Asked, name: str) -> str:
    """What a parameter is called in a form."""
    return _BY[asked] if name == "by" else _NAMES[name]


def _said(name: str, value: str | list[str]) -> str:
    several = value if isinstance(value, list) else [value]
    return ", ".join(_called(name, one) for one in several)


def _field(asked: Asked, one: Parameter, value: str | list[str] | None) -> Field:
    several: Sequence[str] = value if isinstance(value, list) else [value] if value else []
    choices = tuple(
        Choice(choice, _called(one.name, choice), choice in several) for choice in one.choices
    )
    kind = "choices" if choices else "pair" if one.shape == "pair" else one.shape
    first = one.name in _FIRST or (asked == "search" and one.name == "text")
    return Field(one.name, label(asked, one.name), one.about, kind, tuple(several), choices, first)


def _called(name: str, value: str) -> str:
    """A listed value in words."""
    known: dict[str, str] = {}
    if name == "terms":
        known = {str(one): said for one, said in labels.TERMS.items()}
    elif name == "source":
        known = {str(one): said for one, said in labels.SOURCES.items()}
    elif name == "modality":
        known = {"actual": "happened"}
    elif name == "type":
        known = {str(one): said for one, said in labels.EVENTS.items()}
    return known.get(value, value)
