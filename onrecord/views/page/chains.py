"""Chains of sources: who stands behind what, from the report inwards."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

from onrecord.facts import Change, Encounter, Event, Statement, Step, Voucher
from onrecord.views.labels import TERMS
from onrecord.views.names import Names
from onrecord.views.page.fields import field
from onrecord.views.safe import words
from onrecord.vocabulary import Terms

_SLOTS = (("date", "date"), ("place", "place"), ("duration", "length"))


@dataclass(frozen=True, slots=True)
class Link:
    """One source of a chain; the line that leads to it is its terms'."""

    terms: Terms
    markup: Markup


@dataclass(frozen=True, slots=True)
class Chain:
    """What is told so, and by whom, outermost first; ``lead`` is empty where it is all of it."""

    lead: str
    links: tuple[Link, ...]


Told = Encounter | Change | Step | Event


def of_statement(statement: Statement, names: Names) -> Chain | None:
    """The chain of a statement, its own speaker last; None in the reporter's own voice."""
    if not statement.vouched_by:
        return None
    links = _links(statement, "vouched_by", statement.vouched_by, names)
    speaker = escape(names.several(statement.speaker) or "Speaker not told")
    return Chain("", (*links, Link(statement.terms, speaker)))


def of_tellings(fact: Told, names: Names) -> list[Chain]:
    """The chains of a fact: one for all its tellings, or one for each source that tells some."""
    groups: dict[tuple[Voucher, ...], list[int]] = {}
    for number, telling in enumerate(fact.tellings):
        if telling.vouched_by:
            groups.setdefault(telling.vouched_by, []).append(number)
    return [
        Chain(
            "" if len(members) == len(fact.tellings) else _lead(fact, members, names),
            _links(fact, f"tellings.{members[0]}.vouched_by", vouchers, names),
        )
        for vouchers, members in groups.items()
    ]


def _lead(fact: Told, members: Sequence[int], names: Names) -> str:
    """«Its length, line 5:» for what rests on these tellings alone, else where they stand."""
    lines = names.lines(fact.tellings[number].span for number in members)
    told = ((name, getattr(getattr(fact, slot, None), "told", ())) for slot, name in _SLOTS)
    slots = [name for name, numbers in told if numbers and {*numbers} <= {*members}]
    if not slots:
        return f"{lines.capitalize()}:"
    return f"Its {' and '.join(slots)}, {lines}:"


def _links(
    owner: Statement | Told, path: str, vouchers: Sequence[Voucher], names: Names
) -> tuple[Link, ...]:
    return tuple(
        Link(voucher.terms, _link(owner, f"{path}.{number}", voucher, names))
        for number, voucher in enumerate(vouchers)
    )


def _link(owner: Statement | Told, path: str, voucher: Voucher, names: Names) -> Markup:
    made = field("span", owner, f"{path}.actor", names.short(voucher.actor))
    if voucher.terms != "unspecified":
        made += ", "
    cls = "hidden" if voucher.terms == "unspecified" else ""
    made += field("span", owner, f"{path}.terms", TERMS[voucher.terms], cls)
    if voucher.occasion and words(voucher.occasion):
        made += Markup(", ") + field("span", owner, f"{path}.occasion")
    return made
