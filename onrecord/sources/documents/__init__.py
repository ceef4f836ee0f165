"""Documents: PDF, Word (.docx) and mail, each read to the reports that it holds."""

from collections.abc import Sequence
from typing import Literal

from onrecord.report import Capture, Report

Form = Literal["pdf", "docx", "mail"]


def reports(capture: Capture, form: Form) -> Sequence[Report]:
    """The reports of a document, at least one. Raises a SourceError where it has none."""
    match form:
        case "pdf":
            from onrecord.sources.documents import pdf

            return (pdf.report(capture),)
        case "docx":
            from onrecord.sources.documents import docx

            return (docx.report(capture),)
        case "mail":
            from onrecord.sources.documents import mail

            return mail.reports(capture)
