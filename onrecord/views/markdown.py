"""A reading as Markdown (CommonMark): for notes, wikis, messages and pull requests.

The same order and marks as the terminal's. Text from outside is escaped, so that nothing in it
is taken for markup; words are block quotations or stand in « ».
"""

import re
from collections.abc import Iterator

from onrecord.facts import Change, Encounter, Reading, Statement, Step
from onrecord.text import Span
from onrecord.views.dates import date_words
from onrecord.views.fragments import link, page_address
from onrecord.views.labels import TERMS
from onrecord.views.names import Names
from onrecord.views.phrases import (
    about_agreement,
    about_case,
    about_report,
    asked_by_someone,
    chain,
    encounter_name,
    encounter_slots,
    grouped,
    statement_lines,
    statement_name,
    statement_words,
    status,
    title,
    turn_detail,
    turn_name,
    unsure,
)
from onrecord.views.safe import words
from onrecord.views.standing import date_of, resting
from onrecord.views.terminal.look import MODALITIES

# What CommonMark, and GitHub beyond it, take for markup wherever it stands, and at a line's start.
_MARKUP = re.compile(r"[\\`*_\[\]<>|~&$@]|:(?=//)|(?<=www)\.|#(?=#*$)", re.IGNORECASE)
_OPENING = re.compile(r"^(?:[#+=-]|\d{1,9}(?=[.)]))")
_ARROWS = dict.fromkeys(TERMS, "→")


def markdown(reading: Reading) -> str:
    """The reading as Markdown; it ends with a newline."""
    names = Names(reading)
    return "\n".join(_lines(reading, names)) + "\n"


def escaped(text: str) -> str:
    """Text that Markdown shows as it is, at the start of a line or within one."""
    opening = _OPENING.match(text)
    inside = _MARKUP.sub(r"\\\g<0>", text)
    if opening is None:
        return inside
    if opening[0].isdigit():
        return f"{opening[0]}\\{inside[opening.end() :]}"
    # A «#» that closes the line as well as opening it is escaped already.
    return inside if inside.startswith("\\") else "\\" + inside


def _lines(reading: Reading, names: Names) -> Iterator[str]:
    report = reading.report
    yield f"# {escaped(title(report))}"
    yield ""
    yield escaped(about_report(reading, names))
    address = page_address(report.url)
    if address:
        yield ""
        yield f"<{_in_angles(address)}>"
    yield from _encounters(reading, names)
    yield from _agreements(reading, names)
    yield from _cases(reading, names)
    yield from _statements(reading, names)


def _encounters(reading: Reading, names: Names) -> Iterator[str]:
    yield from _heading("Encounters", "" if reading.encounters else "encounter")
    yield ""
    for encounter in reading.encounters:
        yield from _encounter(reading, encounter, names)


def _encounter(reading: Reading, encounter: Encounter, names: Names) -> Iterator[str]:
    spans = [telling.span for telling in encounter.tellings]
    name = _styled(encounter_name(encounter, names), encounter.modality == "actual")
    yield f"- {MODALITIES[encounter.modality]} {name}{_where(reading, names, spans)}  "
    yield f"  {escaped(encounter_slots(encounter))}"
    for slot, vouchers in resting(encounter):
        yield f"  - {escaped((slot + ': ' if slot else '') + chain(names, vouchers, _ARROWS))}"


def _agreements(reading: Reading, names: Names) -> Iterator[str]:
    yield from _heading("Agreements", "" if reading.agreements else "agreement")
    for agreement in reading.agreements:
        about = about_agreement(agreement, names)
        yield from _thing(words(agreement.name), about, status(agreement))
        for change in agreement.changes:
            yield from _turn(reading, names, change)


def _cases(reading: Reading, names: Names) -> Iterator[str]:
    yield from _heading("Cases", "" if reading.cases else "case")
    for case in reading.cases:
        yield from _thing(names.full(case.person), about_case(case, names), status(case))
        for step in case.steps:
            yield from _turn(reading, names, step)


def _thing(name: str, about: str, stands: str) -> Iterator[str]:
    yield ""
    yield f"### {escaped(name)}"
    yield ""
    told = [escaped(about)] if about else []
    told += [f"**{escaped(stands)}**"] if stands else []
    if told:
        yield ", ".join(told)
        yield ""


def _turn(reading: Reading, names: Names, turn: Change | Step) -> Iterator[str]:
    spans = [telling.span for telling in turn.tellings]
    name = _styled(turn_name(turn), turn.modality == "actual")
    when = date_words(date_of(turn))
    detail = turn_detail(reading, names, turn)
    told = ", ".join(escaped(part) for part in (when, detail) if part)
    said = f" «{escaped(words(spans[0].text))}»" if spans and not asked_by_someone(turn) else ""
    yield f"- {MODALITIES[turn.modality]} {name}, {told}{said}{_where(reading, names, spans)}"
    if turn.tellings and all(telling.vouched_by for telling in turn.tellings):
        yield f"  - {escaped(chain(names, turn.tellings[0].vouched_by, _ARROWS))}"


def _statements(reading: Reading, names: Names) -> Iterator[str]:
    yield from _heading("Statements", "" if reading.statements else "statement")
    for group, statements in grouped(reading.statements):
        yield ""
        yield f"### {escaped(group.title(names))}"
        for statement in statements:
            yield from _statement(reading, statement, names)


def _statement(reading: Reading, statement: Statement, names: Names) -> Iterator[str]:
    speakers, rest = statement_name(statement, names)
    spans = [*statement.content, *statement.cue][:1]
    where = _where(reading, names, spans, statement_lines(statement, names))
    yield ""
    if statement.modality == "actual":
        yield f"**{escaped(speakers)}**{escaped(rest)}{where}"
    else:
        yield f"{MODALITIES[statement.modality]} *{escaped(speakers + rest)}*{where}"
    content = statement_words(statement)
    if content:
        yield ""
        yield f"> {escaped(content)}"
    notes = ["about " + names.about(statement.about)] if statement.about else []
    if len(statement.vouched_by) > 1:
        notes.append(chain(names, statement.vouched_by, _ARROWS))
    notes += [unsure(statement)] if unsure(statement) else []
    for note in notes:
        yield ""
        yield escaped(note)


def _heading(name: str, missing: str) -> Iterator[str]:
    """A section's heading; where it is empty, what would stand there."""
    yield ""
    yield f"## {name}"
    if missing:
        yield ""
        yield f"No {missing} found in this report."


def _styled(text: str, happened: bool) -> str:
    """What happened is bold, what did not is italic."""
    mark = "**" if happened else "*"
    return f"{mark}{escaped(text)}{mark}"


def _where(reading: Reading, names: Names, spans: list[Span], lines: str = "") -> str:
    """The lines where it stands; on the web, a link to the first words."""
    told = lines or names.lines(spans)
    address = link(reading.report, spans[0]) if spans else None
    if not told:
        return ""
    return f" ([{told}](<{_in_angles(address)}>))" if address else f" ({told})"


def _in_angles(address: str) -> str:
    """An address that cannot end the angle brackets around it."""
    return address.replace("<", "%3C").replace(">", "%3E").replace("\\", "%5C")
