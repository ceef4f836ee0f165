"""How well records are coded: the type of the event, and the codes of who does it to whom.

Shared by the reader's own measure and by that of the coder beside it (`benchmarks`), so that both
are judged by the same rule.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from training.corpora.plover import TYPES, Coded
from training.tally import Measured, Tally


@dataclass(frozen=True, slots=True)
class Found:
    """What a coder makes of a text: its main event, or an empty type where it finds none."""

    type: str = ""
    mode: str | None = None
    source: tuple[str, ...] = ()
    target: tuple[str, ...] = ()


def measured(pairs: Iterable[tuple[Coded, Found]]) -> Measured:
    """Accuracies, in percent, over all records.

    `type`; `source` and `target`, each right where its set of codes is the record's (none is a
    set, too); `actors`, both of these counted together; `both`, where both are right at once;
    `mode`, over the records that have one; `found`, how many were coded at all. In the table a row
    for each type: the accuracies over its records, and the precision of the type.
    """
    pairs = list(pairs)
    scores = {name: _share(hits) for name, hits in _hits(pairs).items()}
    table = {name: {"accuracy": value} for name, value in scores.items()}
    for kind in TYPES:
        mine = [pair for pair in pairs if pair[0].type == kind]
        said = Tally()
        for record, found in pairs:
            said.add(found.type == kind, record.type == kind, found.type == record.type == kind)
        if mine:
            hits = _hits(mine)
            table[kind] = {
                "accuracy": _share(hits["type"]),
                "precision": said.precision,
                "actors": _share(hits["actors"]),
                "records": len(mine),
            }
    return Measured(len(pairs), {name: round(v, 2) for name, v in scores.items()}, table)


def _hits(pairs: list[tuple[Coded, Found]]) -> dict[str, list[bool]]:
    source = [set(a.source) == set(b.source) for a, b in pairs]
    target = [set(a.target) == set(b.target) for a, b in pairs]
    return {
        "type": [a.type == b.type for a, b in pairs],
        "actors": [*source, *target],
        "source": source,
        "target": target,
        "both": [one and other for one, other in zip(source, target, strict=True)],
        "mode": [a.mode == b.mode for a, b in pairs if a.mode],
        "found": [bool(b.type) for _, b in pairs],
    }


def _share(hits: list[bool]) -> float:
    return 100 * sum(hits) / max(1, len(hits))
