"""Names of persons: by the model, by titles beside them, by given names, by what follows them."""

import re
from collections.abc import Iterable, Sequence

from onrecord.reading.cast.capitals import (
    NOT_NAMES,
    PARTICLES,
    capitals,
    folded,
    given,
    name_word,
    run_end,
)
from onrecord.reading.cast.fields import fielded
from onrecord.reading.cast.nicknamed import with_nicknames
from onrecord.reading.cast.nobody import without_nobody
from onrecord.reading.cast.page import Page, Run
from onrecord.reading.cast.phrases import is_plural
from onrecord.reading.cast.words import among
from onrecord.reading.scene import Layout
from onrecord.reading.spotting import Name, Spotted
from onrecord.tables import persons

__all__ = ["find_people", "shouting"]

_ORGANISATIONS = among("org_head")


def find_people(page: Page, layout: Layout, spotted: Spotted) -> tuple[list[Run], list[Run]]:
    """The runs of persons' names, and the capitalised runs that are none, both in order."""
    modelled = _modelled(page, spotted)
    others = [page.run(n.start, n.end) for n in spotted.names
              if n.kind in ("Organization", "Location", "Facility", "NORP")
              and not _no_thing(page, n)]  # fmt: skip
    others = [run for run in others if run[1] - run[0] > 1]
    labels = [page.run(*p.speaker) for p in layout.paragraphs if p.speaker]
    people = [run for run in (*_labels(page, labels), *modelled) if run[0] < run[1]]
    people = [run for run in people if not page.silent[run[0]]]
    taken = {number for run in (*people, *others) for number in range(*run)}
    sources = {page.run(*a.source) for a in spotted.attributions if a.source}
    runs = list(capitals(page, taken))
    chosen = [run for run in runs if _is_person(page, run, sources)]
    people += chosen
    picked = set(chosen)
    rest = [run for run in runs if run not in picked]
    known = _surnames(page, people)
    for run in rest:
        people.extend(_known_words(page, run, known))
    people = without_nobody(page, layout, _apart(people))
    return people, [run for run in rest if run[1] - run[0] > 0]


def _labels(page: Page, labels: Iterable[Run]) -> list[Run]:
    found = []
    for run in labels:
        first, last = run
        while last > first and not page.words[last - 1][0].isalnum():
            last -= 1
        while first < last and (first in page.known and page.known[first][1].kind == "office"):
            first = page.known[first][0][1]
            while first < last and page.words[first] == ".":
                first += 1
        if first < last and page.low[first] in _TITLES:  # «MR. HALL»
            first += 1 + (page.word(first + 1) == ".")
        if page.said((first, last)).lower() in _QUESTIONERS:
            continue
        if first < last and len(page.words[last - 1]) > 1:
            found.append((first, last))
    return found


_TITLES = frozenset({"mr", "mrs", "ms", "miss", "dr"})
_QUESTIONERS = among("questioner")


def _trimmed(page: Page, run: Run) -> Run:
    """A model's person without a title before it and a possessive behind it."""
    first, last = run
    while first < last and first in page.known and page.known[first][1].kind == "office":
        if page.known[first][0][1] >= last:
            break
        first = page.known[first][0][1]
        while first < last and page.words[first] in (".", ","):
            first += 1
    first = _past_place(page, first, last)
    first = _past_field(page, _past_office(page, first, last), last)
    while last - first > 1 and page.words[first].islower() and (
        page.low[first] not in PARTICLES
    ):  # fmt: skip
        first += 1  # «…, rang Sabir Nokhan»
    while last > first and (
        page.low[last - 1] in ("'s", "’s") or not _wordlike(page, last - 1)
        or page.paragraph[last - 1] != page.paragraph[first]
    ):  # fmt: skip
        last -= 1
    return first, last


def _past_office(page: Page, first: int, last: int) -> int:
    """Where a name begins of which an office has the first word: «Minister [Counsellor Vane]»."""
    for end in range(first + 1, last):
        held = page.known_end.get(end)
        if held is not None and held[0][0] < first and held[1].kind == "office":
            return end
    return first


def _past_field(page: Page, first: int, last: int) -> int:
    """Where a name begins behind «Minister for Ports»: with its given name, where one is told."""
    if last - first < 2 or page.word(first - 1) not in ("for", "of", "and", "&"):
        return first
    told = next((at for at in range(first, last - 1) if given(page.words[at])), first)
    return told if told > first and fielded(page, told) is not None else first


