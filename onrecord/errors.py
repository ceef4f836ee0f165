"""Everything that can go wrong, as one tree.

    OnrecordError
    ├── SourceError            the source could not be had as text
    │   ├── CannotOpen         no such file, no valid address, no permission
    │   ├── PrivateAddress     an address that is not of the open internet
    │   ├── NotFetched         an address that gave no answer, a broken one or an error
    │   ├── EmptySource        nothing but white space
    │   ├── BinarySource       a picture, an archive, a PDF …
    │   ├── TooLarge           above the limit that the settings give
    │   ├── NotText            text was expected and none could be had (no article in a page)
    │   └── NotUsable          its agency withdraws it, or it is not yet to be used
    ├── NotReadable            it is text, but no reading can be made of it
    │   ├── NoSentences        words without one sentence
    │   ├── WrongLanguage      not in English
    │   └── SeveralReports     more than one report where one was asked for: use read_many
    ├── InvalidReading         a reading breaks the contract; ``faults`` lists how
    │   └── SpanError          a stretch that does not lie in its text
    ├── InvalidVerdict         a reviewer's verdict that cannot be applied
    ├── QuestionError          a question that the record cannot be asked
    │   └── NotInRecord        no thing of the record has that id or name
    ├── HarvestError           a folder of readings could not be written, gone on with or trusted
    ├── RecordError            a record could not be opened, written or trusted
    ├── MissingLibrary         a library that is not installed is needed for this
    ├── ModelError             the model is missing, damaged or not the one expected
    └── SettingError           a setting has a value that it cannot have
        └── OwnTablesError     tables of one's own cannot be used as they are

Every error says what happened and what to do next, apart and together:
``error.what``, ``error.do``, ``str(error)``.
"""

from collections.abc import Sequence


class OnrecordError(Exception):
    """The root: ``what`` happened and what to ``do`` next, each a sentence or two."""

    def __init__(self, what: str, do: str) -> None:
        super().__init__(what, do)  # both in args, so that it survives pickling between processes
        self.what = what
        self.do = do

    def __str__(self) -> str:
        return f"{self.what} {self.do}"


class SourceError(OnrecordError):
    """The source could not be had as text."""


class CannotOpen(SourceError):
    """The file or address could not be opened."""

    @classmethod
    def of(cls, source: str, reason: str) -> "CannotOpen":
        """For a source and the system's own reason."""
        return cls(
            f"{source} could not be opened: {reason}.",
            "Check the path or address, and that you may read it.",
        )


class PrivateAddress(SourceError):
    """The address leads to where a web page has no business to lead: this machine, its network."""

    @classmethod
    def of(cls, source: str, address: str) -> "PrivateAddress":
        """For a source and the internet address that it is at."""
        return cls(
            f"{source} is at {address}, which is not an address of the open internet.",
            "If you trust it, use --allow-private.",
        )


class NotFetched(SourceError):
    """The address gave no answer, a broken one or an error.

    ``status`` is that of an answer that is an error, ``wait`` the seconds that it asks to be left
    alone for; None where it says nothing of the kind.
    """

    status: int | None = None
    wait: int | None = None

    @classmethod
    def of(cls, source: str, reason: str, do: str = "Check the address.") -> "NotFetched":
        """For a source, why nothing whole came from it, and what to do."""
        return cls(f"{source} could not be fetched: {reason}.", do)


class EmptySource(SourceError):
    """The source holds nothing but white space."""

    @classmethod
    def of(cls, source: str) -> "EmptySource":
        """For the source that is empty."""
        return cls(f"{source} is empty.", "Give a report with at least one sentence.")


class BinarySource(SourceError):
    """The source is no text."""

    @classmethod
    def of(cls, found: str) -> "BinarySource":
        """For what was found instead of text, such as "a PDF file"."""
        return cls(
            f"This is {found}, not text.",
            "Give plain text or HTML: save or convert the report first.",
        )


