"""The words of steps.tsv in a report made into turns of persons' cases."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from onrecord.facts import DateSlot, TermSlot
from onrecord.reading.cases.adjectives import known_as
from onrecord.reading.cases.asserted import asserted, by_decree, modality_of
from onrecord.reading.cases.beside import in_a_name, on_a_day_ahead, related, said, seen_off
from onrecord.reading.cases.days import of_another
from onrecord.reading.cases.lexicon import (
    Row,
    counted,
    designation_phrases,
    step_heads,
    step_phrases,
    steps,
)
from onrecord.reading.cases.patients import by_model
from onrecord.reading.cases.persons import persons
from onrecord.reading.cases.slots import (
    Later,
    charge_of,
    further,
    later_of,
    legal,
    more_terms,
    of_an_offence,
    place_of,
    prison_term,
)
from onrecord.reading.cases.whom import NOBODY, Whom, Word
from onrecord.reading.modality import Group, Line, group_of
from onrecord.reading.modality.grammar import governing
from onrecord.reading.modality.group import DETERMINERS, PREPOSITIONS
from onrecord.reading.modality.lexicon import lexicon
from onrecord.reading.places import Codes
from onrecord.reading.turning import (
    Ground,
    Turn,
    agents,
    controllers,
    date_of,
    not_ahead,
    reach,
    subjects,
)
from onrecord.vocabulary import Modality, StepLabel

_DOERS = frozenset(
    {"object", "led", "guilty", "go", "patient", "place", "sent", "handed", "sought", "cut"}
)
_IN_HAND = frozenset({"detained", "arrested", "released"})
_LOOSE = frozenset({"noun", "patient", "trial", "appeal", "swap", "inside"})
_VERDICTS = frozenset({"tried", "convicted", "acquitted", "sentenced"})
_ABLE = frozenset({"state", "government_body", "organization", "group", "office"})
_WHERE = frozenset({"in", "at", "by", "since", "on", "for"})
_LONGEST = 160  # code points of a telling


class Hit(NamedTuple):
    """A word or phrase of steps.tsv: the words `[at, last]` of a line."""

    line: Line
    at: int
    last: int


@dataclass(frozen=True, slots=True)
class Found:
    """A turn and the persons whose cases it turns."""

    persons: tuple[str, ...]
    turn: Turn
    weak: bool = False  # says nothing of persons who are not known to be held
    pronoun: bool = False  # told by a pronoun alone
    later: Later | None = None  # how long after what was told before
    nth: int | None = None  # «15 years and 11 years respectively»: whose this is of several


def hits(ground: Ground) -> list[Hit]:
    """All words of steps.tsv that may turn a case, in the order of the text."""
    found: list[Hit] = []
    named = {i for a, b in designation_phrases().find(ground.text) for i in range(a, b)}
    for start, stop in step_phrases().find(ground.text):
        if ground.idle(start):
            continue
        line = ground.line(start)
        if not len(line) or (start in named and _only_designated(line, start, stop)):
            continue
        if not in_a_name(ground, line, line.at(start)):
            found.append(Hit(line, line.at(start), line.at(stop - 1)))
    return found


def _only_designated(line: Line, start: int, stop: int) -> bool:
    """«called him wrongfully detained», but not «was arbitrarily detained in May»."""
    at, last = line.at(start), line.at(stop - 1)
    after = line.forms[last + 1] if last + 1 < len(line) else ""
    before = line.forms[at - 2] if at > 1 else ""
    told = line.forms[at].endswith(("detained", "imprisoned")) and after in _WHERE
    return not told or before in {"as", "being"}


def turns(ground: Ground, hits: Sequence[Hit], codes: Codes) -> list[Found]:
    """All turns of all cases, in the order of the text."""
    found: list[Found] = []
    for line, at, last in hits:
        called = known_as(ground, line, at)
        if called is not None:
            found.append(Found(*called))
        if called is not None or _before_its_noun(ground, line, at, last):
            continue
        group = group_of(line, at)
        for row in steps().get(" ".join(line.forms[at : last + 1]), ()):
            some = _turns(ground, Word(line, at, last, row, group), codes)
            if some:
                found.extend(some)
                break
    return found


def turning(line: Line, index: int) -> bool:
    """Whether the word is a verb that turns cases."""
    form = line.forms[index]
    return form in step_heads() and (
        form.endswith(("ed", "ing")) or form in lexicon().past or line.forms[index - 1] == "to"
    )


def _before_its_noun(ground: Ground, line: Line, at: int, last: int) -> bool:
    """«the jailed reporter»: an adjective within what an actor is called."""
    if last + 1 >= len(line) or line.forms[last + 1] in PREPOSITIONS:
        return False
    inside = any(
        s.start <= line.starts[at] and line.ends[last + 1] <= s.end
        for s in ground.sightings(line.starts[0], line.ends[-1])
    )
    return inside and _adjectival(line, at) and line.forms[last + 1] not in lexicon().helpers


def _adjectival(line: Line, at: int) -> bool:
    before = line.forms[at - 1] if at else ""
    return before in {"the", "a", "an", "his", "her", "their", "'s"} or at == 0


def _turns(ground: Ground, word: Word, codes: Codes) -> list[Found]:
    """The turn that a word tells; of «sentenced A to twelve years and B to nine» both."""
    line, at, last, row, group = word.line, word.at, word.last, word.row, word.group
    whom = persons(ground, word)
    asking = "what" in line.forms[max(0, group.first - 3) : at]
    asked = line.forms[-1] == "?" and not related(line, group)
    if not whom.persons or asked or asking or said(word):
        return []  # «asked what he was charged with» tells no charge
    end = max(reach(ground, line, last, turning), last + 1)
    if (
        line.forms[last] == "of"
        and row.step == "charged"
        and word.after in DETERMINERS - {"a", "an"}
    ):
        return []  # «faces three charges of the brigade»
    if "accused" in line.forms[at : last + 1] and not of_an_offence(ground, line, last, end):
        return []  # «stands accused of dullness»
    if row.step == "charged" and row.frame == "object" and not legal(ground, line, last, end):
        if not group.passive:
            return []
        whom = replace(whom, weak=True)  # «charged with leading the talks»
    modality = whom.modality or modality_of(ground, word)
    if modality == "possible" and line.forms[-1] == "?":
        modality = "actual"  # of a clause that the question takes for granted
    if modality is None:
        return []
    date = _day(ground, word, whom, end, modality)
    if modality == "actual" and on_a_day_ahead(ground, word, date):
        modality = "planned"
    if row.frame == "noun" and modality == "actual" and date is None and not asserted(word):
        return []
    if row.step == "deported" and seen_off(ground, word, end):
        return []  # «was put on a plane by her publisher»
    if row.step == "died" and modality != "actual":
        return []  # «that he would not be hanged»
    if row.frame == "noun" and NOBODY in whom.persons and modality != "actual":
        return []  # «while he appeals the conviction»
    label: StepLabel = whom.label or row.step
    behind = at - 2 if row.frame == "length" else last
    term = prison_term(ground, line, behind, end) if label in {"sentenced", "detained"} else None
    if label == "detained":
        label, term = _jailed(ground, word, term, end)
    if (
        label == "detained"
        and word.form in counted("picked")
        and counted("arresting") & set(line.forms[last : last + 9])
    ):
        label = "arrested"
    turn = Turn(
        start=line.starts[_first(line, at, group, modality) if whom.first is None else whom.first],
        end=line.ends[last],
        label=label,
        modality=modality,
        by=_by(ground, line, last, end, row, group, whom.persons)
        or _by_model(ground, word, whom.persons)
        or _court(ground, line, label),
        date=date,
        term=term,
        place=place_of(ground, line, last, end, codes, moved=label == "moved"),
        charge=charge_of(ground, line.starts[at], line.ends[min(end, len(line)) - 1]),
        confidence=0.7 if row.frame in _LOOSE or whom.weak else 0.85,
    )
    turn = replace(turn, end=_stop(ground, word, turn))
    later = later_of(ground, line, last, end) if date is None else None
    pronoun = _by_pronoun(ground, line, whom.persons)
    sure = row.frame == "noun" and label == "released" and modality == "asked"
    weak = whom.weak and not (sure and not row.weak)
    return _beside(ground, word, end, Found(whom.persons, turn, weak, pronoun, later), whom.weak)


def _day(ground: Ground, word: Word, whom: Whom, end: int, modality: Modality) -> DateSlot | None:
    """When it happens, where the words by ``end`` say so of this turn and of no other."""
    line, last, row, group = word.line, word.last, word.row, word.group
    ahead = (group.infinitive or group.form == "noun") and modality != "actual"
    date = date_of(ground, line, group, (last, end), turning, behind=not ahead)
    if modality == "actual" and not on_a_day_ahead(ground, word, date):
        date = not_ahead(ground, date)
    apart = whom.undated or row.frame == "swap"
    if date is not None and (apart or of_another(line, word, date)):
        return None
    if row.step == "released" and by_decree(line, group):
        return None  # «signed a decree on Monday releasing X»: the day of the decree
    return date


def _beside(ground: Ground, word: Word, end: int, found: Found, weak: bool) -> list[Found]:
    """What is told, and what the same words tell beside it: of others, or of a charge."""
    line, last, turn = word.line, word.last, found.turn
    if "respectively" in line.forms[last:] and turn.term is not None:
        return respectively(ground, line, found)
    every = [found]
    if turn.label == "detained" and turn.modality == "actual":
        every += _charged(ground, line, last, end, found)
    if turn.label in _IN_HAND and turn.modality == "actual":
        every += _uncharged(line, last, end, found)
    if turn.label == "sentenced" and turn.term is not None:
        every += [Found(who, t, weak) for who, t in further(ground, line, turn)]
    return every


def _by_pronoun(ground: Ground, line: Line, people: tuple[str, ...]) -> bool:
    """Whether a sentence speaks of somebody by pronouns alone."""
    forms = {s.form for s in ground.sightings(line.starts[0], line.ends[-1]) if s.actor in people}
    return forms == {"pronoun"}


def respectively(ground: Ground, line: Line, one: Found) -> list[Found]:
    """A turn for each length that is told: «15 years and 11 years respectively»."""
    terms = [one.turn.term, *more_terms(ground, line, one.turn)]
    made = []
    for nth, term in enumerate(terms):
        turn = replace(one.turn, term=term)
        if nth and term is not None and term.span is not None:
            turn = replace(turn, start=term.span.start, end=term.span.end)
        made.append(replace(one, nth=nth, turn=turn))
    return made


def _charged(ground: Ground, line: Line, last: int, end: int, held: Found) -> list[Found]:
    """«held since May [on sedition charges]»: that they were charged, too."""
    for at in range(last + 1, min(end + 4, len(line))):
        if line.forms[at] in {"charges", "charge"}:
            on = next((i for i in range(at - 1, max(last, at - 6), -1)
                       if line.forms[i] in {"on", "facing", "over"}), None)  # fmt: skip
            charge = charge_of(ground, line.starts[on], line.ends[-1]) if on else None
            if on is None or charge is None:
                return []
            first = on + 1 if line.forms[on + 1] != "charges" else on
            turn = replace(
                held.turn, start=line.starts[first], end=line.ends[at], label="charged",
                by=(), date=None, place=None, term=None, charge=charge,
            )  # fmt: skip
            return [replace(held, turn=turn, later=None)]
    return []


def _uncharged(line: Line, last: int, end: int, held: Found) -> list[Found]:
    """«held [without charge]», «released without charges»: that they were not charged."""
    for at in range(last + 1, min(end + 4, len(line) - 1)):
        if line.forms[at] == "without" and line.forms[at + 1] in {"charge", "charges"}:
            turn = replace(
                held.turn, start=line.starts[at], end=line.ends[at + 1], label="charged",
                modality="denied", by=(), date=None, place=None, term=None, charge=None,
            )  # fmt: skip
            return [replace(held, turn=turn, later=None)]
        if line.forms[at] in {";", ":", ".", "and", "but"}:
            break
    return []


def _jailed(
    ground: Ground, word: Word, term: TermSlot | None, end: int
) -> tuple[StepLabel, TermSlot | None]:
    """«jailed for nine months», «jailed for spying» are sentences; «held for nine months» not."""
    if word.row.frame != "object" or not word.form.startswith(("jail", "imprison")):
        return "detained", None
    line = word.line
    guilty = word.after == "for" and charge_of(
        ground, line.starts[word.at], line.ends[min(end, len(line)) - 1]
    )
    behind = line.forms[word.last : end]
    over = behind[1:3] == ("for", "over")  # not «for six years over contracts»
    spent = over or bool({"more", "nearly", "almost", "since"} & set(behind))
    return ("sentenced", term) if guilty or (term and not spent) else ("detained", None)


def _stop(ground: Ground, word: Word, turn: Turn) -> int:
    """The end of a telling: of the last of what it tells besides, else of the person behind it."""
    line, last, stop = word.line, word.last, turn.end
    if word.row.frame in {"guilty", "overturned", "cut"}:
        stop = next((line.ends[i] for i in range(last, len(line))
                     if line.forms[i] in word.row.needs), stop)  # fmt: skip
    for slot in (turn.date, turn.term, turn.place):
        span = slot.span if slot is not None else None
        if span is not None and turn.start < span.start and stop < span.end:
            stop = span.end if span.end <= turn.start + _LONGEST else stop
    return _object_end(ground, line, last, stop) if stop == line.ends[last] else stop


def _first(line: Line, at: int, group: Group, modality: Modality) -> int:
    if group.form == "noun" or group.joined is not None:
        return at
    if group.infinitive and modality == "asked":
        found = governing(line, group.first - 1)
        noun = found is not None and line.forms[found[0] - 1 : found[0]] == ("the",)
        if found is not None and noun and group.first - found[0] < 9:
            return found[0] - 1
    return group.first if group.infinitive or group.passive else at


def _object_end(ground: Ground, line: Line, last: int, stop: int) -> int:
    """The end of the person behind an active verb."""
    if last + 1 >= len(line):
        return stop
    found = ground.starting(line.starts[last + 1])
    begins = found is not None and found.start == line.starts[last + 1]
    return found.end if found and begins and found.end <= line.ends[-1] else stop


def _by(
    ground: Ground, line: Line, last: int, end: int, row: Row, group: Group, who: tuple[str, ...]
) -> tuple[str, ...]:
    """Who does it: the agent of a passive, else the subject; who pleads or appeals does."""
    if row.step == "appealed" and row.frame == "appeal":
        return subjects(ground, line, group) if group.form != "noun" else ()
    if row.step == "pleaded":
        return tuple(a for a in who if a != NOBODY)
    if row.frame == "noun":
        return tuple(a for a in agents(ground, line, last, end) if a not in who)
    if row.frame not in _DOERS:
        return ()
    if group.passive or (
        group.form == "past" and not group.helped and _reduced(ground, line, last)
    ):
        named = agents(ground, line, last, end)
    elif group.infinitive:
        named = controllers(ground, line, group)
    else:
        named = subjects(ground, line, group)
    return tuple(a for a in named if a not in who)


def _by_model(ground: Ground, word: Word, who: tuple[str, ...]) -> tuple[str, ...]:
    """Who does it by the model, of those who can hold or try people."""
    if word.row.frame not in _DOERS:
        return ()
    doing = by_model(ground, word.line, word.group, word.last, "ARG0")
    return tuple(a for a in doing if a not in who and ground.kind_of(a) in _ABLE)


def _court(ground: Ground, line: Line, label: str) -> tuple[str, ...]:
    """The court of a sentence that tells of a verdict, where it is the only one."""
    if label not in _VERDICTS:
        return ()
    courts = dict.fromkeys(
        s.actor for s in ground.sightings(line.starts[0], line.ends[-1])
        if counted("court") & set(ground.text[s.start : s.end].lower().split())
        and ground.kind_of(s.actor) != "person"
    )  # fmt: skip
    return tuple(courts) if len(courts) == 1 else ()


def _reduced(ground: Ground, line: Line, last: int) -> bool:
    """Whether no object follows, so that the verb is a participle: «owners arrested by …»."""
    return (
        last + 1 >= len(line)
        or ground.starting(line.starts[last + 1]) is None
        or (line.forms[last + 1] in PREPOSITIONS)
    )
