"""Another reader behind the same contract: a language model that is asked over HTTP.

    Report → numbered paragraphs → one POST → draft → aligned, checked → Reading

The model names words and where they stand; every span is found in the text again, exactly, or its
fact is refused and counted. Nothing else of the product needs this room.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from onrecord.llm.reader import read_report as read_report

__all__ = ["read_report"]


def __getattr__(name: str) -> Any:
    if name in __all__:
        from onrecord.llm.reader import read_report

        return read_report
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
