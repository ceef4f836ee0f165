"""Whether a noun tells that what it names took place."""

from __future__ import annotations

from onrecord.reading.agreements.hit import Hit
from onrecord.reading.agreements.lexicon import listed, turning_heads
from onrecord.reading.modality.lexicon import lexicon
from onrecord.reading.turning.happening import came_about

_HOLDING = frozenset("held holding resumed began begun opened started hold holds".split())
_GOING = frozenset("continued continue concluded entered lasted underway".split())
_BEING = frozenset(
    {
        "called",
        "calls",
        "branded",
        "labelled",
        "termed",
        "deemed",
        "as",
        "of",
        "in",
        "is",
        "are",
        "was",
        "were",
        "constitutes",
        "constituted",
    }
)
_KNOWN = frozenset({"rejected", "suspended", "withdrawn", "terminated"})
_STILL = frozenset({"remains", "remained", "remain", "still"})
_DONE = frozenset(
    "ratified suspended expired withdrawn terminated extended resumed signed violated".split()
)
_WATCHING = frozenset("witness witnessed witnessing oversaw oversee attended watched".split())


def asserted(hit: Hit) -> bool:
    """Whether a noun tells that what it names took place: «after the collapse of the truce»."""
    words = lexicon()
    if hit.turning.change == "in_force" and hit.line.forms[hit.at - 1] in _STILL:
        return True
    if hit.turning.change == "resumed" and hit.turning.before:
        return True  # «is back in force»
    for index in range(hit.at - 1, max(-1, hit.at - 6), -1):
        if hit.line.forms[index] in _WATCHING:
            return True
        governor = words.governor(hit.line.forms, index + 1, "noun")
        if governor is not None:
            return governor.gives == "actual"
        if hit.line.forms[index] in _BEING and hit.turning.change == "violated":
            return True
        if hit.line.forms[index] in _HOLDING:
            return True
    before = hit.line.forms[hit.at - 1] if hit.at else ""
    above = hit.line.forms[hit.at - 2] if hit.at > 1 else ""
    if above in turning_heads():
        return False  # «he suspended its termination»
    if hit.turning.change in _KNOWN and before in {"the", "'s", "its", "their", "his"}:
        return True  # «the rejection of the treaty» is taken for granted
    if hit.turning.change in _DONE and _came_about(hit):
        return True
    return hit.turning.change == "negotiated" and (hit.turning.before or bool(_going_on(hit)))


def _came_about(hit: Hit) -> bool:
    """«the lapse of the treaty [alarmed] fishermen», «its approval [came] after a debate»."""
    end = hit.line.at(hit.place.end - 1) if hit.place and hit.told else hit.last
    return came_about(hit.line, max(end, hit.last), listed("happened"), listed("come_about"))


def _going_on(hit: Hit) -> frozenset[str]:
    """«talks on a treaty [began] on Monday»."""
    end = hit.line.at(hit.place.end - 1) if hit.place and hit.told else hit.last
    return (_HOLDING | _GOING) & frozenset(hit.line.forms[max(end, hit.last) + 1 :][:5])
