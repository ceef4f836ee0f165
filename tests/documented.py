"""What the documentation shows of a terminal, run, and compared with what it prints now.

    python -m tests.documented            says which page shows something else
    python -m tests.documented --write    puts what is printed now in its place

A block marked ``console`` has commands, each on a line that begins with ``$ ``, and under each what
it prints; one marked ``pycon`` has Python as its prompt shows it. The blocks of a page are run in
their order in one folder, where the record of the demonstration lies: what one changes the next
one sees.
"""

import io
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from contextlib import redirect_stdout
from doctest import DocTestParser, Example
from pathlib import Path

from onrecord.views.cli.demo import PLACE

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
PAGES = (
    *(DOCS / f"{name}.md" for name in ("start", "record", "reading", "changing", "commands")),
    *sorted((DOCS / "tutorials").glob("*.md")),
)
DRAWINGS = {"open-harbours.svg": DOCS / "open-harbours.svg"}

_BLOCK = re.compile(r"^```(console|pycon)\n(.*?)^```$", re.M | re.S)
_COMMAND = re.compile(r"^\$ (.*(?:\\\n.*)*)\n", re.M)
_VERDICT = re.compile(r"\b[0-9a-f]{16}\.$", re.M)  # made of the moment at which it was given
_SHIMS = {"onrecord": "-P -m onrecord", "python": "-P"}


class Terminal:
    """A folder with the record of the demonstration, and a shell in it that knows ``onrecord``.

    ``python`` is the one that runs this, and finds the tests.
    """

    def __init__(self, folder: Path, record: Path, said: str) -> None:
        self.folder = folder
        self._said = {"onrecord demo": said}  # it takes seconds, and has been run
        shutil.copy(record, folder / PLACE)
        bin = folder / ".bin"
        bin.mkdir()
        for name, given in _SHIMS.items():
            (bin / name).write_text(f'#!/bin/sh\nexec "{sys.executable}" {given} "$@"\n')
            (bin / name).chmod(0o755)
        kept = ("HOME", "LANG", "LC_ALL", "OMP_NUM_THREADS", "PYTHONPATH", "TMPDIR")
        self._environment = {name: os.environ[name] for name in kept if name in os.environ} | {
            "PATH": f"{bin}{os.pathsep}{os.environ['PATH']}",
            "PYTHONUTF8": "1",
            "PYTHONPATH": str(ROOT),
        }
        self._names: dict[str, object] = {}

    def command(self, line: str) -> str:
        """What a command prints, errors among it; ``export`` holds for those that follow."""
        if said := self._said.get(line):
            return said
        if exported := re.fullmatch(r"export (\w+)=(\S+)", line):
            self._environment[exported[1]] = exported[2]
            return ""
        done = subprocess.run(
            line, shell=True, cwd=self.folder, env=self._environment, text=True, encoding="utf-8",
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=120,
        )  # fmt: skip
        return done.stdout

    def python(self, example: Example) -> str:
        """What a statement of Python prints."""
        out, before = io.StringIO(), Path.cwd()
        os.chdir(self.folder)
        try:
            with redirect_stdout(out):
                exec(compile(example.source, "<shown>", "single"), self._names)
        finally:
            os.chdir(before)
        return out.getvalue()


def rerun(text: str, terminal: Terminal) -> str:
    """The text of a page with what its blocks print now."""
    runs: dict[str, Callable[[str, Terminal], str]] = {"console": _console, "pycon": _pycon}
    return _BLOCK.sub(lambda m: f"```{m[1]}\n{runs[m[1]](m[2], terminal)}```", text)


def _console(body: str, terminal: Terminal) -> str:
    shown = ""
    for command in _COMMAND.finditer(body):
        printed = terminal.command(command[1])
        shown += f"$ {command[1]}\n{_lines(printed)}"
    return shown


def _pycon(body: str, terminal: Terminal) -> str:
    shown = ""
    for part in DocTestParser().get_examples(body):
        first, *more = part.source.splitlines()
        code = "\n".join([f">>> {first}", *(f"... {line}" for line in more)])
        shown += f"{code}\n{_lines(terminal.python(part))}"
    return shown


def _lines(printed: str) -> str:
    """What is printed as a page has it: no spaces at the ends of lines, no empty line at the end.

    RuntimeError where a command broke.
    """
    lines = [line.rstrip() for line in _VERDICT.sub("…", printed).splitlines()]
    if any(line.startswith("Traceback") for line in lines):
        raise RuntimeError(printed)
    while lines and not lines[-1]:
        lines.pop()
    return "".join(f"{line}\n" for line in lines)


def main() -> int:
    """The command; 1 where a page says what is not printed."""
    write = "--write" in sys.argv[1:]
    stale = 0
    with tempfile.TemporaryDirectory() as folder:
        for page in PAGES:
            stale += _one(page, Path(folder) / page.stem, write=write)
    return 1 if stale and not write else 0


def _one(page: Path, folder: Path, *, write: bool) -> bool:
    from tests.demo_record import make

    (folder / "run").mkdir(parents=True)
    terminal = Terminal(folder / "run", *make(folder))
    before = page.read_text("utf-8")
    after = rerun(before, terminal)
    if before != after:
        print(f"{page.relative_to(ROOT)}: what it shows is not what is printed now.")
    if write:
        page.write_text(after, "utf-8")
        for name, drawing in DRAWINGS.items():
            if name in after:
                shutil.copy(terminal.folder / name, drawing)
    return before != after


if __name__ == "__main__":
    sys.exit(main())
