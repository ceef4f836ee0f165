"""What the model thinks a pronoun or description stands for, by actor."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from math import log

from onrecord.reading.cast.mention import Draft, Mention
from onrecord.reading.cast.page import Page, Run
from onrecord.reading.cast.words import among
from onrecord.reading.relations import Relations

__all__ = ["Chances"]

_REACH = 3  # sentences
_LONGEST = 6  # words of a noun phrase
_LEAST = 1e-3  # what the model leaves out counts as this


class Chances:
    """The model's chances of an anaphor, those of all mentions of one actor together."""

    def __init__(self, page: Page, relations: Relations) -> None:
        self.page = page
        self.relations = relations
        self._phrases: list[Run] | None = None

    def among(
        self, one: Mention, before: Iterable[Mention], things: bool = False
    ) -> dict[int, float]:
        """How likely `one` stands for the actor of each mention, by the actor's identity; beside
        them, with `things`, for any other noun phrase near by."""
        page = self.page
        held = [m for m in before if m.actor is not None and m.run[1] <= one.run[0]]
        if not held:
            return {}
        runs = [m.run for m in held]
        if things:
            runs += self._things(one, held)
        spans = [(page.starts[first], page.ends[last - 1]) for first, last in runs]
        asked = page.starts[one.run[0]], page.ends[one.run[1] - 1]
        found: dict[int, float] = {}
        chances = self.relations.stands_for(asked, spans)
        for mention, chance in zip(held, chances, strict=False):
            for key in {id(d) for d in (mention.actor, *mention.others)}:
                found[key] = found.get(key, 0.0) + chance
        return found

    def _things(self, one: Mention, held: Iterable[Mention]) -> Iterator[Run]:
        """The noun phrases of the sentences before that none of the mentions holds."""
        page = self.page
        if self._phrases is None:
            self._phrases = list(_phrases(page))
        taken = {at for m in held for at in range(*m.run)}
        at = bisect_left(self._phrases, (one.run[0], 0))
        while at > 0:
            at -= 1
            run = self._phrases[at]
            if page.sentence[one.run[0]] - page.sentence[run[0]] > _REACH:
                return
            if run[1] <= one.run[0] and taken.isdisjoint(range(*run)):
                yield run

    @staticmethod
    def worth(chances: dict[int, float], draft: Draft) -> float:
        """The logarithm of an actor's chance."""
        return log(max(chances.get(id(draft), 0.0), _LEAST))


def _phrases(page: Page) -> Iterator[Run]:
    """From every determiner to where its noun phrase can go on no further."""
    low, words, sentence = page.low, page.words, page.sentence
    total = len(low)
    at = 0
    while at < total:
        if low[at] not in _OPENERS or page.silent[at]:
            at += 1
            continue
        end = at + 1
        last = min(total, at + _LONGEST)
        while (
            end < last
            and low[end] not in _STOPS
            and words[end][0].isalnum()
            and sentence[end] == sentence[at]
        ):
            end += 1
        if end > at + 1:
            yield at, end
        at = end


_OPENERS = among("determiner")
_STOPS = among("stop") | among("speech")
