"""A claim and its denial: statements that deny what is told of a thing.

A claim stays what its source made it, and its denial is a statement of its own. They meet where it
is plain that the one answers the other: an accusation about a thing and a denial about it by the
accused; a violation and a denial by who is said to have done it; a charge and a denial that speaks
of it, by the person charged or by others than the holder.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import Any

from onrecord.facts import Statement
from onrecord.record.folding.answering import is_bare, said_in
from onrecord.record.folding.differing import side
from onrecord.record.folding.gathering import Gathered, Heard, gather, resolved
from onrecord.record.things import (
    AgreementThing,
    CaseStep,
    CaseThing,
    Dispute,
    LifeChange,
    Side,
    StatementThing,
    Testimony,
    Thing,
)
from onrecord.tables import rows

_WORD = re.compile(r"\w+")
_BARE = 2  # words, at most, of a denial that leaves unsaid what is denied
_CLOSE = 250  # characters, at most, from a claim to a denial that leaves unsaid what it denies


def denials(
    thing: Thing,
    gathered: Gathered,
    about: Sequence[Testimony],
    copies: Iterable[tuple[str, str]],
) -> list[Dispute]:
    """What statements ``about`` a thing, or beside it, deny of it.

    Of a denial what it denies: both sides, whichever of the two the thing is.
    """
    said = gather([one for one in about if isinstance(one.told, Statement)], copies)
    denying = [one for one in said.heard if _of(one).act == "deny"]
    answers = _Answers(gathered, said, denying)
    if isinstance(thing, StatementThing) and thing.act == "deny":
        told = side(gathered, _denial(gathered.heard[0]), range(len(gathered.tellings)))
        return answers.to_claims(told)
    if not denying:
        return []
    match thing:
        case AgreementThing():
            return [*answers.to_deeds(thing.changes), *answers.to_accusations()]
        case CaseThing():
            return [*answers.to_charges(thing, thing.steps), *answers.to_accusations()]
        case StatementThing():
            return answers.told(None, _whole(gathered, thing), answers.to_statement(thing))
    return []


def may_be_denied(told: Any) -> bool:
    """Whether an account of an agreement or a case, packed or not, tells what a denial can answer.

    Where none does, denials count only beside an accusation about the same.
    """
    return any(one.change == "violated" for one in getattr(told, "changes", ())) or any(
        one.charge for one in getattr(told, "steps", ())
    )


class _Answers:
    """The denials among some statements, and whom they are by."""

    def __init__(self, gathered: Gathered, said: Gathered, denying: Sequence[Heard]) -> None:
        self.gathered = gathered
        self.said = said
        self.denying = denying

    def sides(self, ids: Iterable[str]) -> set[str]:
        """For whom some actors of the record act, each also for itself."""
        found = set(ids)
        for known in (self.gathered, self.said):
            found |= {known.side(id) for id in found if id in known.refs}
        return found

    def speakers(self, one: Heard) -> set[str]:
        """Those who say a statement, and for whom they act."""
        return self.sides(resolved(one.testimony, _of(one).speaker))

    def by(self, sides: set[str]) -> list[Heard]:
        """The denials of any of these."""
        return [one for one in self.denying if sides & self.speakers(one)]

    def told(self, of: str | None, claim: Side, found: Sequence[Heard]) -> list[Dispute]:
        """The dispute between a claim and its denials, if there are any."""
        found = [one for one in found if one.key not in claim.tellings]
        if not found:
            return []
        at = sorted(at for one in found for at in one.told)
        denial = side(self.said, _denial(found[0]), at)
        return [Dispute(about="denial", of=of, sides=(claim, denial))]

    def to_statement(self, thing: StatementThing) -> list[Heard]:
        """Denials of a statement: of an accusation only those by the accused."""
        found = [
            one for one in self.denying if any(self.denies(one, own) for own in self.gathered.heard)
        ]
        if thing.act != "accuse":
            return found
        accused = self.sides(thing.targets or thing.addressees) - self.sides(thing.speaker)
        about = set(thing.about)
        return [
            one
            for one in self.by(accused)
            if one in found or about & set(resolved(one.testimony, _of(one).about))
        ]

    def to_claims(self, denial: Side) -> list[Dispute]:
        """What a denial denies, by whoever claims it."""
        claims: dict[frozenset[str], list[Heard]] = {}
        for one in self.said.heard:
            if any(self.denies(own, one) for own in self.gathered.heard):
                claims.setdefault(frozenset(self.speakers(one)), []).append(one)
        return [
            Dispute(
                about="denial",
                of=f"statement-{told[0].key}",
                sides=(
                    side(self.said, _words(told[0]), sorted(at for one in told for at in one.told)),
                    denial,
                ),
            )
            for told in claims.values()
        ]

    def denies(self, denial: Heard, claim: Heard) -> bool:
        """Whether a denial answers a claim in one report: by others, in words, or close by."""
        if _of(claim).act == "deny" or not _beside(denial, claim):
            return False
        speakers = self.speakers(claim)
        if not speakers or speakers & self.speakers(denial):
            return False
        words = _words(denial)
        if not is_bare(words):
            return said_in(words, _words(claim))
        before = [one for one in self._others(denial) if _start(one) < _start(denial)]
        last = max(before, key=_start, default=None)
        near = last is not None and _start(denial) - _end(last) <= _CLOSE
        return near and last is not None and last.key == claim.key

    def _others(self, denial: Heard) -> Iterator[Heard]:
        """What others state in the report of a denial."""
        by = self.speakers(denial)
        for one in (*self.said.heard, *self.gathered.heard):
            if _beside(denial, one) and _of(one).act != "deny" and not by & self.speakers(one):
                yield one

    def to_deeds(self, changes: Iterable[LifeChange]) -> Iterator[Dispute]:
        """Denials of violations."""
        for one in changes:
            if one.change == "violated" and one.modality == "actual" and one.by:
                claim = side(self.gathered, "violated", one.told)
                yield from self.told(one.id, claim, self.by(self.sides(one.by)))

    def to_charges(self, case: CaseThing, steps: Iterable[CaseStep]) -> Iterator[Dispute]:
        """Denials of what somebody is charged with: told once, with the step told first."""
        holder = self.sides((case.held_by,) if case.held_by else ())
        met = set()
        for step in steps:
            charge = (step.charge or "").casefold()
            if not charge or charge in met or step.modality != "actual":
                continue
            met.add(charge)
            found = [
                one
                for one in self.denying
                if not self.speakers(one) & holder
                and _answers(_words(one), charge, own=case.person in self.speakers(one))
            ]
            yield from self.told(step.id, side(self.gathered, charge, step.told), found)

    def to_accusations(self) -> Iterator[Dispute]:
        """Denials by the accused; what one accuser says in the same words is told once."""
        groups: dict[tuple[frozenset[str], str], list[Heard]] = {}
        for one in self.said.heard:
            if _of(one).act == "accuse":
                name = frozenset(self.speakers(one)), _words(one).casefold()
                groups.setdefault(name, []).append(one)
        for told in groups.values():
            first = told[0]
            aimed = _of(first).targets or _of(first).addressees
            accused = self.sides(resolved(first.testimony, aimed)) - self.speakers(first)
            claim = side(self.said, _words(first), sorted(at for one in told for at in one.told))
            yield from self.told(f"statement-{first.key}", claim, self.by(accused))


def _beside(one: Heard, other: Heard) -> bool:
    """Whether two parts stand in one text."""
    return one.testimony.source.version == other.testimony.source.version


def _start(one: Heard) -> int:
    return min(span.start for span in (*_of(one).cue, *_of(one).content))


def _end(one: Heard) -> int:
    return max(span.end for span in (*_of(one).cue, *_of(one).content))


def _of(one: Heard) -> Statement:
    assert isinstance(one.part, Statement)
    return one.part


def _words(one: Heard) -> str:
    return " … ".join(span.text for span in _of(one).content or _of(one).cue)


def _denial(one: Heard) -> str:
    """The words of a denial; of one that does not say what it denies, with its cue."""
    words = _words(one)
    if not is_bare(words):
        return words
    spans = {span.start: span for span in (*_of(one).cue, *_of(one).content)}
    return " ".join(spans[at].text for at in sorted(spans))


def _whole(gathered: Gathered, thing: StatementThing) -> Side:
    words = " … ".join(span.text for span in thing.content or thing.cue)
    return side(gathered, words, range(len(gathered.tellings)))


def _answers(words: str, charge: str, *, own: bool) -> bool:
    """Whether words name a charge or say that they are of one; one's own denial may be bare
    («denied it», «has denied doing so»)."""
    said = [word.casefold() for word in _WORD.findall(words)]
    if own and len(said) <= _BARE:
        return True
    return not (_denied_words() | set(_WORD.findall(charge))).isdisjoint(said)


@cache
def _denied_words() -> frozenset[str]:
    return frozenset(row["word"] for row in rows("denied_words"))
