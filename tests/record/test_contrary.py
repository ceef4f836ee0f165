"""Law: what is told to be beyond dispute by a look at the packages is disputed by no fold."""

import pytest
import told_at_random
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from testified import event, hexed, says

from onrecord.record import things
from onrecord.record.accounts import Kind
from onrecord.record.folding import fold
from onrecord.store.asking import contrary
from onrecord.store.packing import pack, peek

KINDS: tuple[Kind, ...] = ("statement", "encounter", "event", "agreement", "case")
_some = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


def overlooked(kind: Kind, told: list[things.Testimony]) -> list[str]:
    """Disputes of a fold that a look at the packages says there are none of.

    But for who was there: that is told apart by the profiles of encounters.
    """
    thing = fold(kind, told)
    found = [one.about for one in thing.disputes] if thing else []
    looked = contrary.contrary(kind, [peek(kind, pack(one.told)) for one in told])
    return [] if looked else [one for one in found if one != "participants"]


@_some
@given(st.data(), st.sampled_from(KINDS))
def test_no_dispute_is_overlooked(data: st.DataObject, kind: Kind) -> None:
    assert overlooked(kind, data.draw(told_at_random.testimonies(kind))) == []


def test_planted_a_look_that_passes_over_denials(monkeypatch: pytest.MonkeyPatch) -> None:
    facts = [event("ASSAULT", None, modality=one) for one in ("actual", "denied")]
    told = [
        says(fact, outlet, "10", report=hexed(number))
        for number, (fact, outlet) in enumerate(zip(facts, ("Bay News", "Cape Times"), strict=True))
    ]
    assert overlooked("event", told) == []
    monkeypatch.setattr(contrary, "_DIFFER", {"event": (contrary._dates, contrary._counts)})
    assert overlooked("event", told) == ["denial"]
