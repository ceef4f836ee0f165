"""What a verdict rests on: which words, of which version; and where it holds when they change.

A verdict notes for each key that it names the version that it was given on (the SHA-256 of its
text) and the name of the fact's words in their context (``facts.contexts``). For that version it
holds by the key, also after a re-reading. For another version of the report it holds where that
tells a fact of the same key in the same words in the same context; else it rests on the old one:
shown with it, and never falling onto words that only look alike. A verdict that notes nothing (an
older one, or one about what was not there) holds wherever its key is.
"""

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import replace
from typing import Any

from onrecord.facts.contexts import context
from onrecord.record.folding.gathering import parts
from onrecord.record.things import Source, Testimony
from onrecord.record.verdicts import Rest, Verdict

# A verdict (by its id), a key that it names, a version in which the key is of other words.
Unheld = frozenset[tuple[str, str, str]]


def resting_on(one: Verdict, told: Iterable[tuple[str, str, Any, str]]) -> Verdict:
    """The verdict with what it rests on, unless it says so already.

    ``told`` gives a key, a version, the fact (or account) of that key there, the version's text.
    """
    if one.rests:
        return one
    rests = {
        (key, version): Rest(key=key, version=version, words=context(text, fact))
        for key, version, fact, text in told
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


def unheld(
    verdicts: Collection[Verdict], told: Iterable[Testimony], text: Callable[[Source], str]
) -> Unheld:
    """For which keys of which versions verdicts do not hold; most often none.

    ``text`` gives the text of a version.
    """
    resting = [one for one in verdicts if one.rests]
    if not resting:
        return frozenset()
    found = set()
    for each in told:
        for key, fact in keyed(each):
            for one in resting:
                words = _lazily(text, each.source, fact)
                if not holds(one, key, each.source.version, words):
                    found.add((one.id, key, each.source.version))
    return frozenset(found)


def narrowed(one: Verdict, versions: dict[str, Collection[str]], off: Unheld) -> Verdict:
    """The verdict without the keys that it holds for in none of the versions that tell them."""

    def stays(name: str) -> bool:
        key = name.rpartition("-")[2]
        told = versions.get(key)
        return not told or any((one.id, key, version) not in off for version in told)

    of, against = tuple(filter(stays, one.of)), tuple(filter(stays, one.against))
    return one if (of, against) == (one.of, one.against) else replace(one, of=of, against=against)


def _lazily(text: Callable[[Source], str], source: Source, fact: Any) -> Callable[[], str | None]:
    return lambda: context(text(source), fact)
