"""dateparser's search for dates in a text.

Run as `python -m benchmarks.peer_dateparser TASK` in an environment of its own (`lines.py`).
"""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from dateparser.date import DateDataParser
from dateparser.search import search_dates

from benchmarks.lines import Answer, Request, serve

# How much of a date that was found is said: its period, as TIMEX3 writes the value.
FORMS = {"year": "%Y", "month": "%Y-%m", "week": "%G-W%V", "day": "%Y-%m-%d"}
LANGUAGES = ["en"]


def times(requests: Iterable[Request]) -> Iterator[Answer]:
    """The dates of each text; news tells of what has been, so that «in May» is the last one."""
    for request in requests:
        settings = {
            "RELATIVE_BASE": datetime.fromisoformat(request["written"]),
            "PREFER_DATES_FROM": "past",
        }
        yield {"times": list(_dates(request["text"], settings))}


def _dates(text: str, settings: dict[str, Any]) -> Iterator[list[Any]]:
    """Start, end, type and value of each; the search gives words alone, in their order."""
    at = 0
    periods = DateDataParser(languages=LANGUAGES, settings=settings)
    for words, day in search_dates(text, languages=LANGUAGES, settings=settings) or ():
        start = text.find(words, at)
        if start < 0:
            continue
        at = start + len(words)
        period = periods.get_date_data(words).period
        yield [start, at, "DATE", day.strftime(FORMS.get(period, FORMS["day"]))]


if __name__ == "__main__":
    serve({"times": times, "speed": times}, ("dateparser",))
