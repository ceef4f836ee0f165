"""Holders of the past across reports: an office told by its day is its holder's."""

from onrecord.facts import Actor
from onrecord.record.identity.actors.calling import looked_up, names_of
from onrecord.record.identity.actors.comparing import likeness
from onrecord.record.identity.actors.sketching import Sketch, drawn


def office(holder: str | None, code: str = "SUHH") -> Actor:
    told = {"inferred_holder": holder} if holder else {}
    return Actor(id="a", name="foreign minister", kind="office", office="foreign minister",
                 represents=code, identifiers=told)  # fmt: skip


def person(name: str, year: int = 1987, *, held: str = "foreign minister") -> Sketch:
    actor = Actor(id="a", name=name, kind="person", office=held, represents="SUHH", sector="GOV")
    return drawn(actor, year)


def one(first: Sketch, second: Sketch) -> bool:
    return sum(likeness(first, second).values()) > 0


def test_an_office_inferred_is_the_person_whom_other_reports_name() -> None:
    told = drawn(office("Eduard Shevardnadze"), 1987)
    assert one(told, person("Eduard Shevardnadze"))
    assert one(told, person("Shevardnadze"))
    assert not one(told, person("Andrei Gromyko"))


def test_one_office_of_two_holders_is_two_actors() -> None:
    first, second = (
        drawn(office(name), 1985) for name in ("Andrei Gromyko", "Eduard Shevardnadze")
    )
    assert not one(first, second)


def test_a_holder_of_the_past_is_found_by_his_name() -> None:
    names = names_of(drawn(office("Andrei Gromyko"), 1984))
    assert looked_up("Gromyko") & names
    assert looked_up("Andrei Gromyko") & names
    assert not looked_up("Shevardnadze") & names


def test_a_surname_of_another_year_is_not_his() -> None:
    assert person("Gromyko", 1984).ident
    assert not person("Gromyko", 2020).ident
