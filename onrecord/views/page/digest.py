"""The page in ten seconds: what happened, what did not, where things stand."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from markupsafe import Markup, escape

from onrecord.facts import Agreement, Case, Change, Encounter, Event, Statement, Step
from onrecord.views.dates import date_words, duration_words
from onrecord.views.labels import EVENTS, MODALITIES, MODS
from onrecord.views.page.sheet import Sheet
from onrecord.views.safe import words
from onrecord.views.standing import Turn, date_of, standing
from onrecord.vocabulary import Modality

MOST = 6  # entries in a column; further ones are counted
_NEWS = timedelta(days=7)  # how long before the report what happened is still its news
_ASKING = ("ask", "urge", "demand", "order")  # a question asks for nothing but an answer
_LONGEST = 18  # words of a quotation


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the digest: its mark (a modality or a kind), what it says, when and by whom."""

    mark: str
    text: Markup
    note: str


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading, its first entries, how many more there are, what it says if empty."""

    name: str
    entries: tuple[Entry, ...]
    more: int
    empty: str


def digest(sheet: Sheet) -> list[Column]:
    """The three columns of a reading."""
    happened = list(_happened(sheet))
    beside = list(_beside(sheet))
    stand = list(_stand(sheet))
    return [
        _column("Happened", happened, "Nothing is told as having happened."),
        _column(_heading(beside), beside, "Nothing is told as asked or planned."),
        _column("Where things stand", stand, "No agreement and no case in this report."),
    ]


def _column(name: str, entries: list[Entry], empty: str) -> Column:
    return Column(name, tuple(entries[:MOST]), max(0, len(entries) - MOST), empty)


def _heading(entries: list[Entry]) -> str:
    """«Asked»; «Asked, planned and failed» where all of that is there."""
    order = ("asked", "planned", "failed", "denied", "possible")
    there = [name for name in order if any(entry.mark == name for entry in entries)] or ["asked"]
    return " and ".join([", ".join(there[:-1]), there[-1]] if there[1:] else there).capitalize()


def _link(identifier: str, text: str | Markup, cls: str = "") -> Markup:
    named = Markup(' class="{}"').format(cls) if cls else ""
    return Markup('<a href="#{}"{}>{}</a>').format(identifier, named, text)


def _happened(sheet: Sheet) -> Iterator[Entry]:
    """The report's news first, then what it tells of earlier times."""
    reading = sheet.reading
    met = [encounter for encounter in reading.encounters if encounter.modality == "actual"]
    done = [e for e in reading.events if e.modality == "actual" and e.of is None]
    for encounter in met:
        if not _is_past(sheet, encounter):
            yield Entry("actual", _met(sheet, encounter), _on(encounter))
    for thing, turn in _turns(sheet):
        if turn.modality == "actual" and _is_news(sheet, turn):
            what = sheet.named_label(turn)
            text = _link(turn.id, f"{_capital(_name(sheet, thing))} {what}")
            yield Entry("actual", text, _on(turn))
    for past in (False, True):
        for event in done:
            if _is_past(sheet, event) == past:
                yield Entry("actual", _event(sheet, event), _on(event))
    for encounter in met:
        if _is_past(sheet, encounter):
            yield Entry("actual", _met(sheet, encounter), _on(encounter))


def _met(sheet: Sheet, encounter: Encounter) -> Markup:
    who = sheet.names.several(encounter.participants) or "Participants not told"
    made = _link(encounter.id, f"{who} {sheet.named_label(encounter)}")
    if encounter.place:
        made += f" in {words(encounter.place.name)}"
    if encounter.duration and encounter.duration.value:
        mod = MODS.get(encounter.duration.mod or "", "")
        made += f" for {mod} {duration_words(encounter.duration.value)}".replace("  ", " ")
    return made


def _event(sheet: Sheet, event: Event) -> Markup:
    by, to = sheet.names.several(event.actor), sheet.names.several(event.recipient)
    made = _link(event.id, EVENTS[event.type].capitalize())
    made += (f" by {by}" if by else "") + (f", on {to}" if to else "")
    told = words(event.tellings[0].span.text) if event.tellings else ""
    return made + (Markup(' <q class="words">{}</q>').format(told) if told else "")


def _is_news(sheet: Sheet, turn: Turn) -> bool:
    """Whether something dated happened about when the report came out; undated is not news."""
    told = _day(date_of(turn))
    published = _day(sheet.report.published.value or "")
    return bool(told) and (published is None or told is None or told >= published - _NEWS)


