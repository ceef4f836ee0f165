"""Noun phrases around a head: «the Kenyan foreign ministry’s chief spokesman for trade»."""

from dataclasses import dataclass

from onrecord.reading.cast.page import Page, Run
from onrecord.reading.cast.words import among, value
from onrecord.tables.names import KnownName

__all__ = ["Phrase", "is_plural", "phrase"]

_REACH = 5  # modifiers between a determiner and its head
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


def is_plural(head: str) -> bool:
    """Whether the last word of a head is a plural."""
    last = head.rsplit(" ", 1)[-1]
    if last in {"people", "police", "authorities", "media", "troops", "men", "women"}:
        return True
    if last.endswith(("men", "women")) and len(last) > 4:
        return True
    return last.endswith("s") and not last.endswith(("ss", "us", "is"))


def phrase(page: Page, head: Run) -> Phrase:
    """The phrase whose head stands at `head`."""
    found = _before(page, head)
    return _behind(page, head, found)


def _before(page: Page, head: Run) -> Phrase:
    at = core = sure = head[0]
    code, det = "", ""
    body: KnownName | None = None
    owner: Run | None = None
    modifiers: list[str] = []
    sentence = page.sentence[head[0]]
    loose = 0
    while at > 0 and page.sentence[at - 1] == sentence and not page.silent[at - 1]:
        word = page.low[at - 1]
        ending = page.known_end.get(at)
        if word in _ENDINGS or (word in "’'" and page.word(at - 2).endswith("s")):
            owner = possessor(page, at - 1)
            if owner is not None:
                sure, det = owner[0], "the"
                held = page.known_end.get(at - 1)
                if held is not None and held[1].kind in _OWNERS:
                    code = code or held[1].code
                    body = body or (held[1] if held[1].kind in ("body", "head") else None)
            break
        if ending is not None and ending[0][0] < at and ending[1].kind in _OWNING:
            run, name = ending
            if name.kind in ("demonym", "state", "group", "capital"):
                code = code or ("" if name.kind == "group" else name.code)
                if name.kind == "group":
                    modifiers.append(name.name.lower())
            elif name.kind in ("body", "head"):
                body = body or name
                code = code or name.code
                core = run[0]
                modifiers.append(page.said(run).lower())
            else:
                core = run[0]
                modifiers.append(page.said(run).lower())
            at = sure = run[0]
            continue
        kind = "n" if word.isdigit() else value("determiner", word)
        if kind:
            det, sure, at = kind, at - 1, at - 1
            if kind == "n" and page.word(at - 1) in _BEFORE_NUMBER:
                at = sure = at - 1
                det = "n" if word in ("dozen", "few") and page.low[at] == "a" else "the"
            break
        if (word in _PREMODIFIERS and page.words[at - 1].isalpha()) or word in _HYPHENED:
            core = sure = at = at - 1
            modifiers.append(word)
            continue
        if page.low[at] in _CAMPS and _leads(page, at - 1) and at > 1:
            at = sure = at - 1  # «Trump campaign spokesman»
            modifiers.append(word)
            continue
        if at == head[0] and _leads(page, at - 1) and page.words[at][0].islower():
            core = sure = at = at - 1  # «Greens leader»
            modifiers.append(word)
            continue
        if not _may_modify(page, at - 1) or at - 1 - head[0] < -_REACH:
            break
        loose += 1
        at -= 1
        modifiers.append(word)
    if loose and not det and owner is None and not code:
        at = sure
    start = sure if (det or owner or code) else _capitalised(page, min(sure, head[0]))
    core = _core(page, start, head, owner, core)
    return Phrase((start, head[1]), (core, head[1]), det, code, body, owner,
                  frozenset(modifiers))  # fmt: skip


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
    return word not in _STOPS and word[0].isalpha() and not word.endswith("ly")


_STOPS = among("stop") | among("speech")


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
        and page.low[first - 1] not in _STOPS
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
    joint = page.word(head[1])
    at = head[1] + 1
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
        return _with(page, found, joint, (start, end))
    return found


_SEVERAL = among("several")
_OBJECTS = frozenset({"state", "capital", "demonym", "body", "head", "office", "outlet", "metonym"})


def _with(page: Page, found: Phrase, joint: str, after: Run) -> Phrase:
    code, body = found.code, found.body
    if joint in ("of", "for", "at"):
        for number in range(*after):
            held = page.known.get(number)
            if held is not None and held[1].kind in ("state", "body", "head", "demonym"):
                code = code or held[1].code
                body = body or (held[1] if held[1].kind in ("body", "head") else None)
    return Phrase(found.run, found.core, found.det, code, body, found.owner,
                  found.modifiers, joint, after)  # fmt: skip
