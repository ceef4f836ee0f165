"""In which form a capture has its report, by its first bytes, its headers and its name."""

import re
from email.message import Message
from typing import Literal

from onrecord.report import Capture

Form = Literal["text", "html"]

# File name endings of each form: what a folder is searched for.
ENDINGS: dict[str, Form] = {
    ".txt": "text",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
}
_TYPES: dict[str, Form] = {"text/html": "html", "application/xhtml+xml": "html"}
_HTML = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--.*?-->\s*)*"
    rb"<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)


def form_of(capture: Capture) -> Form:
    """The form of a capture: what its bytes say, then its media type, then its name."""
    if _HTML.match(capture.raw[:4096].replace(b"\x00", b"")):
        return "html"
    declared = _TYPES.get(media_type(capture))
    if declared:
        return declared
    name = capture.source.lower()
    return next((form for ending, form in ENDINGS.items() if name.endswith(ending)), "text")


def media_type(capture: Capture) -> str:
    """The media type that came with a capture, in lower case, without its parameters."""
    return _content_type(capture).get_content_type() if _has_type(capture) else ""


def charset(capture: Capture) -> str | None:
    """The character encoding that HTTP declares for a capture."""
    return _content_type(capture).get_content_charset() if _has_type(capture) else None


def _has_type(capture: Capture) -> bool:
    return "content-type" in capture.headers


def _content_type(capture: Capture) -> Message:
    message = Message()
    message["content-type"] = capture.headers["content-type"]
    return message
