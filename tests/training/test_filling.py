"""The head of roles learns on, and nothing else of the model moves."""

import json
from importlib.resources import files
from pathlib import Path

import pytest

torch = pytest.importorskip("torch", reason="torch is only in the environment for training")

from tokenizers import Tokenizer  # noqa: E402

from onrecord.reading.windows import Pieces, pieces, windows  # noqa: E402
from training.batches import Feed  # noqa: E402
from training.corpora.propbank import Labelled, Predicate  # noqa: E402
from training.filling import fill  # noqa: E402
from training.heads import TAGS, TYPES  # noqa: E402
from training.material import Material  # noqa: E402
from training.network import Architecture, Reader  # noqa: E402
from training.prepare import Builder  # noqa: E402
from training.relating import roles  # noqa: E402
from training.sources import Source  # noqa: E402

TEXT = "On Monday Ana Duarte left Osk before noon, and Veloria recalled its envoy."


def at(words: str) -> tuple[int, int]:
    start = TEXT.index(words)
    return start, start + len(words)


LEFT = Predicate(
    at("left"),
    (
        ("ARGM-TMP", at("On Monday")),
        ("ARG0", at("Ana Duarte")),
        ("ARG1", at("Osk")),
        ("ARGM-TMP", at("before noon")),
    ),
)
RECALLED = Predicate(at("recalled"), (("ARG0", at("Veloria")), ("ARG1", at("its envoy"))))
DOCUMENT = Labelled("a", TEXT, (LEFT, RECALLED), ())


def cut() -> Pieces:
    tokenizer = Tokenizer.from_file(str(files("onrecord") / "model" / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    encoding = tokenizer.encode(TEXT, add_special_tokens=False)
    return pieces(TEXT, encoding.ids, encoding.offsets)


def material() -> Material:
    builder = Builder()
    for name in "abc":
        builder.add(Source("propbank", name, TEXT, labelled=DOCUMENT), cut())
    return builder.material()


def test_only_the_head_of_roles_learns(tmp_path: Path) -> None:
    torch.manual_seed(3)
    model = Reader(Architecture(30522, 16, 1, 2, 16, 512, 1e-12), TAGS, len(TYPES))
    before = {name: weight.clone() for name, weight in model.state_dict().items()}
    log = tmp_path / "log.jsonl"
    fill(model, Feed(material(), torch.device("cpu"), 600), log, epochs=30, seed=1)
    for name, weight in model.state_dict().items():
        assert name.startswith("roles.") != bool(torch.equal(weight, before[name])), name
    lines = [json.loads(line) for line in log.read_text().splitlines()]
    assert len(lines) == 30
    assert lines[-1]["roles"] < lines[0]["roles"]


def test_of_a_role_that_stands_twice_the_nearer_is_taught() -> None:
    whole = cut()
    found = next(roles(DOCUMENT, whole, list(windows(whole))))
    taught = found.spans[0][-1]
    assert taught is not None
    first, last = taught
    assert TEXT[int(whole.start[first]) : int(whole.end[last - 1])] == "before noon"
