"""What the model thinks a pronoun or description stands for, by actor."""

from collections.abc import Iterable
from math import log

from onrecord.reading.cast.mention import Draft, Mention
from onrecord.reading.cast.page import Page
from onrecord.reading.relations import Relations

__all__ = ["Chances"]

_LEAST = 1e-3  # what the model leaves out counts as this


class Chances:
    """The model's chances of an anaphor, those of all mentions of one actor together."""

    def __init__(self, page: Page, relations: Relations) -> None:
        self.page = page
        self.relations = relations

    def among(self, one: Mention, before: Iterable[Mention]) -> dict[int, float]:
        """How likely `one` stands for the actor of each mention, by the actor's identity."""
        page = self.page
        held = [m for m in before if m.actor is not None and m.run[1] <= one.run[0]]
        if not held:
            return {}
        spans = [(page.starts[m.run[0]], page.ends[m.run[1] - 1]) for m in held]
        asked = page.starts[one.run[0]], page.ends[one.run[1] - 1]
        found: dict[int, float] = {}
        for mention, chance in zip(held, self.relations.stands_for(asked, spans), strict=True):
            actors = {id(d) for d in (mention.actor, *mention.others)}
            for key in actors:
                found[key] = found.get(key, 0.0) + chance
        return found

    @staticmethod
    def worth(chances: dict[int, float], draft: Draft) -> float:
        """The logarithm of an actor's chance."""
        return log(max(chances.get(id(draft), 0.0), _LEAST))
