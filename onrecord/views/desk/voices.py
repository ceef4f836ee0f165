"""Who stands behind a telling: the chain from the report inwards, each link in its line."""

from dataclasses import dataclass

from onrecord.record.things import StatementThing, Thing, ThingTelling
from onrecord.views.desk.links import Links
from onrecord.views.labels import TERMS
from onrecord.views.safe import words
from onrecord.views.things import phrases
from onrecord.vocabulary import Terms


@dataclass(frozen=True, slots=True)
class Voice:
    """One link of a chain: who, on what terms, where they are in the record."""

    name: str
    terms: Terms
    said: str
    href: str


def chain(thing: Thing, telling: ThingTelling, links: Links) -> tuple[Voice, ...]:
    """The sources of a telling, outermost first; a statement's own speaker stands last.

    Empty where the reporter tells it in a voice of their own.
    """
    if not telling.vouched_by:
        return ()
    found = [
        _voice(thing, one.actor, one.terms, words(one.occasion or ""), links)
        for one in telling.vouched_by
    ]
    if isinstance(thing, StatementThing):
        own: Terms = telling.slots.get("terms") or "unspecified"
        speakers = phrases.several(thing, thing.speaker) or "speaker not told"
        href = links.thing(thing.speaker[0]) if len(thing.speaker) == 1 else ""
        found.append(Voice(speakers, own, "", href))
    return tuple(found)


def _voice(thing: Thing, actor: str, terms: Terms, occasion: str, links: Links) -> Voice:
    said = phrases.comma(TERMS[terms] if terms != "unspecified" else "", occasion)
    href = links.thing(actor) if actor in thing.names else ""
    return Voice(phrases.name(thing, actor), terms, said, href)
