"""A draft, fact by fact, into a reading: aligned, checked, refused where it breaks the contract.

A fact is taken in only where the reading keeps the contract with it. Slots of free words (a name,
an office, an occasion, a charge) that the text does not have are left out; what is refused and
what is left out is counted, by its reason.
"""

import dataclasses
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeVar

import msgspec

from onrecord.facts import (
    Actor,
    Agreement,
    Case,
    Change,
    DateSlot,
    Encounter,
    Event,
    Mention,
    PlaceSlot,
    Reading,
    Statement,
    Step,
    Telling,
    TermSlot,
    Voucher,
    validate,
    with_keys,
)
from onrecord.llm import draft as drafts
from onrecord.llm.aligning import Paragraphs, Refused
from onrecord.report import Report

CONFIDENCE = 0.5  # such facts are not calibrated: the model does not say how sure it is

_MOST = 2_000  # of one kind: an answer that goes on and on
_MARKS = frozenset("\"'“”„‟«»‘’‚‛")
_T = TypeVar("_T")


class Composition:
    """A reading that grows out of a draft; ``left_out`` counts what is not in it, by reason."""

    def __init__(self, report: Report) -> None:
        self.reading = Reading(report=dataclasses.replace(report, parts=(), dateline=None))
        self.left_out: Counter[str] = Counter()
        self._paragraphs = Paragraphs(report.text)
        self._known: dict[str, str] = {}  # the draft's names of things → ids

    def take(self, draft: drafts.Draft) -> None:
        """Takes in what a draft holds, and can be taken in."""
        self._each(draft.actors, drafts.Actor, self._actor)
        # Statements are about agreements and cases, whose steps stand in statements: names first.
        self._each(draft.agreements, drafts.Agreement, self._agreement)
        self._each(draft.cases, drafts.Case, self._case)
        self._each(draft.statements, drafts.Statement, self._statement)
        self._each(draft.encounters, drafts.Encounter, self._encounter)
        self._each(draft.events, drafts.Event, self._event)

    def _each(self, raw: Sequence[Any], kind: type[_T], take: Callable[[_T], None]) -> None:
        for one in raw[:_MOST]:
            try:
                take(msgspec.convert(one, kind, strict=False))
            except msgspec.ValidationError:
                self.left_out["refused: not of the shape asked for"] += 1
            except Refused as error:
                self.left_out[f"refused: {error.reason}"] += 1
        if len(raw) > _MOST:
            self.left_out["refused: too many"] += len(raw) - _MOST

    # --- kinds ------------------------------------------------------------------------------

    def _actor(self, one: drafts.Actor) -> None:
        mentions = self._mentions(one.mentions, forms=True)
        if not mentions:
            raise Refused("words that the text does not have")
        self._fresh(one.ref)
        actor = Actor(
            id=f"a{len(self.reading.actors) + 1}", name=self._name(one.name, mentions),
            kind=one.kind, office=self._told(one.office), represents=one.represents or None,
            unnamed=one.unnamed, mentions=mentions,
        )  # fmt: skip
        self._put(actors=(*self.reading.actors, actor))
        self._known[one.ref] = actor.id

    def _statement(self, one: drafts.Statement) -> None:
        content = self._paragraphs.spans(one.content)
        quoted = [
            span
            for span in self._paragraphs.spans(one.quoted)
            if any(whole.covers(span) for whole in content) and self._marked(span.start, span.end)
        ]
        statement = Statement(
            id=f"s{len(self.reading.statements) + 1}", speaker=self._ids(one.speaker),
            addressees=self._ids(one.addressees), targets=self._ids(one.targets), mode=one.mode,
            modality=one.modality, terms=one.terms, act=one.act,
            source=self._paragraphs.spans(one.source), cue=self._paragraphs.spans(one.cue),
            content=content, quoted=tuple(quoted), about=self._ids(one.about),
            occasion=self._told(one.occasion), date=self._date(one.date),
            vouched_by=self._vouchers(one.vouched_by), confidence=CONFIDENCE,
        )  # fmt: skip
        if not statement.content and not statement.cue:
            raise Refused("no words")
        self._put(statements=self._with(self.reading.statements, statement))

    def _encounter(self, one: drafts.Encounter) -> None:
        encounter = Encounter(
            id=f"e{len(self.reading.encounters) + 1}", participants=self._ids(one.participants),
            format=one.format, modality=one.modality, date=self._date(one.date),
            place=self._place(one.place), occasion=self._told(one.occasion),
            tellings=self._tellings(one.tellings), confidence=CONFIDENCE,
        )  # fmt: skip
        self._put(encounters=self._with(self.reading.encounters, encounter))

    def _agreement(self, one: drafts.Agreement) -> None:
        mentions = self._mentions(one.mentions)
        if not mentions:
            raise Refused("words that the text does not have")
        self._fresh(one.ref)
        made = Agreement(
            id=f"g{len(self.reading.agreements) + 1}", name=self._name(one.name, mentions),
            kind=one.kind, parties=self._ids(one.parties), mentions=mentions,
        )  # fmt: skip
        before = self.reading.agreements
        self._put(agreements=(*before, made))
        self._known[one.ref] = made.id

        def change(turn: drafts.Change) -> None:
            agreement = self.reading.agreements[-1]
            told = Change(
                id=f"{made.id}-{len(agreement.changes) + 1}", change=turn.change,
                modality=turn.modality, by=self._ids(turn.by), date=self._date(turn.date),
                term=self._term(turn.term), tellings=self._tellings(turn.tellings),
                confidence=CONFIDENCE,
            )  # fmt: skip
            changes = self._with(agreement.changes, told)
            self._put(agreements=(*before, dataclasses.replace(agreement, changes=changes)))

        self._each(one.changes, drafts.Change, change)

    def _case(self, one: drafts.Case) -> None:
        (person,) = self._ids([one.person])
        self._fresh(one.ref)
        held_by = self._ids([one.held_by])[0] if one.held_by else None
        mentions = self._mentions(one.mentions) or next(
            tuple(Mention(each.span) for each in actor.mentions)
            for actor in self.reading.actors
            if actor.id == person
        )
        made = Case(
            id=f"c{len(self.reading.cases) + 1}", person=person, held_by=held_by,
            designation=self._told(one.designation), mentions=mentions,
        )  # fmt: skip
        before = self.reading.cases
        self._put(cases=(*before, made))
        self._known[one.ref] = made.id

        def step(turn: drafts.Step) -> None:
            case = self.reading.cases[-1]
            told = Step(
                id=f"{made.id}-{len(case.steps) + 1}", step=turn.step, modality=turn.modality,
                by=self._ids(turn.by), date=self._date(turn.date), place=self._place(turn.place),
                charge=self._told(turn.charge), term=self._term(turn.term),
                tellings=self._tellings(turn.tellings), confidence=CONFIDENCE,
            )  # fmt: skip
            steps = self._with(case.steps, told)
            self._put(cases=(*before, dataclasses.replace(case, steps=steps)))

        self._each(one.steps, drafts.Step, step)

    def _event(self, one: drafts.Event) -> None:
        event = Event(
            id=f"v{len(self.reading.events) + 1}", type=one.type, actor=self._ids(one.actor),
            recipient=self._ids(one.recipient), date=self._date(one.date),
            place=self._place(one.place), modality=one.modality,
            tellings=self._tellings(one.tellings), confidence=CONFIDENCE,
        )  # fmt: skip
        self._put(events=self._with(self.reading.events, event))

    # --- slots ------------------------------------------------------------------------------

    def _mentions(
        self, raw: Iterable[drafts.Mention], *, forms: bool = False
    ) -> tuple[Mention, ...]:
        """Those that stand in the text; the others are counted."""
        found: dict[tuple[int, int], Mention] = {}
        for one in raw:
            try:
                span = self._paragraphs.span(one)
            except Refused:
                self.left_out["left out: mentions"] += 1
            else:
                found[span.start, span.end] = Mention(span, one.form if forms else None)
        return tuple(found[place] for place in sorted(found))

    def _tellings(self, raw: Sequence[drafts.Telling]) -> tuple[Telling, ...]:
        if not raw:
            raise Refused("no words")
        return tuple(
            Telling(
                span=self._paragraphs.span(one), vouched_by=self._vouchers(one.vouched_by),
                confidence=CONFIDENCE,
            )
            for one in raw
        )  # fmt: skip

    def _vouchers(self, raw: Sequence[drafts.Voucher]) -> tuple[Voucher, ...]:
        return tuple(
            Voucher(
                actor=self._ids([one.actor])[0], terms=one.terms, occasion=self._told(one.occasion)
            )
            for one in raw
        )

    def _date(self, raw: drafts.Date | None) -> DateSlot | None:
        """A date with its words; without any only the day of publication, and else none."""
        if raw is None:
            return None
        if raw.words is not None:
            return DateSlot(value=raw.value, basis="words", span=self._paragraphs.span(raw.words))
        if raw.value == self.reading.report.published.value:
            return DateSlot(value=raw.value, basis="publication")
        self.left_out["left out: dates without words"] += 1
        return None

    def _place(self, raw: drafts.Place | None) -> PlaceSlot | None:
        if raw is None:
            return None
        span = self._paragraphs.span(raw.words)
        return PlaceSlot(name=span.text, country=raw.country or None, span=span)

    def _term(self, raw: drafts.Term | None) -> TermSlot | None:
        if raw is None:
            return None
        if raw.words is None:
            self.left_out["left out: terms without words"] += 1
            return None
        return TermSlot(value=raw.value, span=self._paragraphs.span(raw.words))

    def _ids(self, refs: Iterable[str]) -> tuple[str, ...]:
        try:
            return tuple(dict.fromkeys(self._known[ref] for ref in refs))
        except KeyError:
            raise Refused("an actor or a thing that is not among those listed") from None

    def _name(self, name: str, mentions: Sequence[Mention]) -> str:
        """The name where the text has it; else the longest of the mentions."""
        told = self._told(name)
        if told is not None:
            return told
        named = [each for each in mentions if each.form == "name"] or mentions
        return max(named, key=lambda each: each.span.length).span.text

    def _told(self, words: str | None) -> str | None:
        """Words that a slot is to hold, where the text has them."""
        if not words or not words.strip():
            return None
        if self._paragraphs.tells(words):
            return " ".join(words.split())
        self.left_out["left out: words that the text does not have"] += 1
        return None

    def _marked(self, start: int, end: int) -> bool:
        """Whether a stretch stands between quotation marks, or has them at its ends."""
        text = self.reading.report.text
        opened = text[start] in _MARKS or (start > 0 and text[start - 1] in _MARKS)
        closed = text[end - 1] in _MARKS or text[end : end + 1] in _MARKS
        return opened and closed

    # --- the reading ------------------------------------------------------------------------

    def _fresh(self, ref: str) -> None:
        if ref in self._known:
            raise Refused("a name that is taken")

    def _with(self, group: tuple[_T, ...], fact: _T) -> tuple[_T, ...]:
        """The group with a fact more; Refused where it is there already."""
        same = {"id": "", "key": ""}
        if any(
            dataclasses.replace(one, **same) == dataclasses.replace(fact, **same)  # type: ignore[type-var]
            for one in group
        ):
            raise Refused("told twice")
        return (*group, fact)

    def _put(self, **parts: Any) -> None:
        """The reading with other parts; Refused where it would break the contract."""
        made = with_keys(dataclasses.replace(self.reading, **parts))
        if validate(made):
            raise Refused("it breaks the contract")
        self.reading = made
