"""What views in running lines say of a report and its facts: the terminal, and Markdown.

Everything is plain text on one line, made safe to show; an empty string says nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.facts import (
    Agreement,
    Case,
    Change,
    Encounter,
    Fact,
    Reading,
    Statement,
    Step,
    Voucher,
)
from onrecord.facts import words as quoted
from onrecord.report import Report
from onrecord.text import Span
from onrecord.views.dates import date_words, duration_words
from onrecord.views.labels import (
    BASES,
    CHANGES,
    ENCOUNTERS,
    MODS,
    REPORT_KINDS,
    STEPS,
    TERMS,
    TERMS_ORDER,
    label,
)
from onrecord.views.names import Names
from onrecord.views.safe import words
from onrecord.views.standing import (
    SURE,
    Turn,
    date_of,
    dateline_place,
    denials,
    said,
    speakers_of,
    standing,
    stating,
    terms_of,
)
from onrecord.vocabulary import Terms


def title(report: Report) -> str:
    """The headline, or that there is none."""
    return words(report.title or "") or "Untitled report"


def about_report(reading: Reading, names: Names) -> str:
    """«2 March 2023, from a caption (line 26) · New Delhi · live post · English · 510 words»."""
    report = reading.report
    return _listed(
        words(report.outlet or ""),
        _published(report, names),
        dateline_place(reading),
        REPORT_KINDS.get(report.kind, ""),
        "English" if report.language == "en" else report.language,
        f"{len(report.text.split()):,} words",
        "" if report.complete else "incomplete: the page shows a part of it",
    )


def _published(report: Report, names: Names) -> str:
    published = report.published
    if published.value is None:
        return "no date"
    where = f" ({names.lines([published.span])})" if published.span else ""
    return f"{date_words(published.value)}, {BASES.get(published.basis, '')}{where}".rstrip(", ")


def encounter_name(encounter: Encounter, names: Names) -> str:
    """«A and B met», or «A and B: meeting planned»."""
    who = names.several(encounter.participants) or "Participants not told"
    joint = "" if encounter.modality == "actual" else ":"
    return f"{who}{joint} {label(*ENCOUNTERS[encounter.format], encounter.modality)}"


def encounter_slots(encounter: Encounter) -> str:
    """When, where, how long and on what occasion."""
    date, place, length = encounter.date, encounter.place, encounter.duration
    country = f", {place.country}" if place and place.country else ""
    lasted = f"{MODS.get(length.mod or '', '')} {duration_words(length.value)}" if length else ""
    return _listed(
        date_words(date.value if date else None),
        words(place.name) + country if place else "",
        lasted.strip(),
        words(encounter.occasion or ""),
    )


def about_agreement(agreement: Agreement, names: Names) -> str:
    """«treaty, United States and Russia»."""
    kind = agreement.kind.replace("_", " ") if agreement.kind != "other" else ""
    return _comma(kind, names.several(agreement.parties))


def about_case(case: Case, names: Names) -> str:
    """«held by Russia, “wrongfully detained”»."""
    held = "held by " + names.short(case.held_by) if case.held_by else ""
    return _comma(held, f"“{words(case.designation)}”" if case.designation else "")


def status(thing: Agreement | Case) -> str:
    """«suspended since February 2023», «sentenced to 16 years»: from what happened alone."""
    stands = standing(thing)
    if stands is None:
        return ""
    if isinstance(thing, Case):
        length = stands.turn.term.value if stands.turn.term else None
        return stands.name + (f" to {duration_words(length)}" if length else "")
    since = date_of(stands.turn)
    if not since:
        return stands.name
    return f"{stands.name}{' since' if stands.lasting else ','} {date_words(since)}"


def turn_name(turn: Turn) -> str:
    """«extended for two years», or «resumption asked»."""
    labels = CHANGES[turn.change] if isinstance(turn, Change) else STEPS[turn.step]
    name = label(*labels, turn.modality)
    term = turn.term
    if not term or turn.modality != "actual":
        return name
    length = words(term.span.text) if term.span else duration_words(term.value)
    return name + (" for " if isinstance(turn, Change) else " to ") + length


def turn_detail(reading: Reading, names: Names, turn: Turn) -> str:
    """By whom, where and for what; «of A, by B» for what B asked of A."""
    by = names.several(turn.by)
    if asked_by_someone(turn):
        speakers = names.several(speakers_of(stating(reading, turn)))
        return _comma("of " + by if by else "", "by " + speakers if speakers else "")
    if not isinstance(turn, Step):
        return by
    place = words(turn.place.name) if turn.place else ""
    return _comma(by, place, words(turn.charge or ""), _denied(reading, names, turn))


def asked_by_someone(turn: Turn) -> bool:
    """Whether a turn was asked for in a statement: the statement then has its words."""
    return turn.modality == "asked" and bool(turn.stated_in)


def _denied(reading: Reading, names: Names, step: Step) -> str:
    """Who denies the charge, where a statement about the case does and names it."""
    deniers = speakers_of(denials(reading, step))
    return "denied by " + names.several(deniers) if deniers else ""


@dataclass(frozen=True, slots=True)
class Group:
    """What the statements of a group share; said once, above them."""

    terms: Terms
    source: str
    occasion: str
    date: str | None

    def title(self, names: Names) -> str:
        """«On the record, news conference, 2 March 2023»."""
        terms = TERMS[self.terms]
        return _comma(
            terms[:1].upper() + terms[1:],
            names.full(self.source) if self.source else "",
            words(self.occasion),
            date_words(self.date) if self.date else "",
        )


def grouped(statements: Sequence[Statement]) -> list[tuple[Group, list[Statement]]]:
    """Statements by their effective terms, strongest first, each group in the report's order."""
    groups: dict[Group, list[Statement]] = {}
    for statement in statements:
        groups.setdefault(_group(statement), []).append(statement)
    return sorted(groups.items(), key=lambda item: TERMS_ORDER.index(item[0].terms))


