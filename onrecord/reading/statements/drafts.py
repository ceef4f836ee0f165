"""From what the model spotted to drafts of statements with whole, clean spans."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from onrecord.reading.quotes import Quotation
from onrecord.reading.scene import Cast, Layout
from onrecord.reading.spotting import Attribution, Range
from onrecord.reading.statements.cues import Cue, governed, look_up, verbs
from onrecord.reading.statements.speakers import speakers, subject_before

_LEADING = re.compile(r"[\s,;:.—–-]+")
_TRAILING = re.compile(r"[\s,;:—–-]+$")
_AND_THAT = re.compile(r",?[\s\u00a0]+(?:and|but)[\s\u00a0]+that\b")
_CLOSING = re.compile(r"(?:,[”\"’]?|[?!][”\"’])[\s\u00a0]+$")
_JOINT = re.compile(
    r",?[\s\u00a0]+(?:and|but|then)(?:[\s\u00a0]+(?:also|then|later|has|have))?[\s\u00a0]+$"
)
_OPENING = re.compile(
    r"(?:(?:On|In|Last|Earlier|This)\b[^,.;]{2,30}|However|But|Meanwhile|In addition), "
)
_NOUN_AFTER = re.compile(
    r"[\s\u00a0](?!(?:on|in|at|to|by|for|and|but|or|as|after|before|during|while|when|that|with|from|if|"
    r"because|over|last|this|he|she|they|it)\b)[^\n,;:.\"“”]*(?:\.(?=\w)[^\n,;:\"“”.]*|(?<=\b[A-Z])\.[^\n,;:\"“”.]*)*"
)
_PASSIVE = re.compile(r"\b(?:is|are|was|were|be|been|being)(?:[\s\u00a0]\w+ly)?[\s\u00a0]+$")
_IN_A = re.compile(r"\b(?:in|by)[\s\u00a0](?:an?|the|his|her)[\s\u00a0](?:\w+[\s\u00a0])?$")
_NOBODY = re.compile(r"(?:neither|no|nobody|none)\b(?! longer)", re.IGNORECASE)
_PAPERS = frozenset({"statement", "remarks", "comments"})
_NEW_CLAUSE = re.compile(r"(?:and|but|adding|saying|while|who|which|after|as|when|where)\b")
_MARKS = "\"“”„«»‘’'`"


@dataclass(frozen=True, slots=True)
class Draft:
    """A statement in the making. `cue` is None where the speaker merely carries on."""

    cue: Cue | None
    source: Range | None
    content: tuple[Range, ...]
    speaker: tuple[str, ...]
    confidence: float
    turn: bool = False  # a turn of a transcript or a paragraph of a press release
    floor: bool = False  # said within such a turn by whoever holds the floor

    @property
    def start(self) -> int:
        """Where its first word stands."""
        return min(r[0] for r in (*self.content, *self.anchors))

    @property
    def anchors(self) -> tuple[Range, ...]:
        """The cue's range and the source's, as far as there are such."""
        cue = ((self.cue.start, self.cue.end),) if self.cue else ()
        return cue + ((self.source,) if self.source else ())

    def holds(self, position: int) -> bool:
        """Whether the content covers a position."""
        return any(a <= position < b for a, b in self.content)


def drafts(
    text: str,
    layout: Layout,
    attributions: Sequence[Attribution],
    quotations: Sequence[Quotation],
    cast: Cast,
) -> list[Draft]:
    """One draft for each source, cue and content that the model found, in the order of the text."""
    made: list[Draft] = []
    for found in sorted(attributions, key=lambda x: x.cue):
        if layout.kind_at(found.cue[0]) in {"credit", "furniture", "caption"}:
            continue
        found = _not_the_listener(text, layout, found)
        cue = look_up(text, *found.cue)
        if cue.verb in _PAPERS and _IN_A.search(text[: cue.start][-30:]):
            continue  # «said in a statement»: an occasion
        whole = _interrupted(text, layout, _whole_clause(text, layout, found, quotations))
        whole = _before_the_next(text, _with_the_next_clause(text, layout, whole), attributions)
        content = clean(text, whole, quotations)
        if not content:
            continue
        cue = governed(cue, text, content)
        source = _cited(text, cue, layout, cast) or (
            _trimmed(text, found.source) if found.source else None
        )
        if source and _NOBODY.match(text, *source):
            continue
        nearest = subject_before(text, cast, found.cue[0])
        if nearest and (source is None or source[0] > cue.end):
            source = nearest  # «she told Radio Honiara»: the subject, not who is told
        speaker = speakers(text, cast, source) if source else ()
        if not speaker:
            carrier = _carrier(text, layout, cue, found.cue, made)
            if carrier is not None:
                source, speaker = (source or carrier.source), carrier.speaker
        quoted = any(a <= q.start < b for a, b in content for q in quotations)
        if not speaker or not (cue.known or quoted) or goes_on(text, cue, content):
            continue
        made.extend(_apart(text, Draft(cue, source, content, speaker, found.confidence), layout))
    return made


def goes_on(text: str, cue: Cue, content: Sequence[Range]) -> bool:
    """Whether it is no speech: «continues to fight», «pleaded not guilty», «is expected to go»."""
    opening = text[content[0][0] : content[0][0] + 12]
    if re.match(r"(?:not )?guilty\b", opening) or _PASSIVE.search(text[: cue.start][-24:]):
        return content[0][0] >= cue.end
    return cue.act == "say" and content[0][0] >= cue.end and opening.startswith(("to ", "by "))


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
    if first <= sentence.start or len(tail.split()) > 8 or any(m in tail for m in '"“'):
        return found
    comma = _CLOSING.search(text[sentence.start : first])
    if comma is None or "," in text[first:last].replace(", ", "", 1):
        return found
    opening = _OPENING.match(text, sentence.start, first)
    start = opening.end() if opening else sentence.start
    end = sentence.start + comma.start() + len(comma.group().rstrip(", \u00a0"))
    if end - start < 12:
        return found
    # A quotation of several sentences began before the one that the clause closes.
    begun = [r[0] for r in found.content if r[0] < sentence.start < r[1]]
    begun += [q.start for q in quotations if q.start < sentence.start < q.end]
    start = min([start, *begun])
    earlier = tuple(r for r in found.content if r[1] <= start)
    return replace(found, content=(*earlier, (start, end)))


def _not_the_listener(text: str, layout: Layout, found: Attribution) -> Attribution:
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


def _interrupted(text: str, layout: Layout, found: Attribution) -> Attribution:
    """With what follows a clause of reporting set into a sentence («Moscow, he said, had …»)."""
    sentence = layout.sentence_at(found.cue[0])
    parts = [found.cue, *((found.source,) if found.source else ())]
    first, last = min(parts)[0], max(p[1] for p in parts)
    left = [r for r in found.content if sentence.start <= r[0] and r[1] <= first]
    if len(left) != len(found.content) or not left or len(text[last : sentence.end].split()) < 3:
        return found
    gap = text[left[-1][1] - 1 : first]
    if "," not in gap or not re.match(r",[\s\u00a0]", text[last:]):
        return found
    rest = text[last + 2 : sentence.end]
    if any(m in rest for m in '"“') or _NEW_CLAUSE.match(rest):
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
    for other in all_found:
        at = other.cue[0]
        for i, (a, b) in enumerate(content):
            joint = _JOINT.search(text[a:at]) if a < at < b and found.cue[1] <= a else None
            if joint is not None and text[a:at].count("“") == text[a:at].count("”"):
                content[i] = (a, a + joint.start())
    return replace(found, content=tuple(r for r in content if r[0] < r[1]))


def clean(text: str, found: Attribution, quotations: Sequence[Quotation]) -> tuple[Range, ...]:
    """The content of an attribution with whole quotations and no stray punctuation at its ends."""
    barriers = [found.cue, *((found.source,) if found.source else ())]
    out: list[Range] = []
    for start, end in found.content:
        for q in quotations:
            shared = min(end, q.end) - max(start, q.start)
            if shared * 2 >= q.end - q.start and not any(
                q.start < b and a < q.end for a, b in barriers
            ):
                start, end = min(start, q.start), max(end, q.end)
        if start >= found.cue[1]:
            end = _to_the_noun(text, start, end, quotations)
        span = _trimmed(text, (start, end))
        if span and (not out or span[0] >= out[-1][1]):
            out.append(span)
    return tuple(out)


def _to_the_noun(text: str, start: int, end: int, quotations: Sequence[Quotation]) -> int:
    """The end of the noun phrase where a content stops at a quoted adjective («“rogue” state»)."""
    for q in quotations:
        if q.end == end and q.start > start and len(text[q.inner_start : q.inner_end].split()) <= 3:
            rest = _NOUN_AFTER.match(text, end)
            return rest.end() if rest else end
    return end


def _cited(text: str, cue: Cue, layout: Layout, cast: Cast) -> Range | None:
    """Whom «citing», «quoting» names: those who stand behind the words, not who cites them."""
    if cue.verb not in {"cite", "quote"}:
        return None
    sentence = layout.sentence_at(cue.start)
    behind = cast.within(cue.end, sentence.end)
    near = behind and not re.search(r"[,.;]", text[cue.end : behind[0].start])
    return (behind[0].start, behind[0].end) if near else None


def _trimmed(text: str, span: Range | None) -> Range | None:
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


def _carrier(text: str, layout: Layout, cue: Cue, at: Range, made: Sequence[Draft]) -> Draft | None:
    """Whose speech goes on in a cue without a source («…, adding that», «but warned»)."""
    sentence = layout.sentence_at(at[0])
    here = [d for d in made if d.cue and d.cue.start >= sentence.start and not d.holds(at[0])]
    if not here:
        return None
    joined = text[here[-1].cue.end if here[-1].cue else sentence.start : at[0]]
    participle = text[at[0] : at[1]].split(" ")[0].endswith("ing")
    coordinated = re.search(r"\b(?:and|but|then|while also)\b[^.;]{0,30}$", joined) is not None
    return here[-1] if cue.known and (participle or coordinated) else None


def _apart(text: str, draft: Draft, layout: Layout) -> Iterator[Draft]:
    """Cut a draft where its content is more than one statement.

    What stands after a sentence's end on the far side of the cue is a statement of its own, whose
    speaker carries on; coordinated that-clauses are one each.
    """
    assert draft.cue is not None
    before = tuple(r for r in draft.content if r[0] < draft.cue.start)
    after = tuple(r for r in draft.content if r[0] >= draft.cue.start)
    if before and after:
        sentence = layout.sentence_at(draft.cue.start)
        if after[0][0] >= sentence.end:
            yield replace(draft, content=before)
            yield replace(draft, content=after, confidence=min(draft.confidence, 0.7))
            return
    parts = [r for span in draft.content for r in _clauses(text, span)]
    if len(parts) == len(draft.content):
        yield draft
        return
    for part in parts:
        yield replace(draft, content=(part,))


def _clauses(text: str, span: Range) -> list[Range]:
    start, end = span
    if any(m in text[start:end] for m in '"“'):
        return [span]
    cuts = [m.span() for m in re.finditer(r",? (?:and|but) (?=that\b)", text[start:end])]
    edges = [start]
    for a, b in cuts:
        edges += [start + a, start + b]
    edges.append(end)
    return [(edges[i], edges[i + 1]) for i in range(0, len(edges), 2)]
