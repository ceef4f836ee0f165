"""Holders that were inferred, as a terminal shows them."""

from onrecord.facts import Actor, Reading
from onrecord.report import Report, text_sha256
from onrecord.views.terminal import Look, render

TEXT = "The Soviet foreign minister said no."


def shown(**identifiers: str) -> str:
    actor = Actor(
        id="a1",
        name="foreign minister of Soviet Union",
        kind="office",
        represents="SUHH",
        identifiers=identifiers,
    )
    report = Report(id="r", text_sha256=text_sha256(TEXT), text=TEXT)
    return render(Reading(report=report, actors=(actor,)), Look(width=100))


def test_who_is_inferred_stands_apart_from_what_is_said() -> None:
    said = shown(inferred_holder="Andrei Gromyko", inferred_on="1972-01-01/1972-12-31")
    assert "Inferred, not in the words" in said
    assert (
        "foreign minister of Soviet Union: Andrei Gromyko held it, from 1 January 1972 to"
        " 31 December 1972" in " ".join(said.split())
    )
    on = shown(inferred_holder="Andrei Gromyko", inferred_on="1972-05-26")
    assert "Andrei Gromyko held it on 26 May 1972" in on


def test_where_nobody_is_inferred_nothing_is_said_of_it() -> None:
    assert "Inferred" not in shown()
