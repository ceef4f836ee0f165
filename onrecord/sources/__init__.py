"""From the world to a Report: plain text in files, in folders and on standard input.

    Source ──found──▶ Found ──capture──▶ Capture ──report──▶ Report

``found`` says what lies at a source (a folder holds many reports), ``capture`` takes the bytes,
``report`` makes text of them and refuses what is not a report that can be read.
"""

from onrecord.sources.files import Found, Source, capture, found
from onrecord.sources.plain import printable, report, require_readable

__all__ = ["Found", "Source", "capture", "found", "printable", "report", "require_readable"]