class TooLarge(SourceError):
    """The source is above the limit."""

    @classmethod
    def of(cls, source: str, size: int, limit: int) -> "TooLarge":
        """For a source, its size and the limit, both in bytes."""
        return cls(
            f"{source} has {size:,} bytes; the limit is {limit:,}.",
            "Split it into single reports, or raise the setting max_bytes.",
        )

    @classmethod
    def beyond(cls, source: str, limit: int) -> "TooLarge":
        """For a source that was left when it passed the limit, in bytes; its size is unknown."""
        return cls(
            f"{source} has more than {limit:,} bytes, which is the limit.",
            "Split it into single reports, or raise the setting max_bytes.",
        )


class NotText(SourceError):
    """Text was expected here and none could be had."""

    @classmethod
    def of(cls, source: str, reason: str) -> "NotText":
        """For a source and why no text came out of it."""
        return cls(
            f"{source} has no text that can be read: {reason}.",
            "Save the report as plain text and give that.",
        )


class NotUsable(SourceError):
    """An agency's report that is withdrawn or withheld, or not yet to be used.

    ``withdraws`` is the id of the report that a kill notice takes back, which a record forgets;
    None where it takes none back.
    """

    withdraws: str | None = None

    @classmethod
    def withdrawn(
        cls, name: str, status: str, note: str, withdraws: str | None = None
    ) -> "NotUsable":
        """For a report, the status that its agency gives it, and what it says to editors."""
        error = cls(
            f"{name} is not to be used: its agency says «{status}».{note}",
            "If it was read before, take it out: onrecord forget REPORT.",
        )
        error.withdraws = withdraws
        return error

    @classmethod
    def embargoed(cls, name: str, until: str) -> "NotUsable":
        """For a report, and the moment until which it is not to be used."""
        return cls(f"{name} is not to be used before {until}.", "Read it then.")


class NotReadable(OnrecordError):
    """The text is text, but no reading can be made of it."""


class NoSentences(NotReadable):
    """There are words, but not one sentence."""

    @classmethod
    def of(cls, source: str) -> "NoSentences":
        """For the source without sentences."""
        return cls(
            f"{source} has no sentence to read.",
            "Give the running text of a report; lists, tables and menus are not read.",
        )


class WrongLanguage(NotReadable):
    """The report is not in English."""

    @classmethod
    def of(cls, source: str, language: str) -> "WrongLanguage":
        """For a source and the language found, as a code or a name."""
        return cls(
            f"{source} seems to be in {language}; only English is read.",
            "Give an English report or a translation of this one.",
        )


class SeveralReports(NotReadable):
    """More than one report stands where one was asked for."""

    @classmethod
    def of(cls, source: str, count: int) -> "SeveralReports":
        """For a source and the number of reports in it."""
        return cls(
            f"{source} holds {count} reports, and read() gives exactly one.",
            "Call read_many() to read them all.",
        )


class InvalidReading(OnrecordError):
    """A reading breaks the contract; ``faults`` lists how, in words."""

    def __init__(self, what: str, do: str, faults: Sequence[str] = ()) -> None:
        super().__init__(what, do)
        self.args = (what, do, tuple(faults))
        self.faults = tuple(faults)

    @classmethod
    def of(cls, faults: Sequence[str]) -> "InvalidReading":
        """For the faults that the validator or the decoder found."""
        more = f" and {len(faults) - 3} more" if len(faults) > 3 else ""
        return cls(
            f"The reading has {len(faults)} fault(s): {'; '.join(faults[:3])}{more}.",
            "Mend what is named; `onrecord schema` prints the shape of a reading.",
            faults,
        )


class SpanError(InvalidReading):
    """A stretch does not lie in its text."""

    @classmethod
    def outside(cls, start: int, end: int, length: int) -> "SpanError":
        """For the ends asked for and the length of the text, in code points."""
        return cls(
            f"The stretch {start}:{end} does not lie in a text of {length} characters.",
            "Count in Unicode code points of the report's text, the end exclusive.",
        )


