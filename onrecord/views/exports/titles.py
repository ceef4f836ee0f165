"""What a thing of the record, a change or a step is called in one line, in a given modality."""

from dataclasses import replace

from onrecord.record.things import (
    AgreementThing,
    CaseStep,
    CaseThing,
    EncounterThing,
    EventThing,
    LifeChange,
    StatementThing,
    Thing,
)
from onrecord.views.things import phrases
from onrecord.vocabulary import Modality


def title(thing: Thing, modality: Modality | None = None) -> str:
    """«A and B met», «A and B: meeting planned»; ``modality`` is one telling's, else its own."""
    if modality and isinstance(thing, StatementThing | EncounterThing | EventThing):
        thing = replace(thing, modality=modality)
    return phrases.title(thing)


def turn_title(
    turn: LifeChange | CaseStep, of: AgreementThing | CaseThing, modality: Modality | None = None
) -> str:
    """«New START: suspended», «New START: resumption asked», «Paul Whelan: sentenced»."""
    told = replace(turn, modality=modality or turn.modality)
    return f"{phrases.title(of)}: {phrases.turn(told)}"
