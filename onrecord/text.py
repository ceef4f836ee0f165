"""Text, Span and words, and the law between them: ``text[span.start:span.end] == span.text``.

``decode`` makes text of bytes. What it may do is all that the contract allows: pick the
encoding, drop one byte-order mark, write every newline as ``\\n``, and put U+FFFD where there
is no character (U+0000, a lone surrogate, a broken sequence) — noted each time.
"""

import codecs
import re
from dataclasses import dataclass
from functools import lru_cache

from onrecord.errors import BinarySource, SpanError

REPLACEMENT = "\ufffd"


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a text: Unicode code points, the end exclusive, and the words there."""

    start: int
    end: int
    text: str

    @classmethod
    def of(cls, text: str, start: int, end: int) -> "Span":
        """The span ``text[start:end]``; SpanError where that is empty or outside."""
        if not 0 <= start < end <= len(text):
            raise SpanError.outside(start, end, len(text))
        return cls(start, end, text[start:end])

    @property
    def length(self) -> int:
        """How many code points it has."""
        return self.end - self.start

    def holds(self, text: str) -> bool:
        """Whether this stretch lies in ``text``, is not empty and says what ``text`` says there."""
        return 0 <= self.start < self.end <= len(text) and text[self.start : self.end] == self.text

    def overlaps(self, other: "Span") -> bool:
        """Whether the two share a character."""
        return self.start < other.end and other.start < self.end

    def covers(self, other: "Span") -> bool:
        """Whether the other lies within this one."""
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a text as written, and where each starts."""

    forms: tuple[str, ...]
    starts: tuple[int, ...]


_WORD = re.compile(r"\w+")


