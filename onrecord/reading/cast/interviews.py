"""Who asks and who answers in an interview whose turns bear no names."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from onrecord.reading.cast.capitals import folded
from onrecord.reading.cast.mention import Draft, Mention
from onrecord.reading.cast.page import Page
from onrecord.reading.cast.players import Players
from onrecord.reading.cast.roles import join_role
from onrecord.reading.cast.words import among
from onrecord.reading.scene import Floor, Layout

__all__ = ["Interview", "interview"]

_WITH = among("interviewed_with")
_TO = among("interviewed_to")
_BY = among("interviewed_by")
_ABOUT = among("interviewed_about")
_PRESENTED = among("presents")
_BRIEFING = among("briefing")
_OUTSIDE = frozenset({"body", "headline", "subheading"})
_FIRST_PERSON = re.compile(r"\b(?:I|[Ww]e|[Mm]y|[Oo]ur|[Mm]e)\b")
_INITIALS = re.compile(r"(?:[^\W\d_]\.?){2,4}")
_LETTERS = frozenset({"Q", "A"})  # of «Q&A», which the model may take for names
_REACH = 6  # words between «interview» and a name
_SURE = 3


@dataclass(slots=True)
class Interview:
    """Those who ask and who answer; None where the report does not tell."""

    asks: Draft | None
    answers: Mention | None

    def holder(self, floor: Floor) -> Draft | None:
        """Who speaks in a turn."""
        if floor == "asks":
            return self.asks
        return self.answers.actor if self.answers is not None else None

    def without_label(self, layout: Layout) -> dict[int, Draft]:
        """Who speaks in which turn, by the number of its paragraph, for turns without a label."""
        held = ((n, self.holder(p.floor)) for n, p in enumerate(layout.paragraphs)
                if p.floor and p.speaker is None)  # fmt: skip
        return {number: draft for number, draft in held if draft is not None}


def interview(players: Players, layout: Layout, mentions: list[Mention]) -> Interview | None:
    """The two of an interview; the interviewer's name joins the mentions. None where no turn
    lacks a name."""
    if not any(p.floor for p in layout.paragraphs):
        return None
    around = _around(players.page, layout)
    told = [m for m in mentions if players.page.paragraph[m.run[0]] in around
            and players.page.said(m.run) not in _LETTERS]  # fmt: skip
    answers = _who_answers(players, layout, told, mentions)
    if answers is not None:
        _take_office(players, answers, told)
    asks = _who_asks(players, layout, told, mentions)
    return Interview(asks, answers)


def _around(page: Page, layout: Layout) -> set[int]:
    """The paragraphs above the first turn, and below the last those in the third person."""
    opened = [n for n, p in enumerate(layout.paragraphs) if p.floor or p.speaker]
    return {
        n for n, p in enumerate(layout.paragraphs)
        if p.kind in _OUTSIDE and (n < opened[0] or (
            n > opened[-1] and not _FIRST_PERSON.search(page.text, p.start, p.end)
        ))
    }  # fmt: skip


def _who_answers(
    players: Players, layout: Layout, told: Sequence[Mention], mentions: Iterable[Mention]
) -> Mention | None:
    """Whom a label of this transcript names, or the one whom the words around it present; the
    office where they name nobody. None where it may be several."""
    page = players.page
    labels = {page.run(*p.speaker)[0]: p.floor for p in layout.paragraphs if p.speaker}
    named = [m for m in mentions if m.sort == "person" and m.actor is not None
             and labels.get(m.run[0], "asks") is None]  # fmt: skip
    if named:
        return named[0] if len({id(m.actor) for m in named}) == 1 else None
    short = _initials(page, layout, "answers")
    weights: dict[int, int] = {}
    firsts: dict[int, Mention] = {}
    authors = {folded(name) for name in layout.authors}
    for one in told:
        if one.sort != "person" or one.actor is None or one.label:
            continue
        if _asking(page, one):
            continue
        if folded(one.actor.name) in authors or (short and _short(one.actor.name) != short):
            continue
        firsts.setdefault(id(one.actor), one)
        weights[id(one.actor)] = max(weights.get(id(one.actor), -9), _weight(page, one, told))
    best = sorted(weights, key=lambda i: -weights[i])
    if best and weights[best[0]] >= 0:
        if len(best) == 1 or weights[best[0]] > weights[best[1]]:
            return firsts[best[0]]
        return None
    return _office(players, told)


def _asking(page: Page, one: Mention) -> bool:
    """«Interview by Jane Roe», «conducted by Jane Roe»: who asks in it."""
    first = one.run[0]
    return page.word(first - 1) == "by" and page.word(first - 2) in _BY


def _weight(page: Page, one: Mention, told: Iterable[Mention]) -> int:
    """How much the words around a name tell that it is whom the report presents."""
    first, last = one.run
    if page.word(last) == "," and page.word(last + 1).isdigit():
        return _SURE  # «Jane Roe, 61, …»
    before = _before(page, first)
    if before and before[-1] in _ABOUT | _TO:
        return _SURE if before[-1] in _TO and _questioned(page, first, told) else -1
    if page.word(last) in ("'s", "’s") or one.nested:
        return 0
    opens = (
        all(word in ("the", '"', "“") for word in before)
        or before[-1] == ":"
        or (page.opens_sentence(first))
    )
    presented = any(page.word(n) in _PRESENTED for n in (last, last + 1))
    return opens + presented + (page.word(last) == "," and opens)


def _before(page: Page, first: int) -> list[str]:
    """The words before a name, in its paragraph."""
    return [page.word(n) for n in range(max(0, first - _REACH), first)
            if page.paragraph[n] == page.paragraph[first]]  # fmt: skip


def _questioned(page: Page, first: int, told: Iterable[Mention]) -> bool:
    """«Interview with Jane Roe», «we spoke to Jane Roe»; not «he spoke to Jane Roe», who asks."""
    said = next((n for n in range(first - 1, max(-1, first - _REACH), -1)
                 if page.low[n] in _WITH), None)  # fmt: skip
    if said is None or page.sentence[said] != page.sentence[first]:
        return False
    if page.word(said - 1) in _HIMSELF or page.word(said - 2) in _HIMSELF:
        return False  # «she spoke», «in an interview with»
    return not any(
        m.sort == "person" and page.sentence[m.run[0]] == page.sentence[first]
        and m.run[1] <= said and m.run[1] >= said - _REACH for m in told
    )  # fmt: skip


_HIMSELF = frozenset({"he", "she", "they", "who", "in", "during"})


def _take_office(players: Players, named: Mention, told: Iterable[Mention]) -> None:
    """«Jane Roe, 61, has been foreign minister of Peru»: the office is hers."""
    page = players.page
    for one in told:
        own = [m for m in told if m.actor is named.actor and m.run[1] <= one.run[0]
               and page.sentence[m.run[0]] == page.sentence[one.run[0]]]  # fmt: skip
        if one.sort != "role" or one.plural or one.done or one.actor is not None or not own:
            continue
        between = page.low[own[-1].run[1] : one.run[0]]
        verb = [word for word in between if word.isalpha() and word not in _STILL]
        if named.actor is not None and verb and verb[-1] in _BEING and not set(verb) - _BEING:
            players.give(one, named.actor)


_BEING = frozenset({"is", "was", "has", "been", "became", "as", "served", "serves", "had"})
_STILL = frozenset({"the", "a", "an", "now", "also", "once", "long", "still", "since"})


def _office(players: Players, told: Iterable[Mention]) -> Mention | None:
    """The one office that the words around speak of: «Interview: Peru’s foreign minister»."""
    roles = [m for m in told if m.sort == "role" and not m.plural and m.for_state and m.head]
    if len({(m.head, m.code) for m in roles}) != 1:
        return None
    one = roles[0]
    draft = join_role(players, one)
    if draft is None:
        return None
    one.done = True
    players.take(one, draft)
    return one


def _who_asks(
    players: Players, layout: Layout, told: Sequence[Mention], mentions: list[Mention]
) -> Draft:
    """The author of the byline, else the outlet, else a reporter whom nobody names; who asks at
    a briefing is some reporter."""
    page = players.page
    heads = [p for p in layout.paragraphs if p.kind in ("headline", "subheading", "furniture")]
    briefing = any(
        page.low[n] in _BRIEFING for p in heads for n in range(*page.run(p.start, p.end))
    )
    short = _initials(page, layout, "asks")
    names = [name for name in layout.authors if not short or _short(name) == short]
    if names and not briefing:
        held = next((m.actor for m in mentions if m.actor is not None and m.sort == "person"
                     and folded(m.actor.name) == folded(names[0])), None)  # fmt: skip
        return held or _new(players, mentions, "person", names[0])
    for one in told:
        if one.sort == "person" and one.actor is not None and _asking(page, one):
            return one.actor
    for one in sorted(told, key=lambda m: page.said(m.run).isupper()):  # «The Post» before «POST»
        said = page.said(one.name or one.run)
        fits = (
            short in (_short(said), _short(page.said(one.run)))
            if short
            else (_spoken_to(page, one))
        )
        if one.sort == "body" and fits:
            return one.actor or _new(players, mentions, "organization", said)
    if layout.outlet and not briefing:
        return _new(players, mentions, "organization", layout.outlet)
    return players.add(Draft("person", "reporter", ["reporter"]))


def _spoken_to(page: Page, one: Mention) -> bool:
    """Whether it is a paper or the like that somebody «sat down with»."""
    before = page.low[max(0, one.run[0] - _SPOKEN) : one.run[0]]
    media = one.known is None or one.known.kind == "outlet"
    return media and (
        before[-1:] in (["told"], ["tells"])
        or (before[-1:] in (["to"], ["with"]) and bool(_WITH.intersection(before)))
    )


_SPOKEN = 3  # words: «sat down with», «in an interview with»


def _new(players: Players, mentions: list[Mention], kind: str, name: str) -> Draft:
    """An actor of that name, seen where it stands first, if only in a byline or a rubric."""
    page = players.page
    words = name.lower().split()
    for one in mentions:
        if one.sort == "body" and one.actor is None and page.said(one.name or one.run) == name:
            one.actor = players.add(Draft("organization", name, [name], sector="MED",
                                          head="organization"))  # fmt: skip
            one.done = True
            return one.actor
    draft = players.add(
        Draft("person", name, [name]) if kind == "person"
        else Draft("organization", name, [name], sector="MED", head="organization")
    )  # fmt: skip
    for at in range(len(page) - len(words) + 1):
        if page.low[at] == words[0] and page.low[at : at + len(words)] == words:
            one = Mention("person" if kind == "person" else "body", (at, at + len(words)), "name",
                          name=(at, at + len(words)), actor=draft, done=True)  # fmt: skip
            mentions.append(one)
            break
    return draft


def _initials(page: Page, layout: Layout, floor: Floor) -> str:
    """The label of those turns, where it is initials («M.U.»); empty elsewhere."""
    for paragraph in layout.paragraphs:
        if paragraph.floor == floor and paragraph.speaker:
            label = page.text[slice(*paragraph.speaker)]
            if _INITIALS.fullmatch(label) and label.isupper():
                return label.replace(".", "")
    return ""


def _short(name: str) -> str:
    return "".join(word[0] for word in name.split() if word[0].isupper())
