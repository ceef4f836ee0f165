"""Further verbs of one subject that the model has not found: «thanked him but regretted that …»."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from onrecord.reading.quotes import Quotation
from onrecord.reading.scene import Cast, Layout
from onrecord.reading.spotting import Attribution
from onrecord.reading.statements.clauses import rest_of_clause
from onrecord.reading.statements.cues import WISHES, Cue, look_up, opens_for, verbs

_FINITE = re.compile(
    r",?[\s\u00a0]+(?:and|but|then)[\s\u00a0]+(?:(?:also|then|later|again|[a-z]+ly)[\s\u00a0]+)?"
    r"(?P<verb>[a-z]+(?:ed|aid|old|oke|ote|ore|[a-rt-z]s))\b"
)
_PARTICIPLE = re.compile(
    r"(?:,[\s\u00a0]+(?:before[\s\u00a0]+|while[\s\u00a0]+)?|[\s\u00a0]+(?:before|while)[\s\u00a0]+)"
    r"(?P<verb>[a-z]+ing)\b"
)
_CLAUSE = re.compile(r"[\s\u00a0]+(?:that|to|whether|if)\b")
SURE = 0.75


def coordinated(
    text: str,
    layout: Layout,
    found: Sequence[Attribution],
    quotations: Sequence[Quotation],
    cast: Cast,
) -> Iterator[Attribution]:
    """The attributions, and those of verbs that go on with the same subject.

    Behind «said that …» a second verb may be that of the clause: only a verb that does more than
    say, or one whose words stand before it or in marks, is followed.
    """
    yield from found
    taken = [a.cue[0] for a in found]
    for one in found:
        cue = look_up(text, *one.cue)
        end = layout.sentence_at(one.cue[0]).end
        own_words = all(b <= one.cue[0] or text[b - 1] in "”\"’'" for _, b in one.content)
        if not cue.known or (not own_words and (cue.act == "say" or _CLAUSE.match(text, cue.end))):
            continue
        for pattern in (_FINITE, _PARTICIPLE):
            for joint in pattern.finditer(text, one.cue[1], end):
                more = _does_more(text, joint.span("verb"), end, cast)
                if more is None or any(abs(more.start - t) < 3 for t in taken):
                    continue
                if any(q.start <= more.start < q.end for q in quotations):
                    continue
                taken.append(more.start)
                yield Attribution((more.start, more.end), None, ((more.end, end),), SURE)


def _does_more(text: str, span: tuple[int, int], end: int, cast: Cast) -> Cue | None:
    """The cue at a verb, if it does more than say and its words open as they must."""
    if text[span[0] : span[1]] not in verbs():
        return None
    cue = look_up(text, *span)
    opening = opens_for(cue)
    rest = rest_of_clause(text, cue, end, end, cast)
    does = cue.manner == "speech" or cue.verb in WISHES
    plain = cue.start == span[0] and does and opening and rest
    return cue if plain and opening.match(text, rest[0]) else None  # type: ignore[union-attr,index]
