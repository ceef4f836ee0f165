"""A page as a tree that tests can ask, read by the standard library's HTML parser."""

import json
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any

_VOID = frozenset({"br", "hr", "img", "input", "link", "meta"})
_DRAWN = frozenset({"circle", "path", "rect", "use"})  # closed by themselves in drawings


class Element:
    """An element, its attributes, and what stands in it."""

    def __init__(self, tag: str, attributes: dict[str, str], parent: "Element | None") -> None:
        self.tag = tag
        self.attributes = attributes
        self.parent = parent
        self.children: list[Element | str] = []

    def get(self, name: str) -> str | None:
        """An attribute's value."""
        return self.attributes.get(name)

    def has(self, name: str, word: str) -> bool:
        """Whether an attribute that holds a list holds this word."""
        return word in (self.get(name) or "").split()

    @property
    def text(self) -> str:
        """All text within, as ``textContent`` has it."""
        return "".join(c if isinstance(c, str) else c.text for c in self.children)

    def all(self, **wanted: str | bool) -> "list[Element]":
        """The elements within that have these attributes (``data_f`` is ``data-f``), in order."""
        named = {name.strip("_").replace("_", "-"): value for name, value in wanted.items()}
        return [element for element in self.walk() if element._fits(named)]

    def one(self, **wanted: str | bool) -> "Element":
        """The only element within that has these attributes."""
        (found,) = self.all(**wanted)
        return found

    def tags(self, *names: str) -> "list[Element]":
        """The elements within of these names, in order."""
        return [element for element in self.walk() if element.tag in names]

    def walk(self) -> "Iterator[Element]":
        """Every element within, in order."""
        for child in self.children:
            if isinstance(child, Element):
                yield child
                yield from child.walk()

    def above(self) -> "Iterator[Element]":
        """The elements around this one, the nearest first."""
        element = self.parent
        while element is not None:
            yield element
            element = element.parent

    def value(self) -> Any:
        """A field's value: ``data-value``, else the text."""
        given = self.get("data-value")
        return self.text if given is None else given

    def _fits(self, wanted: dict[str, str | bool]) -> bool:
        for name, value in wanted.items():
            given = self.get(name)
            if given is None if value is True else given != value:
                return False
        return True


def tree(html: str) -> Element:
    """The root of a page; AssertionError where elements are not closed in order."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    assert reader.at is reader.root, f"<{reader.at.tag}> is not closed"
    return reader.root


def same(shown: str, value: Any) -> bool:
    """Whether what a field gives is the value that JSON has."""
    if isinstance(value, str):
        return shown == value
    try:
        return bool(json.loads(shown) == value)
    except ValueError:
        return False


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = self.at = Element("", {}, None)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs}, self.at)
        assert len(attrs) == len(element.attributes), f"<{tag}> gives an attribute twice"
        self.at.children.append(element)
        if tag not in _VOID:
            self.at = element

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in _DRAWN, f"<{tag}/> is not closed in HTML"
        self.at.children.append(Element(tag, {n: v or "" for n, v in attrs}, self.at))

    def handle_endtag(self, tag: str) -> None:
        assert tag == self.at.tag, f"</{tag}> closes <{self.at.tag}>"
        assert self.at.parent is not None
        self.at = self.at.parent

    def handle_data(self, data: str) -> None:
        self.at.children.append(data)
