"""Laws of folding, each shown to fail on a planted fault.

A law takes the fold to be judged and one tale; it raises AssertionError where it does not hold.
"""

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, find, given, settings
from hypothesis import strategies as st
from hypothesis.errors import NoSuchExample
from told_at_random import tales

from onrecord.facts.walk import nodes
from onrecord.record import codec, status, things
from onrecord.record.folding import fold, gathering
from onrecord.record.things import (
    AgreementThing,
    CaseThing,
    EncounterThing,
    EventThing,
    Thing,
)
from onrecord.text import Span

Tale = tuple[str, list[things.Testimony], frozenset[tuple[str, str]]]
Fold = Callable[..., Thing | None]

often = settings(deadline=None, max_examples=60, suppress_health_check=list(HealthCheck))
sought = settings(often, max_examples=2000, database=None, phases=(Phase.generate,))


def bytes_of(thing: Thing | None) -> bytes:
    return b"" if thing is None else codec.encode(thing)


def any_order_gives_the_same_bytes(of: Fold, tale: Tale) -> None:
    kind, told, copies = tale
    first = bytes_of(of(kind, told, copies=copies))
    assert bytes_of(of(kind, told[::-1], copies=copies)) == first
    turned = sorted(told, key=lambda one: (one.source.outlet or "", one.key[::-1]))
    flipped = [(other, one) for one, other in sorted(copies)][::-1]
    assert bytes_of(of(kind, turned, copies=flipped)) == first


