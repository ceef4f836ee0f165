"""The laws of a page, for any reading: the text is the report's, the fields are the record's."""

import re
from collections import Counter
from functools import reduce
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, example, given, settings
from page_readings import readings, texts
from page_tree import Element, same, tree

from onrecord.facts import Reading, Statement, Telling, to_builtins
from onrecord.facts.types import Encounter, Event
from onrecord.report import Part, Report
from onrecord.text import Span
from onrecord.views.page import page
from onrecord.views.page.marks import marks
from onrecord.views.safe import words

# A reading has so many parts that shrinking a failing one takes minutes and gains little.
some = settings(
    suppress_health_check=list(HealthCheck),
    max_examples=25,
    deadline=None,
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
)
PLAIN = Reading(report=Report(id="r", text_sha256="", text="One line.\n\n \nAnother\n", title="x"))


def shown(reading: Reading) -> Element:
    return tree(page(reading))


def lines(root: Element) -> list[Element]:
    return root.all(data_line=True)


@some
@given(readings())
@example(PLAIN)
def test_the_text_shown_is_the_text(reading: Reading) -> None:
    found = lines(shown(reading))
    assert "\n".join(line.text for line in found) == reading.report.text
    assert [line.get("data-line") for line in found] == [str(n + 1) for n in range(len(found))]


@some
@given(texts)
def test_a_headline_is_the_line_it_was(text: str) -> None:
    title = text.split("\n")[0]
    report = Report(id="r", text_sha256="", text=text, title=title or None)
    if title:
        part = Part("headline", Span.of(text, 0, len(title)))
        report = Report(id="r", text_sha256="", text=text, title=title, parts=(part,))
    assert "\n".join(line.text for line in lines(shown(Reading(report=report)))) == text


@some
@given(readings())
def test_marks_are_flat_and_cover_their_words(reading: Reading) -> None:
    text = reading.report.text
    covered: dict[tuple[str, str], set[int]] = {}
    at = 0
    for line in lines(shown(reading)):
        end = at + len(line.text)
        for segment in line.all(data_f=True):
            assert not any(outer.get("data-f") for outer in segment.above())
        for start, piece, segment in _pieces(line, at):
            for name in ("f", "k", "s"):
                for identifier in (segment.get(f"data-{name}") or "").split():
                    letters = covered.setdefault((name, identifier), set())
                    letters |= set(range(start, start + len(piece)))
        at = end + 1
    wanted: dict[tuple[str, str], set[int]] = {}
    for mark in marks(reading):
        letters = {i for i in range(mark.start, mark.end) if text[i] != "\n"}
        for name, role in (("f", mark.role), ("k", "turn"), ("s", "who")):
            if mark.role == role and letters:
                wanted.setdefault((name, mark.id), set()).update(letters)
    assert covered == wanted


def _pieces(line: Element, start: int) -> list[tuple[int, str, Element]]:
    """Every stretch of text in a line: where it starts, what it says, what it stands in."""
    found, waiting, at = [], [(line, child) for child in reversed(line.children)], start
    while waiting:
        around, child = waiting.pop()
        if isinstance(child, str):
            found.append((at, child, around))
            at += len(child)
        else:
            waiting += [(child, inner) for inner in reversed(child.children)]
    return found


@some
@given(readings())
def test_the_innermost_fact_comes_first(reading: Reading) -> None:
    found = marks(reading)
    at = 0
    for line in lines(shown(reading)):
        for start, piece, segment in _pieces(line, at):
            named = (segment.get("data-f") or "").split()
            here = [m for m in found if m.start <= start and start + len(piece) <= m.end]
            facts = [m for m in here if m.role != "mention" and m.kind != "event"]
            if facts and piece:
                shortest = min(mark.end - mark.start for mark in facts)
                assert named[0] in {m.id for m in facts if m.end - m.start == shortest}
        at += len(line.text) + 1


