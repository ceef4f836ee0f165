"""Answers that were paid for, kept by what they answer: a text is asked about once.

A kept answer is the model's own words; they are aligned and checked anew each time.
"""

import hashlib
import os
import tempfile
from pathlib import Path

from onrecord.llm.asking import address
from onrecord.llm.prompt import DIGEST
from onrecord.report import Report
from onrecord.settings import Settings


def kept(report: Report, settings: Settings) -> str | None:
    """The answer that is kept for a report; None where there is none that can be had."""
    file = _file(report, settings)
    try:
        return file.read_text("utf-8") if file else None
    except (OSError, UnicodeError):
        return None


def keep(report: Report, settings: Settings, words: str) -> None:
    """Keeps an answer, wholly or not at all; a folder that cannot be written costs nothing else."""
    file = _file(report, settings)
    if file is None:
        return
    part = None
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        number, part = tempfile.mkstemp(dir=file.parent, prefix=".", suffix=".part")
        with os.fdopen(number, "w", encoding="utf-8", errors="replace") as out:
            out.write(words)
        os.replace(part, file)
    except OSError:
        if part is not None:
            Path(part).unlink(missing_ok=True)


def _file(report: Report, settings: Settings) -> Path | None:
    if settings.llm_cache == "none":
        return None
    asked = (
        address(settings), settings.llm_model, DIGEST, report.text_sha256,
        report.published.value or "",
    )  # fmt: skip
    name = hashlib.sha256("\x1f".join(asked).encode()).hexdigest()
    return Path(settings.llm_cache).expanduser() / name[:2] / f"{name}.txt"
