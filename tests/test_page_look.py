"""The page's colours, computed from its stylesheet: what is to be read can be read."""

import re
from importlib.resources import files

import pytest

ASSETS = files("onrecord.views.page") / "assets"
STYLE = "".join((ASSETS / name).read_text(encoding="utf-8") for name in ("base.css", "style.css"))
KINDS = ("statement", "encounter", "agreement", "case", "time", "place", "actor")
SCHEMES = ("light", "dark")


def tokens(scheme: str) -> dict[str, str]:
    """The colours of a scheme by name."""
    light, dark = re.findall(r":root \{(.*?)\n\s*\}", STYLE, re.DOTALL)[:2]
    given = light if scheme == "light" else dark
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{3,6});", given))


def luminance(colour: str) -> float:
    digits = colour[1:] if len(colour) == 7 else "".join(2 * digit for digit in colour[1:])
    parts = [int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """The contrast ratio of WCAG 2, to one digit as the floors below are given."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return round((light + 0.05) / (dark + 0.05), 1)


@pytest.mark.parametrize("scheme", SCHEMES)
def test_text_can_be_read_on_every_ground(scheme: str) -> None:
    colour = tokens(scheme)
    for ground in ("page", "sheet"):
        for name, least in (("ink", 13.8), ("soft", 6.4), ("link", 7.0), ("alert", 6.8)):
            assert contrast(colour[name], colour[ground]) >= least, (name, ground)
        assert contrast(colour["mark"], colour[ground]) >= 3, ground


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_can_be_read_on_its_tint_and_reversed(kind: str, scheme: str) -> None:
    colour = tokens(scheme)
    tint = colour[f"{kind}-tint"]
    for ground in (tint, colour["page"], colour["sheet"]):
        assert contrast(colour[kind], ground) >= 5.6
    assert contrast(colour["ink"], tint) >= 8.9
    assert contrast(colour["soft"], tint) >= 4.9
    assert contrast(colour["sheet"], colour[kind]) >= 6.8


def test_both_schemes_name_the_same_colours() -> None:
    assert tokens("light").keys() == tokens("dark").keys()


def test_no_colour_stands_outside_of_the_tokens() -> None:
    rules = STYLE[STYLE.index("*, ::before") :]
    assert re.findall(r"#[0-9a-f]{3,8}\b", rules) == []


def test_sizes_grow_with_the_reader_s_own() -> None:
    assert not re.findall(r"font(?:-size)?:[^;]*\b\d+(?:\.\d+)?px", STYLE.replace("15.5px", ""))
    assert not re.findall(r"@media \([^)]*\d+px", STYLE)


def test_nothing_moves_for_those_who_want_no_motion() -> None:
    for found in re.finditer(r"transition|animation", STYLE):
        assert "prefers-reduced-motion: no-preference" in STYLE[: found.start()][-120:]
