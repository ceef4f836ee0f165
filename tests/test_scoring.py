"""The scorer: what counts as found, what does not, and that it agrees with the acceptance."""

import dataclasses
import json
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from onrecord.errors import InvalidReading
from onrecord.facts import Actor, Mention, Reading, Statement, decode_reading, encode
from onrecord.scoring import Share, Tally, load_facts, pool, score, score_facts, table
from onrecord.scoring.actors import same_actor
from onrecord.text import Span

DATA = Path(__file__).parent / "data"
ACCEPTANCE = Path(__file__).parents[2] / "shared" / "acceptance"
FACTS = load_facts(DATA / "vela.facts.toml")


def vela() -> Reading:
    return decode_reading((DATA / "vela.reading.json").read_bytes())


def with_first(reading: Reading, **changed: Any) -> Reading:
    first = dataclasses.replace(reading.statements[0], **changed)
    return dataclasses.replace(reading, statements=(first, *reading.statements[1:]))


def cut(reading: Reading, start: int, end: int) -> tuple[Span, ...]:
    return (Span.of(reading.report.text, start, end),)


def test_a_reading_against_itself_is_perfect() -> None:
    scores = score(vela(), vela())
    assert {k: (t.precision, t.recall, t.f1) for k, t in scores.kinds.items()} == dict.fromkeys(
        ("statements", "encounters", "changes", "steps"), (1.0, 1.0, 1.0)
    )
    assert all(share.right == share.of for share in scores.slots.values())
    unasked = {name for name, share in scores.slots.items() if not share.of}
    assert unasked == {"statements.vouched_by"}


def test_readings_of_different_texts_are_not_compared() -> None:
    report = dataclasses.replace(vela().report, text="Another text.")
    with pytest.raises(InvalidReading, match="different texts"):
        score(vela(), dataclasses.replace(vela(), report=report))


@pytest.mark.parametrize(("share", "found"), [(1.0, 1), (0.5, 1), (0.32, 1), (0.28, 0)])
def test_a_statement_needs_three_tenths_of_both(share: float, found: int) -> None:
    gold = vela()
    whole = gold.statements[0].content[0]
    end = whole.start + round(share * (whole.end - whole.start))
    ours = with_first(gold, content=cut(gold, whole.start, end))
    assert score(ours, gold).kinds["statements"].matched == 2 + found


def test_a_statement_needs_half_of_the_shorter() -> None:
    gold = vela()
    whole = gold.statements[0].content[0]
    length = whole.end - whole.start
    for shift, found in ((0.45, True), (0.6, False)):
        start = whole.start + round(shift * length)
        ours = with_first(gold, content=cut(gold, start, start + length))
        assert (score(ours, gold).kinds["statements"].matched == 3) is found


def test_matching_is_one_to_one() -> None:
    gold = vela()
    twice = dataclasses.replace(gold, statements=gold.statements + gold.statements[:1])
    tally = score(twice, gold).kinds["statements"]
    assert tally == Tally(matched=3, given=4, wanted=3)
    assert score(gold, twice).kinds["statements"] == Tally(matched=3, given=3, wanted=4)


def test_the_cue_decides_between_statements_within_one_another() -> None:
    gold = vela()
    outer = gold.statements[2]
    inner = dataclasses.replace(outer, id="s4", cue=cut(gold, 0, 5), act="say")
    both = dataclasses.replace(gold, statements=(*gold.statements, inner))
    turned = dataclasses.replace(both, statements=(inner, *gold.statements))
    assert score(turned, both).slots["statements.act"] == Share(4, 4)


def test_what_was_asked_never_counts_as_done() -> None:
    gold = vela()
    case = gold.cases[0]
    freed = dataclasses.replace(case.steps[1], modality="actual")
    ours = dataclasses.replace(
        gold, cases=(dataclasses.replace(case, steps=(case.steps[0], freed)),)
    )
    scores = score(ours, gold)
    assert scores.kinds["steps"] == Tally(matched=1, given=2, wanted=2)
    assert scores.slots["steps.modality"] == Share(1, 2)


