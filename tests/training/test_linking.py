"""The heads of coreference learn, and nothing else of the model moves."""

import json
from importlib.resources import files
from pathlib import Path

import pytest

torch = pytest.importorskip("torch", reason="torch is only in the environment for training")

from tokenizers import Tokenizer  # noqa: E402

from onrecord.reading.windows import pieces  # noqa: E402
from training.batches import Feed  # noqa: E402
from training.heads import TAGS, TYPES  # noqa: E402
from training.linking import link  # noqa: E402
from training.material import Material  # noqa: E402
from training.network import Architecture, Reader  # noqa: E402
from training.prepare import Builder  # noqa: E402
from training.sources import Mentions, Source  # noqa: E402

TEXT = "Ana Duarte left Osk. She took her boat. Later Duarte said she would sell it in Osk."
CHAINS = {0: ("Ana Duarte", "She", "her", "Duarte said", "she"), 1: ("her boat", "it"), 2: ("Osk",)}
TAUGHT = ("mention.", "reference.")


def material() -> Material:
    tokenizer = Tokenizer.from_file(str(files("onrecord") / "model" / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    found = []
    for chain, phrases in CHAINS.items():
        for phrase in phrases:
            start = TEXT.index(phrase)
            found.append((start, start + len(phrase.removesuffix(" said")), chain, True))
    builder = Builder()
    encoding = tokenizer.encode(TEXT, add_special_tokens=False)
    for name in "abc":
        source = Source("ontogum", name, TEXT, mentions=Mentions(tuple(sorted(found))))
        builder.add(source, pieces(TEXT, encoding.ids, encoding.offsets))
    return builder.material()


def test_only_the_heads_of_coreference_learn(tmp_path: Path) -> None:
    torch.manual_seed(3)
    model = Reader(Architecture(30522, 16, 1, 2, 16, 512, 1e-12), TAGS, len(TYPES))
    before = {name: weight.clone() for name, weight in model.state_dict().items()}
    log = tmp_path / "log.jsonl"
    link(model, Feed(material(), torch.device("cpu"), 600), log, epochs=30, seed=1)
    for name, weight in model.state_dict().items():
        assert name.startswith(TAUGHT) != bool(torch.equal(weight, before[name])), name
    lines = [json.loads(line) for line in log.read_text().splitlines()]
    assert len(lines) == 30
    for head in ("mention", "reference"):
        assert lines[-1][head] < lines[0][head]
