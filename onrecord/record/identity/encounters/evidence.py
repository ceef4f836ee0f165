"""What speaks for and against two accounts being of one encounter (``same_encounter.tsv``)."""

from functools import cache

from onrecord.record.identity.encounters.blocks import blocks
from onrecord.record.identity.encounters.profile import EncounterProfile
from onrecord.record.identity.encounters.sides import sides
from onrecord.record.identity.encounters.when import when
from onrecord.record.identity.encounters.words import seats
from onrecord.record.identity.protocol import Evidence
from onrecord.tables import rows

# Two accounts of which too little is known to tie them, while next to nothing speaks against it,
# count so: else those that are vague would part the others, whose mean decides. So do two that no
# block brings together, whatever speaks for them: nobody would have looked for one by the other.
LITTLE = -0.1
_HARDLY = -1.3
_UNKNOWN = frozenset({"always", "vague"})
# Times too wide to tell by themselves; with the place they do.
_LOOSE = frozenset({"within", "within a week", "within a year", "looked back"})
ONE_DAY = frozenset({"same day", "same day taken"})
_MOST = 3  # participants that only one account has, beyond which more of them tell no more


def evidence(one: EncounterProfile, other: EncounterProfile) -> Evidence:
    """The points by the name of the evidence; symmetric."""
    weights = points()
    found = {name: weights[name] * times for name, times in signs(one, other).items() if times}
    against = sum(value for name, value in found.items() if value < 0 and name not in _UNKNOWN)
    if against >= _HARDLY and sum(found.values()) < LITTLE:
        found["little known"] = LITTLE - sum(found.values())
    if sum(found.values()) > 0 and not blocks(one) & blocks(other):
        found["unsought"] = LITTLE - sum(found.values())
    return found


def signs(one: EncounterProfile, other: EncounterProfile) -> dict[str, float]:
    """How often, or how far, each piece of evidence is there, by its name in the table."""
    found = {"always": 1.0, when(one, other): 1.0}
    for name in (*_standing(one, other), _place(one, other), _format(one, other)):
        if name:
            found[name] = 1.0
    if "same place" in found and found.keys() & _LOOSE:
        found["there then"] = 1
    found |= _who(one, other)
    if "same place" in found and found.keys() & ONE_DAY and found["near"] and not found["vague"]:
        found["there that day"] = 1
    if "same place" in found and not found.keys() & ONE_DAY and not found["opposed"]:
        found["third country"] = float(_third(one) and _third(other))
    if one.occasion and other.occasion:
        found["same occasion" if set(one.occasion) & set(other.occasion) else "other occasion"] = 1
    if one.count and other.count:
        found["same round" if one.count == other.count else "other round"] = 1
    if one.words and other.words:
        shared = len(set(one.words) & set(other.words))
        found["words"] = shared / min(len(one.words), len(other.words))
    return found


@cache
def points() -> dict[str, float]:
    """The points of a unit of each piece of evidence."""
    return {row["evidence"]: float(row["points"]) for row in rows("same_encounter")}


def _who(one: EncounterProfile, other: EncounterProfile) -> dict[str, float]:
    both = sides(one.participants, other.participants, one.around, other.around)
    found = {
        "people": min(both.people, 2),
        "bodies": min(both.bodies, 2 - min(both.people, 2)),
        "behalf": min(both.behalf, max(0, 2 - both.people - both.bodies)),
        "near": both.near,
        "opposed": both.opposed,
        "vague": both.vague,
        "beyond": min(both.beyond, _MOST) * float(both.fewest > 1),
    }
    if both.beyond and "summit" in (one.format, other.format) and one.format != other.format:
        found["summit beside"] = 1
    return found


def _place(one: EncounterProfile, other: EncounterProfile) -> str:
    if "call" in (one.format, other.format) or not (one.place and other.place):
        return ""
    if one.geonames == other.geonames if one.geonames and other.geonames else False:
        return "same place"
    if one.place == other.place:
        return "same place"
    if one.country and one.country == other.country:
        return "same country" if _wide(one) or _wide(other) else "other town"
    if not (one.country and other.country):
        return ""
    plan = one.modality != "actual" or other.modality != "actual"
    return "other place planned" if plan else "other country"


def _third(one: EncounterProfile) -> bool:
    """Whether those who meet come from elsewhere, to a town in which they seldom do.

    Not on an occasion: a conference brings many who meet each other.
    """
    if one.occasion or one.place in seats():
        return False
    homes = {*one.around, *(who.state for who in one.participants)} - {""}
    return bool(homes and one.country) and one.country not in homes


def _wide(one: EncounterProfile) -> bool:
    """Whether the place is the whole country."""
    return one.geonames is None or one.geonames in _countries()


@cache
def _countries() -> frozenset[int]:
    return frozenset(int(row["geonames"]) for row in rows("state_ids") if row["geonames"])


def _format(one: EncounterProfile, other: EncounterProfile) -> str:
    if one.format == other.format:
        return "same format"
    pair = {one.format, other.format}
    if "call" in pair:
        return "call and talks" if "talks" in pair else "call and not"
    if "visit" in pair:
        alone = len(one.participants) < 2 or len(other.participants) < 2
        return "visit alone and not" if alone else "visit and not"
    return "summit and not" if "summit" in pair else ""


def _standing(one: EncounterProfile, other: EncounterProfile) -> tuple[str, ...]:
    pair = {one.modality, other.modality}
    if pair == {"failed"}:
        return ("called off",)
    if pair == {"actual", "failed"}:
        return ("held and not",)
    return ("asked",) if "asked" in pair and pair & {"actual", "failed"} else ()
