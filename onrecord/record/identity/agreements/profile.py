"""What of an account of an agreement counts for telling which agreement it is."""

import re
from dataclasses import dataclass
from datetime import date

from onrecord.facts import Agreement, Reading
from onrecord.record.identity.actors.spelling import folded
from onrecord.record.identity.agreements.naming import Called, bare, called, known
from onrecord.record.identity.days import days
from onrecord.record.identity.ground import Ground, is_state
from onrecord.record.identity.sentences import sentences
from onrecord.record.identity.sketches import Sketch
from onrecord.vocabulary import AgreementKind

__all__ = ["AgreementProfile", "profile"]

_ABOUT = 3  # roots of what it is about
_STRUCK = ("signed", "agreed", "in_force")  # the surest first
_LOOSE_KINDS = frozenset({"deal", "accord", "other"})  # of which a ceasefire may be called one
_TURNS = frozenset({"suspended", "withdrawn", "terminated", "expired", "extended", "ratified"})


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementProfile:
    """Which agreement a report tells of.

    ``known`` is its name in tables/agreement_names.tsv; of a treaty, or one whose parties stand
    there, nothing else is kept: there is one of that name. ``struck`` is when it was signed, agreed
    or came into force, ``told`` the week of the report where that is not told. ``places`` are where
    it was struck, ``turns`` what became of it and in which month. ``around`` are the two
    states that a report speaks of most. What many reports of one agreement tell
    each in its own way is kept only where no name tells which it is. See ``Called`` for the rest.
    ``own`` is the report where all this does not tell which it is; ``ordinal`` tells apart what one
    report tells apart and all else does not.
    """

    known: str = ""
    names: tuple[str, ...] = ()
    short: tuple[str, ...] = ()
    about: tuple[str, ...] = ()
    years: tuple[str, ...] = ()
    heads: tuple[str, ...] = ()
    lasts: tuple[str, ...] = ()
    fresh: bool = False
    kind: AgreementKind = "other"
    parties: tuple[Sketch, ...] = ()
    around: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    identifiers: tuple[str, ...] = ()
    struck: str | None = None
    turns: tuple[str, ...] = ()
    told: str | None = None
    own: str = ""
    ordinal: int = 0


def profile(one: Agreement, reading: Reading, here: Ground) -> AgreementProfile:
    """The profile of an agreement."""
    name = called((one.name, *(mention.span.text for mention in one.mentions)))
    entry = known(name.known) if name.known else None
    if entry is not None and (entry.parties or entry.kind == "treaty"):
        return AgreementProfile(known=name.known)
    struck, named = _struck(one, here.day), _is_named(name)
    turns = () if named else _turns(one)
    parties = here.who(one.parties)
    return AgreementProfile(
        known=name.known,
        names=name.names,
        short=name.short,
        about=name.about[:_ABOUT],
        years=name.years,
        heads=() if named else name.heads,
        lasts=name.lasts,
        fresh=name.fresh,
        kind="ceasefire" if name.truce and one.kind in _LOOSE_KINDS else one.kind,
        parties=parties,
        around=() if named else _around(name, here),
        places=() if named else _places(one, reading),
        identifiers=tuple(sorted(f"{key} {value}" for key, value in one.identifiers.items())),
        struck=struck,
        turns=turns,
        told=None if turns or named else _week(here.day),
    )


def _around(name: Called, here: Ground) -> tuple[str, ...]:
    """The states that it is called by, with those that the report is about where these are some."""
    if name.states and not set(name.states) & set(here.states):
        return name.states
    return here.states if len(name.states) < 2 else name.states


def _is_named(name: Called) -> bool:
    """Whether a name tells by itself which it is; «the Geneva deal» does not."""
    return bool(name.short) or any(len(bare(one)) > 1 for one in name.names)


def _struck(one: Agreement, told: str | None) -> str | None:
    """When it was signed, else agreed, else in force, as told to have happened; the finest date.

    Of equally fine ones it is the last before the report: a day ahead («from Monday») may have
    been read as one behind.
    """
    for label in _STRUCK:
        dates = {
            change.date.value.partition("T")[0]
            for change in one.changes
            if change.change == label and change.modality == "actual"
            if change.date and change.date.value and days(change.date.value)
        }
        if dates:
            finest = max(map(len, dates))
            fine = sorted(value for value in dates if len(value) == finest)
            return max((value for value in fine if told and value <= told), default=fine[0])
    return None


def _turns(one: Agreement) -> tuple[str, ...]:
    found = {
        f"{change.change} {change.date.value[:7]}"
        for change in one.changes
        if change.change in _TURNS and change.modality == "actual"
        if change.date and change.date.value and days(change.date.value)
    }
    return tuple(sorted(found))


def _week(day: str | None) -> str | None:
    """The week of a day: reports of one week that tell nothing more have one profile."""
    found = days(day)
    if found is None or not found.exact:
        return day
    year, week, _ = date.fromordinal(found.first).isocalendar()
    return f"{year:04}-W{week:02}"


_STRIKING = re.compile(r"\b(?:signed|agreed|brokered|reached|struck|concluded|mediated|sealed)\b")


def _places(one: Agreement, reading: Reading) -> tuple[str, ...]:
    """Towns in which the sentences that tell of its striking say that something was."""
    spans = [
        telling.span
        for change in one.changes
        if change.change in _STRUCK
        for telling in change.tellings
    ]
    told = [line for line in sentences(reading.report.text, spans) if _STRIKING.search(line)]
    found = {place.name for place in reading.places if not is_state(place.name)}
    return tuple(sorted({folded(name) for name in found if any(f" in {name}" in t for t in told)}))