@some
@given(readings())
def test_every_link_inside_has_its_target_and_ids_are_given_once(reading: Reading) -> None:
    root = shown(reading)
    ids = Counter(element.get("id") for element in root.all(id=True))
    assert [name for name, count in ids.items() if count > 1] == []
    for link in root.all(href=True):
        address = link.get("href") or ""
        assert address.startswith(("#", "https://example.org/")), address
        if address.startswith("#"):
            assert address[1:] in ids, address


@some
@given(readings())
def test_every_fact_leads_to_its_words(reading: Reading) -> None:
    root, text = shown(reading), reading.report.text
    turning = {m.id: m for m in reversed(marks(reading)) if m.role == "turn"}
    for identifier, mark in turning.items():
        if not text[mark.start : mark.end].strip("\n"):
            continue
        goal = root.one(id=f"w-{identifier}")
        assert any(outer.get("data-line") for outer in goal.above())
        assert not goal.text or goal.has("data-k", identifier)
        first = next(e for e in root.one(id=identifier).walk() if e.get("class") == "ln")
        assert first.get("href") == f"#w-{identifier}"


def at(value: Any, path: str) -> Any:
    def part(value: Any, name: str) -> Any:
        if isinstance(value, list):
            return len(value) if name == "length" else value[int(name)]
        return value[name]

    return reduce(part, path.split("."), value)


def owners(reading: Reading) -> dict[str, Any]:
    """Everything that has an id, as JSON has it."""
    whole = to_builtins(reading)
    found: dict[str, Any] = {"": whole}
    for name in ("actors", "statements", "encounters", "agreements", "cases", "events"):
        for thing in whole[name]:
            found[thing["id"]] = thing
            for turn in (*thing.get("changes", ()), *thing.get("steps", ())):
                found[turn["id"]] = turn
    return found


def fields(root: Element, reading: Reading) -> list[tuple[str, str, Element]]:
    """Every field on a page: the id of its owner (empty: the reading), its path, its element."""
    found = []
    for element in root.all(data_field=True):
        if any(outer.tag == "h3" and not outer.get("id") for outer in element.above()):
            continue  # the heading of a group of statements, which is of no one of them
        path = element.get("data-field") or ""
        owner = next(outer for outer in element.above() if outer.get("data-kind"))
        kind, identifier = owner.get("data-kind"), owner.get("id") or ""
        if kind == "report":
            identifier, path = "", f"report.{path}"
        elif kind in ("time", "place"):
            identifier = ""
        found.append((identifier, path, element))
    return found


@some
@given(readings())
def test_every_field_shown_is_the_record_s(reading: Reading) -> None:
    known = owners(reading)
    for identifier, path, element in fields(shown(reading), reading):
        value = at(known[identifier], path)
        assert same(element.value(), value), (identifier, path)
        span = element.get("data-span")
        if span:
            place = at(known[identifier], path.removesuffix(".text"))
            assert span == f"{place['start']}-{place['end']}"


# What is shown of each kind of fact wherever it is there; paths end at a value or a list of ids.
SHOWN = {
    "statements": (
        "speaker", "addressees", "targets", "mode", "modality?", "terms", "act", "source.*.text",
        "cue.*.text", "content.*.text", "quoted.*.text", "about", "occasion", "date.value",
        "date.basis", "date.span.text", "place.name", "place.country", "vouched_by.*.actor",
        "vouched_by.*.terms", "vouched_by.*.occasion", "confidence?",
    ),
    "encounters": (
        "participants", "format", "modality", "date.value", "date.basis", "date.span.text",
        "place.name", "place.country", "duration.value", "duration.mod", "occasion",
        "tellings.*.span.text", "confidence?",
    ),
    "agreements": ("name", "kind", "parties"),
    "changes": (
        "change", "modality", "by", "date.value", "date.basis", "date.span.text", "term.value",
        "stated_in", "tellings.*.span.text", "confidence?",
    ),
    "cases": ("person", "held_by", "designation"),
    "steps": (
        "step", "modality", "by", "date.value", "date.basis", "place.name", "place.country",
        "charge", "term.value", "stated_in", "tellings.*.span.text", "confidence?",
    ),
    "events": (
        "of", "type", "mode", "contexts.*", "actor", "recipient", "date.value", "place.name",
        "modality", "counts.*.of", "counts.*.value", "counts.*.unit", "counts.*.mod",
        "tellings.*.span.text", "confidence?",
    ),
    "actors": ("name", "kind", "office", "represents", "sector", "mentions.length"),
}  # fmt: skip
REPORT = (
    "source", "kind", "outlet", "authors.*", "language", "published.value", "url", "part_of",
    "copy_of", "seen", "modified", "dateline.place", "text_sha256", "id",
)  # fmt: skip


