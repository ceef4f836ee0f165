"""What the JSON-LD tells of a post and what the page shows of it, put together."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC
from functools import partial

from onrecord.sources.pages.live.entry import Entry, first_words
from onrecord.sources.pages.live.updates import Update, exact

_DAY = 24 * 60  # minutes
_STEP = 15  # minutes: every zone lies at a multiple
_NEARLY = 0.8


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
    """Each update with its entry: by its own names, then headline, first words, minute, clock."""
    of_update: dict[int, Pair] = {}
    ahead = _ahead([pair.entry for pair in found if pair.entry], updates)
    clocks = partial(_clocks, ahead=ahead)
    for keys in (_links, _names, _headlines, _openings, _minutes, clocks):
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


def _ahead(entries: Sequence[Entry], updates: Sequence[Update]) -> int | None:
    """By how many minutes the clocks of the page are ahead of the times in JSON-LD.

    The step at which most of them are the same; None where that is not nearly all.
    """
    shown = Counter(clock for entry in entries if (clock := _shown(entry)) is not None)
    told = Counter(clock for update in updates if (clock := _told(update)) is not None)
    if not shown or not told:
        return None
    steps = sorted(range(-12 * 60, 14 * 60 + 1, _STEP), key=abs)
    alike = {step: sum(min(n, shown[(clock + step) % _DAY]) for clock, n in told.items())
             for step in steps}  # fmt: skip
    best = max(steps, key=lambda step: alike[step])
    least = max(2, _NEARLY * min(shown.total(), told.total()))
    return best if alike[best] >= least else None


def _clocks(one: Entry | Update, ahead: int | None) -> Iterable[str]:
    clock = _shown(one) if isinstance(one, Entry) else _told(one)
    if clock is None or ahead is None:
        return []
    return [str(clock if isinstance(one, Entry) else (clock + ahead) % _DAY)]


def _shown(entry: Entry) -> int | None:
    """The clock of a post that shows nothing more of its time, in minutes."""
    moment = entry.stamp.moment if entry.stamp else None
    if moment is None or moment.clock is None or moment.exact is not None:
        return None
    return moment.clock.hour * 60 + moment.clock.minute


def _told(update: Update) -> int | None:
    moment = exact(update.published)
    if moment is None:
        return None
    moment = moment.astimezone(UTC) if moment.tzinfo else moment
    return moment.hour * 60 + moment.minute
