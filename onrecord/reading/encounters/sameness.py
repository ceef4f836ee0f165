"""Whether two tellings may be of one encounter: people, format, place, day and standing."""

from collections.abc import Mapping
from datetime import date, timedelta

from onrecord.facts import Actor, PlaceSlot
from onrecord.reading.encounters.named import Actors
from onrecord.reading.encounters.told import Told
from onrecord.reading.encounters.words import ranks
from onrecord.tables.places import lookup

BESIDE = 300  # characters within which a meeting is that of a visit
# Who may stand for those who act for the same state: «Greek envoys» for the adviser who led them.
COLLECTIVE = frozenset({"state", "group", "unnamed_source", "office"})
_IN_OFFICES = frozenset({"of", "the", "minister", "for", "and", "deputy"})
_SPOKEN = frozenset({"conversation", "discussion", "discussions"})


def fits(one: Told, other: Told, actors: Mapping[str, Actor]) -> bool:
    """Whether two tellings may be of one encounter."""
    if (
        not (_formats(one, other) and _summits(one, other, actors))
        or not same_place(one, other)
        or not _same_day(one, other)
    ):
        return False
    if (one.guessed or other.guessed) and one.place and other.place and one.format == other.format:
        return True  # whoever is taken for a side: those talks in that town
    if _another_round(one, other) or _another_round(other, one):
        return False
    if _headed(one, other, actors) or _headed(other, one, actors):
        return True
    if one.back and len(one.participants) < 2:
        return not one.participants or one.participants[0] in other.participants
    if other.back and len(other.participants) < 2:
        return True
    if not _same_people(one, other, actors) or not _surely(one, other) or _two_plans(one, other):
        return False
    return one.back or _one_life(one, other)


def _another_round(one: Told, other: Told) -> bool:
    """«The first round ended», of sides only guessed, and a meeting of some month before."""
    alone = one.noun.startswith("round") and not (one.date or one.place)
    value = (other.date.value or "") if other.date else ""
    looked_back = other.format == "meeting" and len(value) == len("2026-01") and "W" not in value
    return one.guessed and alone and looked_back


def _headed(one: Told, other: Told, actors: Mapping[str, Actor]) -> bool:
    """«Defence chiefs met in Windhoek» over a report that names them and the town."""
    if not one.headline or other.headline or one.format != other.format or not one.place:
        return False
    kinds = [actors[x].kind for x in one.participants]
    plain = kinds in (["group"], ["unnamed_source"], ["office"]) and not any(
        actors[x].represents for x in one.participants
    )
    town = other.place is not None and one.place.name == other.place.name
    return plain and town and one.modality == other.modality and len(other.participants) > 1


def _two_plans(one: Told, other: Told) -> bool:
    """Talks that are to resume some day, and a meeting of others for the same states on a day."""
    if one.back or other.back or not one.modality == other.modality == "planned":
        return False
    undated = (one.date is None) != (other.date is None)
    return (
        undated and one.format != other.format and set(one.participants) != set(other.participants)
    )


def _surely(one: Told, other: Told) -> bool:
    """Whether two tellings of which one leaves open whom they met have their day in common."""
    if one.back or other.back or not (one.unseen or other.unseen):
        return True
    if one.format != other.format or one.modality != other.modality:
        return False
    day = bool(one.date and other.date and one.date.value == other.date.value)
    return day or (one.unseen != other.unseen and bool(one.place and other.place))


def _summits(one: Told, other: Told, actors: Mapping[str, Actor]) -> bool:
    """Whether «the summit» told again can be that meeting: leaders met, or states did."""
    if not (one.back and one.format == "summit" and other.format != "summit"):
        return True
    held = [
        actors[x].office if actors[x].kind == "person" else actors[x].name
        for x in other.participants
        if actors[x].kind in ("person", "office")
    ]
    lead = ranks()["leaders"]
    return all(office is None or lead & set(office.lower().split()) for office in held)


def _formats(one: Told, other: Told) -> bool:
    if one.format == other.format:
        return True
    if "call" in (one.format, other.format):
        return any(
            t.format != "call" and (t.noun in _SPOKEN or not t.noun) and t.format == "talks"
            for t in (one, other)
        )
    if "visit" in (one.format, other.format):
        return not (one.back or other.back)
    return True


def same_place(one: Told, other: Told) -> bool:
    """Whether nothing told of their places speaks against one place."""
    if one.nowhere or other.nowhere:
        if one.nowhere and other.nowhere:
            return one.nowhere == other.nowhere
        return one.place is None and other.place is None
    if one.place is None or other.place is None or one.place.name == other.place.name:
        return True
    if one.place.country != other.place.country:
        return False
    return any(
        p.geonames is None or p.name == p.country or is_state(p) for p in (one.place, other.place)
    )


