"""The parameters of a question as JSON Schema: what REST tells in OpenAPI, and MCP in its tools.

A schema takes nothing that ``Question.of`` would refuse; of what it takes, only forms that nobody
needs to write are left out (other spellings of a listed value, several of them parted by commas).
"""

from typing import Any

from onrecord.question import LONGEST, MOST, Parameter, highest

NEEDED: dict[str, tuple[str, ...]] = {"search": ("text",), "positions": ("by", "about")}

# A name or words: a letter or a digit is among them.
_WORDS = r"[\p{L}\p{N}]"
_YEAR = "(?:[0-9]{3}[1-9]|[0-9]{2}[1-9][0-9]|[0-9][1-9][0-9]{2}|[1-9][0-9]{3})"
_DAY = (
    f"{_YEAR}(?:-(?:(?:0[13578]|1[02])(?:-(?:0[1-9]|[12][0-9]|3[01]))?"
    "|(?:0[469]|11)(?:-(?:0[1-9]|[12][0-9]|30))?|02(?:-(?:0[1-9]|1[0-9]|2[0-8]))?))?"
)
_LEAP = "(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:0[48]|[2468][048]|[13579][26])00)-02-29"
_CLOCK = "(?:[01][0-9]|2[0-3]):[0-5][0-9]"
_MOMENT = (
    "[1-8][0-9]{3}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1[0-9]|2[0-8])"
    rf"T{_CLOCK}(?::[0-5][0-9](?:\.[0-9]{{3}})?)?(?:Z|[+-]{_CLOCK})?"
)
DAY = {"type": "string", "pattern": f"^(?:{_DAY}|{_LEAP})$"}
INSTANT = {"type": "string", "pattern": f"^(?:{_DAY}|{_LEAP}|{_MOMENT})$"}
NAME = {"type": "string", "pattern": _WORDS, "maxLength": LONGEST}

_EXAMPLES: dict[str, Any] = {
    "by": "Lavrov",
    "to": "United States",
    "about": "New START",
    "between": ["United States", "Russia"],
    "act": ["urge"],
    "mode": ["direct"],
    "terms": ["anonymous"],
    "source": ["unnamed"],
    "outlet": "The Halyard",
    "modality": ["actual"],
    "type": ["SANCTION"],
    "place": "India",
    "text": '"mutual compliance"',
    "since": "2023-02",
    "until": "2023-03-02",
    "as_of": "2023-03-01",
    "min_sources": 2,
    "max_sources": 1,
    "sample": 16,
    "limit": 20,
}


def schema(one: Parameter, most: int = MOST) -> dict[str, Any]:
    """The JSON Schema of the values of a parameter; ``most`` is the highest ``limit``."""
    found = _of_shape(one, most)
    if one.default not in (None, ()):
        found["default"] = one.default
    return found


def example(name: str) -> Any:
    """A value that a parameter may have; None where none says more than its schema."""
    return _EXAMPLES.get(name)


def about(one: Parameter) -> str:
    """What a parameter is for, as a sentence."""
    return one.about[:1].upper() + one.about[1:] + "."


def _of_shape(one: Parameter, most: int) -> dict[str, Any]:
    match one.shape:
        case "name" | "words":
            return dict(NAME)
        case "pair":
            return {"type": "array", "items": dict(NAME), "minItems": 2, "maxItems": 2}
        case "listed":
            items = {"type": "string", "enum": list(one.choices)}
            return {"type": "array", "items": items, "minItems": 1}
        case "day":
            return dict(DAY)
        case "instant":
            return dict(INSTANT)
        case "number":
            top = most if one.name == "limit" else highest(one.name)
            return {"type": "integer", "minimum": 1, "maximum": top}
        case "cursor":
            return {"type": "string", "pattern": r"^-?[0-9]{1,12}\.[0-9]{1,22}\.[0-9a-f]{8}$"}
