"""Report → Reading, by a language model: asked, drafted, aligned, checked."""

import dataclasses
from contextlib import suppress

from onrecord.errors import NotReadable
from onrecord.facts import Made, Reading
from onrecord.llm.asking import asked, drafted
from onrecord.llm.composing import Composition
from onrecord.llm.draft import Draft
from onrecord.llm.keeping import keep, kept
from onrecord.llm.prompt import DIGEST
from onrecord.report import Report
from onrecord.settings import Settings
from onrecord.version import __version__


def read_report(report: Report, settings: Settings) -> Reading:
    """The facts of a report that a language model names and its text bears out.

    What was refused or left out is counted in the reading's ``made``. An answer that is kept is not
    asked for again. Raises SettingError, NotFetched and NotReadable, as ``asking`` does.
    """
    made = Composition(report)
    made.take(_draft(report, settings))
    told = {reason: made.left_out[reason] for reason in sorted(made.left_out)}
    return dataclasses.replace(
        made.reading,
        made=Made(
            version=__version__,
            model=f"llm {settings.llm_model}",
            settings={"reader": "llm", "prompt": DIGEST, **told},
        ),
    )


def _draft(report: Report, settings: Settings) -> Draft:
    """The answer that is kept, where it is one; else a new one, which is kept where it is one."""
    words = kept(report, settings)
    if words is not None:
        with suppress(NotReadable):
            return drafted(words, report.source)
    words = asked(report, settings)
    draft = drafted(words, report.source)
    keep(report, settings, words)
    return draft
