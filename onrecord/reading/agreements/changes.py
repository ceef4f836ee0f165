"""Where the life of an agreement turns: a word of changes.tsv where it is spoken of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from onrecord.reading.agreements.alone import alone
from onrecord.reading.agreements.hit import Hit, Places, turning
from onrecord.reading.agreements.lexicon import (
    Turning,
    listed,
    of_kind,
    parted,
    turning_heads,
    turning_phrases,
    turnings,
)
from onrecord.reading.agreements.objects import object_of, of_noun
from onrecord.reading.agreements.roles import modelled
from onrecord.reading.agreements.spoken import Spoken
from onrecord.reading.agreements.subjects import (
    fronted,
    left_from,
    patient,
    relative,
    set_off,
    short_clause,
    subject_of,
    taking,
)
from onrecord.reading.agreements.under import under
from onrecord.reading.modality import Group, Line, group_of
from onrecord.reading.modality.group import BREAKS, DETERMINERS, QUOTES
from onrecord.reading.modality.lexicon import lexicon
from onrecord.reading.turning import Ground

_RELATIVES = frozenset({"which", "who", "whom", "whose", "where"})
_JOINING = frozenset({"signed", "agreed", "ratified"})
_WITHIN = 7  # words of «with Vela and Orlan» behind an agreement
_LISTED = 9  # words between two agreements signed at once
_OFTEN = 3  # places that make an agreement the one that a report is about
_NEAR = 400  # code points between «it» and what it stands for


def hits(ground: Ground, places: Places) -> Iterator[Hit]:
    """Every turning word with the agreement that it turns."""
    if not places:
        return
    for start, end in turning_phrases().find(ground.text):
        if ground.idle(start):
            continue
        line = ground.line(start)
        inside = places.within(line.starts[0], line.ends[-1]) if len(line) else ()
        if (within := next((s for s in inside if s.start <= start < s.end), None)) is not None:
            hit = _attributive(line, line.at(start), within)
            if hit is not None:
                yield hit
            continue
        at, last = line.at(start), line.at(end - 1)
        if at and line.forms[at - 1] in {"the", "a", "an"} and line.forms[at] in lexicon().past:
            continue  # «the left»
        if (
            at
            and line.forms[at - 1] in {"a", "an"}
            and any(line.at(p.start) == last + 1 for p in inside)
        ):
            continue  # «a [negotiated] agreement»
        hit = _first_hit(ground, places, line, (at, last), inside)
        if hit is not None:
            yield hit
            yield from _further(hit, inside)


def _attributive(line: Line, at: int, place: Spoken) -> Hit | None:
    """«a [suspended] naval treaty»: what its own words take for granted."""
    row = next((row for row in turnings().get(line.forms[at], ()) if row.attributive), None)
    apart = line.forms[at + 1 : line.at(place.end - 1)]
    plain = all(word.isalpha() and not word.endswith("s") for word in apart)
    if row is None or not plain or line.forms[line.at(place.start)] in {"no", "any"}:
        return None
    capital = line.written[at][:1].isupper() and at > 0
    return None if capital else Hit(line, at, at, row, Group(at, at, "past"), place, None, True)


def _stands(line: Line, place: Spoken) -> bool:
    """Whether the words of an agreement tell that it was there long since."""
    own = line.forms[line.at(place.start) : line.at(place.end - 1)]
    return any(row.attributive for word in own for row in turnings().get(word, ()))


def _further(hit: Hit, inside: Sequence[Spoken]) -> Iterator[Hit]:
    """«signed an accord on trade and [a memorandum] on energy»: the objects joined to the first."""
    if hit.place is None or not (hit.after and hit.told) or hit.turning.change not in _JOINING:
        return
    line = hit.line
    for place in inside:
        begin = line.at(place.start)
        gap = line.forms[line.at(hit.place.end - 1) + 1 : begin]
        if place.start <= hit.place.end or not place.fresh or not gap or len(gap) > _LISTED:
            continue
        after = line.forms[min(line.at(place.end - 1) + 1, len(line) - 1)]
        plain = not any(_verbal(w) for w in (*gap, after))
        if plain and (gap[-1] in {"and", "plus"} or gap[-3:] == ("as", "well", "as")):
            yield replace(hit, place=place)


def _verbal(form: str) -> bool:
    words = lexicon()
    return form in turning_heads() or form in words.helpers or form in words.modals


def _first_hit(
    ground: Ground, places: Places, line: Line, word: tuple[int, int], inside: Sequence[Spoken]
) -> Hit | None:
    at = word[0]
    group = _own(line, group_of(line, at), inside)
    for row in turnings().get(_form(line, word), ()):
        if row.attributive:
            continue
        for hit in (
            _under(line, word, row, group, inside),
            _hit(ground, line, word, row, group, inside),
            _bare(ground, line, word, row, group),
            _modelled(ground, line, word, row, group, inside),
        ):
            whole = _meant(ground, places, hit) if hit is not None else None
            if whole is not None and _limited(whole):
                return whole
    return _parted(ground, places, line, at, group, inside)


def _under(
    line: Line, word: tuple[int, int], row: Turning, group: Group, inside: Sequence[Spoken]
) -> Hit | None:
    """«resumed inspections under the treaty»: a verb of what goes on under an agreement."""
    found = under(line, group, word[1], inside) if row.under and group.form != "noun" else None
    if found is None:
        return None
    return Hit(line, *word, row, group, found, None, found.start > line.starts[word[1]])


def _acts(ground: Ground, line: Line, last: int) -> bool:
    """«The accord ended the war»: whether a verb that needs no object has one."""
    after = last + 1
    if after >= len(line) or line.forms[after] not in DETERMINERS:
        return False
    end = line.ends[min(after + 2, len(line) - 1)]
    return not ground.times_in(line.starts[after], end)


def _no_verb(ground: Ground, line: Line, group: Group, place: Spoken) -> bool:
    """«a deal to end the war», «an immediate end»: whether the word is no verb of the place."""
    if group.infinitive:
        return line.at(place.end - 1) + 1 == group.first
    bare = group.form == "base" and not (group.helped or group.modal or group.negated)
    plural = place.plural or ground.titled(place.start)
    noun = any(row.noun for row in turnings()[line.forms[group.at]])
    return bare and noun and not plural


def _modelled(
    ground: Ground,
    line: Line,
    word: tuple[int, int],
    row: Turning,
    group: Group,
    inside: Sequence[Spoken],
) -> Hit | None:
    """A verb whose object by the model is an agreement that the grammar here did not reach."""
    at, last = word
    if not row.plain or group.form == "noun" or () not in row.objects:
        return None
    found = modelled(ground, line, at, inside)
    if found is None:
        return None
    after = found.start > line.starts[last]
    if after and any(turning(line, i) for i in range(last + 1, line.at(found.start))):
        return None  # «proposed extending the truce»
    if not after and (row.behind or not group.passive):
        return None
    return Hit(line, at, last, row, group, found, None, after)


def _own(line: Line, group: Group, inside: Sequence[Spoken]) -> Group:
    """«is planned to sign a pact, [initialled] in May»: no verb in line with «is planned»."""
    if group.joined is None or line.forms[group.at - 1] != ",":
        return group
    apart = any(line.starts[group.joined] < p.start < line.starts[group.at] for p in inside)
    apart = apart or _within_aside(line, group.joined)
    return Group(group.at, group.at, group.form) if apart and group.form == "past" else group


def _within_aside(line: Line, index: int) -> bool:
    """«, under which grain [was] shipped,»: whether the word stands in a relative clause."""
    for at in range(index - 1, -1, -1):
        if line.forms[at] in _RELATIVES:
            return "," in line.forms[max(0, at - 2) : at]
        if line.forms[at] in BREAKS:
            return False
    return False


def _meant(ground: Ground, places: Places, hit: Hit) -> Hit | None:
    """The hit with the agreement that «it» stands for: the last one spoken of, near enough."""
    if hit.place is not None:
        return hit
    line, bare = hit.line, hit.pronoun is None
    position = line.starts[hit.at if hit.pronoun is None else hit.pronoun]
    if hit.turning.alone:
        main = next((p for p in reversed(places.main) if p.start < position), None)
        known = main is not None and len(places.main) >= _OFTEN
        return replace(hit, place=main, told=False) if known else None
    word = "" if hit.pronoun is None else line.forms[hit.pronoun]
    loose = bare or word in {"anything", "nothing", "something"}
    place = places.last_before(position)
    place = _salient(places, line, place, hit.pronoun) if place is not None else None
    if loose and place is not None and "\n" in ground.text[place.end : position]:
        place = next((p for p in reversed(places.main) if p.start < position), place)
    if place is None and loose and places.main:
        place = places.main[0]  # «before it signs anything», of what is told of further on
    if place is None:
        return None
    if loose and hit.turning.change == "withdrawn":
        return replace(hit, place=place, told=False) if place.start >= line.starts[0] else None
    if word == "them" and not place.plural:
        return None
    if position - place.end > _NEAR and not loose:
        return None
    between = ground.text[place.end : position]
    near = between.count(". ") + between.count("\n") <= 2
    return replace(hit, place=place, told=False) if near or loose else None


def _salient(places: Places, line: Line, place: Spoken, pronoun: int | None) -> Spoken:
    """The agreement that a sentence is about rather than one in a clause that hangs on it.

    «The pact, which replaces a memorandum that lapsed» and «The pact replaces a memorandum. It»:
    the pact.
    """
    if place.start >= line.starts[0]:
        return place
    own = places.ground.line(place.start)
    before = places.within(own.starts[0], place.start)
    between = own.forms[own.at(before[0].end - 1) : own.at(place.start)] if before else ()
    begins = pronoun is not None and pronoun <= 1 and own.at(place.start) > 0
    leads = bool(before) and own.at(before[0].start) <= 1 and begins
    return before[0] if leads or {"which", "who", "whose"} & set(between) else place


def _of_talks(line: Line, group: Group, place: Spoken) -> bool:
    """«Talks with Vela on a truce [broke up]»: it is the talks that did."""
    begin = line.at(place.start)
    if group.passive or begin < 2 or line.forms[begin - 1] not in listed("topic"):
        return False
    before = line.forms[max(0, begin - _LISTED) : begin - 1]
    return bool(listed("talks") & set(before)) and line.forms[group.first - 1] not in {
        ",",
        "which",
        "that",
    }


def _by_bodies() -> tuple[str, ...]:
    """How verbs begin that ratify where a body does it."""
    return tuple(of_kind("by_body"))


def _limited(hit: Hit) -> bool:
    """Whether the row is said of agreements of that kind, and there by those who can."""
    row, line, place = hit.turning, hit.line, hit.place
    if place and hit.after and place.head == "statement" and line.forms[hit.at - 1] in QUOTES:
        return False  # «“We regret it,” concluded the statement»
    # A bare «the text» may be adopted; only what is told to be one is blocked.
    if row.kinds and (place is None or (place.kind or "treaty") not in row.kinds):
        return False
    if place and line.forms[hit.at].startswith(("announc", "declar")):
        end = line.at(place.end - 1) + 1
        ended = (
            hit.after and end < len(line) and line.forms[end] in {"dead", "void", "over", "null"}
        )
        if ended or place.head in listed("plan"):
            return False
    if row.change == "ratified" and line.forms[hit.at].startswith(_by_bodies()):
        before = line.forms[max(0, hit.group.first - 6) : hit.group.first]
        behind = line.forms[hit.last + 1 : hit.last + 14]
        return bool(of_kind("body") & {*before, *(behind if hit.group.passive else ())})
    return True


def _bare(
    ground: Ground, line: Line, word: tuple[int, int], row: Turning, group: Group
) -> Hit | None:
    """A word that is said of agreements alone: «signed anything», «there was no initialling»."""
    at, last = word
    if not row.bare or (row.alone and not alone(ground, line, last, group)):
        return None
    behind = line.forms[last + 1] if last + 1 < len(line) else "."
    verb = next((i for i in range(at, last + 1) if line.forms[i] in turning_heads()), at)
    if verb > at:
        at, group = verb, group_of(line, verb)
    whole = behind in BREAKS or behind in {"and", "in", "on"}
    if row.change == "withdrawn" and not (whole and (group.helped or " " in _form(line, word))):
        return None
    if row.change == "withdrawn" and group.passive:
        return None  # «the charge was withdrawn»
    return Hit(line, at, last, row, group, None, None, after=False)


def _before_particle(line: Line, end: int, words: tuple[str, ...]) -> int | None:
    """The last word before a particle behind an object that ends at `end`, or goes on: «put the
    treaty with Vela [on ice]»; None where it does not follow."""
    goes_on = line.forms[end + 1 : end + 2] in {("with",), ("between",), ("on",), ("of",)}
    for index in range(end + 1, min(end + 1 + (_WITHIN if goes_on else 1), len(line))):
        if line.forms[index : index + len(words)] == words:
            return index - 1
        if _verbal(line.forms[index]) or line.forms[index] in BREAKS:
            break
    return None


def _form(line: Line, word: tuple[int, int]) -> str:
    return " ".join(line.forms[word[0] : word[1] + 1])


def _parted(
    ground: Ground, places: Places, line: Line, at: int, group: Group, inside: Sequence[Spoken]
) -> Hit | None:
    """«tore it up», «put the draft forward»."""
    for particle, many in parted().get(line.forms[at], {}).items():
        for row in many:
            found, pronoun = object_of(ground, line, at, row, inside)
            end = pronoun if found is None else line.at(found.end - 1)
            words = tuple(particle.split())
            end = None if end is None else _before_particle(line, end, words)
            if end is None:
                continue
            hit = _meant(ground, places, Hit(line, at, at, row, group, found, pronoun, after=True))
            if hit is not None and _limited(hit):
                return replace(hit, last=end + len(words))
    return None


def _hit(
    ground: Ground,
    line: Line,
    word: tuple[int, int],
    row: Turning,
    group: Group,
    inside: Sequence[Spoken],
) -> Hit | None:
    at, last = word
    if row.bare or row.under:
        return None
    if row.noun:
        found, pronoun = of_noun(ground, line, at, last, row, inside)
        if found is None and pronoun is None:
            return None
        if found is not None and row.change == "negotiated" and _stands(line, found):
            return None  # «talks over a suspended treaty»
        after = found is None or found.start > line.starts[at]
        return Hit(line, at, last, row, group, found, pronoun, after)
    if group.form == "noun":
        return None
    if not row.before:
        found, pronoun = object_of(ground, line, last, row, inside)
        if found is not None or (pronoun is not None and row.pronoun):
            return Hit(line, at, last, row, group, found, pronoun, after=True)
        if row.behind:
            return None
        found = left_from(line, group, inside, row) or short_clause(line, group, inside)
        if () in row.objects and row.change != "violated":
            found = found or fronted(line, group, inside)
        if found is not None:
            return Hit(line, at, last, row, group, found, None, after=False)
        if () not in row.objects or not patient(ground, line, last, group):
            return None
        found = relative(line, group, inside) if not group.passive else None
        if found is not None:
            return Hit(line, at, last, row, group, found, None, after=False)
        finite = group.form != "past" or group.helped
        if not group.passive and finite and taking(line, group) is None:
            return None
    if row.before and at == last and _acts(ground, line, last):
        return None
    reduced = not (row.before or group.passive or group.infinitive)
    found = set_off(line, group, inside) if row.before or group.passive else None
    if found is not None:
        return Hit(line, at, last, row, group, found, None, after=False)
    found, pronoun = subject_of(line, group, inside, reduced=reduced)
    if found is not None and _of_talks(line, group, found):
        return None
    if found is None and not (pronoun is not None and row.pronoun):
        return None
    if row.before and found and at == last and _no_verb(ground, line, group, found):
        return None
    return Hit(line, at, last, row, group, found, pronoun, after=False)
