"""The model: one small encoder read once over a text, one window at a time.

One window a call, unpadded: int8 activations take their scale from all that is in a call, so a
window must never share one with others, or its reading would depend on its company. That is why
there is no batch in this interface.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, partial
from importlib.resources import files
from pathlib import Path

import numpy as np
import onnxruntime
from tokenizers import Tokenizer

from onrecord.errors import ModelError
from onrecord.reading.links import LINK_WEIGHTS, FloatArray, LinkWeights
from onrecord.reading.relations import RelationWeights
from onrecord.reading.windows import Pieces, Window, model_input, windows
from onrecord.reading.wordpieces import Cutter

_FILES = ("encoder.onnx", "heads.npz", "tokenizer.json")
_PIECES = (
    *("cue", "names", "predicate", "places", "link", "roles", "reference", "mention"),
    *("politics", "event"),
)
_HEADS = (*_PIECES, "type")
# The runtime's fusion of additions into normalisations costs a tenth of its time here.
_SLOW = ["SkipLayerNormFusion"]


@dataclass(frozen=True, slots=True)
class Seen:
    """What the encoder says of one window: a row a piece for each head, without its end marks.

    `type` is one row: the window's first mark speaks for all of it.
    """

    window: Window
    cue: FloatArray
    names: FloatArray
    predicate: FloatArray
    places: FloatArray
    link: FloatArray
    roles: FloatArray
    reference: FloatArray
    mention: FloatArray
    politics: FloatArray
    event: FloatArray
    type: FloatArray


class Encoder:
    """The loaded model. `threads` are those of one call; the reading does not depend on them."""

    def __init__(self, folder: Path, threads: int = 1) -> None:
        try:
            about = json.loads((folder / "model.json").read_text("utf-8"))
            for name in _FILES:
                if (
                    hashlib.sha256((folder / name).read_bytes()).hexdigest()
                    != about["sha256"][name]
                ):
                    raise ModelError(
                        f"The model file {name} is damaged.", "Install onrecord again."
                    )
            options = onnxruntime.SessionOptions()
            options.intra_op_num_threads = threads
            options.inter_op_num_threads = 1
            options.log_severity_level = 3
            self._session = onnxruntime.InferenceSession(
                str(folder / "encoder.onnx"),
                options,
                providers=["CPUExecutionProvider"],
                disabled_optimizers=_SLOW,
            )
            tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
            heads = np.load(folder / "heads.npz")
        except (OSError, KeyError, ValueError) as error:
            raise ModelError(
                f"The model in the package could not be loaded: {error}.", "Install onrecord again."
            ) from error
        tokenizer.no_truncation()
        tokenizer.no_padding()
        self._cutter = Cutter(partial(_tokenized, tokenizer))
        self._cls = tokenizer.token_to_id("[CLS]") or 0
        self._sep = tokenizer.token_to_id("[SEP]") or 0
        self.names: tuple[str, ...] = tuple(about["names"])
        self.places: tuple[str, ...] = tuple(about["places"])
        self.asides = {"event": ("event",)} | {
            name: tuple(about[name]) for name in ("politics", "types")
        }
        self.digest = hashlib.sha256(
            json.dumps(about["sha256"], sort_keys=True).encode()
        ).hexdigest()
        self.relations = RelationWeights(
            **{name: heads[name] for name in RelationWeights.__slots__ if name in heads}
        )
        self.weights = LinkWeights(**{name: heads[name] for name in LINK_WEIGHTS})

    def cut(self, text: str) -> Pieces:
        """The word pieces of a text."""
        return self._cutter.cut(text)

    def read(self, cut: Pieces) -> Iterator[Seen]:
        """Read a text window by window."""
        for window in windows(cut):
            rows = model_input(cut, window, self._cls, self._sep)
            *said, kind = self._session.run(_HEADS, {"rows": rows[None]})
            rows_of = {h: given[0, 1:-1] for h, given in zip(_PIECES, said, strict=True)}
            yield Seen(window, **rows_of, type=kind[0])


def _tokenized(tokenizer: Tokenizer, text: str) -> tuple[list[int], list[tuple[int, int]]]:
    """The ids and places of a text's word pieces."""
    encoding = tokenizer.encode(text, add_special_tokens=False)
    return encoding.ids, encoding.offsets


@cache
def encoder() -> Encoder:
    """The model of the package, loaded once a process."""
    return Encoder(Path(str(files("onrecord") / "model")))
