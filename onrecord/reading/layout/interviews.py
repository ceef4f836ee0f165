"""Interviews: which turns ask and which answer, by labels that name nobody or without any labels.

In print a question without a label stands as a paragraph of its own. Questions put to «you» and
answers in the first person tell an interview from an explainer with questions as crossheads.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from onrecord.reading.layout.lines import Line
from onrecord.reading.layout.marks import words
from onrecord.reading.layout.plain import plain, told
from onrecord.reading.scene import Floor

__all__ = ["floors"]

_QUOTED = re.compile(r"“[^”]*”?|\"[^\"]*\"?|(?<!\w)‘[^’]*’(?!\w)")
_FIRST_PERSON = re.compile(r"\b(?:I|[Ww]e|[Mm]y|[Oo]ur|[Uu]s|[Mm]e|[Mm]yself|[Oo]urs)\b")
_MINE = re.compile(r"\b(?:I|[Mm]y)\b")
_OURS = re.compile(r"\b(?:I|[Mm]y|[Ww]e|[Oo]ur)\b")
_SECOND_PERSON = re.compile(r"\b(?:you|yours?|yourself)\b", re.IGNORECASE)
_ADDRESS = re.compile(r"(?:(?:And|But|So|Then|Finally),? )?(?P<who>[A-Z][^,.?!]{2,40}),\s")
_NAME = r"[A-ZÀ-Þ][\w’'-]+(?: (?:[a-z]{2,3} )?[A-ZÀ-Þ][\w.’'-]*){1,3}"
_INITIALS = re.compile(r"(?:[A-ZÀ-Þ]\.?){2,4}")
_LONGEST = 60  # words of a question
_LEAST = 3  # questions with answers that make an interview
_PARAGRAPHS = 7  # to a question with its answer, at most
_ANSWER = 12  # paragraphs of an answer, at most
_ABOVE = 14  # lines that may stand above the first question


def floors(lines: Sequence[Line], labels: Mapping[int, tuple[int, int]]) -> dict[int, Floor]:
    """Line number → whether it opens a turn that asks or answers, where no label names who speaks.

    `labels` are the labels of a transcript; without any, questions that stand alone are looked for.
    """
    return _by_label(lines, labels) if labels else _by_questions(lines)


def _by_label(lines: Sequence[Line], labels: Mapping[int, tuple[int, int]]) -> dict[int, Floor]:
    """«Q.» and «A.», «Host:»; initials where two speak and one of them mostly asks."""
    said = {n: lines[n].words[: b - lines[n].start] for n, (_, b) in labels.items()}
    keys = {n: label.rstrip(".0123456789").lower() for n, label in said.items()}
    found: dict[int, Floor] = {n: "asks" for n, key in keys.items() if key in words("asks")}
    if found:
        found |= {n: "answers" for n, key in keys.items() if key in words("answers")}
    parties = {key.split()[-1] for key in keys.values()}
    if len(parties) == 2:
        for party in parties:
            own = [n for n, key in keys.items() if key.split()[-1] == party]
            other = [n for n in keys if n not in own]
            if all(_INITIALS.fullmatch(said[n]) for n in own):
                asks = _asked(lines, own) > _asked(lines, other)
                found |= dict.fromkeys(own, "asks" if asks else "answers")
    return found


def _asked(lines: Sequence[Line], numbers: Sequence[int]) -> float:
    """The share of lines that end in a question."""
    return sum(lines[n].words.endswith("?") for n in numbers) / max(1, len(numbers))


@dataclass(frozen=True, slots=True)
class _Exchange:
    """A question in one line and the lines of its answer, up to the next question."""

    question: int
    answer: range


def _by_questions(lines: Sequence[Line]) -> dict[int, Floor]:
    """Questions as paragraphs of their own, each answered below; {} where it is no interview."""
    if sum(line.words[-1] == "?" for line in lines) < _LEAST:
        return {}
    bare = [_QUOTED.sub("“”", line.words) for line in lines]
    exchanges = list(_exchanges(lines, bare))
    while exchanges and not _personal(bare, exchanges[0]):
        exchanges.pop(0)  # a headline that asks
    if not _conversation(bare, exchanges) or not _introduced(lines, bare, exchanges):
        return {}
    found: dict[int, Floor] = {}
    for one in exchanges:
        found[one.question], found[one.answer.start] = "asks", "answers"
    return found


def _exchanges(lines: Sequence[Line], bare: Sequence[str]) -> Iterator[_Exchange]:
    told_lines = [n for n, line in enumerate(lines) if plain(line) is None]
    asking = [n for n in told_lines if _question(lines[n], bare[n])]
    asking = sorted({*asking, *_prompts(lines, bare, asking)})
    for at, number in enumerate(asking):
        end = asking[at + 1] if at + 1 < len(asking) else len(lines)
        while end - 1 > number and plain(lines[end - 1]) is not None:
            end -= 1
        if end > number + 1:
            yield _Exchange(number, range(number + 1, end))


def _question(line: Line, bare: str) -> bool:
    return line.words[-1] == "?" and bare[-1] == "?" and line.length <= _LONGEST


def _prompts(lines: Sequence[Line], bare: Sequence[str], asking: Sequence[int]) -> Iterator[int]:
    """What is held up to «you» without a question («Ecuador says you withdrew your offer.»)."""
    first, last = (asking[0], asking[-1]) if asking else (0, 0)
    for number in range(1, last - 1):
        near = {number - 1, number, number + 1}.intersection(asking)
        if near or lines[number].length > _LONGEST // 2 or _FIRST_PERSON.search(bare[number]):
            continue
        held_up = number > first and _holds_up().search(bare[number])
        if (held_up or _addressed(bare[number])) and _FIRST_PERSON.search(bare[number + 1]):
            yield number


@cache
def _holds_up() -> re.Pattern[str]:
    """«You said …», «Ecuador says you …»: said to somebody, unlike the «you» of an answer."""
    verbs = "|".join(sorted(words("turn")))
    return re.compile(
        rf"\b[Yy]ou(?:[’']ve| have|[’']d| had)? (?:\w+ )?(?:{verbs})\b"
        rf"|\b(?:{verbs}) (?:that )?you\b"
    )


def _personal(bare: Sequence[str], one: _Exchange) -> bool:
    return any(_FIRST_PERSON.search(bare[n]) for n in one.answer)


def _put_to_one(bare: str) -> bool:
    """Whether a question is put to «you», or opens with whom it is put to («Minister, …»)."""
    return _SECOND_PERSON.search(bare) is not None or _addressed(bare)


def _addressed(bare: str) -> bool:
    """Whether words open with whom they are put to («Ms Nowak, the Commission …»)."""
    address = _ADDRESS.match(bare)
    called = {t.strip(".") for t in address["who"].lower().split()} if address else set()
    return bool(called & words("addressed"))


def _conversation(bare: Sequence[str], exchanges: Sequence[_Exchange]) -> bool:
    """Whether enough questions are put to somebody who answers in the first person."""
    count = len(exchanges)
    if count < _LEAST or (exchanges[-1].question - exchanges[0].question) > _PARAGRAPHS * count:
        return False
    answered = sum(_personal(bare, one) for one in exchanges)
    put = sum(_put_to_one(bare[one.question]) for one in exchanges)
    ours = sum(_OURS.search(bare[one.question]) is not None for one in exchanges)
    longest = max(len(one.answer) for one in exchanges[:-1])
    quoting = sum(bare[one.answer.start].startswith("“”") for one in exchanges)
    return (
        longest <= _ANSWER
        and answered * 3 >= count * 2
        and put > 1
        and put * 3 >= count
        and ours * 3 <= count  # «How do I apply?», «What have we learned?»
        and quoting * 3 <= count
    )


def _introduced(lines: Sequence[Line], bare: Sequence[str], exchanges: Sequence[_Exchange]) -> bool:
    """Whether the lines around tell, in the third person, of an interview or of one person."""
    first = exchanges[0].question
    above = range(first)
    column = any(told(lines[n].words) and _MINE.search(bare[n]) for n in above)
    if not 0 < first <= _ABOVE or column:
        return False
    below = range(exchanges[-1].answer.start + 1, len(lines))
    return any(
        words("interview") & {t.strip(".,:;()“”").lower() for t in bare[n].split()}
        or _presents().search(bare[n])
        for n in (*above, *below)
        if n < first or not _FIRST_PERSON.search(bare[n])
    )


@cache
def _presents() -> re.Pattern[str]:
    """«Jane Roe, 61, …», «Jane Roe has been …», «Jane Roe spoke to …»."""
    verbs = "|".join(sorted(words("presented")))
    return re.compile(rf"{_NAME}(?:, \d\d,|,? (?:{verbs})\b|, [^.?!]{{3,90}}, (?:{verbs})\b)")
