"""The whole recipe of `make train` on a few texts of each corpus, with encoders of one layer.

It says nothing of how well a model reads: only that every stage takes what the one before leaves,
and that the product loads what comes out.
"""

import os
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from importlib.resources import files
from itertools import islice
from pathlib import Path

import pytest

torch = pytest.importorskip("torch", reason="torch is only in the environment for training")
pytest.importorskip("onnx", reason="onnx is only in the environment for training")

from onrecord.reading.encoder import Encoder  # noqa: E402
from onrecord.reading.spotting import spot  # noqa: E402
from training import (  # noqa: E402
    export,
    filling,
    linking,
    prepare,
    pretrained,
    retagging,
    sources,
    train,
)
from training.heads import TAGS, TYPES  # noqa: E402
from training.network import Architecture, Reader  # noqa: E402
from training.sources import Source  # noqa: E402

ROOT = Path(__file__).parents[2]
PLACE = Path(os.environ.get("ONRECORD_CORPORA", ROOT / "build" / "corpora"))
TOKENIZER = Path(str(files("onrecord") / "model" / "tokenizer.json"))
TEXTS = 2  # of each corpus, trained on and held back
LOOKED_AT = 60  # of each corpus, at most
LONGEST = 3000  # characters of a text that is taken
TINY = Architecture(30522, 24, 1, 2, 32, 512, 1e-12)


def few(root: Path) -> Iterator[Source]:
    """Some short texts of each corpus, a few of them held back."""
    for corpus, read in sources._READERS.items():
        taken = Counter[bool]()
        for source in islice(read(root), LOOKED_AT):
            if taken[source.held] < TEXTS and len(source.text) < LONGEST:
                taken[source.held] += 1
                yield replace(source, corpus=corpus)


def corpora() -> Path:
    if not (PLACE / "polnear").is_dir():
        pytest.skip(f"no corpora in {PLACE}: unpack them there, or name them in ONRECORD_CORPORA")
    return PLACE


def call(monkeypatch: pytest.MonkeyPatch, module: object, *words: object) -> None:
    """A stage as the Makefile calls it."""
    monkeypatch.setattr(sys, "argv", ["stage", *map(str, words)])
    module.main()  # type: ignore[attr-defined]


# The exporter that the stages use is the one that knows the runtime's attention.
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_every_stage_takes_what_the_one_before_leaves(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = corpora()
    monkeypatch.setattr(prepare, "sources", few)
    monkeypatch.setattr(pretrained, "pretrained", lambda *_: Reader(TINY, TAGS, len(TYPES)))
    monkeypatch.setattr(export, "pretrained", lambda *_: Reader(TINY, TAGS, len(TYPES)))
    material = tmp_path / "windows.npz"
    call(monkeypatch, prepare, root, TOKENIZER, material)
    student = ("--student", tmp_path)
    (tmp_path / "tokenizer.json").write_bytes(TOKENIZER.read_bytes())
    torch.manual_seed(1)
    torch.save(Reader(TINY, TAGS, len(TYPES)).state_dict(), tmp_path / "elder.pt")
    call(
        monkeypatch, train, material, *student, "--teacher", tmp_path, "--elder",
        tmp_path / "elder.pt", "--teacher-epochs", 1, "--epochs", 1, "--out", tmp_path / "run",
    )  # fmt: skip
    start = tmp_path / "run" / "reader.pt"
    stages = ((linking, ()), (retagging, ("--head", "politics")), (filling, ()))
    for stage, more in stages:
        out = tmp_path / stage.__name__
        call(monkeypatch, stage, material, *student, "--start", start, "--epochs", 1,
             "--out", out, *more)  # fmt: skip
        assert (out / "log.jsonl").read_text().strip()
        start = out / "reader.pt"
    call(monkeypatch, export, start.parent, tmp_path, "--out", tmp_path / "model")
    reader = Encoder(tmp_path / "model")
    found = spot("Minister Ana Duarte said on Monday that Veloria had left Osk.", reader)
    assert found.relations.projected
    plans = [line for line in (tmp_path / "run" / "log.jsonl").read_text().splitlines() if line]
    assert all(any(f'"{name}"' in p for p in plans) for name in ("teacher", "student", "mended"))
