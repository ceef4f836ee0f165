"""Which agency a report says that it has its text from."""

import pytest

from onrecord.record.credits import credited
from onrecord.report import Report, text_sha256

BODY = "The two ministers met for an hour.\n\nNeither would say what was agreed."


def report(
    text: str, outlet: str | None = "The Daily Ledger", authors: tuple[str, ...] = ()
) -> Report:
    return Report(
        id="1" * 16, text_sha256=text_sha256(text), text=text, outlet=outlet, authors=authors
    )


@pytest.mark.parametrize(
    ("text", "agency"),
    [
        (f"Ministers meet\n\nGENEVA (Reuters) - {BODY}", "Reuters"),
        (f"Ministers meet\n\nGENEVA, March 3 (AP) — {BODY}", "Associated Press"),
        (f"Ministers meet\n\n{BODY} — AP", "Associated Press"),
        (f"Ministers meet\n\n{BODY} (AFP)", "Agence France-Presse"),
        (f"Ministers meet\nBy The Associated Press\n\n{BODY}", "Associated Press"),
        (f"Ministers meet\n\n{BODY}\n\nSource: Reuters", "Reuters"),
        (f"Ministers meet\n\n{BODY}\n\n— AFP", "Agence France-Presse"),
    ],
)
def test_a_report_that_names_its_agency(text: str, agency: str) -> None:
    assert credited(report(text)) == agency


@pytest.mark.parametrize(
    "text",
    [
        f"Ministers meet\n\n{BODY}",
        f"Ministers meet\n\n{BODY}\n\n“It went well,” one of them told Reuters.",
        f"Ministers meet\n\nThe minister (Photo: Reuters)\n\n{BODY}",
        f"Ministers meet\n\nReuters could not confirm what was agreed. {BODY}",
        f"Ministers meet\n\nThe deal was first reported by the AP.\n\n{BODY}",
        f"Ministers meet\n\nReuters\n\n{BODY}\n\n© AFP",
        "",
    ],
)
def test_an_agency_that_is_only_cited_has_not_written_it(text: str) -> None:
    assert credited(report(text)) is None


def test_by_its_authors() -> None:
    assert credited(report(BODY, authors=("Ana Ruiz", "Reuters"))) == "Reuters"
    assert credited(report(BODY, authors=("Reuters Johnson",))) is None


def test_an_agency_s_own_report_is_no_copy() -> None:
    assert credited(report(f"GENEVA (Reuters) - {BODY}", outlet="Reuters")) is None
