"""Write the model of the package: `python -m training.export RUN STUDENT`.

RUN holds `reader.pt` as `training.train` left it; STUDENT is the folder with the tokenizer.
Leaves in `onrecord/model/`: `encoder.onnx` (int8 weights, activations quantised per call, which
is why one window is one call), `heads.npz` (the small parts that run in numpy), `tokenizer.json`
and `model.json` (names, sizes, hashes).
"""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
import tempfile
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic

from onrecord.reading.links import DISTANCES
from training.heads import KINDS, TAGS, TYPES
from training.network import Reader, attention
from training.pretrained import STUDENT, pretrained

# Learnt beside the others and not shipped: the rules find more times, and judge events better.
_UNREAD = ("times", "modality")
SHIPPED = tuple(name for name in TAGS if name not in _UNREAD)
HEADS = (*SHIPPED, "type", "link", "roles", "reference", "mention")
HERE = Path(__file__).resolve().parent.parent / "onrecord" / "model"


class Graph(torch.nn.Module):
    """What goes into the ONNX file: encoder, tagging heads and projections of the others."""

    def __init__(self, reader: Reader):
        super().__init__()
        self.reader = reader

    def forward(self, rows: torch.Tensor) -> tuple[torch.Tensor, ...]:
        said = self.reader(rows)
        return tuple(said[name] for name in HEADS)


class Attention(torch.autograd.Function):
    """Attention as one operation of the runtime, which is a sixth faster than its parts."""

    @staticmethod
    def forward(
        _: object,
        q: torch.Tensor,
        k: torch.Tensor,
        v: torch.Tensor,
        heads: int,
        bias: torch.Tensor | None,
    ) -> torch.Tensor:
        return attention(q, k, v, heads, bias)

    @staticmethod
    def symbolic(
        graph: Any, q: torch.Value, k: torch.Value, v: torch.Value, heads: int, _: object
    ) -> torch.Value:
        """The node that stands for it."""
        node = graph.op("com.microsoft::MultiHeadAttention", q, k, v, num_heads_i=heads)
        return node.setType(q.type())


def export(run: Path, encoder: Path, out: Path) -> None:
    """Write the four files of the model into `out`."""
    reader = pretrained(encoder, STUDENT)
    reader.load_state_dict(torch.load(run / "reader.pt", weights_only=True))
    reader.eval()
    for layer in reader.encoder.layers:
        layer.attend = Attention.apply
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        whole = Path(scratch) / "encoder.onnx"
        torch.onnx.export(
            Graph(reader),
            (torch.ones(1, 4, 40, dtype=torch.int64),),
            str(whole),
            input_names=["rows"],
            output_names=list(HEADS),
            dynamic_axes={"rows": {2: "pieces"}}
            | {name: {1: "pieces"} for name in HEADS if name != "type"},
            opset_version=17,
            custom_opsets={"com.microsoft": 1},
            dynamo=False,
        )
        quantize_dynamic(whole, out / "encoder.onnx", weight_type=QuantType.QInt8, per_channel=True)
    model = onnx.load(out / "encoder.onnx")
    model.producer_name, model.doc_string = "onrecord", ""
    onnx.save(model, out / "encoder.onnx")
    np.savez(out / "heads.npz", allow_pickle=False, **tables(reader))
    shutil.copyfile(encoder / "tokenizer.json", out / "tokenizer.json")
    files = ("encoder.onnx", "heads.npz", "tokenizer.json")
    description = {name: list(KINDS[name]) for name in ("names", "politics", "places")}
    description["types"] = list(TYPES)
    hashes = {f: hashlib.sha256((out / f).read_bytes()).hexdigest() for f in files}
    (out / "model.json").write_text(json.dumps(description | {"sha256": hashes}, indent=2) + "\n")


def tables(reader: Reader) -> dict[str, np.ndarray]:
    """The parts of the heads that run in numpy."""
    weights = {
        "distance": reader.link.features[0].weight,
        "paragraph": reader.link.features[1].weight,
        "quotation": reader.link.features[2].weight,
        "score": reader.link.score.weight.T,
        "bias": reader.link.score.bias,
        "role_distance": reader.roles.features[0].weight,
        "role_between": reader.roles.features[1].weight,
        "role_score": reader.roles.score.weight.T,
        "role_bias": reader.roles.score.bias,
        "reference_distance": reader.reference.distance.weight,
        "reference_likeness": reader.reference.likeness.weight.expand(-1, DISTANCES),
        "mention_width": reader.mention.width.weight,
    }
    return {name: np.ascontiguousarray(w.detach().numpy()) for name, w in weights.items()}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("run", type=Path)
    parser.add_argument("encoder", type=Path)
    parser.add_argument("--out", type=Path, default=HERE)
    args = parser.parse_args()
    export(args.run, args.encoder, args.out)


if __name__ == "__main__":
    main()
