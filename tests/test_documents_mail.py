"""Mail: its own text or what is attached; quotations and signatures are furniture."""

import email.message
import logging
import time
from contextlib import suppress
from email import policy
from email.message import EmailMessage
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord import sources
from onrecord.errors import EmptySource, SourceError
from onrecord.report import Capture, Given, Report
from onrecord.sources.documents.mail_lines import unflowed
from tests.papers import TITLE, mail, paragraph, pdf, running, word

ONE, TWO, THREE = (running(number, 2) for number in range(3))
BODY = f"{ONE}\n\n{TWO}\n"


def many(message: EmailMessage | bytes, **given: str) -> list[Report]:
    raw = message if isinstance(message, bytes) else message.as_bytes()
    return list(sources.reports(Capture(raw=raw, source="c.eml", given=Given(**given))))


def read(message: EmailMessage | bytes, **given: str) -> Report:
    (report,) = many(message, **given)
    return report


def furniture(report: Report) -> list[str]:
    return [part.span.text for part in report.parts if part.kind == "furniture"]


def test_a_press_release_as_sent() -> None:
    report = read(mail(f"{BODY}\n-- \nPress office\n+43 1 000\n"))
    assert (report.title, report.outlet) == (TITLE, "Ministry of Foreign Affairs")
    assert (report.published.value, report.published.basis) == (
        "2026-03-03T10:00:00+01:00", "metadata",
    )  # fmt: skip
    assert report.text.startswith(f"{ONE}\n\n{TWO}")
    assert furniture(report) == ["-- \nPress office\n+43 1 000"]


def test_what_is_given_beats_the_mail() -> None:
    report = read(mail(BODY), published="2026-03-01", title="Another", outlet="The Example")
    assert (report.title, report.outlet) == ("Another", "The Example")
    assert (report.published.value, report.published.basis) == ("2026-03-01", "given")


SENDERS = [
    ("The Example <newsletter@example.org>", "", "The Example", ()),
    ("Reuters <x@example.org>", "", "Reuters", ()),
    ("Anna Vale <anna.vale@example.org>", "", None, ("Anna Vale",)),
    ('"Anna Vale, The Example" <av@example.org>', "", "The Example", ("Anna Vale",)),
    ("Anna Vale via A List <list@example.org>", "", None, ("Anna Vale",)),
    ("Anna Vale <av@example.org>", "The Example", "The Example", ("Anna Vale",)),
    ("Qqwer Zzuio <qz@example.org>", "", None, ()),
    ("press@example.org", "", None, ()),
    ("=?utf-8?q?Minist=C3=A8re?= <presse@example.org>", "", "Ministère", ()),
    ("=?nonsense?q?Minist=C3?= <presse@example.org>", "", "Minist\u00c3", ()),
    ("", "", None, ()),
    ("<<<>>>,;:", "", None, ()),
]


@pytest.mark.parametrize(("sender", "organization", "outlet", "authors"), SENDERS)
def test_who_it_is_from_is_said_only_where_it_is_plain(
    sender: str, organization: str, outlet: str | None, authors: tuple[str, ...]
) -> None:
    raw = f"From: {sender}\nOrganization: {organization}\nDate: x\nMIME-Version: 1.0\n\n{BODY}"
    report = read(raw.encode())
    assert (report.outlet, report.authors) == (outlet, authors)
    assert report.published.basis == "unknown"


def test_quotations_are_furniture_with_the_line_above_them() -> None:
    answer = (
        f"{BODY}\nOn Tue, 3 Mar 2026 at 10:00, Ben Vale\n<ben@example.org> wrote:\n"
        "> Did they sign?\n\nOn 2 March Ada Roe <ada@example.org> wrote:\n\n"
        "> > Earlier still.\n\nSent from my phone\n"
    )
    report = read(mail(answer, Subject=f"Re: AW: {TITLE}"))
    assert report.title == TITLE
    left = report.text
    for gone in furniture(report):
        left = left.replace(gone, "")
    assert left.strip() == BODY.strip()


def test_what_is_below_an_original_message_is_what_is_answered() -> None:
    below = "-----Original Message-----\nFrom: Ben Vale\nSent: Monday\nSubject: x\n\n" + THREE
    report = read(mail(f"{BODY}\n{below}"))
    assert furniture(report) == [below]


FORWARDED = (
    "From: The Example Daily <newsletter@example.org>\nDate: Mon, 2 Mar 2026 09:00:00 +0000\n"
    f"Subject: Talks go on\nTo: <ada@example.org>\n\n{BODY}"
)


