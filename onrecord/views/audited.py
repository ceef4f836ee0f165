"""An audit of sources in words: shares as bars to draw, groups as rows, all of it as CSV."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any
from urllib.parse import urlencode

import msgspec

from onrecord.drawing import Bar, Bars
from onrecord.drawing.bars import percent
from onrecord.record.auditing import Asks, Audit, Group, Share
from onrecord.views import labels
from onrecord.views.dates import date_words
from onrecord.views.safe import words
from onrecord.views.things import phrases

__all__ = [
    "COLUMNS", "PER", "addressed", "by_group", "cells", "counted", "flags", "named", "plain",
    "rows", "sampled", "sides", "single", "terms", "unnamed",
]  # fmt: skip

Link = Callable[[Asks | None], str | None]
PER = {
    "outlet": "By outlet", "month": "By month", "subject": "By subject", "speaker": "By speaker",
}  # fmt: skip
_SINGULAR = {
    "statements": "statement", "encounters": "encounter", "agreements": "agreement",
    "cases": "case", "events": "event",
}  # fmt: skip


def counted(told: Audit) -> str:
    """«24 statements, told 40 times, 31 of these in a text of their own»."""
    whole = told.whole
    many = phrases.counted(whole.count, _SINGULAR[told.asked])
    return (
        f"{many}, told {whole.tellings:,} times, {whole.independent:,} of these independently: "
        "copies of a text are one"
    )


def sampled(told: Audit) -> str:
    """That a part was counted, and how many there may be; empty where all were."""
    if told.sample == 1:
        return ""
    about = f"{told.whole.count * told.sample:,}"
    return f"One in {told.sample:,} was counted, drawn at random; some {about} fit."


def terms(told: Audit, link: Link = lambda asks: None) -> Bars:
    """On what terms, strongest first."""
    found = {one.value: one for one in told.whole.terms}
    order = [found[one] for one in labels.TERMS_ORDER if one in found]
    bars = tuple(_bar(one, labels.TERMS[one.value], link) for one in order)  # type: ignore[index]
    return Bars(title="On what terms", counted=told.asked, bars=bars)


def sides(told: Audit, link: Link = lambda asks: None) -> Bars:
    """By what kinds of sources: what there is of them, and named and unnamed in any case."""
    kept = [one for one in told.whole.sources if one.count or one.value in ("named", "unnamed")]
    bars = tuple(_bar(one, labels.SOURCES[one.value], link) for one in kept)  # type: ignore[index]
    return Bars(title="By what kinds of sources", counted=told.asked, bars=bars)


def single(told: Audit, link: Link = lambda asks: None) -> Bars:
    """What one independent source alone carries."""
    bar = _bar(told.whole.single, "one source alone", link)
    return Bars(title="From one source alone", counted=told.asked, bars=(bar,))


def by_group(told: Audit, link: Link = lambda asks: None) -> Bars:
    """Of each group how much rests on sources without a name."""
    bars = tuple(_bar(unnamed(one), named(told, one), link) for one in told.groups)
    title = f"Unnamed sources, {PER[told.per or 'outlet'].lower()}"
    return Bars(title=title, counted=told.asked, bars=bars)


def named(told: Audit, group: Group) -> str:
    """What a group is called."""
    return date_words(group.value) if told.per == "month" and group.value else words(group.name)


def unnamed(group: Group) -> Share:
    """The share of a group that rests on sources without a name."""
    found = [one for one in group.sources if one.value == "unnamed"]
    return found[0] if found else Share(value="unnamed", count=0, of=group.count)


def _bar(one: Share, name: str, link: Link) -> Bar:
    said = f"told {one.tellings:,} times, {one.independent:,} independently" if one.count else ""
    share = one.count / one.of if one.of else 0.0
    return Bar(
        name=name, count=one.count, share=share, low=one.low, high=one.high, said=said,
        link=link(one.asks) if one.count else None,
    )  # fmt: skip


def flags(asked: str, asks: Asks | None) -> str:
    """The command that lists what is counted."""
    told = []
    for name, value in (asks or {}).items():
        several = value if isinstance(value, list) else [value]
        flag = f"--{name.replace('_', '-')}"
        if name == "between":
            told.append(f"{flag} {' '.join(map(_quoted, several))}")
        else:
            told += [f"{flag} {_quoted(str(one))}" for one in several]
    return " ".join((f"onrecord {asked}", *told))


def _quoted(value: str) -> str:
    plain = value.replace("-", "").replace("_", "").isalnum()
    return value if plain else "'" + value.replace("'", "'\\''") + "'"


def addressed(asks: Asks | None) -> str:
    """What it asks, as an address has it."""
    if asks is None:
        return ""
    pairs = [
        (n, one)
        for n, value in asks.items()
        for one in (value if isinstance(value, list) else [value])
    ]
    return urlencode(pairs)


COLUMNS = (
    "group", "name", "of", "value", "count", "total", "share", "low", "high", "tellings",
    "independent", "asks",
)  # fmt: skip


def rows(told: Audit) -> Iterator[tuple[str, ...]]:
    """Every share for CSV, in COLUMNS; then who is quoted about whom."""
    for group in (told.whole, *told.groups):
        for of, shares in (("terms", group.terms), ("source", group.sources)):
            yield from (_row(group, of, one) for one in shares)
        yield _row(group, "sources", group.single)
    for one in told.quoted:
        pair = f"{one.speaker_name} about {one.about_name}"
        asks = addressed(one.asks)
        yield ("", words(pair), "quoted", "", str(one.count), "", "", "", "", "", "", asks)


def _row(group: Group, of: str, one: Share) -> tuple[str, ...]:
    share = one.count / one.of if one.of else 0.0
    return (
        group.value, words(group.name), of, one.value, str(one.count), str(one.of), f"{share:.4f}",
        f"{one.low:.4f}", f"{one.high:.4f}", str(one.tellings), str(one.independent),
        addressed(one.asks),
    )  # fmt: skip


def plain(told: Audit) -> Any:
    """All of it as plain values for JSON."""
    return msgspec.to_builtins(told)


def cells(told: Audit, group: Group) -> Sequence[tuple[str, str, Share]]:
    """What a row of a group tells beside its name: column, words, share."""
    kept = [one.value for one in told.whole.terms if one.count]
    shares = [one for one in group.terms if one.value in kept]
    found = [(labels.TERMS[one.value], one) for one in shares]  # type: ignore[index]
    found += [("unnamed", unnamed(group)), ("one source alone", group.single)]
    return [(name, _said(one), one) for name, one in found]


def _said(one: Share) -> str:
    if not one.of:
        return "–"
    return f"{percent(one.count / one.of)} ({round(one.low * 100)}–{round(one.high * 100)})"