def _group(statement: Statement) -> Group:
    date = statement.date.value if statement.date else None
    outer = statement.vouched_by[0] if statement.vouched_by else None
    occasion = outer.occasion if outer else statement.occasion
    return Group(terms_of(statement), outer.actor if outer else "", occasion or "", date)


def statement_name(statement: Statement, names: Names) -> tuple[str, str]:
    """«Blinken» and « urged Russia»; what was not said is an infinitive and its modality."""
    told = said(statement, names)
    targets, others = names.several(told.targets), names.several(told.others)
    objects = f" {told.aimed}{targets}" if targets else ""
    objects += f" {told.heard}{others}" if others else ""
    if statement.modality == "actual":
        return told.speakers, f" {told.verb}{objects}"
    return told.speakers, f" to {told.verb}{objects}: {statement.modality}"


def shown_spans(fact: Fact) -> list[Span]:
    """The words by which a fact is shown: a statement's content, else its cue; or its tellings."""
    return list(fact.content or fact.cue) if isinstance(fact, Statement) else list(quoted(fact))


def statement_words(statement: Statement) -> str:
    """The words of the content."""
    return " … ".join(words(span.text) for span in statement.content)


def statement_lines(statement: Statement, names: Names) -> str:
    """Where the cue stands; without one, the first words."""
    return names.lines([*statement.cue, *statement.content][:1])


def unsure(statement: Statement) -> str:
    """Why a statement is unsure, and how much; silence is sure."""
    if statement.confidence >= SURE:
        return ""
    why = "" if statement.cue else "No cue: the speaker carried on from before. "
    return f"{why}Unsure, {statement.confidence:.2f}"


def chain(names: Names, vouchers: Sequence[Voucher], links: dict[Terms, str]) -> str:
    """The sources from the report inwards, parted by the ``links`` of their terms."""
    told = (
        f" {links[voucher.terms]} "
        + _comma(
            names.short(voucher.actor),
            TERMS[voucher.terms] if voucher.terms != "unspecified" else "",
        )
        for voucher in vouchers
    )
    return "report" + "".join(told)


def _listed(*parts: str) -> str:
    return " · ".join(part for part in parts if part)


def _comma(*parts: str) -> str:
    return ", ".join(part for part in parts if part)
