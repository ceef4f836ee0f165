"""Drafts become statements: who speaks to whom, how, when, on what terms, on whose word."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from onrecord.facts import Actor, Statement, Voucher
from onrecord.reading.quotes import Quotation
from onrecord.reading.scene import Cast, Scene
from onrecord.reading.statements.acts import act_of, act_of_turn, as_spoken
from onrecord.reading.statements.audience import AIMED, Audience, audience
from onrecord.reading.statements.circumstances import mode_of, sentence_words, terms_of
from onrecord.reading.statements.dates import Days
from onrecord.reading.statements.drafts import Draft
from onrecord.reading.statements.holding import Holding
from onrecord.reading.statements.interlocutors import Interlocutors
from onrecord.reading.statements.nested import own_speech
from onrecord.reading.statements.occasions import Occasion, occasion_of
from onrecord.reading.times import TimeMention
from onrecord.text import Span
from onrecord.vocabulary import Act, Modality, Mode, Terms

_PLANNED = re.compile(
    r"\b(?:will|(?:is|are|was|were) expected to|(?:is|are) set to|is due to|plans? to|"
    r"is likely to|intends to)(?:[\s\u00a0]\w+ly)?[\s\u00a0]*$"
)
_OF_THE_DAY = re.compile(r"\b(?:statement|communiqu[eé]|declaration|release|readout)\b", re.I)
_REPORTERS = frozenset({"q", "question", "reporter", "journalist", "moderator", "press"})
_REPLIES = frozenset(
    {"reply", "respond", "answer", "retort", "shoot back", "fire back", "hit back", "counter"}
)
_TELLING = frozenset({"say", "inform", "announce", "state", "declare"})
_RETORTS = frozenset({"retort", "shoot back", "fire back", "hit back", "counter"})
_PUT_FORWARD = re.compile(
    r"^(?:(?:the|this|that|any|such|an?|those|these|both|\w+[’']s)[\s\u00a0]+)"
    r"(?:\w+[\s\u00a0]+)?(?:idea|proposal|request|offer|demand|call|charge|accusation|allegation|"
    r"suggestion|plan|appeal)s?\b"
)
_PUTTING_FORWARD = frozenset({"propose", "ask", "demand", "offer", "want", "accuse", "urge"})
_SITTING = re.compile(  # where one speaks after the other
    r"\b(?:hearing|panel|(?:sub)?committee|council|debate|senate|chamber|question time)\b",
    re.IGNORECASE,
)
_SEATED = 2  # paragraphs over which a sitting carries on to others
_LISTENING = 1  # paragraphs over which those who listen carry on
_REACH = 3  # paragraphs over which an occasion carries on


def assemble(
    scene: Scene,
    made: Sequence[Draft],
    chains: Sequence[tuple[Draft, ...]],
    quotations: Sequence[Quotation],
    times: Sequence[TimeMention],
    cast: Cast,
) -> tuple[Statement, ...]:
    """The statements, in the order of the text, with ids s1, s2 …"""
    held = Holding(made)
    desk = _Desk(
        scene,
        cast,
        quotations,
        Days(scene, times, quotations, held, cast),
        held,
        _floor(scene, made),
        Interlocutors(scene.text, scene.layout, cast),
    )
    by_draft: dict[int, Statement] = {}
    outermost_first = sorted(range(len(made)), key=lambda i: (len(chains[i]), made[i].start))
    for i in outermost_first:
        vouchers = tuple(
            _voucher(scene, d, by_draft[id(d)]) for d in chains[i] if id(d) in by_draft
        )
        by_draft[id(made[i])] = desk.statement(made[i], vouchers)
    return tuple(
        replace(by_draft[id(draft)], id=f"s{number}") for number, draft in enumerate(made, start=1)
    )


@dataclass(slots=True)
class _Desk:
    """Where drafts become statements; remembers what carries from one to the next by speaker."""

    scene: Scene
    cast: Cast
    quotations: Sequence[Quotation]
    days: Days
    held: Holding
    floor: dict[int, tuple[str, ...]]
    talks: Interlocutors
    _occasions: dict[tuple[str, ...], tuple[Occasion, int]] = field(default_factory=dict)
    _terms: dict[tuple[str, ...], Terms] = field(default_factory=dict)
    _heard: dict[tuple[str, ...], tuple[tuple[str, ...], Occasion | None, int]] = field(
        default_factory=dict
    )
    _last: tuple[Statement, int] | None = None
    _session: tuple[Occasion, int] | None = None

    def statement(self, draft: Draft, vouchers: tuple[Voucher, ...]) -> Statement:
        """The statement that a draft makes; its id is still empty."""
        text = self.scene.text
        mode, quoted = mode_of(draft, self.quotations)
        if draft.floor and (_performs(text, draft) or self._issues(draft)):
            mode = "direct"
        occasion = self._occasion(draft, vouched=bool(vouchers))
        act, heard = self._act(draft, mode, occasion, vouched=bool(vouchers))
        speakers = [self.cast.actor(a) for a in draft.speaker]
        made = Statement(
            id="",
            speaker=draft.speaker,
            addressees=tuple(dict.fromkeys(heard.addressees)),
            targets=heard.targets,
            mode=mode,
            modality=_modality(text, draft),
            terms=self._terms_of(draft, speakers, mode, occasion),
            act=act,
            source=(Span.of(text, *draft.source),) if draft.source else (),
            cue=(Span.of(text, draft.cue.start, draft.cue.end),) if draft.cue else (),
            content=tuple(Span.of(text, a, b) for a, b in draft.content),
            quoted=tuple(Span.of(text, a, b) for a, b in quoted),
            occasion=occasion.words if occasion else None,
            date=self.days.of(
                draft,
                occasion,
                vouched=bool(vouchers) or _undated(speakers),
                named=not any(a.unnamed for a in speakers),
            ),
            vouched_by=vouchers,
            confidence=draft.confidence,
        )
        if not vouchers:
            self._last = (made, self._paragraph(draft))
        return made

    def _act(
        self, draft: Draft, mode: Mode, occasion: Occasion | None, *, vouched: bool
    ) -> tuple[Act, Audience]:
        """What is done by saying it, and to whom."""
        text, layout, cast = self.scene.text, self.scene.layout, self.cast
        words = as_spoken(text, draft, cast)
        if draft.turn:
            asks = draft.source is not None and text[slice(*draft.source)].lower() in _REPORTERS
            return act_of_turn(words, asks=asks), Audience(self.floor.get(draft.start, ()))
        if draft.cue is None:  # words that go on are said to whom the last were
            return act_of(None, words), Audience(self._still_heard(draft, occasion))
        own = own_speech(text, draft, cast)
        act = act_of(draft.cue, words, own=own)
        heard = audience(text, layout, draft, own or draft.cue, act, cast)
        if own is not None:
            told = audience(text, layout, draft, draft.cue, "say", cast)
            heard = Audience(told.addressees + heard.addressees, heard.targets)
        if not heard.addressees and draft.cue.verb in _REPLIES:
            heard = Audience(self._answered(draft))
        if not heard.addressees and act in {"deny", "refuse"} and _PUT_FORWARD.search(words):
            heard = Audience(self._put_forward(draft))
        aside = draft.floor or (mode == "direct" and act == "say")  # said to the public
        if not heard.addressees and not aside:
            heard = Audience(self.talks.other(draft.speaker, act, self._paragraph(draft)))
            if act in AIMED:
                heard = Audience(heard.addressees, heard.addressees)
        listeners = tuple(a for a in heard.addressees if a not in heard.targets)
        if vouched or draft.floor:
            return act, heard
        if not listeners:
            listeners = self._still_heard(draft, occasion)
            heard = Audience((*listeners, *heard.addressees), heard.targets)
        if listeners:
            self._heard[draft.speaker] = (listeners, occasion, self._paragraph(draft))
        return act, heard

    def _still_heard(self, draft: Draft, occasion: Occasion | None) -> tuple[str, ...]:
        """Who listened to the speaker last, if he is still speaking on the same occasion."""
        before = self._heard.get(draft.speaker)
        if before is None or not 0 <= self._paragraph(draft) - before[2] <= _LISTENING:
            return ()
        return before[0] if occasion is None or occasion == before[1] else ()

    def _answered(self, draft: Draft) -> tuple[str, ...]:
        """Whom a reply answers: who spoke last, if it was a question or aimed at the speaker.

        Whoever hits back does so at whoever spoke last; one who speaks for a state, at the other.
        """
        statement = self._before(draft)
        if statement is None:
            return ()
        if draft.cue is not None and draft.cue.verb in _RETORTS:
            return self._side(statement.speaker, draft.speaker)
        mine = {*draft.speaker, *(self.cast.actor(a).represents for a in draft.speaker)} - {None}
        aimed = {*statement.targets, *(self.cast.actor(a).represents for a in statement.targets)}
        asked = statement.act == "ask" or bool(aimed & mine)
        return statement.speaker if asked else ()

    def _put_forward(self, draft: Draft) -> tuple[str, ...]:
        """Who put forward what is then refused («rejected the idea»)."""
        statement = self._before(draft)
        return statement.speaker if statement and statement.act in _PUTTING_FORWARD else ()

    def _before(self, draft: Draft) -> Statement | None:
        """What another has said right before, in this paragraph or the last."""
        last = self._last
        if last is None or not 0 <= self._paragraph(draft) - last[1] <= 1:
            return None
        return last[0] if last[0].speaker != draft.speaker else None

    def _side(self, speaker: tuple[str, ...], against: tuple[str, ...]) -> tuple[str, ...]:
        """The state that a speaker stands for, where another answers for another state."""
        states = {self.cast.actor(a).represents for a in speaker}
        others = {self.cast.actor(a).represents for a in against}
        if len(states) == 1 and None not in states | others and states != others:
            for actor in self.cast.actors:
                if actor.kind == "state" and actor.represents in states:
                    return (actor.id,)
        return speaker

    def _issues(self, draft: Draft) -> bool:
        """Whether a press release tells in the third person what it says («…, the office said»)."""
        release = self.scene.layout.kind == "press_release"
        return release and draft.cue is not None and draft.cue.verb in _TELLING

    def _paragraph(self, draft: Draft) -> int:
        return self.scene.layout.sentence_at(draft.start).paragraph

    def _occasion(self, draft: Draft, *, vouched: bool) -> Occasion | None:
        """The occasion told beside it, else the speaker's last where that carries on."""
        paragraph = self._paragraph(draft)
        occasion = occasion_of(self.scene, draft, self.held)
        if occasion is None and not vouched and not draft.turn:
            before = self._occasions.get(draft.speaker)
            if before and 0 <= paragraph - before[1] <= _REACH:
                occasion = before[0]
            elif self._sits(draft, paragraph):
                occasion = self._session[0] if self._session else None
        if occasion is not None and not vouched:
            self._occasions[draft.speaker] = (occasion, paragraph)
            if _SITTING.search(occasion.words):
                self._session = (occasion, paragraph)
        return occasion

    def _sits(self, draft: Draft, paragraph: int) -> bool:
        """Whether a named person speaks next in a sitting that others have spoken at."""
        if self._session is None or not 0 <= paragraph - self._session[1] <= _SEATED:
            return False
        people = [self.cast.actor(a) for a in draft.speaker]
        spoken = draft.cue is not None and draft.cue.manner == "speech"
        return spoken and all(a.kind == "person" and not a.unnamed for a in people)

    def _terms_of(
        self, draft: Draft, speakers: Sequence[Actor], mode: Mode, occasion: Occasion | None
    ) -> Terms:
        """The terms of this saying; what an unnamed source has once asked for holds on."""
        around = sentence_words(self.scene.layout, self.scene.text, draft)
        terms = terms_of(speakers, mode, occasion, around)
        if terms == "anonymous":
            terms = self._terms.get(draft.speaker, terms)
        elif terms in {"on_background", "off_record"}:
            self._terms[draft.speaker] = terms
        return "on_record" if draft.turn or draft.floor else terms