def test_another_label_is_another_change() -> None:
    gold = vela()
    agreement = gold.agreements[0]
    ended = dataclasses.replace(agreement.changes[1], change="terminated")
    ours = dataclasses.replace(
        gold, agreements=(dataclasses.replace(agreement, changes=(agreement.changes[0], ended)),)
    )
    assert score(ours, gold).kinds["changes"] == Tally(matched=1, given=2, wanted=2)


def test_an_encounter_told_elsewhere_is_found_by_its_participants() -> None:
    gold = vela()
    told = gold.encounters[0].tellings[:1]
    elsewhere = dataclasses.replace(told[0], span=cut(gold, 0, 5)[0])
    moved = dataclasses.replace(gold.encounters[0], tellings=(elsewhere,))
    ours = dataclasses.replace(gold, encounters=(moved,))
    assert score(ours, gold).kinds["encounters"].matched == 1
    alone = dataclasses.replace(moved, participants=("a1", "a3"))
    ours = dataclasses.replace(gold, encounters=(alone,))
    assert score(ours, gold).kinds["encounters"].matched == 0


@pytest.mark.parametrize(
    ("slot", "changed"),
    [
        ("speaker", {"speaker": ("a2",)}),
        ("speaker", {"speaker": ()}),
        ("act", {"act": "say"}),
        ("mode", {"mode": "indirect"}),
        ("terms", {"terms": "anonymous"}),
        ("modality", {"modality": "planned"}),
        ("addressees", {"addressees": ()}),
        ("date", {"date": None}),
    ],
)
def test_a_wrong_slot_costs_its_own_accuracy(slot: str, changed: dict[str, Any]) -> None:
    scores = score(with_first(vela(), **changed), vela())
    assert scores.kinds["statements"].f1 == 1.0
    wrong = {name for name, s in scores.slots.items() if s.right < s.of}
    assert wrong == {f"statements.{slot}"}


def test_actors_are_the_same_by_name_code_or_naming_mention() -> None:
    def actor(name: str, kind: Any = "person", form: Any = "name", at: int = 0) -> Actor:
        mention = Mention(Span(at, at + 10, "x" * 10), form)
        return Actor(id="a1", name=name, kind=kind, mentions=(mention,))

    assert same_actor(actor("Ana Corvo", at=0), actor("Corvo", at=50))
    assert same_actor(actor("the aide"), actor("senior official"))
    assert not same_actor(actor("Corvo", form="pronoun"), actor("Dahl", form="pronoun"))
    assert not same_actor(actor("Corvo", at=0), actor("Dahl", at=50))
    assert not same_actor(
        actor("State Department", "government_body"),
        actor("State Department official", "unnamed_source", at=50),
    )


def test_pooling_adds_counts() -> None:
    gold = vela()
    none = dataclasses.replace(gold, statements=())
    both = pool([score(gold, gold), score(none, gold)])
    assert both.reports == 2
    assert both.kinds["statements"] == Tally(matched=3, given=3, wanted=6)
    assert both.kinds["statements"].f1 == pytest.approx(2 / 3)
    assert both.slots["statements.act"] == Share(3, 3)
    assert pool([]).all.f1 is None


def test_nothing_has_no_measure() -> None:
    empty = Tally()
    assert (empty.precision, empty.recall, empty.f1) == (None, None, None)
    assert Tally(0, 3, 0).f1 == 0.0


def test_the_table_shows_every_kind_and_slot() -> None:
    shown = table(score(vela(), vela()))
    assert re.search(r"^statements +1\.000 +1\.000 +1\.000 +3 +3 +3$", shown, re.M)
    assert re.search(r"^steps\.modality +1\.000 +2 +2$", shown, re.M)
    assert "–" in shown  # a slot that never matters has no accuracy


# --- facts files ----------------------------------------------------------------------------


def test_a_good_reading_has_every_point() -> None:
    found = score_facts(vela(), FACTS, vela())
    assert (found.points, found.total, found.share) == (13.0, 13, 1.0)
    assert found.passed
    assert (found.missing, found.partly, found.never, found.faults) == ((), {}, (), ())


