"""How far two sketches speak for one actor: points by the name of the evidence.

The points stand in tables/actors_weights.tsv; above zero in sum two sketches are tied.
"""

from functools import cache

from onrecord.record.identity.actors.bodies import acronym
from onrecord.record.identity.actors.continents import elsewhere
from onrecord.record.identity.actors.matching import Match, match
from onrecord.record.identity.actors.names import family_first, is_given, parsed
from onrecord.record.identity.actors.offices import agree, is_calling
from onrecord.record.identity.actors.sketching import Sketch
from onrecord.tables import rows

__all__ = ["likeness"]

_UNIONS = frozenset({"EU", "UN"})


@cache
def _points() -> dict[str, float]:
    return {row["evidence"]: float(row["points"]) for row in rows("actors_weights")}


def _told(*names: str) -> dict[str, float]:
    return {name: _points()[name] for name in names}


def likeness(one: Sketch, other: Sketch) -> dict[str, float]:
    """The points for (above zero) and against two sketches being of one actor. Symmetric."""
    if "described" in (one.sort, other.sort):
        return _told("other state") if _two_states(one, other) else {}
    if one.ident and one.ident == other.ident:
        return _told("identifier")
    if {one.sort, other.sort} == {"person", "office"}:
        return _told("other identifier") if one.ident and other.ident else {}
    if one.sort != other.sort:
        return _told("other kind")
    if one.sort == "person":
        return _persons(one, other)
    if one.sort == "office":
        return _offices(one, other)
    return _bodies(one, other) if one.sort == "body" else _told_states(one, other)


def _told_states(one: Sketch, other: Sketch) -> dict[str, float]:
    if one.ident or other.ident:
        return _told("other identifier")
    return _told("name of a body") if one.name == other.name else _told("other name")


def _two_states(one: Sketch, other: Sketch) -> bool:
    return bool(one.state and other.state) and one.state != other.state


def _two_walks(one: Sketch, other: Sketch) -> bool:
    return bool(one.walk and other.walk) and one.walk != other.walk


def _states(one: Sketch, other: Sketch) -> dict[str, float]:
    if not one.state or not other.state:
        return {} if one.state == other.state else _told("state unknown")
    if one.state == other.state:
        return _told("state")
    union = bool(_UNIONS & {one.state, other.state})
    return _told("to a union" if union else "other state")


def _offices(one: Sketch, other: Sketch) -> dict[str, float]:
    if one.ident or other.ident:
        return _told("other identifier") if one.ident and other.ident else {}
    same = one.office == other.office and one.state == other.state
    return _told("office", "state") if same else _told("other name")


def _bodies(one: Sketch, other: Sketch) -> dict[str, float]:
    if one.ident and other.ident:
        return _told("other identifier")
    if one.name == other.name:
        named = _told("name of a body")
    elif one.name == acronym(other.name) or acronym(one.name) == other.name:
        named = _told("acronym", *(["other walk"] if _two_walks(one, other) else []))
    else:
        return _told("other name")
    return named | (_told("other state") if _two_states(one, other) else _states(one, other))


def _persons(one: Sketch, other: Sketch) -> dict[str, float]:
    first, second = parsed(one.name), parsed(other.name)
    met = match(first, second, {one.state, other.state} - {""})
    if met.kind == "other name":
        return _told(met.kind)
    if _rare_surname(one, other, met):
        return _surname(one, other)
    bare = met.kind in _SHORT
    of_one_state = bool(one.state) and one.state == other.state
    junior = bool(first.suffix) and first.suffix == second.suffix
    if bare and met.often and not (of_one_state or junior):
        return _told("other name")  # «President Kim», of whatever state
    found = _names(met, first.suffix, second.suffix)
    if met.turned and not any(map(family_first, (one.state, other.state))):
        found |= _told("other order")
    found |= _identified(one, other, met)
    if _two_walks(one, other):
        found |= _told("other walk")
    if elsewhere(one.around, other.state) or elsewhere(other.around, one.state):
        found |= _told("other part of the world")
    return found | _told_of(one, other, met) | _service(one, other, bare)


def _told_of(one: Sketch, other: Sketch, met: Match) -> dict[str, float]:
    """What their states say: of one rare full name, a second state is likely a wrong one."""
    found = _states(one, other)
    rare = met.kind == "full name" and met.spelled >= _SOUND and not (met.often or met.turned)
    return _told("other state of a full name") if rare and "other state" in found else found


def _rare_surname(one: Sketch, other: Sketch, met: Match) -> bool:
    """Whether a surname that few bear is all that is told of one, and nothing keeps it from the
    other, of whom a full name is told."""
    if met.kind != "surname" or met.often or met.spelled < _SOUND:
        return False
    if one.short and other.short:
        return False  # «I. Tarn» is no full name
    bare, full = (one, other) if one.short else (other, one)
    if not (bare.state or bare.around) or is_given(bare.name) or "," in one.name + other.name:
        return False
    if agree(one.office, other.office) == 0 or _two_states(one, other) or _two_walks(one, other):
        return False
    called = match(parsed(bare.name), parsed(full.name), {full.state} - {""}).kind
    return called == "surname" and not elsewhere(bare.around, full.state)


def _surname(one: Sketch, other: Sketch) -> dict[str, float]:
    """What a rare surname says: where one alone bears it, who is told of the least is that one."""
    same = agree(one.office, other.office)
    office = ("office unknown",) if same is None else ("office" if same == 1 else "like office",)
    return _told(
        "surname", *office, *(("state",) if one.state and one.state == other.state else ())
    )


def _names(met: Match, suffix: str, other: str) -> dict[str, float]:
    """What two names that fit say by themselves."""
    bare, found = met.kind in _SHORT, _told(met.kind)
    if met.often and not (suffix and suffix == other):
        found = found | _told("frequent surname") if bare else _told("frequent full name")
    if met.tongues:
        found |= _told("other language")
    elif met.spelled < _SOUND:
        found |= _told("other spelling of a surname" if bare else "other spelling")
    if suffix and other:
        found |= _told("suffix" if suffix == other else "other suffix")
    return found


def _numbered(one: Sketch) -> bool:
    """Whether its identifier is Wikidata's, of which one has one; the tables' own is a name."""
    return one.ident[:1] == "Q" and one.ident[1:].isdecimal()


def _identified(one: Sketch, other: Sketch, met: Match) -> dict[str, float]:
    """What it says that one is identified: two are others; a full name is likely the known one."""
    if one.ident and other.ident:
        return _told("other identifier") if _numbered(one) and _numbered(other) else {}
    likely = met.kind == "full name" and not met.often and bool(one.ident or other.ident)
    if likely and not _two_walks(one, other) and not _two_states(one, other):
        return _told("known name")
    return {}


_SOUND = 0.9
_SHORT = frozenset({"surname", "single name", "initial"})


def _service(one: Sketch, other: Sketch, bare: bool) -> dict[str, float]:
    """What their offices say: one office speaks for, another one against a mere surname."""
    same = agree(one.office, other.office)
    if same == 1:
        return _told("office")
    found = _told("like office") if same and not bare else {}
    callings = [who for who in (one, other) if not who.walk and is_calling(who.office)]
    if same == 0 and callings:
        found |= _told("other calling" if len(callings) > 1 else "other trade")
    if same == 0 and _two_states(one, other):
        found |= _told("other office in another state")
    if bare:
        found |= _told("other office of a surname" if same == 0 else "office unknown")
        if not (one.state and other.state):
            found |= _told("surname without a state")
    return found
