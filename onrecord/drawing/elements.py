"""Elements of SVG as text, and the marks: kinds and modalities as everywhere in the record."""

from html import escape

from onrecord.record.accounts import Kind
from onrecord.vocabulary import Modality

_FORBIDDEN = dict.fromkeys((*range(9), 11, 12, *range(14, 32), 65534, 65535), "�")
_FORBIDDEN |= dict.fromkeys(range(55296, 57344), "�")


def words(text: str) -> str:
    """Text between elements; what XML cannot hold becomes U+FFFD."""
    return escape(text.translate(_FORBIDDEN), quote=False)


def tag(name: str, *inside: str, **attributes: object) -> str:
    """An element; ``class_`` is ``class``, ``_`` in other names is ``-``, numbers are short."""
    told = "".join(
        f' {_attribute(key)}="{_value(value)}"' for key, value in attributes.items() if value != ""
    )
    content = "".join(inside)
    return f"<{name}{told}>{content}</{name}>" if content else f"<{name}{told}/>"


def text(x: float, y: float, shown: str, **attributes: object) -> str:
    """Words at a place."""
    return tag("text", words(shown), x=x, y=y, **attributes)


def line(path: str, kind: str) -> str:
    """A path of a class."""
    return tag("path", class_=kind, d=path)


def number(value: float) -> str:
    """A number of pixels, to a tenth."""
    return f"{value:.1f}".removesuffix(".0")


def mark(modality: Modality, x: float, y: float) -> str:
    """The mark of a modality, its middle at a place, 11 pixels wide."""
    match modality:
        case "actual":
            return tag("circle", class_="dot", cx=x, cy=y, r=6.5)
        case "planned":
            return tag("circle", class_="m", cx=x, cy=y, r=5)
        case "possible":
            return tag("circle", class_="m", cx=x, cy=y, r=5, stroke_dasharray="2.1 2.05")
        case "asked":
            return line(f"M{number(x - 4)} {number(y - 5)}v10l9-5z", "m")
        case "denied":
            slash = line(f"M{number(x + 3.5)} {number(y - 3.5)}l-7 7", "m")
            return tag("circle", class_="m", cx=x, cy=y, r=5) + slash
        case "failed":
            return line(f"M{number(x - 4.5)} {number(y - 4.5)}l9 9m0-9l-9 9", "m cross")


def glyph(kind: Kind, x: float, y: float) -> str:
    """The glyph of a kind, 16 pixels wide, its upper left corner at a place."""
    place = f"translate({number(x)} {number(y)})"
    shapes = {
        "statement": '<path d="M6.4 3.1C4.2 4.2 3 6.2 3 9v3.9h3.7V9.2H3M13 3.1C10.8 4.2 9.6 6.2 '
        '9.6 9v3.9h3.7V9.2H9.6"/>',
        "encounter": '<circle cx="5.5" cy="8" r="4"/><circle cx="10.5" cy="8" r="4"/>',
        "agreement": '<text class="section" x="8" y="13" text-anchor="middle">§</text>',
        "case": '<path d="M2.7 2.7h10.6v10.6H2.7zM6.2 2.7v10.6M9.8 2.7v10.6"/>',
        "event": '<path d="M3 4.5h10M3 8h10M3 11.5h6"/>',
        "actor": '<circle cx="8" cy="5.2" r="2.8"/><path d="M2.8 13.6c.4-3 2.3-4.5 5.2-4.5s4.8 1.5 '
        '5.2 4.5"/>',
    }
    return tag("g", shapes[kind], class_=f"glyph {kind}", transform=place)


def _attribute(key: str) -> str:
    return "viewBox" if key == "viewBox" else key.rstrip("_").replace("_", "-")


def _value(value: object) -> str:
    return number(value) if isinstance(value, float) else escape(str(value).translate(_FORBIDDEN))
