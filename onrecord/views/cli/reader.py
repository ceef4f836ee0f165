"""Which reader reads: the options of ``read`` and ``add``, and two of them side by side."""

import argparse
import sys
from collections.abc import Iterable, Iterator
from contextlib import nullcontext
from dataclasses import replace
from typing import TYPE_CHECKING

from onrecord.errors import OnrecordError, SettingError
from onrecord.settings import READERS, Settings
from onrecord.views.cli import complain
from onrecord.views.cli.configuring import configured
from onrecord.views.progress import Progress

if TYPE_CHECKING:
    from onrecord.facts import Reading
    from onrecord.pipeline import Failure
    from onrecord.scoring.comparing import Comparison

BOTH = "both"
NAMES = READERS  # of the two sides
FORMATS = ("terminal", "json", "jsonl")  # of two readings side by side


def arguments(parser: argparse.ArgumentParser, *, both: bool = False) -> None:
    """Adds the options; ``both``: two readers may read, side by side."""
    add = parser.add_argument_group("another reader").add_argument
    about = "own, or llm: a language model that is asked over HTTP; default: own"
    if both:
        about = "own; llm: a language model that is asked over HTTP; both: side by side"
    add("--reader", choices=(*READERS, BOTH) if both else READERS, help=about)
    add("--endpoint", metavar="URL", help="of its chat completions, as http://127.0.0.1:11434/v1")
    about = "as the endpoint knows it; its key is in ONRECORD_LLM_KEY"
    add("--model", metavar="NAME", help=about)


def settings(options: argparse.Namespace) -> Settings:
    """The settings of file and environment, with what the command line says of the reader."""
    given = configured(options)
    if options.reader in READERS:
        given = replace(given, reader=options.reader)
    if options.endpoint:
        given = replace(given, llm_endpoint=options.endpoint)
    if options.model:
        given = replace(given, llm_model=options.model)
    if options.allow_private:
        given = replace(given, allow_private=True)
    return given


def compare(
    results: Iterable["Reading | Failure"],
    settings: Settings,
    form: str,
    path: str | None,
    bar: Progress,
) -> int:
    """Reads each report a second time, by the language model, and writes where the two differ.

    ``results`` are our own readings. Gives the exit status.
    """
    from onrecord.pipeline import Failure
    from onrecord.views.output import output

    if form not in FORMATS:
        raise SettingError(
            f"Two readings side by side cannot be had as {form}.",
            f"Give --format {', '.join(FORMATS[:-1])} or {FORMATS[-1]}.",
        )
    asked = replace(settings, reader="llm")
    done = bad = 0
    with output(path) as out:
        write = _Writing(form, to_terminal=out.standard)
        for one in _pairs(results, asked):
            shown = isinstance(one, Failure) or (out.standard and sys.stdout.isatty())
            with bar.aside() if shown else nullcontext():
                if isinstance(one, Failure):
                    complain(str(one.error))
                    bad += 1
                else:
                    out.write(write(one, first=not done))
                    done += 1
            bar.step()
        if not done:
            out.drop()
        elif form == "json":
            out.write(b"\n]\n")
    return 2 if not done else 1 if bad else 0


def _pairs(
    results: Iterable["Reading | Failure"], asked: Settings
) -> Iterator["Comparison | Failure"]:
    from onrecord.pipeline import Failure, read
    from onrecord.scoring.comparing import compared

    for own in results:
        if isinstance(own, Failure):
            yield own
            continue
        try:
            yield compared(own, read(own.report, settings=asked))
        except SettingError:
            raise
        except OnrecordError as error:
            yield Failure(own.report.source, error)


class _Writing:
    """Comparisons in one format, one after the other."""

    def __init__(self, form: str, *, to_terminal: bool) -> None:
        from onrecord.views.terminal import Look

        self._form = form
        self._look = Look.of(sys.stdout) if to_terminal else Look()

    def __call__(self, comparison: "Comparison", *, first: bool) -> bytes:
        from msgspec.json import encode
        from msgspec.json import format as indent

        from onrecord.views.comparing import as_json, side_by_side

        if self._form == "terminal":
            rule = "" if first else f"\n{self._look.rule}\n\n"
            return self._look.encoded(rule + side_by_side(comparison, self._look, NAMES))
        line = encode(as_json(comparison, NAMES))
        if self._form == "jsonl":
            return line + b"\n"
        return (b"[\n" if first else b",\n") + indent(line)
