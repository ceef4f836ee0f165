"""Readings for the browser: our gold reports, and what only an unkind world would send."""

import dataclasses
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any, Literal, get_args, get_origin, get_type_hints

from onrecord.facts import (
    Actor,
    Agreement,
    Case,
    Change,
    Encounter,
    Event,
    Mention,
    Place,
    Reading,
    Statement,
    Step,
    Telling,
    Time,
    decode_reading,
)
from onrecord.report import Report, text_sha256
from onrecord.text import Span, decode_str
from onrecord.vocabulary import ChangeLabel, EventType, Format, Modality, StepLabel

TESTS = Path(__file__).parents[1]
GOLD = tuple(
    path.name.removesuffix(".reading.json")
    for path in sorted((TESTS / "gold" / "reports").glob("*.reading.json"))
)
# Each would raise the flag ``window.ran`` or a dialog, leave the page, or break a selector.
HOSTILE = (
    "</script><script>window.ran=1</script>", "<img src=x onerror=window.ran=1>",
    "</style><style>*{display:none}</style>", "javascript:window.ran=1",
    "\"'><svg onload=window.ran=1>", "{{ 7 * 7 }}", "&lt;b&gt;", "a]}*{color:red}/*", "-->]]>",
    "https://evil.example/<x>\" onclick=\"window.ran=1", "\u202egnp.exe\u2066", "\x1b[2J\x07",
)  # fmt: skip
WORLDS = {
    "right to left": (
        "שר החוץ אמר כי ההסכם ייחתם מחר.\nوزير الخارجية قال إن الاتفاق سيوقع غدا (Vela) 12.\n"
    ),
    "emoji": (
        "👩\u200d🚀 said 🇳🇴🇸🇪 and 👨\u200d👩\u200d👧\u200d👦 would meet 🤝🏽.\n"
        "☎️ was called 1️⃣ time.\n"
    ),
    "combining": (
        "Zoe\u0308 sa\u0301id e\u0323\u0302t "
        "Z\u0351\u036b\u0343\u036a\u0302\u0308\u0301alg\u0357\u030do met n\u0303ino.\n"
    ),
    "spaces": (
        "Vela\xa0said\u202fthat  two\u2009thin\u3000wide\u2003em \t tab.\n"
        " \xa0\nMoren\xa0met\xa0Vela.\n"
    ),
    "east": (
        "王毅表示，中俄兩國外長將於明日會談，雙方已同意延長條約。\n外相は「合意した」と述べた。\n"
    ),
    "controls": (
        "Vela said\x07 that\x1b[31m red\x85next\u2028line\u2029par "
        "\u202eright\u202c \u2066iso\u2069 \ufeffend\x0b.\n"
    ),
    "hostile text": "".join(f"{words} said so {n}.\n" for n, words in enumerate(HOSTILE)),
    "long words": f"{'Vela' * 900} said {'nuclear' * 700}.\n{'x' * 4000} met {'y' * 200}.\n",
    "one long line": "Vela said that the treaty held and that it would hold. " * 364 + "\n",
}
# What stands in strings but is no text of anyone: ids, references, what code depends on.
_SOUND = {
    "id", "key", "schema", "speaker", "addressees", "targets", "participants", "by", "parties",
    "person", "held_by", "actor", "recipient", "about", "stated_in", "of", "text",
}  # fmt: skip


def names() -> list[str]:
    """Every reading there is, by name; the gold reports first."""
    return [*GOLD, *_MADE]


@cache
def shape(name: str) -> Reading:
    """A reading by its name."""
    if name in GOLD:
        return decode_reading((TESTS / "gold" / "reports" / f"{name}.reading.json").read_bytes())
    return _MADE[name]()


