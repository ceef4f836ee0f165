"""Noun phrases around a head: «the Kenyan foreign ministry’s chief spokesman for trade»."""

from dataclasses import dataclass, field

from onrecord.reading.cast.page import Page, Run
from onrecord.reading.cast.words import among, value
from onrecord.tables import rows
from onrecord.tables.names import KnownName

__all__ = ["Phrase", "field_end", "head_noun", "is_plural", "phrase"]

_FARTHEST = 30  # words; a list without marks is no phrase
_ENDINGS = ("'s", "’s")
_JOINTS = frozenset({"of", "for", "at", "in", "to", "from", "with"})


@dataclass(frozen=True, slots=True)
class Phrase:
    """A head with what belongs to it.

    `core` runs from the first word after the determiner, owner and state to the end of the head;
    `owner` is the run of a possessor before it, `after` that of the phrase behind it with its
    preposition `joint`; `code` the state that an adjective or a name before the head gives.
    """

    run: Run
    core: Run
    det: str
    code: str
    body: KnownName | None
    owner: Run | None
    modifiers: frozenset[str]
    joint: str = ""
    after: Run | None = None


_SINGULAR = frozenset({"d'affaires", "d’affaires", "affaires", "affairs", "corps"})


def is_plural(head: str) -> bool:
    """Whether the last word of a head is a plural."""
    last = head.rsplit(" ", 1)[-1]
    if last in {"people", "police", "authorities", "media", "troops", "men", "women"}:
        return True
    if last in _SINGULAR:
        return False
    if last.endswith(("men", "women")) and len(last) > 4:
        return True
    return last.endswith("s") and not last.endswith(("ss", "us", "is"))


def head_noun(page: Page, head: Run) -> str:
    """The noun that bends: «heads» of «heads of state»."""
    for at in range(head[0] + 1, head[1]):
        if page.low[at] in ("of", "for"):
            return page.low[at - 1]
    return page.low[head[1] - 1]


def phrase(page: Page, head: Run) -> Phrase:
    """The phrase whose head stands at `head`."""
    found = _before(page, head)
    return _behind(page, head, found)


@dataclass(slots=True)
class _Reach:
    """How far a phrase reaches to the left of its head, and what was met on the way.

    `at` is the first word taken so far, `sure` the first that surely belongs to the phrase,
    `core` the first of the office itself.
    """

    page: Page
    head: Run
    at: int
    sure: int
    core: int
    code: str = ""
    det: str = ""
    body: KnownName | None = None
    owner: Run | None = None
    modifiers: list[str] = field(default_factory=list)
    loose: bool = False

    def end(self) -> bool:
        """Whether a possessor or a determiner stands before, with which every phrase begins."""
        return self._owned() or self._determined()

    def further(self) -> bool:
        """Takes what may stand between a determiner and the head; False where nothing may."""
        return self._named() or self._modified() or self._led() or self._loosely()

    def _owned(self) -> bool:
        page, at = self.page, self.at
        word = page.low[at - 1]
        if word not in _ENDINGS and not (word in "’'" and page.word(at - 2).endswith("s")):
            return False
        owner = possessor(page, at - 1)
        if owner is not None:
            self.owner, self.sure, self.det = owner, owner[0], "the"
            held = page.known_end.get(at - 1)
            if held is not None and held[1].kind in _OWNERS:
                self.code = self.code or held[1].code
                self.body = self.body or (held[1] if held[1].kind in ("body", "head") else None)
        return True

    def _determined(self) -> bool:
        page = self.page
        word = page.low[self.at - 1]
        if self._name() is not None:
            return False
        kind = "n" if word.isdigit() else value("determiner", word)
        if not kind or (word.isdigit() and page.low[self.at] in _TIMES):
            return False  # «On 23 June President X»
        self.at = self.sure = self.at - 1
        self.det = kind
        if kind == "n" and page.word(self.at - 1) in _BEFORE_NUMBER:
            self.at = self.sure = self.at - 1
            self.det = "n" if word in ("dozen", "few") and page.low[self.at] == "a" else "the"
        return True

    def _name(self) -> tuple[Run, KnownName] | None:
        """The name of the tables that ends where the phrase begins so far."""
        ending = self.page.known_end.get(self.at)
        if ending is None or ending[0][0] >= self.at or ending[1].kind not in _OWNING:
            return None
        return ending

    def _named(self) -> bool:
        ending = self._name()
        if ending is None:
            return False
        run, name = ending
        if name.kind == "capital" and self.page.word(run[0] - 1) in ("in", "at", "near"):
            return False  # «On 10 April in Muscat Minister Dahl held talks»
        nation = name.kind in ("demonym", "state", "group", "capital")
        if name.kind in ("body", "head"):
            self.body = self.body or name
        if name.kind in ("body", "head", "demonym", "state", "capital"):
            self.code = self.code or name.code
        if name.kind == "group":
            self.modifiers.append(name.name.lower())
        elif not nation:
            self.core = run[0]
            self.modifiers.append(self.page.said(run).lower())
        self.at = self.sure = run[0]
        return True

    def _modified(self) -> bool:
        word = self.page.low[self.at - 1]
        if word not in _PREMODIFIERS or not (
            self.page.words[self.at - 1].isalpha() or word in _HYPHENED
        ):
            return False
        self.core = self.sure = self.at = self.at - 1
        self.modifiers.append(word)
        return True

    def _led(self) -> bool:
        """«Trump campaign spokesman», «Greens leader»."""
        page, at = self.page, self.at
        if not _leads(page, at - 1):
            return False
        if page.low[at] in _CAMPS and at > 1:
            self.at = self.sure = at - 1
        elif at == self.head[0] and page.words[at][0].islower():
            self.core = self.sure = self.at = at - 1
        else:
            return False
        self.modifiers.append(page.low[at - 1])
        return True

    def _loosely(self) -> bool:
        if not _may_modify(self.page, self.at - 1) or self._doing():
            return False
        self.loose = True
        self.at -= 1
        self.modifiers.append(self.page.low[self.at])
        return True

    def _doing(self) -> bool:
        """«Liam Burke invited [Egyptian minister …]»: a name before a verb, and no modifier."""
        page, at = self.page, self.at
        verbal = page.low[at].endswith("ed") and page.words[at][0].islower()
        return verbal and page.words[at - 1][0].isupper() and at not in page.known_end


