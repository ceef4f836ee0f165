"""What the pages about servers show of a terminal, run against a real one, and compared.

    python -m tests.served            says which page shows something else
    python -m tests.served --write    puts what is printed now in its place

A page speaks of port 8400; here it is any that is free. Scripts of a page lie beside the record
under the name by which the page calls them.
"""

import re
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread

import uvicorn

from onrecord.store.record import open_record
from onrecord.views.cli.demo import PLACE
from onrecord.views.desk.app import create
from onrecord.views.listening import listening
from tests.documented import ROOT, Terminal, rerun

PAGES = (ROOT / "docs" / "api.md", ROOT / "docs" / "mcp.md")
_SHOWN = "127.0.0.1:8400"
_SERVE = "onrecord serve > /dev/null 2>&1 &"
_TAG = re.compile(r"export TAG=\$\((.*)\)")
_SCRIPT = re.compile(r"as `(\w+\.py)`:\n\n```python\n(.*?)^```$", re.M | re.S)


class Served(Terminal):
    """A terminal whose commands reach a server that runs already."""

    at = ""

    def command(self, line: str) -> str:
        """What a command prints; that which starts the server is told as done."""
        if line == _SERVE:
            return ""
        if tag := _TAG.fullmatch(line):
            self._environment["TAG"] = super().command(tag[1].replace(_SHOWN, self.at)).strip()
            return ""
        if line == "onrecord demo | head -1":
            return self._said["onrecord demo"].splitlines()[0] + "\n"
        return super().command(line.replace(_SHOWN, self.at)).replace(self.at, _SHOWN)


@contextmanager
def serving(folder: Path, record: Path, said: str) -> Iterator[Served]:
    """A terminal in a new folder, with the record of the demonstration and a desk that shows it."""
    terminal = Served(folder, record, said)
    at = listening("127.0.0.1", 0)
    with open_record(folder / PLACE) as store, at:
        app = create(store)
        config = uvicorn.Config(app, log_config=None, access_log=False, lifespan="off", ws="none")
        server = uvicorn.Server(config)
        thread = Thread(target=server.run, kwargs={"sockets": [at]}, daemon=True)
        thread.start()
        terminal.at = f"127.0.0.1:{at.getsockname()[1]}"
        try:
            yield terminal
        finally:
            server.should_exit = True
            thread.join(20)
            for mounted in app.routes:
                readers = getattr(getattr(mounted, "app", None), "state", None)
                if readers is not None and hasattr(readers, "readers"):
                    readers.readers.close()


def printed(page: Path, terminal: Served) -> str:
    """The text of a page with what its blocks print now."""
    text = page.read_text("utf-8")
    for name, body in _SCRIPT.findall(text):
        (terminal.folder / name).write_text(body, "utf-8")
    return rerun(text, terminal)


def main() -> int:
    """The command; 1 where a page says what is not printed."""
    from tests.demo_record import make

    write = "--write" in sys.argv[1:]
    stale = 0
    with tempfile.TemporaryDirectory() as made:
        record, said = make(Path(made))
        for page in PAGES:
            folder = Path(made) / page.stem
            folder.mkdir()
            with serving(folder, record, said) as terminal:
                after = printed(page, terminal)
            if page.read_text("utf-8") != after:
                stale += 1
                print(f"{page.relative_to(ROOT)}: what it shows is not what is printed now.")
            if write:
                page.write_text(after, "utf-8")
    return 1 if stale and not write else 0


if __name__ == "__main__":
    sys.exit(main())
