"""Find every name of the tables in a text: states, peoples, capitals, bodies, offices, outlets.

One pass over the words; at each word the longest name that begins there wins, and what it covers
is not looked at again. Names are matched as written, white space between their words as it comes
(line breaks, no-break spaces), apostrophes and hyphens of any shape; offices whatever their case.
"""

import re
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from onrecord.tables import rows
from onrecord.tables.lexicon import Entry, Kind, Lexeme, Patterns, generic, lexicon, normal
from onrecord.tables.past import days_of, is_past, then
from onrecord.tables.states import Body, State, split, states
from onrecord.text import words

__all__ = ["Entry", "Kind", "KnownName", "find_known"]


@dataclass(frozen=True, slots=True)
class KnownName:
    """A name found at `start`:`end` (code points, end exclusive).

    `code` is the state it is of or acts for (empty: none, or unknown), `name` the entry's own
    name, `sector` PLOVER's or empty, `entry` the row it comes from. `ambiguous` says that the
    words may mean something else here; `codes` are then the states meant, likeliest first.
    `former` marks an office that is no longer held («former president», «ex-minister»).
    """

    start: int
    end: int
    kind: Kind
    code: str
    name: str
    sector: str
    entry: Entry
    ambiguous: bool = False
    codes: tuple[str, ...] = ()
    former: bool = False


_CAPITAL_BEFORE = re.compile(r"(\w[\w'’]*)[ \xa0]\Z")
_CAPITAL_AFTER = re.compile(r"[ \xa0]([^\W\d_][\w'’]*)")
_STARTS = re.compile(r"(?:\A|[.!?:;\n“\"(«—–])[\s“\"'‘«(]*\Z")
_FORMER = re.compile(r"\b(?:former|ex|then|late|ousted|deposed)[\s‐-]+\Z", re.IGNORECASE)
_RANK = re.compile(
    r"\b(?:(?:first |senior |principal )?(?:deputy|assistant|vice|acting|interim|caretaker"
    r"|associate|chief|senior|outgoing|incoming)[\s‐-]+)+\Z",
    re.IGNORECASE,
)


def find_known(text: str, day: date | None = None) -> tuple[KnownName, ...]:
    """All known names in `text`, in order, none overlapping another. Never raises on any text.

    A generic head beside a state makes one body of it: «Russian foreign ministry», «U.S. embassy»,
    «France's finance ministry», «the parliament of Georgia»; a head alone has kind "head". A body
    under a name that many states have one of («the Senate») is that body where its state is spoken
    of, or none is; elsewhere it is a head.

    A seat of government, and what stands for it, means the state of that `day`, the report's own:
    Moscow the Soviet Union in 1985. Without a day it means today's.
    """
    opening = lexicon().words
    met = words(text)
    found: list[KnownName] = []
    reached = 0
    for index in [i for i, form in enumerate(met.forms) if form in opening]:
        start = met.starts[index]
        if start < reached:
            continue
        end, lexeme = _longest(text, start, *opening[met.forms[index]])
        dated = None if lexeme is None else _then(text[start:end], lexeme, day)
        if dated is not None:
            reached = end
            name = _known(text, start, end, dated)
            while found and found[-1].end > name.start:  # a rank taken for a name of its own
                found.pop()
            found.append(name)
    return tuple(_composed(text, _at_home(text, found)))


def _at_home(text: str, found: list[KnownName]) -> list[KnownName]:
    """The names, those of bodies of many states as heads where the state that we know is absent."""
    common = {
        name.start: head
        for name in found
        if name.kind == "body" and name.code
        if (head := generic(text[name.start : name.end])) is not None
    }
    if not common:
        return found
    spoken = {
        name.code
        for name in found
        if name.code and name.start not in common and name.kind in (*_OWNERS, "body")
    }
    return [
        replace(name, kind="head", code="", name=common[name.start].name, entry=None,
                sector=common[name.start].sector)
        if name.start in common and spoken and name.code not in spoken
        else name
        for name in found
    ]  # fmt: skip


def _longest(
    text: str, start: int, names: Patterns | None, offices: Patterns | None
) -> tuple[int, Lexeme | None]:
    """The longest name at `start`, a name before an office of the same length."""
    end, lexeme = start, None
    if names is not None and (match := names.match(text, start)):
        end, lexeme = match.end(), names.found(match.group())
    if offices is not None and (match := offices.match(text, start)) and match.end() > end:
        end, lexeme = match.end(), offices.found(match.group().lower())
    return end, lexeme


def _then(words: str, lexeme: Lexeme, day: date | None) -> Lexeme | None:
    """What a name means on a day; None where it means no state then."""
    if lexeme.kind not in ("state", "capital", "metonym"):
        return lexeme
    one = then(normal(words), day) if day is not None else None
    if one is not None:
        entry = states()[one.code]
        name = lexeme.name if lexeme.kind == "metonym" else entry.name
        return replace(lexeme, codes=(one.code,), name=name, entry=entry)
    if not lexeme.codes:
        return None
    seat = lexeme.kind == "capital" and len(lexeme.codes) == 1 and is_past(lexeme.codes[0])
    return None if seat and day is not None and not days_of(lexeme.codes[0]).hold(day) else lexeme