@lru_cache(maxsize=16)  # the report, and the names and titles that are looked at on the way
def words(text: str) -> Words:
    """The words of ``text`` (runs of letters, digits, underscores), found once for all."""
    found = list(_WORD.finditer(text))
    return Words(tuple([w.group() for w in found]), tuple([w.start() for w in found]))


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text, the encoding that it was read in, and what had to be said about it."""

    text: str
    encoding: str
    notes: tuple[str, ...] = ()


# The longest first: the UTF-32 mark begins with the UTF-16 one.
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SIGNATURES = (
    (b"%PDF-", "a PDF file"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old office document"),
    (b"{\\rtf", "an RTF document"),
    (b"\x89PNG\r\n\x1a\n", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF87a", "a GIF picture"),
    (b"GIF89a", "a GIF picture"),
    (b"\x1f\x8b\x08", "a gzip archive"),
    (b"\xfd7zXZ\x00", "an xz archive"),
    (b"\x28\xb5\x2f\xfd", "a zstd archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3\x00", "a database"),
)
# Codecs that Python counts as text, but that no report is written in: they are escapes, can
# give surrogates, or take quadratic time.
_ESCAPES = frozenset({"idna", "punycode", "raw-unicode-escape", "unicode-escape", "utf-7"})
# What is declared as one of these is Windows-1252 (WHATWG): the fall-back reads it.
_LATIN = frozenset({"ascii", "cp1252", "iso8859-1"})
# Declared without a mark, these make characters of any bytes: only the bytes are believed.
_WIDE = ("utf-16", "utf-32")
_SAMPLE = 65_536

# Windows-1252 as the WHATWG Encoding Standard has it: the five unassigned bytes stay controls.
_CP1252 = {
    byte: text for byte in range(0x80, 0xA0) if (text := bytes([byte]).decode("cp1252", "ignore"))
}
# Control characters that text does not hold (tab, newline, feeds, escape and NEL aside).
_CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f-\x84\x86-\x9f]")
_SURROGATE = re.compile("[\ud800-\udfff]")


def decode(raw: bytes, declared: str | None = None) -> Decoded:
    """The text of ``raw``.

    ``declared`` is the encoding that came with it (an HTTP header, a page's own word), used
    where neither a mark nor the bytes themselves say otherwise. Raises BinarySource for what
    is no text.
    """
    for signature, found in _SIGNATURES:
        if raw.startswith(signature):
            raise BinarySource.of(found)
    text, encoding, notes = _marked(raw) or _unmarked(raw, declared)
    _refuse_binary(text, guessed=encoding == "cp1252" and declared is None)
    return _settle(text, encoding, notes)


def decode_str(text: str) -> Decoded:
    """The same law for text that is characters already (from a page, a caller, JSON)."""
    return _settle(text.removeprefix("\ufeff"), "unicode", ())


def _marked(raw: bytes) -> tuple[str, str, tuple[str, ...]] | None:
    """By byte-order mark."""
    for mark, encoding in _MARKS:
        body = raw[len(mark) :]
        if not raw.startswith(mark) or (
            encoding == "utf-32-le" and _strictly(body, encoding) is None
        ):
            continue  # FF FE 00 00 may also be UTF-16 that begins with U+0000
        text = _strictly(body, encoding)
        if text is not None:
            return text, encoding, ()
        return body.decode(encoding, "replace"), encoding, (_broken(encoding),)
    return None


def _unmarked(raw: bytes, declared: str | None) -> tuple[str, str, tuple[str, ...]]:
    """By the bytes, then by what was declared, then as the web does."""
    wide = _plain_utf16(raw)
    if wide:
        note = f"read as {wide} without a byte-order mark"
        text = _strictly(raw, wide)
        if text is not None:
            return text, wide, (note,)
        return raw.decode(wide, "replace"), wide, (note, _broken(wide))
    text = _strictly(raw, "utf-8")
    if text is not None and (not raw.isascii() or not _stateful(declared)):
        return text, "utf-8", ()
    named = _codec(declared)
    if named:
        text = _strictly(raw, named)
        if text is not None:
            return text, named, ()
    text = raw.decode("utf-8", "replace")
    if _mostly_utf8(raw, text):
        return text, "utf-8", (_broken("utf-8"),)
    notes = () if _is_latin(declared) else ("not UTF-8: read as Windows-1252",)
    return raw.decode("latin-1").translate(_CP1252), "cp1252", notes


def _strictly(raw: bytes, encoding: str) -> str | None:
    try:
        return raw.decode(encoding)
    except UnicodeError:
        return None


def _broken(encoding: str) -> str:
    return f"broken {encoding}: U+FFFD stands where bytes made no character"


def _codec(declared: str | None) -> str | None:
    """The name of a declared encoding where it is one that text may be in."""
    try:
        name = codecs.lookup((declared or "").strip()).name
        "".encode(name)  # refuses codecs that are not of text
    except (LookupError, ValueError):
        return None
    return None if name in _ESCAPES or name in _LATIN or name.startswith(_WIDE) else name


def _is_latin(declared: str | None) -> bool:
    """Whether Windows-1252, or what is read as such, was declared: then nothing need be said."""
    try:
        return codecs.lookup((declared or "").strip()).name in _LATIN
    except (LookupError, ValueError):
        return False


def _stateful(declared: str | None) -> bool:
    """Whether the declared encoding hides other characters in ASCII bytes."""
    name = _codec(declared)
    return name is not None and name.startswith(("iso2022", "hz"))


def _plain_utf16(raw: bytes) -> str | None:
    """UTF-16 without a mark where it is plain: of Latin text, nearly every other byte is zero."""
    sample = raw[: min(len(raw), _SAMPLE) & ~1]
    units = len(sample) // 2
    if units < 4:
        return None
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if odd >= 0.7 * units and even <= 0.02 * units:
        return "utf-16-le"
    if even >= 0.7 * units and odd <= 0.02 * units:
        return "utf-16-be"
    return None


def _mostly_utf8(raw: bytes, replaced: str) -> bool:
    """Whether more well-formed sequences than broken ones stand beside the ASCII."""
    broken = replaced.count(REPLACEMENT)
    whole = sum(1 for c in replaced if c > "\x7f") - broken
    return whole > broken


def _refuse_binary(text: str, *, guessed: bool) -> None:
    """Text has next to no control characters; compressed bytes have one in five or so.

    A few strays are forgiven: the share must pass a bound, a lower one where the encoding
    itself is only a guess.
    """
    sample = text[:_SAMPLE]
    controls = len(_CONTROL.findall(sample))
    if controls > (0.05 if guessed else 0.3) * len(sample) and controls > 3:
        raise BinarySource.of("binary data")


def _settle(text: str, encoding: str, notes: tuple[str, ...]) -> Decoded:
    """Newlines as ``\\n``; U+FFFD for U+0000 and for surrogates that stand alone."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    nulls = text.count("\x00")
    if nulls:
        text = text.replace("\x00", REPLACEMENT)
        notes = (*notes, f"U+0000 became U+FFFD, {nulls} time(s)")
    text, lone = _SURROGATE.subn(REPLACEMENT, text)
    if lone:
        notes = (*notes, f"lone surrogates became U+FFFD, {lone} time(s)")
    return Decoded(text, encoding, notes)