@pytest.mark.parametrize(
    "text",
    [
        f"See below.\n\n---------- Forwarded message ---------\n{FORWARDED}",
        f"-----Original Message-----\n{FORWARDED}",
        "Begin forwarded message:\n\n" + "\n".join(f"> {line}" for line in FORWARDED.split("\n")),
    ],
)
def test_of_what_is_forwarded_its_own_head_says_when_and_whose_it_is(text: str) -> None:
    report = read(mail(text, Subject="FW: look", From="Anna Vale <anna@example.org>"))
    assert (report.title, report.outlet, report.authors) == ("Talks go on", "The Example Daily", ())
    assert report.published.value == "2026-03-02T09:00:00+00:00"
    (head,) = furniture(report)
    assert report.text.split(head)[1].strip() == BODY.strip()


def test_the_page_is_read_where_there_is_no_plain_part_or_only_a_stub() -> None:
    page = f"<html><body><h1>{TITLE}</h1><p>{ONE}</p><p>{TWO}</p><p>{THREE}</p></body></html>"
    whole = read(mail(page=page))
    assert all(one in whole.text for one in (ONE, TWO, THREE))
    assert (whole.title, whole.outlet) == (TITLE, "Ministry of Foreign Affairs")
    stub = read(mail("View this email in your browser: https://example.org/1", page))
    assert stub.text == whole.text
    assert read(mail(f"{BODY * 3}", page)).text == (BODY * 3).strip()


def test_lines_of_the_senders_system_are_furniture() -> None:
    lines = ("View this email in your browser", "You are receiving this because you asked for it.",
             "Unsubscribe | Manage your preferences")  # fmt: skip
    report = read(mail(f"{lines[0]}\n\n{BODY}\n{lines[1]}\n\n{lines[2]}\n"))
    assert furniture(report) == list(lines)
    told = "Sent from Geneva, the envoy returned home. This message was for Varania, Kell said."
    assert furniture(read(mail(told))) == []


COVER = (
    "Dear colleagues,\n\nPlease find attached the communiqué.\n\nBest regards,\nThe press office\n"
)


def attached(message: EmailMessage, *files: tuple[str, str, bytes]) -> EmailMessage:
    for name, media, raw in files:
        main, sub = media.split("/")
        message.add_attachment(raw, maintype=main, subtype=sub, filename=name)
    return message


WORD = (
    "Communiqué.docx",
    "application/octet-stream",
    word(paragraph(TITLE, "Titre") + paragraph(ONE)),
)
PDF = ("c.pdf", "application/pdf", pdf([TWO]))
PICTURE = ("seal.png", "image/png", b"\x89PNG\r\n\x1a\n")
SHEET = ("a.csv", "text/csv", b"a,b\n1,2\n")


@pytest.mark.parametrize("cover", [COVER, "", "\n"])
def test_what_is_attached_is_the_report_where_the_mail_has_no_text_of_its_own(cover: str) -> None:
    report = read(attached(mail(cover, Subject="Fwd: papers"), PICTURE, WORD, SHEET))
    assert (report.title, report.text) == (TITLE, f"{TITLE}\n\n{ONE}")
    assert report.outlet == "Ministry of Foreign Affairs"
    assert report.published.basis == "metadata"


def test_several_attachments_are_several_reports() -> None:
    for known in ({}, {"url": "https://example.org/1"}):
        first, second = many(attached(mail(COVER), WORD, PDF), **known)
        assert first.text == f"{TITLE}\n\n{ONE}"
        assert (second.text, second.title) == (TWO, TITLE)
        assert first.id != second.id


def test_what_is_attached_to_a_mail_with_text_is_told_and_not_read(
    caplog: pytest.LogCaptureFixture,
) -> None:
    with caplog.at_level(logging.WARNING):
        assert read(attached(mail(BODY), PDF)).text == BODY.strip()
    assert "c.pdf" in caplog.text


def test_an_attachment_that_cannot_be_read_costs_the_others_nothing() -> None:
    broken = ("b.pdf", "application/pdf", b"%PDF-1.4 nothing")
    assert read(attached(mail(COVER), broken, WORD)).text == f"{TITLE}\n\n{ONE}"
    with pytest.raises(SourceError, match="damaged PDF"):
        read(attached(mail(COVER), broken))


def test_a_mail_that_is_attached_to_a_mail() -> None:
    inner = mail(BODY, Subject="Inner", From="The Example <news@example.org>")
    outer = mail(COVER, From="Anna Vale <anna@example.org>")
    outer.add_attachment(inner)
    report = read(outer)
    assert (report.title, report.outlet, report.text) == ("Inner", "The Example", BODY.strip())


@pytest.mark.parametrize("charset", ["utf-8", "iso-8859-1", "windows-1252"])
@pytest.mark.parametrize("encoding", ["quoted-printable", "base64"])
def test_encodings(charset: str, encoding: str) -> None:
    text = f"The communiqué was signed. {ONE}"
    made = EmailMessage()
    made["From"], made["Date"], made["Subject"] = "a@b.example", "x", "Communiqué « Halm »"
    made.set_content(text, charset=charset, cte=encoding)
    report = read(made)
    assert report.text == text
    assert report.title == "Communiqué « Halm »"


