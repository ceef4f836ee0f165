"""The published encoders that training starts from, checked by their hashes."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path

import torch
from torch import Tensor

from training.heads import TAGS, TYPES
from training.network import Architecture, Reader

STUDENT = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"  # all-MiniLM-L6-v2
TEACHER = "78c0197b6159d92658e319bc1d72e4c73a9a03dd03815e70e555c5ef05615658"  # all-mpnet-base-v2

# BERT's and MPNet's names for the parts of a layer, as far as they differ from each other.
_BERT = {"q": "attention.self.query", "k": "attention.self.key", "v": "attention.self.value"}
_BERT |= {"o": "attention.output.dense", "norm_a": "attention.output.LayerNorm"}
_MPNET = {part: f"attention.attn.{part}" for part in "qkvo"} | {"norm_a": "attention.LayerNorm"}
_BOTH = {"up": "intermediate.dense", "down": "output.dense", "norm_b": "output.LayerNorm"}
# MPNet's pieces are BERT's moved by four; its marks at the ends, padding and unknown come first.
_MOVED = 4
_MARKS = {"[PAD]": (0, 1), "[UNK]": (100, 3), "[CLS]": (101, 0), "[SEP]": (102, 2)}


def pretrained(folder: Path, sha256: str) -> Reader:
    """A reader with untrained heads over the encoder in `folder`.

    `folder` has config.json and model.safetensors as published; ValueError where they are others.
    """
    from safetensors.torch import load_file

    weights = folder / "model.safetensors"
    if hashlib.sha256(weights.read_bytes()).hexdigest() != sha256:
        raise ValueError(f"{weights} is not the encoder as published (sha256 {sha256})")
    return built(json.loads((folder / "config.json").read_text()), load_file(weights))


def built(config: Mapping[str, int | float | str], weights: Mapping[str, Tensor]) -> Reader:
    """A reader over the encoder that `config` and `weights` describe in their publisher's names."""
    mpnet = config["model_type"] == "mpnet"
    weights = {k.removeprefix("bert.").removeprefix("mpnet."): v for k, v in weights.items()}
    words, places = _embeddings(weights, mpnet)
    sizes = Architecture(
        vocabulary=len(words),
        width=int(config["hidden_size"]),
        layers=int(config["num_hidden_layers"]),
        heads=int(config["num_attention_heads"]),
        inner=int(config["intermediate_size"]),
        longest=len(places),
        epsilon=float(config["layer_norm_eps"]),
        relative=int(config.get("relative_attention_num_buckets", 0)),
    )
    reader = Reader(sizes, TAGS, len(TYPES))
    found = {"word.weight": words, "position.weight": places}
    if mpnet:
        found["relative.weight"] = weights["encoder.relative_attention_bias.weight"]
    else:
        found["segment"] = weights["embeddings.token_type_embeddings.weight"][0]
    for end in ("weight", "bias"):
        found[f"norm.{end}"] = weights[f"embeddings.LayerNorm.{end}"]
        for layer in range(sizes.layers):
            for ours, theirs in ((_MPNET if mpnet else _BERT) | _BOTH).items():
                name = f"encoder.layer.{layer}.{theirs}.{end}"
                found[f"layers.{layer}.{ours}.{end}"] = weights[name]
    missing, _ = reader.encoder.load_state_dict(
        {name: value.float() for name, value in found.items()}, strict=False
    )
    untaught = {"shape.weight", "quoted.weight", "broken.weight", "segment"}
    if left := set(missing) - untaught:
        raise ValueError(f"the published encoder lacks {sorted(left)}")
    return reader


def _embeddings(weights: Mapping[str, Tensor], mpnet: bool) -> tuple[Tensor, Tensor]:
    """The embeddings of pieces, numbered as BERT numbers them, and of places from the first on."""
    words = weights["embeddings.word_embeddings.weight"]
    places = weights["embeddings.position_embeddings.weight"]
    if not mpnet:
        return words, places
    moved = words[_MOVED:-1].clone()  # the last is its mask
    for here, there in _MARKS.values():
        moved[here] = words[there]
    return moved, places[2:]


def seeded(reader: Reader, seed: int) -> Reader:
    """The same reader with its heads drawn anew from `seed`: they are all that is random in it."""
    torch.manual_seed(seed)
    for name, module in reader.named_modules():
        if not name.startswith("encoder") and isinstance(module, torch.nn.Linear):
            module.reset_parameters()
    return reader
