"""Evidence for events that code a statement, a change of an agreement or a step of a case."""

from onrecord.record.identity.events.people import role
from onrecord.record.identity.events.profile import EventProfile


def signs(one: EventProfile, other: EventProfile) -> dict[str, float]:
    """How far each piece of evidence is there, by its name in the table; symmetric."""
    about = _share(one.about, other.about)
    return {
        "always": 1.0,
        "turn": float(one.turn == other.turn),
        "about": about,
        "other about": float(bool(one.about) and bool(other.about) and about < 0.5),
        "label": float(bool(one.label) and one.label == other.label),
        "other label": float(bool(one.label) and bool(other.label) and one.label != other.label),
        "words": _share(one.words, other.words),
        **role("actors", one.actors, other.actors),
        **role("recipients", one.recipients, other.recipients),
    }


def _share(one: tuple[str, ...], other: tuple[str, ...]) -> float:
    both = len(set(one) & set(other))
    return both / min(len(one), len(other)) if both else 0.0