def _is_past(sheet: Sheet, fact: Turn | Encounter | Event) -> bool:
    """Whether something was, or was to be, before the report's news: it is background."""
    since = _day(sheet.report.published.value or "")
    value = ((fact.date.value or "") if fact.date else "")[:10]
    return bool(value) and since is not None and value < (since - _NEWS).isoformat()[: len(value)]


def _day(value: str) -> date | None:
    try:
        return date.fromisoformat(value[:10]) if len(value) >= 10 else None
    except ValueError:
        return None


def _turns(sheet: Sheet) -> Iterator[tuple[Agreement | Case, Turn]]:
    for agreement in sheet.reading.agreements:
        for change in agreement.changes:
            yield agreement, change
    for case in sheet.reading.cases:
        for step in case.steps:
            yield case, step


def _beside(sheet: Sheet) -> Iterator[Entry]:
    """What was asked first, then all else that is not told as having happened."""
    entries = list(_not_happened(sheet))
    yield from (entry for entry in entries if entry.mark == "asked")
    yield from _asked_in_words(sheet)
    yield from (entry for entry in entries if entry.mark != "asked")


def _not_happened(sheet: Sheet) -> Iterator[Entry]:
    for thing, turn in _turns(sheet):
        if turn.modality != "actual":
            if turn.modality != "asked" and _is_past(sheet, turn):
                continue
            noun = sheet.label(turn)[1].capitalize()
            text = _link(turn.id, f"{noun} of {_name(sheet, thing)}")
            yield Entry(turn.modality, text + _modality(turn.modality), sheet.whose(turn))
    for encounter in sheet.reading.encounters:
        if encounter.modality != "actual":
            who = sheet.names.several(encounter.participants)
            noun = sheet.label(encounter)[1].capitalize()
            text = _link(encounter.id, f"{noun} of {who}" if who else noun)
            note = _on(encounter)
            yield Entry(encounter.modality, text + _modality(encounter.modality), note)


def _modality(modality: Modality) -> Markup:
    return Markup(' <span class="not">{}</span>').format(MODALITIES[modality])


def _asked_in_words(sheet: Sheet) -> Iterator[Entry]:
    """What was asked in a statement that no change or step is made of."""
    told = {i for _, turn in _turns(sheet) if turn.modality == "asked" for i in turn.stated_in}
    for statement in sheet.reading.statements:
        asks = statement.act in _ASKING and statement.modality == "actual"
        question = any("?" in span.text for span in statement.content)
        if asks and statement.content and not question and statement.id not in told:
            yield Entry("asked", _quotation(sheet, statement), _by(sheet, statement))


def _quotation(sheet: Sheet, statement: Statement) -> Markup:
    said = words(" … ".join(span.text for span in statement.content)).split(" ")
    cut = " ".join(said[:_LONGEST]) + (" …" if len(said) > _LONGEST else "")
    targets = sheet.names.several(statement.targets)
    return escape(f"{targets}: " if targets else "") + _link(statement.id, cut, "words")


def _by(sheet: Sheet, statement: Statement) -> str:
    by = sheet.said(statement).speakers
    return ", ".join(part for part in (by, _on(statement)) if part)


def _on(fact: Encounter | Change | Step | Event | Statement) -> str:
    return date_words(fact.date.value) if fact.date and fact.date.value else ""


def _stand(sheet: Sheet) -> Iterator[Entry]:
    for kind, things in (("agreement", sheet.reading.agreements), ("case", sheet.reading.cases)):
        for thing in things:
            yield _stands(sheet, kind, thing)


def _stands(sheet: Sheet, kind: str, thing: Agreement | Case) -> Entry:
    link = _link(thing.id, _capital(_name(sheet, thing)))
    stands = standing(thing)
    if stands is not None:
        turn = stands.turn
        by = sheet.names.several(turn.by) if isinstance(thing, Agreement) else ""
        term = turn.term.value if turn.term and isinstance(thing, Case) else None
        text = f" {stands.name}" + (f" by {by}" if by else "")
        text += f" to {duration_words(term)}" if term else ""
        return Entry(kind, link + text, date_words(date_of(turn)) if date_of(turn) else "")
    turns = thing.changes if isinstance(thing, Agreement) else thing.steps
    if not turns:
        return Entry(kind, link, "no change told")
    last = turns[-1]
    text = Markup(' <span class="not">{}</span>').format(sheet.named_label(last))
    return Entry(kind, link + text, _on(last))


def _name(sheet: Sheet, thing: Agreement | Case) -> str:
    if isinstance(thing, Case):
        return sheet.names.short(thing.person)
    return words(thing.name) or "agreement without a name"


def _capital(name: str) -> str:
    return name[:1].upper() + name[1:]
