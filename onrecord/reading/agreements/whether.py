"""Whether a turn happened: its grammar, what is asked of the agreement, and days still to come."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from itertools import pairwise

from onrecord.facts import DateSlot
from onrecord.facts.timex import is_date
from onrecord.reading.agreements.awaited import outlook
from onrecord.reading.agreements.hit import Hit
from onrecord.reading.agreements.lexicon import listed
from onrecord.reading.agreements.subjects import OPENING
from onrecord.reading.modality import Group, Line, carried, of_word
from onrecord.reading.modality.grammar import governing
from onrecord.reading.modality.group import BREAKS
from onrecord.reading.modality.lexicon import lexicon
from onrecord.reading.turning import Ground
from onrecord.text import Span
from onrecord.vocabulary import Modality

_COMING = frozenset({"expired", "in_force"})
_DUE = frozenset("expected due scheduled set supposed slated meant".split())
_CLAUSE = 14  # words before «in breach of» that tell whether it was
_LET = _COMING | {"negotiated"}
_AWAITING = frozenset({"until", "till", "once", "before", "after", "when", "unless"})
_DONE_FIRST = frozenset({"once", "until", "till", "unless", "when"})
_NEARING = frozenset("away close closer near nearer verge brink cusp".split())
_BUT = frozenset({"but", "when", "until", "before"})
_BEGINNING = frozenset("open opened begin began begun start started launch launched".split())
_SORTS = frozenset("formal new fresh direct further their its the indirect detailed".split())
_RANKS = frozenset("first second third last only latest".split())
_RANKED = re.compile(r"\d+(?:st|nd|rd|th)$")
_BEING = frozenset("became was were is are becomes has had".split())
_LETTING = frozenset({"let", "lets", "letting"})
_TALK = 9  # words from the talks to what they are on
_IS = frozenset({"is", "are", "was", "were", "has", "had"})
_TO_VERB, _TO_NOUN = 3, 6  # words from «agreed» to what is agreed
_DAY = re.compile(r"(\d{4})(-\d\d(?:-\d\d)?)$")


def modality_of(ground: Ground, hit: Hit) -> Modality:
    """Whether what a hit tells happened."""
    if hit.turning.gives:
        return hit.turning.gives
    line = hit.line
    start, end = line.starts[hit.at], line.ends[hit.last]
    if (let := _let_go(hit)) is not None:
        return let
    if line.forms[hit.group.first] == "being" and line.forms[hit.group.first - 1] == "without":
        return "denied"  # «expired without being renewed»
    if _only_talked_of(hit):
        return "possible"
    if hit.place is not None and _participle(hit):
        none = line.forms[line.at(hit.place.start)] == "no"
        return _wanted(hit) or ("denied" if none else "actual")
    holders = ground.vouchers.around(start, end)
    found = carried(ground.scene, start, end, holders[-1] if holders else None)
    if hit.turning.noun and hit.turning.before and found == "actual":
        return _predicated(hit)
    if found == "actual" and (outlook_of := _foreseen_of(hit)):
        return outlook_of
    if hit.turning.noun and found == "actual" and (begun := _begun(hit)):
        return begun
    if hit.group.form == "past" and _supposing(hit):
        return "possible"
    if found == "planned" and _done_as_one(hit):
        return "actual"
    if hit.turning.noun and _supposed(hit, found):
        return "possible"
    if hit.turning.change == "negotiated" and hit.turning.noun and _broke_off(hit):
        return "failed"
    if found == "planned" and agreed_to(hit):
        return "actual"
    if found == "denied" and hit.turning.change == "in_force":
        own = line.forms[hit.group.first : hit.at]
        short = line.forms[hit.at] in {"hold", "held", "last"}
        return "failed" if "never" in own or short else found
    if hit.turning.change in _LET and _let(hit):
        return "actual"
    if found == "asked" and _still_to(hit):
        return "planned"
    if found == "asked" and _forecast(ground, hit):
        return "planned"
    if found == "planned" and _came_to_nothing(hit):
        return "failed"
    if found == "possible" and hit.turning.before and "if" not in line.forms:
        found = _coming(ground, hit) or found  # «when it lapses next week»
    if found not in {"actual", "planned"}:
        return found
    if found == "actual" and _voted_on(hit):
        return "possible"
    nearing = _nearing(hit)
    if nearing or found == "planned":
        return nearing or found
    if _conditional(line, hit.group.first) or _permitted(hit):
        return "possible"
    coming = _coming(ground, hit)
    unsure = {"if", "unless"} & set(line.forms[max(0, hit.group.first - 4) : hit.group.first])
    if coming and not unsure:
        return coming
    return _wanted(hit) or _awaited(hit) or coming or found


def _still_to(hit: Hit) -> bool:
    """«has still to approve», «still has to be signed», «still needs to ratify»."""
    before = hit.line.forms[max(0, hit.group.first - 3) : hit.group.first + 2]
    return hit.group.infinitive and "still" in before


def _foreseen_of(hit: Hit) -> Modality | None:
    """«The signing of the pact [is set for] June», «was put off»: by what its noun is told of."""
    line = hit.line
    if not (hit.turning.noun and hit.after and hit.told and hit.place is not None):
        return None
    at = first = line.at(hit.place.end - 1) + 1
    if line.forms[at : at + 1] in {("with",), ("between",)}:
        at = first = next((i for i in range(at, len(line)) if line.forms[i] in _IS), at)
    while at < len(line) and line.forms[at] in lexicon().helpers:
        at += 1
    return outlook(line.forms[at]) if first < at < len(line) else None


def _begun(hit: Hit) -> Modality | None:
    """«will [open] talks on a pact», «have yet to [begin] talks»: as likely as their beginning."""
    index = hit.at - 1
    while index > 0 and hit.line.forms[index] in _SORTS:
        index -= 1
    if index < 0 or hit.line.forms[index] not in _BEGINNING:
        return None
    return of_word(hit.line, index)


def _supposing(hit: Hit) -> bool:
    """«lapses unless [renewed]», «takes effect once [approved]»."""
    group = hit.group
    bare = not (group.helped or group.modal or group.infinitive) and group.first > 0
    word = hit.line.forms[group.first - 1] if bare else ""
    return word in OPENING and word not in {"though", "although"} and not hit.after


def _done_as_one(hit: Hit) -> bool:
    """«became the 50th country to ratify it», «was the first to sign it»."""
    line, first = hit.line, hit.group.first
    if not hit.group.infinitive:
        return False
    before = line.forms[max(0, first - 5) : first]
    ranked = [i for i, word in enumerate(before) if word in _RANKS or _RANKED.match(word)]
    if not ranked or BREAKS & set(before[ranked[0] :]):
        return False
    told = line.forms[max(0, first - 9) : first]
    return bool(_BEING & set(told)) and not set(told) & set(lexicon().modals)


def _participle(hit: Hit) -> bool:
    """«a truce [declared] by Orlan»: what is taken for granted, whatever is said of the truce."""
    group = hit.group
    bare = group.form == "past" and not (group.helped or group.modal or group.negated)
    if hit.after or not hit.told or not bare or hit.turning.before or group.infinitive:
        return False
    end = hit.line.at(hit.place.end - 1) + 1 if hit.place else -1
    return end == group.first


def begged_off(hit: Hit) -> bool:
    """«begged the cabinet not to block it»: asked not to, which is no denial."""
    found = governing(hit.line, hit.group.first - 1)
    return found is not None and found[1].gives == "asked"


def _forecast(ground: Ground, hit: Hit) -> bool:
    """«It should be signed next month»: a day to come makes a forecast of it."""
    line, group = hit.line, hit.group
    if not group.passive or "should" not in line.forms[group.first : group.at]:
        return False
    behind = ground.times_in(line.ends[hit.last], line.ends[-1])
    return any(t.type == "DATE" for t in behind[:1])


def _permitted(hit: Hit) -> bool:
    """«voted to let the government leave it»: leave is given, and no more."""
    base = hit.group.form == "base" and not hit.group.helped and not hit.group.infinitive
    before = hit.line.forms[max(0, hit.group.first - 5) : hit.group.first]
    return base and "let" in before and not BREAKS & set(before[before.index("let") :])


def _conditional(line: Line, first: int) -> bool:
    """«so long as it was approved», «provided it is signed»."""
    for index in range(first - 1, max(-1, first - 8), -1):
        word = line.forms[index]
        if word == "as" and line.forms[index - 1] == "long":
            return True
        if word in {"if", "unless", "provided", "providing", "assuming"}:
            return True
        if word in BREAKS:
            return False
    return False


def _supposed(hit: Hit, found: Modality) -> bool:
    """«its collapse would send prices up», «would let it act in breach of the treaty»."""
    line = hit.line
    if found == "planned":
        behind = line.forms[hit.last + 1 : hit.last + 3]
        return bool(behind) and behind[0] in {"would", "could", "might", "may"}
    before = line.forms[max(0, hit.at - _CLAUSE) : hit.at]
    inside = hit.turning.change == "violated" and before[-1:] == ("in",)
    return found == "actual" and inside and bool({"would", "could", "might"} & set(before))


def _predicated(hit: Hit) -> Modality:
    """«is not yet in force», «would be in force by June»: by what stands before the phrase."""
    words, line = lexicon(), hit.line
    for index in range(hit.at - 1, max(-1, hit.at - 6), -1):
        word = line.forms[index]
        if word in words.negations or word == "longer":
            return "denied"
        if word in words.modals:
            return words.modals[word]
        if word == ",":
            break
    return "actual"


def _let(hit: Hit) -> bool:
    """«let the treaty lapse», «was allowed to expire», «took 12 years to negotiate»."""
    line, first = hit.line, hit.group.first
    before = line.forms[max(0, first - 2) : first]
    if hit.group.infinitive:
        if {"took", "taken"} & set(line.forms[max(0, first - 5) : first]):
            return True  # «took 12 years to negotiate»
        allowed = before[-1:] == ("allowed",) and before[0] in {"was", "were"}
        return allowed or before[-1:] in {("appeared",), ("seemed",)}
    return False


def _let_go(hit: Hit) -> Modality | None:
    """«let the treaty lapse», «did not let it lapse»: as likely as the letting."""
    told = hit.place is not None and hit.told
    begin = hit.line.at(hit.place.start) if hit.place is not None and told else hit.pronoun or 0
    bare = hit.group.form == "base" and not (hit.group.helped or hit.group.infinitive)
    if hit.after or not bare or begin < 1 or hit.line.forms[begin - 1] not in _LETTING:
        return None
    return of_word(hit.line, begin - 1)


def _only_talked_of(hit: Hit) -> bool:
    """«talks this spring on [extending] it», «no progress on [reviving] it»: what is talked of."""
    line, first = hit.line, hit.group.first
    if hit.group.form != "ing" or hit.group.helped or line.forms[first - 1] not in listed("topic"):
        return False
    for index in range(first - 2, max(-1, first - _TALK), -1):
        if line.forms[index] in listed("talks") | listed("headway"):
            return True
        if line.forms[index] in BREAKS:
            return False
    return False


def _broke_off(hit: Hit) -> bool:
    """«talks on a treaty [collapsed]»."""
    end = hit.line.at(hit.place.end - 1) if hit.place and hit.told else hit.last
    behind = hit.line.forms[max(end, hit.last) + 1 :][:4]
    return bool(listed("failing") & set(behind[:2])) or ("broke", "down") in pairwise(behind)


def agreed_to(hit: Hit) -> bool:
    """«agreed to extend», «agreed to a one-year extension»: what is agreed so is extended."""
    if hit.turning.change != "extended":
        return False
    far = _TO_NOUN if hit.turning.noun else _TO_VERB
    before = hit.line.forms[max(0, hit.group.first - far) : hit.group.first]
    told = hit.line.forms[max(0, hit.group.first - far - 3) : hit.group.first]
    return "agreed" in before and not lexicon().negations & set(told)


def _came_to_nothing(hit: Hit) -> bool:
    """«had been expected to sign», «were to have reviewed it»."""
    before = hit.line.forms[max(0, hit.group.first - 8) : hit.group.first]
    own = hit.line.forms[hit.group.first : hit.at]
    past = bool({"was", "were"} & set(before[-2:]))
    if own[:2] == ("to", "have") and past:
        return True
    behind = hit.line.forms[hit.last + 1 :]
    if past and "but" in behind and listed("off") & set(behind):
        return True  # «was to be signed in May but the ceremony was called off»
    return bool(_DUE & set(before)) and any(pair == ("had", "been") for pair in pairwise(before))


def _wanted(hit: Hit) -> Modality | None:
    """«wants [the text ratified]», «to see [the truce restored]»: what governs the agreement."""
    if hit.place is None or not hit.told or hit.after or hit.group.form != "past":
        return None
    line = hit.line
    begin, end = line.at(hit.place.start), line.at(hit.place.end - 1) + 1
    beside = end == hit.group.first or line.forms[end] in {"with", "between"}
    if hit.group.passive or not beside or hit.group.helped:
        return None
    governor = lexicon().governor(line.forms, begin, "noun")
    if governor is None and begin and line.forms[begin - 1] in {"see", "seeing", "have", "get"}:
        governor = lexicon().governor(line.forms, max(0, begin - 2), "to")
    return governor.gives if governor is not None and governor.gives == "asked" else None


def _awaited(hit: Hit) -> Modality | None:
    """«until the agreements are signed», «once it is ratified»."""
    line, first = hit.line, hit.group.first
    passive = hit.group.passive and line.forms[first] in {"is", "are", "has", "have"}
    perfect = hit.group.helped and not passive and line.forms[first] in {"has", "have"}
    present = hit.group.form == "base" and not hit.group.helped and not hit.group.infinitive
    if hit.group.modal or not (passive or perfect or present):
        return None
    awaiting = _AWAITING if passive else _AWAITING - {"after"}
    awaiting = _DONE_FIRST if perfect else awaiting
    for index in range(first - 1, max(-1, first - 8), -1):
        if line.forms[index] in awaiting:
            return "planned" if perfect and foreseen(hit) else "possible"
        if line.forms[index] in BREAKS:
            return None
    return None


def foreseen(hit: Hit) -> bool:
    """«will take effect once both have [ratified] it»: whether the main clause looks ahead."""
    before = set(hit.line.forms[: hit.group.first])
    return bool({"will", "shall"} & before) and not lexicon().negations & before


def awaited_of(hit: Hit) -> bool:
    """«until Vela has [ratified] it», with no main clause that looks ahead."""
    perfect = hit.group.helped and not hit.group.passive
    own = hit.line.forms[hit.group.first] in {"has", "have"}
    return perfect and own and _awaited(hit) == "possible"


def _voted_on(hit: Hit) -> bool:
    """«is to vote on Tuesday on [leaving] it»: what is put to the vote is not done."""
    line, first = hit.line, hit.group.first
    if hit.group.form != "ing" or first < 1 or line.forms[first - 1] not in {"on", "about"}:
        return False
    return bool(listed("voting") & set(line.forms[max(0, first - 7) : first]))


def _nearing(hit: Hit) -> Modality | None:
    """«close to signing», «hours away from signing»: not done, and where it was, not then."""
    line, first = hit.line, hit.group.first
    aimed = line.forms[max(0, first - 2) : first] in {("aimed", "at"), ("view", "to")}
    if aimed and hit.group.form == "ing":
        return "possible"
    if hit.group.form != "ing" or not _NEARING & set(line.forms[max(0, first - 4) : first]):
        return None
    past = {"was", "were", "came", "had"} & set(line.forms[max(0, first - 8) : first])
    return "failed" if past and _BUT & set(line.forms[hit.at :]) else "possible"


def _coming(ground: Ground, hit: Hit) -> Modality | None:
    """«The treaty expires in December»: the present tells what is to come."""
    present = hit.group.form == "base" and not hit.group.helped and not hit.group.infinitive
    coming = hit.turning.change in _COMING and not hit.turning.noun and hit.turning.before
    held = {"ceasefire"} == hit.turning.kinds and hit.line.forms[hit.at] in {"holds", "hold"}
    titled = ground.titled(hit.line.starts[hit.at])
    return "planned" if present and coming and not held and not titled else None


def due(ground: Ground, line: Line, group: Group) -> DateSlot | None:
    """The day in «was expected on Thursday to sign»; that in «urged on Thursday to» is another."""
    found = governing(line, group.first - 1) if group.infinitive else None
    if found is None or found[1].phrase[0] not in _DUE:
        return None
    for time in ground.times_in(line.ends[found[0]], line.starts[group.first]):
        value = (time.value or "").partition("T")[0]
        if time.type in {"DATE", "TIME"} and is_date(value):
            span = Span.of(ground.text, time.start, time.end)
            return DateSlot(value=value, basis="words", span=span)
    return None


def ahead_of(ground: Ground, slot: DateSlot | None) -> DateSlot | None:
    """The day of something planned, in the year to come where its words give no year."""
    today = ground.scene.today
    told = _DAY.match(slot.value or "") if slot is not None else None
    if slot is None or told is None or today is None or slot.span is None:
        return slot
    if re.search(r"\d{4}|last|this|ago", slot.span.text) or int(told[1]) > today.year:
        return slot
    if not re.match(r"[^\W\d]*\W*(?:\d|[A-Z])", slot.span.text):
        return slot
    for year in range(int(told[1]), today.year + 2):
        value = f"{year}{told[2]}"
        if value >= date.isoformat(today)[: len(value)]:
            return replace(slot, value=value)
    return slot
