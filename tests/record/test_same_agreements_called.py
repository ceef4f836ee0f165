"""Agreements that a report does not name: by what they are about, by the state, as a ceasefire."""

from dataclasses import replace
from itertools import combinations

import pytest
from deciding import grouped
from told_tables import agreement

from onrecord.facts import Reading
from onrecord.record.identity.agreements import Agreements, aliases
from onrecord.record.identity.agreements.naming import described
from onrecord.record.identity.agreements.profile import AgreementProfile

ROOM = Agreements()


def told(names: str, day: str = "2026-03-10", **more: str) -> Reading:
    row = {"names": names, "told": day, "kind": "accord", "parties": "", "changes": "", "more": ""}
    return agreement(row | more, f"{names}/{day}/{more}")


def points(one: Reading, other: Reading) -> float:
    (a,), (b,) = ([profile for _, profile in ROOM.profiles(r)] for r in (one, other))
    return sum(ROOM.evidence(a, b).values())


def together(*readings: Reading) -> int:
    """How many things the agreements of some readings are."""
    return len(grouped(ROOM, readings))


TREATY = [
    told("Open Harbours Treaty", kind="treaty", parties=parties, changes=changes)
    for parties in ("NO", "IS", "")
    for changes in ("", "signed:2019", "in_force:2019-06")
]
PACT = told("harbours pact", "2026-06-02", parties="IS", more="said Iceland")
BOTH = told("Open Harbours Treaty|harbours pact", "2026-03-02", parties="NO|IS", kind="treaty")


def test_what_it_is_about_is_known_by_whoever_says_both() -> None:
    """One report has the name and «the harbours pact»: then that is one more way to call it."""
    assert together(*TREATY, PACT) == 2
    assert together(*TREATY, PACT, BOTH) == 1


def test_not_between_others() -> None:
    other = told("harbours pact", "2026-06-02", parties="PE|CO", more="said Peru")
    assert together(*TREATY, other, BOTH) == 2


def test_a_room_that_does_not_read_again_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    def planted(one: AgreementProfile, *_: object) -> AgreementProfile:
        return one

    monkeypatch.setattr(aliases, "_told", planted)
    assert together(*TREATY, PACT, BOTH) > 1


def test_a_ceasefire_that_a_report_of_one_side_tells() -> None:
    both = told("ceasefire", kind="ceasefire", parties="NO|IS", changes="agreed:2026-03-09")
    home = told("the ceasefire", kind="ceasefire", more="the Icelandic mayor said in Iceland")
    assert points(both, home) > 0
    weeks_on = told("ceasefire", "2026-06-10", kind="ceasefire", more="said Iceland")
    assert points(both, weeks_on) < 0


def test_one_state_may_have_a_ceasefire_with_each_of_two() -> None:
    """Struck on one day with two neighbours; and no report of one side is a bridge to both."""
    truces = [
        told("ceasefire", kind="ceasefire", parties=parties, changes="agreed:2026-03-09")
        for parties in ("NO|IS", "NO|SE")
    ]
    bridge = told("the ceasefire", kind="ceasefire", more="the mayor said in Norway")
    assert points(*truces) < 0
    found = grouped(ROOM, [*truces, bridge])
    keys = [key for one in truces for key, _ in ROOM.profiles(one)]
    assert not any(set(keys) <= set(thing) for thing in found)


def test_a_protocol_on_fisheries_is_called_so() -> None:
    """A sort that few agreements are of, and about all that the one says it is about."""
    named = told("protocol on fishing near anchorages", parties="NO|IS")
    again = told("protocol on fishing", "2026-03-17", parties="IS")
    plain = told("pact on fishing", "2026-03-17", parties="IS")
    assert points(named, again) > max(0.0, points(named, plain))
    others = [again, told("protocol on anchorages of tankers", "2026-03-17", parties="IS")]
    assert all(points(*pair) < 0 for pair in combinations(others, 2))


def test_two_publish_no_two_joint_statements_in_a_week() -> None:
    row = {"kind": "joint_statement", "changes": "agreed:2026-03-09"}
    one = told("joint statement", parties="NO|IS", **row)
    assert points(one, told("joint statement", "2026-03-11", parties="IS|NO", **row)) > 0
    assert points(one, told("joint statement", "2026-03-11", parties="IS|SE", **row)) < 0
    later = told("joint statement", "2026-04-20", parties="NO|IS", kind="joint_statement",
                 changes="agreed:2026-04-19")  # fmt: skip
    assert points(one, later) < 0


@pytest.mark.parametrize(
    ("names", "asked", "found"),
    [
        ("protocol on fisheries", "fisheries protocol", True),
        ("maritime protocol on fisheries", "the fishing protocol", True),
        ("Loja protocol on fisheries", "fisheries protocol", True),
        ("protocol on fisheries", "fisheries", False),  # no agreement: what it is about
        ("protocol on fisheries", "fisheries annex", False),
        ("protocol on fisheries", "investment protocol", False),
        ("protocol on fisheries", "protocol", False),
        ("monitoring annex", "monitoring annex to the Tarn ceasefire", True),
    ],
)
def test_an_agreement_is_asked_for_by_what_it_is_about(names: str, asked: str, found: bool) -> None:
    (profile,) = (one for _, one in ROOM.profiles(told(names)))
    assert (described(asked) in ROOM.called(profile)) is found


def test_a_ceasefire_is_asked_for_by_the_place_where_it_was_struck() -> None:
    reading = told("ceasefire", kind="ceasefire", changes="agreed:2026-03-09")
    (profile,) = (one for _, one in ROOM.profiles(reading))
    struck = ROOM.called(replace(profile, places=("tarn",)))
    assert {"tarn ceasefire", "tarn truce"} <= struck
    assert "tarn accord" not in struck | ROOM.called(profile)
