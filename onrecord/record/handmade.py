"""A fact by hand made of what a reviewer names: the words in the report, and who is meant.

How words are given stands in ``pointing.py``. Whoever is named is the actor of the reading whom the
words mean, else a new one.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal, get_args

from onrecord.errors import InvalidVerdict
from onrecord.facts import (
    Actor,
    Agreement,
    Case,
    Change,
    DateSlot,
    Encounter,
    Mention,
    PlaceSlot,
    Reading,
    Statement,
    Step,
    Telling,
    validate,
    with_keys,
)
from onrecord.facts.timex import is_date
from onrecord.record.accounts import accounts
from onrecord.record.notes import Facts, about, around, payload
from onrecord.record.pointing import meant, plain, short, stretch
from onrecord.record.verdicts import Verdict
from onrecord.text import Span
from onrecord.vocabulary import (
    Act,
    ActorKind,
    ChangeLabel,
    Format,
    Modality,
    StepLabel,
    Terms,
)

Kind = Literal["statement", "encounter", "change", "step", "link"]
LABELS: dict[str, tuple[str, ...]] = {
    "statement": get_args(Act), "encounter": get_args(Format), "change": get_args(ChangeLabel),
    "step": get_args(StepLabel), "link": (),
}  # fmt: skip
_QUOTES = frozenset("\"“”„«»‘’'")


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What a reviewer tells of a report.

    ``words`` are what was said, or the words that tell the fact; of a link the two mentions.
    ``who`` speaks, meets, signs or holds; ``to`` are those spoken to. ``of`` is the agreement, or
    the person of a case. ``label`` is the act, format, change or step; ``kind_of`` what those are
    whom the reading does not know.
    """

    kind: Kind
    words: tuple[str, ...]
    who: tuple[str, ...] = ()
    to: tuple[str, ...] = ()
    of: str | None = None
    label: str | None = None
    cue: str | None = None
    modality: str = "actual"
    terms: str | None = None
    date: str | None = None
    place: str | None = None
    kind_of: str = "person"


def verdict(reading: Reading, told: Told, *, at: str, by: str, why: str = "") -> Verdict:
    """The verdict by which a reviewer tells it: a note; for two actors of the reading, a merge.

    InvalidVerdict where words do not stand in the report, stand more than once, or make no fact.
    """
    by, why = plain(by) or "unknown", plain(why)
    maker = _Maker(reading, told)
    if told.kind == "link" and (two := maker.linked()):
        return Verdict.given("merge", two, at=at, by=by, why=why)
    facts = maker.facts()
    made = with_keys(Reading(report=reading.report, **_named(facts)))
    if faults := validate(made):
        raise InvalidVerdict(f"This makes no fact: {faults[0]}.", "Give it otherwise.")
    report = reading.report
    held = payload(report.id, report.text_sha256, facts)
    return Verdict.given(
        "note", about(made), at=at, by=by, why=why, within=around(made), correction=held
    )