def _modelled(page: Page, spotted: Spotted) -> list[Run]:
    """The model's persons, pieces of one name joined, without what the tables know to be none."""
    runs: list[Run] = []
    for name in sorted(spotted.names, key=lambda n: n.start):
        if name.kind != "Person" and not _no_thing(page, name):
            continue
        for part in _parts(page, page.run(name.start, name.end)):
            run = _trimmed(page, part)
            if run[0] >= run[1] or not any(w[0].isupper() for w in page.words[slice(*run)]):
                continue
            if runs and _goes_on(page, runs[-1], run):
                runs[-1] = (runs[-1][0], run[1])
            else:
                runs.append(run)
    bodies = [page.run(n.start, n.end) for n in spotted.names if n.kind == "Organization"]
    firsts = {page.words[run[0]] for run in bodies if run[1] - run[0] > 1}
    grown = with_nicknames(page, [_grown(page, _trimmed(page, run)) for run in runs])
    return [run for run in grown if _believable(page, run)
            and (run[1] - run[0] > 1 or page.words[run[0]] not in firsts)]  # fmt: skip


def _parts(page: Page, run: Run) -> Iterable[Run]:
    """What a verb leaves of a run on each side: «[Emil Brask] rang [Ana Corvelo]»."""
    first = run[0]
    for at in range(*run):
        low = page.low[at]
        if page.words[at].islower() and low in NOT_NAMES and low not in PARTICLES:
            yield first, at
            first = at + 1
    yield first, run[1]


def _no_thing(page: Page, name: Name) -> bool:
    """Whether a person is what the model takes for a thing («Irena Falk, 36,», «the engineer Irena
    Falk»), or a place and a person stand in one run: «in Muscat Helena Barrado had talks»."""
    run = page.run(name.start, name.end)
    if name.kind == "Location" and _past_place(page, *run) > run[0]:
        return True
    told = _aged(page, run) or page.word(run[0] - 1) in _INTRODUCING
    return name.kind in ("Location", "Organization") and run[1] - run[0] >= _FULL and told


def _past_place(page: Page, first: int, last: int) -> int:
    """Where a full name begins behind a place: «on Wednesday in Muscat [Emil Brask]»."""
    held = page.known.get(first)
    if held is None or held[1].kind not in ("capital", "place", "state"):
        return first
    if page.word(first - 1) not in _INSIDE or last - held[0][1] != _FULL:
        return first
    told = all(name_word(page, at) and at not in page.known for at in range(held[0][1], last))
    return held[0][1] if told else first


_INTRODUCING = among("introducing")
_INSIDE = frozenset({"in", "from", "near", "outside"})
_FULL = 2  # words of a full name


def _goes_on(page: Page, run: Run, after: Run) -> bool:
    """Whether a piece of a name goes on with the one before it: «J. | Smith», not across the end
    of a sentence or a paragraph."""
    gap = after[0] - run[1]
    if gap == 1 and page.words[run[1]] in _OPENING:  # «Diego “El Mudo” Salas»
        return not _CLOSING.isdisjoint(page.words[after[0] + 1 : after[1] - 1])
    initial = page.word(after[0] - 1) == "." and len(page.words[after[0] - 2]) <= _SHORT
    return 0 <= gap <= initial and page.paragraph[run[0]] == page.paragraph[after[0]]


_OPENING = frozenset({'"', "“"})
_CLOSING = frozenset({'"', "”"})
_SHORT = 4  # letters of an abbreviated name: «Gen.», «Wm.»


def _grown(page: Page, run: Run) -> Run:
    """A model's name with the capitalised words that go on with it."""
    first, last = run
    if first >= last or shouting(page, first):
        return run
    if page.words[first][0].isupper() and last - first == 1:
        last = max(last, run_end(page, first, set()))
    while (
        first > 0
        and page.sentence[first - 1] == page.sentence[run[0]]
        and (
            name_word(page, first - 1)
            and first not in page.known_end
            and fielded(page, first) is None
            and (given(page.words[first - 1]) or not page.opens_sentence(first - 1))
        )
    ):
        first -= 1
    return first, last


def _believable(page: Page, run: Run) -> bool:
    """A model's person is no name of the tables, and if one word, stands where persons stand."""
    if run[0] >= run[1] or _PARTY.match(page.words[run[0]]):
        return False
    around = page.known_end.get(run[1])
    if around is not None and around[0][0] < run[0] and around[1].kind != "office":
        return False  # «King [Charles Street]»
    for at in range(*run):
        held = page.known.get(at)
        if (
            held is not None
            and held[0][0] <= run[0]
            and held[0][1] >= run[1]
            and (held[1].kind != "office" or run[1] - run[0] == 1)
        ):
            return given(page.word(run[0] - 1)) and page.words[run[0] - 1][0].isupper()
    if run[1] - run[0] > 1:
        return True
    before = page.word(run[0] - 1)
    return (
        before not in _PLACES
        and page.words[run[0]][0].isupper()
        and (before != "the" and before not in ("mv", "ms", "uss"))
    )


