"""Who stands behind a telling: the statements in whose contents it lies."""

from collections.abc import Sequence

from onrecord.facts import Statement, Voucher
from onrecord.reading.stretches import Stretches
from onrecord.text import Span

# Saying these asserts what is said; asking, wanting, agreeing to it does not. A direct
# statement without a cue (a turn of a transcript, a press release) asserts all it holds.
ASSERTING = frozenset(
    [
        "say",
        "confirm",
        "announce",
        "deny",
        "admit",
        "believe",
        "expect",
        "promise",
        "warn",
        "accuse",
        "praise",
        "criticize",
        "apologize",
        "condemn",
        "threaten",
    ]
)


class Vouchers:
    """The statements of a report, to be asked who vouches for a stretch of it."""

    def __init__(self, text: str, statements: Sequence[Statement]) -> None:
        self._text = text
        self._statements = statements
        self._contents = Stretches(
            (part.start, part.end, i) for i, said in enumerate(statements) for part in said.content
        )

    def around(self, start: int, end: int) -> tuple[Statement, ...]:
        """The statements whose contents hold the stretch, the outermost first."""
        held = sorted((low - high, i) for low, high, i in self._contents.covering(start, end))
        return tuple(self._statements[i] for _, i in held)

    def of(self, start: int, end: int, *, given: bool = False) -> tuple[Voucher, ...]:
        """The chain from the outermost source inwards; () for the reporter's own voice.

        What is `given`, a source that asks takes for granted too.
        """
        for said in reversed(self.around(start, end)):
            if given or said.act in ASSERTING or (said.mode == "direct" and not said.cue):
                return (*said.vouched_by, *(self._voucher(said, who) for who in said.speaker))
        return ()

    def _voucher(self, said: Statement, who: str) -> Voucher:
        return Voucher(actor=who, terms=said.terms, occasion=said.occasion, span=self._words(said))

    def _words(self, said: Statement) -> Span | None:
        """Source and cue in one where nothing of the content stands between them."""
        parts = (*said.source, *said.cue)
        if not parts:
            return None
        low, high = min(p.start for p in parts), max(p.end for p in parts)
        split = any(c.start < high and low < c.end for c in said.content)
        if split or "\n" in self._text[low:high]:
            return said.source[0] if said.source else said.cue[0]
        return Span.of(self._text, low, high)
