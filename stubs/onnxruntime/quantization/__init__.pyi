from enum import Enum
from os import PathLike
from typing import Any

class QuantType(Enum):
    QInt8 = 0
    QUInt8 = 1

def quantize_dynamic(
    model_input: str | PathLike[str] | Any,
    model_output: str | PathLike[str],
    *,
    op_types_to_quantize: list[str] | None = None,
    per_channel: bool = False,
    reduce_range: bool = False,
    weight_type: QuantType = ...,
    nodes_to_quantize: list[str] | None = None,
    nodes_to_exclude: list[str] | None = None,
    extra_options: dict[str, Any] | None = None,
) -> None: ...
