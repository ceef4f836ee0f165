"""What is said of a thing of the record in running words: plain text on one line, safe to show."""

from collections.abc import Iterable, Sequence

from onrecord.record.things import (
    ActorThing,
    AgreementThing,
    CaseStep,
    CaseThing,
    CountTold,
    Dispute,
    EncounterThing,
    EventThing,
    LifeChange,
    StatementThing,
    Status,
    Thing,
    ThingTelling,
)
from onrecord.views.dates import date_words, duration_words, is_duration
from onrecord.views.labels import (
    ACTOR_KINDS,
    ACTS,
    AGREEMENT_KINDS,
    CHANGES,
    COUNTED,
    ENCOUNTERS,
    EVENTS,
    LASTING,
    MODS,
    STATUSES,
    STEPS,
    TERMS,
    TERMS_ORDER,
    label,
)
from onrecord.views.safe import words
from onrecord.vocabulary import Terms

Turn = LifeChange | CaseStep

_STATUS_NAMES: dict[str, str] = {
    **{str(one): past for one, (past, _) in STEPS.items()},
    **{str(one): past for one, (past, _) in CHANGES.items()},
    **{str(one): name for one, name in STATUSES.items()},
}


def name(thing: Thing, identifier: str) -> str:
    """What an id of the record is called."""
    return words(thing.names.get(identifier, "")) or words(identifier) or "someone not named"


def several(thing: Thing, identifiers: Iterable[str]) -> str:
    """Names as «A, B and C»."""
    names = list(dict.fromkeys(name(thing, one) for one in identifiers))
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def by_hand(telling: ThingTelling) -> str:
    """Who told it by hand and when («by hand: Osei, 7 June 2031»); empty where it was only read."""
    if not telling.by_hand:
        return ""
    told = ", ".join(f"{words(one.by)}, {date_words(one.at[:10])}" for one in telling.by_hand)
    return f"{'read, and by hand' if telling.by_hand[0].read else 'by hand'}: {told}"


def hands(thing: Thing) -> str:
    """How much of a thing was told by hand alone; empty where all of it was read."""
    count = sum(bool(one.by_hand) and not one.by_hand[0].read for one in thing.tellings)
    if not count:
        return ""
    return "by hand" if count == len(thing.tellings) else f"{counted(count, 'telling')} by hand"


def several_words(said: Sequence[str]) -> str:
    """Words as «a, b and c»."""
    return " and ".join([", ".join(said[:-1]), said[-1]] if len(said) > 1 else said)


def title(thing: Thing) -> str:
    """A thing in one line: «Lavrov urged the United States», «A and B met», «New START»."""
    if isinstance(thing, StatementThing):
        return "".join(said(thing))
    if isinstance(thing, EncounterThing):
        return encounter(thing)
    if isinstance(thing, EventThing):
        return event(thing)
    if isinstance(thing, CaseThing):
        return name(thing, thing.person)
    return words(thing.name) if isinstance(thing, ActorThing | AgreementThing) else thing.id


def said(thing: StatementThing) -> tuple[str, str]:
    """«Blinken» and « urged Russia»; what was not said is an infinitive and its modality."""
    past, base, aimed, heard = ACTS[thing.act]
    targets = thing.targets
    others = tuple(one for one in thing.addressees if one not in targets)
    if thing.act in ("ask", "urge", "warn", "order") and not targets:
        targets, others = others, ()
    speakers = several(thing, thing.speaker) or words(" ".join(s.text for s in thing.source))
    objects = f" {aimed}{several(thing, targets)}" if targets else ""
    objects += f" {heard}{several(thing, others)}" if others else ""
    speakers = speakers or "Speaker not told"
    if thing.modality == "actual":
        return speakers, f" {past}{objects}"
    return speakers, f" to {base}{objects}: {thing.modality}"


def encounter(thing: EncounterThing) -> str:
    """«A and B met», or «A and B: meeting planned»."""
    who = several(thing, thing.participants) or "Participants not told"
    joint = "" if thing.modality == "actual" else ":"
    return f"{who}{joint} {label(*ENCOUNTERS[thing.format], thing.modality)}"


def event(thing: EventThing) -> str:
    """«A: assault on B»; an event that did not happen says so."""
    noun = EVENTS[thing.type] + ("" if thing.modality == "actual" else f" {thing.modality}")
    mode = f", {words(thing.mode)}" if thing.mode else ""
    whom = f": {several(thing, thing.recipient)}" if thing.recipient else ""
    who = several(thing, thing.actor)
    return f"{who}: {noun}{mode}{whom}" if who else f"{noun[:1].upper()}{noun[1:]}{mode}{whom}"


