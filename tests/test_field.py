"""Side by side with the field: the same gold for all, readers that fail are told and left out.

The corpora are made up here, each in the format of the real one; no reader of others is installed.
"""

import json
import sys
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.field import __main__ as field
from benchmarks.field import environments, tables
from benchmarks.field.asking import NoAnswer, ask
from benchmarks.field.environments import NotInstalled
from benchmarks.field.peers import OWN, PEERS, Peer
from benchmarks.field.quoted import direct, direct_alone
from benchmarks.field.tasks import TASKS, Case, Task, missing
from training.corpora.plover import kept_back
from training.evaluate import measure
from training.parts import held_out

HERE = Path(sys.executable)
SAID = "Mira Tolun said the ferry sails. “We stay,” said Oren Vask. He called it “a gift” to all."
PLACE = "Talks in Harbourton began.\n"
TIMEML = (
    "<TimeML><DCT><TIMEX3 tid='t0' type='DATE' value='2024-05-31'>31 May 2024</TIMEX3></DCT><TEXT>"
    "They met on <TIMEX3 tid='t1' type='DATE' value='2024-05-27'>Monday</TIMEX3> and stayed for "
    "<TIMEX3 tid='t2' type='DURATION' value='P3D'>three days</TIMEX3>.</TEXT></TimeML>"
)


def at(text: str, part: str) -> tuple[int, int]:
    start = text.index(part)
    return start, start + len(part)


def ours(wanted: bool, law: Any, form: str) -> str:
    """A name that belongs to the part held out, or to the other."""
    return next(name for n in range(1_000) if law(name := form.format(n)) == wanted)


@pytest.fixture
def corpora(tmp_path: Path) -> Path:
    """A text or two of each corpus."""
    root = tmp_path / "corpora"
    dev = root / "polnear" / "dev"
    rows = []
    for number, parts in enumerate(
        [
            ("Mira Tolun", "said", "the ferry sails"),
            ("Oren Vask", "said Oren", "“We stay,”"),
            ("He", "called", "it “a gift” to all"),
        ]
    ):
        for kind, part in zip(("Source", "Cue", "Content"), parts, strict=True):
            start, end = at(SAID, part)
            end -= len(" Oren") if part == "said Oren" else 0
            rows.append(f"T{number}{kind[1]}\t{kind} {start} {end}\t{SAID[start:end]}")
        cue, source, content = (f"T{number}{kind[1]}" for kind in ("Cue", "Source", "Content"))
        rows.append(f"E{number}\tAttribution:{cue} Cue:{cue} Source:{source} Content:{content}")
    _put(dev / "text" / "ferry.txt", SAID)
    _put(dev / "attributions" / "ferry.ann", "\n".join(rows))
    held = ours(True, held_out, "xx_{}.txt")
    trained = ours(False, held_out, "xx_{}.txt")
    for name in (held, trained):
        _put(root / "en_worldwide_newswire" / f"{name}.tsv", "Mira\tB-Person\nTolun\tI-Person\n"
             "left\tO\nHarbourton\tB-Location\n.\tO\n")  # fmt: skip
    place = ours(True, held_out, "{}")
    start, end = at(PLACE, "Harbourton")
    _put(root / "geoparsing" / "GeoWebNews" / f"{place}.txt", PLACE)
    _put(root / "geoparsing" / "GeoWebNews" / f"{place}.ann",
         f"T1\tLiteral {start} {end}\tHarbourton\n")  # fmt: skip
    for guarded in (True, False):
        _put(root / "tempeval3_tbaq" / f"{ours(guarded, _guarded, 'wire-{}')}.tml", TIMEML)
    records = [
        {
            "id": ours(kept, kept_back, "REC-{}"),
            "event": "AGREE",
            "mode": "",
            "source": [{"actorText": "Kenya", "code": "KEN"}],
            "target": [{"actorText": "Tanzania", "code": "TZA"}],
            "text": "Kenya agreed to talks with Tanzania.",
        }
        for kept in (True, False)
    ]
    _put(root / "plover" / "gold_records.json", json.dumps(records))
    return root


def _guarded(name: str) -> bool:
    return int(sha256(name.encode()).hexdigest(), 16) % 4 == 0


