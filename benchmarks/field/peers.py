"""Who is measured: each reader, what it needs, what it is asked, and what it is made for."""

from dataclasses import dataclass

OWN = "onrecord"


@dataclass(frozen=True, slots=True)
class Peer:
    """A reader: a module of the benchmarks that answers `tasks` in an environment of its own."""

    name: str
    module: str
    requirements: str  # a file of requirements/, every package with its hash; empty for none
    tasks: tuple[str, ...]
    does: str  # all that it does with a text: what its speed is the speed of
    made_for: str
    data: str = ""  # a folder beside the corpora that it cannot do without


PEERS = (
    Peer(
        name=OWN,
        module="benchmarks.peer_onrecord",
        requirements="run.txt",
        tasks=("attribution", "names", "places", "times", "event"),
        does="whole readings",
        made_for="the record of political news: who said and did what, all of it in one reading",
    ),
    Peer(
        name="spaCy + textacy",
        module="benchmarks.peer_quotations",
        requirements="peer-quotations.txt",
        tasks=("attribution", "names", "places"),
        does="tags, syntax, names, direct quotations",
        made_for="spaCy's small model tags, parses and names any English, trained on OntoNotes; "
        "textacy takes direct quotations alone from its parse, by rule",
    ),
    Peer(
        name="HeidelTime",
        module="benchmarks.peer_heideltime",
        requirements="peer-heideltime.txt",
        tasks=("times",),
        does="times",
        made_for="time expressions as TIMEX3, by rules that were written with TimeBank in view",
    ),
    Peer(
        name="dateparser",
        module="benchmarks.peer_dateparser",
        requirements="peer-dateparser.txt",
        tasks=("times",),
        does="dates",
        made_for="dates of web pages and forms, one at a time, in two hundred languages; "
        "its search of running text is an addition",
    ),
    Peer(
        name="keyword coder",
        module="benchmarks.peer_coder",
        requirements="",
        tasks=("event",),
        does="one event a text",
        made_for="events by verb and nearest actors, with PETRARCH's dictionaries of actors: a "
        "stand-in for the coders of millions of headlines, less their parse",
        data="knowledge",
    ),
)
