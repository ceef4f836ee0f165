"""What stands beside a turn that it is weighed by: a day to come, a question, who does it."""

from __future__ import annotations

from onrecord.facts import DateSlot
from onrecord.reading.cases.lexicon import counted
from onrecord.reading.cases.whom import Word
from onrecord.reading.modality import Group, Line
from onrecord.reading.modality.group import SUBJECTS
from onrecord.reading.turning import Ground, agents, subjects

_CLAUSE = 14  # words of a clause behind «, who»
_DOER = 6  # words of who puts somebody on a plane
_SMALL = 3  # letters of words that titles write small


def in_a_name(ground: Ground, line: Line, at: int) -> bool:
    """Whether a capitalised word stands in a name: «Radio [Free] journalist Ana Kos», «the [Trade]
    and Cooperation Protocol»; in a line that has none for other words."""
    plain = sum(w.islower() and len(w) > _SMALL for w in line.written) > 1
    if line.forms[at] in counted("jail") | counted("penal"):
        return False  # «spent an hour with X at Remand Prison No. 2»
    if at == 0 or not plain or ground.titled(line.starts[at]) or not line.written[at][:1].isupper():
        return False
    after = next((w for w in line.written[at + 1 : at + 3] if w != "and"), "")
    named = line.forms[at - 1] in {"the", "a", "an"} and after[:1].isupper()
    return named or line.written[at - 1][:1].isupper()


def on_a_day_ahead(ground: Ground, word: Word, date: DateSlot | None) -> bool:
    """«The two go on trial on 22 March»: told in the present of a day that is to come."""
    group, today = word.group, ground.scene.today
    if word.row.step != "tried" or group.form != "base" or group.helped or date is None:
        return False
    return today is None or (date.value or "") > today.isoformat()[: len(date.value or "")]


def related(line: Line, group: Group) -> bool:
    """«And X, who has been [held] for a week?»: what a clause behind «, who» takes for granted."""
    before = line.forms[max(0, group.first - _CLAUSE) : group.first]
    return any(before[i : i + 2] == (",", "who") for i in range(len(before)))


def seen_off(ground: Ground, word: Word, end: int) -> bool:
    """Whether somebody is put on a plane by who can put nobody out of a country."""
    line, last = word.line, word.last
    if not word.form.startswith("put"):
        return False
    if word.group.passive:
        if "by" not in line.forms[last:end]:
            return False
        at = line.forms.index("by", last)
        named = agents(ground, line, last, end)
        doing = line.forms[at : at + _DOER]
    else:
        named = subjects(ground, line, word.group)
        doing = line.forms[max(0, word.group.first - _DOER) : word.group.first]
    if (counted("takers") | counted("law")) & set(doing):
        return False
    return not any(ground.kind_of(a) in {"state", "government_body"} or ground.state_of(a)
                   for a in named)  # fmt: skip


def said(word: Word) -> bool:
    """«“Nobody is cutting anything,” he [charged].»: a verb of speech."""
    line, group = word.line, word.group
    if word.form != "charged" or group.passive or group.helped or not group.first:
        return False
    return line.forms[group.first - 1] in SUBJECTS and not word.after[:1].isalpha()
