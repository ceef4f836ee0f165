"""What the JSON-LD tells of a post and what the page shows of it, put together."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC

from onrecord.sources.pages.live.entry import Entry, first_words
from onrecord.sources.pages.live.updates import Update, exact


@dataclass(slots=True)
class Pair:
    """One post: as the page shows it, as JSON-LD tells it, or both."""

    entry: Entry | None = None
    update: Update | None = None


def pairs(entries: Sequence[Entry], updates: Sequence[Update]) -> list[Pair]:
    """Every post once, in the page's order; those only in JSON-LD where it has them."""
    found = [Pair(entry=entry) for entry in entries]
    of_update = _matched(found, updates)
    if not updates:
        return found
    after: dict[int, list[Pair]] = {}
    place = -1
    where = {id(pair): number for number, pair in enumerate(found)}
    for update in updates:
        pair = of_update.get(id(update))
        if pair is not None:
            place = where[id(pair)]
        else:
            after.setdefault(place, []).append(Pair(update=update))
    ordered = list(after.get(-1, []))
    for number, pair in enumerate(found):
        ordered.append(pair)
        ordered += after.get(number, [])
    return ordered


def _matched(found: Sequence[Pair], updates: Sequence[Update]) -> dict[int, Pair]:
    """Each update with its entry: by its own names, then headline, first words, minute."""
    of_update: dict[int, Pair] = {}
    for keys in (_links, _names, _headlines, _openings, _minutes):
        index: dict[str, list[Pair]] = {}
        for pair in found:
            if pair.update is None and pair.entry is not None:
                for key in dict.fromkeys(keys(pair.entry)):
                    index.setdefault(key, []).append(pair)
        for update in updates:
            if id(update) in of_update:
                continue
            for key in keys(update):
                # A key that several posts have tells none of them.
                free = [p for p in index.get(key, ())[:3] if p.update is None]
                if len(free) == 1 and len(index[key]) <= 2:
                    free[0].update = update
                    of_update[id(update)] = free[0]
                    break
    return of_update


def _links(one: Entry | Update) -> Iterable[str]:
    link = one.link if isinstance(one, Entry) else one.url
    return [link] if link else []


def _names(one: Entry | Update) -> Iterable[str]:
    return one.keys


def _headlines(one: Entry | Update) -> Iterable[str]:
    headline = one.words.headline if isinstance(one, Entry) else one.headline
    return [first_words([headline], 30)] if headline else []


def _openings(one: Entry | Update) -> Iterable[str]:
    texts = one.words.body if isinstance(one, Entry) else list(one.paragraphs)
    opening = first_words(texts)
    return [opening] if len(opening.split()) >= 4 else []


def _minutes(one: Entry | Update) -> Iterable[str]:
    if isinstance(one, Entry):
        moment = one.stamp.moment.exact if one.stamp else None
    else:
        moment = exact(one.published)
    if moment is None or moment.tzinfo is None:
        return []
    return [moment.astimezone(UTC).isoformat(timespec="minutes")]
