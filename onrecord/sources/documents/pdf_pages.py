"""The words of a PDF and where they stand. Run as a program of its own, never imported for it.

Standard input is the PDF, standard output JSON: {"pages": [[width, height, [run …]] …], "title"}
or {"fault": one of FAULTS}. A run is a list of words in the order of the page's content; a word is
[text, left, top, right, bottom, bold], in points from the upper left corner.

PDFium is compiled code that takes what strangers wrote: it may crash, or be led to take all time
and memory. Here it can take no more than ``LIMITS`` allow, and no one with it.
"""

import ctypes
import json
import math
import sys
from collections import Counter
from contextlib import suppress
from typing import Any

CPU_SECONDS = 30
MEMORY = 1_000_000_000  # bytes of address space; a PDF of ten pages takes a twentieth of it
PAGES = 2_000
CHARACTERS = 2_000_000
FAULTS = ("library", "encrypted", "damaged", "pages", "characters", "memory")

_HYPHEN = 0x2  # what PDFium makes of a hyphen at the end of a line
_NO_CHARACTER = (0x0, 0xFFFE, 0xFFFF)
_RAISED = 0.12  # share of a word's height by which the mark of a note behind it is raised
_FORCE_BOLD = 1 << 18  # of the flags of a font's descriptor
_BREAK = ("\n", 0.0, 0.0, 0.0, 0.0, 0, 0)


def main() -> None:
    """From standard input to standard output, within the limits."""
    _limit()
    try:
        answer = _read(sys.stdin.buffer.read())
    except ImportError:
        answer = {"fault": "library"}
    except MemoryError:
        answer = {"fault": "memory"}
    sys.stdout.write(json.dumps(answer))


def _limit() -> None:
    with suppress(ImportError, ValueError, OSError):  # where a system has no such limits
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS + 1))
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def _read(raw: bytes) -> dict[str, Any]:
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(raw)
        count = len(document)
    except pypdfium2.PdfiumError as error:
        return {"fault": "encrypted" if "password" in str(error).lower() else "damaged"}
    if count > PAGES:
        return {"fault": "pages"}
    pages, characters = [], 0
    for number in range(count):
        try:
            page = document[number]
            text = page.get_textpage()
        except pypdfium2.PdfiumError:
            continue  # a page that is broken takes no other with it
        characters += text.count_chars()
        if characters > CHARACTERS:
            return {"fault": "characters"}
        pages.append(_runs(text, page.get_cropbox()))
        text.close()
        page.close()
    title = str(document.get_metadata_value("Title"))[:1000]
    return {"pages": pages, "title": title}


def _runs(text: Any, page: tuple[float, float, float, float]) -> list[Any]:
    """Width, height and runs of a page: of those words that lie as most do, within the page."""
    chars = [*_chars(text), _BREAK]
    turns = Counter(char[5] for char in chars if char[0] not in " \n")
    turn = turns.most_common(1)[0][0] if turns else 0
    runs: list[Any] = [[]]
    word: list[Any] = []
    for char in chars:
        if char[0] not in " \n":
            if char[5] == turn:  # another is of a stamp or a watermark across the page
                word.append(char)
            continue
        if word:
            runs[-1].append(_word(text, word, turn, page))
            word = []
        if char[0] == "\n" and runs[-1]:
            runs.append([])
    wide, high = page[2] - page[0], page[3] - page[1]
    size = (high, wide) if turn % 2 else (wide, high)
    inside = [[w for w in run if _within(w, size)] for run in runs]
    return [*size, [run for run in inside if run]]


def _chars(text: Any) -> Any:
    """(character, left, bottom, right, top, quarter turns, index) of each, in content order."""
    from pypdfium2 import raw

    box = raw.FS_RECTF()
    reference = ctypes.byref(box)
    turn: int | None = None  # of the word: asking for each letter would take half as long again
    for at in range(text.count_chars()):
        code = raw.FPDFText_GetUnicode(text, at)
        if code in (0xA, 0xD):
            turn = None
            yield _BREAK
            continue
        if code in _NO_CHARACTER or code > 0x10FFFF or 0xD800 <= code < 0xE000:
            code = 0xFFFD
        char = "-" if code == _HYPHEN else chr(code)
        if char.isspace():
            turn = None
            yield (" ", *_BREAK[1:])
        elif raw.FPDFText_GetLooseCharBox(text, at, reference):
            if turn is None:
                turn = _quarters(raw.FPDFText_GetCharAngle(text, at))
            yield char, box.left, box.bottom, box.right, box.top, turn, at
        if code == _HYPHEN:  # PDFium goes on with the next line as if the word were whole
            turn = None
            yield _BREAK


def _word(text: Any, chars: list[Any], turn: int, page: tuple[float, ...]) -> list[Any]:
    """[text, left, top, right, bottom, bold] of a word, turned upright, without a note's mark."""
    boxes = [_upright(char, turn, page) for char in chars]
    foot = boxes[0][3] - _RAISED * (boxes[0][3] - boxes[0][1])
    kept = len(chars)
    while kept > 1 and chars[kept - 1][0].isdigit() and boxes[kept - 1][3] < foot:
        kept -= 1
    boxes = boxes[:kept]
    return [
        "".join(char[0] for char in chars[:kept]),
        round(min(box[0] for box in boxes), 2),
        round(min(box[1] for box in boxes), 2),
        round(max(box[2] for box in boxes), 2),
        round(max(box[3] for box in boxes), 2),
        _bold(text, chars[0][6]),
    ]


def _upright(char: Any, turn: int, page: tuple[float, ...]) -> tuple[float, float, float, float]:
    """Left, top, right, bottom of a character as one sees it who reads the text, from the top."""
    left, bottom, right, top = (
        char[1] - page[0], char[2] - page[1], char[3] - page[0], char[4] - page[1],
    )  # fmt: skip
    wide, high = page[2] - page[0], page[3] - page[1]
    if turn == 1:
        return high - top, wide - right, high - bottom, wide - left
    if turn == 2:
        return wide - right, bottom, wide - left, top
    if turn == 3:
        return bottom, left, top, right
    return left, high - top, right, high - bottom


def _within(word: list[Any], size: tuple[float, float]) -> bool:
    """Whether the middle of a word lies on the page."""
    across, down = float(word[1] + word[3]) / 2, float(word[2] + word[4]) / 2
    return 0 <= across <= size[0] and 0 <= down <= size[1]


def _bold(text: Any, at: int) -> bool:
    """Whether a character's font is bold, by its name or its flags."""
    from pypdfium2 import raw

    name, flags = ctypes.create_string_buffer(128), ctypes.c_int()
    raw.FPDFText_GetFontInfo(text, at, name, 128, ctypes.byref(flags))
    named = bytes(name.value)
    return bool(int(flags.value) & _FORCE_BOLD) or b"bold" in named.lower()


def _quarters(angle: float) -> int:
    """Quarter turns that a character is turned by; -1 where it lies askew."""
    turns = angle / (math.pi / 2)
    return round(turns) % 4 if abs(turns - round(turns)) < 0.05 else -1


if __name__ == "__main__":
    main()
