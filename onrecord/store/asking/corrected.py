"""Things that a reviewer's correction made what is asked for: ways and days do not lead to them.

Accounts are found by what their readings say. Of a thing whose speaker, date or place was corrected
they say otherwise; so those few that a question may mean are looked at besides.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from onrecord.question import Question
from onrecord.record.verdicts import Verdict
from onrecord.store.asking.meaning import Meaning
from onrecord.store.numbers import kind_number
from onrecord.store.packing import unpack_plain
from onrecord.store.straight import Straight

_PERSONS = (
    "speaker", "addressees", "targets", "participants", "actor", "recipient", "about",
)  # fmt: skip
# What of a question a corrected field may fit that its account does not.
_NARROWING: Mapping[str, tuple[str, ...]] = {
    "date": ("since", "until"), "place": ("place",), "act": ("act",), "mode": ("mode",),
    "modality": ("modality",), "type": ("type",), "own_terms": ("terms",),
}  # fmt: skip


def corrected(asked: Straight, means: Meaning, moment: int | None) -> list[int]:
    """The accounts, by their numbers, of things whose correction a question may mean."""
    question = means.question
    if not (
        tuple(_asked(means))
        or any(_given(question, name) for names in _NARROWING.values() for name in names)
    ):
        return []
    at = {} if moment is None else {"moment": moment}
    rows = asked.rows(_CORRECTED + (" AND verdict.at <= :moment" if at else ""), **at)
    keys = {key for body, key in rows if _may(unpack_plain(Verdict, body), means)}
    if not keys:
        return []
    kind = kind_number(means.kind)
    numbers = _ACCOUNTS + (" AND counted <= :moment" if at else "")
    return sorted(asked.column(numbers, keys=keys, kind=kind, **at))


_CORRECTED = """
    SELECT verdict.body, judged.key FROM verdict JOIN judged ON judged.verdict = verdict.id
    WHERE verdict.verdict = 'correct'
"""
# Keys first, then accounts: the other way round all accounts would be gone through.
_ACCOUNTS = "SELECT id FROM account WHERE key IN :keys AND kind = :kind"


def _may(one: Verdict, means: Meaning) -> bool:
    """Whether a corrected field is one that the question narrows."""
    question, wanted = means.question, tuple(_asked(means))
    for name, value in one.correction.items():
        if any(_given(question, parameter) for parameter in _NARROWING.get(name, ())):
            return True
        if name in _PERSONS and wanted:
            ids = set(value) if isinstance(value, list | tuple) else {value}
            if any(who.code or ids & who.things for who in wanted):
                return True
    return False


def _asked(means: Meaning) -> Iterator[Any]:
    """Everybody whom the question names."""
    yield from (who for who in (means.by, means.to, means.about, *(means.between or ())) if who)


def _given(question: Question, name: str) -> bool:
    return bool(getattr(question, name))
