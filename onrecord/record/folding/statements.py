"""One statement from all its accounts: the fullest direct words, whoever carries part of it."""

from collections.abc import Sequence

from onrecord.facts import Statement
from onrecord.record.folding import differing, history
from onrecord.record.folding.gathering import Gathered, Heard, resolved
from onrecord.record.folding.slots import Claim, claims, fold_date, fold_place, most, united
from onrecord.record.folding.whole import carried, each, most_sure, whole
from onrecord.record.things import StatementThing
from onrecord.text import Span
from onrecord.vocabulary import Terms


def fullness(told: Statement) -> tuple[int, int, int]:
    """How full the words of an account are: verbatim characters, direct or not, all characters."""
    quoted = told.quoted or (told.content if told.mode == "direct" else ())
    return _length(quoted), ("indirect", "mixed", "direct").index(told.mode), _length(told.content)


def fold(id: str, gathered: Gathered) -> StatementThing:
    """The statement, in the words of its fullest account; who spoke to whom and about what is
    united. Between speakers a named one stands before an unnamed one."""
    heard = gathered.heard
    full = max(heard, key=lambda one: (*fullness(_of(one)), -one.told[0]))
    words = _of(full)
    now = history.outcome(gathered, heard)
    speaker = most(gathered, _speakers(gathered, heard))
    lists = {
        name: united(gathered, _lists(heard, name)) for name in ("addressees", "targets", "about")
    }
    acts = [Claim(_of(one).act, one.told) for one in heard]
    act = most(gathered, acts, lambda value: value != words.act)
    terms = _terms(gathered, heard)
    occasion = most(gathered, claims(heard, "occasion"))
    whenever, places = claims(heard, "date"), claims(heard, "place")
    put_off = differing.of_dates(gathered, None, whenever, planned=now != "actual")
    disputes, updates = differing.parted(
        [
            *put_off,
            *differing.of_places(gathered, None, places),
            *history.denials(gathered, heard),
        ]
    )
    return StatementThing(
        **whole(
            id,
            "statement",
            gathered,
            carried=[
                *carried("content", full.told),
                *carried("speaker", speaker.told if speaker else None),
                *(one for name, members in lists.items() for one in each(name, members)),
                *carried("act", act.told if act else None),
                *carried("own_terms", terms.told if terms else None),
                *carried("occasion", occasion.told if occasion else None),
            ],
            disputes=disputes,
            updates=updates,
        ),
        key=gathered.first.key,
        speaker=speaker.value if speaker else (),
        addressees=tuple(lists["addressees"]),
        targets=tuple(lists["targets"]),
        mode=words.mode,
        modality=now,
        own_terms=terms.value if terms else "unspecified",
        act=act.value if act else words.act,
        source=words.source,
        cue=words.cue,
        content=words.content,
        quoted=words.quoted,
        about=tuple(lists["about"]),
        occasion=occasion.value if occasion else None,
        date=fold_date(gathered, differing.newest(whenever, put_off)),
        place=fold_place(gathered, places),
        confidence=most_sure(gathered.tellings),
    )


def _of(one: Heard) -> Statement:
    assert isinstance(one.part, Statement)
    return one.part


def _length(spans: Sequence[Span]) -> int:
    return sum(span.end - span.start for span in spans)


def _speakers(gathered: Gathered, heard: Sequence[Heard]) -> list[Claim[tuple[str, ...]]]:
    """The speakers as each account has them; where some are named, only the accounts that do."""
    said = _lists(heard, "speaker")
    named = [
        claim
        for claim in said
        if not any(gathered.refs[id].unnamed for id in claim.value if id in gathered.refs)
    ]
    return named or said


def _lists(heard: Sequence[Heard], name: str) -> list[Claim[tuple[str, ...]]]:
    found = [Claim(resolved(one.testimony, getattr(one.part, name)), one.told) for one in heard]
    return [claim for claim in found if claim.value]


def _terms(gathered: Gathered, heard: Sequence[Heard]) -> Claim[Terms] | None:
    """The statement's own terms: what most outlets say that say any."""
    said = [Claim(_of(one).terms, one.told) for one in heard]
    return most(gathered, [claim for claim in said if claim.value != "unspecified"])