_PLACES = among("place_before")
_SMALL = among("determiner", "pronoun") | {
    "of", "in", "on", "at", "to", "for", "from", "with", "and", "or", "but", "by", "as", "over",
    "after", "into", "vs", "than", "that", "who", "not", "is", "are",
}  # fmt: skip
_TITLED = 4  # capitalised words of a line without others
_PARTY = re.compile(r"[A-Z]-[A-Z]")  # «(R-Vt.)»


def shouting(page: Page, number: int) -> bool:
    """Whether the sentence of a word is in title case or in capitals, as headlines are."""
    first = last = number
    while first > 0 and page.sentence[first - 1] == page.sentence[number]:
        first -= 1
    while last < len(page) and page.sentence[last] == page.sentence[number]:
        last += 1
    capitals = 0
    for at in range(first, last):
        word = page.words[at]
        if word[0].isupper():
            capitals += 1
        elif word.isalpha() and page.low[at] not in _SMALL and len(word) > 2:
            return False
    return capitals > _TITLED


def _wordlike(page: Page, number: int) -> bool:
    return page.words[number][0].isalnum()


def _is_person(page: Page, run: Run, sources: set[Run]) -> bool:
    words = page.words[run[0] : run[1]]
    if any(word.lower() in _ORGANISATIONS for word in words[len(words) > 1 :]):
        return False
    if page.low[run[0]] in _GEOGRAPHY:
        return False
    if any(len(word) > 1 and word.isupper() and "." not in word for word in words):
        return False
    before = page.known_end.get(run[0])
    if before is not None and before[1].kind == "office" and _titles(page, before[0]):
        return True
    before = page.known_end.get(run[0] - 1) if page.word(run[0] - 1) == "." else None
    if before is not None and getattr(before[1].entry, "form", "") == "title":
        return True
    if len(words) < 2 or shouting(page, run[0]) or _PARTY.match(words[0]):
        return False
    if given(words[0]) or persons.lookup(page.said(run)):
        return True
    if len(words) <= 4 and _renamed(page, run):
        return True
    return len(words) <= 4 and run in sources and not page.opens_sentence(run[0])


_GEOGRAPHY = frozenset({"mount", "lake", "fort", "cape", "port", "operation", "camp", "hurricane",
                        "storm", "cyclone", "typhoon"})  # fmt: skip


def _titles(page: Page, run: Run) -> bool:
    """Whether an office before a name is a title of it: no plural but an abbreviated one."""
    return not is_plural(page.low[run[1] - 1]) or page.low[run[1] - 1] in ("sens", "reps", "govs")


def _renamed(page: Page, run: Run) -> bool:
    """«…, 41,» or «the minister, …»: an age behind, or an office before a comma."""
    if _aged(page, run):
        return True
    before = page.known_end.get(run[0] - 1)
    return page.word(run[0] - 1) == "," and before is not None and before[1].kind == "office"


def _aged(page: Page, run: Run) -> bool:
    """«…, 41,»: whether an age stands behind a name."""
    age = page.word(run[1] + 1)
    return (
        page.word(run[1]) == ","
        and age.isdigit()
        and 0 < len(age) < _THREE_DIGITS
        and page.word(run[1] + 2) in (",", ".")
    )


_THREE_DIGITS = 3


def _surnames(page: Page, people: Sequence[Run]) -> set[str]:
    found: set[str] = set()
    for run in people:
        for word in page.words[run[0] : run[1]]:
            if len(word) > 1:
                found.add(folded(word))
    return found - PARTICLES


def _known_words(page: Page, run: Run, known: set[str]) -> Iterable[Run]:
    """The parts of a capitalised run that are names of persons named elsewhere."""
    at = run[0]
    while at < run[1]:
        end = at
        while end < run[1] and folded(page.words[end]) in known:
            end += 1
        if (
            end == at
            and run[1] - run[0] == 1
            and given(page.words[at])
            and any(name.startswith(folded(page.words[at])) for name in known)
        ):
            end += 1  # «Dan» for Daniel
        if end > at:
            yield at, end
        at = end + 1


def _apart(runs: Iterable[Run]) -> list[Run]:
    """In order, none overlapping another, the longer first."""
    kept: list[Run] = []
    used: set[int] = set()
    for run in sorted(set(runs), key=lambda r: (r[0] - r[1], r[0])):
        if run[0] < run[1] and not used.intersection(range(*run)):
            kept.append(run)
            used.update(range(*run))
    return sorted(kept)
