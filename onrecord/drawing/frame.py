"""What every drawing stands in: its size, its title and description, its style."""

from onrecord.drawing.elements import number, tag, words
from onrecord.drawing.style import STYLE

WIDTH = 1216.0
HATCH = (
    '<defs><pattern id="{name}-hatch" width="5" height="5" patternUnits="userSpaceOnUse" '
    'patternTransform="rotate(45)"><path class="hatch" d="M0 0V5"/></pattern></defs>'
)


def framed(
    inside: list[str], *, name: str, height: float, title: str, desc: str, kind: str, alone: bool,
    wide: float = WIDTH,
) -> str:  # fmt: skip
    """A whole drawing. ``name`` begins its ids; ``alone``: as a file, with style and ground."""
    style = tag("style", STYLE) if alone else ""
    ground = tag("rect", class_="ground", width=wide, height=height) if alone else ""
    head = (
        tag("title", words(title), id=f"{name}-title")
        + tag("desc", words(desc), id=f"{name}-desc")
        + style
        + HATCH.format(name=name)
    )
    box = f"0 0 {number(wide)} {number(height)}"
    size = {"width": wide, "height": height} if alone else {}
    # A picture has no parts to a screen reader: what can be followed stands in a group.
    role = "group" if any("<a " in one for one in inside) else "img"
    drawn = tag(
        "svg", head, ground, "\n", "\n".join(inside), "\n", xmlns="http://www.w3.org/2000/svg",
        class_=f"drawing {kind}", viewBox=box, role=role,
        aria_labelledby=f"{name}-title {name}-desc", **size,
    )  # fmt: skip
    return drawn + "\n" if alone else drawn
