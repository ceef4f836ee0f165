"""Readings for the desk in which what may be anything is hostile, and which can be kept."""

import re
from dataclasses import replace
from itertools import cycle

from onrecord.facts import Actor, DateSlot, Reading, Statement, with_keys
from onrecord.report import Published, Report, text_sha256
from onrecord.text import Span
from tests.browser.shapes import HOSTILE, rewritten, shape
from tests.store.asked_worlds import Tale

GOLD = ("lake-chad-vote", "vela", "mindanao-truce")
# Two outlets tell that a pact was signed and suspended, and that two ministers met; one is cited
# without a name.
TALES = (
    Tale(report=1, version=1, day=3, said=((0, 0, 0, 1, 2, False),), turned=((0, "signed", 2),)),
    Tale(report=2, version=1, day=7, said=((0, 1, 1, 1, 6, True),), met=((0, 1, 6, 1),),
         turned=((0, "suspended", 6),), held=(3,)),
    Tale(report=3, version=1, day=8, said=((1, 2, 2, None, 7, False),), met=((0, 1, 6, 1),),
         turned=((0, "suspended", 6),)),
)  # fmt: skip
# What a record holds to a shape: dates, durations, moments, codes, hashes.
_SHAPED = re.compile(r"[A-Z]{2,4}|\d{4}.*|P[\dT].*|[0-9a-f]{16,64}|en")


def unkind() -> list[Reading]:
    """Reports of hostile strings, and one whose very words are."""
    return [*map(_rewritten, GOLD), _words()]


def _rewritten(name: str) -> Reading:
    turn = cycle(HOSTILE)
    gold = shape(name)
    made: Reading = rewritten(gold, lambda one: one if _SHAPED.fullmatch(one) else next(turn))
    report = replace(made.report, text_sha256=gold.report.text_sha256, id=gold.report.id)
    return replace(made, report=report)


def _words() -> Reading:
    """Everything that is said is hostile."""
    text, said = "", []
    for words in HOSTILE:
        start = len(text) + len("She said ")
        text += f"She said {words}.\n"
        said.append(Span(start, start + len(words), words))
    statements = tuple(
        Statement(
            id=f"s{number}", mode="direct", speaker=("a1",), content=(span,), quoted=(span,),
            cue=(Span(span.start - 5, span.start - 1, "said"),), occasion=HOSTILE[number % 12],
            date=DateSlot(value="2031-03-02", basis="publication"), confidence=0.9,
        )
        for number, span in enumerate(said, 1)
    )  # fmt: skip
    report = Report(
        id="feedfeedfeedfeed", text=text, text_sha256=text_sha256(text), title=HOSTILE[0],
        url="javascript:window.ran=1", outlet=HOSTILE[1], source=HOSTILE[2],
        published=Published("2031-03-03", "given"),
    )  # fmt: skip
    actor = Actor(id="a1", name=HOSTILE[4], kind="person", office=HOSTILE[0])
    return with_keys(Reading(report=report, actors=(actor,), statements=statements))
