"""Who met whom in words: bonds of the record as a network to draw, as plain values and as rows."""

from typing import Any

import msgspec

from onrecord.drawing import Meeting, Network, Party
from onrecord.record.meetings import TOGETHER, Bond, Met
from onrecord.tables.states import state
from onrecord.views.dates import date_words
from onrecord.views.drawn import Link
from onrecord.views.safe import words
from onrecord.views.things import phrases

__all__ = ["network", "plain", "rows"]


def network(
    told: Met, *, title: str = "Who met whom", link: Link = lambda id: None, note: str = ""
) -> Network:
    """A network to draw; ``link`` says where an id of the record leads to, in a page."""
    order = {id: at for at, id in enumerate(dict.fromkeys(_ids(told)))}
    many = phrases.counted(len(told.gatherings), "encounter") if told.gatherings else ""
    left_out = f"{many} of more than {TOGETHER} left out." if many else ""
    return Network(
        title=title,
        parties=tuple(
            Party(name=_name(told, id), side=_side(told, id), link=link(id)) for id in order
        ),
        meetings=tuple(_meeting(one, order, link) for one in told.bonds),
        note=" ".join(filter(None, (left_out, note))),
    )


def _ids(told: Met) -> list[str]:
    return [id for one in told.bonds for id in (one.one, one.other)]


def _name(told: Met, id: str) -> str:
    entry = state(id) if id not in told.names or told.names[id] == id else None
    return entry.name if entry else words(told.names.get(id, id))


def _side(told: Met, id: str) -> str:
    """The state for which somebody acts, in words; "" for states themselves."""
    entry = state(told.states.get(id, ""))
    return entry.name if entry and entry.name != told.names.get(id) else ""


def _meeting(one: Bond, order: dict[str, int], link: Link) -> Meeting:
    beside = ", ".join(f"{count} {name}" for name, count in one.beside.items())
    often = sorted(one.beside, key=lambda name: (-one.beside[name], name))
    return Meeting(
        one=order[one.one],
        other=order[one.other],
        times=one.times,
        beside=beside,
        modality="actual" if one.times or not often else often[0],
        said=_said(one),
        link=link(one.encounters[0]) if len(one.encounters) == 1 else None,
    )


def _said(one: Bond) -> str:
    first, last = date_words(one.first), date_words(one.last)
    return first if first == last else f"{first} to {last}"


def plain(told: Met) -> Any:
    """Bonds with names, as plain values for JSON."""
    return [
        {"one": _party(told, one.one), "other": _party(told, one.other),
         **{name: value for name, value in msgspec.to_builtins(one).items()
            if name not in ("one", "other")}}
        for one in told.bonds
    ]  # fmt: skip


def _party(told: Met, id: str) -> dict[str, str | None]:
    return {"id": id, "name": _name(told, id), "represents": told.states.get(id)}


COLUMNS = ("one", "other", "times", "beside", "first", "last", "one_id", "other_id", "encounters")


def rows(told: Met) -> list[tuple[str, ...]]:
    """The same for CSV, in COLUMNS."""
    return [
        (
            _name(told, one.one),
            _name(told, one.other),
            str(one.times),
            "; ".join(f"{name} {count}" for name, count in one.beside.items()),
            one.first or "",
            one.last or "",
            one.one,
            one.other,
            "; ".join(one.encounters),
        )
        for one in told.bonds
    ]