def _before(page: Page, head: Run) -> Phrase:
    """The phrase up to its head."""
    got = _Reach(page, head, head[0], head[0], head[0])
    sentence = page.sentence[head[0]]
    while (
        got.at > 0
        and page.sentence[got.at - 1] == sentence
        and not page.silent[got.at - 1]
        and head[0] - got.at <= _FARTHEST
    ):
        if got.end() or not got.further():
            break
    bound = bool(got.det or got.owner or got.code)
    if got.loose and not bound:
        got.at = got.sure
    start = got.sure if bound else _capitalised(page, min(got.sure, head[0]))
    core = _core(page, start, head, got.owner, got.core)
    return Phrase((start, head[1]), (core, head[1]), got.det, got.code, got.body, got.owner,
                  frozenset(got.modifiers))  # fmt: skip


_OWNERS = frozenset({"state", "capital", "body", "head", "metonym"})
_OWNING = frozenset({"demonym", "state", "group", "capital", "body", "head", "office", "place"})
_BEFORE_NUMBER = frozenset({"the", "these", "those", "his", "her", "a", "its", "their"})
_PREMODIFIERS = among("premodifier")
_HYPHENED = frozenset(w for w in _PREMODIFIERS if "-" in w)


def _leads(page: Page, number: int) -> bool:
    word = page.words[number]
    return word[0].isupper() and word.isalpha() and page.low[number] not in _STOPS | _TIMES


_CAMPS = frozenset({"campaign", "administration", "team", "government", "transition", "family"})
_TIMES = among("no_name")


def _may_modify(page: Page, number: int) -> bool:
    word = page.low[number]
    return (
        word not in _STOPS
        and word[0].isalpha()
        and not word.endswith("ly")
        and (
            page.words[number] not in _PERIODS  # «four times British diplomats have asked»
        )
    )


_KEPT = frozenset({"left", "lost", "cut", "set", "split", "shot"})  # «the lost son», «left leader»
_STOPS = (
    among("stop")
    | among("speech")
    | (frozenset(row["past"] for row in rows("irregular_verbs")) - _KEPT)
)
_PERIODS = among("period")


def _capitalised(page: Page, start: int) -> int:
    """«Roads Minister», «Independent MP»: capitalised words right before a capitalised head."""
    if start >= len(page) or not page.words[start][0].isupper():
        return start
    first = start
    while (
        first > 0
        and start - first < 3
        and page.sentence[first - 1] == page.sentence[start]
        and page.words[first - 1][0].isupper()
        and page.words[first - 1].isalpha()
        and page.low[first - 1] not in _STOPS | _TIMES
        and first not in page.known_end
        and not page.opens_sentence(first - 1)
    ):
        first -= 1
    return first


