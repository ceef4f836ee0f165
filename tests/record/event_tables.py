"""Events as tables of facts, made into readings: no text is read."""

from encounter_tables import actor, cast, place

from onrecord.facts import (
    Agreement,
    Change,
    Count,
    DateSlot,
    Event,
    Reading,
    Statement,
    Telling,
    with_keys,
)
from onrecord.report import Published, Report, report_id, text_sha256
from onrecord.text import Span

Row = dict[str, str]


def event_reading(name: str, rows: list[Row]) -> Reading:
    """A reading that tells the rows' events, each in a paragraph; ``of`` says what each codes."""
    text = "\n\n".join(row["sentence"] for row in rows)
    codes = list(dict.fromkeys(c for row in rows for c in (row["actor"], row["recipient"]) if c))
    ids = {code: f"a{number}" for number, code in enumerate(codes, start=1)}
    url = f"https://example.org/{name}"
    report = Report(
        id=report_id(text, url=url),
        text_sha256=text_sha256(text),
        url=url,
        published=Published(rows[0]["published"] or None, "given"),
        text=text,
    )
    events, statements, agreements, at = [], [], [], 0
    for number, row in enumerate(rows, start=1):
        start = at + max(0, row["sentence"].find(row["tells"]))
        told = (Telling(span=Span.of(text, start, min(start + len(row["tells"]), len(text)))),)
        date = DateSlot(value=row["date"], basis="words") if row["date"] else None
        by = (ids[row["actor"]],) if row["actor"] else ()
        coded = {"statement": f"s{number}", "agreement": f"g{number}-1"}.get(row["of"])
        if row["of"] == "statement":
            made = Statement(
                id=coded, speaker=by, mode="indirect", act="accuse", cue=(told[0].span,)
            )
            statements.append(made)
        elif row["of"] == "agreement":
            change = Change(id=coded, change=row.get("change", "signed"), by=by, tellings=told)
            called = row.get("name", "Loja accord")
            agreements.append(Agreement(id=f"g{number}", name=called, changes=(change,)))
        events.append(
            Event(
                id=f"v{number}",
                of=coded,
                type=row["type"],
                actor=by,
                recipient=(ids[row["recipient"]],) if row["recipient"] else (),
                date=date,
                place=place(row["place"]),
                counts=tuple(_counts(row["counts"])),
                tellings=told,
            )
        )
        at += len(row["sentence"]) + 2
    made = Reading(
        report=report,
        actors=tuple(actor(ids[code], cast()[code]) for code in codes),
        statements=tuple(statements),
        agreements=tuple(agreements),
        events=tuple(events),
    )
    return with_keys(made)


def _counts(cell: str) -> list[Count]:
    pairs = [part.split(":") for part in cell.split("|") if part]
    return [Count(of=of, value=int(value)) for of, value in pairs]
