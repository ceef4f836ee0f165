"""Things that a reviewer's correction made what is asked for: ways and days do not lead to them.

Accounts are found by what their readings say. Of a thing whose speaker, date or place was corrected
they say otherwise; so those few that a question may mean are looked at besides.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import Connection, select

from onrecord.question import Question
from onrecord.record.verdicts import Verdict
from onrecord.store.among import among
from onrecord.store.asking.meaning import Meaning
from onrecord.store.numbers import kind_number
from onrecord.store.packing import unpack_plain
from onrecord.store.schema import account, judged, verdict

_PERSONS = (
    "speaker", "addressees", "targets", "participants", "actor", "recipient", "about",
)  # fmt: skip
# What of a question a corrected field may fit that its account does not.
_NARROWING: Mapping[str, tuple[str, ...]] = {
    "date": ("since", "until"), "place": ("place",), "act": ("act",), "mode": ("mode",),
    "modality": ("modality",), "type": ("type",), "own_terms": ("terms",),
}  # fmt: skip


def corrected(connection: Connection, means: Meaning, moment: int | None) -> list[int]:
    """The accounts, by their numbers, of things whose correction a question may mean."""
    question = means.question
    if not (
        tuple(_asked(means))
        or any(_given(question, name) for names in _NARROWING.values() for name in names)
    ):
        return []
    asked = (
        select(verdict.c.body, judged.c.key)
        .join(judged, judged.c.verdict == verdict.c.id)
        .where(verdict.c.verdict == "correct")
    )
    if moment is not None:
        asked = asked.where(verdict.c.at <= moment)
    rows = connection.execute(asked)
    keys = {key for body, key in rows if _may(unpack_plain(Verdict, body), means)}
    if not keys:
        return []
    # Keys first, then accounts: the other way round all accounts would be gone through.
    c = account.c
    numbers = select(c.id).where(
        among(connection.dialect.name, c.key, keys), c.kind == kind_number(means.kind)
    )
    if moment is not None:
        numbers = numbers.where(c.counted <= moment)
    return sorted(connection.scalars(numbers))


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
