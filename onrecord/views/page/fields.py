"""Fields of the record as elements: ``data-field`` names it, ``data-value`` holds what JSON has.

``data-value`` stands only where the words shown are not the value itself. A string is given as
it is, everything else as compact JSON.
"""

from collections.abc import Sequence
from functools import reduce
from typing import Any

import msgspec
from markupsafe import Markup, escape

from onrecord.views.safe import words

_ENCODER = msgspec.json.Encoder(order="deterministic")


def value_at(owner: Any, path: str) -> Any:
    """What stands at a path in a fact: «date.value», «content.0.text», «mentions.length»."""
    return reduce(_part, path.split("."), owner)


def _part(value: Any, name: str) -> Any:
    if name.isdecimal():
        return value[int(name)]
    if isinstance(value, dict):
        return value[name]
    if name == "length" and isinstance(value, Sequence):
        return len(value)
    return getattr(value, name)


def plain(value: Any) -> str:
    """A value as ``data-value`` has it."""
    return value if isinstance(value, str) else _ENCODER.encode(value).decode()


def field(tag: str, owner: Any, path: str, shown: str | None = None, cls: str = "") -> Markup:
    """The element for the field at ``path`` of ``owner``.

    ``shown`` is what people read (Markup stays markup); without it, the value itself, made safe
    to show.
    """
    value = plain(value_at(owner, path))
    text = words(value) if shown is None else shown
    is_value = not isinstance(text, Markup) and text == value
    return Markup("<{0}{1} data-field={2}{3}>{4}</{0}>").format(
        Markup(tag),
        attribute("class", cls) if cls else "",
        Markup('"{}"').format(path),
        "" if is_value else attribute("data-value", value),
        escape(text),
    )


def attribute(name: str, value: str) -> Markup:
    """An attribute with a space before it."""
    return Markup(' {}="{}"').format(Markup(name), value)
