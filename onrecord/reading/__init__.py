"""Report → Reading. `read_report` is the door; what it needs is loaded when first asked for."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from onrecord.reading.reader import read_report as read_report

__all__ = ["read_report"]


def __getattr__(name: str) -> Any:
    if name in __all__:
        from onrecord.reading.reader import read_report

        return read_report
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