class InvalidVerdict(OnrecordError):
    """A reviewer's verdict does not fit what it is about."""

    @classmethod
    def field(cls, id: str, name: str, kind: str, known: Sequence[str]) -> "InvalidVerdict":
        """For a field that what is judged does not have."""
        return cls(
            f"The verdict {id} corrects {name!r}, which is no field of a {kind}.",
            f"Correct one of: {', '.join(known)}.",
        )

    @classmethod
    def value(cls, id: str, name: str, reason: str) -> "InvalidVerdict":
        """For a value that the field cannot hold."""
        return cls(
            f"The verdict {id} gives {name!r} a value that it cannot have: {reason}.",
            "Give a value of the field's type (onrecord schema tells them).",
        )

    @classmethod
    def derived(cls, id: str, name: str) -> "InvalidVerdict":
        """For a field that follows from what is told."""
        return cls(
            f"The verdict {id} corrects {name!r}, which follows from the tellings.",
            "Correct, reject or add what is told instead.",
        )

    @classmethod
    def contradicts(cls, verdict: str, before: Sequence[str]) -> "InvalidVerdict":
        """For a merge or split and the verdicts, in words, that say otherwise."""
        return cls(
            f"This {verdict} contradicts {len(before)} verdict(s): {'; '.join(before[:3])}.",
            "Undo those first, or leave it: nothing was written.",
        )


class QuestionError(OnrecordError):
    """A question that the record cannot be asked; ``parameter`` names what is at fault, if one."""

    def __init__(self, what: str, do: str, parameter: str | None = None) -> None:
        super().__init__(what, do)
        self.args = (what, do, parameter)
        self.parameter = parameter

    @classmethod
    def of(cls, name: str, value: object, wanted: str) -> "QuestionError":
        """For a parameter's name, the value given and what would do."""
        return cls(f"The question’s {name} is {str(value)[:80]!r}.", f"Give it {wanted}.", name)


class NotInRecord(QuestionError):
    """No thing of the record has that id or name."""

    @classmethod
    def named(cls, named: str, near: Sequence[str] = ()) -> "NotInRecord":
        """For what was asked for, and names in the record that are like it."""
        do = "Look for it with `onrecord search` or `onrecord actors`."
        if near:
            do = f"These names are near: {', '.join(near)}."
        return cls(f"The record has nothing called {named[:80]!r}.", do)


class RecordError(OnrecordError):
    """A record could not be opened, written or trusted."""

    @classmethod
    def missing(cls, where: str) -> "RecordError":
        """For a place at which there is no record."""
        return cls(
            f"There is no record at {where}.",
            "Make one with `onrecord add`, or name another with --record or ONRECORD_RECORD.",
        )

    @classmethod
    def closed(cls, where: str, reason: str) -> "RecordError":
        """For a record that cannot be opened, and why."""
        return cls(
            f"The record {where} could not be opened: {reason}.",
            "Check the path or the address, and who may write there.",
        )

    @classmethod
    def unwritten(cls, reason: str) -> "RecordError":
        """For a write that failed, and why."""
        return cls(
            f"The record could not be written: {reason}.",
            "What was reported as added is kept; see to that and add the rest again.",
        )


class HarvestError(OnrecordError):
    """A folder of readings could not be written, gone on with or trusted."""


class MissingLibrary(OnrecordError):
    """A library that is not installed is needed for this."""

    @classmethod
    def of(cls, library: str, wanted: str, install: str) -> "MissingLibrary":
        """For a library, what wants it and what to hand to pip."""
        return cls(f"{wanted} needs {library}, which is not installed.", f"pip install {install}.")


class ModelError(OnrecordError):
    """The model is missing, damaged or not the one expected."""


class SettingError(OnrecordError):
    """A setting has a value that it cannot have."""

    @classmethod
    def of(cls, name: str, value: str, wanted: str) -> "SettingError":
        """For a setting's name, the value given and what would do."""
        return cls(f"The setting {name} is {value!r}.", f"Give it {wanted}.")


class OwnTablesError(SettingError):
    """Tables of one's own that cannot be used: the message names the file and the line."""
