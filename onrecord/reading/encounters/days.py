"""When: the day in the clause around a telling, in its sentence, or carried from those before."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from onrecord.facts import DateSlot
from onrecord.reading.encounters.drafts import Draft
from onrecord.reading.encounters.ground import Ground
from onrecord.reading.encounters.words import plainly, turnings
from onrecord.reading.scene import Scene
from onrecord.reading.times import TimeMention
from onrecord.text import Span

_RECENT = timedelta(days=7)
_STEPS = {
    "the next day": 1, "next day": 1, "the following day": 1, "a day later": 1,
    "the day before": -1, "a day earlier": -1, "the previous day": -1,
    "the same day": 0, "that same day": 0, "that day": 0,
    "that evening": 0, "the same evening": 0, "that night": 0, "that morning": 0,
    "that afternoon": 0,
    "the previous evening": -1, "the previous night": -1, "the evening before": -1,
    "the night before": -1, "the next morning": 1, "the following morning": 1,
    "the next evening": 1, "the following evening": 1,
}  # fmt: skip
_SUBJECTS = frozenset({"he", "she", "they", "we", "i"})
_OTHER_TIME = frozenset({"since", "until"})  # what stands behind is of another day
_ARTICLES = frozenset({"the", "a", "an", "this", "that"})
_YEAR, _DAY = len("2026"), len("2026-01-01")
REACH = 22  # tokens


def date_of(ground: Ground, draft: Draft, low: int, high: int) -> DateSlot | None:
    """The day named behind the turning words, else the one before them in the clause."""
    a, b = ground.token(draft.start), ground.token(draft.end - 1) + 1
    for at in range(b, min(b + REACH, len(ground.words))):
        time = ground.time(at)
        if time is not None and _of_another(ground, time, b):
            continue
        if time is not None and _dates(ground, time, low, high, ahead=draft.off or draft.called):
            return _date(ground, time)
        if (ground.stops(at) and not draft.off) or other_clause(ground, at):
            break
        if at > b and ground.low(at) in _SUBJECTS and not draft.off:
            break  # «flies to Oslo, a city he left in May»
    within = [t for t in ground.times if draft.start <= t.start and t.end <= draft.end]
    if within and _dates(ground, within[0], low, high):
        return _date(ground, within[0])  # «its [February session] broke up»
    infinitive = False
    for at in range(a - 1, max(-1, a - REACH), -1):
        if ground.low(at) in _OTHER_TIME:
            return None  # «met on Thursday, the first talks since Russia invaded …»
        time = ground.time(at)
        infinitive = infinitive or ground.low(at) == "to"
        if ground.low(at) in plainly() and "," in {ground.low(k) for k in range(at, a)}:
            break  # «After talks on Sunday with her, he spoke to …»
        if time is not None and _dates(ground, time, low, high):
            return None if infinitive and not _due(ground, time) else _date(ground, time)
        if ground.stops(at) and ground.low(at) not in ("said", "says"):
            break
    return _day_when(ground, a, low, high) or _opening_day(ground, a, low, high)


def _of_another(ground: Ground, time: TimeMention, b: int) -> bool:
    """«talks on updating their [2016] migration agreement»: a year that names what stands behind
    it, where the meeting stands before."""
    first = ground.token(time.start)
    year = time.value is not None and ground.text[time.start : time.end] == time.value
    before, after = ground.low(first - 1), ground.low(first + 1)
    owned = before in _ARTICLES or before in ground.g.own or before in ("'s", "’s")
    named = after.isalpha() and after not in ground.g.prep and after not in ("and", "or")
    if any(ground.low(first + k) in turnings() for k in (1, 2, 3)):
        return False  # «at the 2018 Singapore summit»
    return year and len(str(time.value)) == _YEAR and owned and named and first >= b


def _day_when(ground: Ground, a: int, low: int, high: int) -> DateSlot | None:
    """«fell apart in February, when a meeting was called off»: the day before «when»."""
    for at in range(a - 1, max(1, a - REACH), -1):
        if ground.low(at) in ("when", "where"):
            if "from" in {ground.low(i) for i in range(at - 10, at)}:
                return None  # «came back on Friday from Oslo, where he met her»
            last = at - 2 if ground.low(at - 1) == "," else at - 1
            time = ground.time(last)
            dated = time is not None and _dates(ground, time, min(low, time.start), high)
            return _date(ground, time) if time is not None and dated else None
        if ground.low(at) in {",", ";", ".", ":"}:
            return None
    return None


def _opening_day(ground: Ground, a: int, low: int, high: int) -> DateSlot | None:
    """«On Monday, if all goes well, they will meet»: the day that opens the sentence.

    «freed them on Thursday, hours before they met» is of the same day.
    """
    first = next((t for t in ground.times if t.type == "DATE" and t.value), None)
    if first is None or ground.token(first.end - 1) >= a or not _dates(ground, first, low, high):
        return None
    after = ground.token(first.end - 1) + 1
    if ground.token(first.start) <= 1 and ground.low(after) == ",":
        return _date(ground, first)
    hours = any(
        ground.low(i) == "hours" and ground.low(i + 1) in ("before", "after")
        for i in range(max(0, a - 10), a)
    )
    return _date(ground, first) if hours and len(first.value or "") == _DAY else None


def _due(ground: Ground, time: TimeMention) -> bool:
    """«is due on Friday to meet», «was able on Friday to meet», not «agreed on Friday to meet»."""
    first = ground.token(time.start)
    before = {ground.low(i) for i in range(max(0, first - 4), first)}
    return bool(before & (ground.g.ahead | ground.g.able))


def other_clause(ground: Ground, at: int) -> bool:
    """Whether another fact begins: «, and urged …», «the pastor held in …», not «to brief …»."""
    low = ground.low(at)
    if low in _OTHER_TIME:  # «were closeted until after midnight on Monday»
        if low == "since":  # «have spoken once since, by telephone on Monday» is an adverb
            return ground.low(at + 1) not in (",", ".")
        return ground.low(at + 1) not in ground.g.late
    doer = ground.group(at - 1)
    if (low.endswith("ed") or low in ("held", "shot")) and (
        (doer is not None and ground.group(at) is not doer) or ground.head(at - 1)
    ):
        return low not in ground.g.due | ground.g.fares | ground.g.ahead or low == "held"
    return ground.low(at) in ("and", "or") and ground.low(at + 1).endswith("ed")


def _dates(ground: Ground, time: TimeMention, low: int, high: int, *, ahead: bool = False) -> bool:
    if time.type not in ("DATE", "TIME") or time.value is None or time.value.startswith("T"):
        return False  # «at noon»
    first = ground.token(time.start)
    before = {ground.low(first - 1)} | (
        {ground.low(first - 2)} if ground.low(first - 1) == "," else set()
    )
    due = ahead or ground.low(first - 2) in ground.g.due
    if ground.low(first - 1) == "for" and (due or len(time.value) == _DAY):
        before = set()  # «planned for Monday», «summoned him for Monday», «a meeting for Monday»
    return low <= time.start and time.end <= high and not before & ground.g.not_when


def ahead_of(day: DateSlot, today: date) -> DateSlot:
    """The date of what is to come: a weekday or a month that had been taken for the last one."""
    told, said = day.value, day.span.text if day.span else ""
    if told is None or any(c.isdigit() for c in said):
        return day
    if told[:10] >= today.isoformat()[: len(told)]:
        return day
    try:
        if len(told) == 7:
            return replace(day, value=f"{int(told[:4]) + 1}{told[4:]}")
        passed = date.fromisoformat(told)
    except ValueError:
        return day
    weekday = said.split() and today - passed <= _RECENT and "last" not in said.lower()
    return replace(day, value=(passed + timedelta(7)).isoformat()) if weekday else day


def nearer(day: DateSlot, today: date) -> DateSlot:
    """The date of a plan that lay before: «were to meet on Thursday», the nearer Thursday."""
    day = _week_back(day, today)
    ahead = ahead_of(day, today)
    if ahead is day or day.value is None or ahead.value is None:
        return day
    try:
        gap = today - date.fromisoformat(day.value), date.fromisoformat(ahead.value) - today
    except ValueError:
        return day
    return ahead if gap[1] < gap[0] else day


def _date(ground: Ground, time: TimeMention) -> DateSlot:
    value = time.value.partition("T")[0] if time.value else None
    return DateSlot(value=value, basis="words", span=Span.of(ground.text, time.start, time.end))


def _week_back(day: DateSlot, today: date) -> DateSlot:
    """A weekday taken for the next one, as the last one where that is nearer."""
    said = day.span.text.lower() if day.span else ""
    if day.value is None or any(c.isdigit() for c in said) or "next" in said or "coming" in said:
        return day
    try:
        ahead = date.fromisoformat(day.value)
    except ValueError:
        return day
    before = ahead - timedelta(7)
    back = today < ahead < today + timedelta(8) and today - before < ahead - today
    return replace(day, value=before.isoformat()) if back and before < today else day


def carried_date(
    scene: Scene, ground: Ground, times: Sequence[TimeMention], draft: Draft
) -> DateSlot | None:
    """The one recent day told in the sentences before, in this paragraph and the one before.

    «The two agreed on Thursday to … The two men met for three hours»: only for what is told as
    done, by a verb, and where all that is told is one day of the week before publication.
    """
    if scene.today is None:
        return None
    if (following := _following_day(scene, ground, times)) is not None:
        return following
    there = ground.low(0) == "there"  # «She flew to Oslo on Monday. There she held talks»
    if (draft.noun and not there) or draft.back:
        return None
    paragraphs = scene.layout.paragraphs
    at = bisect_right([p.start for p in paragraphs], draft.start) - 1
    if at < 0 or paragraphs[at].kind != "body":
        return None
    first = at - 1 if at and paragraphs[at - 1].kind == "body" else at
    low = bisect_left(times, paragraphs[first].start, key=lambda t: t.start)
    days: dict[date, TimeMention] = {}
    for time in times[low:]:
        if time.start >= ground.sentence.start:
            break
        if time.type == "DATE" and time.value is not None:
            if time.day is None:
                return None
            if timedelta(0) <= scene.today - time.day <= _RECENT:
                days.setdefault(time.day, time)
    also = any(ground.low(i) == "also" for i in range(len(ground.words)))
    if len(days) > 1 and also:  # «On Saturday he met A … He also saw B»
        last = _sentence_before(scene, ground)
        days = {day: told for day, told in days.items() if told.start >= last}
    if len(days) != 1:
        return None
    ((day, told),) = days.items()
    if not timedelta(0) <= scene.today - day <= _RECENT:
        return None
    return DateSlot(
        value=day.isoformat(), basis="carried", span=Span.of(scene.text, told.start, told.end)
    )


def carried_plan(scene: Scene, ground: Ground, times: Sequence[TimeMention]) -> DateSlot | None:
    """The one time to come that the sentence before tells, in the same paragraph.

    «She is due in Oslo next week. The prime minister will receive her.»
    """
    first = _sentence_before(scene, ground)
    if scene.today is None or first == ground.sentence.start:
        return None
    low = bisect_left(times, first, key=lambda t: t.start)
    high = bisect_left(times, ground.sentence.start, key=lambda t: t.start)
    told = [t for t in times[low:high] if t.type == "DATE" and t.value]
    ahead = len({t.value for t in told}) == 1 and _to_come(str(told[0].value), scene.today)
    if not ahead:
        return None
    span = Span.of(scene.text, told[0].start, told[0].end)
    return DateSlot(value=told[0].value, basis="carried", span=span)


def _to_come(value: str, today: date) -> bool:
    """Whether a day, week, month or year is not over yet."""
    year, week, _ = today.isocalendar()
    now = f"{year}-W{week:02}" if "-W" in value else today.isoformat()[: len(value)]
    return value[: len(now)] >= now


def _sentence_before(scene: Scene, ground: Ground) -> int:
    """Where the sentence before begins, in the same paragraph; the sentence's own start else."""
    starts = [s.start for s in scene.layout.sentences]
    at = bisect_left(starts, ground.sentence.start)
    before = scene.layout.sentences[at - 1] if at else None
    same = before is not None and before.paragraph == ground.sentence.paragraph
    return before.start if before and same else ground.sentence.start


def _following_day(scene: Scene, ground: Ground, times: Sequence[TimeMention]) -> DateSlot | None:
    """«The next day he held talks»: the day behind the last one told before."""
    for time in ground.times:
        step = _STEPS.get(" ".join(scene.text[time.start : time.end].lower().split()))
        if step is None:
            continue
        at = bisect_left(times, time.start, key=lambda t: t.start)
        told = next((t.day for t in reversed(times[max(0, at - 4) : at]) if t.day), None)
        if told is not None:
            value = (told + timedelta(step)).isoformat()
            span = Span.of(scene.text, time.start, time.end)
            return DateSlot(value=value, basis="words", span=span)
    return None
