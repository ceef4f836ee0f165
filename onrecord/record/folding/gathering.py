"""What all accounts of one thing tell, laid side by side in an order that no arrival changes.

Accounts stand by (counted, key). Each gives parts (the fact itself; of an agreement or a case its
changes or steps), each part its tellings. ``told`` numbers count into ``tellings``.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, get_args

import msgspec

from onrecord.facts import (
    Actor,
    Agreement,
    Case,
    Change,
    Encounter,
    Event,
    Statement,
    Step,
    Telling,
    Voucher,
)
from onrecord.record.accounts import Kind
from onrecord.record.notes import Hand
from onrecord.record.things import Indices, Ref, Testimony, ThingTelling, Vouched
from onrecord.record.verdicts import Verdict
from onrecord.record.weighing import Stand, Weight, independent, stand, texts, weigh

Part = Actor | Statement | Encounter | Agreement | Case | Event | Change | Step

_KINDS: tuple[str, ...] = get_args(Kind)

# What a telling says of the thing, by the fields of the fact that it belongs to.
IDS = {
    "speaker", "addressees", "targets", "participants", "by", "about", "stated_in", "parties",
    "actor", "recipient", "person", "held_by", "of",
}  # fmt: skip
_SLOTS: dict[type, tuple[str, ...]] = {
    Actor: ("name", "kind", "office", "represents", "sector", "identifiers"),
    Statement: (
        "speaker", "addressees", "targets", "mode", "terms", "act", "source", "cue", "content",
        "quoted", "about", "occasion", "date", "place",
    ),
    Encounter: ("participants", "format", "date", "place", "duration", "occasion"),
    Agreement: ("name", "kind", "parties", "identifiers"),
    Case: ("person", "held_by", "designation"),
    Change: ("change", "by", "date", "term", "stated_in"),
    Step: ("step", "by", "date", "place", "charge", "term", "stated_in"),
    Event: ("of", "type", "mode", "contexts", "actor", "recipient", "date", "place", "counts"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Heard:
    """One part of one account, with the numbers of its tellings."""

    testimony: Testimony
    part: Part
    key: str
    told: Indices

    def of_slot(self, slot: Any) -> Indices:
        """The tellings that a slot of this part rests on: all of them where it says nothing."""
        given = getattr(slot, "told", None)
        if not given:
            return self.told
        return tuple(self.told[at] for at in given if at < len(self.told)) or self.told

    def ref(self, id: str) -> Ref | None:
        """Who or what an id of this account is in the record; None where it is not known."""
        return resolve(self.testimony, id)


@dataclass(slots=True)
class Gathered:
    """All that is told of one thing."""

    heard: list[Heard] = field(default_factory=list)
    tellings: list[ThingTelling] = field(default_factory=list)
    stands: list[Stand] = field(default_factory=list)
    earlier: list[ThingTelling] = field(default_factory=list)
    verdicts: tuple[Verdict, ...] = ()
    refs: dict[str, Ref] = field(default_factory=dict)

    @property
    def first(self) -> Testimony:
        """The account that counts first."""
        given = (one.testimony for one in self.heard)
        return min(given, key=lambda one: (one.source.counted, one.key))

    def accounts(self) -> Iterator[tuple[Testimony, Indices]]:
        """Each account with all of its tellings."""
        told: dict[int, list[int]] = {}
        for one in self.heard:
            told.setdefault(id(one.testimony), []).extend(one.told)
        met = set()
        for one in self.heard:
            if id(one.testimony) not in met:
                met.add(id(one.testimony))
                yield one.testimony, tuple(told[id(one.testimony)])

    def weigh(self, told: Iterable[int]) -> Weight:
        """The weight of some of the tellings."""
        return weigh([self.stands[at] for at in told])

    def outlets(self, told: Sequence[int]) -> int:
        """How many independent outlets some of the tellings have."""
        stands = [self.stands[at] for at in told if not self.stands[at].retracted]
        if len(stands) < 2:
            return len(stands)
        return independent({(one.text, one.outlet) for one in stands})

    def keys(self, told: Iterable[int]) -> tuple[str, ...]:
        """The keys of the facts that some tellings belong to, each once."""
        return tuple(dict.fromkeys(self.tellings[at].key for at in told))

    def side(self, id: str) -> str:
        """For whom someone acts: the state's code, else their own id."""
        ref = self.refs.get(id)
        return ref.represents or id if ref is not None else id


