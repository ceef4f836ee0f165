"""Statements inside statements: «the official said that he urged …», and who vouches for them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from onrecord.reading.quotes import Quotation, overlapping
from onrecord.reading.scene import Cast, Layout, Sighting
from onrecord.reading.spotting import Range
from onrecord.reading.statements.clauses import rest_of_clause
from onrecord.reading.statements.cues import WISHES, Cue, opens_for
from onrecord.reading.statements.drafts import Draft, asked, goes_on, left_open, nobody
from onrecord.reading.statements.finite import agrees, finite
from onrecord.reading.statements.holding import Holding

_ADRIFT = re.compile(
    r"[\s\u00a0]+(?:and|or|but|when|after|before|while|from|by|because|since|until|were|was|is|are)\b"
)
_THINGS = frozenset(  # verbs whose form in -s is a thing as well: «attacks on», «demands for»
    "attack charge claim demand call offer order promise question protest request report estimate "
    "plan answer comment support praise threat fear hope wish desire appeal".split()
)
_OF = re.compile(r"[\s\u00a0]+(?:on|of|for|against|over|about|in|at|with|to)\b")
_TOLD = re.compile(r"(?:that|to|not to|of|about|how|what|why|when|where|whether)\b|[“\"‘']")
_PASSIVE = re.compile(r"(?:of|to|for|by|not to)\b")
_ANSWERING = frozenset({"deny", "refuse", "accept"})  # «the army rejected it»
INNER = 0.75
_BLOCK = 1_000  # characters: what repeats another touches a block that the other touches


def inner(
    text: str, layout: Layout, made: Sequence[Draft], quotations: Sequence[Quotation], cast: Cast
) -> Iterator[Draft]:
    """Drafts for the reported speech of others inside the indirect words of a draft.

    Wanted: an actor, then directly a finite verb of speech or will. A speaker who tells of his
    own speech («Blinken said he urged …») makes no second statement.
    """
    taken = [d.cue.start for d in made if d.cue]
    held = Holding(made)
    for outer in made:
        for span in outer.content:
            for draft in _reported(text, layout, span, quotations, cast, within_quotes=outer.turn):
                assert draft.cue is not None
                at = draft.cue.start
                if any(abs(at - t) < 3 for t in taken) or _tells_own(draft, held.at(at)):
                    continue
                words = text[draft.content[0][0] : draft.content[0][1]].split()
                if len(words) < 2 and draft.cue.act not in _ANSWERING:
                    continue
                taken.append(at)
                yield draft


def outright(
    text: str, layout: Layout, made: Sequence[Draft], quotations: Sequence[Quotation], cast: Cast
) -> Iterator[Draft]:
    """Drafts for plain speech acts in the report's own sentences that nothing holds yet.

    «Sudan welcomed the outcome», «the army denies the practice»: an actor, then directly a verb
    that does more than say.
    """
    taken = [d.cue.start for d in made if d.cue]
    held = Holding(made)
    for sentence in layout.sentences:
        if layout.paragraphs[sentence.paragraph].kind not in {"body", "headline"}:
            continue
        span = (sentence.start, sentence.end)
        for draft in _reported(text, layout, span, quotations, cast, within_quotes=False):
            assert draft.cue is not None
            at = draft.cue.start
            opening = opens_for(draft.cue)
            plain = (
                (draft.cue.manner == "speech" or draft.cue.verb in WISHES)
                and opening is not None
                and opening.match(text, draft.content[0][0]) is not None
            )
            if (
                plain
                and (draft.cue.act in _ANSWERING or " " in text[slice(*draft.content[0])])
                and not any(abs(at - t) < 3 for t in taken)
                and not held.numbers(at)
            ):
                taken.append(at)
                yield draft


def _reported(
    text: str,
    layout: Layout,
    span: Range,
    quotations: Sequence[Quotation],
    cast: Cast,
    *,
    within_quotes: bool,
) -> Iterator[Draft]:
    """Every actor with a finite verb of speech or will directly behind it, in a stretch."""
    start, end = span
    for sighting in cast.within(start, end):
        cue = finite(text, sighting, end, joined=True)
        if cue is None:
            continue  # asked first, since it is the cheaper question
        subject = _subject(text, cast, sighting, start)
        if len(subject) == 1 and not agrees(text, sighting, cue):
            continue
        if nobody(text, subject[0].start) or asked(text, subject[0].start, cue.end):
            continue
        if left_open(text, subject[0].start):
            continue
        if not within_quotes and overlapping(quotations, cue.start, cue.start + 1):
            continue
        content = rest_of_clause(text, cue, layout.sentence_at(cue.start).end, end, cast)
        if content is None or _unspoken(text, cue, content):
            continue
        particle = cue.verb.rpartition(" ")[2]
        if particle != cue.verb and text.endswith(f" {particle}", content[0], content[1]):
            content = (content[0], content[1] - len(particle) - 1)  # «turned | the idea | down»
        if not goes_on(text, cue, (content,)):
            speaker = tuple(dict.fromkeys(s.actor for s in subject))
            yield Draft(cue, (subject[0].start, sighting.end), (content,), speaker, INNER)


def _unspoken(text: str, cue: Cue, content: Range) -> bool:
    """Whether a verb that only the table knows says nothing here.

    «people accused of theft» are passive, «police orders and rules» are things, «tells lies» has
    nobody who is told.
    """
    if _ADRIFT.match(text, cue.end):
        return True
    behind = content[0] - cue.end <= 1
    if text[cue.end - 1] == "s" and cue.verb in _THINGS and _OF.match(text, cue.end):
        return True
    if cue.verb == "tell":
        return behind and _TOLD.match(text, content[0]) is None
    return behind and cue.audience == "target" and _PASSIVE.match(text, content[0]) is not None


def _tells_own(draft: Draft, around: Sequence[Draft]) -> bool:
    """Whether the innermost draft around is the same speaker's, who tells of his own speech."""
    least = min(around, key=lambda d: sum(b - a for a, b in d.content), default=None)
    return least is not None and not least.turn and bool({*draft.speaker} & {*least.speaker})


