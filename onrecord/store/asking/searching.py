"""Full-text search: the report, the passages with the words, and the facts that they are in.

Reports come newest first, by when they count. Where few have the words, all of them are put in
order; where many do, reports are gone through from the newest on and asked whether they do.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any, NamedTuple

from onrecord.facts.walk import spans
from onrecord.question import Question
from onrecord.record.accounts import Kind
from onrecord.store.asking.answering import Answering
from onrecord.store.asking.cursors import Place
from onrecord.store.asking.gathering import instant
from onrecord.store.asking.meaning import Meaning
from onrecord.store.asking.places import batches
from onrecord.store.asking.standing import speaking
from onrecord.store.asking.ways import Given
from onrecord.store.asking.words import Sought
from onrecord.store.bundling import fact
from onrecord.store.numbers import KINDS, PLACES, day, key, kind_number
from onrecord.store.packing import unpack
from onrecord.text import Span

FEW = 2_000  # versions that are put in order; of more the newest are looked through
AROUND = 90  # characters of a passage on either side of the words
PASSAGES = 3  # of one report


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A stretch of a report with words that were looked for; ``marks`` are offsets into it."""

    span: Span
    marks: tuple[tuple[int, int], ...]

    def marked(self, before: str = "«", after: str = "»") -> str:
        """The stretch with marks around the words."""
        text, done, parts = self.span.text, 0, []
        for start, end in self.marks:
            parts += [text[done:start], before, text[start:end], after]
            done = end
        return "".join([*parts, text[done:]])


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """A fact of a report in whose words a hit lies; ``id`` is that of the thing in the record."""

    id: str
    thing: Kind
    key: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A report that has the words; ``version`` is the SHA-256 of its text."""

    report: str
    version: str
    source: str
    title: str | None
    url: str | None
    outlet: str | None
    published: str | None
    counted: str
    passages: tuple[Passage, ...]
    facts: tuple[Fact, ...] = ()


@dataclass(frozen=True, slots=True)
class FoundHit:
    """A hit and its place in the answer."""

    place: Place
    hit: Hit


class _Place(NamedTuple):
    """A version in the order of an answer."""

    counted: int
    report: int
    id: int


class _Version(NamedTuple):
    """A version as a hit shows it."""

    id: int
    report: int
    text_sha256: bytes
    source: str
    title: str | None
    url: str | None
    outlet: str | None
    published: str | None
    counted: int
    reading: bytes
    text: str


_PLACES = f"SELECT {', '.join(_Place._fields)} FROM version WHERE noted IS NULL"
_VERSIONS = f"""
    SELECT {", ".join(_Version._fields)} FROM version JOIN body ON body.version = version.id
    WHERE id IN :versions
"""
_FACTS = f"""
    SELECT id, kind, key, node FROM account
    WHERE id BETWEEN :first AND :last AND kind <> {kind_number("actor")}
