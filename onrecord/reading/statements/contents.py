"""What is said: from the model's ranges to whole, clean spans.

The model decides piece by piece where content begins and ends; English syntax knows more. Each
function here puts one thing right that holds for the language, and leaves the rest alone.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from onrecord.reading.quotes import Quotation, overlapping
from onrecord.reading.scene import Cast, Layout
from onrecord.reading.spotting import Attribution, Range
from onrecord.reading.statements.clauses import BESIDE, rest_of_clause
from onrecord.reading.statements.cues import Cue, verbs

_LEADING = re.compile(r"[\s,;:.—–-]+")
_TRAILING = re.compile(r"[\s,;:—–-]+$")
_AND_THAT = re.compile(r",?[\s\u00a0]+(?:and|but)[\s\u00a0]+that\b")
_CLOSING = re.compile(r"(?:,[”\"’]?|[?!][”\"’])[\s\u00a0]+$")
_JOINT = re.compile(
    r",?[\s\u00a0]+(?:and|but|then)(?:[\s\u00a0]+(?:also|then|later|has|have))?[\s\u00a0]+$"
)
_PARTICIPLE = re.compile(
    r",[\s\u00a0]+(?:(?:before|while)[\s\u00a0]+)?$|[\s\u00a0]+(?:before|while)[\s\u00a0]+$"
)
_OPENING = re.compile(
    r"(?:(?:On|In|Last|Earlier|This)\b[^,.;]{2,30}|However|But|Meanwhile|In addition), "
)
_NOUN_AFTER = re.compile(
    r"[\s\u00a0](?!(?:on|in|at|to|by|for|and|but|or|as|after|before|during|while|when|that|with|"
    r"from|if|because|over|last|this|he|she|they|it)\b)[^\n,;:.\"“”]*"
    r"(?:\.(?=\w)[^\n,;:\"“”.]*|(?<=\b[A-Z])\.[^\n,;:\"“”.]*)*"
)
_NEW_CLAUSE = re.compile(r"(?:and|but|adding|saying|while|who|which|after|as|when|where)\b")
_CLAUSE = re.compile(
    r"(?:[\s\u00a0](?:on|in|at|during|last|this|yesterday|today|earlier|late)\b[^,.;:“\"]{0,40}?)?"
    r"[\s\u00a0]+(?=(?:to|that|of|not to|whether|if|for)\b)"
)
_SENTENCE_ENDS = frozenset(".?!…")
_MARKS = "\"“”„«»‘’'`"


def content_of(
    text: str,
    layout: Layout,
    cue: Cue,
    found: Attribution,
    attributions: Sequence[Attribution],
    quotations: Sequence[Quotation],
    cast: Cast,
) -> tuple[Range, ...]:
    """The content of an attribution in whole spans; empty where nothing is left of it."""
    whole = _interrupted(text, layout, _whole_clause(text, layout, found, quotations))
    whole = _before_the_next(text, _with_the_next_clause(text, layout, whole), attributions)
    behind = _behind_the_dateline(_clean(text, whole, quotations), layout)
    content = _at_home(text, layout, cue, behind, quotations, cast)
    return _without_the_listener(text, cue, content, cast)


def _behind_the_dateline(content: tuple[Range, ...], layout: Layout) -> tuple[Range, ...]:
    """«BAKU, March 5 (Wire) - “We will,” he said»: place and day are nobody's words."""
    if not layout.begins or layout.dateline is None:
        return content
    opens, begins = layout.dateline.span.start, layout.begins
    return tuple(
        (begins if opens <= start < begins else start, end)
        for start, end in content if not opens <= start < end <= begins
    )  # fmt: skip


def _without_the_listener(
    text: str, cue: Cue, content: tuple[Range, ...], cast: Cast
) -> tuple[Range, ...]:
    """Without whom it is said to («urged | Moscow | to reverse …»)."""
    if not cue.audience or not content or content[0][0] <= cue.start or content[0][1] <= cue.end:
        return content
    start, end = content[0]
    start = max(start, cue.end + text.startswith((" ", "\u00a0"), cue.end))  # «appealed | to X»
    if cue.audience == "with":  # «raised | the case | with her counterpart»
        heard = BESIDE.search(text, start, end)
        return ((start, heard.start()), *content[1:]) if heard else content
    if cue.audience not in {"object", "target"}:
        return content
    for sighting in cast.within(start, end)[:1]:
        rest = _CLAUSE.match(text, sighting.end, end)
        if sighting.start - start <= 4 and rest is not None:
            return ((rest.end(), end), *content[1:])
    return content


