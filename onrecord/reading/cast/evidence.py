"""What speaks for a state around somebody of whom no word says for whom he acts.

Each piece of evidence is a number by its name, for every state that the report speaks of; how much
each counts stands in `allegiance_weights.tsv`.
"""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from onrecord.reading.cast.localities import Locality, localities
from onrecord.reading.cast.mention import Draft, Mention
from onrecord.reading.cast.page import Page
from onrecord.reading.cast.players import Players
from onrecord.reading.cast.words import among
from onrecord.tables.states import states

__all__ = ["Clues", "Worth", "gather", "weigh"]

Worth = defaultdict[str, float]  # what speaks for one state, by name

_NAMING = frozenset({"state", "demonym", "capital", "metonym", "body"})
_UNIONS = frozenset({"UN", "EU"})
_FACING = frozenset({"with", "against"})  # «the pact with X» is told of the other side
_NEARNESS = (1.0, 0.8, 0.5, 0.3)  # by sentences back
_BREAK = 0.7  # of it, across a paragraph's end
_LINE = 14  # words of a line that only says where and when a report was written
_TOP = 4  # paragraphs above which such lines stand
_ENOUGH = 3  # places of one state; more tell no more


@dataclass(frozen=True, slots=True)
class _Spot:
    """A place where a state is spoken of, by name or by somebody who acts for it."""

    at: int
    code: str
    kind: str


@dataclass(frozen=True, slots=True)
class Clues:
    """What a whole report tells of states: where they are named, their share of all their names,
    which are only places in it and which act, its places, and where it was written."""

    spots: tuple[_Spot, ...]
    shares: Mapping[str, float]
    grounds: frozenset[str]
    acting: frozenset[str]
    localities: tuple[Locality, ...]
    homes: frozenset[str]
    titled: frozenset[int]

    @property
    def codes(self) -> frozenset[str]:
        """The states that are weighed."""
        return self.homes.union(self.shares)


def gather(page: Page, mentions: Sequence[Mention]) -> Clues:
    """The clues of a report."""
    spots = _spots(page, mentions)
    codes = [name.code for run, name in page.known.values() if not page.silent[run[0]]
             and name.kind in _NAMING and name.code in states() and name.code not in _UNIONS
             and page.word(run[0] - 1) not in _FACING]  # fmt: skip
    shares = {code: count / len(codes) for code, count in Counter(codes).items()}
    homes = frozenset(code for code in (_stamped(page), page.home) if code)
    told = {s.code for s in spots if s.kind != "spoken" and not _placed(page, s)}
    acting = frozenset(s.code for s in spots if s.kind == "acts" and not _faced(page, s))
    titled = frozenset(at for m in mentions if m.sort in ("person", "role", "body")
                       and m.actor is not None for at in range(*m.run))  # fmt: skip
    return Clues(tuple(spots), shares, frozenset(shares) - told, acting,
                 localities(page, mentions, homes.union(shares)), homes, titled)  # fmt: skip


def weigh(players: Players, draft: Draft, first: Mention, clues: Clues) -> dict[str, Worth]:
    """The evidence for each state that the report names, at an actor's first mention; those of
    which another holds the office, or is the counterpart, are left out."""
    page = players.page
    codes = clues.codes - _taken(players, draft)
    found: dict[str, Worth] = {code: defaultdict(float) for code in codes}
    lead = page.sentence[first.run[0]] == page.opening
    for code, worth in found.items():
        worth["share"] = clues.shares.get(code, 0.0)
        worth["home"] = float(code in clues.homes)
        worth["ground"] = float(code in clues.grounds)
        worth["idle"] = float(code not in clues.acting)
        worth["lead"] = float(lead and code == page.home)
        worth["only"] = float(len(clues.codes) == 1 and not worth["home"])  # mostly a foreign one
    _named(page, first, clues, found)
    _local(page, first, clues, found)
    return found


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


def _placed(page: Page, spot: _Spot) -> bool:
    """Whether a state's name is only a place: «in Tbilisi», «the Georgian capital»."""
    if spot.kind == "demonym":
        return page.word(page.known[spot.at][0][1]) in among("ground")
    at = spot.at - (page.word(spot.at - 1) == "the")
    return spot.kind in ("capital", "state") and page.word(at - 1) in _PLACING


_PLACING = (among("place_before") | {"from", "to", "of"}) - _FACING


def _faced(page: Page, spot: _Spot) -> bool:
    return page.word(spot.at - 1) in _FACING


def _stamped(page: Page) -> str:
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


