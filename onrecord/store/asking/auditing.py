"""An audit of sources of one record: the things that may fit are drawn, folded and counted."""

from collections.abc import Iterator
from dataclasses import replace

from onrecord.errors import QuestionError
from onrecord.question import Question
from onrecord.record import auditing
from onrecord.record.auditing import PER, Audit, Counted, Per
from onrecord.record.things import CaseThing
from onrecord.store.asking.answering import Answering
from onrecord.store.asking.fitting import acting, classes_told, happened, terms_told
from onrecord.store.asking.meaning import Meaning
from onrecord.store.asking.places import batches

__all__ = ["AUDITED", "KINDS", "audit"]

AUDITED = 400  # things that are counted where no other number is asked for
KINDS = ("statements", "encounters", "agreements", "cases", "events")
_TOGETHER = 128  # things that are folded together


def audit(answering: Answering, question: Question, per: Per | None, most: int | None) -> Audit:
    """The audit of what a question asks for, of ``most`` things (None: of all)."""
    if question.asked not in KINDS:
        raise QuestionError.of("kind", question.asked, f"one of {', '.join(KINDS)}")
    if per is not None and per not in PER:
        raise QuestionError.of("per", per, f"one of {', '.join(PER)}")
    if per == "subject" and question.asked != "statements":
        raise QuestionError(f"No subject is told of {question.asked}.", "Audit statements.", "per")
    means = answering.means(question)
    names, every = answering.drawing.drawn(means, most)
    counted = list(_counted(answering, means, names))
    told = auditing.audit(counted, question, per=per, sample=every, notes=means.notes)
    return _with_cases_named(answering, told)


def _with_cases_named(answering: Answering, told: Audit) -> Audit:
    """Cases have no name of their own: they are called after whose they are."""
    subjects = [one.about for one in told.quoted] + [one.value for one in told.groups]
    called = {id: _case(answering, id) for id in subjects if id.startswith("case-")}
    if not called:
        return told
    return replace(
        told,
        quoted=tuple(
            replace(one, about_name=called.get(one.about, one.about_name)) for one in told.quoted
        ),
        groups=tuple(replace(one, name=called.get(one.value, one.name)) for one in told.groups),
    )


def _case(answering: Answering, id: str) -> str:
    nodes = answering.naming.of_key(id).nodes
    clusters = set(answering.standing.of(nodes).values())
    for _, thing in answering.folding.of(sorted(clusters, key=lambda one: one.name)):
        if isinstance(thing, CaseThing):
            return f"the case of {thing.names.get(thing.person, id)}"
    return id


def _counted(answering: Answering, means: Meaning, names: list[int]) -> Iterator[Counted]:
    clusters = sorted(set(answering.standing.of(names).values()), key=lambda one: one.name)
    for some in batches(clusters, _TOGETHER):
        for heard, thing in answering.folding.of(some):
            if thing is None or not answering.fits(thing, heard, means):
                continue
            told = [(one, terms_told(one), classes_told(one, heard)) for one in thing.tellings]
            who = tuple(dict.fromkeys(acting(thing)))
            yield auditing.counted(thing, heard.copies, told, happened(thing), who)
