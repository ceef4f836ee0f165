"""Plain text: a Capture's bytes as a Report whose text is the input itself."""

import logging

from onrecord.errors import BinarySource, EmptySource
from onrecord.report import Capture, Report
from onrecord.sources.assembling import assemble, printable
from onrecord.text import Decoded, decode

_BLANK = "\ufeff\ufffd\u200b \t\n\r\f\v\xa0"
_SAVE = "Save the report as text, HTML, PDF or Word (.docx) and give that."
_LOG = logging.getLogger(__name__)


def report(capture: Capture) -> Report:
    """The report that a capture of plain text holds, with what is given of it; no parts yet.

    Raises EmptySource or BinarySource; SettingError where a date given is none.
    """
    return assemble(capture, decoded(capture).text)


def decoded(capture: Capture, declared: str | None = None) -> Decoded:
    """The characters of a capture; ``declared`` is the encoding that came with it.

    What decoding had to change is logged as a warning. Raises EmptySource or BinarySource.
    """
    name = printable(capture.source)
    try:
        found = decode(capture.raw, declared)
    except BinarySource as error:
        raise BinarySource(error.what.replace("This", name, 1), _SAVE) from error
    if not found.text.strip(_BLANK):
        raise EmptySource.of(name)
    for note in found.notes:
        _LOG.warning("%s: %s", ascii(capture.source)[1:-1], note)
    return found
