"""The kinds of entries, and which rows of which of our tables each becomes."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache, partial

from onrecord.errors import OwnTablesError
from onrecord.tables import columns, ours
from onrecord.tables.overlay import Change
from onrecord.tables.own import fields
from onrecord.tables.own.entries import Entry
from onrecord.tables.own.fields import Field
from onrecord.vocabulary import Act, AgreementKind, EventType, values

REMOVE = "remove"  # `remove = true`: ours of that name is not wanted


@cache
def _cells(column: str, *tables: str) -> Sequence[str]:
    """What stands in a column of some of our tables."""
    cells = (row[column] for table in tables for row in ours(table))
    return sorted({part for cell in cells for part in cell.split("|")} - {""})


_CODED = ("plover_clauses", "plover_facts", "plover_verbs")


_SECTORS = (
    *("GOV", "MIL", "LEG", "JUD", "COP", "SPY", "OPP", "PTY", "REB", "MED", "CVL", "BUS", "HLH"),
    *("EDU", "LAB", "NGO", "IGO", "CRM", "REL", "LEGAL", "OTH"),
)
_STATE = fields.among(partial(_cells, "code", "states"))
_SECTOR = fields.among(lambda: _SECTORS)
_NAME, _NAMES = Field(fields.name, needed=True), Field(fields.names)


_OPEN = "2999-12-31"  # a term that goes on


@cache
def _single_offices() -> Sequence[str]:
    """The classes of offices that a state has one of at a time."""
    told = ours("office_classes")
    ranks = {row["class"] for row in told if row["kind"] == "rank" and row["held"] == "one"}
    fields_ = {f"minister:{row['class']}" for row in told if row["kind"] == "field"}
    return sorted(ranks - {"minister"} | fields_)


def _listed(*allowed: str) -> Callable[[object], fields.Cell | fields.Fault]:
    return fields.among(lambda: allowed)


# Kind → its keys; the first is what tells an entry from others of its kind.
KINDS: dict[str, dict[str, Field]] = {
    "verb": {
        "verb": Field(fields.verb, needed=True),
        "forms": Field(fields.forms, needed=True),
        "act": Field(fields.among(lambda: values(Act))),
        "audience": Field(_listed("object", "target", "to", "with", "of")),
        "manner": Field(_listed("speech", "attitude", "evidence"), default="speech"),
        "event": Field(fields.among(lambda: values(EventType))),
        "mode": Field(fields.among(partial(_cells, "mode", *_CODED))),
        "context": Field(fields.among(partial(_cells, "context", *_CODED))),
        "object": Field(_listed("actor", "counted", "none"), default="actor"),
        "doer": Field(_listed("crowd", "body", "power", "armed")),
    },
    "office": {
        "name": _NAME,
        "names": _NAMES,
        "sector": Field(_SECTOR),
        "acts_for_its_state": Field(fields.yes, default="no"),
        "gender": Field(_listed("m", "f", "u"), default="u"),
        "form": Field(_listed("office", "role", "title"), default="office"),
    },
    "agreement": {
        "name": _NAME,
        "names": _NAMES,
        "kind": Field(fields.among(lambda: values(AgreementKind)), needed=True),
        "parties": Field(fields.several(_STATE)),
    },
    "person": {
        "name": _NAME,
        "names": _NAMES,
        "state": Field(_STATE, needed=True),
        "office": Field(fields.name, needed=True),
        "since": Field(fields.year),
        "until": Field(fields.year),
    },
    "holder": {
        "name": _NAME,
        "state": Field(_STATE, needed=True),
        "office": Field(fields.among(lambda: _single_offices()), needed=True),
        "since": Field(fields.day, needed=True),
        "until": Field(fields.day, default=_OPEN),
    },
    "body": {
        "name": _NAME,
        "names": _NAMES,
        "state": Field(_STATE),
        "kind": Field(_listed("government_body", "organization", "group"), needed=True),
        "sector": Field(_SECTOR),
        "since": Field(fields.year),
        "until": Field(fields.year),
    },
    "outlet": {
        "name": _NAME,
        "names": _NAMES,
        "state": Field(_STATE),
        "kind": Field(_listed("agency", "newspaper", "magazine", "broadcaster"), needed=True),
        "domains": Field(fields.domains),
    },
}
# Our table of a kind, and what its columns are called where an entry says it otherwise.
_TABLES = {
    "office": ("offices", {"state": "acts_for_its_state"}),
    "agreement": ("agreement_names", {}),
    "person": ("persons", {"code": "state"}),
    "holder": ("holders", {"code": "state"}),
    "body": ("bodies", {"code": "state"}),
    "outlet": ("outlets", {"code": "state"}),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Told:
    """An entry that is as it should be: its cells by key."""

    kind: str
    cells: dict[str, str]
    remove: bool
    entry: Entry

    @property
    def key(self) -> str:
        """What tells it from others of its kind."""
        if self.kind == "holder":  # who may have held one office twice, and another
            return ", ".join(self.cells[key] for key in ("name", "state", "office", "since"))
        return self.cells[next(iter(KINDS[self.kind]))]


def checked(entry: Entry) -> Told:
    """The entry, if it is as it should be; OwnTablesError, with its line, where it is not."""
    known = KINDS.get(entry.kind)
    if known is None:
        near = get_close_matches(entry.kind, KINDS, 1)
        do = f"Is {near[0]} meant?" if near else f"There are {', '.join(KINDS)}."
        raise entry.wrong(f"there is no kind of entry {entry.kind[:50]!r}.", do)
    for key in entry.told:
        if key not in known and key != REMOVE:
            near = get_close_matches(key, known, 1)
            do = f"Is {near[0]} meant?" if near else f"It may have {', '.join(known)}."
            raise entry.wrong(f"{entry.kind} has no key {key[:50]!r}.", do, key)
    remove = entry.told.get(REMOVE, False)
    if not isinstance(remove, bool):
        raise entry.wrong(f"{REMOVE} is no yes or no.", "Give true or false.", REMOVE)
    cells = {key: _cell(entry, key, field, remove) for key, field in known.items()}
    told = Told(entry.kind, cells, remove, entry)
    if told.kind == "verb" and not remove:
        _whole(told)
    if told.kind == "holder":
        _lasting(told)
    return told


def _cell(entry: Entry, key: str, field: Field, remove: bool) -> str:
    first = key == next(iter(KINDS[entry.kind]))
    if key not in entry.told:
        if first or (field.needed and not remove):
            raise entry.wrong(f"{entry.kind} has no {key}.", f'Add a line: {key} = "…".')
        return field.default
    cell = field.read(entry.told[key])
    if isinstance(cell, str):
        return cell
    raise entry.wrong(f"{key} will not do: {cell[0]}", cell[1], key)


def _whole(told: Told) -> None:
    """A verb says something or does something; what it does has a code."""
    cells = told.cells
    if not cells["act"] and not cells["event"]:
        raise told.entry.wrong(
            f"the verb {told.key} has neither an act nor an event.",
            'Say what is done by it: act = "condemn", or event = "SANCTION".',
        )
    if cells["event"] and "-" in told.key + cells["forms"]:
        what = "a verb with a hyphen tells no event: events are found by whole words."
        raise told.entry.wrong(what, "Leave the event away, or write it as one word.", "event")
    if cells["mode"] and not cells["event"]:
        raise told.entry.wrong("a mode is one of an event.", "Add the event.", "mode")


def _lasting(told: Told) -> None:
    """A term ends after it begins; ours is not taken away, but gives way to one of one's own."""
    if told.remove:
        do = "Give who held the office then: ours of these days is passed over."
        raise told.entry.wrong("a holder cannot be removed.", do, REMOVE)
    if told.cells["until"] <= told.cells["since"]:
        raise told.entry.wrong("it ends before it begins.", "Mend its days.", "until")


