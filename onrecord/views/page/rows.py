"""Cells of the index: what an actor is called, the words of a time, what an event codes."""

from collections.abc import Sequence
from typing import Any

from markupsafe import Markup, escape

from onrecord.facts import Actor, Count, Event, Reading
from onrecord.views.labels import COUNTED, MODS
from onrecord.views.page.fields import field
from onrecord.views.page.gathered import Gathered
from onrecord.views.page.words import quoted
from onrecord.views.safe import words

_MOST = 6  # different words that an actor or a time is shown to be called by


def called(actor: Actor) -> Markup:
    """The different words for an actor, in order; each once."""
    first: dict[str, int] = {}
    for number, mention in enumerate(actor.mentions):
        first.setdefault(words(mention.span.text).casefold(), number)
    return _listed(actor, [f"mentions.{number}.span" for number in first.values()], ", ")


def gathered(reading: Reading, group: Gathered[Any], name: str) -> Markup:
    """The different words for a time or a place."""
    first: dict[str, int] = {}
    for number, member in group.members:
        first.setdefault(words(member.span.text).casefold(), number)
    return _listed(reading, [f"{name}.{number}.span" for number in first.values()], "; ")


def _listed(owner: Any, paths: Sequence[str], between: str) -> Markup:
    shown = Markup(escape(between)).join(quoted(owner, path) for path in paths[:_MOST])
    more = len(paths) - _MOST
    return shown + (Markup(" <small>and {} more</small>").format(more) if more > 0 else "")


def count(event: Event, number: int) -> Markup:
    """A number told of an event: «at least 35 killed»."""
    told: Count = event.counts[number]
    path = f"counts.{number}"
    value = f"{told.value:,}"
    made = field("span", event, f"{path}.value", value)
    if told.mod:
        made = field("span", event, f"{path}.mod", MODS[told.mod]) + " " + made
    if told.unit:
        made += Markup(" ") + field("span", event, f"{path}.unit")
    what = COUNTED[told.of]
    cls = "" if what else "hidden"
    return made + " " + field("span", event, f"{path}.of", what or told.of, cls)


def coded(event: Event, known: frozenset[str]) -> Markup:
    """A link to the fact that an event codes."""
    if event.of is None:
        return Markup("")
    shown: str = escape(event.of)
    if event.of in known:
        shown = Markup('<a href="#{0}">{0}</a>').format(event.of)
    return field("span", event, "of", shown)


def identifiers(owner: Any) -> Markup:
    """An actor's or agreement's identifiers elsewhere, as they are."""
    made = Markup("")
    for name in owner.identifiers:
        if name.isidentifier():
            value = field("span", owner, f"identifiers.{name}", None, "value")
            # A state's code is told by its name already.
            cls = "hidden" if name == "iso3166" else "known"
            made += Markup(' <span class="{}">{} {}</span>').format(cls, words(name), value)
    return made
