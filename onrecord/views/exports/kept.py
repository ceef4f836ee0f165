"""What an export asks of a record: its sources, and its things as a question's answers."""

from collections.abc import Iterator
from typing import Any, Protocol

from onrecord.record.accounts import Kind
from onrecord.record.origins import Stone, Version
from onrecord.record.things import ActorThing, Thing
from onrecord.record.verdicts import Verdict
from onrecord.report import Report


class Kept(Protocol):
    """A record, narrowed by a question. Everything comes in an order made of content alone."""

    def asked(self) -> dict[str, Any]:
        """What narrows it, by name, but for the as-of time; empty for the whole record."""

    def versions(self) -> Iterator[Version]:
        """Every version of every report, known by the question's as-of time."""

    def verdicts(self) -> Iterator[Verdict]:
        """Every verdict, given by then."""

    def stones(self) -> Iterator[Stone]:
        """The stone of every forgotten report."""

    def things(self, kind: Kind) -> Iterator[Thing]:
        """The things of one kind that answer the question, one at a time."""

    def actor(self, identifier: str) -> ActorThing | None:
        """An actor by its id in the record, whether or not it answers; None where there is none."""

    def report(self, identifier: str, counted: str) -> Report | None:
        """The version of a report that counts as of that time, with its text."""