def not_the_listener(text: str, layout: Layout, found: Attribution) -> Attribution:
    """With source and content put right where «…, X told Y.» was read as Y speaking of X."""
    source = found.source
    if source is None or source[0] < found.cue[1] or len(found.content) != 1:
        return found
    start, end = found.content[0]
    sentence = layout.sentence_at(found.cue[0])
    subject = start > sentence.start and 0 <= found.cue[0] - end <= 2
    told = verbs().get(text[found.cue[0] : found.cue[1]].lower(), {}).get("audience") == "object"
    if not subject or not told or len(text[start:end].split()) > 9:
        return found
    return replace(found, source=(start, end), content=(source,))


def _whole_clause(
    text: str, layout: Layout, found: Attribution, quotations: Sequence[Quotation]
) -> Attribution:
    """With all that a closing clause reports.

    In English a clause of reporting that closes a sentence behind a comma («…, the official
    said.», «…, according to a memo.») reports the whole of it, whatever is reported within;
    a date that opens the sentence is the reporter's.
    """
    sentence = layout.sentence_at(found.cue[0])
    parts = [found.cue, *((found.source,) if found.source else ())]
    first, last = min(parts)[0], max(p[1] for p in parts)
    tail = text[last : sentence.end]
    if any(last <= r[0] < sentence.end for r in found.content):
        return found  # «…, she told reporters, before demanding that …»
    if first <= sentence.start or len(tail.split()) > 8 or any(m in tail for m in '"“'):
        return found
    comma = _CLOSING.search(text[sentence.start : first])
    if comma is None or "," in text[first:last].replace(", ", "", 1):
        return found
    start = layout.begins if sentence.start < layout.begins < sentence.end else sentence.start
    opening = _OPENING.match(text, start, first)
    start = opening.end() if opening else start
    end = sentence.start + comma.start() + len(comma.group().rstrip(", \u00a0"))
    if end - start < 12:
        return found
    # A quotation of several sentences began before the one that the clause closes.
    begun = [r[0] for r in found.content if r[0] < sentence.start < r[1]]
    begun += [q.start for q in quotations if q.start < sentence.start < q.end]
    start = min([start, *begun])
    earlier = tuple(r for r in found.content if r[1] <= start)
    return replace(found, content=(*earlier, (start, end)))


def _interrupted(text: str, layout: Layout, found: Attribution) -> Attribution:
    """With what follows a clause of reporting set into a sentence («Moscow, he said, had …»)."""
    sentence = layout.sentence_at(found.cue[0])
    parts = [found.cue, *((found.source,) if found.source else ())]
    first, last = min(parts)[0], max(p[1] for p in parts)
    left = [r for r in found.content if sentence.start <= r[0] and r[1] <= first]
    if len(left) != len(found.content) or not left or len(text[last : sentence.end].split()) < 3:
        return found
    if text[left[-1][1] - 1] in _MARKS:
        return found  # whole words of his own: what follows is the reporter's
    gap = text[left[-1][1] - 1 : first]
    if "," not in gap or not re.match(r",[\s\u00a0]", text[last:]):
        return found
    rest = text[last + 2 : sentence.end]
    if rest[0] in '"“‘' or _NEW_CLAUSE.match(rest):
        return found
    return replace(found, content=(*found.content, (last + 2, sentence.end)))


def _with_the_next_clause(text: str, layout: Layout, found: Attribution) -> Attribution:
    """With the coordinated that-clause that goes on directly («…, but that Y»)."""
    start, end = found.content[-1]
    if start < found.cue[1] or not text.startswith("that", start):
        return found
    more = _AND_THAT.match(text, end)
    sentence = layout.sentence_at(start)
    if (
        more is None
        or more.end() >= sentence.end
        or any(m in text[end : sentence.end] for m in '"“')
    ):
        return found
    return replace(found, content=(*found.content[:-1], (start, sentence.end)))


