"""One reading as the templates see it: its names, its text cut up, its facts in their order."""

import re
from collections.abc import Iterable
from functools import cached_property
from typing import Any

from markupsafe import Markup, escape

from onrecord.facts import Agreement, Case, Change, Encounter, Reading, Statement, Step
from onrecord.tables import rows
from onrecord.text import Span
from onrecord.views.dates import date_words
from onrecord.views.fragments import link, page_address
from onrecord.views.labels import CHANGES, ENCOUNTERS, STEPS, label
from onrecord.views.names import Names
from onrecord.views.page import words as shown
from onrecord.views.page.chains import Chain, of_statement, of_tellings
from onrecord.views.page.cut import Cut, Line, cut
from onrecord.views.page.fields import field
from onrecord.views.page.gathered import places, times
from onrecord.views.page.groups import groups
from onrecord.views.page.marks import marks
from onrecord.views.safe import one_line, words
from onrecord.views.standing import (
    SURE,
    Said,
    Standing,
    Turn,
    date_of,
    dateline_place,
    denials,
    in_time,
    said,
    speakers_of,
    standing,
    stating,
)

_TAG = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
APART = "noopener noreferrer nofollow"  # how a link out of the page stands to it
MOST_LINES = 8  # links to lines that stand beside a fact; further ones are counted