def _put(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def perfect(task: Task, case: Case) -> dict[str, Any]:
    """The answer of a reader that finds exactly what is wanted."""
    if task.name == "attribution":
        parts = ("cue", "source", "content")
        return {"attributions": [dict(zip(parts, one, strict=True)) for one in case.wanted]}
    if task.name == "times":
        return {"times": [[t.start, t.end, t.type, t.value] for t in case.wanted]}
    if task.name == "event":
        r = case.wanted
        return {"type": r.type, "mode": r.mode, "source": r.source, "target": r.target}
    return {"names": [list(name) for name in case.wanted]}


EMPTY = {"attributions": [], "names": [], "times": [], "type": "", "mode": None,
         "source": [], "target": []}  # fmt: skip
EVERY = pytest.mark.parametrize("task", TASKS, ids=lambda task: task.name)


def through_json(answer: dict[str, Any]) -> Any:
    return json.loads(json.dumps(answer))


@EVERY
def test_who_finds_all_has_all_and_who_finds_nothing_has_nothing(task: Task, corpora: Path) -> None:
    cases = task.cases(corpora / task.corpus)
    assert len(cases) == 1, "the texts that are trained on are not asked about"
    for block in task.score(cases, [through_json(perfect(task, case)) for case in cases]):
        kinds = ("organisation", "mode")  # the made-up texts have none
        assert {v for name, v in block.figures.items() if name not in kinds} == {100.0}
    for block in task.score(cases, [EMPTY for _ in cases]):
        assert not any(block.figures.values())


@EVERY
def test_what_is_said_of_another_place_is_no_hit(task: Task, corpora: Path) -> None:
    cases = task.cases(corpora / task.corpus)
    moved = [json.loads(json.dumps(perfect(task, case)), parse_int=lambda n: int(n) + 200)
             for case in cases]  # fmt: skip
    if task.name == "event":
        moved = [answer | {"type": "PROTEST"} for answer in moved]
    first = task.score(cases, moved)[0].figures
    assert first[next(iter(first))] == 0.0


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "theirs", "path"),
    [
        ("attribution", "attribution", "polnear"),
        ("names", "names-newswire", "en_worldwide_newswire"),
        ("places", "places", "geoparsing"),
        ("times", "times", "tempeval3_tbaq"),
    ],
)
def test_our_own_figures_are_those_of_evaluate(
    name: str, theirs: str, path: str, corpora: Path
) -> None:
    task = next(task for task in TASKS if task.name == name)
    cases = task.cases(corpora / task.corpus)
    command = [sys.executable, "-m", PEERS[0].module, name]
    asked = ask(command, [case.request for case in cases], 120)
    block = task.score(cases, asked.answers)[0]
    expected = measure(theirs, _held_back(corpora / path)).scores
    assert block.figures, "nothing was measured"
    shared = block.figures.keys() & expected.keys()
    assert shared or name == "names"
    assert {key: block.figures[key] for key in shared} == {key: expected[key] for key in shared}
    if name == "names":
        assert block.figures["all"] == expected["held_out"]
    assert asked.peak_mb > 0 < asked.seconds


def _held_back(path: Path) -> Path:
    """The corpus, without what it has for development where the measure would read that too."""
    for file in path.glob("*.tml"):
        if not _guarded(file.stem):
            file.unlink()
    return path


def test_direct_quotations() -> None:
    def spans(*parts: str) -> Any:
        return tuple(at(SAID, part) for part in parts)

    assert direct(SAID, spans("“We stay,”"))
    assert direct(SAID, spans("We stay")), "the marks may be left out"
    assert not direct(SAID, spans("the ferry sails"))
    assert not direct(SAID, spans("it “a gift” to all")), "a part of it alone is quoted"
    assert not direct(SAID, spans("He called it “a gift”"))
    assert not direct(SAID, ())
    assert not direct(SAID, spans("“"))


def test_a_quotation_within_a_longer_content_neither_hits_nor_fails() -> None:
    called, said = (at(SAID, "called"),), (at(SAID, "said Oren"),)
    gold = [(called, (), (at(SAID, "it “a gift” to all"),)), (said, (), (at(SAID, "“We stay,”"),))]
    part = (called, (), (at(SAID, "“a gift”"),))
    invented = ((at(SAID, "sails"),), (), (at(SAID, "“We stay,”"),))
    assert direct_alone(SAID, gold, [part, gold[1], invented]) == ([gold[1]], [gold[1], invented])
    beyond = (said, (), (at(SAID, "“We stay,” said Oren Vask"),))
    assert direct_alone(SAID, gold, [beyond, gold[0]]) == ([gold[1]], [beyond]), (
        "wrong, so it fails"
    )


span = st.tuples(st.integers(0, 80), st.integers(1, 8)).map(lambda s: (s[0], s[0] + s[1]))
attributions = st.lists(
    st.tuples(st.tuples(span), st.just(()), st.tuples(span)), max_size=6,
    unique_by=lambda a: a[0][0][0] // 9,
)  # fmt: skip