@some
@given(readings())
def test_every_value_of_the_record_is_shown(reading: Reading) -> None:
    root = shown(reading)
    there = {(identifier, path) for identifier, path, _ in fields(root, reading)}
    whole = to_builtins(reading)
    missing = [p for p in paths(whole["report"], REPORT) if ("", f"report.{p}") not in there]
    for name, patterns in SHOWN.items():
        for thing in members(whole, name):
            for path in paths(thing, patterns):
                if path == "occasion" and name == "statements":
                    continue
                if (thing["id"], path) not in there:
                    missing.append(f"{thing['id']}.{path}")
    assert missing == []


def members(whole: Any, name: str) -> list[Any]:
    if name in ("changes", "steps"):
        outer = "agreements" if name == "changes" else "cases"
        return [turn for thing in whole[outer] for turn in thing[name]]
    return list(whole[name])


def paths(thing: Any, patterns: tuple[str, ...]) -> list[str]:
    """The paths of these patterns that lead to something that is told."""
    found = []
    for pattern in patterns:
        if pattern == "confidence?":
            found += ["confidence"] * (thing["confidence"] < 0.7)
        elif pattern == "modality?":
            found += ["modality"] * (thing["modality"] != "actual")
        else:
            found += _told(thing, pattern.split("."), "")
    return found


def _told(value: Any, rest: list[str], path: str) -> list[str]:
    if not rest:
        blank = isinstance(value, str) and not words(value)
        return [path[1:]] if not blank and value not in (None, [], {}) else []
    if value is None:
        return []
    if rest[0] == "*":
        return [p for i, member in enumerate(value) for p in _told(member, rest[1:], f"{path}.{i}")]
    if rest[0] == "length":
        return [f"{path[1:]}.length"]
    return _told(value[rest[0]], rest[1:], f"{path}.{rest[0]}")


@some
@given(readings())
def test_an_occasion_stands_at_the_statement_or_once_for_its_group(reading: Reading) -> None:
    root = shown(reading)
    for statement in reading.statements:
        if not statement.occasion:
            continue
        item = root.one(id=statement.id)
        own = [e for e in item.all(data_field="occasion") if nearest(e) is item]
        group = next(outer for outer in item.above() if outer.get("data-terms"))
        heading = next(e for e in group.tags("h3")).all(data_field="occasion")
        assert [e.value() for e in (own or heading)] == [statement.occasion]


def nearest(element: Element) -> Element:
    return next(outer for outer in element.above() if outer.get("data-kind"))


@some
@given(readings())
def test_times_and_places_are_all_there(reading: Reading) -> None:
    root = shown(reading)
    for name, kind, shown_by in (("times", "time", "value"), ("places", "place", "name")):
        rows = root.all(data_kind=kind)
        values = {
            element.value() for row in rows for element in row.walk()
            if re.fullmatch(rf"{name}\.\d+\.{shown_by}", element.get("data-field") or "")
        }  # fmt: skip
        wanted = {getattr(member, shown_by) for member in getattr(reading, name)}
        assert values == {value for value in wanted if value}


@some
@given(readings())
def test_a_row_gathers_what_is_the_same_and_nothing_else(reading: Reading) -> None:
    root = shown(reading)
    alike = {
        ("time", "times"): ("type", "value", "mod"),
        ("place", "places"): ("name", "country", "geonames", "lat", "lon"),
    }
    for (kind, name), parts in alike.items():
        members = getattr(reading, name)
        keys = [tuple(getattr(member, part) for part in parts) for member in members]
        keys = [
            (*key, member.span.text if kind == "time" and not member.value else "")
            for key, member in zip(keys, members, strict=True)
        ]
        rows = root.all(data_kind=kind)
        assert len(rows) == len(set(keys))
        for row in rows:
            named = re.findall(rf"{name}\.(\d+)\.span", str([e.attributes for e in row.walk()]))
            assert len({keys[int(number)] for number in named}) == 1


