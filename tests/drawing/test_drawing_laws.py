"""Laws of drawings: on the line what happened, beside it what did not; nothing over another."""

import re
import xml.etree.ElementTree as ElementTree
from collections.abc import Sequence
from datetime import date, timedelta
from itertools import combinations, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.drawing import (
    STYLE,
    Happening,
    Life,
    Tally,
    Timeline,
    life_lines,
    life_svg,
    life_table,
    placing,
    timeline_lines,
    timeline_svg,
    timeline_table,
)
from onrecord.drawing.axis import axis, even
from onrecord.drawing.placing import Label, Wanted, rows
from onrecord.drawing.stretches import stretches
from onrecord.vocabulary import Modality, values

SVG = "{http://www.w3.org/2000/svg}"
DAYS = st.dates(date(1990, 1, 1), date(2040, 12, 31))


def _value(day: date, precision: str) -> str | None:
    week = day.isocalendar()
    return {
        "day": day.isoformat(), "month": day.isoformat()[:7], "year": day.isoformat()[:4],
        "week": f"{week.year}-W{week.week:02}", "none": None, "odd": "FUTURE_REF",
    }[precision]  # fmt: skip


@st.composite
def happenings(draw: st.DrawFn) -> Happening:
    value = _value(
        draw(DAYS), draw(st.sampled_from(["day", "day", "month", "year", "week", "none", "odd"]))
    )
    modality = draw(st.sampled_from(values(Modality)))
    return Happening(
        label=draw(st.text(st.characters(codec="utf-8"), min_size=1, max_size=40)),
        modality=modality,  # type: ignore[arg-type]
        value=value,
        said=value or "no date",
        detail=draw(st.sampled_from(["", "Ana Reyes & <Omar>"])),
        weight=draw(st.sampled_from(["", "3 sources"])),
        sources=draw(st.integers(0, 9)),
        state=draw(st.sampled_from([None, "early", "holds", "suspended", "over"])),
        state_name="Stands",
        kind=draw(st.sampled_from(["encounter", "agreement", "case", "event"])),
    )


@st.composite
def lives(draw: st.DrawFn) -> Life:
    day = draw(DAYS)
    return Life(
        kind=draw(st.sampled_from(["agreement", "case"])),
        name=draw(st.text(st.characters(codec="utf-8"), max_size=20)),
        standing="suspended since 2 March 2023",
        happenings=tuple(draw(st.lists(happenings(), max_size=22))),
        as_of=day.isoformat(),
        as_of_said=f"As of {day.isoformat()}",
    )


def sound(svg: str) -> ElementTree.Element:
    """The picture, if it is whole: named, described, without anything that runs or is fetched."""
    root = ElementTree.fromstring(svg)
    assert root.tag == f"{SVG}svg"
    assert root.get("role") == "img"
    ids = {one.get("id") for one in root.iter() if one.get("id")}
    named = (root.get("aria-labelledby") or "").split()
    assert len(named) == 2
    assert set(named) <= ids
    assert (root.findtext(f"{SVG}title") or "").strip()
    assert (root.findtext(f"{SVG}desc") or "").strip()
    allowed = {"svg", "g", "a", "title", "desc", "style", "defs", "pattern", "path", "rect",
               "circle", "text", "tspan"}  # fmt: skip
    assert {one.tag.removeprefix(SVG) for one in root.iter()} <= allowed
    assert not re.search(r"https?:(?!//www\.w3\.org/2000/svg)|@import|javascript:", svg)
    for one in root.iter():
        for attribute, value in one.attrib.items():
            assert not attribute.lower().startswith("on")
            if value.startswith("url(#"):
                assert value[5:-1] in ids
            if attribute in ("x", "y", "cx", "cy", "width", "height"):
                assert float(value) >= 0 or attribute in ("x", "cx"), (one.tag, attribute, value)
    return root


@settings(deadline=None, max_examples=60)
@given(lives())
def test_a_life_is_sound_and_tells_all(life: Life) -> None:
    svg = life_svg(life)
    root = sound(svg)
    assert svg == life_svg(life)
    desc = " ".join((root.findtext(f"{SVG}desc") or "").split())
    for one in life.happenings:
        shown = " ".join(
            re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]", "\ufffd", one.label).split()
        )
        assert shown in desc
    table = life_table(life)
    assert len(table.rows) == len(life.happenings)
    assert {row[0] for row in table.rows} == {one.label for one in life.happenings}


