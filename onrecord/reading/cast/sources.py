"""The sources of statements: which mention each is, and those that no mention covers."""

from collections.abc import Iterable
from dataclasses import replace

from onrecord.reading.cast.mention import Mention
from onrecord.reading.cast.page import Page, Run
from onrecord.reading.cast.phrases import is_plural
from onrecord.reading.cast.states import state_of
from onrecord.reading.cast.words import among, value
from onrecord.reading.spotting import Attribution, Spotted
from onrecord.tables.states import State, states
from onrecord.vocabulary import MentionForm

__all__ = ["Source", "find_sources"]

_DOCUMENTS = among("document")
_PEOPLE = among("people")
_GROUPS = among("group_only")
_STOPS = among("stop")
_CLIPPED = frozenset({",", "―", "-", ";", "(", "—", "–", ":", "who", "which", "whose"})

_POSSESSIVE = frozenset({"his", "her", "its", "their", "my", "our", "your"})
_NOBODY = frozenset({"everyone", "nobody", "everybody", "anyone", "anybody", "someone", "somebody",
                     "which", "that", "what", "this", "there", "these", "those", "one", "none",
                     "such", "you", "as", "neither", "either", "each", "both"})  # fmt: skip
_AFTER = _CLIPPED | {"and", "or", "himself", "herself", "also", "too", "both"}

Source = tuple[Attribution, Mention]


def find_sources(page: Page, mentions: list[Mention], spotted: Spotted) -> list[Source]:
    """Each attribution that has a source with the mention of it; new mentions join `mentions`."""
    found: list[Source] = []
    covering: dict[int, Mention] = {}
    for one in mentions:
        for number in range(*one.run):
            covering.setdefault(number, one)
    new: list[Mention] = []
    for said in spotted.attributions:
        if said.source is None:
            continue
        run = _trimmed(page, page.run(*said.source))
        if run[0] >= run[1] or page.silent[run[0]]:
            continue
        held = _covering(page, run, covering)
        if held is None:
            if run[1] - run[0] == 1 and page.low[run[0]] in _NOBODY:
                continue
            one = _made(page, run)
            new.append(one)
            for number in range(*one.run):
                covering.setdefault(number, one)
        else:
            one = held
            if one.sort == "role":
                _stretch(page, one, run, mentions)
        one.spoke = True
        found.append((said, one))
    mentions.extend(new)
    mentions.sort(key=lambda m: (m.run[0], -m.run[1]))
    return found


def _trimmed(page: Page, run: Run) -> Run:
    first, last = run
    while first < last and not page.words[first][0].isalnum():
        first += 1
    while last > first and not page.words[last - 1][0].isalnum():
        last -= 1
    return first, last


def _covering(page: Page, run: Run, covering: dict[int, Mention]) -> Mention | None:
    """The outermost mention at the beginning of a source."""
    for number in range(run[0], min(run[0] + 2, run[1])):
        one = covering.get(number)
        if one is None or (number > run[0] and one.run[0] < run[0]):
            continue
        if (
            one.sort == "pronoun"
            and run[1] - run[0] > 1
            and one.head in _POSSESSIVE
            and (page.word(run[0] + 1) not in _AFTER)
        ):
            return None
        if one.sort == "state" and run[1] > one.run[1] + 1 and page.word(one.run[1]) not in (
            "and", ",", "or"):  # fmt: skip
            return None  # «Turkey’s two biggest unions»
        return one
    return None


def _clip(page: Page, run: Run) -> Run:
    """A source up to its first comma or relative clause."""
    for number in range(run[0] + 1, run[1]):
        if page.low[number] in _CLIPPED:
            return run[0], number
    return run


def _stretch(page: Page, one: Mention, run: Run, mentions: Iterable[Mention]) -> None:
    """«two people familiar with her plans»: what is said of an unnamed source belongs to it."""
    if (one.det == "the" and one.office and one.code) or one.run[1] >= run[1]:
        return
    end = _clip(page, (one.run[1] - 1, run[1]))[1]
    if page.low[one.run[1]] in ("and", "or"):
        return
    if not any(m.sort == "person" and one.run[1] <= m.run[0] < end for m in mentions):
        one.run = (one.run[0], max(end, one.run[1]))


def _made(page: Page, run: Run) -> Mention:
    """A mention of a source that is none of those known."""
    run = _clip(page, run)
    first = run[0] + (page.low[run[0]] == "the")
    held = page.known.get(first)
    if (
        held is not None
        and held[0][1] == run[1]
        and isinstance(held[1].entry, State)
        and (code := state_of(page, held[1]) or held[1].code) in states()
    ):
        form: MentionForm = "name" if held[1].kind == "state" else "metonym"
        return Mention("state", run, form, name=held[0], code=code, sector="GOV",
                       known=held[1])  # fmt: skip
    at = run[1]
    for number in range(run[0], run[1]):
        if page.low[number] in _STOPS and number > run[0]:
            at = number
            break
    head = at - 1
    if page.low[head] in ("'s", "’s"):  # «the memo’s authors»
        head = run[1] - 1
    for number in range(run[0], run[1]):
        if page.low[number] in _DOCUMENTS | _PEOPLE | _GROUPS and number < at:
            head = number
    word = page.low[head]
    det = value("determiner", page.low[run[0]])
    named = page.words[head][0].isupper() and (
        not page.opens_sentence(head) or (head > run[0] and run[1] - run[0] > 1)
    )
    sort = "document" if word in _DOCUMENTS and not named else "source"
    if word == "who":
        return Mention("pronoun", (head, head + 1), "pronoun", head="who", gender="who")
    one = Mention("source", run, "description", name=(run[0], head + 1), head=word, det=det,
                  plural=is_plural(word), modifiers=frozenset(page.low[run[0] : head]))  # fmt: skip
    for number in range(*run):
        held = page.known.get(number)
        if held is not None and held[1].code and not one.code:
            one.code = held[1].code
    if sort == "document":
        one = replace(one, sort="document")
    elif named and det in ("", "the") and run[1] - run[0] == 1 and (word not in among("org_head")):
        one = replace(one, sort="person", form="name", name=run, head="", code="")
    elif named and det in ("", "the"):
        first = run[0] + (det == "the")
        short = det == "the" and head == first and word in among("org_head")
        one = replace(one, sort="body", form="name", name=(first, run[1]),
                      head=word if short else "organization")  # fmt: skip
    return one