def _named(page: Page, first: Mention, clues: Clues, found: Mapping[str, Worth]) -> None:
    at = first.run[0]
    border = bisect_left(clues.spots, at, key=lambda s: s.at)
    last = True
    for spot in reversed(clues.spots[:border]):
        gap = page.sentence[at] - page.sentence[spot.at]
        if gap >= len(_NEARNESS):
            break
        if spot.code in found:
            near, kind = _near(page, at, spot.at), _kind(page, spot)
            _take(found[spot.code], {kind: near, "near": near * (kind != "faced")})
            if last and kind in ("acts", "named") and page.paragraph[at] == page.paragraph[spot.at]:
                found[spot.code]["last"], last = 1.0, False
                found[spot.code]["topic"] = float(kind == "acts" and gap <= 1)
            inside = spot.at in clues.titled and spot.kind != "spoken"
            if gap == 0:
                _take(found[spot.code], {"titled": inside, "scene": _scene(page, spot)})
    against: defaultdict[str, int] = defaultdict(int)
    for spot in clues.spots[border:]:
        if page.sentence[spot.at] != page.sentence[at]:
            break
        if spot.at < first.run[1] or spot.code not in found:
            continue
        if spot.kind == "capital" and page.word(spot.at - 1) == "in":
            found[spot.code]["behind"] = 1.0
        elif not (spot.kind == "capital" and _placed(page, spot)):
            against[spot.code] += 1
    for code, count in against.items():
        found[code]["against"] = count


def _near(page: Page, at: int, other: int) -> float:
    gap = page.sentence[at] - page.sentence[other]
    return _NEARNESS[gap] * (_BREAK if page.paragraph[at] != page.paragraph[other] else 1.0)


def _kind(page: Page, spot: _Spot) -> str:
    if _faced(page, spot):
        return "faced"
    if _placed(page, spot):
        return "placed"
    return spot.kind if spot.kind in ("acts", "spoken") else "named"


def _scene(page: Page, spot: _Spot) -> bool:
    """«In Baku, the spokeswoman said»."""
    return (
        spot.kind == "capital"
        and page.word(spot.at - 1) == "in"
        and (page.opens_sentence(spot.at - 1))
    )


def _local(page: Page, first: Mention, clues: Clues, found: Mapping[str, Worth]) -> None:
    """The places of the report: how many of each state, and those beside the mention."""
    at = first.run[0]
    counts = Counter(code for _, code in {(p.name, p.code) for p in clues.localities})
    for code, count in counts.items():
        if code in found:
            found[code]["localities"] = min(count, _ENOUGH) / _ENOUGH
            found[code]["local_share"] = count / counts.total()
    for place in clues.localities:
        if place.code not in found:
            continue
        gap = page.sentence[at] - page.sentence[place.at]
        if 0 <= gap <= 1 and place.at < at:
            _take(found[place.code], {"local_near": _near(page, at, place.at)})
        elif gap == 0 and place.at >= first.run[1] and page.word(place.at - 1) in _INSIDE:
            _take(found[place.code], {"local_behind": 1.0})


_INSIDE = frozenset({"in", "at", "near"})


def _take(worth: Worth, more: Mapping[str, float]) -> None:
    for kind, value in more.items():
        worth[kind] = max(worth[kind], value)


def _taken(players: Players, draft: Draft) -> set[str]:
    """The states of which somebody else here holds that office, which only one can hold, and that
    of whom the actor is told to be the counterpart."""
    taken = {draft.owner.code} if draft.peer and draft.owner is not None else set()
    held = _held(draft)
    if draft.kind == "person" and held:
        taken |= {other.code for other in _holders(players, draft) if _shared(held, other)}
    return taken


def _holders(players: Players, draft: Draft) -> Iterable[Draft]:
    return (d for d in players.drafts if d is not draft and d.kind == "person")


def _shared(held: set[str], other: Draft) -> bool:
    theirs = _held(other)
    if held & theirs or (other.peer and not other.office):
        return True
    return bool(held & among("sovereign")) and bool(theirs & among("sovereign"))


def _held(draft: Draft) -> set[str]:
    """The offices of an actor that one alone holds, those of many ministers by all their words."""
    found = {draft.head} - _SEVERAL
    for said, head in draft.roles:
        found.add(" ".join(sorted(said)) if head in _SEVERAL else head)
    return {office for office in found if office and among("single") & set(office.split())}


# Heads that several hold at once: «Works minister», «Oil Minister».
_SEVERAL = frozenset({"minister", "deputy minister", "secretary", "chief", "commander"})