@given(attributions, attributions)
def test_the_direct_part_is_a_part(gold: Any, found: Any) -> None:
    wanted, kept = direct_alone(SAID, gold, found)
    assert all(each in gold and direct(SAID, each[2]) for each in wanted)
    assert all(each in found for each in kept)
    assert direct_alone(SAID, wanted, kept) == (wanted, kept)
    assert direct_alone(SAID, wanted, wanted) == (wanted, wanted)


READERS = """
from benchmarks.lines import serve
import sys, time

def echo(requests):
    for request in requests:
        yield {"said": request["text"].upper()}

def short(requests):
    yield from list(echo(requests))[1:]

def broken(requests):
    for request in requests:
        if "minister" not in request["text"]:
            sys.exit("out of ink")
        yield {}

def slow(requests):
    for request in requests:
        time.sleep(30 if "minister" not in request["text"] else 0)
        yield {}

serve({"echo": echo, "short": short, "broken": broken, "slow": slow}, ["pytest"])
"""


@pytest.fixture
def readers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    (tmp_path / "peer_made_up.py").write_text(READERS)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    return "peer_made_up"


def test_a_reader_answers_in_order(readers: str) -> None:
    asked = ask([sys.executable, "-m", readers, "echo"], [{"text": "one"}, {"text": "zwö\nlf"}], 60)
    assert asked.answers == [{"said": "ONE"}, {"said": "ZWÖ\nLF"}]
    assert asked.versions == {"pytest": pytest.__version__}
    assert asked.seconds >= 0 <= asked.cpu


@pytest.mark.parametrize(
    ("task", "limit", "why"),
    [("short", 60, "1 answers to 2"), ("broken", 60, "out of ink"), ("slow", 2, "not done after"),
     ("unheard", 60, "KeyError")],
)  # fmt: skip
def test_a_reader_that_fails_says_why(readers: str, task: str, limit: float, why: str) -> None:
    with pytest.raises(NoAnswer, match=why):
        ask([sys.executable, "-m", readers, task], [{"text": "one"}, {"text": "two"}], limit)


@pytest.mark.slow
def test_what_cannot_be_installed_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(environments, "REQUIREMENTS", tmp_path)
    (tmp_path / "x.txt").write_text("nobody-s-package @ file:///nowhere/at/all\n")
    peer = Peer("made up", "peer_made_up", "x.txt", (), "", "")
    with pytest.raises(NotInstalled, match="/nowhere/at/all"):
        environments.ready(peer, tmp_path / "homes", tmp_path / "corpora")
    lacking = replace(peer, data="knowledge")
    with pytest.raises(NotInstalled, match="knowledge is not there"):
        environments.ready(lacking, tmp_path / "homes", tmp_path / "corpora")
    (tmp_path / "x.txt").write_text("")
    python = environments.ready(peer, tmp_path / "homes", tmp_path / "corpora")
    made = (python.parents[1] / "pyvenv.cfg").stat().st_mtime_ns
    assert environments.ready(peer, tmp_path / "homes", tmp_path / "corpora") == python
    assert (python.parents[1] / "pyvenv.cfg").stat().st_mtime_ns == made, "it is not made twice"


