"""The times room: time expressions (TIMEX3) in English news, found and resolved.

`find_times` is the door. The words and the ways to put them together are in the tables
`times*.tsv`; types and values follow ISO-TimeML (ISO 24617-1) and TIDES 2005, dates ISO 8601.
"""

from onrecord.reading.times.join import join
from onrecord.reading.times.mention import Anchor, TimeMention
from onrecord.reading.times.recognise import recognise

__all__ = ["Anchor", "TimeMention", "find_times"]


def find_times(text: str, anchor: Anchor, *, vague: bool = False) -> tuple[TimeMention, ...]:
    """Every time expression in the text, in order, none overlapping another.

    ``anchor`` holds the day that relative expressions count from; without one their value is
    None. ``vague`` adds «now», «recently», «the future» and gives «several years ago» its
    TIMEX3 value (PAST_REF): for comparison with TimeML, no use to a record. Never raises on
    any text.
    """
    mentions = join(list(recognise(text, anchor, vague=vague)))
    if vague:
        return mentions
    return tuple(
        TimeMention(m.start, m.end, m.type, None, m.mod)
        if m.value and m.value.endswith("_REF")
        else m
        for m in mentions
    )
