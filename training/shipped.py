"""The weights of a model as the package ships it, made whole again.

Its matrices are int8 with a scale for each output channel; a weight comes back to within half a
step of that scale, which the training that follows takes in its stride.
"""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import numpy_helper

from training.heads import TAGS
from training.network import Reader

_MATRIX = re.compile(r"^/reader/(.+?)/(?:Gemm_)?MatMul(?:_quant)?$")
_TURNED = "_Transposed"  # what the exporter calls a copy of a matrix that it has turned
# The exporter numbers the projections of the heads in the order in which the network asks them.
_PROJECTIONS = {"project": "link", "project_1": "roles", "project_2": "reference"}
_PROJECTIONS |= {"project_3": "mention"}
# Where the arrays of heads.npz belong, and whether they lie there turned.
_STORED = {
    "distance": ("link.features.0.weight", False),
    "paragraph": ("link.features.1.weight", False),
    "quotation": ("link.features.2.weight", False),
    "score": ("link.score.weight", True),
    "bias": ("link.score.bias", False),
    "role_distance": ("roles.features.0.weight", False),
    "role_between": ("roles.features.1.weight", False),
    "role_score": ("roles.score.weight", True),
    "role_bias": ("roles.score.bias", False),
    "reference_distance": ("reference.distance.weight", False),
    "reference_likeness": ("reference.likeness.weight", False),
    "mention_width": ("mention.width.weight", False),
}


def load(model: Reader, folder: Path) -> None:
    """Put the weights of the model in `folder` into `model`; heads that it lacks stay as they are.

    ValueError where the files hold a weight that the network has no place for.
    """
    found = _graph(folder / "encoder.onnx") | _heads(folder / "heads.npz")
    known = model.state_dict()
    for name, value in found.items():
        if name not in known or known[name].shape != value.shape:
            raise ValueError(f"{folder}: the network has no place for {name} {tuple(value.shape)}")
    model.load_state_dict(found, strict=False)


def _graph(path: Path) -> dict[str, torch.Tensor]:
    graph = onnx.load(path).graph
    stored = {i.name: numpy_helper.to_array(i) for i in graph.initializer}
    found = dict[str, torch.Tensor]()
    for name, value in stored.items():
        if not name.startswith("reader.") or _TURNED in name:
            continue
        own = name.removeprefix("reader.")
        if own.endswith("_quantized"):
            base = name.removesuffix("_quantized")
            scale, zero = stored[f"{base}_scale"], stored[f"{base}_zero_point"]
            value = (value.astype(np.float32) - zero.astype(np.float32)) * scale
            own = own.removesuffix("_quantized")
        if value.dtype == np.float32 and not own.endswith(("_scale", "_zero_point")):
            found[_named(own)] = torch.from_numpy(np.array(value, dtype=np.float32))
    for node in graph.node:
        at = _MATRIX.match(node.name)
        if at and node.op_type == "MatMulInteger":
            base = node.input[1].removesuffix("_quantized")
            scale, zero = stored[f"{base}_scale"], stored[f"{base}_zero_point"]
            value = (stored[node.input[1]].astype(np.float32) - zero) * scale
            name = _named(at[1].replace("/", ".") + ".weight")
            found[name] = torch.from_numpy(np.ascontiguousarray(value.T.astype(np.float32)))
    return found


def _named(name: str) -> str:
    """The network's own name for a weight of the graph."""
    head, _, rest = name.partition(".")
    if head == "tags":
        return name
    if head in TAGS:
        return f"tags.{name}"
    if head in _PROJECTIONS:
        return f"{_PROJECTIONS[head]}.project.{rest}"
    if head in {"link", "roles", "reference", "mention"} and rest in {"weight", "bias"}:
        return f"{head}.project.{rest}"
    return name


def _heads(path: Path) -> dict[str, torch.Tensor]:
    stored = np.load(path)
    return {
        own: torch.from_numpy(np.array(stored[name].T if turned else stored[name]))
        for name, (own, turned) in _STORED.items()
        if name in stored
    }
