"""One post, all that is known of it: the fuller of its texts, the surer of its times."""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from onrecord.sources.pages.live.coverage import Coverage
from onrecord.sources.pages.live.days import iso
from onrecord.sources.pages.live.entry import Entry, first_words
from onrecord.sources.pages.live.joining import Pair
from onrecord.sources.pages.live.updates import Update, exact
from onrecord.sources.pages.live.words import Words
from onrecord.vocabulary import PartKind

_ALL = 1_000  # words of a post that are looked at
_MISSING = 0.1  # share of words
_FULLER = 1.3  # times as many words in the JSON-LD: the page shows the start of the post


@dataclass(frozen=True, slots=True)
class Post:
    """A post before it is a Report; ``key`` is its anchor."""

    title: str | None
    words: Words
    published: str | None
    modified: str | None
    authors: tuple[str, ...]
    url: str | None
    key: str | None
    complete: bool

    @property
    def same(self) -> Sequence[object]:
        """Of these one is equal for the copies of one post: a copy may show its time to the minute
        and how long ago that was, or have no name of its own."""
        said = first_words([text for _, text in self.words.blocks], 40)
        return [(_minute(self.published), said), *([(self.url, said)] if self.url else [])]


def post(pair: Pair, time: str | None, of: Coverage) -> Post:
    """The post of a pair. ``time`` is what the page shows of when it came out."""
    entry, update = pair.entry, pair.update
    title = _title(entry, update, of)
    words, complete = _words(entry, update, title)
    authors = _authors(entry, update, of)
    key = entry.keys[0] if entry and entry.keys else None
    return Post(
        title=title,
        words=_unsigned(words, authors),
        published=_published(time, update, of),
        modified=_modified(entry, update),
        authors=authors,
        url=_url(entry, update, of),
        key=key or (update.keys[0] if update and update.keys else None),
        complete=complete,
    )


def _title(entry: Entry | None, update: Update | None, of: Coverage) -> str | None:
    """The post's own headline; that of JSON-LD only where it is not the page's or its own text."""
    headline = update.headline if update else None
    if entry is not None and entry.words.headline:
        shown = entry.words.headline
        # «Analysis» may stand in the same heading.
        return headline if headline and shown.endswith(headline) else shown
    if headline is None or (update is not None and update.shared):
        return None
    said = first_words([headline], 40)
    pages = {first_words([title], 40) for title in of.titles}
    texts = [text for _, text in entry.words.blocks] if entry else []
    texts = texts or list(update.paragraphs if update else ())
    if said in pages or any(page.startswith(f"{said} ") for page in pages):
        return None
    return None if first_words(texts, 40).startswith(said) else headline


def _words(entry: Entry | None, update: Update | None, title: str | None) -> tuple[Words, bool]:
    shown = entry.words if entry else Words((), ())
    if update is None:
        return shown, True
    if title and shown.headline and title != shown.headline:
        blocks = ((k, title if t == shown.headline else t) for k, t in shown.blocks)
        shown = Words(tuple(blocks), shown.authors)
    told = sum(len(p.split()) for p in update.paragraphs)
    held = sum(len(p.split()) for p in shown.body)
    if held and (update.cut or told < _FULLER * held or _holds(shown, update)):
        return shown, True
    said = first_words(list(update.paragraphs), 40)
    if not said or said == first_words([update.headline or ""], 40):
        # Neither has a paragraph: pictures or a film under a headline, with captions or without.
        told_ = any(kind == "caption" for kind, _ in shown.blocks) or shown.body
        return (shown if told_ else Words((), shown.authors)), True
    head: list[tuple[PartKind, str]] = [("headline", title)] if title else []
    captions = [(k, t) for k, t in shown.blocks if k in ("caption", "credit")]
    body: list[tuple[PartKind, str]] = [("body", paragraph) for paragraph in update.paragraphs]
    return Words((*head, *body, *captions), shown.authors), not update.cut


def _unsigned(words: Words, authors: Collection[str]) -> Words:
    """The words without a first line that is nothing but the name of the author."""
    first = next(iter(words.body), None)
    if first not in authors or len(words.body) < 2:
        return words
    at = words.blocks.index(("body", first))
    return Words((*words.blocks[:at], *words.blocks[at + 1 :]), words.authors)


def _minute(moment: str | None) -> str | None:
    """A moment to the minute, in UTC where its zone is known; a day as it is."""
    if moment is None or "T" not in moment:
        return moment
    read = datetime.fromisoformat(moment)
    try:
        read = read.astimezone(UTC) if read.tzinfo else read
    except OverflowError:  # at the ends of the calendar
        return moment
    return read.isoformat(timespec="minutes")


def _holds(shown: Words, update: Update) -> bool:
    """Whether all that JSON-LD tells is shown, in captions and headlines as well."""
    told = first_words(list(update.paragraphs), _ALL).split()
    left = Counter(told) - Counter(first_words([text for _, text in shown.blocks], _ALL).split())
    return left.total() <= _MISSING * len(told)


def _published(time: str | None, update: Update | None, of: Coverage) -> str | None:
    told = exact(update.published) if update else None
    if told is None or (told.tzinfo is None and time):
        return time or (iso(told) if told else None)
    return time if time and _is_mistaken(told, datetime.fromisoformat(time)) else iso(told)


def _is_mistaken(told: datetime, shown: datetime) -> bool:
    """Whether a moment «in UTC» is the clock of another zone, in which the page shows it."""
    is_utc = told.tzinfo is not None and not told.utcoffset()
    if not is_utc or not shown.utcoffset():
        return False
    return told.replace(tzinfo=None, second=0) == shown.replace(tzinfo=None, second=0)


def _modified(entry: Entry | None, update: Update | None) -> str | None:
    told = exact(update.modified) if update else None
    if told is None and entry is not None and entry.changed is not None:
        told = entry.changed.moment.exact
    return iso(told) if told else None


def _authors(entry: Entry | None, update: Update | None, of: Coverage) -> tuple[str, ...]:
    """The people who wrote it, those that JSON-LD tells first; the house is no author."""
    houses = {_plain(of.outlet or ""), *map(_plain, of.titles), *map(_plain, of.houses)}
    told: tuple[str, ...] = update.authors if update else ()
    desks = update.desks if update else ()
    shown = entry.words.authors if entry else ()
    # The staff of the house is an author where JSON-LD says so.
    shown = tuple(n for n in shown if n in desks or not _is_of(n, houses))
    for authors in (told, shown):
        found = tuple(name for name in authors if _plain(name) not in houses)
        if found:
            return found
    return ()


def _is_of(name: str, houses: Collection[str]) -> bool:
    """Whether a name is that of a house and one word more: «Courier Staff»."""
    return _plain(name).rpartition(" ")[0] in houses


def _plain(name: str) -> str:
    return name.lower().removeprefix("the ")


def _url(entry: Entry | None, update: Update | None, of: Coverage) -> str | None:
    if update is not None and update.url:
        return update.url
    if entry is None:
        return None
    if entry.link:
        return entry.link
    return f"{of.url.split('#')[0]}#{entry.keys[0]}" if of.url and entry.keys else None