def slots(thing: StatementThing | EncounterThing | EventThing) -> str:
    """Where, how long, on what occasion, with what numbers."""
    place = thing.place
    country = f", {place.country}" if place and place.country else ""
    parts = [words(place.name) + country if place else ""]
    if isinstance(thing, EncounterThing) and thing.duration:
        length = thing.duration
        lasted = f"{MODS.get(length.mod or '', '')} {duration_words(length.value)}"
        parts.append(lasted.strip())
    if isinstance(thing, EventThing):
        parts += map(_number, thing.counts)
    else:
        parts.append(words(thing.occasion or ""))
    return listed(*parts)


def _number(one: CountTold) -> str:
    told = (MODS.get(one.mod or "", ""), f"{one.value:,g}", COUNTED[one.of], one.unit or "")
    return " ".join(part for part in told if part)


def kind_of(thing: ActorThing | AgreementThing | CaseThing) -> str:
    """«treaty, United States and Russia»; «person, foreign minister, RU»; «held by Russia»."""
    if isinstance(thing, AgreementThing):
        return comma(AGREEMENT_KINDS[thing.kind], several(thing, thing.parties))
    if isinstance(thing, ActorThing):
        kind = ACTOR_KINDS[thing.kind]
        return comma(kind, words(thing.office or ""), thing.represents or "")
    held = "held by " + name(thing, thing.held_by) if thing.held_by else ""
    return comma(held, f"“{words(thing.designation)}”" if thing.designation else "")


def status(standing: Status | None) -> str:
    """«suspended since February 2023», «sentenced, 2020»."""
    if standing is None:
        return ""
    named = status_name(standing.value)
    if not standing.since:
        return named
    return f"{named}{' since' if named in LASTING else ','} {date_words(standing.since)}"


def status_name(value: str) -> str:
    """The words for the value of a status."""
    return _STATUS_NAMES.get(value) or words(value.replace("_", " "))


def turn(of: Turn) -> str:
    """«extended for two years», or «resumption asked»."""
    if isinstance(of, LifeChange):
        named, lead = label(*CHANGES[of.change], of.modality), " for "
    else:
        named, lead = label(*STEPS[of.step], of.modality), " to "
    if not of.term or of.modality != "actual":
        return named
    length = words(of.term.span.text) if of.term.span else duration_words(of.term.value)
    return named + lead + length


def turn_detail(thing: Thing, of: Turn) -> str:
    """By whom, where and for what."""
    by = several(thing, of.by)
    if isinstance(of, LifeChange):
        return by
    return comma(by, words(of.place.name) if of.place else "", words(of.charge or ""))


def weight(of: Thing | Turn, reports: int | None = None) -> str:
    """«3 sources, 5 reports»; that only unnamed ones carry it.

    Of a thing of which a list reads the first and the last tellings alone there may be more
    sources: «12 sources or more, 400 reports».
    """
    count = of.reports if isinstance(of, Thing) else reports
    if of.retracted:
        return "retracted" + (f", {counted(count, 'report')}" if count else "")
    told = counted(of.outlets, "source") + (" or more" if _in_part(of) else "")
    told += f", {counted(count, 'report')}" if count else ""
    return told + (", unnamed only" if of.unnamed_only else "")


def _in_part(of: Thing | Turn) -> bool:
    """Whether some only of the reports that tell of a thing were read."""
    return isinstance(of, Thing) and of.reports > len({one.report for one in of.tellings}) > 0


def disputed(dispute: Dispute) -> str:
    """«date: 1 May 2031 (2 sources) | 30 April 2031 (1 source)»."""
    values = [side.value for side in dispute.sides]
    lengths = dispute.about == "number" and all(map(is_duration, values))
    shown = {"date": date_words, "number": duration_words if lengths else words}
    sides = " | ".join(
        f"{shown.get(dispute.about, words)(side.value)} ({counted(side.outlets, 'source')})"
        for side in dispute.sides
    )
    return f"{'length' if lengths else dispute.about}: {sides}"


def told_from_to(first: str, last: str) -> str:
    """«told 2 May 2031», «told 2 May 2031 to 4 July 2031»: the days of two moments."""
    days = dict.fromkeys(date_words(moment[:10]) for moment in (first, last))
    return "told " + " to ".join(days)


def strongest(terms: Sequence[Terms]) -> Terms:
    """The strongest of some terms; «unspecified» of none."""
    return min(terms, key=TERMS_ORDER.index, default="unspecified")


def chain(thing: Thing, telling: ThingTelling, links: dict[Terms, str]) -> str:
    """The sources from the report inwards, parted by the ``links`` of their terms."""
    told = (
        f" {links[one.terms]} "
        + comma(name(thing, one.actor), TERMS[one.terms] if one.terms != "unspecified" else "")
        for one in telling.vouched_by
    )
    return "report" + "".join(told)


def counted(number: int | None, noun: str) -> str:
    """«1 source», «3 sources»."""
    return f"{number or 0:,} {noun}{'' if number == 1 else 's'}"


def listed(*parts: str) -> str:
    """Parts with a middle dot between them."""
    return " · ".join(part for part in parts if part)


def comma(*parts: str) -> str:
    """Parts with a comma between them."""
    return ", ".join(part for part in parts if part)
