"""What the rooms of a reading hand to each other. All positions are code points into the text.

    Report → Layout (paragraphs, sentences, parts) → Spotted (the model) + times + known names
           → Cast (actors and where they are spoken of) → statements → encounters, agreements,
             cases → events

Each room takes what stands before it in this line and adds its own; none reaches back.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Literal

from onrecord.facts import Actor
from onrecord.reading.relations import UNREAD, Relations
from onrecord.report import Dateline, Part, Published
from onrecord.vocabulary import MentionForm, PartKind, ReportKind

Floor = Literal["asks", "answers"]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A line of the text that is not blank, without the white space around it.

    `speaker` is the range of the label that opens a turn of a transcript («Q:», «MR. HALL:»).
    `floor` says whether the turn that it opens asks or answers, where its label names nobody
    («Q:») or it has none; None elsewhere.
    """

    start: int
    end: int
    kind: PartKind
    speaker: tuple[int, int] | None = None
    floor: Floor | None = None


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence; `paragraph` is an index into the layout's paragraphs."""

    start: int
    end: int
    paragraph: int


@dataclass(frozen=True, slots=True)
class Layout:
    """How the report is laid out."""

    kind: ReportKind
    title: str | None
    outlet: str | None
    authors: tuple[str, ...]
    dateline: Dateline | None
    paragraphs: tuple[Paragraph, ...]
    sentences: tuple[Sentence, ...]
    parts: tuple[Part, ...]
    begins: int = 0  # behind the dateline that opens the text, where there is one
    # Where paragraphs and sentences start, as plain numbers: asked for very often.
    _paragraph_starts: list[int] = field(init=False, repr=False, compare=False)
    _sentence_starts: list[int] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_paragraph_starts", [p.start for p in self.paragraphs])
        object.__setattr__(self, "_sentence_starts", [s.start for s in self.sentences])

    def sentence_at(self, position: int) -> Sentence:
        """The sentence that holds `position`, or the nearest one before it."""
        return self.sentences[max(0, bisect_right(self._sentence_starts, position) - 1)]

    def kind_at(self, position: int) -> PartKind:
        """The kind of the part that holds `position`; between two parts, that before it."""
        return self.paragraphs[max(0, bisect_right(self._paragraph_starts, position) - 1)].kind


@dataclass(frozen=True, slots=True)
class Sighting:
    """One place where an actor is spoken of; «the two ministers» is one of each of them."""

    start: int
    end: int
    actor: str
    form: MentionForm

    @property
    def span(self) -> tuple[int, int]:
        """`(start, end)`."""
        return self.start, self.end


@dataclass(frozen=True, slots=True)
class Cast:
    """The actors of a report, and all sightings of them in the order of the text.

    Sightings may nest («the Russian foreign minister» holds «Russian»); they never cross.
    `holders` are those who speak in an interview from a paragraph on, by its number, where no
    label names them.
    """

    actors: tuple[Actor, ...]
    sightings: tuple[Sighting, ...]
    holders: Mapping[int, str] = field(default_factory=dict)
    _starts: list[int] = field(init=False, repr=False, compare=False)  # of the sightings
    _by_id: dict[str, Actor] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_by_id", {actor.id: actor for actor in self.actors})
        object.__setattr__(self, "_starts", [s.start for s in self.sightings])

    def actor(self, ident: str) -> Actor:
        """The actor of that id; KeyError where there is none."""
        return self._by_id[ident]

    def free(self, number: int = 1) -> str:
        """The id of the next actor to join, or of the one `number` places on: they are counted."""
        return f"a{len(self.actors) + number}"

    def joined(self, actors: Iterable[Actor], sightings: Iterable[Sighting]) -> Cast:
        """The cast with more actors behind its own, and more sightings in their places."""
        return replace(
            self,
            actors=(*self.actors, *actors),
            sightings=tuple(sorted((*self.sightings, *sightings), key=lambda s: (s.start, -s.end))),
        )

    def within(self, start: int, end: int) -> tuple[Sighting, ...]:
        """The outermost sightings that lie inside `[start, end)`, in order; twins all."""
        first, last = bisect_left(self._starts, start), bisect_left(self._starts, end)
        found: list[Sighting] = []
        for sighting in self.sightings[first:last]:
            inner = bool(found) and sighting.end <= found[-1].end
            if sighting.end <= end and (not inner or sighting.span == found[-1].span):
                found.append(sighting)
        return tuple(found)

    def around(self, start: int, end: int) -> tuple[Sighting, ...]:
        """The innermost sightings that cover `[start, end)`; twins all."""
        covering = [s for s in self.sightings if s.start <= start and end <= s.end]
        least = min((s.end - s.start for s in covering), default=0)
        return tuple(s for s in covering if s.end - s.start == least)


@dataclass(frozen=True, slots=True)
class Scene:
    """Everything that stands before facts are drawn from a report."""

    text: str
    layout: Layout
    published: Published
    today: date | None  # the day that relative dates count from
    relations: Relations = UNREAD
    # What was made of a sentence, by its number, for the next room that asks (`encounters.ground`).
    grounds: dict[int, Any] = field(default_factory=dict, repr=False, compare=False)