def changes(told: Iterable[Told]) -> dict[str, Change]:
    """What becomes of our tables; OwnTablesError where two entries are of one thing."""
    gone: dict[str, set[tuple[str, str]]] = {}
    come: dict[str, list[dict[str, str]]] = {}
    met: dict[tuple[str, str], Told] = {}
    for one in told:
        if (other := met.setdefault((one.kind, one.key), one)) is not one:
            raise OwnTablesError(
                f"{one.entry.at()}: {one.kind} {one.key} stands already at {other.entry.at()}.",
                "Leave one of the two.",
            )
        for table, out, made in _verb(one) if one.kind == "verb" else _named(one):
            gone.setdefault(table, set()).update(out)
            come.setdefault(table, []).extend(() if one.remove else made)
    return {table: Change(frozenset(gone[table]), tuple(come[table])) for table in sorted(gone)}


_Rows = Iterable[tuple[str, set[tuple[str, str]], list[dict[str, str]]]]


def _named(told: Told) -> _Rows:
    table, called = _TABLES[told.kind]
    made = {one: told.cells.get(called.get(one, one), "") for one in columns(table)}
    if "source" in made:
        made["source"] = "own"
    if table == "holders":  # which of ours give way is told by the days
        yield table, set(), [made | {"bounds": "exact", "seen": "0"}]
        return
    yield table, {("name", told.key)}, [made]


def _verb(told: Told) -> _Rows:
    cells = told.cells
    forms = list(dict.fromkeys((told.key, *filter(None, cells["forms"].split("|")))))
    if cells["act"] or told.remove:
        made = [
            {"form": form, "verb": told.key, "act": cells["act"], "audience": cells["audience"],
             "manner": cells["manner"]}
            for form in forms
        ]  # fmt: skip
        yield "cue_verbs", {("verb", told.key), *(("form", form) for form in forms)}, made
    if cells["event"] or told.remove:
        row = dict.fromkeys(columns("plover_verbs"), "") | {
            "forms": "|".join(forms), "type": cells["event"], "mode": cells["mode"],
            "context": cells["context"], "object": cells["object"], "doer": cells["doer"],
        }  # fmt: skip
        yield "plover_verbs", {("forms", form) for form in forms}, [row]
