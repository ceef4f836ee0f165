"""An audit of sources as a terminal page: bars with their intervals, then the groups."""

from onrecord.drawing import Bars, bars_lines
from onrecord.record.auditing import Audit
from onrecord.views import audited
from onrecord.views.safe import words
from onrecord.views.terminal.look import Look
from onrecord.views.terminal.sheet import Sheet
from onrecord.views.things.drawings import shown


def audit_page(told: Audit, look: Look) -> str:
    """The page: by terms first."""
    sheet = Sheet(look)
    asks = {name: value for name, value in told.asks.items() if name != "sample"}
    sheet.add([("Audit", "bold")], [("   " + _asked(asks) if asks else "", "")])
    sheet.add([("  ", "")], [(f"{audited.counted(told)}.", "")])
    if told.sample > 1:
        sheet.add([("  ", "")], [(audited.sampled(told), "italic")])
    for bars in (audited.terms(told), audited.sides(told), audited.single(told)):
        _drawn(sheet, bars)
    if told.groups:
        _groups(sheet, told)
    if told.quoted:
        sheet.blank()
        sheet.add([("Who is quoted about whom", "bold")], [])
        for one in told.quoted:
            pair = f"{words(one.speaker_name)} about {words(one.about_name)}"
            sheet.add([("  ", "")], [(pair, "")], f"{one.count:,}")
    behind = next((one for one in told.whole.terms if one.count), None)
    if behind is not None:
        sheet.blank()
        command = audited.flags(told.asked, behind.asks)
        sheet.add([], [(f"Each number is a list, such as: {words(command)}", "")])
    return sheet.text()


def _drawn(sheet: Sheet, bars: Bars) -> None:
    sheet.blank()
    sheet.add([(bars.title, "bold")], [])
    narrow = sheet.look.width < 80
    shown(bars_lines(bars, names=16 if narrow else 24, cells=0 if narrow else 24), sheet)


def _groups(sheet: Sheet, told: Audit) -> None:
    sheet.blank()
    sheet.add([(audited.PER[told.per or "outlet"], "bold")], [])
    for group in told.groups:
        name = audited.named(told, group)
        many = f"{group.count:,}, independently told {group.independent:,} times"
        sheet.add([("  ", "")], [(name, "bold")], many)
        cells = " · ".join(f"{column} {said}" for column, said, _ in audited.cells(told, group))
        sheet.add([("    ", "")], [(cells, "")])
    if told.others:
        sheet.add([("  ", "")], [(f"{told.others:,} more, of fewer.", "italic")])


def _asked(asks: dict[str, object]) -> str:
    parts = (
        f"{name.replace('_', ' ')} {', '.join(value) if isinstance(value, list) else value}"
        for name, value in asks.items()
    )
    return words(" · ".join(parts))
