"""The package of a Word file: the XML parts that hold its text, taken out within limits."""

import io
import posixpath
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager

from lxml import etree

from onrecord.errors import BinarySource, NotText

_LARGEST = 40_000_000  # bytes of one part, unpacked
_ENTRIES = 10_000  # files in the package
_ENTRY = b"PK\x01\x02"  # opens the record of each file in the directory of a ZIP archive
_DOCUMENT = "/officeDocument"
_RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
# What a ZIP archive that is no Word file may be, by a folder or a file in it.
_OTHERS = (
    ("xl/", "an Excel workbook"),
    ("ppt/", "a PowerPoint presentation"),
    ("content.xml", "an OpenDocument file"),
    ("META-INF/container.xml", "an e-book"),
)


class Package:
    """A Word file: its main part and those beside it, as XML."""

    def __init__(self, raw: bytes, name: str) -> None:
        """Raises BinarySource where it is no Word file, NotText where it is broken."""
        self._name = name
        if raw.count(_ENTRY) > _ENTRIES:
            raise NotText.of(name, f"it holds more than {_ENTRIES:,} files")
        with self._broken():
            self._archive = zipfile.ZipFile(io.BytesIO(raw))
            self._names = frozenset(self._archive.namelist())
        self._main = self._main_part()

    @property
    def document(self) -> etree._Element:
        """The XML of the main part."""
        return self._xml(self._main)

    def part(self, name: str) -> etree._Element | None:
        """The XML of the part of this name beside the main part; None where there is none."""
        path = posixpath.join(posixpath.dirname(self._main), name)
        return self._xml(path) if path in self._names else None

    def _main_part(self) -> str:
        """The path of the main part: that of the package's relations, else the usual one."""
        found = "word/document.xml"
        if "_rels/.rels" in self._names:
            for relation in self._xml("_rels/.rels").iter(_RELATIONS):
                if str(relation.get("Type", "")).endswith(_DOCUMENT):
                    found = str(relation.get("Target", "")).lstrip("/")
        if found in self._names and found.startswith("word/"):
            return found
        other = next(
            (what for path, what in _OTHERS if any(n.startswith(path) for n in self._names)),
            "a ZIP archive",
        )
        raise BinarySource(
            f"{self._name} is {other}, not text.",
            "Save the report as text, HTML, PDF or Word (.docx) and give that.",
        )

    def _xml(self, path: str) -> etree._Element:
        with self._broken():
            with self._archive.open(path) as file:
                raw = file.read(_LARGEST + 1)
            if len(raw) > _LARGEST:
                raise NotText.of(self._name, f"its {path} has more than {_LARGEST:,} bytes")
            parser = etree.XMLParser(
                resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
            )
            root = etree.fromstring(raw, parser)
        if root.getroottree().docinfo.doctype:
            raise NotText.of(self._name, "its XML declares entities, which no Word file does")
        return root

    @contextmanager
    def _broken(self) -> Iterator[None]:
        """NotText in the place of the errors of a package or of XML that is broken."""
        try:
            yield
        except RuntimeError as error:  # zipfile's own for a password
            raise NotText.of(self._name, "it is encrypted, or packed in a way unknown") from error
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, KeyError,
                NotImplementedError, etree.LxmlError) as error:  # fmt: skip
            raise NotText.of(self._name, "it is a damaged Word file") from error
