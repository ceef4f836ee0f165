"""«The leaders of the three countries, Ireland, Iceland and Norway»: a word beside the names."""

from onrecord.reading.encounters.ground import Actors, Ground

__all__ = ["without_word"]

_SIDES = frozenset({"state", "government_body", "organization"})


def without_word(ground: Ground, actors: Actors) -> Actors:
    """Those who met, without a plural noun for them where two or more of them are named.

    «The Irish and Icelandic leaders, Maeve Doyle and Jon Arnar» are the two. A delegation stays.
    """
    people = [x for x in actors if ground.kind(x).kind == "person"]
    sides = [x for x in actors if ground.kind(x).kind in _SIDES]
    words = [x for x in actors if _plural(ground, x)]
    named = people if len(people) > 1 else sides
    if not words or len(named) < 2 or len(named) + len(words) != len(actors):
        return actors
    return tuple(x for x in actors if x not in words)


def _plural(ground: Ground, ident: str) -> bool:
    """Whether an actor is only called by a plural of an office: «Irish leaders»."""
    actor = ground.kind(ident)
    words = actor.name.lower().partition(" of ")[0].split()
    return (
        actor.kind in ("group", "unnamed_source", "office")
        and bool(words)
        and words[-1].endswith("s")
        and words[-1] in ground.g.people
    )
