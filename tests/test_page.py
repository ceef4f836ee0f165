"""A reading as a page: what stands where, in which words, and what the page lets in."""

import base64
import hashlib
import os
import re
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest
from page_tree import Element, tree
from test_page_laws import crossing
from test_terminal import READING, at

from onrecord.facts import Actor, Case, DateSlot, Reading, Statement, Step, Time, decode_reading
from onrecord.report import Part, Published, Report
from onrecord.text import Span
from onrecord.views.labels import CHANGES, STEPS
from onrecord.views.page import entry, index, page

GOLD = sorted((Path(__file__).parent / "gold" / "reports").glob("*.reading.json"))
ROOT = tree(page(READING))
EMPTY = Reading(report=Report(id="r", text_sha256="", text="Nothing."))


def words_in(element: Element) -> str:
    return re.sub(r"\s+", " ", element.text).strip()


def column(root: Element, number: int) -> list[str]:
    digest = root.one(class_="digest")
    part = [child for child in digest.children if isinstance(child, Element)][number]
    return [words_in(part.tags("h2")[0]), *(words_in(item) for item in part.tags("li"))]


def test_the_policy_lets_in_only_the_page_s_own_script_and_style() -> None:
    policy = ROOT.one(http_equiv="Content-Security-Policy").get("content") or ""
    hashes = {
        name: base64.b64encode(hashlib.sha256(ROOT.tags(name)[0].text.encode()).digest()).decode()
        for name in ("script", "style")
    }
    assert policy == (
        f"default-src 'none'; script-src 'sha256-{hashes['script']}'; "
        f"style-src 'sha256-{hashes['style']}'; base-uri 'none'; form-action 'none'"
    )


def test_nothing_is_fetched() -> None:
    html = page(replace(READING, report=replace(READING.report, url="https://example.org/")))
    assert not tree(html).all(src=True)
    assert not re.search(r"url\(|@import|fetch\(|XMLHttpRequest", html)
    assert "unsafe" not in html


def test_the_digest_tells_what_happened_and_what_did_not() -> None:
    assert column(ROOT, 0) == [
        "Happened",
        "Vela and Jan Moren spoke by telephone in Oslo for under 10 minutes 7 May 2024",
    ]
    assert column(ROOT, 1) == [
        "Asked and planned",
        "Resumption of the accord asked of Jan Moren, by Vela, 7 May 2024",
        "Release of Piet Oss asked",
        "Summit of Vela and Jan Moren planned",
    ]
    assert column(ROOT, 2) == [
        "Where things stand",
        "The accord signed 2019",
        "Piet Oss sentenced to 2 years 2024",
    ]


@pytest.mark.parametrize("path", GOLD, ids=lambda path: path.name.split(".")[0])
def test_what_did_not_happen_is_never_bold_or_past(path: Path) -> None:
    reading = decode_reading(path.read_bytes())
    root = tree(page(reading))
    labels = {change: pair[0] for change, pair in (*CHANGES.items(), *STEPS.items())}
    for thing in (*reading.agreements, *reading.cases):
        for turn in getattr(thing, "changes", ()) or getattr(thing, "steps", ()):
            label = root.one(id=turn.id).one(class_="pick")
            past = labels[getattr(turn, "change", None) or getattr(turn, "step", "")]
            if turn.modality == "actual":
                assert label.tags("b")
                assert words_in(label).lower().startswith(past)
            else:
                assert not label.tags("b")
                assert label.one(class_="not")
                assert past not in words_in(label).lower().split()
                assert turn.modality in words_in(label)


def test_statements_stand_by_effective_terms_strongest_first() -> None:
    groups = ROOT.all(data_terms=True)
    assert [group.get("data-terms") for group in groups] == [
        "on_record",
        "on_background",
        "unspecified",
    ]
    assert [e.get("id") for e in groups[1].all(data_kind="statement")] == ["s1"]
    assert words_in(groups[0].tags("h3")[0]) == "On the record 1 statement, 7 May 2024"


