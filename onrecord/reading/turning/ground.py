"""What stands before turns are read: the scene, times, actors and statements, ready to be asked."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from onrecord.facts import Statement
from onrecord.reading.encounters.vouching import Vouchers
from onrecord.reading.modality import Line, line_at
from onrecord.reading.scene import Cast, Scene, Sighting
from onrecord.reading.times import TimeMention
from onrecord.vocabulary import PartKind

_TITLES: frozenset[PartKind] = frozenset({"headline", "subheading"})
_IDLE: frozenset[PartKind] = frozenset({"credit", "furniture"})
_ARTICLES = frozenset({"", "a", "an", "the"})


class Ground:
    """The report under one roof, for the rooms that read turns of agreements and cases."""

    def __init__(
        self, scene: Scene, times: Sequence[TimeMention], cast: Cast, said: Sequence[Statement]
    ) -> None:
        self.scene = scene
        self.text = scene.text
        self.cast = cast
        self.times = sorted(times, key=lambda t: t.start)
        self.vouchers = Vouchers(scene.text, said)
        self.said = tuple(said)
        self._time_starts = [t.start for t in self.times]
        self._actors = {actor.id: actor for actor in cast.actors}
        self._states = {
            actor.identifiers["iso3166"]: actor.id
            for actor in reversed(cast.actors)
            if actor.kind == "state" and "iso3166" in actor.identifiers
        }
        outer: list[Sighting] = []
        together: dict[tuple[int, int], tuple[str, ...]] = {}
        for sighting in sorted(cast.sightings, key=lambda s: (s.start, -s.end)):
            together[sighting.span] = (*together.get(sighting.span, ()), sighting.actor)
            if not outer or sighting.end > outer[-1].end:
                outer.append(sighting)
        self._outer, self._together = outer, together
        self._outer_starts = [s.start for s in outer]
        self.breaks = tuple(sorted({span.start for s in said for span in (*s.cue, *s.source)}))
        self._kind_starts = [p.start for p in scene.layout.paragraphs]

    def kind(self, position: int) -> PartKind:
        """The kind of the part of the report that holds `position`."""
        index = bisect_right(self._kind_starts, position) - 1
        return self.scene.layout.paragraphs[index].kind if index >= 0 else "body"

    def idle(self, position: int) -> bool:
        """Whether `position` lies in a credit or in the furniture of the page."""
        return self.kind(position) in _IDLE

    def titled(self, position: int) -> bool:
        """Whether `position` lies in a headline or subheading."""
        return self.kind(position) in _TITLES

    def line(self, position: int) -> Line:
        """The words of the sentence that holds `position`."""
        return line_at(self.scene, position)

    def next_line(self, line: Line) -> Line | None:
        """The words of the sentence behind a sentence, None where its paragraph ends."""
        sentences = self.scene.layout.sentences
        index = bisect_right(sentences, line.starts[0], key=lambda s: s.start)
        if index >= len(sentences) or "\n" in self.text[line.ends[-1] : sentences[index].start]:
            return None
        behind = line_at(self.scene, sentences[index].start)
        return behind if len(behind) else None

    def sightings(self, start: int, end: int) -> list[Sighting]:
        """The outermost sightings that lie inside `[start, end)`, in order."""
        first = bisect_left(self._outer_starts, start)
        last = bisect_left(self._outer_starts, end)
        return [s for s in self._outer[first:last] if s.end <= end]

    def ending(self, position: int) -> Sighting | None:
        """The outermost sighting that ends right at `position`, or before a mark there."""
        index = bisect_left(self._outer_starts, position) - 1
        if index < 0:
            return None
        found = self._outer[index]
        return found if 0 <= position - found.end <= 1 else None

    def covering(self, position: int) -> Sighting | None:
        """The outermost sighting that holds `position`."""
        index = bisect_right(self._outer_starts, position) - 1
        found = self._outer[index] if index >= 0 else None
        return found if found is not None and position < found.end else None

    def starting(self, position: int) -> Sighting | None:
        """The outermost sighting that starts at `position`, or after an article there."""
        index = bisect_left(self._outer_starts, position)
        if index >= len(self._outer):
            return None
        found = self._outer[index]
        between = self.text[position : found.start].lower().strip(" “\"‘'")
        return found if found.start - position <= 4 and between in _ARTICLES else None

    def outermost(self) -> Sequence[Sighting]:
        """The outermost sightings of the report, in order."""
        return self._outer

    def actors(self, sighting: Sighting) -> tuple[str, ...]:
        """All whom the words of a sighting mean: of «the two sides» both."""
        return self._together[sighting.span]

    def times_in(self, start: int, end: int) -> list[TimeMention]:
        """The times that lie inside `[start, end)`, in order."""
        first = bisect_left(self._time_starts, start)
        last = bisect_left(self._time_starts, end)
        return [t for t in self.times[first:last] if t.end <= end]

    def breaks_between(self, start: int, end: int) -> bool:
        """Whether a cue or a source of a statement starts inside `[start, end)`."""
        return bisect_left(self.breaks, start) < bisect_left(self.breaks, end)

    def next_break(self, start: int, end: int) -> int:
        """Where the first cue or source after `start` starts, `end` where there is none before."""
        index = bisect_left(self.breaks, start)
        return min(end, self.breaks[index]) if index < len(self.breaks) else end

    def kind_of(self, ident: str) -> str | None:
        """The kind of an actor, None where there is none of that id."""
        actor = self._actors.get(ident)
        return actor.kind if actor else None

    def state_of(self, ident: str) -> str | None:
        """The state, as an actor, that an actor is or acts for, where it is in the cast."""
        actor = self._actors.get(ident)
        if actor is None:
            return None
        code = actor.identifiers.get("iso3166") or actor.represents
        return self._states.get(code) if code else None

    def state(self, code: str) -> str | None:
        """The actor that is the state of that code, where it is in the cast."""
        return self._states.get(code)

    def code_of(self, ident: str) -> str | None:
        """The code of the state that an actor is or acts for."""
        actor = self._actors.get(ident)
        return (actor.identifiers.get("iso3166") or actor.represents) if actor else None
