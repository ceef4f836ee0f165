"""One reviewer's session: a queue, a key a verdict, each written before the next is asked for."""

from collections.abc import Callable
from typing import Any

from onrecord.errors import InvalidVerdict, OnrecordError
from onrecord.record.things import Thing
from onrecord.record.verdicts import Judgement, Verdict
from onrecord.store import conflicts, proposing, reviewing, waiting
from onrecord.store.asking.answering import Answering
from onrecord.store.record import Record
from onrecord.store.verdicts import now
from onrecord.store.waiting import Candidate, Waiting
from onrecord.views.review import conflicting, showing, values
from onrecord.views.review.keys import Keys
from onrecord.views.terminal.look import Look

Clock = Callable[[], str]
_PROMPT = "a accept  c correct  r reject  m merge  p split  l later  u undo  ? help  q quit: "


class Session:
    """A queue judged by one reviewer; ``write`` takes what is shown."""

    def __init__(
        self,
        record: Record,
        queue: list[Waiting],
        *,
        by: str,
        keys: Keys,
        write: Callable[[str], None],
        look: Look,
        clock: Clock = now,
    ) -> None:
        self._record = record
        self._queue = queue
        self._by = by
        self._keys = keys
        self._write = write
        self._look = look
        self._clock = clock
        self._at = 0
        self._given: list[tuple[Verdict, int]] = []
        self._judged: set[str] = set()

    @property
    def given(self) -> tuple[Verdict, ...]:
        """The verdicts of this session that were not taken back."""
        return tuple(one for one, _ in self._given)

    def run(self) -> None:
        """Goes through the queue until it ends or the reviewer does.

        Merges that contradict each other come first.
        """
        if not self._conflicts():
            return
        while self._at < len(self._queue):
            one = self._fresh(self._queue[self._at])
            if one is None:
                self._at += 1
                continue
            others = self._show(one)
            while not self._pressed(one, others):
                pass
            if self._at < 0:
                return
        self._say(f"Nothing more waits here. {self._count()}")

    def _conflicts(self) -> bool:
        """What contradicts: of which of two it is; False where the reviewer ends."""
        found = conflicts.conflicts(self._record)
        for at, one in enumerate(found, 1):
            place = f"{at} of {len(found)}"
            self._write("\n" + conflicting.page(one, place, self._look))
            while True:
                key = self._keys.key(conflicting.PROMPT)
                if key in ("", "q"):
                    self._say(self._count())
                    return False
                if key == "l":
                    break
                if way := conflicting.WAYS.get(key):
                    why = self._keys.line("  why (Enter: no reason): ")
                    given = conflicts.verdict(one, way, at=self._clock(), by=self._by, why=why)
                    try:
                        self._give(given, judged=False)
                    except OnrecordError as error:
                        self._say(str(error))
                    break
                self._say(f"{key!r} is no answer.")
        return True

    def _fresh(self, one: Waiting) -> Waiting | None:
        """The thing as it stands now; None where it has become part of another, or was judged."""
        if one.thing.id in self._judged:
            return None
        with self._record.reading() as connection:
            found = reviewing.things_of(connection, self._record.points, [one.thing.id])
        thing = next((thing for thing in found if thing.id == one.thing.id), None)
        return Waiting(thing, one.why) if thing else None

    def _show(self, one: Waiting) -> list[Candidate]:
        with self._record.reading() as connection:
            answering = Answering(connection, self._record.points, None)
            told = waiting.in_context(connection, one.thing)
            others = waiting.candidates(connection, answering, one.thing)
        place = f"{self._at + 1} of {len(self._queue)}"
        self._write("\n" + showing.page(one, place, told, others, self._look))
        return others

    def _pressed(self, one: Waiting, others: list[Candidate]) -> bool:
        """Does what a key says; whether the next thing is to be shown."""
        key = self._keys.key(_PROMPT)
        if key in ("", "q"):
            self._at = -1
            self._say(self._count())
            return True
        try:
            return self._act(key, one, others)
        except OnrecordError as error:
            self._say(str(error))
            return False

    def _act(self, key: str, one: Waiting, others: list[Candidate]) -> bool:
        acts: dict[str, Callable[[Thing], bool]] = {
            "a": lambda thing: self._simple("accept", thing),
            "r": lambda thing: self._simple("reject", thing),
            "c": self._correct, "m": self._merge, "p": self._split,
            "l": self._later, "u": lambda thing: self._undo(), "?": self._help,
        }  # fmt: skip
        if key in acts:
            return acts[key](one.thing)
        if key.isdecimal() and 1 <= int(key) <= len(others):
            chosen = others[int(key) - 1]
            return self._give(
                self._verdict("correct", [one.thing.id], correction=chosen.correction)
            )
        self._say(f"{key!r} is no verdict; ? lists them.")
        return False

    def _simple(self, verdict: Judgement, thing: Thing) -> bool:
        """Accept or reject; of an agreement or a case the whole, or one turn by its number."""
        of, why = [thing.id], ""
        within: list[str] = []
        turns = showing.turns(thing)
        if turns:
            told = self._keys.line("  the whole (Enter), or the number of a turn: ")
            number, _, why = told.partition(" ")
            if number.isdecimal():
                of, within = self._turn(thing, int(number))
            else:
                why = told
        elif verdict == "reject":
            why = self._keys.line("  why (Enter: no reason): ")
        done = self._give(self._verdict(verdict, of, within=within, why=why))
        return done and of == [thing.id]

    def _turn(self, thing: Thing, number: int) -> tuple[list[str], list[str]]:
        turns = showing.turns(thing)
        if not 1 <= number <= len(turns):
            raise InvalidVerdict(f"There is no turn {number}.", f"Give 1 to {len(turns)}.")
        with self._record.reading() as connection:
            accounts = proposing.accounts_in(connection, thing.id)
        return [turns[number - 1].id], list(accounts)

    def _correct(self, thing: Thing) -> bool:
        told = self._keys.line("  field=value: ")
        of = [thing.id]
        within: list[str] = []
        number, _, rest = told.partition(" ")
        if number.isdecimal() and showing.turns(thing):
            of, within = self._turn(thing, int(number))
            told = rest
        name, equals, value = (part.strip() for part in told.partition("="))
        if not equals or not name:
            raise InvalidVerdict(
                "A correction names no field.", "Give FIELD=VALUE, such as date=2023-03-02."
            )
        correction = {name: values.value(self._record, name, value)}
        return self._give(self._verdict("correct", of, within=within, correction=correction))

    def _merge(self, thing: Thing) -> bool:
        with self._record.reading() as connection:
            answering = Answering(connection, self._record.points, None)
            others = waiting.mergeable(connection, answering, thing)
        self._write(showing.numbered(others, self._look))
        told = self._keys.line("  with (a number above, or an id; Enter: none): ")
        if not told:
            return False
        other, _, why = told.partition(" ")
        if other.isdecimal() and len(other) < 3:
            if not 1 <= int(other) <= len(others):
                raise InvalidVerdict(f"There is no {other} above.", "Give a number or an id.")
            other = others[int(other) - 1].id
        with self._record.reading() as connection:
            one = proposing.merging(
                connection, [thing.id, other], at=self._clock(), by=self._by, why=why
            )
        if stands := conflicts.against(self._record, one):
            return self._over(one, stands)
        return self._shown_first(one)

    def _over(self, one: Verdict, stands: tuple[Verdict, ...]) -> bool:
        """A merge that verdicts stand against: they hold, or the reviewer takes them back."""
        for each in stands:
            self._say(conflicting.said(each))
        if self._keys.answer("  take that back, and merge? y, n: ").lower() not in ("y", "yes"):
            self._say("Nothing was changed: they stay two.")
            return False
        outcome = conflicts.give_over(self._record, one, [v.id for v in stands], by=self._by)
        self._given.append((outcome.verdict, self._at))
        self._say(f"{_DONE['merge']} {outcome.verdict.id}.")
        return True

    def _split(self, thing: Thing) -> bool:
        with self._record.reading() as connection:
            told = waiting.accounts_told(connection, thing)
        lines = (f"  {n} {outlet}, {day}\n" for n, (_, outlet, day) in enumerate(told, 1))
        self._write("".join(lines))
        numbers = self._keys.line("  split off (numbers; Enter: none): ").split()
        if not numbers:
            return False
        if not all(one.isdecimal() and 1 <= int(one) <= len(told) for one in numbers):
            raise InvalidVerdict(f"{' '.join(numbers)!r} names no reports.", "Give numbers above.")
        keys = [told[int(one) - 1][0] for one in numbers]
        with self._record.reading() as connection:
            one = proposing.splitting(connection, keys, at=self._clock(), by=self._by)
        return self._shown_first(one)

    def _shown_first(self, one: Verdict) -> bool:
        """Gives a merge or split once the reviewer has seen what it changes and says yes."""
        self._write(showing.change(reviewing.preview(self._record, one), self._look))
        if self._keys.answer(f"  {one.verdict}? y, n: ").lower() not in ("y", "yes"):
            self._say("Nothing was changed.")
            return False
        self._give(one, judged=False)
        return True

    def _later(self, thing: Thing) -> bool:
        self._at += 1
        return True

    def _undo(self) -> bool:
        if not self._given:
            self._say("Nothing was given here yet.")
            return False
        last, at = self._given.pop()
        undo = self._verdict("undo", [last.id])
        reviewing.give(self._record, undo)
        self._judged -= set(last.of)
        self._at = at
        self._say(f"Taken back: {last.verdict} {last.id}.")
        return True

    def _help(self, thing: Thing) -> bool:
        self._write(showing.HELP)
        return False

    def _verdict(self, verdict: Judgement, of: list[str], **more: Any) -> Verdict:
        return Verdict.given(verdict, of, at=self._clock(), by=self._by, **more)

    def _give(self, one: Verdict, *, judged: bool = True) -> bool:
        outcome = reviewing.give(self._record, one)
        self._given.append((one, self._at))
        if judged:
            self._judged.update(one.of)
        freed = f" It frees {len(outcome.freed)} held off before." if outcome.freed else ""
        self._say(f"{_DONE[one.verdict]} {one.id}.{freed}")
        return True

    def _count(self) -> str:
        count = len(self._given)
        return f"{count} verdict{'' if count == 1 else 's'} given."

    def _say(self, text: str) -> None:
        self._write(f"  {text}\n")


_DONE: dict[Judgement, str] = {
    "accept": "Accepted:", "reject": "Rejected:", "correct": "Corrected:", "merge": "Merged:",
    "split": "Split:", "undo": "Taken back:", "add": "Added:", "note": "Noted:",
}  # fmt: skip