def test_what_is_missing_is_told_and_the_others_run(
    readers: str, corpora: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    peers = tuple(
        Peer(name, readers, "", ("times",), "nothing", "the test")
        for name in ("lost", OWN, "other")
    )

    def ready(peer: Peer, folder: Path, corpora: Path) -> Path:
        if peer.name == "lost":
            raise NotInstalled("no such wheel")
        return HERE

    def asked(command: list[str], *_: Any) -> Any:
        task = command[-1]
        if task == "times" and len(told) == 1:
            raise NoAnswer("out of ink")
        told.append(task)
        return SimpleNamespace(answers=[{"times": []}], seconds=2.0, cpu=4.0, peak_mb=7.0,
                               versions={"made-up": "1"})  # fmt: skip

    told: list[str] = []
    monkeypatch.setattr(field, "PEERS", peers)
    monkeypatch.setattr(field, "ready", ready)
    monkeypatch.setattr(field, "ask", asked)
    monkeypatch.setattr(field, "installed", lambda peer, python: 30.0)
    (corpora / "polnear").rename(tmp_path / "gone")
    out = tmp_path / "out"
    field.main(["--corpora", str(corpora), "--out", str(out), "--count", "2"])
    said = capsys.readouterr().out
    assert "!!! lost cannot be installed and is left out:\nno such wheel" in said
    assert "!!! Who said what" in said
    assert str(corpora / "polnear") in said
    assert "!!! other failed at times and is left out there:\nout of ink" in said
    found = json.loads((out / "accuracy.json").read_text("utf-8"))
    assert "attribution" not in found["tasks"]
    assert list(found["tasks"]["times"]["blocks"]["2 times"]) == [OWN]
    quick = json.loads((out / "speed.json").read_text("utf-8"))
    assert set(quick["readers"]) == {OWN, "other"}
    words = quick["words"]
    assert quick["readers"][OWN]["words_a_second"] == words / 2
    assert quick["readers"][OWN]["words_a_cpu_second"] == words / 4
    page = (out / "field.md").read_text("utf-8")
    assert "made-up 1" in page
    assert f"| {OWN} |" in page


def test_figures_of_other_readers_stay() -> None:
    def found(who: str, about: str, figure: float) -> dict[str, Any]:
        blocks = {about: {who: {"strict": figure}}}
        return {"machine": {}, "versions": {who: {}}, "tasks": {"times": {"blocks": blocks}}}

    both = field._joined(found("one", "9 times", 1.0), found("other", "9 times", 2.0))
    assert both["tasks"]["times"]["blocks"] == {
        "9 times": {"one": {"strict": 1.0}, "other": {"strict": 2.0}}
    }
    again = field._joined(both, found("one", "9 times", 3.0))
    assert again["tasks"]["times"]["blocks"]["9 times"]["one"] == {"strict": 3.0}
    assert again["versions"].keys() == {"one", "other"}
    rows = {"dateparser": {"strict": 1.0}, OWN: {"strict": 2.0}, "x": {"strict": 0.0}}
    task = {"title": "", "part": "", "texts": 1, "blocks": {"": rows}}
    table = tables.accuracy({"tasks": {"times": task}})[0]
    assert [row[0] for row in table.rows] == [OWN, "dateparser", "x"]


def test_corpora_that_are_there_are_not_missed(corpora: Path, tmp_path: Path) -> None:
    assert missing(corpora) == []
    assert missing(tmp_path / "nowhere") == list(TASKS)


def test_tables_show_the_best_and_what_was_not_measured() -> None:
    blocks = {"9 times": {"one": {"strict": 81.04, "value": 70.0}, "other": {"strict": 90.0}}}
    task = {"title": "Times", "part": "some", "texts": 3, "blocks": blocks}
    table = tables.accuracy({"tasks": {"times": task}})[0]
    assert table.title == "Times: some (3 texts, 9 times)"
    assert table.rows == (("one", "81.0", "70.0*"), ("other", "90.0*", "–"))
    assert "| one | 81.0 | **70.0** |\n| other | **90.0** | – |\n" in tables.markdown(table)
    lines = tables.plain([table]).splitlines()
    assert len({len(line) for line in lines[2:]}) == 1, "the columns stand below each other"
    alone = tables.accuracy({"tasks": {"t": task | {"blocks": {"x": {"one": {"strict": 1.0}}}}}})
    assert alone[0].rows == (("one", "1.0"),), "nobody is best alone"


def test_the_clock_of_a_busy_machine_is_left_out() -> None:
    took = {"words_a_second": 10.0, "words_a_cpu_second": 40.0, "peak_mb": 1, "installed_mb": 2}
    other = took | {"words_a_cpu_second": 60.0}
    found = {"texts": 1, "words": 9, "load": 0.1, "readers": {OWN: took, "other": other}}
    quiet, busy = (tables.speed(found | {"load": load})[0].rows for load in (0.1, 3.0))
    assert [row[2:5] for row in quiet] == [("10", "40", "1.00"), ("10", "60", "1.50")]
    assert [row[2:5] for row in busy] == [("–", "40", "1.00"), ("–", "60", "1.50")]


def test_figures_have_their_place_in_the_documentation() -> None:
    page = f"before\n{tables.BEGIN}old\n{tables.END}after\n"
    once = tables.placed(page, "new\n")
    assert once == f"before\n{tables.BEGIN}\nnew\n\n{tables.END}after\n"
    assert tables.placed(once, "new\n") == once
    with pytest.raises(ValueError, match="no lines"):
        tables.placed("a page without", "new\n")
    assert tables.BEGIN in (environments.ROOT / "docs" / "field.md").read_text("utf-8")


@pytest.mark.parametrize("peer", PEERS, ids=lambda peer: peer.name)
def test_a_peer_is_locked_and_asked_what_there_is(peer: Peer) -> None:
    assert set(peer.tasks) <= {task.name for task in TASKS}
    assert (environments.REQUIREMENTS.parent / f"{peer.module.replace('.', '/')}.py").exists()
    if peer.requirements:
        locked = (environments.REQUIREMENTS / peer.requirements).read_text("utf-8")
        packages = [line for line in locked.splitlines() if "==" in line]
        assert packages
        assert all(line.endswith("\\") for line in packages), "each has its hashes"
