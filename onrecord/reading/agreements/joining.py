"""Which places speak of the same agreement."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache

from onrecord.reading.agreements.lexicon import in_company, listed, names
from onrecord.reading.agreements.signings import lists
from onrecord.reading.agreements.spoken import Spoken
from onrecord.reading.turning import Ground
from onrecord.vocabulary import AgreementKind

# «agreement», «accord», «pact» may stand for any; a treaty is no ceasefire.
_ANY = frozenset({"agreement", "accord", "pact", "deal", "framework", "truce", "ceasefire"})
_NEAR = 300  # code points within which «the text» is that of the agreement before it
_OFTEN = 2
_BESIDE = 4  # words before a name that may set it beside another agreement
_OPENING = 2  # places in which a report's own ceasefire is still being introduced
_GENERIC: frozenset[AgreementKind] = frozenset({"accord", "deal"})


@dataclass(slots=True)
class Draft:
    """An agreement while it is put together from the places that speak of it."""

    kind: AgreementKind
    places: list[Spoken] = field(default_factory=list)
    words: set[str] = field(default_factory=set)
    name: str | None = None
    known: bool = False
    headline: bool = False  # so far only spoken of in titles
    titled: bool = False  # first spoken of in a title
    numbered: bool = False  # «the first», one of several

    def add(self, place: Spoken, *, titled: bool) -> None:
        """Take in one more place."""
        if place.kind == "ceasefire" and self.kind in _GENERIC and self.headline:
            self.kind = place.kind  # a headline's «deal»
        self.places.append(place)
        self.words |= place.words
        better = self.name is None or (place.known and not self.known)
        if place.name and better and (place.known or not titled):
            self.name, self.known = place.name, place.known
            self.kind = place.kind or self.kind
        self.headline = self.headline and titled


def joined(ground: Ground, spoken: Sequence[Spoken]) -> tuple[list[Draft], list[Draft | None]]:
    """The agreements in the order of the text, and for each place the one that it speaks of."""
    drafts: list[Draft] = []
    of: list[Draft | None] = []
    together = [{p.start for p in many} for _, many in lists(ground, spoken) if len(many) > 1]
    for place in spoken:
        titled = ground.titled(place.start)
        draft = _named(ground, drafts, place) if place.name else _beside(ground, spoken, of, place)
        if draft is None and not place.name and not _elder(ground, drafts, place):
            draft = _meant(drafts, place, titled=titled)
        if draft is not None and place.kind is None and place.fresh and place.anew:
            draft = Draft(draft.kind)  # «a new draft» is another
            drafts.append(draft)
        if draft is not None and _another(draft, place, together):
            draft = None  # «the signing of five documents, including the accord on A, the accord»
        if draft is None and place.kind is not None:
            draft = Draft(place.kind, headline=titled, titled=titled, numbered=place.ordinal)
            drafts.append(draft)
        if draft is not None:
            draft.add(place, titled=titled)
        of.append(draft)
    return drafts, of


def _another(draft: Draft, place: Spoken, together: Sequence[set[int]]) -> bool:
    """Whether a place is named in a list beside one of an agreement, and so another."""
    starts = {p.start for p in draft.places}
    return any(place.start in many and starts & many for many in together)


def _elder(ground: Ground, drafts: Sequence[Draft], place: Spoken) -> bool:
    """«a protocol … would sit under [the old accord]»: one apart from a newer one just told of."""
    own = {word.lower() for word in ground.text[place.start : place.end].split()}
    if not place.definite or place.words or not own & listed("elder"):
        return False
    near = [d for d in drafts if place.start - d.places[-1].end < _NEAR]
    return bool(near) and not any(_called(d, place) or d.headline for d in near)


def _beside(
    ground: Ground, spoken: Sequence[Spoken], of: Sequence[Draft | None], place: Spoken
) -> Draft | None:
    """«New START, the last treaty between them»: what is set beside a name by a comma."""
    if not of:
        return None
    before = spoken[len(of) - 1]
    beside = ground.text[before.end : place.start].strip() == ","
    return of[-1] if beside and place.kind is not None else None


def _fits(draft: Draft, place: Spoken) -> bool:
    kind = place.kind
    if kind is None or draft.kind == kind:
        return True
    if {"other", "joint_statement"} & {kind, draft.kind}:
        return False
    return kind in _GENERIC or draft.kind in _GENERIC


def _named(ground: Ground, drafts: Sequence[Draft], place: Spoken) -> Draft | None:
    for draft in reversed(drafts):
        if draft.name and draft.name == place.name:
            return draft
    only = drafts[0] if len(drafts) == 1 else None
    if only and only.headline and only.name is None and only.kind == place.kind:
        return only
    if place.known or place.name is None:
        return None
    wanted = _key(place.name)
    for draft in reversed(drafts):
        theirs = _key(draft.name) if draft.name else None
        if theirs and _fits(draft, place) and (wanted <= theirs or theirs <= wanted):
            return draft
    # «a fishing pact» in the headline is «the Tarn agreement» of the body.
    if not place.fresh and only and (place.definite or only.titled):
        called = place.head in _ANY or any(p.head == place.head for p in only.places)
        older = _dated(ground, place) and only.places[0].fresh and not only.titled
        called = called and not older and not _set_apart(ground, place)
        return only if only.name is None and called and _alike(only, place) else None
    return _introduced(ground, drafts, place)


def _introduced(ground: Ground, drafts: Sequence[Draft], place: Spoken) -> Draft | None:
    """«signed a protocol on salmon. … The Tana Protocol»: what was told of just before without a
    name, where the name is set in no relation to it («under the Tana Protocol») and has no year."""
    if place.fresh or not place.definite or place.ordinal or place.plural:
        return None
    near = [
        d for d in drafts
        if d.name is None and any(p.fresh for p in d.places) and not d.places[-1].plural
        and d.kind == place.kind and {p.head for p in d.places} == {place.head}
        and place.start - d.places[-1].end < _NEAR
    ]  # fmt: skip
    apart = _set_apart(ground, place) or _dated(ground, place)
    return near[0] if len(near) == 1 and not apart else None


def _set_apart(ground: Ground, place: Spoken) -> bool:
    """«replaces [the Tana Protocol]»: another than the one just told of."""
    line = ground.line(place.start)
    at = line.at(place.start)
    return bool(set(line.forms[max(0, at - _BESIDE) : at]) & listed("related"))


def _dated(ground: Ground, place: Spoken) -> bool:
    """«[the Tana Protocol] of 1999»: an older one."""
    line = ground.line(place.start)
    after = line.at(place.end - 1) + 1
    return line.forms[after : after + 1] == ("of",) or any(c.isdigit() for c in place.name or "")


def _key(name: str) -> frozenset[str]:
    return frozenset(w for w in name.lower().replace("’s", "").split()[:-1] if w not in {"the"})


def _meant(drafts: Sequence[Draft], place: Spoken, *, titled: bool) -> Draft | None:
    if place.plural:
        same = (
            d for d in reversed(drafts) if d.places[-1].plural and d.places[-1].head == place.head
        )
        return next(same, None)
    drafts = [d for d in drafts if not d.places[-1].plural or d.name]
    latest = sorted(drafts, key=lambda d: -d.places[-1].start)
    if place.kind in _GENERIC and not place.fresh and not place.words:
        # «the accord» is rather what the report is about than a truce mentioned once.
        latest.sort(key=lambda d: d.kind != place.kind and len(d.places) < _OFTEN and not d.titled)
    if place.pointing:
        return next((d for d in latest if _fits(d, place)), None)
    if place.head and not place.fresh:
        # «the agreement» is what was called so before, though a memorandum came between.
        latest.sort(key=lambda d: all(p.head != place.head for p in d.places))
    if place.kind is None:
        return _weakly(latest, place)
    if place.words:
        latest.sort(key=lambda d: not place.words & d.words)
    for draft in latest:
        if not _fits(draft, place):
            continue
        opening = draft.titled and len(draft.places) <= _OPENING and draft.kind == place.kind
        if opening and place.kind == "ceasefire":
            return draft
        if place.fresh and draft.titled and _same_again(draft, place):
            return draft
        if place.fresh and not draft.headline:
            # «a ceasefire … a ceasefire»: the same that does not exist yet.
            again = place.words == draft.words and draft.places[-1].fresh and not draft.name
            if again and place.kind == draft.kind and (place.words or place.kind == "ceasefire"):
                return draft
            continue
        if place.words and not _shares(draft, place):
            continue
        if place.head in _apart() and not _called(draft, place):
            continue
        if place.kind in {"treaty", "joint_statement", "other"} and draft.kind != place.kind:
            if draft.known and names()[draft.name or ""].kind != "treaty":
                continue
            if place.kind != "treaty":
                continue
        return draft
    return None


@cache
def _apart() -> frozenset[str]:
    """Heads by which an agreement is called only where it has been called so before."""
    return listed("own") | in_company().keys()


def _weakly(latest: Sequence[Draft], place: Spoken) -> Draft | None:
    """«the text» is that of the agreement just before it, rather no truce, else the main one's."""
    near = [d for d in latest if place.start - d.places[-1].end < _NEAR]
    if place.head in listed("idea"):
        return latest[0] if latest else None
    near.sort(key=lambda d: d.kind == "ceasefire" and not d.titled)
    often = (d for d in latest if len(d.places) > 1)
    return next(iter(near), None) or next(often, None) or next(iter(latest), None)


