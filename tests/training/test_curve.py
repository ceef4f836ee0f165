"""A head is learnt anew from more and more texts, and nothing else of the model moves."""

from importlib.resources import files

import pytest

torch = pytest.importorskip("torch", reason="torch is only in the environment for training")

from tokenizers import Tokenizer  # noqa: E402

from onrecord.reading.windows import pieces  # noqa: E402
from training import curve  # noqa: E402
from training.batches import Feed  # noqa: E402
from training.heads import TAGS, TYPES  # noqa: E402
from training.material import Material  # noqa: E402
from training.network import Architecture, Reader  # noqa: E402
from training.prepare import Builder  # noqa: E402
from training.sources import Source, Tagged  # noqa: E402

TEXT = "Ana Duarte left Osk. In Osk she met Orn."
NAME = tuple((TEXT.index(w), TEXT.index(w) + len(w), 1, 2) for w in ("Ana Duarte", "Osk", "Orn"))


def material() -> Material:
    tokenizer = Tokenizer.from_file(str(files("onrecord") / "model" / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    encoding = tokenizer.encode(TEXT, add_special_tokens=False)
    builder = Builder()
    for number in range(16):
        held = number < 2
        source = Source("newswire", str(number), TEXT, held, {"names": Tagged(NAME)})
        builder.add(source, pieces(TEXT, encoding.ids, encoding.offsets))
    return builder.material()


def test_a_curve_has_a_figure_for_each_share_and_moves_its_head_alone() -> None:
    torch.manual_seed(3)
    model = Reader(Architecture(30522, 32, 1, 2, 32, 512, 1e-12), TAGS, len(TYPES)).eval()
    model.requires_grad_(requires_grad=False)
    before = {name: weight.clone() for name, weight in model.state_dict().items()}
    feed = Feed(material(), torch.device("cpu"), 128)
    with torch.no_grad():
        found = curve.curve(model, feed, curve.HEADS["names"], most=100, steps=80, seed=1)
    assert tuple(found) == curve.SHARE
    assert all(0 <= figure <= 100 for figure in found.values())
    assert found[1.0] > 0
    for name, weight in model.state_dict().items():
        assert name.startswith("tags.names.") != bool(torch.equal(weight, before[name])), name
