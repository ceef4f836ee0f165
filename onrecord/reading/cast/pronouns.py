"""Whom a pronoun means: gender, nearness, the subject before, the speaker of a quotation."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice

from onrecord.reading.cast.chances import Chances
from onrecord.reading.cast.mention import Draft, Mention
from onrecord.reading.cast.page import Page
from onrecord.reading.cast.players import Players
from onrecord.reading.cast.subjects import AUXILIARIES, acting_on, is_subject, possessive
from onrecord.reading.cast.words import among

__all__ = ["Pronouns"]

_PERSONS = frozenset({"person", "unnamed_source", "office"})
_THINGS = frozenset({"state", "government_body", "organization", "document", "group"})
_SPEECH = among("speech")
_OPENERS = among("place_before", "relation", "fronting") | {
    "after", "before", "during", "in", "prior", "while", "when", "as", "since", "upon", "despite",
    "although", "though", "following", "on", "because", "once", "if", "unlike", "like", "for",
    "besides", "throughout", "until", "to", "from",
}  # fmt: skip
_THEY = frozenset({"they", "their", "them"})
# How much each thing speaks for or against an actor; fitted on our gold reports, GUM's news and
# biographies and GAP's validation pairs.
_WEIGHTS = {
    "sentence": 1.7, "subject": 0.6, "quoted": 1.5, "object": 0.6, "same": -0.5, "gender": 0.3,
    "unnamed": 1.6, "nested": 0.5, "speaker": 0.7, "paragraph": 0.3, "pronoun": -0.4,
    "first": 0.0, "often": 0.3, "model": 0.8, "told of": 4.0,
}  # fmt: skip
_REACH = 3  # sentences
_CLEAR = 2.5  # how much more one actor must be worth than others for the model to be left out
_ASKED = 10  # mentions that the model is asked about
# How sure the model must be to decide where the rules are silent, and where they say another;
# below what chance the rules' own choice is dropped.
_SURE, _SURER, _UNLIKELY = 0.65, 0.8, 0.02


class Pronouns:
    """Resolves pronouns against what the players' history holds before them."""

    def __init__(
        self, page: Page, players: Players, mentions: Sequence[Mention], chances: Chances
    ) -> None:
        self.page = page
        self.chances = chances
        self.players = players
        self.last_speaker: Draft | None = None
        self.counts: dict[int, int] = {}
        self.coming = {m.run[0]: m for m in mentions if m.sort == "person"}
        self.owned = {id(m.owner): m for m in mentions if m.owner is not None}

    def third(self, one: Mention, talking: Sequence[Draft | None] = ()) -> Draft | None:
        """Whom «he», «she», «they» or «it» means; those `talking` to each other are never meant."""
        if one.gender in ("m", "f"):
            return self._person(one, talking)
        if one.gender == "it":
            return self._thing(one, talking)
        if one.gender == "who":
            return self._antecedent(one)
        if one.gender == "both":
            return self._both(one)
        return self._several(one, talking) if one.gender == "they" else None

    def _antecedent(self, one: Mention) -> Draft | None:
        """«…, who»: whoever was named right before."""
        ends = (one.run[0], one.run[0] - 1)
        found = [m for m in self.players.history[-8:] if m.run[1] in ends and m.sort != "pronoun"]
        if not found and one.spoke:
            sentence = self.page.sentence
            found = [m for m in self._latest(one)[:1] if m.sort != "pronoun"
                     and sentence[m.run[0]] == sentence[one.run[0]]]  # fmt: skip
        return self._bearer(min(found, key=lambda m: m.run[0])).actor if found else None

    def _bearer(self, one: Mention) -> Mention:
        """The person of whom a state only tells the side: «Ana Kos of Serbia, who»."""
        at = one.run[0] - (self.page.word(one.run[0] - 1) == "the")
        if one.actor is None or one.actor.kind != "state" or self.page.word(at - 1) != "of":
            return one
        named = [m for m in self.players.history[-8:] if m.run[1] == at - 1 and m.sort == "person"]
        return named[-1] if named else one

    def _both(self, one: Mention) -> Draft | None:
        """The only two persons of this and the sentence before."""
        sentence = self.page.sentence[one.run[0]]
        found: list[Draft] = []
        for mention in self.players.before(one.run[0]):
            gap = sentence - self.page.sentence[mention.run[0]]
            if gap > 2 or (gap > 1 and len(found) == 2):
                break
            if (
                mention.actor is not None
                and mention.actor.kind == "person"
                and (mention.actor not in found)
            ):
                found.append(mention.actor)
        if len(found) != 2:
            return None
        one.others = (found[0],)
        return found[1]

    def _ahead(self, one: Mention) -> Draft | None:
        """«In his speech, Blinken said»: a pronoun in a phrase that opens a sentence means the
        subject that follows it."""
        page = self.page
        at = one.run[1]
        first = one.run[0]
        while first > 0 and page.sentence[first - 1] == page.sentence[one.run[0]]:
            first -= 1
        while first < at and not page.words[first][0].isalnum():
            first += 1
        if page.low[first] not in _OPENERS or "," in page.low[first:at]:
            return None
        end = at
        while end < len(page) and page.sentence[end] == page.sentence[first]:
            if page.low[end] == ",":
                break
            end += 1
        name = self.coming.get(end + 1)
        if page.word(end) != "," or name is None or name.actor is None:
            return None
        between = any(m.run[0] >= first and m.sort != "pronoun" and m.actor is not None
                      and m.actor.kind == "person" for m in self._latest(one))  # fmt: skip
        if between or not _fits(name.actor.gender, one.gender):
            return None
        return name.actor if page.word(name.run[1]) not in ("'s", "’s", "and") else None

    def _latest(self, one: Mention) -> list[Mention]:
        return list(islice(self.players.before(one.run[0]), 8))

    def _person(self, one: Mention, talking: Sequence[Draft | None]) -> Draft | None:
        page = self.page
        if (ahead := self._ahead(one)) is not None and ahead not in talking:
            return ahead
        sentence = page.sentence[one.run[0]]
        worths: dict[int, float] = {}
        drafts: dict[int, Draft] = {}
        near: list[Mention] = []
        barred = acting_on(page, one, self._latest(one))
        self.counts = Counter(id(m.actor) for m in islice(self.players.before(one.run[0]), 40))
        for mention in self.players.before(one.run[0]):
            gap = sentence - page.sentence[mention.run[0]]
            if gap > _REACH:
                break
            draft = mention.actor
            if draft is None or draft is barred or not self._personal(one, mention, gap, talking):
                continue
            near.append(mention)
            worth = self._worth(one, mention, gap)
            if worth is not None and worth > worths.get(id(draft), worth - 1):
                worths[id(draft)] = worth
                drafts[id(draft)] = draft
        if not worths:
            return self._only(one, (*talking, barred))
        best, *others = sorted(worths, key=lambda key: -worths[key])
        if not others or worths[best] - worths[others[0]] > _CLEAR:
            return drafts[best]
        chances = self.chances.among(one, near[:_ASKED])
        return max(
            drafts.values(),
            key=lambda d: worths[id(d)] + _WEIGHTS["model"] * Chances.worth(chances, d),
        )

    def _own(self, one: Mention) -> Draft | None:
        """Who is spoken of by the phrase that a possessive opens: «Harriet Lyle, his colleague»."""
        phrase = self.owned.get(id(one))
        if phrase is None:
            return None
        return phrase.same.actor if phrase.same is not None else phrase.actor

    def _personal(
        self, one: Mention, mention: Mention, gap: int, talking: Sequence[Draft | None]
    ) -> bool:
        """Whether «he» or «she» may stand for a mention at all."""
        page, draft = self.page, mention.actor
        if draft is None or draft in talking or draft.kind not in _PERSONS or draft.plural:
            return False
        told = page.quoted[mention.run[0]] and not page.quoted[one.run[0]]
        if draft is self._own(one) or mention.label or (one.spoke and gap == 0 and told):
            return False  # «“Talk to Trent,” he said»
        if gap < 0 or mention.run[1] > one.run[0]:
            return False  # «his lawyer» is not he
        return _fits(draft.gender, one.gender)

    def _only(self, one: Mention, talking: Sequence[Draft | None]) -> Draft | None:
        """The only person named before whom a pronoun can mean, however far away."""
        named = {m.actor for m in self.players.before(one.run[0])
                 if m.actor is not None and m.actor.kind == "person" and m.form == "name"
                 and not m.label}  # fmt: skip
        fits = [d for d in named if d not in talking and d.gender == one.gender]
        fits = fits or [d for d in named if d not in talking and _fits(d.gender, one.gender)]
        return fits[0] if len(fits) == 1 else None

    def _worth(self, one: Mention, mention: Mention, gap: int) -> float | None:
        """How likely a pronoun means whom a mention means; None where grammar forbids it."""
        page = self.page
        subject = is_subject(self.page, mention)
        if (
            gap == 0
            and one.head in ("him", "her")
            and subject
            and (
                page.same_clause(mention.run[1], one.run[0])
                and not (one.head == "her" and possessive(page, one))
            )
        ):
            return None
        actor = mention.actor
        worth = -_WEIGHTS["sentence"] * gap
        if subject:
            worth += _WEIGHTS["subject"]
        if page.quoted[mention.run[0]] and not page.quoted[one.run[0]]:
            worth -= _WEIGHTS["quoted"]
        if gap == 0 and not subject and one.head in ("he", "she"):
            worth -= _WEIGHTS["object"]
        if gap == 0 and subject and not possessive(page, one):
            worth += _WEIGHTS["same"]
        if actor is not None and actor.gender == one.gender:
            worth += _WEIGHTS["gender"]
        if actor is self.last_speaker and one.spoke:
            worth += _WEIGHTS["speaker"]
        elif actor is not None and actor.kind != "person":
            worth -= _WEIGHTS["unnamed"]
        if mention.nested:
            worth -= _WEIGHTS["nested"]
        if one.spoke and gap == 1 and actor is not self.last_speaker and self._told_of(mention):
            worth -= _WEIGHTS["told of"]
        if page.paragraph[mention.run[0]] != page.paragraph[one.run[0]]:
            worth -= _WEIGHTS["paragraph"]
        if mention.sort == "pronoun":
            worth += _WEIGHTS["pronoun"]
        if page.opens_sentence(mention.run[0]):
            worth += _WEIGHTS["first"]
        worth += _WEIGHTS["often"] * min(4, self.counts.get(id(actor), 0))
        return worth

    def _told_of(self, mention: Mention) -> bool:
        """«Orekhov said that [Vidal] had a fair trial. He declined to comment»: whoever the last
        speaker tells of in the same sentence."""
        page = self.page
        for other in self.players.before(mention.run[0]):
            if page.sentence[other.run[0]] != page.sentence[mention.run[0]]:
                return False
            if other.spoke and other.actor is self.last_speaker and other.actor is not None:
                return True
        return False

    def _thing(self, one: Mention, talking: Sequence[Draft | None]) -> Draft | None:
        """«it» where it speaks or acts, «its» where it owns: the last subject that is no person,
        or what the model is sure of."""
        if one.head in ("it", "itself") and not (one.spoke or self._acting(one)):
            return None
        options = list(self._things(one, talking))
        chosen = self._ruled(one, options)
        chances = self.chances.among(one, [m for m, _ in options[:_ASKED]], things=True)
        best = max(options, key=lambda o: chances.get(id(o[1]), 0.0), default=None)
        if best is not None and (
            chances.get(id(best[1]), 0.0) > (_SURE if chosen is None else _SURER)
        ):
            return best[1]
        phrase = self.owned.get(id(one))
        if phrase is not None and phrase.for_state and chosen is not None and chosen.code:
            return chosen  # «its foreign ministry»
        if chosen is not None and chances.get(id(chosen), 1.0) < _UNLIKELY:
            return None
        return chosen

    def _things(
        self, one: Mention, talking: Sequence[Draft | None]
    ) -> Iterator[tuple[Mention, Draft]]:
        """What «it» may stand for, the last first."""
        page = self.page
        sentence = page.sentence[one.run[0]]
        for mention in self.players.before(one.run[0]):
            if sentence - page.sentence[mention.run[0]] > _REACH:
                return
            draft = mention.actor
            if draft is None or draft in talking or draft.kind not in _THINGS or draft.plural:
                continue
            if mention.run[1] <= one.run[0] and not mention.others and draft is not self._own(one):
                yield mention, draft

    def _ruled(self, one: Mention, options: Sequence[tuple[Mention, Draft]]) -> Draft | None:
        page = self.page
        last = self.last_speaker
        if one.spoke and last is not None and last.kind in _THINGS and not last.plural:
            return last
        sentence = page.sentence[one.run[0]]
        fallback: Draft | None = None
        for mention, draft in options:
            gap = sentence - page.sentence[mention.run[0]]
            if gap > (2 if one.spoke else 1):
                break
            if page.quoted[mention.run[0]] != page.quoted[one.run[0]]:
                continue
            if is_subject(self.page, mention):
                return draft
            fallback = fallback or draft
        return fallback if one.head == "its" else None

    def _acting(self, one: Mention) -> bool:
        """Whether «it» does something: no weather, no «it is clear that»."""
        after, ahead = self.page.word(one.run[1]), self.page.word(one.run[1] + 1)
        if ahead in ("also", "now", "still", "not"):
            ahead = self.page.word(one.run[1] + 2)
        if after in ("is", "was"):
            return ahead.endswith("ing") or (ahead.endswith("ed") and self._reported(one))
        if after in AUXILIARIES:
            return ahead not in ("be", "been", "take", "have", "seem", "appear", "make")
        return after in _SPEECH and after not in ("takes", "took", "means", "remains", "needs",
                                                  "remained", "made", "makes")  # fmt: skip

    def _reported(self, one: Mention) -> bool:
        """«BLC says it was attacked»."""
        before = self.page.word(one.run[0] - 1)
        return (self.page.word(one.run[0] - 2) if before == "that" else before) in _SPEECH

    def _several(self, one: Mention, talking: Sequence[Draft | None]) -> Draft | None:
        """«they»: those who were last spoken of as several, or whom the model is sure of."""
        options = list(self._many(one, talking))
        if not options:
            return None
        chances = self.chances.among(one, [m for o in options for m in o[0]], things=True)
        chance = [min(chances.get(id(d), 0.0) for d in drafts) for _, drafts in options]
        best = max(range(len(options)), key=lambda n: chance[n])
        sentence = self.page.sentence
        near = sentence[one.run[0]] - sentence[options[0][0][0].run[0]] <= 1
        if chance[best] < (_SURER if near else _SURE):
            if not near or (any(chance) and chance[0] < _UNLIKELY):
                return None
            best = 0
        drafts = options[best][1]
        one.others = drafts[1:]
        return drafts[0]

    def _many(
        self, one: Mention, talking: Sequence[Draft | None]
    ) -> Iterator[tuple[tuple[Mention, ...], tuple[Draft, ...]]]:
        """The groups, and the couples of subjects, before «they», the last first."""
        page = self.page
        sentence = page.sentence[one.run[0]]
        for mention in self.players.before(one.run[0]):
            if sentence - page.sentence[mention.run[0]] > _REACH:
                return
            draft = mention.actor
            if draft is None or draft in talking or mention.run[1] > one.run[0]:
                continue
            if mention.others or draft.plural or draft.kind == "group":
                yield (mention,), (draft, *mention.others)
                continue
            other = self._coupled(mention) if one.head in _THEY else None
            if other is not None and other.actor is not None:
                yield (other, mention), (other.actor, draft)

    def _coupled(self, mention: Mention) -> Mention | None:
        """The other of «Blinken and Lavrov», both subjects."""
        at = mention.run[0]
        if self.page.word(at - 1) != "and":
            return None
        for other in self.players.before(at):
            if other.run[1] == at - 1 and other.actor is not None and mention.actor is not None:
                same = other.actor.kind == mention.actor.kind and other.actor is not mention.actor
                return other if same and is_subject(self.page, other) else None
            if other.run[1] < at - 6:
                return None
        return None


def _fits(one: str, other: str) -> bool:
    return "u" in (one, other) or one == other