def test_a_statement_within_a_statement_stands_within_it() -> None:
    inner = Statement(
        id="s4", mode="indirect", cue=(at("want"),), content=(at("the accord back"),)
    )  # fmt: skip
    outer = replace(READING.statements[1], terms="unspecified")
    root = tree(page(replace(READING, statements=(inner, outer))))
    assert nested(root, "s4") == "s2"


def nested(root: Element, identifier: str) -> str | None:
    around = (outer for outer in root.one(id=identifier).above())
    return next((outer.get("id") for outer in around if outer.get("data-kind")), None)


def test_deep_nests_end() -> None:
    text = "a" * 400
    told = tuple(
        Statement(id=f"s{n + 1}", mode="direct", content=(Span.of(text, n, 400 - n),))
        for n in range(150)
    )
    root = tree(page(Reading(report=Report(id="r", text_sha256="", text=text), statements=told)))
    found = root.all(data_kind="statement")
    assert len(found) == 150
    around = [[o for o in e.above() if o.get("data-kind") == "statement"] for e in found]
    assert max(len(outer) for outer in around) == 2


def test_the_chain_runs_from_the_report_inwards() -> None:
    chain = ROOT.one(id="s1").one(class_="chain")
    assert [words_in(link) for link in chain.tags("li")] == [
        "This report",
        "official, on background",
        "Vela",
    ]
    assert [link.get("class") for link in chain.tags("li")][1:] == ["on-background", "unspecified"]
    told = ROOT.one(id="e1").one(class_="told")
    assert words_in(told.tags("p")[0]) == "Its length, line 3:"


def test_turns_stand_in_the_order_of_time_and_the_open_ones_last() -> None:
    steps = tuple(
        Step(id=f"c1-{number + 1}", step="moved", date=date, modality=modality)
        for number, (date, modality) in enumerate(
            [
                (None, "asked"),
                (DateSlot(value="2024-03"), "actual"),
                (DateSlot(value="2021"), "actual"),
                (None, "actual"),
            ]
        )
    )
    root = tree(page(replace(READING, cases=(Case(id="c1", person="a4", steps=steps),))))
    order = [e.get("id") for e in root.one(id="c1").all(data_kind="case")]
    assert order == ["c1-3", "c1-4", "c1-2", "c1-1"]


def test_doubt_is_shown_only_where_there_is_some_and_says_why() -> None:
    (doubt,) = ROOT.all(class_="unsure")
    assert words_in(doubt) == "No cue: speaker carried on from the sentence before, 0.40"


def test_what_is_not_there_is_said() -> None:
    root = tree(page(EMPTY))
    said = [words_in(e) for e in root.all(class_="empty")]
    for noun in ("encounter", "agreement", "case", "statement", "time", "place"):
        assert f"No {noun} in this report." in said
    assert words_in(root.tags("h1")[0]) == "Untitled report"
    assert "no date" in words_in(root.tags("header")[0])


def test_a_part_of_a_report_is_told_as_one() -> None:
    root = tree(page(replace(EMPTY, report=replace(EMPTY.report, complete=False))))
    assert words_in(root.one(data_field="complete")).startswith("Not the whole report.")


@pytest.mark.parametrize(
    ("url", "linked"),
    [
        ("https://example.org/a?b=1&c=2#d", True),
        ("HTTP://example.org", True),
        ("javascript:alert(1)", False),
        ("data:text/html,x", False),
        ("https:example.org", False),
        ("https://exa\nmple.org", False),
        ("http://[::1", False),
        ("//example.org", False),
    ],
)
def test_only_an_address_of_the_web_becomes_a_link(url: str, linked: bool) -> None:
    root = tree(page(replace(READING, report=replace(READING.report, url=url, part_of=url))))
    for name in ("url", "part_of"):
        field = root.one(data_field=name)
        assert [link.get("href") for link in field.tags("a")] == [url] * linked
    out = root.all(class_="out")
    assert bool(out) == linked
    assert {link.get("rel") for link in out} <= {"noopener noreferrer nofollow"}


def test_parts_on_one_line_stay_apart_and_the_line_whole() -> None:
    text = "Two ministers speak.A. Writer / AP"
    parts = (Part("caption", Span.of(text, 0, 20)), Part("credit", Span.of(text, 20, 34)))
    root = tree(page(Reading(report=Report(id="r", text_sha256="", text=text, parts=parts))))
    line = root.one(data_line="1")
    assert line.text == text
    assert [(e.text, e.get("data-part")) for e in line.tags("span")] == [
        ("Two ministers speak.", "1 caption"),
        ("A. Writer / AP", "credit"),
    ]


