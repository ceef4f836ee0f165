"""The corpora of events: what their readers take from them, and what they leave."""

import csv
import io
import json
import re
import zipfile
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.vocabulary import EventType
from training.corpora import ngec, own_events, petrarch, plover

TABLE = """# a table of codes
04: CONSULT
041: CONSULT, phone,   # by telephone
0841: RETREAT, release,   legal # let go
1123: ACCUSE, allege, military # of aggression
19: ASSAULT
190: ASSAULT, , military # by force
"""


def record(**given: object) -> dict[str, object]:
    return {
        "id": "T-1",
        "event": "DEMAND",
        "text": "Norland ``demands'' that   Sudria leave.",
        "source": [{"actorText": "Norland", "code": "nor"}],
        "target": [{"actorText": "Sudria", "code": "SUD", "sector": "GOV"}],
    } | given


def gold(tmp_path: Path, *records: dict[str, object]) -> Path:
    path = tmp_path / "gold.json"
    path.write_text(json.dumps(records), "utf-8")
    return path


def test_the_types_are_those_of_the_record_and_none() -> None:
    assert set(plover.TYPES) == set(get_args(EventType)) | {plover.NONE}
    assert len(set(plover.TYPES)) == len(plover.TYPES)


def test_a_gold_record(tmp_path: Path) -> None:
    (found,) = plover.records(gold(tmp_path, record(mode="strike-hun")))
    assert found == plover.Coded(
        "T-1", "Norland “demands” that Sudria leave.", "REQUEST", "hunger", ("NOR",), ("SUD",)
    )


@pytest.mark.parametrize("target", [None, "", [], [{"actorText": "someone"}]])
def test_a_record_without_a_target(tmp_path: Path, target: object) -> None:
    (found,) = plover.records(gold(tmp_path, record(target=target)))
    assert found.target == ()


@pytest.mark.parametrize("junk", [{"event": "DOCUMENT"}, {"text": " "}, {"event": ""}])
def test_what_is_no_record(tmp_path: Path, junk: dict[str, object]) -> None:
    assert list(plover.records(gold(tmp_path, record(**junk)))) == []


@given(st.lists(st.text(min_size=1, max_size=8), unique=True, max_size=30))
def test_no_record_kept_back_is_trained_on(names: list[str]) -> None:
    kept = [name for name in names if plover.kept_back(name)]
    with pytest.MonkeyPatch.context() as patch:
        made = [plover.Coded(n, "text", "AID", None, (), ()) for n in names]
        patch.setattr(plover, "records", lambda path: iter(made))
        trained = [item.name for item in plover.typed(Path("any"))]
    assert sorted(kept + trained) == sorted(names)


def test_codes_of_cameo(tmp_path: Path) -> None:
    path = tmp_path / "table.txt"
    path.write_text(TABLE, "utf-8")
    assert plover.cameo(path) == {
        "041": ("CONSULT", "phone"),
        "0841": ("RETREAT", "release"),
        "1123": ("ACCUSE", "allege"),
        "190": ("ASSAULT", None),
    }


def sentence(ident: str, codes: str, text: str) -> str:
    return f'<Sentence date="20200101" id="{ident}"/>\n{codes}\n<Text>\n{text}\n</Text>\n'


def test_sentences_of_petrarch(tmp_path: Path) -> None:
    table, path = tmp_path / "table.txt", tmp_path / "records.xml"
    table.write_text(TABLE, "utf-8")
    code = '<EventCoding eventcode="{}" sourcecode="NOR" targetcode="SUD" />'.format
    path.write_text(
        sentence("one", code("190") + code("190"), "Norland\nshelled Sudria.")
        + sentence("two types", code("190") + code("041"), "They fought and spoke.")
        + sentence("no event", '<EventCoding noevents="True" />', "It rained.")
        + sentence("a statement", code("010"), "Norland spoke.")
        + sentence("comment", "<!-- " + code("190") + " -->" + code("041"), "They phoned."),
        "utf-8",
    )
    assert list(petrarch.typed(path, table)) == [
        plover.Typed("one", "Norland shelled Sudria.", "ASSAULT"),
        plover.Typed("comment", "They phoned.", "CONSULT", "phone"),
    ]


def test_codes_made_up_for_unit_tests_are_left(tmp_path: Path) -> None:
    table, path = tmp_path / "table.txt", tmp_path / "records.xml"
    table.write_text(TABLE, "utf-8")
    body = sentence("one", '<EventCoding eventcode="190" />', "Norland shelled Sudria.")
    path.write_text("<Verbfile>PETR.Validate.verbs.txt</Verbfile>" + body, "utf-8")
    assert list(petrarch.typed(path, table)) == []


def stories(tmp_path: Path, *told: tuple[str, str, str, str]) -> Path:
    rows = io.StringIO()
    writer = csv.writer(rows)
    writer.writerow(("text", "title", "prompt", "label", "mode"))
    for text, title, label, mode in told:
        headline = title.replace("{country_1}", "Norland")
        writer.writerow((text, title, f"{headline}\n\n(AP) --", label, mode))
    path = tmp_path / "stories.csv.zip"
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr("stories.csv", rows.getvalue())
    return path


def test_stories_that_tell_what_their_headline_tells(tmp_path: Path) -> None:
    title = "{country_1} Teachers Begin Hunger Strike"
    told = "Some teachers began a hunger strike on Friday. They want pay. Nothing else happened."
    lost = "A ship sank in the bay. All were saved."
    path = stories(tmp_path, (told, title, "PROTEST", "HUNGER"), (lost, title, "PROTEST", "HUNGER"))
    assert list(ngec.typed(path)) == [
        plover.Typed("ngec-0-h", "Norland Teachers Begin Hunger Strike", "PROTEST", "hunger"),
        plover.Typed(
            "ngec-0-s",
            "Some teachers began a hunger strike on Friday. They want pay.",
            "PROTEST",
            "hunger",
        ),
    ]


def test_our_own_sentences_are_filled_and_coded() -> None:
    found = list(own_events.typed(2))
    assert {item.type for item in found} == set(plover.TYPES)
    assert len({item.name for item in found}) == len(found)
    assert not [item.text for item in found if re.search(r"[{}]|\b[Aa] [AEIO]", item.text)]
    assert found == list(own_events.typed(2))


def test_the_ways_of_filling_differ() -> None:
    by_way = zip(own_events.typed(2), own_events.typed(2), strict=True)
    texts = [item.text for item, _ in by_way]
    pairs = list(zip(texts[::2], texts[1::2], strict=True))
    assert sum(a != b for a, b in pairs) > 0.9 * len(pairs)
