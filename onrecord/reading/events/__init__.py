"""Events of PLOVER 2.0: most of them code a fact of another room, some a verb of their own.

`events` is the door. How facts and verbs are coded stands in the tables `plover_facts`,
`plover_verbs` and `plover_clauses`; `project` codes facts, `verbs` reads verbs where who did what
to whom is plain, `losses` numbers of dead and hurt, `deeds` what is left: clauses whose head tells
an event. `counts` has the numbers beside them all.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from onrecord.facts import Agreement, Case, Encounter, Event, Statement
from onrecord.reading.encounters.vouching import Vouchers
from onrecord.reading.events.deeds import of_clauses
from onrecord.reading.events.losses import of_losses
from onrecord.reading.events.project import (
    of_agreements,
    of_cases,
    of_encounters,
    of_statements,
)  # fmt: skip
from onrecord.reading.events.verbs import of_verbs
from onrecord.reading.places import codes_of
from onrecord.reading.scene import Cast, Scene
from onrecord.reading.times import TimeMention

__all__ = ["events"]


def events(
    scene: Scene,
    times: Sequence[TimeMention],
    cast: Cast,
    statements: Sequence[Statement],
    encounters: Sequence[Encounter],
    agreements: Sequence[Agreement],
    cases: Sequence[Case],
    chances: Mapping[str, float],
) -> tuple[Cast, tuple[Event, ...]]:
    """The coded events of a report: of its facts, its verbs, its dead and hurt, its clauses.

    Ids v1, v2 … in that order, keys left empty; and the cast with those whom only an event names.
    `chances` are those of the types of event that the text tells, by the model; {} where unknown.
    Never raises on any text.
    """
    actors = {actor.id: actor for actor in cast.actors}
    coded = [
        *of_encounters(encounters, actors),
        *of_statements(scene.text, statements, actors),
        *of_agreements(agreements, actors),
        *of_cases(cases, actors),
    ]
    told = {telling.span.start for event in coded for telling in event.tellings}
    coded += of_verbs(scene, times, cast, statements, told)
    vouchers = Vouchers(scene.text, statements)
    coded += of_losses(scene, times, cast, vouchers, codes_of(scene, cast), coded)
    cast, coded = of_clauses(scene, times, cast, statements, coded, chances)
    return cast, tuple(replace(event, id=f"v{i}") for i, event in enumerate(coded, 1))
