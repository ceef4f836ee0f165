"""The record's values in words, as elements that name their field: what the templates put in.

Nothing here decides what is shown where; every function gives Markup for one field or a few.
"""

from collections.abc import Callable, Iterable
from typing import Any

from markupsafe import Markup, escape

from onrecord.facts import Statement
from onrecord.tables.states import states
from onrecord.text import Span
from onrecord.views.dates import date_words, duration_words
from onrecord.views.labels import DATE_BASES, MODS
from onrecord.views.names import Names
from onrecord.views.page.fields import attribute, field, value_at
from onrecord.views.safe import words


def country(code: str) -> str:
    """A state's name for its code; a code that we do not know as it is."""
    known = states().get(code)
    return known.name if known else words(code)


def joined(parts: Iterable[Markup], last: str = " and ") -> Markup:
    """«A, B and C»."""
    given = list(parts)
    if len(given) < 2:
        return Markup("").join(given)
    return Markup(", ").join(given[:-1]) + last + given[-1]


def quoted(owner: Any, path: str) -> Markup:
    """A span's words in serif; ``path`` leads to the span."""
    span = value_at(owner, path)
    told = words(span.text) or "…"  # where only white space is quoted
    return Markup("<q{}{}{}{}>{}</q>").format(
        attribute("class", "words"),
        attribute("data-field", f"{path}.text"),
        attribute("data-span", f"{span.start}-{span.end}"),
        attribute("data-value", span.text) if told != span.text else "",
        told,
    )


def quotes(owner: Any, path: str, between: str = " … ", once: bool = False) -> Markup:
    """Several spans' words; ``path`` leads to the list of spans, or of what holds a ``span``.

    With ``once`` the same words are seen once; those that come again are hidden.
    """
    several = value_at(owner, path)
    paths = [
        f"{path}.{number}" if isinstance(member, Span) else f"{path}.{number}.span"
        for number, member in enumerate(several)
    ]
    made, seen = Markup(""), set[str]()
    for one in paths:
        told = words(value_at(owner, one).text).casefold()
        again = once and told in seen
        shown = (Markup(escape(between)) if seen else "") + quoted(owner, one)
        made += Markup('<span class="hidden">{}</span>').format(shown) if again else shown
        seen.add(told)
    return made


def when(owner: Any, path: str = "date") -> Markup:
    """A date at its own precision, «no date» where there is none."""
    slot = value_at(owner, path)
    if slot is None or slot.value is None:
        return Markup('<span class="soft">no date</span>')
    return field("span", owner, f"{path}.value", date_words(slot.value), "date")


def grounds(owner: Any, path: str = "date") -> Markup:
    """What a date stands on, in small: « from last month»; nothing where there is no date."""
    slot = value_at(owner, path)
    made = Markup("")
    if slot is not None and slot.basis is not None:
        made = field("span", owner, f"{path}.basis", DATE_BASES[slot.basis])
    if slot is not None and slot.span is not None:
        made += (" " if made else "") + quoted(owner, f"{path}.span")
        if words(slot.span.text) == date_words(slot.value):  # «2018 from 2018» says nothing
            return Markup('<span class="hidden">{}</span>').format(made)
    return Markup(" <small>{}</small>").format(made) if made else made


def where(owner: Any, path: str = "place") -> Markup:
    """A place and its country; the country not twice."""
    slot = value_at(owner, path)
    made = field("span", owner, f"{path}.name")
    if slot.country:
        name = country(slot.country)
        cls = "hidden" if name == words(slot.name) else ""
        made += Markup("" if cls else ", ")
        made += field("span", owner, f"{path}.country", name, cls)
    return made


def length(owner: Any, path: str) -> Markup:
    """A duration or a term: «under 10 minutes»."""
    slot = value_at(owner, path)
    made = Markup("")
    if getattr(slot, "mod", None):
        made = field("span", owner, f"{path}.mod", MODS.get(slot.mod, slot.mod)) + " "
    if slot.value is not None:
        return made + field("span", owner, f"{path}.value", duration_words(slot.value))
    return made + (quoted(owner, f"{path}.span") if slot.span else Markup("not told"))


def actors(names: Names) -> Callable[[Any, str], Markup]:
    """A function that names the actors of a field, by the names of one reading."""

    def named(owner: Any, path: str) -> Markup:
        given = value_at(owner, path)
        ids = (given,) if isinstance(given, str) else given
        shown = joined(escape(names.short(identifier)) for identifier in ids)
        return field("span", owner, path, shown)

    return named


def content(statement: Statement) -> Markup:
    """What was said, with the verbatim stretches within it."""
    return Markup(" … ").join(
        _content(statement, number) for number in range(len(statement.content))
    )


def _content(statement: Statement, number: int) -> Markup:
    """One stretch of content, with the quotations that lie within it."""
    span = statement.content[number]
    made, at = Markup(""), 0
    for index in inside(statement)[number]:
        quote = statement.quoted[index]
        begins, ends = quote.start - span.start, quote.end - span.start
        made += escape(_safe(span.text[at:begins]))
        made += _span(quote, f"quoted.{index}", escape(_safe(quote.text)))
        at = ends
    return _span(span, f"content.{number}", made + escape(_safe(span.text[at:])))


def inside(statement: Statement) -> dict[int, list[int]]:
    """For each stretch of content, the quotations within it: in order, none over another."""
    found: dict[int, list[int]] = {number: [] for number in range(len(statement.content))}
    order = sorted(range(len(statement.quoted)), key=lambda i: statement.quoted[i].start)
    for number, span in enumerate(statement.content):
        at = span.start
        for index in order:
            quote = statement.quoted[index]
            taken = any(index in others for others in found.values())
            if span.covers(quote) and quote.start >= at and not taken:
                found[number].append(index)
                at = quote.end
    return found


def outside(statement: Statement) -> list[int]:
    """The quotations that stand in no stretch of content."""
    within = {index for indices in inside(statement).values() for index in indices}
    return [index for index in range(len(statement.quoted)) if index not in within]


def _span(span: Span, path: str, shown: Markup) -> Markup:
    return Markup("<span{}{}{}>{}</span>").format(
        attribute("data-field", f"{path}.text"),
        attribute("data-span", f"{span.start}-{span.end}"),
        attribute("data-value", span.text) if words(span.text) != span.text else "",
        shown,
    )


def _safe(text: str) -> str:
    """Words made safe to show, with one space for the white space at their ends."""
    before = " " if text[:1].isspace() else ""
    after = " " if text.strip() and text[-1:].isspace() else ""
    return before + words(text) + after
