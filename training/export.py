"""Write the model of the package: `python -m training.export RUN ENCODER`.

RUN holds `reader.pt` as `training.train` left it; ENCODER is the folder with the tokenizer.
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

import numpy as np
import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic

from training.network import Reader, pretrained
from training.newswire import KINDS
from training.train import TAGS

HERE = Path(__file__).resolve().parent.parent / "onrecord" / "model"


class Graph(torch.nn.Module):
    """What goes into the ONNX file: encoder, tagging heads and link projections."""

    def __init__(self, reader: Reader):
        super().__init__()
        self.reader = reader

    def forward(self, rows: torch.Tensor) -> tuple[torch.Tensor, ...]:
        return self.reader(rows)


def export(run: Path, encoder: Path, out: Path) -> None:
    """Write the four files of the model into `out`."""
    reader = pretrained(encoder, TAGS)
    reader.load_state_dict(torch.load(run / "reader.pt", weights_only=True))
    reader.eval()
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        whole = Path(scratch) / "encoder.onnx"
        torch.onnx.export(
            Graph(reader),
            (torch.ones(1, 4, 40, dtype=torch.int64),),
            str(whole),
            input_names=["rows"],
            output_names=[*TAGS, "link"],
            dynamic_axes={"rows": {2: "pieces"}} | {n: {1: "pieces"} for n in [*TAGS, "link"]},
            opset_version=17,
            dynamo=False,
        )
        quantize_dynamic(whole, out / "encoder.onnx", weight_type=QuantType.QInt8, per_channel=True)
    model = onnx.load(out / "encoder.onnx")
    model.producer_name, model.doc_string = "onrecord", ""
    onnx.save(model, out / "encoder.onnx")
    np.savez(
        out / "heads.npz",
        distance=reader.distance.weight.detach().numpy(),
        paragraph=reader.paragraph.weight.detach().numpy(),
        quotation=reader.quotation.weight.detach().numpy(),
        score=np.ascontiguousarray(reader.score.weight.detach().numpy().T),
        bias=reader.score.bias.detach().numpy(),
    )
    shutil.copyfile(encoder / "tokenizer.json", out / "tokenizer.json")
    files = ("encoder.onnx", "heads.npz", "tokenizer.json")
    description = {
        "names": list(KINDS),
        "sha256": {f: hashlib.sha256((out / f).read_bytes()).hexdigest() for f in files},
    }
    (out / "model.json").write_text(json.dumps(description, indent=2) + "\n")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("run", type=Path)
    parser.add_argument("encoder", type=Path)
    parser.add_argument("--out", type=Path, default=HERE)
    args = parser.parse_args()
    export(args.run, args.encoder, args.out)


if __name__ == "__main__":
    main()