def _floor(scene: Scene, made: Sequence[Draft]) -> dict[int, tuple[str, ...]]:
    """Whom each turn of a transcript is said to, by where it starts.

    A question goes to whoever speaks next, all else to whoever spoke before; the opening words
    to whoever speaks next.
    """
    if scene.layout.kind != "transcript":
        return {}
    turns = [d for d in made if d.turn]
    heard: dict[int, tuple[str, ...]] = {}
    for number, turn in enumerate(turns):
        before = [d.speaker for d in turns[:number] if d.speaker != turn.speaker]
        after = [d.speaker for d in turns[number + 1 :] if d.speaker != turn.speaker]
        asks = scene.text[: turn.content[-1][1]].rstrip('"”’ ').endswith("?")
        nearest = (after[:1] or before[-1:]) if asks or not before else before[-1:]
        heard[turn.start] = nearest[0] if nearest else ()
    return heard


def _performs(text: str, draft: Draft) -> bool:
    """Whether the cue does what it says by saying it («I urge», «Norway condemns»)."""
    if draft.cue is None:
        return False
    form = text[draft.cue.start : draft.cue.end].lower().split()[0]
    verb = draft.cue.verb.split(" ")[0]
    return draft.cue.manner == "speech" and form in {verb, f"{verb}s", f"{verb}es"}


def _undated(speakers: Sequence[Actor]) -> bool:
    """Whether a document speaks that need not be of the day («a draft», but not «a statement»)."""
    return bool(speakers) and all(
        a.kind == "document" and _OF_THE_DAY.search(a.name) is None for a in speakers
    )


def _modality(text: str, draft: Draft) -> Modality:
    if draft.cue is not None and _PLANNED.search(
        text[max(0, draft.cue.start - 40) : draft.cue.start]
    ):
        return "planned"
    return "actual"


def _voucher(scene: Scene, draft: Draft, statement: Statement) -> Voucher:
    """The link of a chain that an outer statement makes: its source and cue are the words."""
    anchors = draft.anchors or draft.content[:1]
    start, end = min(a for a, _ in anchors), max(b for _, b in anchors)
    near = end - start <= 160
    span = Span.of(scene.text, start, end) if near and draft.anchors else None
    return Voucher(
        actor=statement.speaker[0], terms=statement.terms, occasion=statement.occasion, span=span
    )
