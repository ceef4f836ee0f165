"""Chains: mentions missed and invented, links lost and wrong, and what each is worth.

CoNLL's average adds up nothing that could be split over errors. So a kind of error is mended in
all texts at once, and what the average then is tells its worth.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from onrecord.reading.coreference import chains
from onrecord.reading.encoder import encoder
from onrecord.reading.spotting import spot
from training.causes.count import Range, overlap
from training.conll import Conll
from training.tasks.coreference import texts_of

Chain = frozenset[Range]
_PRONOUNS = frozenset(
    "i me my mine myself you your yours yourself he him his himself she her hers herself it its "
    "itself we us our ours ourselves they them their theirs themselves who whom whose this that "
    "these those".split()
)


@dataclass(slots=True)
class Chained:
    """Errors of chains by cause, and the average with each kind of error mended."""

    counts: Counter[str] = field(default_factory=Counter)
    conll: dict[str, Conll] = field(
        default_factory=lambda: {name: Conll() for name in ("as it is", *MENDED)}
    )

    def table(self) -> dict[str, dict[str, float]]:
        """A row a cause, then a row a kind of error with what mending it would gain."""
        rows = {cause: {"errors": float(n)} for cause, n in self.counts.most_common()}
        scores = {name: found.scores()["conll"] for name, found in self.conll.items()}
        return rows | {f"{n}: mended": {"gain": scores[n] - scores["as it is"]} for n in MENDED}


def causes(path: Path) -> dict[str, Chained]:
    """OntoGUM, the texts of `training.evaluate`'s task."""
    found = Chained()
    for text in texts_of(path):
        gold: dict[int, set[Range]] = {}
        for start, end, chain in text.mentions:
            gold.setdefault(chain, set()).add((start, end))
        wanted = [frozenset(chain) for chain in gold.values() if len(chain) > 1]
        ours = [frozenset(chain) for chain in chains(spot(text.text, encoder()).relations)]
        compare(text.text, wanted, ours, frozenset(text.others), found)
    return {"conll": found}


def compare(
    text: str,
    gold: Sequence[Chain],
    ours: Sequence[Chain],
    others: frozenset[Range],
    into: Chained,
) -> None:
    """Sort the errors of one text; `others` are phrases of the corpus that stand in no chain."""
    into.conll["as it is"].add(ours, gold)
    for name, mend in MENDED.items():
        into.conll[name].add(mend(ours, gold), gold)
    of_gold, of_ours = _where(gold), _where(ours)
    for span in of_gold.keys() - of_ours.keys():
        near = any(overlap(span, other) and span[1] == other[1] for other in of_ours)
        cause = "other edges" if near else kind(text, span)
        into.counts[f"mention missed: {cause}"] += 1
    for span in of_ours.keys() - of_gold.keys():
        alone = any(span[1] == other[1] and overlap(span, other) for other in others)
        near = any(overlap(span, other) and span[1] == other[1] for other in of_gold)
        cause = "other edges" if near else "named once in the corpus" if alone else "no phrase"
        into.counts[f"mention invented: {cause}"] += 1
    for span in sorted(of_gold.keys() & of_ours.keys()):
        if cause := _link(span, gold[of_gold[span]], ours[of_ours[span]], of_gold):
            into.counts[f"{cause}: {kind(text, span)}"] += 1


def _link(span: Range, right: Chain, mine: Chain, of_gold: dict[Range, int]) -> str:
    """What is wrong with the mention before it that a mention is tied to; empty if nothing."""
    before = [m for m in mine if m < span]
    wanted = [m for m in right if m < span]
    if not before:
        return "antecedent not taken" if wanted else ""
    nearest = max(before)
    if nearest in right:
        return ""
    if not wanted:
        return "first of its chain, tied to another"
    if nearest not in of_gold:
        return "tied to an invented mention"
    return "tied to another chain"


def kind(text: str, span: Range) -> str:
    """What sort of mention stands there: a pronoun, a name or another phrase."""
    words = text[slice(*span)]
    if words.lower() in _PRONOUNS:
        return "pronoun"
    return "name" if words.split() and words.split()[-1][0].isupper() else "phrase"


def _without_invented(ours: Sequence[Chain], gold: Sequence[Chain]) -> list[Chain]:
    known = frozenset().union(*gold)
    return [chain & known for chain in ours]


def _with_missed(ours: Sequence[Chain], gold: Sequence[Chain]) -> list[Chain]:
    """Each mention missed joins the chain that has most of its own, else one of its own."""
    made, known = [set(chain) for chain in ours], frozenset().union(*ours)
    for chain in gold:
        missing = chain - known
        home = max(made, key=lambda c: len(c & chain), default=None)
        if home is None or not home & chain:
            made.append(set(missing))
        else:
            home |= missing
    return [frozenset(chain) for chain in made]


def _with_right_links(ours: Sequence[Chain], gold: Sequence[Chain]) -> list[Chain]:
    """The mentions found stay; those that are right stand in the right chains."""
    found, known = frozenset().union(*ours), frozenset().union(*gold)
    return [*(chain & found for chain in gold), *(chain - known for chain in ours)]


MENDED: dict[str, Callable[[Sequence[Chain], Sequence[Chain]], Iterable[Chain]]] = {
    "mentions missed": _with_missed,
    "mentions invented": _without_invented,
    "links": _with_right_links,
}


def _where(many: Sequence[Chain]) -> dict[Range, int]:
    return {mention: number for number, chain in enumerate(many) for mention in chain}
