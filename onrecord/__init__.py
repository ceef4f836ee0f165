"""Onrecord reads political news and keeps the record: who said what, to whom, on what terms.

The public door. Everything in ``__all__`` is imported on first use, so that importing the
package, or asking for its version, costs nothing.
"""

import sys
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING, Any

from onrecord.version import __version__

if TYPE_CHECKING:
    from onrecord.batch import read_many
    from onrecord.errors import (
        BinarySource,
        CannotOpen,
        EmptySource,
        HarvestError,
        InvalidReading,
        InvalidVerdict,
        MissingLibrary,
        ModelError,
        NoSentences,
        NotFetched,
        NotInRecord,
        NotReadable,
        NotText,
        NotUsable,
        OnrecordError,
        OwnTablesError,
        PrivateAddress,
        QuestionError,
        RecordError,
        SettingError,
        SeveralReports,
        SourceError,
        SpanError,
        TooLarge,
        WrongLanguage,
    )
    from onrecord.facts import (
        Actor,
        Agreement,
        Case,
        Change,
        Count,
        DateSlot,
        DurationSlot,
        Encounter,
        Event,
        Made,
        Mention,
        Place,
        PlaceSlot,
        Reading,
        Statement,
        Step,
        Telling,
        TermSlot,
        Time,
        Voucher,
        decode_reading,
        encode,
        schema,
        validate,
    )
    from onrecord.pipeline import Failure, read
    from onrecord.question import Question
    from onrecord.report import Capture, Dateline, Given, Part, Published, Report
    from onrecord.settings import Settings
    from onrecord.store.asking.answers import Answer
    from onrecord.store.asking.opened import Record, open
    from onrecord.text import Span

# Where each public name lives.
_HOMES = {
    "onrecord.batch": ("read_many",),
    "onrecord.errors": (
        "BinarySource", "CannotOpen", "EmptySource", "HarvestError", "InvalidReading",
        "InvalidVerdict", "MissingLibrary", "ModelError", "NoSentences", "NotFetched",
        "NotInRecord", "NotReadable",
        "NotText", "NotUsable", "OnrecordError", "OwnTablesError", "PrivateAddress",
        "QuestionError", "RecordError", "SettingError", "SeveralReports", "SourceError",
        "SpanError", "TooLarge", "WrongLanguage",
    ),
    "onrecord.facts": (
        "Actor", "Agreement", "Case", "Change", "Count", "DateSlot", "DurationSlot",
        "Encounter", "Event", "Made", "Mention", "Place", "PlaceSlot", "Reading", "Statement",
        "Step", "Telling", "TermSlot", "Time", "Voucher", "decode_reading", "encode", "schema",
        "validate",
    ),
    "onrecord.pipeline": ("Failure", "read"),
    "onrecord.question": ("Question",),
    "onrecord.report": ("Capture", "Dateline", "Given", "Part", "Published", "Report"),
    "onrecord.settings": ("Settings",),
    "onrecord.store.asking.answers": ("Answer",),
    "onrecord.store.asking.opened": ("Record", "open"),
    "onrecord.text": ("Span",),
}  # fmt: skip
_HOME = {name: home for home, names in _HOMES.items() for name in names}

__all__ = [
    "Actor", "Agreement", "Answer", "BinarySource", "CannotOpen", "Capture", "Case", "Change",
    "Count", "DateSlot", "Dateline", "DurationSlot", "EmptySource", "Encounter", "Event", "Failure",
    "Given", "HarvestError", "InvalidReading", "InvalidVerdict", "Made", "Mention",
    "MissingLibrary", "ModelError", "NoSentences", "NotFetched", "NotInRecord", "NotReadable",
    "NotText", "NotUsable", "OnrecordError", "OwnTablesError", "Part",
    "Place", "PlaceSlot", "PrivateAddress", "Published", "Question", "QuestionError", "Reading",
    "Record", "RecordError", "Report", "SettingError", "Settings", "SeveralReports", "SourceError",
    "Span", "SpanError", "Statement", "Step", "Telling", "TermSlot", "Time", "TooLarge", "Voucher",
    "WrongLanguage", "__version__", "decode_reading", "encode", "open", "read", "read_many",
    "schema", "validate",
]  # fmt: skip


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOME[name]), name)


def __dir__() -> list[str]:
    return sorted(__all__)


def load_ipython_extension(shell: Any) -> None:
    """Makes a notebook show readings as pages: ``%load_ext onrecord``.

    Importing the package in a notebook does the same. The type is told by its name, so that
    nothing is imported before the first reading is shown.
    """
    for media, shown in (("text/html", "framed"), ("text/plain", "printed")):
        formatter = shell.display_formatter.formatters[media]
        formatter.for_type_by_name("onrecord.facts.types", "Reading", partial(_show, shown))


def _show(how: str, *given: Any) -> Any:
    return getattr(import_module("onrecord.views.notebook"), how)(*given)


if "IPython" in sys.modules and (_shell := sys.modules["IPython"].get_ipython()):
    load_ipython_extension(_shell)
