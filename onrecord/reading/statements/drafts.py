"""From what the model spotted to drafts of statements with whole, clean spans."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from onrecord.reading.modality.lexicon import lexicon
from onrecord.reading.quotes import Quotation
from onrecord.reading.scene import Cast, Layout, Scene
from onrecord.reading.spotting import Attribution, Range
from onrecord.reading.statements.contents import content_of, not_the_listener, trimmed
from onrecord.reading.statements.coordinated import coordinated
from onrecord.reading.statements.cues import Cue, as_saying, governed, look_up
from onrecord.reading.statements.mended import put_right
from onrecord.reading.statements.quoting import quoted_as
from onrecord.reading.statements.speakers import source_of, speakers

_PASSIVE = re.compile(r"\b(?:is|are|was|were|be|been|being)(?:[\s\u00a0]\w+ly)?[\s\u00a0]+$")
_IN_A = re.compile(r"\b(?:in|by)[\s\u00a0](?:an?|the|his|her)[\s\u00a0](?:\w+[\s\u00a0])?$")
_NOBODY = re.compile(r"(?:neither|no|nobody|none)\b(?! longer)", re.IGNORECASE)
_NOR = re.compile(r"\b[Nn]or[\s\u00a0]+(?:ha[sd]|have|did|does|do|will|would)[\s\u00a0]+(?:the )?$")
_AUXILIARY = re.compile(
    r"\b(?:[Dd]o|[Dd]oes|[Dd]id|[Cc]an|[Cc]ould|[Ww]ill|[Ww]ould|[Hh]a[sd]|[Hh]ave)"
    r"[\s\u00a0]+(?:the )?$"
)
_OPEN = re.compile(
    r"\b(?:whether(?: or not)?"
    r"|(?:ask(?:ed|s|ing)?|kn[eo]w|say|said|see|unclear|sure)\b[^.;:,]{0,24}\bif)"
    r"[\s\u00a0]+(?:the )?$"
)
_BARE = re.compile(r"(?:in|on|at|of|to|with|by|from|which|what|who|that)", re.IGNORECASE)
_STOP = re.compile(r"[.?!\n]")
_AND_THAT = re.compile(r",? (?:and|but) (?=that\b)")
_NO_SPEECH = {  # verbs that say nothing before these words
    "call": re.compile(r"in (?:the|its|his|her|[A-Z])|(?:(?:it|them|this|that) )?off\b|up\b"),
    "charge": re.compile(r"(?!that\b|[“\"‘'])"),
    "find": re.compile(r"(?:him|her|them|it|[A-Z]\w+)? ?guilty\b|(?:him|her|them) "),
    "insist on": re.compile(r"(?:anonymity|not being)\b"),
    "explain": re.compile(r"(?:the|his|her|its|their) [\w ’'-]+$"),
    "see": re.compile(r"(?!.*\bas\b)"),
    "plan": re.compile(r"to\b"),
    "say": re.compile(r"(?:nothing|little|so|as much)\b"),
    "summon": re.compile(r""),
    "recall": re.compile(
        r"(?:(?:(?:its|his|her|the)\b|[A-Z]).*\b(?:for consultations|ambassador|envoy)\b"
        r"|(?:ambassador|envoy|diplomat|charg[eé])s?\b)"
    ),
    "refuse": re.compile(r"(?:food|treatment|medication|meals|water|visas?)\b"),
    "decline": re.compile(r"to be (?:named|identified|quoted)\b"),
    "ask": re.compile(r"(?:not to be|to remain|to stay) (?:named|identified|anonymous|quoted)\b"),
    "intend": re.compile(r"to\b"),
}
_PAPERS = frozenset({"statement", "remarks", "comments"})


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
    start: int = field(init=False, compare=False)  # of its first word; asked for very often

    def __post_init__(self) -> None:
        first = min(r[0] for r in (*self.content, *self.anchors))
        object.__setattr__(self, "start", first)

    @property
    def anchors(self) -> tuple[Range, ...]:
        """The cue's range and the source's, as far as there are such."""
        cue = ((self.cue.start, self.cue.end),) if self.cue else ()
        return cue + ((self.source,) if self.source else ())

    def holds(self, position: int) -> bool:
        """Whether the content covers a position."""
        for start, end in self.content:  # noqa: SIM110 - asked for very often
            if start <= position < end:
                return True
        return False


def drafts(
    scene: Scene, attributions: Sequence[Attribution], quotations: Sequence[Quotation], cast: Cast
) -> list[Draft]:
    """One draft for each source, cue and content that the model found, in the order of the text."""
    text, layout = scene.text, scene.layout
    made: list[Draft] = []
    one_by_one = [
        a for x in attributions for a in quoted_as(text, layout, put_right(text, layout, x), cast)
    ]
    attributions = list(coordinated(text, layout, one_by_one, quotations, cast))
    for found in sorted(attributions, key=lambda x: x.cue):
        if not found.content or layout.kind_at(found.cue[0]) in {"credit", "furniture", "caption"}:
            continue
        found = not_the_listener(text, layout, found)
        cue = look_up(text, *found.cue)
        if cue.verb in _PAPERS and _IN_A.search(text[max(0, cue.start - 30) : cue.start]):
            continue  # «said in a statement»: an occasion
        content = content_of(text, layout, cue, found, attributions, quotations, cast)
        if not content:
            continue
        content = _behind(text, cue, content)
        cue = governed(cue, text, content)
        source = source_of(text, layout, cue, found, cast)
        if source and (nobody(text, source[0]) or asked(text, source[0], cue.end)):
            continue
        content = _after_source(text, content, source) if source else content
        speaker = speakers(text, cast, source) if source else ()
        if not speaker:
            carrier = _carrier(text, layout, cue, found.cue, made)
            if carrier is not None:
                source, speaker = (source or carrier.source), carrier.speaker
            elif source is None and cue.known:
                source = _who_does_it(scene, cue)
                speaker = speakers(text, cast, source) if source else ()
        quoted = any(a <= q.start < b for a, b in content for q in quotations)
        headed = text[cue.start : cue.end] == ":" and layout.kind_at(cue.start) == "headline"
        if not speaker or not (cue.known or quoted or headed) or goes_on(text, cue, content):
            continue
        made.extend(_apart(text, Draft(cue, source, content, speaker, found.confidence), layout))
    return made


def nobody(text: str, start: int) -> bool:
    """Whether a subject is nobody, or its verb denied before it («Nor has Chad confirmed»)."""
    return _NOBODY.match(text, start) is not None or (
        _NOR.search(text, max(0, start - 24), start) is not None
    )


def asked(text: str, start: int, end: int) -> bool:
    """Whether subject and verb are those of a question («Do you regret …?»)."""
    if _AUXILIARY.search(text, max(0, start - 20), start) is None:
        return False
    stop = _STOP.search(text, end)
    return stop is not None and stop.group() == "?"


def left_open(text: str, start: int) -> bool:
    """Whether a subject stands in a question that is told and not answered: «would not say whether
    [Moscow] had agreed», which nobody has said."""
    return _OPEN.search(text, max(0, start - 60), start) is not None


def _who_does_it(scene: Scene, cue: Cue) -> Range | None:
    """The subject that the model gives a verb whose source it has not found."""
    found = scene.relations.roles(cue.start, cue.end).get("ARG0")
    start = scene.layout.sentence_at(cue.start).start
    return found if found and start <= found[0] and found[1] <= cue.start else None


def _behind(text: str, cue: Cue, content: tuple[Range, ...]) -> tuple[Range, ...]:
    """The content without what belongs to the cue («ruled | out | sending troops»)."""
    cut = ((cue.end, b) if a < cue.end < b and a > cue.start else (a, b) for a, b in content)
    cut = ((a, _as_far(text, a, b)) for a, b in cut)
    return tuple(r for r in (trimmed(text, c) for c in cut) if r is not None)


def _after_source(text: str, content: tuple[Range, ...], source: Range) -> tuple[Range, ...]:
    """The content without the source that it opens with («citing | two officials, | that …»)."""
    cut = ((source[1], b) if a == source[0] and source[1] < b else (a, b) for a, b in content)
    return tuple(r for r in (trimmed(text, c) for c in cut) if r is not None) or content


def _as_far(text: str, start: int, end: int) -> int:
    """Where what something is called ends («as a breach | and that Oslo described as …»)."""
    called = text.startswith("as ", start)
    other = _AND_THAT.search(text, start, end) if called else None
    return other.start() if other else end


def goes_on(text: str, cue: Cue, content: Sequence[Range]) -> bool:
    """Whether it is no speech: «continues to fight», «pleaded not guilty», «is expected to go»."""
    opening = text[content[0][0] : content[0][0] + 12]
    if re.match(r"(?:not )?guilty\b|not to be ", opening) or _passive(text, cue):
        return True
    if cue.act != "decline" and _left_undone(text, cue):
        return True
    nothing = _NO_SPEECH.get(cue.verb)
    words = text[slice(*content[0])]
    if content[0][0] >= cue.end and (_BARE.fullmatch(words) or (nothing and nothing.match(words))):
        return True
    told = cue.audience == "object"  # «told Moscow to leave»
    return (
        cue.act == "say"
        and not told
        and content[0][0] >= cue.end
        and opening.startswith(("to ", "by "))
    )


def _passive(text: str, cue: Cue) -> bool:
    """Whether the subject of the cue is not who speaks («was told», but «was quoted as saying»)."""
    if text[cue.start : cue.end].endswith("ing") or as_saying(text, cue.end):
        return False
    return _PASSIVE.search(text[max(0, cue.start - 24) : cue.start]) is not None


def _left_undone(text: str, cue: Cue) -> bool:
    """Whether nobody came to say it («failed to agree», «was unable to promise»)."""
    words = text[max(0, cue.start - 40) : cue.start].lower().split()
    if words and words[-1].endswith("ly"):
        words.pop()
    governor = lexicon().governor(words, len(words) - 1, "to") if words[-1:] == ["to"] else None
    return governor is not None and governor.gives in {"failed", "denied"}


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
    parts = [
        r
        for span in draft.content
        for r in (_clauses(text, span) if span[0] >= draft.cue.end else [span])
    ]
    if len(parts) == len(draft.content):
        yield draft
        return
    for part in parts:
        yield replace(draft, content=(part,))


def _clauses(text: str, span: Range) -> list[Range]:
    start, end = span
    cuts = [m.span() for m in _AND_THAT.finditer(text[start:end])]
    cuts = [c for c in cuts if not _open_mark(text[start : start + c[0]])]
    edges = [start]
    for a, b in cuts:
        edges += [start + a, start + b]
    edges.append(end)
    return [(edges[i], edges[i + 1]) for i in range(0, len(edges), 2)]


def _open_mark(words: str) -> bool:
    """Whether a quotation that opens in the words has not closed in them."""
    return words.count("“") > words.count("”") or words.count('"') % 2 == 1