def _core(page: Page, start: int, head: Run, owner: Run | None, core: int) -> int:
    """Where the words of the office itself begin: past determiners, owners, states and ages."""
    at = start
    if owner is not None:
        at = min(head[0], owner[1] + 1)
    while at < head[0]:
        word = page.low[at]
        held = page.known.get(at)
        if held is not None and held[1].kind in ("demonym", "state", "group", "place", "capital"):
            at = held[0][1]
        elif word in _SKIPPED or "-year-old" in word or word in _ENDINGS:
            at += 1
        else:
            break
    return min(at, head[0])


_SKIPPED = among("determiner") | {
    "former", "ex", "then", "current", "late", "new", "newly", "longtime", "long-time", "own",
    "veteran", "outgoing", "incoming", "-", ",",
}  # fmt: skip


def possessor(page: Page, mark: int) -> Run | None:
    """The run of the name or noun phrase before the possessive at `mark`, determiner included."""
    held = page.known_end.get(mark)
    first = held[0][0] if held else mark - 1
    if first < 0 or not page.words[first][0].isalnum():
        return None
    if held is None or held[1].kind in ("office", "head"):
        at = first
        while at > 0 and first - at < 4 and page.sentence[at - 1] == page.sentence[mark]:
            before = page.known_end.get(at)
            word = page.low[at - 1]
            if value("determiner", word):
                return at - 1, mark
            if before is not None and before[1].kind in _OWNING:
                at = before[0][0]
            elif word not in _STOPS and word[0].isalpha():
                at -= 1
            else:
                break
        if page.words[first][0].isupper():
            while (
                first > 0
                and page.words[first - 1][0].isupper()
                and page.low[first - 1] not in _STOPS
                and page.sentence[first - 1] == page.sentence[mark]
            ):
                first -= 1
    elif page.word(first - 1) == "the":
        first -= 1
    return first, mark


def _behind(page: Page, head: Run, found: Phrase) -> Phrase:
    border = field_end(page, head)
    joint = page.word(border)
    at = border + 1
    if joint not in _JOINTS or at >= len(page) or page.sentence[at] != page.sentence[head[0]]:
        return found
    start = at
    for _ in range(4):  # «for the Swiss foreign ministry», «at her website»
        if at >= len(page) or page.sentence[at] != page.sentence[head[0]]:
            return found
        if at in page.known and page.known[at][1].kind in _OBJECTS:
            end = page.known[at][0][1]
            while end in page.known and page.known[end][1].kind in ("head", "body", "office"):
                end = page.known[end][0][1]
            return _with(page, found, joint, (start, end))
        if page.low[at] in _SEVERAL and at > start:  # «from both countries»
            return _with(page, found, joint, (start, at + 1))
        if value("determiner", page.low[at]) or page.low[at] in _PREMODIFIERS:
            at += 1
        else:
            break
    if at < len(page) and page.words[at][0].isupper():
        end = at + 1
        while (
            end < len(page)
            and page.sentence[end] == page.sentence[at]
            and page.words[end][0].isupper()
        ):
            end += 1
        return _with(page, found, joint, (start, _stateward(page, end)))
    return found


def field_end(page: Page, head: Run) -> int:
    """The end of a minister's fields: «Minister of Foreign Affairs and Cooperation | of Kenya»."""
    at = head[1]
    if page.word(at) != "and" or not {"of", "for"} & set(page.low[slice(*head)]):
        return at
    end = at + 1
    while (
        end < len(page)
        and page.words[end][0].isupper()
        and (page.sentence[end] == page.sentence[at] and end not in page.known)
    ):
        end += 1
    return end if end > at + 1 and page.word(end) == "of" else at


def _stateward(page: Page, end: int) -> int:
    """The end of the state behind a field: «for Foreign Affairs of Kenya», else the field's."""
    if page.word(end) != "of":
        return end
    at = end + 1 + (page.word(end + 1) == "the")
    held = page.known.get(at)
    if held is None or held[1].kind != "state" or page.sentence[at] != page.sentence[end]:
        return end
    return held[0][1]


_SEVERAL = among("several")
_OBJECTS = frozenset({"state", "capital", "demonym", "body", "head", "office", "outlet", "metonym"})


def _with(page: Page, found: Phrase, joint: str, after: Run) -> Phrase:
    code, body = found.code, found.body
    if joint in ("of", "for", "at", "from"):
        for number in range(*after):
            held = page.known.get(number)
            if held is not None and held[1].kind in ("state", "body", "head", "demonym"):
                code = code or held[1].code
                body = body or (held[1] if held[1].kind in ("body", "head") else None)
    return Phrase(found.run, found.core, found.det, code, body, found.owner,
                  found.modifiers, joint, after)  # fmt: skip
