"""What a verdict rests on: which words, of which version; and where it holds when they change.

A verdict notes for each key that it names the version that it was given on (the SHA-256 of its
text) and the name of the fact's words in their context (``facts.contexts``). For that version it
holds by the key, also after a re-reading. For another version of the report it holds where that
tells the fact in the same words in the same context; else it rests on the old one:
shown with it, and never falling onto words that only look alike. One on a thing as a whole rests
where its report alone tells the thing, and now in other words. A verdict that notes nothing (an
older one, or one about what was not there) holds wherever its key is.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any

from onrecord.facts.contexts import context
from onrecord.record.folding.gathering import parts
from onrecord.record.things import Source, Testimony
from onrecord.record.verdicts import Rest, Verdict


@dataclass(frozen=True, slots=True)
class Bearing:
    """Where verdicts bear on what a thing is told by otherwise than by their keys.

    ``off``: a verdict (by its id), a key that it names, a version in which the key is of other
    words. ``also``: for a verdict, a key and a version the key that the same words have there.
    ``left``: verdicts, each with a key, about a thing as a whole of which only other words speak.
    """

    off: frozenset[tuple[str, str, str]] = frozenset()
    also: Mapping[tuple[str, str, str], str] = field(default_factory=dict)
    left: frozenset[tuple[str, str]] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.off or self.also or self.left)

    def on(self, one: Verdict, version: str) -> Verdict:
        """The verdict as it bears on what a version tells."""

        def here(name: str) -> Iterator[str]:
            kind, dash, key = name.rpartition("-")
            if (one.id, key, version) not in self.off:
                yield kind + dash + self.also.get((one.id, key, version), key)

        return _named(one, here)

    def whole(self, one: Verdict) -> Verdict:
        """The verdict as it bears on the thing."""

        def here(name: str) -> Iterator[str]:
            kind, dash, key = name.rpartition("-")
            if (one.id, key) not in self.left:
                yield name
                yield from (
                    kind + dash + there
                    for (id, known, _), there in self.also.items()
                    if (id, known) == (one.id, key)
                )

        return _named(one, here)


NOWHERE = Bearing()
_MENDING = frozenset({"accept", "correct", "reject", "add"})


def resting_on(one: Verdict, told: Iterable[tuple[str, str, str, Any, str]]) -> Verdict:
    """The verdict with what it rests on, unless it says so already.

    ``told`` gives a key, a report, a version, the fact (or account) of that key there, and the text
    of the version.
    """
    if one.rests:
        return one
    rests = {
        (key, version): Rest(key=key, report=report, version=version, words=context(text, fact))
        for key, report, version, fact, text in told
    }
    return replace(one, rests=tuple(rests[name] for name in sorted(rests)))


def holds(one: Verdict, key: str, version: str, words: Callable[[], str | None]) -> bool:
    """Whether a verdict on a key holds for the fact with that key of a version.

    ``words`` names that fact's words in their context; it is asked only where that decides.
    """
    rests = [rest for rest in one.rests if rest.key == key]
    if not rests or any(rest.version == version for rest in rests):
        return True
    known = {rest.words for rest in rests} - {None}
    return bool(known) and words() in known


def keyed(one: Testimony) -> Iterator[tuple[str, Any]]:
    """The keys of an account and of its changes or steps, each with its fact."""
    yield one.key, one.told
    yield from ((key, part) for part in parts(one) if (key := getattr(part, "key", "")) != one.key)


def bearing(
    verdicts: Collection[Verdict], told: Collection[Testimony], text: Callable[[Source], str]
) -> Bearing:
    """Where verdicts bear on what some testimonies of one thing tell; most often by their keys.

    ``text`` gives the text of a version.
    """
    resting = [one for one in verdicts if one.rests and one.verdict in _MENDING]
    if not resting:
        return NOWHERE
    facts = [(each, key, fact) for each in told for key, fact in keyed(each)]
    words = _Words(text)
    off = frozenset(
        (one.id, key, each.source.version)
        for each, key, fact in facts
        for one in resting
        if not holds(one, key, each.source.version, partial(words.of, each, key, fact))
    )
    also = _also(resting, facts, words)
    return Bearing(off, also, frozenset(_left(resting, told, off, also)))


_Fact = tuple[Testimony, str, Any]


class _Words:
    """The names of words in their context, each looked for once."""

    def __init__(self, text: Callable[[Source], str]) -> None:
        self._text = text
        self._known: dict[tuple[str, str], str | None] = {}

    def of(self, told: Testimony, key: str, fact: Any) -> str | None:
        name = (told.source.version, key)
        if name not in self._known:
            self._known[name] = context(self._text(told.source), fact)
        return self._known[name]


def _also(
    resting: Iterable[Verdict], facts: Iterable[_Fact], words: _Words
) -> dict[tuple[str, str, str], str]:
    """The same words in another version of the report, where they have another key."""
    given = list(facts)
    known = {(key, each.source.version) for each, key, _ in given}
    found = {}
    for one in resting:
        for rest in one.rests:
            for each, key, fact in given:
                there = (rest.key, each.source.version)
                if (
                    rest.words is not None
                    and there not in known
                    and rest.report == each.source.report
                    and words.of(each, key, fact) == rest.words
                ):
                    found[one.id, *there] = key
    return found


def _left(
    resting: Iterable[Verdict],
    told: Iterable[Testimony],
    off: Collection[tuple[str, str, str]],
    also: Collection[tuple[str, str, str]],
) -> Iterator[tuple[str, str]]:
    """Verdicts on a thing whose own report alone tells it now, in other words."""
    given = [(each.source, {key for key, _ in keyed(each)}) for each in told]
    speaking = [(source, keys) for source, keys in given if source.speaks]
    for one in resting:
        for key in {rest.key for rest in one.rests}:
            mine = {rest.report for rest in one.rests if rest.key == key}
            if not any(key in keys for _, keys in given):
                continue
            if not speaking or any(source.report not in mine for source, _ in speaking):
                continue
            names = [((one.id, key, source.version), key in keys) for source, keys in speaking]
            if not any(name in also or (has and name not in off) for name, has in names):
                yield one.id, key


def _named(one: Verdict, here: Callable[[str], Iterable[str]]) -> Verdict:
    of, against = (
        tuple(there for name in names for there in here(name)) for names in (one.of, one.against)
    )
    return one if (of, against) == (one.of, one.against) else replace(one, of=of, against=against)
