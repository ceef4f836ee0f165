"""For which state somebody acts where no word beside the title says it.

News leaves out what its readers know or have just read: «the foreign ministry» is that of the
capital that spoke in the sentence before, «President X» of a paper's own country. What stands
around the first mention is weighed for every state that the report speaks of.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.reading.cast.mention import Draft, Mention
from onrecord.reading.cast.page import Page, Run
from onrecord.reading.cast.players import ACTING, Players
from onrecord.reading.cast.words import among
from onrecord.tables.states import states

__all__ = ["allege", "from_owner"]

_NAMING = frozenset({"state", "demonym", "capital", "metonym", "body"})
_UNIONS = frozenset({"UN", "EU"})
_BORROWING = frozenset({"person", "office", "government_body", "unnamed_source", "organization"})
_BODIES = frozenset({"government_body", "office"})
_POSTED = frozenset({"embassy", "consulate", "ambassador", "mission"})
_SERVANTS = frozenset({"LEG", "JUD"})
_DEEPEST = 4  # «the spokesman of the office of the minister of …»; owners may own each other
_COURTESY = frozenset({"mr", "mrs", "ms", "dr", "madam", "sir", "dame", "lord"})
_ANYBODY = frozenset({"official", "senior official", "diplomat", "senior diplomat", "envoy"})
# What each thing counts for a state; judged on our gold reports and newswire.
_NEARNESS = (1.0, 0.8, 0.5, 0.3)  # by sentences back
_WEIGHTS = {"acts": 0.3, "spoken": 0.5, "break": 0.7, "share": 1.5, "home": 0.5, "in": 1.0,
            "behind": 0.5, "against": 0.8, "taken": 3.0, "facing": 0.3}  # fmt: skip
_FACING = frozenset({"with", "against"})  # «the pact with X» is told of the other side
_LINE = 14  # words of a line that only says where and when a report was written
_TOP = 4  # paragraphs above which such lines stand
_LEAST = 0.6
_MARGIN = 0.3


@dataclass(frozen=True, slots=True)
class _Spot:
    """A place where a state is spoken of, by name or by somebody who acts for it."""

    at: int
    code: str
    kind: str


def allege(players: Players, mentions: Sequence[Mention]) -> None:
    """Gives a state to those who act for one that is not said, in the order of the text."""
    page = players.page
    open_ = [d for d in players.drafts if d.kind in _BORROWING and not d.code and _serves(d)]
    if not open_:
        return
    firsts: dict[int, Mention] = {}
    for one in mentions:
        if one.actor is not None and one.sort != "pronoun":
            firsts.setdefault(id(one.actor), one)
    spots = _spots(page, mentions)
    shares = _shares(page)
    home = _home(page)
    for draft in sorted(open_, key=lambda d: firsts[id(d)].run[0] if id(d) in firsts else -1):
        first = firsts.get(id(draft))
        from_owner(draft)
        if first is not None and not draft.code and draft.kind == "person":
            draft.code = _beside(page, first.run)
        if first is not None and not draft.code:
            scores = _scores(players, draft, first, spots, shares, home)
            draft.code = _best(scores)


def _beside(page: Page, run: Run) -> str:
    """The state in words beside a name: «General X of Kenya», «his Kenyan counterpart, Mr X»."""
    at = run[1] + 1
    if page.word(run[1]) == "of" and at < len(page) and page.sentence[at] == page.sentence[run[0]]:
        held = page.known.get(at + (page.word(at) == "the"))
        if held is not None and held[1].kind == "state" and not held[1].ambiguous:
            return held[1].code
    at = run[0]
    while page.word(at - 1) in _COURTESY or page.word(at - 1) in (".", ","):
        at -= 1
    ending = page.known_end.get(at - 1)
    if page.word(at - 1) == "counterpart" and ending is not None and ending[1].kind == "demonym":
        return ending[1].code
    return ""


def from_owner(draft: Draft, depth: int = 0) -> None:
    """Gives an actor the state of whom it belongs to: «the minister’s spokesman»."""
    owner = draft.owner
    if owner is None or depth > _DEEPEST or draft.peer:
        return
    if not owner.code:
        from_owner(owner, depth + 1)
    serves = owner.kind in ("state", "government_body", "office") or owner.for_state or (
        owner.kind == "organization" and owner.code in ("UN", "EU"))
    loose = not draft.sector and draft.kind != "group"
    if serves and (draft.for_state or draft.sector in ACTING or loose):
        draft.code = owner.code
        draft.sector = draft.sector or owner.sector


def _serves(draft: Draft) -> bool:
    """Whether an actor acts for some state, by its title or as a body of one."""
    if draft.kind == "organization":
        return draft.sector == "MED" and draft.head.startswith("state ")
    owner = draft.owner
    if owner is not None and not draft.peer and owner.for_state and owner.kind in _BODIES:
        return False  # «the junta’s spokesman» acts for whom the junta does
    if _POSTED.intersection(f"{draft.office} {draft.name}".lower().split()):
        return False  # the state near by is where an embassy stands
    if draft.kind == "unnamed_source":
        return draft.for_state and not draft.plural and draft.head not in _ANYBODY
    return draft.for_state or draft.sector in _SERVANTS


def _spots(page: Page, mentions: Sequence[Mention]) -> list[_Spot]:
    acting = {m.name[0] if m.name else m.run[0] for m in mentions if m.sort == "state"}
    found = [
        _Spot(run[0], name.code, "acts" if run[0] in acting else name.kind)
        for run, name in page.known.values()
        if name.kind in _NAMING and name.code in states() and name.code not in _UNIONS
        and not page.silent[run[0]]
    ]  # fmt: skip
    found += [
        _Spot(m.run[0], m.actor.code, "spoken") for m in mentions
        if m.sort in ("person", "role", "body") and m.actor is not None and not m.nested
        and m.actor.code in states() and m.actor.code not in _UNIONS and m.actor.kind != "state"
    ]  # fmt: skip
    return sorted(found, key=lambda s: s.at)


def _shares(page: Page) -> dict[str, float]:
    codes = [name.code for run, name in page.known.values() if not page.silent[run[0]]
             and name.kind in _NAMING and name.code in states()
             and name.code not in _UNIONS]  # fmt: skip
    return {code: count / len(codes) for code, count in Counter(codes).items()}


def _home(page: Page) -> str:
    """The state of the first capital in a byline or beside a date: «The Post/Jakarta»."""
    dated = {page.paragraph[at] for at, word in enumerate(page.low) if word.isdigit()}
    lengths = Counter(page.paragraph)
    for run, name in page.known.values():
        paragraph = page.paragraph[run[0]]
        stamp = page.silent[run[0]] or (paragraph in dated and lengths[paragraph] < _LINE)
        if stamp and name.kind in ("capital", "state") and name.code in states():
            return name.code
        if paragraph > _TOP and lengths[paragraph] >= _LINE:
            return ""
    return ""


def _scores(
    players: Players, draft: Draft, first: Mention, spots: Sequence[_Spot],
    shares: dict[str, float], home: str,
) -> dict[str, float]:  # fmt: skip
    page, at = players.page, first.run[0]
    scores = {code: _WEIGHTS["share"] * share for code, share in shares.items()}
    if home:
        scores[home] = scores.get(home, 0.0) + _WEIGHTS["home"]
    best: dict[str, float] = {}
    border = bisect_left(spots, at, key=lambda s: s.at)
    for spot in reversed(spots[:border]):
        gap = page.sentence[at] - page.sentence[spot.at]
        if gap >= len(_NEARNESS):
            break
        best[spot.code] = max(best.get(spot.code, 0.0), _before(page, at, spot, gap))
    for code, worth in best.items():
        scores[code] = scores.get(code, 0.0) + worth
    for spot in spots[border:]:
        if page.sentence[spot.at] != page.sentence[at] or spot.at < first.run[1]:
            break
        home_ground = spot.kind == "capital" and page.word(spot.at - 1) == "in"
        scores[spot.code] = scores.get(spot.code, 0.0) + (
            _WEIGHTS["behind"] if home_ground else -_WEIGHTS["against"]
        )
    for code in _taken(players, draft) & scores.keys():
        scores[code] -= _WEIGHTS["taken"]
    return scores


def _before(page: Page, at: int, spot: _Spot, gap: int) -> float:
    worth = _NEARNESS[gap]
    if page.paragraph[spot.at] != page.paragraph[at]:
        worth *= _WEIGHTS["break"]
    if page.word(spot.at - 1) in _FACING:
        worth *= _WEIGHTS["facing"]
    if spot.kind == "spoken":
        return worth * _WEIGHTS["spoken"]
    if spot.kind == "acts":
        return worth + _WEIGHTS["acts"]
    if gap == 0 and spot.kind == "capital" and page.word(spot.at - 1) == "in":
        return worth + _WEIGHTS["in"] * page.opens_sentence(spot.at - 1)
    return worth


def _best(scores: dict[str, float]) -> str:
    ranked = sorted(scores.items(), key=lambda pair: (-pair[1], pair[0]))
    if not ranked or ranked[0][1] < _LEAST:
        return ""
    if len(ranked) > 1 and ranked[0][1] - ranked[1][1] < _MARGIN:
        return ""
    return ranked[0][0]


def _taken(players: Players, draft: Draft) -> set[str]:
    """The states of which somebody else here holds that office, which only one can hold."""
    heads = {head for _, head in draft.roles if head and head.split()[-1] in among("single")}
    if draft.kind != "person" or not heads:
        return set()
    return {
        other.code for other in players.drafts
        if other is not draft and other.kind == "person"
        and any(head in heads for _, head in other.roles)
    }  # fmt: skip
