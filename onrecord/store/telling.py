"""The words in which accounts are told."""

from collections.abc import Iterable, Iterator
from typing import Any, Final

from onrecord.record.accounts import Kind

SAID: Final[frozenset[Kind]] = frozenset({"statement", "encounter", "event"})


def texts(kind: Kind, told: Any, text: str) -> Iterator[str]:
    """The words of a text in which an account is told, and the names that it gives.

    ``told`` is the fact, or what of it is packed.
    """
    spans: list[Any] = []
    if kind == "statement":
        yield " … ".join(text[span.start : span.end] for span in told.content)
        spans = [*told.content[:1], *told.cue[:1]]
    elif kind in ("actor", "agreement", "case"):
        spans = [mention.span for mention in told.mentions]
    if name := getattr(told, "name", None):
        yield name
    if occasion := getattr(told, "occasion", None):
        yield occasion
    for part in (told, *getattr(told, "changes", ()), *getattr(told, "steps", ())):
        spans += [telling.span for telling in getattr(part, "tellings", ())]
    yield from (text[span.start : span.end] for span in spans)


def said(facts: Iterable[tuple[Kind, Any]], text: str) -> str:
    """What the statements, encounters and events of a reading are told in, each stretch once."""
    found = (one for kind, told in facts if kind in SAID for one in texts(kind, told, text))
    return "\n".join(dict.fromkeys(found))
