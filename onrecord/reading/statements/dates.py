"""On which day something is said: by the words beside it, by what goes before, by the report."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from onrecord.facts import DateSlot
from onrecord.reading.quotes import Quotation, overlapping
from onrecord.reading.scene import Cast, Scene
from onrecord.reading.statements.drafts import Draft
from onrecord.reading.statements.holding import Holding
from onrecord.reading.statements.occasions import Occasion
from onrecord.reading.times import TimeMention
from onrecord.text import Span

_PERFECT = re.compile(r"\b(?:had|has|have)\b(?:[\s\u00a0]\w+ly)?[\s\u00a0]*$")
_RELATIVE = re.compile(r"\b(?:that|which)[\s\u00a0]+(?:the[\s\u00a0]+)?$")
_PRESENT = re.compile(r"(?:is|are|wants?|[a-z]+s)\b", re.IGNORECASE)
_ELSEWHERE_BEHIND = re.compile(r"[;:]|\b(?:who|which|after)\b")
_ELSEWHERE_BEFORE = re.compile(r"\b(?:after|since|before|who|which|that)\b")
_MEETING = re.compile(
    r"\b(?:met|talks|meeting|phoned|telephoned|spoke|call|hosted|received|visited|sat down|"
    r"spent[\s\u00a0]+[\w-]+[\s\u00a0]+\w+)\b"
)
_DATELINE = 30  # characters behind a dateline's place in which its own date stands
_REACH = 3  # paragraphs over which a speaker's day carries on
_NEXT = 1  # paragraphs over which the day of a known occasion carries on to others
_RECENT = timedelta(days=7)


@dataclass(slots=True)
class Days:
    """The day of each saying; remembers what carries on from one to the next."""

    scene: Scene
    times: Sequence[TimeMention]
    quotations: Sequence[Quotation]
    held: Holding
    cast: Cast
    _speakers: dict[tuple[str, ...], tuple[DateSlot, int]] = field(default_factory=dict)
    _event: tuple[DateSlot, int] | None = None
    _news: tuple[TimeMention, ...] | None = None

    def of(
        self, draft: Draft, occasion: Occasion | None, *, vouched: bool, named: bool
    ) -> DateSlot | None:
        """The day of a draft. `vouched`: others tell of it; `named`: a named actor speaks."""
        paragraph = self.scene.layout.sentence_at(draft.start).paragraph
        said = self._beside(draft)
        if said is not None:
            self._speakers[draft.speaker] = (said, paragraph)
            return said
        if self._in_the_background(draft):
            return None
        if vouched:
            return self.report() if self._of_today(draft) else None
        known = self._of_the_event(draft) if occasion is not None and occasion.known else None
        if known is not None:
            self._event = (known, paragraph)
            return known
        before = self._speakers.get(draft.speaker)
        if before and 0 <= paragraph - before[1] <= _REACH:
            return carried(before[0])
        met = self._of_the_scene(draft)
        if met is not None:
            self._speakers[draft.speaker] = (met, paragraph)
            return met
        if named and self._event and 0 <= paragraph - self._event[1] <= _NEXT:
            self._event = (self._event[0], paragraph)
            return self._event[0]
        return self.report()

    def report(self) -> DateSlot | None:
        """The day that the report itself stands on."""
        published = self.scene.published
        if published.value is None:
            return None
        basis = "dateline" if published.basis == "dateline" else "publication"
        return DateSlot(value=published.value[:10], basis=basis, span=published.span)  # type: ignore[arg-type]

    def _beside(self, draft: Draft) -> DateSlot | None:
        """The date that stands beside the cue, outside what is said: in this draft or another."""
        if draft.cue is None:
            return None
        at = draft.cue.start
        sentence = self.scene.layout.sentence_at(at)
        near = [
            t
            for t in self._between(sentence.start, sentence.end)
            if t.type in {"DATE", "TIME"}
            and t.value is not None
            and t.value[:1].isdigit()
            and not draft.holds(t.start)
            and not self._to_come(t)
            and not self._said_elsewhere(t.start, at)
            and self._close(sentence.start, draft, t)
        ]
        return _slot(self.scene.text, min(near, key=lambda t: abs(t.start - at))) if near else None

    def _to_come(self, time: TimeMention) -> bool:
        """«We need it by October, she said»: a day behind that of the report is not that of it."""
        today, value = self.scene.today, str(time.value).partition("T")[0]
        if today is None or "-W" in value or not value[-1:].isdigit():
            return False
        return value > today.isoformat()[: len(value)]

    def _said_elsewhere(self, time: int, cue: int) -> bool:
        """Whether words said hold either a time or the cue, and not the other."""
        one, other = (overlapping(self.quotations, at, at + 1) for at in (time, cue))
        return one != other or self.held.numbers(time) != self.held.numbers(cue)

    def _close(self, start: int, draft: Draft, time: TimeMention) -> bool:
        """Whether a time belongs to the saying: close behind the cue, or opening the sentence."""
        assert draft.cue is not None
        text = self.scene.text
        if time.start >= draft.cue.end:
            between = text[draft.cue.end : time.start]
            return len(between) <= 60 and not _ELSEWHERE_BEHIND.search(between)
        around = text[start : time.start] + text[time.end : draft.cue.start]
        return time.start - start <= 45 and not _ELSEWHERE_BEFORE.search(around)

    def _in_the_background(self, draft: Draft) -> bool:
        """Whether the cue is out of the day's news («had said», «which Chad denounced»)."""
        if draft.cue is None:
            return False
        text = self.scene.text
        if _PERFECT.search(text[max(0, draft.cue.start - 24) : draft.cue.start]):
            return True
        relative = draft.source and draft.content[0][1] <= draft.source[0] < draft.cue.start
        return bool(relative) and bool(
            _RELATIVE.search(text[max(0, draft.start - 12) : draft.source[0]])  # type: ignore[index]
        )

    def _of_today(self, draft: Draft) -> bool:
        """Whether what others tell of is of the report's own day.

        A readout tells of the day's talks; «wants» is of now, but not in an interview.
        """
        kind = self.scene.layout.kind
        if draft.cue is None or kind == "press_release":
            return kind == "press_release"
        form = self.scene.text[draft.cue.start : draft.cue.end].split()[0]
        return kind != "transcript" and _PRESENT.fullmatch(form) is not None

    def _of_the_event(self, draft: Draft) -> DateSlot | None:
        """The day of a known occasion («the ceremony»): that of the news, else the last told."""
        lead = self._lead()
        if lead is not None and lead.start < draft.start:
            return carried(_slot(self.scene.text, lead))
        for time in reversed(self._between(0, draft.start)):
            if _day(time) and not self._within(time):
                return carried(_slot(self.scene.text, time)) if self._recent(time) else None
        return None

    def _of_the_scene(self, draft: Draft) -> DateSlot | None:
        """The day on which the speaker was met with before, in the same paragraph.

        «Hill spent an hour with Moe on Monday. “We are close,” Moe said.»
        """
        text, layout = self.scene.text, self.scene.layout
        if draft.cue is None or layout.kind == "transcript":
            return None
        paragraph = layout.paragraphs[layout.sentence_at(draft.cue.start).paragraph]
        for time in reversed(self._between(paragraph.start, draft.start)):
            if not self._recent(time) or self._within(time):
                continue
            sentence = layout.sentence_at(time.start)
            end = min(sentence.end, draft.start)
            there = any(s.actor in draft.speaker for s in self.cast.within(sentence.start, end))
            met = _MEETING.search(text, sentence.start, sentence.end) is not None
            return carried(_slot(text, time)) if there and met else None
        return None

    def _lead(self) -> TimeMention | None:
        """The day that the first paragraph tells, if it is of this week."""
        if self._news is None:
            paragraphs = self.scene.layout.paragraphs
            first = next((p for p in paragraphs if p.kind == "body"), None)
            line = self.scene.layout.dateline
            below = line.span.end + _DATELINE if line else 0
            found = [
                t
                for t in self.times
                if first
                and not (t.start < below and t.value == self.scene.published.value)
                and first.start <= t.start < first.end
                and self._recent(t)
                and not self._within(t)
            ]
            self._news = tuple(found[:1])
        return self._news[0] if self._news else None

    def _between(self, start: int, end: int) -> Sequence[TimeMention]:
        """The times that begin in `[start, end)`."""
        first = bisect_left(self.times, start, key=lambda t: t.start)
        return self.times[first : bisect_left(self.times, end, lo=first, key=lambda t: t.start)]

    def _recent(self, time: TimeMention) -> bool:
        """Whether a time is a day of the last week."""
        day, today = _day(time), self.scene.today
        return day is not None and today is not None and timedelta(0) <= today - day <= _RECENT

    def _within(self, time: TimeMention) -> bool:
        """Whether a time is part of what somebody says."""
        return any(not d.turn for d in self.held.at(time.start))


def carried(slot: DateSlot) -> DateSlot:
    """The same day, carried on."""
    return DateSlot(value=slot.value, basis="carried", span=slot.span)


def _slot(text: str, time: TimeMention) -> DateSlot:
    value = str(time.value).partition("T")[0]
    return DateSlot(value=value, basis="words", span=Span.of(text, time.start, time.end))


def _day(time: TimeMention) -> date | None:
    try:
        return date.fromisoformat(str(time.value).partition("T")[0]) if time.value else None
    except ValueError:
        return None