def test_points_are_lost_one_by_one() -> None:
    gold = vela()
    found = score_facts(dataclasses.replace(gold, encounters=(), events=()), FACTS)
    assert found.missing == ("the meeting",)
    assert found.points == 13 - 4
    released = dataclasses.replace(gold.cases[0].steps[1], modality="actual")
    case = dataclasses.replace(gold.cases[0], steps=(released,))
    found = score_facts(dataclasses.replace(gold, cases=(case,)), FACTS)
    assert found.never == ("not yet released",)
    assert found.points == 13 - 2
    assert not found.passed
    found = score_facts(with_first(gold, speaker=("a50",)), FACTS)
    assert found.faults == ("s1.speaker: a50 is nothing",)
    assert found.points == 13 - 1


def test_an_invention_costs_half_a_point() -> None:
    gold = vela()
    wild = Statement(id="s9", mode="direct", content=cut(gold, 0, 20))
    found = score_facts(dataclasses.replace(gold, statements=(*gold.statements, wild)), FACTS, gold)
    assert found.inventions["statements"] == 1
    assert found.points == 12.5


# --- the acceptance script, where it is on this machine ---------------------------------------

Mutation = Callable[[dict[str, Any]], object]


def _wrong_words(tree: dict[str, Any]) -> None:
    tree["statements"][3]["content"][0]["start"] += 1


def _no_speakers(tree: dict[str, Any]) -> None:
    for statement in tree["statements"]:
        statement["speaker"] = []


def _resumed(tree: dict[str, Any]) -> None:
    tree["agreements"][0]["changes"][4]["modality"] = "actual"


def _said_twice(tree: dict[str, Any]) -> None:
    tree["statements"].append(tree["statements"][6] | {"id": "s40", "key": "k"})


def _wild(tree: dict[str, Any]) -> None:
    text = tree["report"]["text"]
    for number in range(50, 56):
        start = 3000 + number
        span = {"start": start, "end": start + 20, "text": text[start : start + 20]}
        tree["statements"].append(
            {"id": f"s{number}", "key": f"k{number}", "mode": "direct", "content": [span]}
        )


def _nobody(tree: dict[str, Any]) -> None:
    tree["encounters"][0]["participants"] = ["a1", "a90"]


MUTATIONS: list[Mutation] = [
    lambda tree: None,
    _wrong_words,
    _no_speakers,
    _resumed,
    _said_twice,
    _wild,
    _nobody,
    lambda tree: tree["statements"].clear(),
    lambda tree: tree["actors"][4]["identifiers"].clear(),
    lambda tree: tree["report"]["published"].update(basis="text"),
    lambda tree: tree["places"].clear(),
    lambda tree: tree["cases"][0]["steps"].pop(),
    lambda tree: tree["encounters"].append(tree["encounters"][0] | {"id": "e2", "key": "k"}),
    lambda tree: tree["encounters"][0].update(tellings=[], date=None),
]


@pytest.mark.parametrize("mutate", MUTATIONS)
def test_the_score_is_that_of_the_acceptance_script(mutate: Mutation, tmp_path: Path) -> None:
    if not (ACCEPTANCE / "check").exists():
        pytest.skip("the acceptance script is not on this machine")
    tree = json.loads((ACCEPTANCE / "new-start.reading.json").read_bytes())
    whole = decode_reading(json.dumps(tree))
    mutate(tree)
    reading = decode_reading(json.dumps(tree))
    file = tmp_path / "reading.json"
    file.write_bytes(encode(reading))
    told = subprocess.run(
        [sys.executable, ACCEPTANCE / "check", ACCEPTANCE / "new-start.toml", file],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    found = re.search(r"\((-?[\d.]+) of (\d+) points\)", told.stdout)
    assert found, told.stderr
    ours = score_facts(reading, load_facts(ACCEPTANCE / "new-start.toml"), whole)
    assert (ours.points, ours.total) == (float(found[1]), int(found[2])), told.stdout
    assert ours.passed is (told.returncode == 0)
