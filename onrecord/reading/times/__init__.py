"""The times room: time expressions (TIMEX3) in English news, found and resolved.

`find_times` is the door. The words and the ways to put them together are in the tables
`times*.tsv`; types and values follow ISO-TimeML (ISO 24617-1) and TIDES 2005, dates ISO 8601.
"""

import re
from dataclasses import replace

from onrecord.reading.times.join import join
from onrecord.reading.times.mention import Anchor, TimeMention
from onrecord.reading.times.recognise import recognise

__all__ = ["Anchor", "TimeMention", "find_times"]


_ZONE = re.compile(r"(?:Z|[+-]\d\d:\d\d)\Z")


def find_times(text: str, anchor: Anchor, *, timeml: bool = False) -> tuple[TimeMention, ...]:
    """Every time expression in the text, in order, none overlapping another.

    ``anchor`` holds the day that relative expressions count from; without one their value is
    None. ``timeml`` marks and values what TimeML's annotators do, for comparison: «now»,
    «recently», «the quarter» are marked, «annual» is not, «several years ago» has the value
    PAST_REF, a clock a day and no zone, and what is told by no day in its sentence counts from
    one told before. That is no use to a record. Never raises on any text.
    """
    mentions = join(list(recognise(text, anchor, timeml=timeml)), timeml=timeml)
    return tuple(_in_timeml(m, anchor) if timeml else _in_a_record(m) for m in mentions)


def _in_timeml(mention: TimeMention, anchor: Anchor) -> TimeMention:
    if mention.type != "TIME" or mention.value is None:
        return mention
    value = _ZONE.sub("", mention.value)
    day = anchor.published.isoformat() if anchor.published and value.startswith("T") else ""
    return replace(mention, value=day + value)


def _in_a_record(mention: TimeMention) -> TimeMention:
    vague = mention.value is not None and mention.value.endswith("_REF")
    return replace(mention, value=None) if vague else mention
