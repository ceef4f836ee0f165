"""A mail as reports: its own text, or what is attached to it where it has none of its own.

The text is that of the plain part, else of the page that it carries beside it. Quotations, the
signature and the head of what is forwarded are furniture. The Date is when the report came out,
the Subject its title; of a forwarded mail only the head of what is forwarded says so.
"""

import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from email.message import Message

from onrecord.errors import BinarySource, EmptySource, NotText, SourceError
from onrecord.report import Capture, Part, Published, Report, report_id
from onrecord.sources import pages, plain
from onrecord.sources.assembling import Told, assemble, printable
from onrecord.sources.documents import mail_message
from onrecord.sources.documents.mail_lines import Lines, is_like, understood, unflowed
from onrecord.sources.documents.mail_message import Leaf
from onrecord.sources.documents.mail_sender import outlet_and_authors
from onrecord.sources.forms import Form, form_of
from onrecord.text import decode

_STUB = 60  # words up to which a plain part may only stand in for the page beside it
_DEEPEST = 3  # mails within mails
_LOG = logging.getLogger(__name__)


def reports(capture: Capture) -> Sequence[Report]:
    """The reports of a mail, at least one. Raises a SourceError where it has none."""
    name = printable(capture.source)
    return _of_message(mail_message.parsed(capture.raw, name), capture, 0)


@dataclass(frozen=True, slots=True)
class _Text:
    """A mail's text and what is no text of it; ``own``: it has a sentence beside courtesies."""

    text: str
    parts: tuple[Part, ...]
    own: bool
    complete: bool = True
    forwarded: dict[str, str] | None = None


def _of_message(message: Message, capture: Capture, depth: int) -> Sequence[Report]:
    name = printable(capture.source)
    with mail_message.undamaged(name):
        leaves = list(mail_message.leaves(message))
    text = _text(leaves, capture)
    with mail_message.undamaged(name):
        told = _told(message, text.forwarded if text else None)
    attached = [leaf for leaf in leaves if leaf.attached and _form(leaf)]
    if text is None or not text.own:
        found = list(_attached(attached, capture, told, depth))
        if found:
            return found
    if text is None or not text.text.strip():
        raise EmptySource.of(name)
    for leaf in attached:
        _LOG.warning("%s: the attachment %s is not read", ascii(name)[1:-1], ascii(leaf.name))
    return (assemble(capture, text.text, replace(told, parts=text.parts, complete=text.complete)),)


def _text(leaves: Sequence[Leaf], capture: Capture) -> _Text | None:
    """The text of a mail: of its plain parts, or of its page where they only stand in for it."""
    shown = [leaf for leaf in leaves if not leaf.attached]
    name = printable(capture.source)
    plains = [_plain(leaf, name) for leaf in shown if leaf.media == "text/plain"]
    found = _lines("\n\n".join(plains))
    page = next((leaf for leaf in shown if leaf.media == "text/html" and leaf.raw.strip()), None)
    words = len(found.text.split()) if found else 0
    if page is None or words > _STUB:
        return found
    try:
        (report,) = pages.reports(_capture(page, capture, form="html"))
    except (SourceError, ValueError) as error:  # ValueError: several, as live coverage has
        if found is None:
            raise NotText.of(name, "its page holds no article") from error
        return found
    if found is not None and len(report.text.split()) <= words:
        return found
    lines = understood(report.text)
    if lines.text != report.text:  # a quotation was undone
        return _of_lines(lines)
    return _Text(
        report.text, _both(report.parts, lines.parts), lines.own, report.complete, lines.forwarded
    )


def _plain(leaf: Leaf, name: str) -> str:
    try:
        text = decode(leaf.raw, leaf.charset).text
    except BinarySource as error:
        raise NotText.of(name, "what is said to be its text is binary data") from error
    return unflowed(text) if leaf.flowed else text


def _lines(text: str) -> _Text | None:
    return _of_lines(understood(text)) if text.strip() else None


def _of_lines(lines: Lines) -> _Text:
    return _Text(lines.text, lines.parts, lines.own, forwarded=lines.forwarded)