def ordered(testimonies: Iterable[Testimony]) -> list[Testimony]:
    """Testimonies by (counted, key), each account of a version once.

    What was read and is told by hand too, with the same key, stands as it was read; it says both.
    """
    met: dict[tuple[str, ...], Testimony] = {}
    hands: dict[tuple[str, ...], dict[str, Hand]] = {}
    for one in testimonies:
        name = (one.source.counted, one.key, one.source.report, one.source.version, *_parted(one))
        hands.setdefault(name, {}).update({hand.verdict: hand for hand in one.source.hands})
        if name not in met or _before(one) < _before(met[name]):
            met[name] = one
    return [_handed(met[name], hands[name]) for name in sorted(met)]


def _parted(one: Testimony) -> tuple[str, ...]:
    """What keeps apart accounts with one key: by hand a life is told one turn at a time."""
    lives = isinstance(one.told, Agreement | Case)
    return tuple(hand.verdict for hand in one.source.hands) if lives else ()


def _before(one: Testimony) -> tuple[bool, bytes]:
    return bool(one.source.hands), _content(one)


def _handed(one: Testimony, hands: Mapping[str, Hand]) -> Testimony:
    """The account with all who told it by hand; not with those who only told of an actor in it."""
    read = not one.source.hands
    told = sorted(hands.values(), key=lambda hand: (hand.at, hand.verdict))
    if read and isinstance(one.told, Actor):
        told = [hand for hand in told if one.key in hand.of]
    if not told:
        return one
    every = tuple(replace(hand, read=read) for hand in told)
    return replace(one, source=replace(one.source, hands=every))


def gather(
    testimonies: Sequence[Testimony],
    copies: Iterable[tuple[str, str]],
    replaced: Sequence[Testimony] = (),
    verdicts: tuple[Verdict, ...] = (),
) -> Gathered:
    """What these testimonies tell, in the order given; ``replaced`` are those that speak no more,
    ``verdicts`` those about either."""
    gathered = Gathered(verdicts=verdicts)
    groups = texts((one.source for one in testimonies), copies)
    testimonies = _with_originals(testimonies, groups)
    for one in (*testimonies, *replaced):
        for ref in one.refs.values():
            there = gathered.refs.get(ref.id)
            if there is None or (there.represents is None and ref.represents is not None):
                gathered.refs[ref.id] = ref
    for one in testimonies:
        for at, part in enumerate(parts(one)):
            start = len(gathered.tellings)
            for number, telling in enumerate(tellings(part)):
                chain = tuple(_vouched(one, link) for link in telling.vouched_by)
                shown = _telling(one, part, telling, number, chain, whole=at == 0)
                gathered.tellings.append(shown)
                own = part.terms if isinstance(part, Statement) else None
                weighed = stand(one.source, groups[one.source.report], chain, gathered.refs, own)
                gathered.stands.append(weighed)
            told = tuple(range(start, len(gathered.tellings)))
            if not told:
                continue  # nothing without its words
            gathered.heard.append(Heard(one, part, getattr(part, "key", "") or one.key, told))
    gathered.earlier = [telling for one in replaced for telling in _earlier(one)]
    return gathered


def _with_originals(
    testimonies: Sequence[Testimony], groups: Mapping[str, str]
) -> Sequence[Testimony]:
    """The same, with what each report is a copy of: of near copies the one counted first."""
    if len(set(groups.values())) == len(groups):
        return testimonies
    first: dict[str, tuple[str, str]] = {}
    for one in testimonies:
        name, source = groups[one.source.report], (one.source.counted, one.source.report)
        first[name] = min(first.get(name, source), source)
    found = []
    for one in testimonies:
        report = first[groups[one.source.report]][1]
        if one.source.copy_of is None and report != one.source.report:
            one = replace(one, source=replace(one.source, copy_of=report))
        found.append(one)
    return found