def about(text: str) -> Reading:
    """A reading of this text that makes something of every line: crossing, nested and named."""
    text = decode_str(text).text
    spans = [_words(text, start, end) for start, end in _lines(text)]
    told = [words for words in spans if words]
    statements = tuple(
        Statement(
            id=f"s{number}",
            key=f"k{number}",
            mode="direct" if number % 2 else "indirect",
            speaker=("a1",),
            source=tuple(words[:1]),
            cue=tuple(words[1:2]),
            terms="on_record",
            content=(_from(text, words[min(2, len(words) - 1)], words[-1]),),
        )
        for number, words in enumerate(told, 1)
    )
    actors = tuple(
        Actor(id=f"a{n}", name=words[0].text, kind="person", mentions=(Mention(words[0], "name"),))
        for n, words in enumerate(told, 1)
    )
    first = told[0]
    across = _from(text, told[0][-1], told[-1][0])  # over the ends of lines
    met = Encounter(
        id="e1",
        participants=("a1", "a2"),
        occasion=first[-1].text,
        tellings=(Telling(span=across), Telling(span=_from(text, first[0], first[-1]))),
    )
    return Reading(
        report=_report(text, title=text.split("\n")[0], outlet=first[0].text),
        actors=actors,
        statements=statements,
        encounters=(met,),
        agreements=(
            Agreement(
                id="g1",
                name=first[-1].text,
                mentions=(Mention(first[-1]),),
                changes=(Change(id="g1-1", change="signed", tellings=(Telling(span=first[-1]),)),),
            ),
        ),
        times=(Time(span=first[-1], type="DATE"),),
        places=(Place(span=told[-1][0], name=told[-1][0].text),),
    )


def rewritten(value: Any, change: Callable[[str], str]) -> Any:
    """A value with every string in it that is someone's text changed, the report's own kept."""
    if isinstance(value, tuple):
        return tuple(rewritten(member, change) for member in value)
    if not dataclasses.is_dataclass(value) or isinstance(value, Span):
        return value
    hints = get_type_hints(type(value))
    fresh = {}
    for one in dataclasses.fields(value):
        name, held = one.name, getattr(value, one.name)
        if name not in _SOUND:
            fresh[name] = _rewritten(held, hints[name], change)
    return dataclasses.replace(value, **fresh)  # type: ignore[type-var]


def _rewritten(held: Any, hint: Any, change: Callable[[str], str]) -> Any:
    if isinstance(held, dict):
        return {name: change(given) for name, given in held.items() if isinstance(given, str)}
    if isinstance(held, str):
        return held if _listed(hint) else change(held)
    if isinstance(held, tuple) and held and isinstance(held[0], str):
        return tuple(change(member) for member in held)
    return rewritten(held, change)


def _listed(hint: Any) -> bool:
    return get_origin(hint) is Literal or any(_listed(one) for one in get_args(hint))


def _hostile() -> Reading:
    """A full reading in which every string that may hold anything holds something hostile."""
    turn = iter(HOSTILE * 200)
    made: Reading = rewritten(_filled(shape("mindanao-truce")), lambda _: next(turn))
    return made


def _filled(reading: Reading) -> Reading:
    """A reading with the strings of a report that gold reports lack."""
    report = dataclasses.replace(
        reading.report,
        url="x",
        part_of="x",
        copy_of="x",
        seen="x",
        modified="x",
        outlet="x",
        authors=("x", "y"),
        complete=False,
    )
    return dataclasses.replace(reading, report=report)


def _crossing() -> Reading:
    """Two hundred facts of which each crosses the next two hundred."""
    text = "word " * 600
    spans = [Span.of(text, 5 * n, 5 * (n + 200)) for n in range(200)]
    told = tuple(
        Encounter(id=f"e{n}", tellings=(Telling(span=span),)) for n, span in enumerate(spans, 1)
    )
    return Reading(report=_report(text), encounters=told)


def _many() -> Reading:
    return about("".join(f"Speaker{n} said that matter {n} was closed.\n" for n in range(100)))


