"""In which form a capture has its report, by its first bytes, its headers and its name."""

import re
from email.message import Message
from typing import Literal

from onrecord.report import Capture

Form = Literal["text", "html", "pdf", "docx", "mail", "newsml", "nitf", "ninjs"]

# File name endings of each form: what a folder is searched for.
ENDINGS: dict[str, Form] = {
    ".txt": "text",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".pdf": "pdf",
    ".docx": "docx",
    ".eml": "mail",
    ".xml": "newsml",
    ".nitf": "nitf",
}
# File name endings of archives, which hold many pages, and what they are.
ARCHIVES: dict[str, Literal["warc", "wacz", "tar"]] = {
    ".warc": "warc",
    ".warc.gz": "warc",
    ".wacz": "wacz",
    ".tar": "tar",
    ".tar.gz": "tar",
    ".tgz": "tar",
    ".tar.bz2": "tar",
    ".tar.xz": "tar",
}
_TYPES: dict[str, Form] = {
    "text/html": "html",
    "application/xhtml+xml": "html",
    "application/pdf": "pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
    "message/rfc822": "mail",
    "application/vnd.iptc.g2.newsitem+xml": "newsml",
    "application/vnd.iptc.g2.newsmessage+xml": "newsml",
    "application/nitf+xml": "nitf",
}
_HTML = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--.*?-->\s*)*"
    rb"<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
# The root of an agency's XML, behind the declaration, comments and a document type.
_WIRE = re.compile(
    rb"(?:<\?[^>]*\?>\s*|<!--.*?-->\s*|<!DOCTYPE[^>\[]*(?:\[[^\]]*\])?>\s*)*"
    rb"<(?:\w+:)?(newsItem|newsMessage|nitf)\b",
    re.DOTALL,
)
_WIRES: dict[bytes, Form] = {b"newsItem": "newsml", b"newsMessage": "newsml", b"nitf": "nitf"}
# What an item of ninjs has: its name, and a text.
_NINJS = re.compile(rb'"uri"\s*:')
_NINJS_TEXT = re.compile(rb'"(?:body_?(?:text|x?html)|bodies|headlines?)"\s*:', re.IGNORECASE)
_BLANK = b"\xef\xbb\xbf \t\r\n\x00"
# A header of RFC 5322, from its first line to the first that is none.
_HEADER = re.compile(rb"(?:[!-9;-~]+:[^\n]*\n(?:[ \t]+[^\s][^\n]*\n)*)+")
_FIELD = re.compile(rb"^([!-9;-~]+):", re.MULTILINE)
_SENT = {b"from", b"date"}  # fields that every mail has, and those of which it has one more
_CARRIED = {b"message-id", b"mime-version", b"received", b"return-path"}
_HEAD = 4096
_MAIL_HEAD = 65_536


def form_of(capture: Capture) -> Form:
    """The form of a capture: what is said of it, what its bytes say, its media type, its name."""
    if capture.form:
        return capture.form
    signed = _signed(capture.raw)
    if signed:
        return signed
    declared = _TYPES.get(media_type(capture))
    if declared:
        return declared
    name = capture.source.lower()
    return next((form for ending, form in ENDINGS.items() if name.endswith(ending)), "text")


def _signed(raw: bytes) -> Form | None:
    """The form that the first bytes tell. Every ZIP archive is left to the reader of .docx."""
    head = raw[:_HEAD].lstrip(_BLANK)
    if head.startswith(b"%PDF-"):
        return "pdf"
    if raw.startswith(b"PK\x03\x04"):
        return "docx"
    if _HTML.match(raw[:_HEAD].replace(b"\x00", b"")):
        return "html"
    wire = _WIRE.match(head)
    if wire:
        return _WIRES[wire[1]]
    if head.startswith(b"{") and _NINJS.search(raw) and _NINJS_TEXT.search(raw):
        return "ninjs"
    header = _HEADER.match(raw[:_MAIL_HEAD].lstrip(_BLANK))
    if header:
        fields = {name.lower() for name in _FIELD.findall(header[0])}
        if fields >= _SENT and fields & _CARRIED:
            return "mail"
    return None


def media_type(capture: Capture) -> str:
    """The media type that came with a capture, in lower case, without its parameters."""
    return _content_type(capture).get_content_type() if _has_type(capture) else ""


def is_readable(content_type: str) -> bool:
    """Whether a Content-Type is that of a form that is read."""
    media = content_type.partition(";")[0].strip().lower()
    return media in _TYPES or media == "text/plain"


def charset(capture: Capture) -> str | None:
    """The character encoding that HTTP declares for a capture."""
    return _content_type(capture).get_content_charset() if _has_type(capture) else None


def _has_type(capture: Capture) -> bool:
    return "content-type" in capture.headers


def _content_type(capture: Capture) -> Message:
    message = Message()
    message["content-type"] = capture.headers["content-type"]
    return message
