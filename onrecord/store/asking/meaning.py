"""A question with its names looked up: what each of them means in this record, at this moment."""

from dataclasses import dataclass
from typing import cast

from onrecord.question import Question
from onrecord.record.accounts import Kind
from onrecord.store.asking.naming import Naming, Who, code_of
from onrecord.store.asking.words import Sought, tokens
from onrecord.store.numbers import Role

# A kind's roles for each way of asking: who acts, whom it falls on, both sides of it.
BY: dict[Kind, tuple[Role, ...]] = {
    "statement": ("by",), "encounter": ("with",), "agreement": ("party", "by"),
    "case": ("holder", "by"), "event": ("by",), "actor": ("by",),
}  # fmt: skip
TO: dict[Kind, tuple[Role, ...]] = {"statement": ("to", "target"), "event": ("to",)}
ABOUT: dict[Kind, tuple[Role, ...]] = {
    "statement": ("about",), "encounter": ("with",), "agreement": ("party",),
    "case": ("person", "holder"), "event": ("by", "to"), "actor": (),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Meaning:
    """A question about one kind of thing, its names looked up.

    ``notes`` say in words what a name was taken for where that is not plain. ``nobody``: a name
    is not in the record, so that nothing can fit. ``own``: of events those that code no other fact.
    """

    question: Question
    kind: Kind
    by: Who | None = None
    to: Who | None = None
    between: tuple[Who, Who] | None = None
    about: Who | None = None
    words: tuple[Sought, ...] = ()
    notes: tuple[str, ...] = ()
    nobody: bool = False
    own: bool = False


def meaning(question: Question, kind: Kind, naming: Naming) -> Meaning:
    """What the question means for things of this kind."""
    notes: list[str] = []

    def actors(name: str | None) -> Who | None:
        return _found(naming.actors(name), naming, notes) if name else None

    pair = cast(tuple[Who, Who] | None, question.between and tuple(map(actors, question.between)))
    by, to = actors(question.by), actors(question.to)
    words = [Sought.of(question.text)] if question.text else []
    about = _about(question, kind, naming)
    if question.about and about is None:
        words.append(Sought.of(_phrase(question.about)))
        notes.append(f"No agreement, case or actor is called {question.about!r}: taken as words.")
    missing = any(who is not None and not who for who in (by, to, *(pair or ())))
    return Meaning(question, kind, by, to, pair, about, tuple(words), tuple(notes), missing)


def _about(question: Question, kind: Kind, naming: Naming) -> Who | None:
    """The subject: things by name; None where no thing of the kinds that count has it."""
    name = question.about
    if not name:
        return None
    kinds: dict[Kind, tuple[Kind, ...]] = {
        "statement": ("agreement", "case", "actor"),
        "agreement": ("agreement", "actor"),
        "case": ("case", "actor"),
    }
    found = naming.things(name, kinds.get(kind, ("actor",)))
    code = code_of(name)
    if code:
        return Who(name, found.nodes, found.things, found.names, code)
    return found or None


def _phrase(name: str) -> str:
    """Words as a phrase, where they are not written as a query of their own."""
    plain = not any(mark in name for mark in '"“”«»*')
    return f'"{name}"' if plain and len(tokens(name)) > 1 else name


def _found(who: Who, naming: Naming, notes: list[str]) -> Who:
    if not who:
        near = naming.near(who.asked)
        hint = f" Names near it: {', '.join(near)}." if near else ""
        notes.append(f"Nobody in the record is called {who.asked!r}.{hint}")
    elif not who.code and len(who.things) > 1:
        names = ", ".join(who.names[:4])
        notes.append(f"{len(who.things)} actors are called {who.asked!r} ({names}): all are meant.")
    return who