class Sheet:
    """A reading whose ids are sound, made ready to be shown."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.report = reading.report
        self.names = Names(reading)
        self.actors = shown.actors(self.names)
        self.times = times(reading)
        self.places = places(reading)
        self.groups = groups(reading)
        self.dateline = dateline_place(reading)
        self._named = {agreement.id: words(agreement.name) for agreement in reading.agreements}
        self._named |= {case.id: self.names.full(case.person) for case in reading.cases}

    @cached_property
    def cut(self) -> Cut:
        """The report's text in lines and segments."""
        return cut(self.report, marks(self.reading))

    @cached_property
    def headline(self) -> Line | None:
        """The line that is the page's heading: the headline, where it is the first line."""
        first = next((line for line in self.cut.lines if line.text.strip()), None)
        title = words(self.report.title or "")
        if first is None or first.number != 1 or len(first.pieces) != 1:
            return None
        is_title = words(first.text) == title
        return first if is_title or (first.kind == "headline" and not title) else None

    @cached_property
    def title(self) -> str:
        """The report's title, in words that are safe to show; empty where there is none."""
        return words(self.report.title or (self.headline.text if self.headline else ""))

    def lines(self, fact: Any, spans: Iterable[Span]) -> Markup:
        """Links to the lines where some words of a fact stand; the first to the words."""
        whole = [span for span in spans if span.holds(self.report.text)]
        numbers = sorted({self.names.line(span.start) for span in whole})
        links = [
            Markup('<a class="ln" href="#{}">{}</a>').format(self._goal(fact, n, first), text)
            for first, n, text in _numbered(numbers[:MOST_LINES])
        ]
        more = len(numbers) - MOST_LINES
        rest = f" and {more} more" if more > 0 else ""
        return Markup(", ").join(links) + rest

    def _goal(self, fact: Any, number: int, first: bool) -> str:
        marked = getattr(fact, "id", None) in self.cut.marked
        return f"w-{fact.id}" if first and marked else f"l{number}"

    def words_of(self, fact: Any) -> tuple[Span, ...]:
        """The words that a fact turns on, or is spoken of by."""
        if isinstance(fact, Statement):
            return (*fact.cue, *fact.content[:1])[:1] or fact.source[:1]
        told = getattr(fact, "tellings", None)
        members = told if told is not None else fact.mentions
        return tuple(member.span for member in members)

    def original(self, fact: Any) -> Markup:
        """A link to the words of a fact on the page where the report came out."""
        spans = fact.content[:1] if isinstance(fact, Statement) else ()
        words_there = [s for s in (spans or self.words_of(fact)) if s.holds(self.report.text)]
        address = link(self.report, words_there[0]) if words_there else None
        if address is None:
            return Markup("")
        return Markup(' <a class="out" href="{}" rel="{}">original</a>').format(address, APART)

    def chains(self, fact: Any) -> list[Chain]:
        """Who vouches for a fact, where it is not the report itself."""
        if isinstance(fact, Statement):
            chain = of_statement(fact, self.names)
            return [chain] if chain else []
        return of_tellings(fact, self.names)

    def label(self, fact: Encounter | Change | Step) -> tuple[str, str]:
        """What happened, in the past; or the noun of what did not."""
        if isinstance(fact, Encounter):
            pair = ENCOUNTERS[fact.format]
        else:
            pair = CHANGES[fact.change] if isinstance(fact, Change) else STEPS[fact.step]
        return pair

    def named_label(self, fact: Encounter | Change | Step) -> str:
        """«suspended», «resumption asked»."""
        return label(*self.label(fact), fact.modality)

    def about(self, owner: Any, path: str = "about") -> Markup:
        """Links to the agreements and cases that a statement is about."""
        return field("span", owner, path, shown.joined(self._ref(i) for i in owner.about))

    def _ref(self, identifier: str) -> Markup:
        name = self._named.get(identifier)
        if name is None:
            return escape(words(identifier))
        return Markup('<a href="#{}">{}</a>').format(identifier, name or identifier)

    def stated(self, turn: Change | Step) -> Markup:
        """Links to the statements that carry a change or step, each by who speaks in it."""
        found = {statement.id: statement for statement in stating(self.reading, turn)}
        links, before = [], ""
        for identifier in turn.stated_in:
            who = self.said(found[identifier]).speakers if identifier in found else identifier
            name = "again" if who == before else words(who)
            before = who
            link = Markup('<a href="#{}">{}</a>').format(identifier, name)
            links.append(link if identifier in found else escape(name))
        return field("span", turn, "stated_in", shown.joined(links))

    def asked_on(self, turn: Turn) -> str:
        """The day on which something undated was asked, where all who asked did on one."""
        days = {s.date.value for s in stating(self.reading, turn) if s.date and s.date.value}
        undated = turn.modality == "asked" and turn.date is None
        return date_words(days.pop()) if undated and len(days) == 1 else ""

    def whose(self, turn: Turn) -> str:
        """«of Russia, by Blinken, 2 March 2023» for what was asked; for all else by whom."""
        of = self.names.several(turn.by)
        by = self.names.several(speakers_of(stating(self.reading, turn)))
        on = date_words(date_of(turn)) if date_of(turn) else self.asked_on(turn)
        if turn.modality == "asked" and by:
            parts = [f"of {of}" if of else "", f"by {by}", on]
        else:
            parts = [f"by {of}" if of else "", on]
        return ", ".join(part for part in parts if part)

    def in_time(self, thing: Agreement | Case) -> list[Turn]:
        """The turns of a thing in the order of time."""
        return in_time(turns_of(thing))

    def said(self, statement: Statement) -> Said:
        """The statement as a sentence."""
        return said(statement, self.names)

    def standing(self, thing: Any) -> Standing | None:
        """Where an agreement or a case stands."""
        return standing(thing)

    def denials(self, step: Step) -> list[Statement]:
        """The statements that deny the charge of a step."""
        return denials(self.reading, step)

    def unsure(self, fact: Any) -> Markup:
        """Why a fact is unsure and how far; nothing where it is sure."""
        if fact.confidence >= SURE:
            return Markup("")
        value = field("span", fact, "confidence", f"{fact.confidence:.2f}")
        return Markup('<span class="unsure">{}, {}</span>').format(_why(fact), value)

    def open_turns(self, thing: Agreement | Case) -> list[Turn]:
        """What is asked of a thing, beside where it stands; each label once."""
        asked = (turn for turn in turns_of(thing) if turn.modality == "asked")
        return list({self.named_label(turn): turn for turn in asked}.values())

    @cached_property
    def ids(self) -> frozenset[str]:
        """The ids of everything that may be linked to."""
        reading = self.reading
        things: tuple[Agreement | Case, ...] = (*reading.agreements, *reading.cases)
        found = {thing.id for thing in things} | {t.id for a in things for t in turns_of(a)}
        found |= {actor.id for actor in reading.actors} | {event.id for event in reading.events}
        found |= {s.id for s in reading.statements} | {e.id for e in reading.encounters}
        return frozenset(found)

    @property
    def counts(self) -> list[tuple[str, str, int]]:
        """Every kind of fact: its name on the page, and how many of it there are."""
        reading = self.reading
        changes = sum(len(agreement.changes) for agreement in reading.agreements)
        steps = sum(len(case.steps) for case in reading.cases)
        return [
            ("encounter", "Encounters", len(reading.encounters)),
            ("agreement", "Agreement changes", changes),
            ("case", "Case steps", steps),
            ("statement", "Statements", len(reading.statements)),
            ("actor", "Who", len(reading.actors)),
            ("time", "When", len(self.times)),
            ("place", "Where", len(self.places)),
        ]

    @property
    def language(self) -> str:
        """The report's language by its name, where we know it."""
        known = {row["code"]: row["name"] for row in rows("languages")}
        return known.get(self.report.language, words(self.report.language))

    @property
    def language_tag(self) -> str:
        """The language as an attribute may have it; empty where it has another shape."""
        return self.report.language if _TAG.fullmatch(self.report.language) else ""

    def linked(self, name: str) -> Markup:
        """An address of the report, a link where it may be followed."""
        given = getattr(self.report, name)
        shown: str = one_line(given)
        if page_address(given):
            shown = Markup('<a href="{}" rel="{}">{}</a>').format(given, APART, shown)
        return field("span", self.report, name, shown, "address")


def turns_of(thing: Agreement | Case) -> tuple[Turn, ...]:
    """The changes of an agreement, the steps of a case."""
    return thing.changes if isinstance(thing, Agreement) else thing.steps


def _numbered(numbers: list[int]) -> Iterable[tuple[bool, int, str]]:
    """(whether it is the first, the line, its words): «lines 7», «14»."""
    for place, number in enumerate(numbers):
        noun = ("line " if len(numbers) == 1 else "lines ") if place == 0 else ""
        yield place == 0, number, f"{noun}{number}"


def _why(fact: Any) -> str:
    if isinstance(fact, Statement):
        if not fact.speaker:
            return "Speaker not found"
        if not fact.cue:
            return "No cue: speaker carried on from the sentence before"
    return "Unsure: the words could be read otherwise"