def told_twice_is_told_once(of: Fold, tale: Tale) -> None:
    kind, told, copies = tale
    twice = [*told, *told[: len(told) // 2 + 1]]
    assert bytes_of(of(kind, twice, copies=[*copies, *copies])) == bytes_of(
        of(kind, told, copies=copies)
    )


def spans_are_the_reports_own(of: Fold, tale: Tale) -> None:
    kind, told, copies = tale
    thing = of(kind, told, copies=copies)
    own = {span for one in told for _, span in nodes(one.told) if isinstance(span, Span)}
    assert {span for _, span in nodes(thing) if isinstance(span, Span)} <= own


def only_what_is_actual_makes_a_status(of: Fold, tale: Tale) -> None:
    kind, told, copies = tale
    thing = of(kind, told, copies=copies)
    if isinstance(thing, AgreementThing | CaseThing):
        on = thing.status.told if thing.status else ()
        assert all(thing.tellings[at].modality == "actual" for at in on)
        now = status.standing_at(thing)
        assert all(one.modality == "actual" for one in (*now.stands_on, *now.before))
        assert (thing.status is None) == (not now.stands_on)


def what_is_told_as_actual_alone_is_actual(of: Fold, tale: Tale) -> None:
    kind, told, copies = tale
    thing = of(kind, told, copies=copies)
    if isinstance(thing, EncounterThing | EventThing):
        speaking = {getattr(one.told, "modality", "") for one in told if one.source.speaks}
        assert thing.modality in speaking


def numbers_count_into_the_tellings(of: Fold, tale: Tale) -> None:
    kind, told, copies = tale
    thing = of(kind, told, copies=copies)
    if thing is None:
        return
    for _, node in nodes(thing):
        for at in getattr(node, "told", ()):
            assert isinstance(node, Thing) or 0 <= at < len(thing.tellings)
    keys = {one.key for one in thing.tellings}
    for dispute in thing.disputes:
        assert len(dispute.sides) > 1
        for side in dispute.sides:
            assert side.tellings
            assert set(side.tellings) <= keys


def only_what_speaks_is_told(of: Fold, tale: Tale) -> None:
    kind, told, copies = tale
    thing = of(kind, told, copies=copies)
    speaking = [one for one in told if one.source.speaks]
    assert (thing is None) == (not speaking)
    if thing is not None:
        assert {one.report for one in thing.tellings} == {o.source.report for o in speaking}
        assert thing.reports == len({one.source.report for one in speaking})


def more_copies_are_no_more_sources(of: Fold, tale: Tale) -> None:
    kind, told, copies = tale
    thing = of(kind, told, copies=copies)
    if thing is None:
        return
    reports = sorted({one.report for one in thing.tellings})
    one = of(kind, told, copies=[*copies, *((reports[0], other) for other in reports)])
    assert one is not None
    assert one.outlets == 1
    assert 1 <= thing.outlets <= len({o.outlet for o in thing.tellings})


LAWS = {law.__name__: law for law in (
    any_order_gives_the_same_bytes, told_twice_is_told_once, spans_are_the_reports_own,
    only_what_is_actual_makes_a_status, what_is_told_as_actual_alone_is_actual,
    numbers_count_into_the_tellings, only_what_speaks_is_told, more_copies_are_no_more_sources,
)}  # fmt: skip


@pytest.mark.parametrize("law", LAWS.values(), ids=LAWS)
@given(tale=tales())
@often
def test_law(law: Callable[[Fold, Tale], None], tale: Tale) -> None:
    law(fold, tale)


# Faults: folds that are wrong in one thing each, with the law that must notice.


def first_come(kind: str, told: Iterable[things.Testimony], **more: Any) -> Thing | None:
    """Accounts stand as they arrive."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("onrecord.record.folding.ordered", list)
        return fold(kind, told, **more)


def every_time(kind: str, told: Iterable[things.Testimony], **more: Any) -> Thing | None:
    """An account counts as often as it is added."""
    with pytest.MonkeyPatch.context() as patch:
        keep = gathering.ordered
        patch.setattr(
            "onrecord.record.folding.ordered",
            lambda given: sorted(given, key=lambda one: (one.source.counted, one.key))
            if given is told else keep(given),
        )  # fmt: skip
        return fold(kind, told, **more)


def words_trimmed(kind: str, told: Iterable[things.Testimony], **more: Any) -> Thing | None:
    """The words of tellings lose their first letter."""
    thing = fold(kind, told, **more)
    if thing is None:
        return None
    cut = tuple(
        replace(one, span=Span(one.span.start + 1, one.span.end, one.span.text[1:]))
        for one in thing.tellings
        if one.span is not None
    )
    return replace(thing, tellings=cut)


def plans_count(kind: str, told: Iterable[things.Testimony], **more: Any) -> Thing | None:
    """A planned change counts as one that happened."""
    thing = fold(kind, told, **more)
    if isinstance(thing, AgreementThing):
        turns = [replace(one, modality="actual") for one in thing.changes]
        return replace(thing, status=status.standing(turns).status)
    return thing


def always_held(kind: str, told: Iterable[things.Testimony], **more: Any) -> Thing | None:
    """Whatever was planned took place."""
    thing = fold(kind, told, **more)
    return replace(thing, modality="actual") if isinstance(thing, EncounterThing) else thing


def shifted(kind: str, told: Iterable[things.Testimony], **more: Any) -> Thing | None:
    """A date rests on a telling that is not there."""
    thing = fold(kind, told, **more)
    if isinstance(thing, EncounterThing) and thing.date is not None:
        return replace(thing, date=replace(thing.date, told=(len(thing.tellings),)))
    return thing


def nothing_is_replaced(kind: str, told: Iterable[things.Testimony], **more: Any) -> Thing | None:
    """Older versions of a report go on speaking."""
    everything = [replace(one, source=replace(one.source, speaks=True)) for one in told]
    return fold(kind, everything, **more)


def copies_count(kind: str, told: Iterable[things.Testimony], **more: Any) -> Thing | None:
    """Near copies count as sources of their own."""
    return fold(kind, told, **{**more, "copies": ()})


FAULTS = {
    first_come: any_order_gives_the_same_bytes,
    every_time: told_twice_is_told_once,
    words_trimmed: spans_are_the_reports_own,
    plans_count: only_what_is_actual_makes_a_status,
    always_held: what_is_told_as_actual_alone_is_actual,
    shifted: numbers_count_into_the_tellings,
    nothing_is_replaced: only_what_speaks_is_told,
    copies_count: more_copies_are_no_more_sources,
}


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.__name__)
def test_a_planted_fault_breaks_its_law(fault: Fold) -> None:
    def broken(tale: Tale) -> bool:
        try:
            FAULTS[fault](fault, tale)
        except AssertionError:
            return True
        return False

    try:
        find(tales(), broken, settings=sought)
    except NoSuchExample:
        pytest.fail(f"{FAULTS[fault].__name__} never noticed: {fault.__doc__}")


def test_every_law_has_its_fault() -> None:
    assert set(FAULTS.values()) == set(LAWS.values())


@given(tale=tales())
@often
def test_json_gives_back_the_same_thing(tale: Tale) -> None:
    kind, told, copies = tale
    thing = fold(kind, told, copies=copies)
    if thing is not None:
        raw = codec.encode(thing)
        assert codec.decode_thing(raw) == thing
        assert codec.encode(codec.decode_thing(raw)) == raw


@given(tale=tales(), data=st.data())
@often
def test_a_part_of_the_tellings_is_never_better_founded(tale: Tale, data: st.DataObject) -> None:
    kind, told, _ = tale
    told = [one for one in told if one.source.speaks]
    whole = fold(kind, told)
    if whole is None:
        return
    part = fold(kind, data.draw(st.lists(st.sampled_from(told), min_size=1)))
    assert part is not None
    assert part.outlets <= whole.outlets
    assert part.reports <= whole.reports
    assert set(part.terms) <= set(whole.terms)