@settings(deadline=None, max_examples=60)
@given(lives())
def test_what_did_not_happen_is_off_the_line(life: Life) -> None:
    root = sound(life_svg(life))
    dots = [
        float(one.get("cy", "0")) for one in root.iter(f"{SVG}circle") if one.get("class") == "dot"
    ]
    happened = [one for one in life.happenings if one.happened]
    assert len(dots) == len(happened)
    dated = [one for one in life.dated if one.happened]
    bar = sorted(dots)[: len(dated)]
    assert len(set(bar)) <= 1  # all that happened and has a day stands on one line
    for one in root.iter(f"{SVG}circle"):
        if one.get("class") == "m" and bar:
            assert float(one.get("cy", "0")) > bar[0] + 11


@settings(deadline=None)
@given(lives())
def test_lines_of_text_tell_all_and_never_embolden_a_plan(life: Life) -> None:
    lines = life_lines(life)
    told = [piece for line in lines for piece in line.body]
    for one in life.happenings:
        style = "bold" if one.happened else "italic"
        assert any(text.strip() == one.label.strip() and kind == style for text, kind in told)
    now = [text for text, _ in told if text.startswith(life.as_of_said)]
    assert len(now) >= 1


@settings(deadline=None, max_examples=60)
@given(
    st.lists(
        st.builds(Wanted, st.floats(20, 1180), st.floats(10, 240), st.sampled_from([6.0, 14.0])),
        max_size=16,
    ),
    st.lists(st.floats(100, 1100), max_size=1),
)
def test_labels_keep_out_of_each_other(wanted: list[Wanted], walls: list[float]) -> None:
    assert not clashes(wanted, rows(wanted, 4, 1212, walls), walls)


def clashes(
    wanted: Sequence[Wanted], labels: Sequence[Label | None], walls: Sequence[float]
) -> list[str]:
    """Words over words, a leader through words, words over a wall or the edge."""
    found = []
    there = [(w, label) for w, label in zip(wanted, labels, strict=True) if label]
    for one, label in there:
        low, high = one.box(label.left)
        if low < 4 or high > 1212 or any(low < wall < high for wall in walls):
            found.append("edge")
    for (one, mine), (other, theirs) in combinations(there, 2):
        a, b = one.box(mine.left), other.box(theirs.left)
        if mine.row == theirs.row and a[0] < b[1] and b[0] < a[1]:
            found.append("words")
        if theirs.row >= mine.row and a[0] < other.place < a[1]:
            found.append("leader")
        if mine.row >= theirs.row and b[0] < one.place < b[1]:
            found.append("leader")
    return found


def test_planted_labels_that_look_at_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    wanted = [Wanted(100 + 20 * n, 150, 6) for n in range(6)]
    assert not clashes(wanted, rows(wanted, 4, 1212), ())
    monkeypatch.setattr(placing, "_clear", lambda *given: True)
    assert "words" in clashes(wanted, rows(wanted, 4, 1212), ())


@given(
    st.lists(st.integers(0, 12_000), max_size=20), st.integers(1, 12_000), st.integers(5, 12_000)
)
def test_days_are_in_order_on_any_axis(marks: list[int], first: int, length: int) -> None:
    start = 728_000 + first
    inside = [start + one % length for one in marks]
    for made in (
        axis(start, start + length, inside, 44, 1176),
        even(start, start + length, 44, 1176),
    ):
        assert made.places[0] == pytest.approx(44)
        assert made.places[-1] == pytest.approx(1176)
        assert all(b > a for a, b in pairwise(made.places))
        days = sorted({start + one % length for one in (*marks, 0, length - 1)})
        assert all(made.place(b) > made.place(a) for a, b in pairwise(days))
        assert len({tick.day for tick in made.ticks()}) == len(made.ticks())


def test_an_even_axis_gives_every_day_the_same() -> None:
    made = even(738_000, 738_014, 0, 1400)
    assert [made.place(738_000 + n) for n in range(15)] == pytest.approx(
        [100 * n for n in range(15)]
    )


def _turn(day: str, state: str | None, modality: Modality = "actual") -> Happening:
    return Happening(
        label="turn",
        value=day,
        modality=modality,
        state=state,
        state_name=state or "",  # type: ignore[arg-type]
    )