def own_speech(text: str, draft: Draft, cast: Cast) -> Cue | None:
    """The cue by which a speaker tells of his own speech, where that is what the content does."""
    for start, end in draft.content:
        for sighting in cast.within(start, end)[:2]:
            if sighting.actor in draft.speaker and sighting.start - start <= 6:
                cue = finite(text, sighting, end)
                if cue is not None and cue.manner == "speech":
                    return cue
    return None


def chains(made: Sequence[Draft]) -> list[tuple[Draft, ...]]:
    """For each draft the drafts in whose content it stands, outermost first.

    A draft stands inside another when the other's content holds its cue (its content, where it
    has no cue), and an echo («X reported, citing Y») when it shares the content of the cue before,
    all but a few words of it.
    """
    out: list[tuple[Draft, ...]] = []
    held = Holding(made)
    for draft in made:
        at = draft.cue.start if draft.cue else draft.content[0][0]
        outer = [
            d
            for d in held.at(at)
            if d is not draft and not _same(d, draft) and not _of_one_thing(d, draft)
        ]
        if draft.cue and draft.cue.verb in {"cite", "quote"}:
            outer += [d for d in made if d is not draft and _share(d, draft) and d not in outer]
        outer.sort(key=lambda d: -sum(b - a for a, b in d.content))
        silent = draft.floor  # the holder of the floor does not vouch for himself
        others = [d for d in outer if d.speaker != draft.speaker and not (silent and d.turn)]
        out.append(tuple({d.speaker: d for d in reversed(others)}.values())[::-1])
    return out


def _of_one_thing(one: Draft, other: Draft) -> bool:
    """Whether two speak of a thing named before both («a step that A hailed and that B feared»).

    They do so side by side, and neither in the other's words.
    """
    if not one.cue or not other.cue:
        return False
    first = min(one.cue.start, other.cue.start)
    return any(span in other.content and span[1] <= first for span in one.content)


def without_doubles(made: Iterable[Draft]) -> list[Draft]:
    """Drop a draft that says again what one with a surer cue has said, in the same words."""
    kept: list[Draft] = []
    near: dict[int, list[Draft]] = defaultdict(list)  # those kept, by the blocks that they touch
    for draft in sorted(made, key=lambda d: (d.turn, -d.confidence, d.start)):
        touched = range(draft.content[0][0] // _BLOCK, draft.content[-1][1] // _BLOCK + 1)
        if not any(_repeats(draft, other) for block in touched for other in near[block]):
            kept.append(draft)
            for block in touched:
                near[block].append(draft)
    return sorted(kept, key=lambda d: (d.start, d.content))


def _repeats(draft: Draft, other: Draft) -> bool:
    if draft.content[-1][1] <= other.content[0][0] or other.content[-1][1] <= draft.content[0][0]:
        return False
    shared = _shared(draft, other)
    same_cue = bool(draft.cue and other.cue and draft.cue.start == other.cue.start)
    if same_cue and shared:
        return True
    nested = bool(
        (draft.cue and other.holds(draft.cue.start)) or (other.cue and draft.holds(other.cue.start))
    )
    echo = bool(
        draft.cue and draft.cue.verb in {"cite", "quote"} and draft.speaker != other.speaker
    )
    return _share(draft, other) and not nested and not echo


def _shared(one: Draft, other: Draft) -> int:
    """The characters that two contents have in common."""
    return sum(max(0, min(b, d) - max(a, c)) for a, b in one.content for c, d in other.content)


def _share(one: Draft, other: Draft) -> bool:
    """Whether two drafts have nearly all of their contents in common."""
    most = max(sum(b - a for a, b in draft.content) for draft in (one, other))
    return _shared(one, other) > 0.8 * most


def _same(a: Draft, b: Draft) -> bool:
    return bool(a.cue and b.cue and a.cue.start == b.cue.start)


def _subject(text: str, cast: Cast, last: Sighting, start: int) -> list[Sighting]:
    """The sighting with those joined before it («Ukraine and the U.S.»)."""
    out = [s for s in cast.within(*last.span) if s.span == last.span]
    for sighting in reversed(cast.within(start, last.start)):
        if re.fullmatch(
            r",?[\s\u00a0]*(?:and[\s\u00a0]+)?(?:the[\s\u00a0]+)?",
            text[sighting.end : out[0].start],
        ):
            out.insert(0, sighting)
        else:
            break
    return out