def is_state(place: PlaceSlot) -> bool:
    return any(e.kind == "state" and e.geonames == place.geonames for e in lookup(place.name))


def _same_day(one: Told, other: Told) -> bool:
    mine = one.date.value if one.date else None
    yours = other.date.value if other.date else None
    return mine is None or yours is None or compatible(mine, yours)


def compatible(one: str, other: str) -> bool:
    """Whether two TIMEX3 dates may mean one day: 2023-03 and 2023-03-02, a week and its days."""
    if one.startswith(other) or other.startswith(one):
        return True
    mine, yours = _bounds(one), _bounds(other)
    return bool(mine and yours and mine[0] <= yours[1] and yours[0] <= mine[1])


def _bounds(value: str) -> tuple[date, date] | None:
    try:
        if "-W" in value:
            year, week = value.split("-W")[:2]
            first = date.fromisocalendar(int(year), int(week[:2]), 1)
            return first, first + timedelta(days=6)
        day = date.fromisoformat(value)
        return day, day
    except ValueError:
        return None


def _same_people(one: Told, other: Told, actors: Mapping[str, Actor]) -> bool:
    """The same list, the one in the other, or states on one side and who acts for them."""
    mine, yours = one.participants, other.participants
    if set(mine) == set(yours):
        return True
    if set(mine) < set(yours) or set(yours) < set(mine):
        if "visit" in (one.format, other.format) and not (one.back or other.back):
            return _together(one, other)
        return one.back or other.back or one.partial or other.partial
    if len(mine) != len(yours) or len(mine) < 2:
        return _told_as_one(mine, yours, actors) or _told_as_one(yours, mine, actors)
    if (one.format == "visit") != (other.format == "visit"):
        return False  # a visit to a state, and a meeting there
    return all(any(_for(a, b, actors) for b in yours) for a in mine) and all(
        any(_for(a, b, actors) for a in mine) for b in yours
    )


def _together(one: Told, other: Told) -> bool:
    """Whether a visit and a meeting have their place or day in common, or stand side by side."""
    if one.place and other.place and one.place.name == other.place.name:
        return True
    if one.date and other.date and one.date.value == other.date.value:
        return True
    if "call" in (one.format, other.format) or any(
        t.noun and t.format != "visit" for t in (one, other)
    ):
        return False
    return abs(one.telling.span.start - other.telling.span.start) < BESIDE


def _told_as_one(one: Actors, several: Actors, actors: Mapping[str, Actor]) -> bool:
    """«Water ministers» for the water ministers of two states."""
    if len(one) != 1 or len(several) < 2 or actors[one[0]].kind not in ("group", "unnamed_source"):
        return False
    words = {word.removesuffix("s") for word in actors[one[0]].name.lower().split()}
    return all(words <= set(actors[a].name.lower().split()) for a in several)


def _for(one: str, other: str, actors: Mapping[str, Actor]) -> bool:
    if one == other:
        return True
    mine, yours = actors.get(one), actors.get(other)
    if mine is None or yours is None or not {mine.kind, yours.kind} & COLLECTIVE:
        return False
    if "office" in (mine.kind, yours.kind) and not _same_office(mine, yours):
        return False
    return _code(mine) is not None and _code(mine) == _code(yours)


def _same_office(one: Actor, other: Actor) -> bool:
    """Whether a person may hold an office: not the water minister's who is prime minister."""
    held = {_telling(actor.office or "") for actor in (one, other)}
    words = [set(office.split()) for office in held]
    return len(words) < 2 or not all(words) or bool(words[0] & words[1])


def _telling(office: str) -> str:
    return " ".join(sorted(set(office.lower().split()) - _IN_OFFICES))


def _code(actor: Actor) -> str | None:
    return actor.identifiers.get("iso3166") or actor.represents


def _one_life(one: Told, other: Told) -> bool:
    """Whether two modalities may be of one encounter: planned then held, planned then off."""
    pair = {one.modality, other.modality}
    dated = one.date is not None and other.date is not None
    if len(pair) == 1:
        return True
    undated = one.date is None and other.date is None
    if pair == {"possible", "planned"}:  # «Will he meet her?» «They will sit down soon»
        return undated and set(one.participants) == set(other.participants)
    return (dated and pair <= {"actual", "planned"}) or (
        pair == {"planned", "failed"}
        and (dated or undated or "visit" in (one.format, other.format))
    )