def parts(one: Testimony) -> tuple[Part, ...]:
    """The facts of an account that are told one by one; a bare mention is its own fact."""
    match one.told:
        case Agreement():
            return one.told.changes or (one.told,)
        case Case():
            return one.told.steps or (one.told,)
    return (one.told,)


def tellings(part: Part) -> tuple[Telling, ...]:
    """The places that tell a fact; of what has no tellings the words that show it best."""
    match part:
        case Statement():
            spans = part.content or part.cue or part.quoted or part.source
            return tuple(
                Telling(span=span, vouched_by=part.vouched_by, confidence=part.confidence)
                for span in spans[:1]
            )
        case Actor() | Agreement() | Case():
            named = [m.span for m in part.mentions if m.form in (None, "name")]
            spans = tuple(named) or tuple(m.span for m in part.mentions)
            return tuple(Telling(span=span) for span in spans[:1])
    return part.tellings


def resolve(one: Testimony, id: str) -> Ref | None:
    """What an id of a testimony is in the record.

    A change or a step is found with its agreement or case. A reviewer's correction gives ids of
    the record themselves. None for what has no place in the record (its account was rejected):
    nothing is told of it.
    """
    ref = one.refs.get(id)
    if ref is not None or "-" not in id:
        return ref
    of, _, _ = id.partition("-")
    return Ref(id=id, name=id) if of in _KINDS else one.refs.get(of)


def resolved(one: Testimony, ids: Iterable[str]) -> tuple[str, ...]:
    """The ids in the record of some ids of a testimony, each once, in their order."""
    found: dict[str, None] = {}
    for id in ids:
        ref = one.refs.get(id) or resolve(one, id)
        if ref is not None:
            found[ref.id] = None
    return tuple(found)


def _earlier(one: Testimony) -> Iterator[ThingTelling]:
    """The tellings of an account that speaks no more."""
    for at, part in enumerate(parts(one)):
        for number, telling in enumerate(tellings(part)):
            chain = tuple(_vouched(one, link) for link in telling.vouched_by)
            yield _telling(one, part, telling, number, chain, whole=at == 0)


def _telling(
    one: Testimony,
    part: Part,
    telling: Telling,
    number: int,
    chain: tuple[Vouched, ...],
    *,
    whole: bool,
) -> ThingTelling:
    """A telling as it is shown; the first of an account's says what the account says as a whole."""
    said = slots(one, part, number)
    if whole and number == 0 and part is not one.told:
        said = {**slots(one, one.told, 0), **said}
    source = one.source
    return ThingTelling(
        report=source.report,
        source=source.source,
        url=source.url,
        outlet=source.outlet,
        published=source.published,
        seen=source.seen,
        copy_of=source.copy_of,
        retracted=source.retracted,
        key=getattr(part, "key", "") or one.key,
        counted=source.counted,
        span=telling.span,
        modality=getattr(part, "modality", "actual"),
        slots=said,
        vouched_by=chain,
        confidence=telling.confidence,
        by_hand=source.hands,
    )


def slots(one: Testimony, part: Part, number: int) -> dict[str, Any]:
    """What the telling of that number says, by field, in plain values with ids of the record."""
    said: dict[str, Any] = {}
    for name in _SLOTS[type(part)]:
        value = getattr(part, name)
        if not value:
            continue
        told = getattr(value, "told", ())
        if told and number not in told:
            continue
        if name in IDS:
            ids = resolved(one, (value,) if isinstance(value, str) else value)
            if ids:
                said[name] = ids[0] if isinstance(value, str) else list(ids)
        elif isinstance(value, str):
            said[name] = value
        else:
            said[name] = _plain(value)
    return said


def _plain(value: Any) -> Any:
    plain = msgspec.to_builtins(value)
    if isinstance(plain, dict):
        plain.pop("told", None)
        return {key: plain[key] for key in plain if plain[key] is not None}
    return list(plain) if isinstance(plain, tuple) else plain


def _vouched(one: Testimony, link: Voucher) -> Vouched:
    ref = resolve(one, link.actor)
    return Vouched(
        actor=ref.id if ref is not None else "",
        terms=link.terms,
        occasion=link.occasion,
        span=link.span,
    )


def _content(one: Testimony) -> bytes:
    return msgspec.json.encode((one.source, one.told, dict(sorted(one.refs.items()))))
