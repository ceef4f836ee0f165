"""What a request asks for: its parameters by name, its question, the form of the answer wanted."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any
from urllib.parse import parse_qsl, quote

from starlette.requests import Request

from onrecord.question import Asked, Question, listed
from onrecord.views.api.failures import Refused

MOST = 1_000  # things that one answer has at most
FIELDS = 100  # parameters of one address
FORMATS = {
    "json": "application/json",
    "jsonl": "application/x-ndjson",
    "csv": "text/csv; charset=utf-8",
}
_SEVERAL = frozenset(one.name for one in listed() if one.several or one.shape == "pair")


def given(request: Request) -> dict[str, list[str]]:
    """The parameters of the address, each with all its values; Refused where it is no such thing.

    An empty value is refused: a name that somebody forgot to fill in must not widen a question.
    """
    try:
        text = request.scope["query_string"].decode("ascii")
        pairs = parse_qsl(text, keep_blank_values=True, errors="strict", max_num_fields=FIELDS)
    except UnicodeDecodeError as error:
        what = "The address has bytes that are no UTF-8."
        raise Refused(400, what, "Write it in UTF-8, percent-encoded.") from error
    except ValueError as error:
        what = f"The address has more than {FIELDS} parameters."
        raise Refused(400, what, "Leave some of them out.") from error
    found: dict[str, list[str]] = {}
    for name, value in pairs:
        if not value:
            do = "Give it a value, or leave it out."
            raise Refused(422, f"The parameter {name[:50]!r} is empty.", do, name[:50])
        found.setdefault(name, []).append(value)
    return found


def single(found: Mapping[str, list[str]], takes: Collection[str]) -> dict[str, str]:
    """Parameters that are given once each; Refused for any that is not among ``takes``."""
    for name, values in found.items():
        if name not in takes:
            do = f"It takes: {', '.join(takes) or 'none'}."
            what = f"This address has no parameter {name[:50]!r}."
            raise Refused(422, what, do, name[:50])
        _once(name, values)
    return {name: values[0] for name, values in found.items()}


def narrowed(found: Mapping[str, list[str]]) -> dict[str, Any]:
    """Parameters as ``Question.of`` takes them."""
    for name, values in found.items():
        if name not in _SEVERAL:
            _once(name, values)
        if name in _SEVERAL and name != "between" and not any(v.strip(" ,") for v in values):
            do = "Give one of its values, or leave it out."
            raise Refused(422, f"The parameter {name} names nothing.", do, name)
    return {n: values if n in _SEVERAL else values[0] for n, values in found.items()}


def question(asked: Asked, params: Mapping[str, Any]) -> Question:
    """The question that parameters make; QuestionError, or Refused, where they make none."""
    made = Question.of(asked, params)
    if made.limit > MOST:
        do = f"Give it a whole number from 1 to {MOST:,}, and follow the link to the next ones."
        raise Refused(422, f"The question’s limit is {made.limit:,}.", do, "limit")
    return made


def form(request: Request, found: dict[str, list[str]], offers: Sequence[str]) -> str:
    """The form of answer that is wanted: ``format`` if given, else what Accept likes best.

    ``format`` is taken out of ``found``. Refused where none of the ``offers`` will do.
    """
    named = found.pop("format", None)
    if named is not None:
        _once("format", named)
        if named[0] not in offers:
            do = f"Give it one of: {', '.join(offers)}."
            raise Refused(422, f"The format {named[0][:20]!r} is not to be had.", do, "format")
        return named[0]
    header = ", ".join(request.headers.getlist("accept"))
    best = max(offers, key=lambda one: (_liked(header, FORMATS[one]), -offers.index(one)))
    if header and not _liked(header, FORMATS[best]):
        kinds = ", ".join(FORMATS[one].partition(";")[0] for one in offers)
        raise Refused(406, "None of the types that Accept names is to be had.", f"Take: {kinds}.")
    return best


def linked(request: Request, params: Mapping[str, Any]) -> str:
    """This address with other parameters."""
    pairs = [
        f"{quote(name, safe='')}={quote(one, safe='')}"
        for name, value in params.items()
        for one in (value if isinstance(value, list) else [value])
    ]
    path = quote(request.scope["path"])
    return f"{path}?{'&'.join(pairs)}"


def _once(name: str, values: Sequence[str]) -> None:
    if len(values) > 1:
        do = "Give it once."
        raise Refused(422, f"The parameter {name} is given {len(values)} times.", do, name)


def _liked(header: str, media: str) -> float:
    """How much an Accept header likes a type, 0 to 1; the closest of its ranges says."""
    if not header:
        return 1.0
    wanted = media.partition(";")[0]
    ranges = ("*/*", wanted.partition("/")[0] + "/*", wanted)
    best = (-1, 0.0)
    for part in header.split(","):
        kind, *params = (piece.strip().lower() for piece in part.split(";"))
        if kind in ranges:
            best = max(best, (ranges.index(kind), _quality(params)))
    return best[1]


def _quality(params: Sequence[str]) -> float:
    named = next((one[2:].strip() for one in params if one.startswith("q=")), "1")
    try:
        return _within(float(named))
    except ValueError:
        return 0.0


def _within(value: float) -> float:
    return value if 0 <= value <= 1 else 0.0