def test_headers_that_are_wrongly_encoded() -> None:
    head = "From: a@b.example\nDate: x\nMIME-Version: 1.0\n"
    head += "Content-Type: text/plain; charset=nonsense\n"
    raw = f"{head}Subject: Communiqué «Halm»\n\nThe communiqué was signed. {ONE}".encode()
    report = read(raw)
    assert report.title == "Communiqué «Halm»"
    assert report.text.startswith("The communiqué")


FLOWED = [
    ("One line \ngoes on\nand ends.", "One line goes on\nand ends."),
    ("> quoted \n> goes on\nmine", "> quoted goes on\nmine"),
    ("Text \n-- \nName", "Text \n-- \nName"),
    (" From stuffed", "From stuffed"),
    ("", ""),
]


@pytest.mark.parametrize(("sent", "meant"), FLOWED)
def test_flowed_text(sent: str, meant: str) -> None:
    assert unflowed(sent) == meant


def test_an_empty_mail() -> None:
    with pytest.raises(EmptySource):
        read(mail(""))
    with pytest.raises(EmptySource):
        read(attached(mail(""), PICTURE))


def nested(kind: str, depth: int, tail: bytes) -> bytes:
    head = b"From: a@b.example\nDate: x\nMIME-Version: 1.0\n"
    if kind == "mails":
        return head + b"Content-Type: message/rfc822\n\n" * depth + tail
    return head + b"".join(
        b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(depth)
    ) + b"Content-Type: text/plain\n\n" + tail  # fmt: skip


@pytest.mark.parametrize("kind", ["mails", "parts"])
@pytest.mark.parametrize("depth", [2, 30, 59, 100, 5_000])
def test_parts_within_parts_take_bounded_time(kind: str, depth: int) -> None:
    began = time.perf_counter()
    with suppress(SourceError):
        many(nested(kind, depth, b"a\n" * 200_000))
    assert time.perf_counter() - began < 30


def test_headers_without_end_take_bounded_time() -> None:
    began = time.perf_counter()
    for header in (b"From", b"Subject", b"Content-Type", b"Date", b"Content-Disposition", b"To"):
        for one in (b"=?utf-8?q?a?= ", b"(", b'"', b"a;", b"<a@b>,", b"x*0*=utf-8''a;"):
            raw = b"Date: x\nFrom: a@b.c\nMIME-Version: 1.0\n" + header + b": " + one * 100_000
            with suppress(SourceError):
                many(raw + b"\n\n" + BODY.encode())
    assert time.perf_counter() - began < 30


lines = st.lists(st.sampled_from([
    "> quoted", "On Tuesday, Ada Roe wrote:", "-- ", "---------- Forwarded message ---------", "",
    "From: Ada <a@b.example>", "Date: Mon, 2 Mar 2026 09:00:00 +0000", "Subject: x", " goes on",
    "-----Original Message-----", ONE, "Dear all,", "Please find attached the text.", "wrote:",
    "Begin forwarded message:", "> From: Ada", "> -- ", "Sent from my phone", "\u2028\x85\x0b",
])).map("\n".join)  # fmt: skip


@settings(deadline=None)
@given(text=st.one_of(lines, st.text()), page=st.one_of(st.none(), lines))
def test_law_parts_hold_and_the_same_mail_gives_the_same_report(
    text: str, page: str | None
) -> None:
    made: list[Any] = []
    message = email.message.EmailMessage(policy.SMTP)
    message["From"] = "a@b.example"
    message.set_content(text.encode("utf-8", "replace").decode())
    if page is not None:
        message.add_alternative(f"<p>{page}", subtype="html")
    for _ in range(2):
        try:
            report = read(headed(message))
        except SourceError as error:
            made.append(str(error))
            continue
        assert report.text.strip()
        assert all(part.span.holds(report.text) for part in report.parts)
        ends = [0, *(at for part in report.parts for at in (part.span.start, part.span.end))]
        assert ends == sorted(ends)
        made.append(report)
    assert made[0] == made[1]


def headed(message: EmailMessage) -> bytes:
    return b"Date: x\r\nMessage-ID: <1@b.example>\r\n" + message.as_bytes()


@settings(deadline=None)
@given(changes=st.lists(st.tuples(st.integers(0, 1500), st.binary(max_size=5)), max_size=8))
def test_law_any_bytes_give_reports_or_a_source_error(changes: list[tuple[int, bytes]]) -> None:
    raw = bytearray(attached(mail(COVER, f"<p>{ONE}</p>"), SHEET, WORD).as_bytes())
    for at, put in changes:
        raw[at : at + len(put)] = put
    try:
        made = sources.reports(Capture(raw=bytes(raw), source="c.eml"))
    except SourceError:
        return
    assert all(report.text for report in made)