"""


class Searching:
    """Searches the texts of one record as it stood at a moment."""

    def __init__(self, answering: Answering) -> None:
        self._asked = answering.asked
        self._answering = answering
        self._moment = answering.standing.moment
        self._means: dict[Kind, Meaning] = {}

    def found(self, question: Question, start: Place | None) -> Iterator[FoundHit]:
        """The reports with the words, the newest first, behind a place.

        Where more is asked for than words and times, one of the facts hit must fit.
        """
        sought = Sought.of(question.text or "")
        narrowed = question.without("text", "since", "until", "as_of", "limit", "cursor")
        wanted = narrowed if narrowed.given() else None
        for some in batches(self._numbers(sought, question, start), 8):
            for row in self._rows(some):
                hits = sought.hits(row.text)
                facts = self._facts(row, hits, wanted) if hits else ()
                if hits and (facts or wanted is None):
                    yield FoundHit(_place(row), _hit(row, hits, facts))

    def _numbers(self, sought: Sought, question: Question, start: Place | None) -> Iterator[int]:
        """Versions with all the words, in order; whether phrases are there is not asked yet."""
        few = self._answering.worded.versions(sought, FEW + 1)
        if len(few) <= FEW:
            rows = map(_Place._make, self._asked.rows(f"{_PLACES} AND id IN :few", few=few))
            ordered: Iterable[_Place] = sorted(rows, key=lambda row: (-row.counted, _name(row)))
        else:
            ordered = self._newest(sought, start)
        first, last = question.since, question.until
        for row in ordered:
            counted = day(row.counted)
            if (first and counted < first.toordinal()) or (last and counted > last.toordinal()):
                continue
            if start is None or start.before(_place(row)):
                yield row.id

    def _newest(self, sought: Sought, start: Place | None) -> Iterator[_Place]:
        """All versions with the words by when they count; those of one moment by name."""
        given = Given({} if self._moment is None else {"moment": self._moment})
        has = self._answering.worded.has(given, sought)
        told = f"{speaking('version', self._moment)} AND {has}"
        if start is not None:
            told += f" AND counted <= {given(start.time)}"
        rows = self._asked.walk(f"{_PLACES} AND {told} ORDER BY counted DESC", **given)
        for _, group in groupby(map(_Place._make, rows), key=lambda row: row.counted):
            yield from sorted(group, key=_name)

    def _rows(self, numbers: Sequence[int]) -> list[_Version]:
        rows = map(_Version._make, self._asked.rows(_VERSIONS, versions=numbers))
        of = {row.id: row for row in rows}
        return [of[number] for number in numbers]

    def _facts(
        self, row: _Version, hits: Sequence[tuple[int, int]], wanted: Question | None
    ) -> tuple[Fact, ...]:
        """The facts of a version in whose words a hit lies; those that fit, where any must."""
        first = row.id << PLACES
        rows = self._asked.rows(_FACTS, first=first, last=first + (1 << PLACES) - 1)
        found: list[tuple[int, Kind, str, str]] = []
        for number, kind, told, node in rows:
            one = unpack(KINDS[kind], key(told), fact(row.reading, number), row.text)
            words = _hit_words((span for _, span in spans(one)), hits)
            if words:
                found.append((node, KINDS[kind], key(told), words))
        nodes = {node for node, _, _, _ in found}
        if wanted is not None:
            nodes = self._fitting(nodes, wanted)
        called = self._answering.folding.calling.of(nodes)
        return tuple(
            Fact(id=called[node][0], thing=kind, key=told, words=words)
            for node, kind, told, words in found
            if node in nodes and node in called
        )

    def _fitting(self, nodes: set[int], wanted: Question) -> set[int]:
        """The nodes whose things fit what is asked for beside the words."""
        clusters = self._answering.standing.of(nodes)
        fitting: set[int] = set()
        for heard, thing in self._answering.folding.of(sorted(set(clusters.values()), key=_least)):
            kind = KINDS[heard.cluster.kind]
            if kind not in self._means:
                self._means[kind] = self._answering.means(wanted, kind)
            means = self._means[kind]
            if thing is not None and self._answering.fits(thing, heard, means):
                fitting.update(heard.cluster.nodes)
        return fitting & nodes


def _least(cluster: Any) -> int:
    return int(cluster.name)


def _name(row: _Place | _Version) -> int:
    """The report's number as one that is not negative."""
    return int(row.report) + (1 << 63)


def _place(row: _Place | _Version) -> Place:
    return Place(int(row.counted), _name(row))


def _hit(row: _Version, hits: Sequence[tuple[int, int]], facts: tuple[Fact, ...]) -> Hit:
    return Hit(
        report=key(row.report),
        version=row.text_sha256.hex(),
        source=row.source,
        title=row.title,
        url=row.url,
        outlet=row.outlet,
        published=row.published,
        counted=instant(row.counted),
        passages=passages(row.text, hits),
        facts=facts,
    )


def _hit_words(told: Iterable[Span], hits: Sequence[tuple[int, int]]) -> str:
    """The longest stretch of a fact in which a hit lies."""
    met = (s for s in told if any(s.start < end and start < s.end for start, end in hits))
    longest = max(met, key=lambda span: span.end - span.start, default=None)
    return longest.text if longest else ""


def passages(text: str, hits: Sequence[tuple[int, int]]) -> tuple[Passage, ...]:
    """The first stretches of a text around its hits, from word to word; near hits share one."""
    groups: list[list[tuple[int, int]]] = []
    for hit in hits:
        if groups and hit[0] - groups[-1][-1][1] < AROUND:
            groups[-1].append(hit)
        elif len(groups) == PASSAGES:
            break
        else:
            groups.append([hit])
    return tuple(_passage(text, group) for group in groups)


def _passage(text: str, group: Sequence[tuple[int, int]]) -> Passage:
    start, end = max(0, group[0][0] - AROUND), min(len(text), group[-1][1] + AROUND)
    while start > 0 and start < group[0][0] and not text[start - 1].isspace():
        start += 1
    while end < len(text) and end > group[-1][1] and not text[end].isspace():
        end -= 1
    marks = tuple((first - start, last - start) for first, last in group)
    return Passage(span=Span(start, end, text[start:end]), marks=marks)