def test_the_line_turns_with_what_happened_alone() -> None:
    life = Life(
        kind="agreement", name="Harbour Accord", as_of="2024-01-01", as_of_said="now",
        happenings=(
            _turn("2020-01-01", "early"), _turn("2021-01-01", "holds"),
            _turn("2021-06-01", "over", "planned"), _turn("2022-01-01", None),
            _turn("2023-01-01", "suspended"), _turn("2025-01-01", "over"),
        ),
    )  # fmt: skip
    now = date(2024, 1, 1).toordinal() + 1.0
    found = stretches(life, now)
    assert [one.state for one in found] == ["early", "holds", "suspended"]
    assert found[-1].last == now
    assert all(a.last == b.first for a, b in pairwise(found))


def test_planted_plans_on_the_line() -> None:
    """A line that took plans for deeds would be over in 2021: the law above sees it."""

    def drawn(second: Happening) -> list[str]:
        life = Life(
            kind="agreement", name="x", as_of="2024-01-01", as_of_said="now",
            happenings=(_turn("2021-01-01", "holds"), second),
        )  # fmt: skip
        return [one.state for one in stretches(life, 800_000.0)]

    assert drawn(_turn("2021-06-01", "over", "planned")) == ["holds"]
    assert drawn(_turn("2021-06-01", "over")) == ["holds", "over"]


@settings(deadline=None, max_examples=40)
@given(st.lists(happenings(), max_size=25), DAYS, st.integers(0, 400))
def test_a_timeline_is_sound_and_tells_all(
    happened: list[Happening], first: date, length: int
) -> None:
    tallies = tuple(
        Tally((first + timedelta(days=n)).isoformat(), n + 1, n // 2) for n in range(0, length, 7)
    )
    timeline = Timeline(
        title="Weeks", first=first.isoformat(), last=(first + timedelta(days=length)).isoformat(),
        happenings=tuple(happened), tallies=tallies,
    )  # fmt: skip
    sound(timeline_svg(timeline))
    assert len(timeline_table(timeline).rows) == len(happened) + len(tallies)
    told = [piece for line in timeline_lines(timeline) for piece in line.body]
    for one in happened:
        assert (one.label, "bold" if one.happened else "italic") in told
    assert sum(
        text.startswith(tuple("0123456789")) and "statement" in text for text, _ in told
    ) >= len(tallies)


def _tokens() -> dict[str, dict[str, str]]:
    light, dark = STYLE.split("@media (prefers-color-scheme: dark)")
    return {
        name: dict(re.findall(r"--([a-z]+): (#[0-9a-f]{3,6})", part))
        for name, part in (("light", light), ("dark", dark))
    }


def _luminance(colour: str) -> float:
    digits = colour[1:] if len(colour) == 7 else "".join(2 * one for one in colour[1:])
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _ratio(one: str, other: str) -> float:
    high, low = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_colours_can_be_read(scheme: str) -> None:
    tokens = _tokens()[scheme]
    assert _tokens()["light"].keys() == _tokens()["dark"].keys()
    for ground in ("page", "sheet"):
        assert _ratio(tokens["ink"], tokens[ground]) >= 13
        assert _ratio(tokens["soft"], tokens[ground]) >= 6
        assert _ratio(tokens["mark"], tokens[ground]) >= 3
        for kind in ("statement", "encounter", "agreement", "case", "event"):
            assert _ratio(tokens[kind], tokens[ground]) >= 5
    assert _ratio(tokens["sheet"], tokens["agreement"]) >= 6  # words within the bar


def test_precision_is_drawn() -> None:
    """A point for a day, a bracket for a month or a year, apart where there is no date."""

    def drawn(value: str | None) -> str:
        one = Happening(label="Suspended", value=value, said=value or "no date")
        return life_svg(Life(kind="agreement", name="x", as_of="2024-06-01", as_of_said="now",
                             happenings=(_turn("2020-01-01", "holds"), one)))  # fmt: skip

    assert 'class="span"' not in drawn("2023-02-28")
    assert 'class="span"' in drawn("2023-02")
    assert 'class="span"' in drawn("2023")
    assert "No date" in drawn(None)
    assert "No date" not in drawn("2023")


def test_names_in_a_page_can_be_told_apart() -> None:
    life = Life(kind="case", name="x", as_of="2024-06-01", as_of_said="now")
    assert 'id="a-title"' in life_svg(life, name="a", alone=False)
    assert "<style>" not in life_svg(life, name="a", alone=False)
    assert "<style>" in life_svg(life)
