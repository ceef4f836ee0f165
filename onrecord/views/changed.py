"""What changed in a report, as JSON for the command line, REST and assistants."""

from dataclasses import dataclass

from onrecord.facts import Notice
from onrecord.record.changed import FactChange, Paragraph
from onrecord.store.asking.changed_report import Compared, Resting
from onrecord.store.asking.kept_report import Edition


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangedReport:
    """What changed from one version of a report to another.

    ``old`` and ``new`` are numbers among ``versions``, from 1 on; ``altered``: any word is another
    or at another place; ``retracted``: the new version takes the report back.
    """

    report: str
    title: str | None
    outlet: str | None
    url: str | None
    old: int
    new: int
    versions: tuple[Edition, ...]
    altered: bool
    retracted: bool
    paragraphs: tuple[Paragraph, ...]
    facts: tuple[FactChange, ...]
    notices: tuple[Notice, ...]
    verdicts: tuple[Resting, ...]


def told(found: Compared) -> ChangedReport:
    """All of it, as it is written."""
    report = found.now.report
    return ChangedReport(
        report=found.report,
        title=report.title,
        outlet=report.outlet,
        url=report.url,
        old=found.old,
        new=found.new,
        versions=found.versions,
        altered=found.changes.altered,
        retracted=found.now.retracted,
        paragraphs=found.changes.paragraphs,
        facts=found.changes.facts,
        notices=found.changes.notices,
        verdicts=found.verdicts,
    )
