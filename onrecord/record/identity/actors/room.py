"""The identity of actors: profiles, blocks, evidence, and how a component is decided."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import combinations

from onrecord.facts import Actor, Reading
from onrecord.record.accounts import Kind, accounts
from onrecord.record.clusters import Pair
from onrecord.record.identity.actors.blocking import blocks
from onrecord.record.identity.actors.calling import names_of
from onrecord.record.identity.actors.comparing import likeness
from onrecord.record.identity.actors.fitting import LEAD, fitted, level
from onrecord.record.identity.actors.sketching import Sketch
from onrecord.record.identity.actors.surnames import mere
from onrecord.record.identity.ground import ground
from onrecord.record.identity.protocol import Evidence

__all__ = ["ActorProfile", "Actors"]


@dataclass(frozen=True, slots=True)
class ActorProfile:
    """An actor as sketched; ``alone`` is the account's key where no other report can mean it.

    Unnamed sources and whoever is only described stand alone, and of one reading two of whom it
    tells the same, and whoever fits another of whom it tells more.
    """

    sketch: Sketch
    alone: str = ""


@dataclass(frozen=True, slots=True)
class Actors:
    """Who is one across reports: persons, holders of offices, states, bodies, groups."""

    @property
    def kind(self) -> Kind:
        """Actors."""
        return "actor"

    @property
    def profile(self) -> type[ActorProfile]:
        """The type of its profiles."""
        return ActorProfile

    def profiles(self, reading: Reading) -> Iterator[tuple[str, ActorProfile]]:
        """Each actor of a reading, by the key of its account."""
        sketches = ground(reading).sketches
        told = [
            (one.key, mere(one.told, sketches[one.told.id], reading))
            for one in accounts(reading)
            if isinstance(one.told, Actor)
        ]
        lone = _lone([sketch for _, sketch in told if sketch.sort == "person"])
        for key, sketch in told:
            stays = sketch.sort == "described" or (sketch.sort == "person" and sketch in lone)
            yield key, ActorProfile(sketch, key if stays else "")

    def blocks(self, profile: ActorProfile) -> frozenset[str]:
        """Names, identifiers and surnames with state or office, as far as they single out."""
        return frozenset() if profile.alone else blocks(profile.sketch)

    def evidence(self, one: ActorProfile, other: ActorProfile) -> Evidence:
        """What speaks for and against them being one; nothing where one stands alone."""
        return {} if one.alone or other.alone else likeness(one.sketch, other.sketch)

    def called(self, profile: ActorProfile) -> frozenset[str]:
        """The names under which a question finds it, in the forms of ``calling.looked_up``."""
        return names_of(profile.sketch)

    def apart(self, one: ActorProfile, other: ActorProfile) -> bool:
        """Whether a reading's telling two is believed: unless an identifier says they are one."""
        return not one.sketch.ident or one.sketch.ident != other.sketch.ident

    @property
    def lead(self) -> float:
        """Of very many, one is placed where it fits far better than anywhere else."""
        return LEAD

    def rank(self, profile: ActorProfile) -> int:
        """The best described are decided first."""
        return level(profile.sketch)

    def decide(
        self,
        profiles: Mapping[int, ActorProfile],
        points: Mapping[Pair, float],
        *,
        apart: AbstractSet[Pair],
        together: AbstractSet[Pair],
    ) -> list[list[int]]:
        """The best described first; whoever fits two that are not one stays apart from both."""
        sketches = {name: one.sketch for name, one in profiles.items()}
        nothing = {
            (min(name, other), max(name, other)): 0.0
            for name, one in profiles.items()
            if one.alone
            for other in profiles
        }
        return fitted(sketches, nothing | dict(points), apart=apart, together=together)


def _lone(persons: Iterable[Sketch]) -> set[Sketch]:
    """Those whom no other report can be said to mean: of whom the reading tells twice the same,
    and whose all fits another of its persons, who is described better."""
    often = Counter(persons)
    found = {one for one, times in often.items() if times > 1 and not one.ident}
    known = [(one, blocks(one)) for one in often]
    for (one, near), (other, around) in combinations(known, 2):
        if not near.isdisjoint(around) and sum(likeness(one, other).values()) > 0:
            better, worse = sorted((one, other), key=level)
            if level(better) < level(worse) and not worse.ident:
                found.add(worse)
    return found