def _same_again(draft: Draft, place: Spoken) -> bool:
    """«“We have a deal,” he said»: the one that the headline has told of."""
    bare = not place.words and not place.ordinal and not place.anew
    return bare and draft.kind in _GENERIC and place.kind in _GENERIC


def _called(draft: Draft, place: Spoken) -> bool:
    """Whether an agreement has been called so before: a treaty is no «understanding»."""
    named = place.head in (draft.name or "").lower().split()
    return draft.headline or named or any(p.head == place.head for p in draft.places)


def _shares(draft: Draft, place: Spoken) -> bool:
    """Whether the words that tell a place apart are the agreement's, or it has none yet."""
    named = set((draft.name or "").lower().split())
    if place.words <= draft.words | named:
        return True
    if not draft.words and not draft.name:
        return draft.headline or draft.kind == place.kind or _alike(draft, place)
    common = place.words & draft.words
    numbers = {w for w in place.words ^ draft.words if w.isdigit()}
    if common and not numbers and any(p.head == place.head for p in draft.places):
        return True  # «a protocol on the crossing», «the protocol on running the crossing»
    # A headline's «EU pact» is whatever pact the text tells of first.
    return draft.headline and _alike(draft, place)


def _alike(draft: Draft, place: Spoken) -> bool:
    """Whether a bare head may be that of the other: a pact is a treaty, but no truce."""
    return draft.kind == place.kind or {draft.kind, place.kind} <= _GENERIC | {"treaty"}
