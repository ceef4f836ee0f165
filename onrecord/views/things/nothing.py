"""What to say where an answer is empty: which filter hides things, or how to begin a record."""

from onrecord.question import Question, listed
from onrecord.store.asking.opened import Record

_MANY = 100  # things that are counted
_KEPT = ("limit", "cursor", "text")
_BY_SHAPE = {"search": "reports"}


def nothing(record: Record, question: Question) -> str:
    """«0 of 23. Terms: anonymous.»: how many there are without the filter that hides them."""
    every = record.count(question.asked)
    noun = _BY_SHAPE.get(question.asked, question.asked)
    if every == 0 and record.count("search") == 0:
        return f"The record at {record.where} is empty. Fill it: onrecord add SOURCE"
    given = question.given()
    hiding = [one for one in given if one not in _KEPT]
    told = []
    for name in hiding:
        count = _count(record, question.without(name, "cursor"))
        if count != "0":
            told.append(f"0 of {count}. {_named(question, name)}.")
    if told:
        return " ".join(told)
    if not given.keys() - {"limit", "cursor"}:
        return f"No {noun} in the record."
    narrowed = "; ".join(
        _named(question, name) for name in given if name not in ("limit", "cursor")
    )
    return f"0 of {every:,} {noun}. {narrowed}."


def _count(record: Record, question: Question) -> str:
    asked = Question.of(question.asked, {**question.given(), "limit": _MANY})
    part = record.part(asked)
    return f"{len(part.items)}{' or more' if part.cursor else ''}"


def _named(question: Question, name: str) -> str:
    """«Terms: anonymous», «Between: Russia, United States»."""
    value = question.given()[name]
    shown = ", ".join(value) if isinstance(value, list) else value
    label = next(one.name for one in listed() if one.name == name).replace("_", " ")
    return f"{label[:1].upper()}{label[1:]}: {shown}"