def _both(parts: Sequence[Part], more: Sequence[Part]) -> tuple[Part, ...]:
    """The parts that a page tells, and what a mail has around its text where the page has body."""
    told = [part for part in parts if part.kind != "body"]
    free = [one for one in more if not any(one.span.overlaps(part.span) for part in told)]
    body = [part for part in parts if not any(part.span.overlaps(one.span) for one in told + free)]
    return tuple(sorted(told + free + body, key=lambda part: part.span.start))


def _told(message: Message, forwarded: dict[str, str] | None) -> Told:
    """What a mail's head says of the report; of a forwarded one what its own head says."""
    title = mail_message.header(message, "subject")
    sender, date = mail_message.sender(message), mail_message.header(message, "date")
    organization = mail_message.header(message, "organization")
    if forwarded is not None:
        title = forwarded.get("subject") or title
        sender = mail_message.address(forwarded.get("from", ""))
        date, organization = forwarded.get("date") or forwarded.get("sent") or "", ""
    while (prefix := is_like("prefix", title)) and prefix.end():
        title = title[prefix.end() :]
    outlet, authors = outlet_and_authors(*sender, organization)
    moment = mail_message.moment(date)
    published = Published(moment, "metadata") if moment else Published()
    return Told(title=title or None, outlet=outlet, authors=authors, published=published)


def _attached(leaves: Sequence[Leaf], capture: Capture, told: Told, depth: int) -> Iterator[Report]:
    """The reports that are attached to a mail; the mail says what they do not say themselves.

    One that cannot be read is left out, or raised where there is no other.
    """
    several = len(leaves) > 1
    failed: SourceError | None = None
    some = False
    for number, leaf in enumerate(leaves, start=1):
        try:
            found = _read(leaf, capture, depth)
        except SourceError as error:
            _LOG.warning("%s", ascii(error.what))
            failed = failed or error
            continue
        for report in found:
            some = True
            made = _under(report, capture, told)
            post = f"attachment {number}" if several else None
            yield replace(made, id=_id(made, post)) if post else made
    if failed is not None and not some:
        raise failed


def _read(leaf: Leaf, capture: Capture, depth: int) -> Sequence[Report]:
    if leaf.message is not None:
        return _of_message(leaf.message, capture, depth + 1) if depth < _DEEPEST else ()
    form = _form(leaf)
    inner = _capture(leaf, capture)
    match form:
        case "html":
            return pages.reports(inner)
        case "pdf" | "docx":
            from onrecord.sources import documents

            return documents.reports(inner, form)
        case "text":
            return (plain.report(inner),)
        case "newsml" | "nitf" | "ninjs":
            from onrecord.sources import wires

            return wires.reports(inner, form)
        case _:
            return _of_message(mail_message.parsed(leaf.raw, inner.source), capture, depth + 1)


def _under(report: Report, capture: Capture, told: Told) -> Report:
    """The report of an attachment, with what the mail says where it says nothing itself."""
    return assemble(
        capture,
        report.text,
        Told(
            url=report.url,
            title=report.title or told.title,
            outlet=report.outlet or told.outlet,
            authors=report.authors or told.authors,
            kind=report.kind,
            complete=report.complete,
            published=report.published if report.published.value else told.published,
            modified=report.modified,
            parts=report.parts,
        ),
    )


def _id(report: Report, post: str) -> str:
    return report_id(
        report.text, url=report.url, outlet=report.outlet, title=report.title, post=post
    )  # fmt: skip


def _form(leaf: Leaf) -> Form | None:
    """The form of an attachment that may be a report; pictures, sheets and calendars are none."""
    if leaf.message is not None:
        return "mail"
    form = form_of(_capture(leaf, Capture(raw=b"", source=leaf.name)))
    if form == "text" and leaf.media not in ("text/plain", "application/octet-stream"):
        return None
    return form if form != "text" or leaf.name.lower().endswith(".txt") else None


def _capture(leaf: Leaf, mail: Capture, form: str | None = None) -> Capture:
    """An attachment's bytes as a capture of their own, under the name of the mail."""
    charset = f"; charset={leaf.charset}" if leaf.charset else ""
    return Capture(
        raw=leaf.raw,
        source=mail.source,
        headers={"content-type": f"{leaf.media}{charset}"},
        seen=mail.seen,
        form="html" if form == "html" else None,
        given=mail.given,
    )
