"""What is known of each telling of an event, for comparing it with others."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from onrecord.reading.layout import lay_out
from onrecord.reading.spotting import Spotted
from onrecord.report import Report, text_sha256
from training.samevent.words import WORD, bag, lemma, weighed

Range = tuple[int, int]
Bag = Mapping[str, float]

_NAMES = frozenset({"Person", "Organization", "NORP", "Location", "Facility"})


@dataclass(frozen=True, slots=True)
class Mention:
    """One telling of an event. A bag gives each word, by its lemma, how rare it is.

    `word` is the lemma of the word that tells it, `rare` how rare that word is; `phrase` the bag of
    the whole span; `agent` and `patient` those of ARG0 and ARG1, `participants` that of all roles;
    `names` and `numbers` are those of its sentence.
    """

    report: str
    start: int
    end: int
    sentence: int
    word: str
    rare: float
    phrase: Bag
    agent: Bag
    patient: Bag
    participants: Bag
    nearby: Bag
    names: frozenset[str]
    numbers: frozenset[str]
    whole: Bag  # of the report; names count twice

    @property
    def key(self) -> tuple[str, int, int]:
        """What tells a mention from all others, and what they are sorted by."""
        return self.report, self.start, self.end


def mentions(name: str, text: str, spotted: Spotted, spans: Iterable[Range]) -> list[Mention]:
    """The mentions of events `spans` of a report with that name, as the model has read it."""
    layout = lay_out(text, Report(id=name, text_sha256=text_sha256(text), text=text))
    starts = [s.start for s in layout.sentences] or [0]
    ends = [s.end for s in layout.sentences] or [len(text)]
    named = [(n.start, n.end) for n in spotted.names if n.kind in _NAMES]
    whole = weighed(text, named)
    predicates = list(spotted.relations.predicates())
    found = []
    for start, end in sorted(set(spans)):
        number = max(0, bisect_right(starts, start) - 1)
        opens, closes = starts[number], max(end, ends[number])
        head = _head(text, (start, end), predicates)
        roles = spotted.relations.roles(*head)
        bags = {role: bag(text, *span) for role, span in roles.items()}
        word = text[slice(*head)]
        inside = [n for n in named if opens <= n[0] < closes]
        found.append(
            Mention(
                report=name,
                start=start,
                end=end,
                sentence=number,
                word=lemma(word),
                rare=max(bag(word, 0, len(word)).values(), default=0.0),
                phrase={w: v + 0.5 for w, v in bag(text, start, end).items()},
                agent=bags.get("ARG0", {}),
                patient=bags.get("ARG1", {}),
                participants={w: v for b in bags.values() for w, v in b.items()},
                nearby=bag(text, opens, closes),
                names=frozenset(
                    lemma(w.group()) for a, b in inside for w in WORD.finditer(text, a, b)
                ),
                numbers=frozenset(
                    w.group() for w in WORD.finditer(text, opens, closes) if w.group()[0].isdigit()
                ),
                whole=whole,
            )
        )
    return found


def _head(text: str, span: Range, predicates: Iterable[Range]) -> Range:
    """The word that tells the event: the first predicate inside the span, else its last word."""
    start, end = span
    words = [(w.start(), w.end()) for w in WORD.finditer(text, start, end)]
    heads = {a for a, b in predicates if start <= a and b <= end}
    return next((w for w in words if w[0] in heads), words[-1] if words else span)