def test_without_a_script_each_fact_has_its_rule() -> None:
    style = ROOT.tags("style")[0].text
    for element in ROOT.all(data_kind=True):
        identifier = element.get("id")
        if identifier:
            assert f":has(#{identifier}:target,#w-{identifier}:target)" in style


def test_what_was_said_goes_by_the_words_that_it_was_read_from() -> None:
    statement = replace(READING.statements[1], source=(at("she"),), act="announce")
    root = tree(page(replace(READING, statements=(statement,))))
    assert "she read as Vela" in words_in(root.one(id="s2"))
    assert "told read as announced" in words_in(root.one(id="s2"))


def test_an_encounter_tells_what_a_date_stands_on() -> None:
    date = DateSlot(value="2024-05-07", basis="words", span=at("Tuesday"))
    told = replace(READING.encounters[0], date=date)
    root = tree(page(replace(READING, encounters=(told,))))
    assert "When7 May 2024 from Tuesday" in words_in(root.one(id="e1").tags("dl")[0])


def test_times_that_are_not_resolved_stay_apart_by_their_words() -> None:
    said = ("Tuesday", "short", "Vela asked", "Tuesday")
    times = tuple(Time(span=at(one), type="DATE") for one in said)
    rows = tree(page(replace(READING, times=times))).all(data_kind="time")
    assert [words_in(row) for row in rows] == [f"{one}not resolveddate" for one in said[:3]]


def test_hostile_names_stay_names() -> None:
    evil = "</script><script>alert(1)</script>\u202e\x00"
    actor = Actor(id="a1", name=evil, kind="person")
    reading = replace(READING, actors=(actor,), report=replace(READING.report, title=evil))
    html = page(reading)
    assert html.count("<script>") == 1
    assert "\u202e" not in tree(html).text
    assert "\x00" not in html


@pytest.mark.parametrize("seed", ["1", "2"])
def test_the_same_reading_is_the_same_bytes_in_every_process(seed: str) -> None:
    path = GOLD[0]
    code = (
        "import sys\nfrom onrecord.facts import decode_reading\n"
        "from onrecord.views.page import page\n"
        "sys.stdout.buffer.write(page(decode_reading(open(sys.argv[1]).read())).encode())"
    )
    env = {**os.environ, "PYTHONHASHSEED": seed}
    made = subprocess.run(
        [sys.executable, "-c", code, str(path)], capture_output=True, check=True, env=env
    ).stdout
    assert made == page(decode_reading(path.read_bytes())).encode()


def test_many_crossing_facts_and_long_texts_are_quick() -> None:
    started = time.process_time()
    page(crossing(200))
    text = "A line of the report that says little.\n" * 20_000
    page(Reading(report=Report(id="r", text_sha256="", text=text)))
    assert time.process_time() - started < 10


def test_several_pages_are_listed() -> None:
    names = ("a b.html", "javascript:x.html", '"><b>.html', "é.html")
    root = tree(index([*(entry(name, READING) for name in names), entry("e.html", EMPTY)]))
    assert [link.get("href") for link in root.tags("a")] == [
        "./a%20b.html",
        "./javascript%3Ax.html",
        "./%22%3E%3Cb%3E.html",
        "./%C3%A9.html",
        "./e.html",
    ]
    assert words_in(root.tags("h1")[0]) == "5 reports read"
    assert words_in(root.tags("a")[-1]) == EMPTY.report.text
    assert words_in(tree(index([])).tags("main")[0]) == "0 reports read No report was read."
    assert "script-src" not in index([])


def test_the_published_date_says_what_it_stands_on() -> None:
    published = Published("2024-05-07", "text", at("Tuesday"))
    root = tree(page(replace(READING, report=replace(READING.report, published=published))))
    head = words_in(root.one(class_="about"))
    assert head.startswith("Published7 May 2024 from the text Tuesday, line 3")