@some
@given(readings())
def test_words_of_the_report_do_nothing(reading: Reading) -> None:
    html = page(reading)
    root = tree(html)
    assert [e.tag for e in root.tags("script", "style", "img", "iframe", "base", "form")] == [
        "style",
        "script",
    ]
    for element in root.walk():
        assert not [name for name in element.attributes if name.startswith("on")]
        assert element.get("style") is None
    style = root.tags("style")[0].text
    assert "alert(" not in style
    assert "alert(" not in root.tags("script")[0].text
    assert not re.search("[\x00\ud800-\udfff]", html)
    for link in root.all(href=True):
        if not (link.get("href") or "").startswith("#"):
            assert link.get("rel") == "noopener noreferrer nofollow"


@some
@given(readings())
def test_nothing_is_shown_as_none_and_controls_stay_in_the_text(reading: Reading) -> None:
    root = shown(reading)
    outside = [e for e in root.walk() if e.tag not in ("style", "script", "main", "html", "body")]
    for element in outside:
        if element.get("data-line") or any(o.get("data-line") for o in element.above()):
            continue
        for child in element.children:
            if isinstance(child, str):
                assert not re.search(r"\b(None|null|Undefined)\b", child)
                assert not re.search(
                    "[\x00-\x08\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", child
                )


@some
@given(readings())
def test_the_same_reading_is_the_same_bytes(reading: Reading) -> None:
    assert page(reading).encode() == page(reading).encode()


@some
@given(readings())
def test_headings_go_down_by_one(reading: Reading) -> None:
    levels = [int(e.tag[1]) for e in shown(reading).tags("h1", "h2", "h3", "h4")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


@pytest.mark.parametrize("identifier", ["", "s", "x1", "s1}*{color:red", "s1 s2", "é1", "s0", "S1"])
def test_an_id_that_is_none_is_made_anew(identifier: str) -> None:
    text = "Vela said so."
    told = tuple(
        Statement(id=given, mode="indirect", content=(Span.of(text, 0, 4),), act="say")
        for given in (identifier, "s1", "s1")
    )
    root = shown(Reading(report=Report(id="r", text_sha256="", text=text), statements=told))
    assert [e.get("id") for e in root.all(data_kind="statement")] == ["s2", "s1", "s3"]
    assert "color:red" not in root.tags("style")[0].text


def crossing(count: int) -> Reading:
    """So many facts of which each crosses the next ones."""
    text = "word " * (3 * count)
    spans = [Span.of(text, 5 * n, 5 * (n + count)) for n in range(count)]
    told = tuple(
        Encounter(id=f"e{n + 1}", tellings=(Telling(span=span),)) for n, span in enumerate(spans)
    )
    return Reading(report=Report(id="r", text_sha256="", text=text), encounters=told)


def test_two_hundred_crossing_facts() -> None:
    reading = crossing(200)
    root = shown(reading)
    assert "\n".join(line.text for line in lines(root)) == reading.report.text
    middle = max(root.all(data_f=True), key=lambda e: len((e.get("data-f") or "").split()))
    assert len((middle.get("data-f") or "").split()) == 200


def test_coded_events_come_last_on_their_words() -> None:
    text = "Vela met Moren."
    span = Span.of(text, 5, 8)
    reading = Reading(
        report=Report(id="r", text_sha256="", text=text),
        encounters=(Encounter(id="e1", tellings=(Telling(span=Span.of(text, 0, 14)),)),),
        events=(Event(id="v1", of="e1", type="CONSULT", tellings=(Telling(span=span),)),),
    )
    root = shown(reading)
    assert root.one(data_k="e1 v1").get("data-f") == "e1 v1"
