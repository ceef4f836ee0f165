"""Meetings: the numbers are those of the encounters that the links lead to."""

from pathlib import Path

import onrecord
from tests.desk.desk_visits import Visitor


def test_a_pair_s_number_is_that_of_its_encounters(visitor: Visitor) -> None:
    page = visitor("/met")
    arcs = page.tree.xpath("//*[contains(@class, 'network')]//a[*[local-name()='path']]/@href")
    rows = page.tree.xpath("//section[h2/@id='pairs']//tbody/tr")
    assert len(arcs) > 5
    times = [int(row[2].text_content()) for row in rows]
    for href in arcs[:5]:
        assert len(visitor(href + "&limit=100").ids()) in times
    most = max(len(visitor(href + "&limit=100").ids()) for href in arcs)
    assert most == max(times)


def test_states_stand_for_their_people(visitor: Visitor) -> None:
    said = visitor("/met?states=yes").said("//section[h2/@id='pairs']//table")
    assert "Kazakhstan" in said
    assert "Nasibli" not in said


def test_only_what_happened_is_added_up(visitor: Visitor, demo: Path) -> None:
    with onrecord.open(demo) as record:
        happened = len(record.encounters(modality="actual"))
        planned = len(record.encounters(modality="planned"))
    assert f"{happened} encounters" in visitor("/met").said()
    assert f"{planned} encounters" in visitor("/met?modality=planned").said()


def test_places_are_told_with_their_numbers(visitor: Visitor, demo: Path) -> None:
    with onrecord.open(demo) as record:
        wanted = {
            one.place.name
            for one in record.encounters(modality="actual")
            if one.place and one.place.lat is not None  # type: ignore[attr-defined]
        }
    page = visitor("/met")
    tables = page.tree.xpath("//section[h2/@id='places']//tbody/tr/th")
    assert {one.text_content() for one in tables} == wanted


def test_nobody_met(visitor: Visitor) -> None:
    said = visitor("/met?since=1900&until=1901").said("//main")
    assert "Nobody is told to have met anybody." in said
    assert "Of no encounter a place is known." in said