def _before_the_next(
    text: str, found: Attribution, all_found: Sequence[Attribution]
) -> Attribution:
    """With the content cut where the same subject goes on to another cue («… and denied that»)."""
    content = list(found.content)
    low, high = min(content)[0], max(b for _, b in content)
    for other in [x for x in all_found if low < x.cue[0] < high]:
        at = other.cue[0]
        for i, (a, b) in enumerate(content):
            if not (found.cue[1] <= a < at < b):
                continue
            pattern = _PARTICIPLE if text[at : other.cue[1]].endswith("ing") else _JOINT
            joint = pattern.search(text[a:at])
            if joint is not None and text[a:at].count("“") == text[a:at].count("”"):
                content[i] = (a, a + joint.start())
    return replace(found, content=tuple(r for r in content if r[0] < r[1]))


def _clean(text: str, found: Attribution, quotations: Sequence[Quotation]) -> tuple[Range, ...]:
    """The content of an attribution with whole quotations and no stray punctuation at its ends."""
    barriers = [found.cue, *((found.source,) if found.source else ())]
    out: list[Range] = []
    for start, end in found.content:
        for q in overlapping(quotations, start, end):
            shared = min(end, q.end) - max(start, q.start)
            if shared * 2 >= q.end - q.start and not any(
                q.start < b and a < q.end for a, b in barriers
            ):
                start, end = min(start, q.start), max(end, q.end)
        if not overlapping(quotations, start, end):
            end = _in_its_paragraph(text, start, end)
        end = _to_the_close(text, start, end, quotations)
        if start >= found.cue[1]:
            end = _to_the_noun(text, start, end, quotations)
        span = trimmed(text, (start, end))
        if span and (not out or span[0] >= out[-1][1]):
            out.append(span)
    return tuple(out)


def _in_its_paragraph(text: str, start: int, end: int) -> int:
    """The end of indirect words: they do not go on below a blank line."""
    blank = text.find("\n\n", start, end)
    return end if blank < 0 or not text[start:blank].strip() else blank


def _to_the_close(text: str, start: int, end: int, quotations: Sequence[Quotation]) -> int:
    """The end of whole sentences in marks: the reporter's next one is no part of them."""
    inside = overlapping(quotations, start, end)
    if not inside or inside[0].start < start - 1 or inside[0].start > start:
        return end
    last = inside[-1]
    closed = last.closed and text[last.inner_end - 1 : last.inner_end] in _SENTENCE_ENDS
    return last.end if closed and last.end < end else end


def _to_the_noun(text: str, start: int, end: int, quotations: Sequence[Quotation]) -> int:
    """The end of the noun phrase where a content stops at a quoted adjective («“rogue” state»)."""
    for q in overlapping(quotations, start, end):
        if q.end == end and q.start > start and len(text[q.inner_start : q.inner_end].split()) <= 3:
            rest = _NOUN_AFTER.match(text, end)
            return rest.end() if rest else end
    return end


def _at_home(
    text: str,
    layout: Layout,
    cue: Cue,
    content: tuple[Range, ...],
    quotations: Sequence[Quotation],
    cast: Cast,
) -> tuple[Range, ...]:
    """Indirect words stand in their cue's own sentence; where they do not, those that do."""
    sentence = layout.sentence_at(cue.start)
    inside = tuple(
        (a, b)
        for a, b in content
        if b > sentence.start or any(a < q.end and q.start < b for q in quotations)
    )
    content = inside or content
    quoted = any(a < q.end and q.start < b for a, b in content for q in quotations)
    if quoted or any(a < sentence.end and b > sentence.start for a, b in content):
        return content
    rest = rest_of_clause(text, cue, sentence.end, sentence.end, cast)
    return (rest,) if rest and len(text[rest[0] : rest[1]].split()) > 1 else ()


def trimmed(text: str, span: Range | None) -> Range | None:
    """Without white space and separating punctuation at its ends; marks of quotation stay."""
    if span is None:
        return None
    start, end = span
    lead = _LEADING.match(text, start, end)
    start = lead.end() if lead else start
    tail = _TRAILING.search(text[start:end])
    end = start + tail.start() if tail else end
    if end > start and text[end - 1] == "." and not _abbreviated(text, start, end):
        end -= 1
    return (start, end) if end > start and text[start:end].strip(_MARKS + " ") else None


def _abbreviated(text: str, start: int, end: int) -> bool:
    """Whether the full stop at the end belongs to an abbreviation («the U.S.»)."""
    return (
        re.search(r"(?:\b[A-Za-z]\.){2}$|\b(?:Inc|Corp|Ltd|Jr|Sr|St)\.$", text[start:end])
        is not None
    )