def _nulls() -> Reading:
    """Everything that may be missing is missing."""
    text = "Something was told.\n"
    told = (Telling(span=Span.of(text, 0, 9)),)
    return Reading(
        report=_report(text),
        actors=(Actor(id="a1", name="", kind="person"),),
        statements=(
            Statement(id="s1", mode="direct"),
            Statement(id="s2", mode="indirect", cue=(told[0].span,)),
        ),
        encounters=(Encounter(id="e1"), Encounter(id="e2", modality="planned", tellings=told)),
        agreements=(
            Agreement(id="g1", name=""),
            Agreement(id="g2", name="", changes=(Change(id="g2-1", change="signed"),)),
        ),
        cases=(
            Case(id="c1", person=""),
            Case(id="c2", person="a9", steps=(Step(id="c2-1", step="moved", modality="denied"),)),
        ),
        events=(Event(id="v1", type="CONSULT"),),
        times=(Time(span=told[0].span, type="DATE"),),
        places=(Place(span=told[0].span, name=""),),
    )


def _modal() -> Reading:
    """Every change, step, encounter and event in every modality."""
    text = "Vela and Moren spoke of it all.\n"
    told = (Telling(span=Span.of(text, 0, 30)),)
    modalities = get_args(Modality)
    changes = [(change, m) for change in get_args(ChangeLabel) for m in modalities]
    steps = [(step, m) for step in get_args(StepLabel) for m in modalities]
    meetings = [(form, m) for form in get_args(Format) for m in modalities]
    events = [(kind, m) for kind in get_args(EventType) for m in modalities]
    return Reading(
        report=_report(text, title="Vela and Moren"),
        actors=(
            Actor(id="a1", name="Vela", kind="person"),
            Actor(id="a2", name="Moren", kind="person"),
        ),
        statements=tuple(
            Statement(
                id=f"s{n}", mode="indirect", speaker=("a1",), modality=m, content=(told[0].span,)
            )
            for n, m in enumerate(modalities, 1)
        ),
        encounters=tuple(
            Encounter(id=f"e{n}", format=form, modality=m, participants=("a1", "a2"), tellings=told)
            for n, (form, m) in enumerate(meetings, 1)
        ),
        agreements=(
            Agreement(
                id="g1",
                name="the accord",
                kind="accord",
                changes=tuple(
                    Change(id=f"g1-{n}", change=change, modality=m, by=("a1",), tellings=told)
                    for n, (change, m) in enumerate(changes, 1)
                ),
            ),
        ),
        cases=(
            Case(
                id="c1",
                person="a2",
                steps=tuple(
                    Step(id=f"c1-{n}", step=step, modality=m, by=("a1",), tellings=told)
                    for n, (step, m) in enumerate(steps, 1)
                ),
            ),
        ),
        events=tuple(
            Event(id=f"v{n}", type=kind, modality=m, actor=("a1",), tellings=told)
            for n, (kind, m) in enumerate(events, 1)
        ),
    )


def _report(text: str, title: str | None = None, outlet: str | None = None) -> Report:
    return Report(
        id="r", text_sha256=text_sha256(text), text=text, title=title or None, outlet=outlet
    )


def _lines(text: str) -> list[tuple[int, int]]:
    found, at = [], 0
    for line in text.split("\n"):
        found.append((at, at + len(line)))
        at += len(line) + 1
    return found


def _words(text: str, start: int, end: int) -> list[Span]:
    found, at = [], start
    for word in text[start:end].split(" "):
        if word.strip():
            found.append(Span.of(text, at, at + len(word)))
        at += len(word) + 1
    return found


def _from(text: str, first: Span, last: Span) -> Span:
    return Span.of(text, min(first.start, last.start), max(first.end, last.end))


_MADE: dict[str, Callable[[], Reading]] = {
    "vela": lambda: decode_reading((TESTS / "data" / "vela.reading.json").read_bytes()),
    "empty": lambda: Reading(report=_report("")),
    "nothing found": lambda: Reading(report=_report("Nothing to see.\n", title="Nothing to see.")),
    "crossing": _crossing,
    "many": _many,
    "nulls": _nulls,
    "modal": _modal,
    "hostile fields": _hostile,
    **{name: (lambda text=text: about(text)) for name, text in WORLDS.items()},
}
