"""Whom a pronoun means: gender, nearness, the subject before, the speaker of a quotation."""

from onrecord.reading.cast.mention import Draft, Mention
from onrecord.reading.cast.page import Page
from onrecord.reading.cast.players import Players
from onrecord.reading.cast.words import among

__all__ = ["Pronouns"]

_PERSONS = frozenset({"person", "unnamed_source", "office"})
_THINGS = frozenset({"state", "government_body", "organization", "document", "group"})
_MANY = frozenset({"group", "unnamed_source"})
_SPEECH = among("speech")
_BEFORE_OBJECT = among("place_before", "relation", "address", "speech") | {
    "of", "to", "for", "about", "on", "from", "at", "than",
}  # fmt: skip
_OBJECTS = frozenset({"him", "them", "us", "me"})
_REACH = 3  # sentences


class Pronouns:
    """Resolves pronouns against what the players' history holds before them."""

    def __init__(self, page: Page, players: Players) -> None:
        self.page = page
        self.players = players
        self.last_speaker: Draft | None = None

    def third(self, one: Mention, speaker: Draft | None = None) -> Draft | None:
        """Whom «he», «she», «they» or «it» means; `speaker` is who says it, and never meant."""
        if one.gender in ("m", "f"):
            return self._person(one, speaker)
        if one.gender == "it":
            return self._thing(one, speaker)
        return self._several(one, speaker) if one.gender == "they" else None

    def _person(self, one: Mention, speaker: Draft | None) -> Draft | None:
        page = self.page
        sentence = page.sentence[one.run[0]]
        best: tuple[float, int] | None = None
        chosen: Draft | None = None
        seen: set[int] = set()
        for mention in self.players.before(one.run[0]):
            gap = sentence - page.sentence[mention.run[0]]
            if gap > _REACH:
                break
            draft = mention.actor
            if draft is None or draft is speaker or draft.kind not in _PERSONS or draft.plural:
                continue
            if gap < 0 or mention.run[0] >= one.run[0] or not _fits(draft.gender, one.gender):
                continue
            if mention.run[1] > one.run[0]:
                continue  # «his lawyer» is not he
            worth = self._worth(one, mention, gap)
            if worth is None:
                seen.add(id(draft))
                continue
            if id(draft) in seen and worth <= (best[0] if best else 0):
                continue
            seen.add(id(draft))
            if best is None or worth > best[0]:
                best, chosen = (worth, mention.run[0]), draft
        return chosen

    def _worth(self, one: Mention, mention: Mention, gap: int) -> float | None:
        """How likely a pronoun means whom a mention means; None where grammar forbids it."""
        page = self.page
        subject = self._subject(mention)
        if gap == 0 and one.head in ("him", "her") and subject and (
            page.same_clause(mention.run[1], one.run[0])
            and not (one.head == "her" and self._possessive(one))
        ):
            return None
        worth = 3.0 - gap
        if subject:
            worth += 1.2
        if page.quoted[mention.run[0]] and not page.quoted[one.run[0]]:
            worth -= 1.5
        if gap == 0 and not subject and one.head in ("he", "she"):
            worth -= 0.3
        if mention.actor is not None and mention.actor.gender == one.gender:
            worth += 0.8
        if mention.actor is self.last_speaker and one.spoke:
            worth += 0.7
        if page.paragraph[mention.run[0]] != page.paragraph[one.run[0]]:
            worth -= 0.3
        if mention.sort != "pronoun" and mention.form == "name":
            worth += 0.1
        return worth

    def _possessive(self, one: Mention) -> bool:
        after = self.page.word(one.run[1])
        return after[:1].isalpha() and after not in among("stop")

    def _subject(self, mention: Mention) -> bool:
        """Whether a mention stands where subjects stand: not behind a preposition or a verb."""
        page = self.page
        before = page.word(mention.run[0] - 1)
        if mention.head in _OBJECTS or mention.head in ("his", "her", "its", "their"):
            return False
        if page.word(mention.run[1]) in ("'s", "’s"):
            return False
        if before in _BEFORE_OBJECT:
            return before in _SPEECH and page.word(mention.run[0] - 2) in ("”", '"', "’", ",")
        return True

    def _thing(self, one: Mention, speaker: Draft | None) -> Draft | None:
        """«it» where it speaks or acts, «its» where it owns: the last subject that is no person."""
        page = self.page
        if one.head in ("it", "itself") and page.word(one.run[1]) not in _SPEECH:
            return None
        sentence = page.sentence[one.run[0]]
        fallback: Draft | None = None
        for mention in self.players.before(one.run[0]):
            gap = sentence - page.sentence[mention.run[0]]
            if gap > 1 or mention.run[0] >= one.run[0]:
                if gap > 1:
                    break
                continue
            draft = mention.actor
            if draft is None or draft is speaker or draft.kind not in _THINGS or draft.plural:
                continue
            if mention.run[1] > one.run[0] or page.quoted[mention.run[0]] != (
                page.quoted[one.run[0]]
            ):
                continue
            if self._subject(mention):
                return draft
            fallback = fallback or draft
        return fallback if one.head == "its" else None

    def _several(self, one: Mention, speaker: Draft | None) -> Draft | None:
        page = self.page
        sentence = page.sentence[one.run[0]]
        for mention in self.players.before(one.run[0]):
            gap = sentence - page.sentence[mention.run[0]]
            if gap > 1:
                return None
            draft = mention.actor
            if draft is None or draft is speaker or mention.run[1] > one.run[0]:
                continue
            if draft.plural or draft.kind == "group":
                return draft
        return None


def _fits(one: str, other: str) -> bool:
    return "u" in (one, other) or one == other