def _known(text: str, start: int, end: int, lexeme: Lexeme) -> KnownName:
    written, name, former = normal(text[start:end]), lexeme.name, False
    if lexeme.kind == "office":
        before = text[max(0, start - 48) : start]
        if rank := _RANK.search(before):
            start -= len(before) - rank.start()
            before = before[: rank.start()]
            name = f"{normal(rank.group()).lower()} {name}".replace("- ", "-")
        former = _FORMER.search(before) is not None
    codes, ambiguous = lexeme.codes, False
    rule = _rules().get(written)
    if rule is not None:
        codes = codes if _of_the_past(lexeme) else rule[1] or codes
        ambiguous = rule[0] == "always" or _doubtful(text, start, end, rule[0])
    if not ambiguous and end - start <= 5 and text[start:end].isupper():
        ambiguous = _doubtful(text, start, end, "caps")
    code = codes[0] if codes else ""
    return KnownName(start, end, lexeme.kind, code, name, lexeme.sector, lexeme.entry,
                     ambiguous, codes if ambiguous else (), former)  # fmt: skip


def _of_the_past(lexeme: Lexeme) -> bool:
    """Whether the day of the report has said which state a word means: one that is no more."""
    return (
        isinstance(lexeme.entry, State)
        and lexeme.kind in ("capital", "metonym")
        and is_past(lexeme.entry.code)
    )


@cache
def _rules() -> dict[str, tuple[str, tuple[str, ...]]]:
    found: dict[str, tuple[str, tuple[str, ...]]] = {}
    for row in rows("ambiguous"):
        rule = (row["when"], split(row["codes"]))
        found[row["name"]] = rule
        if row["codes"]:  # a dateline or a headline; common words have no codes
            found.setdefault(row["name"].upper(), rule)
    return found


def _doubtful(text: str, start: int, end: int, when: str) -> bool:
    """Whether the words around a name leave room for another reading of it."""
    before, after = text[max(0, start - 24) : start], text[end : end + 24]
    left, right = _CAPITAL_BEFORE.search(before), _CAPITAL_AFTER.match(after)
    if when == "start":
        return _STARTS.search(before) is not None
    if when == "caps":
        beside = [match[1] for match in (left, right) if match]
        return any(len(word) > 1 and word.isalpha() and word.isupper() for word in beside)
    return any(_named(match[1]) for match in (left, right) if match)


def _named(word: str) -> bool:
    """Whether a word beside a name looks like a part of it, as a surname does."""
    return word[0].isupper() and word.lower() not in _neighbours() and not _known_word(word)


@cache
def _neighbours() -> frozenset[str]:
    return frozenset(row["word"].lower() for row in rows("neighbours"))


@cache
def _known_word(word: str) -> bool:
    """Whether a capitalised neighbour is a name or an office of its own."""
    names, offices = lexicon().words.get(word, (None, None))
    return bool((names and names.has(word)) or (offices and offices.has(word.lower())))


_JOINS = re.compile(r"(?:['’]s?)?[\s‐-]+(?:new |own |interim |central |federal )?")
_OF = re.compile(r"\s+of\s+(?:the\s+)?")
_CITY = frozenset({"COP", "JUD"})  # «London police» are the city's
_NO_GOVERNMENT = frozenset({"OPP", "PTY", "REB", "REL", "MED"})
_OWNERS = ("state", "demonym", "capital", "metonym")


def _composed(text: str, found: list[KnownName]) -> list[KnownName]:
    """Heads, and bodies that several states have, joined to the state beside them."""
    composed: list[KnownName] = []
    for name in found:
        joined = _joined(text, composed[-1], name) if composed else None
        if joined is None:
            composed.append(name)
        else:
            composed[-1] = joined
    return composed


def _joined(text: str, last: KnownName, name: KnownName) -> KnownName | None:
    """`last` and `name` as one body, or None where they are two things."""
    between = text[last.end : name.start]
    if last.kind in _OWNERS and last.code and _JOINS.fullmatch(between):
        if name.kind == "head" and not (last.kind == "capital" and name.sector in _CITY):
            return _of_state(last, last.start, name.end, name)
        if name.kind == "body" and name.code == last.code and last.kind == "demonym":
            return replace(name, start=last.start, ambiguous=False, codes=())
        head = generic(text[name.start : name.end]) if name.kind == "body" else None
        if head is not None and name.code != last.code:
            return _of_state(last, last.start, name.end, replace(name, name=head.name,
                             sector=head.sector))  # fmt: skip
    if name.kind == "state" and _OF.fullmatch(between):
        head = generic(text[last.start : last.end]) if last.kind in ("head", "body") else None
        if head is not None:
            return _of_state(name, last.start, name.end, replace(last, name=head.name,
                             sector=head.sector))  # fmt: skip
    return None


def _of_state(owner: KnownName, start: int, end: int, head: KnownName) -> KnownName:
    state = states().get(owner.code)
    adjectives = state.adjectives if state else ()
    name = f"{adjectives[0] if adjectives else state.name if state else owner.name} {head.name}"
    kind = "organization" if head.sector in _NO_GOVERNMENT else "government_body"
    body = Body(name, (), owner.code, kind, head.sector)
    return KnownName(start, end, "body", owner.code, name, head.sector, body,
                     owner.ambiguous, owner.codes)  # fmt: skip
