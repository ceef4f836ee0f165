"""Who turns an agreement: subject, agent or possessor, both sides, those whom «we» speaks for."""

from __future__ import annotations

from onrecord.reading.agreements.hit import Hit
from onrecord.reading.modality import Group, Line
from onrecord.reading.modality.group import SUBJECTS
from onrecord.reading.turning import Ground, agents, controllers, subjects
from onrecord.reading.turning.clause import SIDES, joined_after, possessor, subjects_of_noun

_MUTUAL = frozenset({"signed", "agreed", "negotiated", "extended"})
_OF_ITSELF = frozenset({"in_force", "expired"})  # what happens to an agreement by nobody's hand
_BOTH = frozenset(
    "sides side parties party countries country nations delegations delegation neighbours "
    "neighbors governments two both neither each they capitals parliament".split()
)
_ONE = frozenset({"side", "party", "country", "parliament"})
_COUNTRY = frozenset({"country", "government", "nation"})
_OWNERS = frozenset({"his", "her", "my", "our"})
_EACH = frozenset({"neither", "both", "each", "either"})
_OPENING = frozenset({"the", "two", "three", "four", "all", "both", "neither", "each", "other"})
_OURS = frozenset({"we", "i", "our", "us"})


def doers(ground: Ground, hit: Hit, end: int) -> tuple[str, ...]:
    """Who does it; SIDES stands for the parties of the agreement, whoever they are."""
    if hit.turning.brokered:
        return ()
    named = _named(ground, hit, end)
    if (hit.turning.change in _MUTUAL and not hit.turning.noun) or hit.turning.before:
        named = tuple(dict.fromkeys((*named, *_partners(ground, hit))))
    if not named and hit.turning.change == "proposed" and hit.place is not None:
        # «A Russian counter-draft would be tabled»
        inside = ground.sightings(hit.place.start, hit.place.end)
        named = tuple(a for s in inside for a in ground.actors(s))
    return _meant(ground, hit, named)


def _meant(ground: Ground, hit: Hit, named: tuple[str, ...]) -> tuple[str, ...]:
    """«The two sides» and «neither delegation» are the parties, «we» the state spoken for."""
    line = hit.line
    index = hit.group.first - 1
    if line.forms[max(0, index - 1) : index + 1] in {("other", "of"), ("another", "of")}:
        return (SIDES,)  # «accused each other of breaking it»
    words = line.forms[max(0, index - 3) : index + 1]
    if words and words[-1] in _BOTH and (words[-1] == "they" or set(words[:-1]) & _OPENING):
        others = named if not set(words) & _EACH else ()
        return (SIDES, *others)
    if words and words[-1] in _OURS:
        return tuple(dict.fromkeys(ground.state_of(actor) or actor for actor in named))
    return named


def _partners(ground: Ground, hit: Hit) -> tuple[str, ...]:
    """«signed a pact with X», «under discussion between X and Y»."""
    line = hit.line
    place = line.at(hit.place.end - 1) if hit.place and hit.told and hit.after else hit.last
    for index in range(place + 1, min(place + 3, len(line) - 1)):
        if line.forms[index] in {"with", "between"} and hit.turning.change in _MUTUAL:
            return joined_after(ground, line, index + 1)
    return ()


def _named(ground: Ground, hit: Hit, end: int) -> tuple[str, ...]:
    line, group = hit.line, hit.group
    if hit.turning.noun and (hit.turning.before or hit.turning.change in _OF_ITSELF):
        return ()
    if hit.turning.noun:
        named = agents(ground, line, hit.last, end) or possessor(ground, line, hit.at)
        return named or subjects_of_noun(ground, line, hit.at, 0)
    if hit.turning.before:
        return ()
    passive = group.passive or (not hit.after and hit.told and not _active(hit))
    if passive:
        return agents(ground, line, hit.last, len(line))
    if group.infinitive:
        return controllers(ground, line, group)
    named = subjects(ground, line, group) or _own_country(ground, line, group)
    before = line.forms[group.first - 1] if group.first else ""
    several = before in _BOTH - SUBJECTS - _ONE | {"they"}
    each = before in _ONE and bool(_EACH & set(line.forms[max(0, group.first - 3) : group.first]))
    return (SIDES,) if not named and (several or each) else named


def _own_country(ground: Ground, line: Line, group: Group) -> tuple[str, ...]:
    """«his country was not leaving it»: the state for which he acts."""
    index = group.first - 1
    if index < 1 or line.forms[index] not in _COUNTRY or line.forms[index - 1] not in _OWNERS:
        return ()
    here = ground.starting(line.starts[index - 1])
    state = ground.state_of(here.actor) if here is not None else None
    return (state,) if state is not None else ()


def _active(hit: Hit) -> bool:
    """«the pact they signed»: what stands before the verb is its object, not its subject."""
    if hit.place is None or not hit.told or hit.group.passive:
        return False
    gap = hit.line.forms[hit.line.at(hit.place.end - 1) + 1 : hit.group.first]
    return any(w not in {"that", "which", ","} for w in gap)