class _Maker:
    """Makes the facts of one note; actors are numbered as they are met."""

    def __init__(self, reading: Reading, told: Told) -> None:
        self._reading = reading
        self._text = reading.report.text
        self._told = told
        self._actors: dict[str, Actor] = {}

    def facts(self) -> Facts:
        """All that is told."""
        self._refuse()
        made: dict[str, Any] = {
            "statement": self._statement, "encounter": self._encounter, "change": self._change,
            "step": self._step, "link": self._link,
        }[self._told.kind]()  # fmt: skip
        return Facts(actors=tuple(self._actors.values()), **made)

    def linked(self) -> tuple[str, ...]:
        """The keys of two actors of the reading that a link says are one; none where it is not so.

        InvalidVerdict where both are one already.
        """
        if len(self._told.words) != 2:
            raise InvalidVerdict("A link is of two mentions.", "Give the words of both.")
        two = [self._known(words) for words in self._told.words]
        if two[0] is None or two[1] is None:
            return ()
        if two[0].id == two[1].id:
            raise InvalidVerdict("Both mentions are of one already.", "Nothing is to be linked.")
        meant = {one.id for one in two if one}
        return tuple(one.key for one in accounts(self._reading) if one.told.id in meant)

    def _refuse(self) -> None:
        told = self._told
        if not told.words:
            raise InvalidVerdict("No words are given.", "Nothing stands without its words.")
        checks: list[tuple[str, str | None, Collection[str]]] = [
            (told.kind, told.label, LABELS[told.kind]),
            ("modality", told.modality, get_args(Modality)),
            ("terms", told.terms, get_args(Terms)),
            ("kind of actor", told.kind_of, get_args(ActorKind)),
        ]
        for name, value, known in checks:
            if value is not None and value not in known:
                raise InvalidVerdict(
                    f"{short(value)!r} is no {name}.", f"Give one of: {', '.join(known)}."
                )
        if told.date is not None and not is_date(told.date):
            raise InvalidVerdict(
                f"{short(told.date)!r} is no date.", "Give 2023, 2023-03 or 2023-03-02."
            )

    def _statement(self) -> dict[str, Any]:
        told = self._told
        content = self._spans(told.words)
        if not told.who:
            raise InvalidVerdict("Nobody says it.", "Name who speaks.")
        speakers = [self._actor(words) for words in told.who]
        source = [
            self._mention(who, words, content)
            for who, words in zip(speakers, told.who, strict=True)
        ]
        direct = all(_quoted(self._text, one) for one in content)
        one = Statement(
            id="s1",
            speaker=tuple(who.id for who in speakers),
            addressees=tuple(self._actor(words).id for words in told.to),
            mode="direct" if direct else "indirect",
            modality=_as(told.modality),
            terms=_as(told.terms) or _terms(speakers, direct=direct),
            act=_as(told.label) or "say",
            source=tuple(dict.fromkeys(span for span in source if span)),
            cue=() if told.cue is None else (stretch(self._text, told.cue),),
            content=content,
            quoted=content if direct else (),
            date=self._date(),
            place=self._place(),
        )
        return {"statements": (one,)}

    def _encounter(self) -> dict[str, Any]:
        who = tuple(dict.fromkeys(self._actor(words).id for words in self._told.who))
        if len(who) < 2:
            raise InvalidVerdict("Nobody meets alone.", "Name two or more who met.")
        one = Encounter(
            id="e1", participants=who, format=_as(self._told.label) or "meeting",
            date=self._date(), place=self._place(), modality=_as(self._told.modality),
            tellings=self._tellings(),
        )  # fmt: skip
        return {"encounters": (one,)}

    def _change(self) -> dict[str, Any]:
        if self._told.label is None or not self._told.of:
            raise InvalidVerdict(
                "A change is of an agreement.", "Name the agreement, and what changed."
            )
        by = tuple(self._actor(words).id for words in self._told.who)
        change = Change(
            id="g1-1", change=_as(self._told.label), modality=_as(self._told.modality), by=by,
            date=self._date(), tellings=self._tellings(),
        )  # fmt: skip
        return {"agreements": (replace(self._agreement(self._told.of), changes=(change,)),)}

    def _agreement(self, words: str) -> Agreement:
        known = meant(words, self._text, self._reading.agreements)
        if known is None:
            span = stretch(self._text, words)
            return Agreement(id="g1", name=plain(span.text), mentions=(Mention(span),))
        parties = tuple(self._copied(id) for id in known.parties)
        return replace(known, id="g1", parties=parties, changes=())

    def _step(self) -> dict[str, Any]:
        told = self._told
        if told.label is None or not told.of:
            raise InvalidVerdict("A step is of somebody's case.", "Name the person, and the step.")
        person = self._actor(told.of)
        known = self._case(person)
        held_by = self._copied(known.held_by) if known and known.held_by else None
        step = Step(
            id="c1-1", step=_as(told.label), modality=_as(told.modality),
            by=tuple(self._actor(words).id for words in told.who), date=self._date(),
            place=self._place(), tellings=self._tellings(),
        )  # fmt: skip
        one = (
            replace(known, id="c1", person=person.id, held_by=held_by, steps=(step,))
            if known
            else Case(
                id="c1", person=person.id, mentions=(Mention(person.mentions[0].span),),
                steps=(step,),
            )
        )  # fmt: skip
        return {"cases": (one,)}

    def _case(self, person: Actor) -> Case | None:
        local = {made.id: id for id, made in self._actors.items()}.get(person.id)
        found = [one for one in self._reading.cases if one.person == local]
        return found[0] if len(found) == 1 else None

    def _link(self) -> dict[str, Any]:
        two = [self._known(words) for words in self._told.words]
        if two[0] is None and two[1] is None:
            raise InvalidVerdict(
                "Neither mention is of anybody in the reading.", "Tell a fact about one of them."
            )
        known, words = (two[0], self._told.words[1]) if two[0] else (two[1], self._told.words[0])
        assert known is not None
        span = stretch(self._text, words)
        form = "name" if span.text[:1].isupper() else "description"
        mentions = sorted((*known.mentions, Mention(span, _as(form))), key=lambda m: m.span.start)
        self._actors[known.id] = replace(known, id="a1", mentions=tuple(mentions))
        return {}

    def _actor(self, words: str) -> Actor:
        """Whom words mean: an actor of the reading, else a new one."""
        known = self._known(words)
        if known is not None:
            self._copied(known.id)
            return self._actors[known.id]
        span = stretch(self._text, words)
        name = f"@{span.start}"
        if name not in self._actors:
            self._actors[name] = Actor(
                id=f"a{len(self._actors) + 1}", name=plain(span.text),
                kind=_as(self._told.kind_of),
                unnamed=self._told.kind_of == "unnamed_source",
                mentions=(Mention(span, "name"),),
            )  # fmt: skip
        return self._actors[name]

    def _copied(self, id: str) -> str:
        """An actor of the reading, as the note has it."""
        if id not in self._actors:
            known = next(one for one in self._reading.actors if one.id == id)
            self._actors[id] = replace(known, id=f"a{len(self._actors) + 1}")
        return self._actors[id].id

    def _known(self, words: str) -> Actor | None:
        return meant(words, self._text, self._reading.actors)

    def _mention(self, who: Actor, words: str, content: Sequence[Span]) -> Span | None:
        """Where the words name who speaks: at the place given, else nearest to what is said."""
        try:
            return stretch(self._text, words)
        except InvalidVerdict:
            outside = [m.span for m in who.mentions if not any(c.covers(m.span) for c in content)]
            near = content[0].start
            return min(outside, key=lambda s: (abs(s.start - near), s.start), default=None)

    def _spans(self, given: Iterable[str]) -> tuple[Span, ...]:
        found = dict.fromkeys(stretch(self._text, words) for words in given)
        return tuple(sorted(found, key=lambda span: span.start))

    def _tellings(self) -> tuple[Telling, ...]:
        return tuple(Telling(span=span) for span in self._spans(self._told.words))

    def _date(self) -> DateSlot | None:
        return None if self._told.date is None else DateSlot(value=self._told.date)

    def _place(self) -> PlaceSlot | None:
        if self._told.place is None:
            return None
        span = stretch(self._text, self._told.place)
        return PlaceSlot(name=plain(span.text), span=span)


def _quoted(text: str, span: Span) -> bool:
    """Whether a stretch stands between quotation marks, its own or around it."""
    end = span.end + (text[span.end : span.end + 1] in tuple(",.!?…"))
    first = {text[span.start], text[max(0, span.start - 1) : span.start]}
    last = {text[span.end - 1], text[end : end + 1]}
    return bool(first & _QUOTES and last & _QUOTES)


def _terms(speakers: Sequence[Actor], *, direct: bool) -> Any:
    if any(one.kind == "document" for one in speakers):
        return "document"
    if all(one.unnamed for one in speakers):
        return "anonymous"
    return "on_record" if direct else "unspecified"


def _as(value: Any) -> Any:
    """A value that was held against its list before."""
    return value


def _named(facts: Facts) -> dict[str, Any]:
    return {name: getattr(facts, name) for name in Facts.__slots__}
