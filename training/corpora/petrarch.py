"""Sentences with the codes that PETRARCH-2 is validated against, in the ontology CAMEO."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from training.corpora.plover import Typed, cameo

# The file is not well-formed XML: sentences are closed before their text begins.
_SENTENCE = re.compile(
    r'<Sentence\b[^>]*?\bid\s*=\s*"(?P<id>[^"]+)"[^>]*>(?P<codes>(?:(?!<Sentence\b).)*?)'
    r"<Text>(?P<text>.*?)</Text>",
    re.S,
)
_COMMENT = re.compile(r"<!--.*?-->", re.S)
_CODE = re.compile(r'\beventcode\s*=\s*"(\d+)"')
_INVENTED = "PETR.Validate.verbs"  # the verbs, and their codes, of the unit tests
# What the program gave and a reader would not: codes kept as they came out, to see them change.
_DOUBTFUL = frozenset(
    ["EXIST_1", "TEST_7", "TEST_8", "VERB_3", "SYNSET_0", "github_issue27_3", "github_issue27_4"]
)


def typed(path: Path, table: Path) -> Iterator[Typed]:
    """Sentences of `path` whose codes agree on one type, by the table of CAMEO and PLOVER.

    Nothing comes of PETRARCH's unit tests, whose codes are made up, nor of its sample of Gigaword,
    which has none. A sentence without an event is left out too: in most of them the program merely
    found none.
    """
    plover = cameo(table)
    everything = path.read_text("utf-8")
    if _INVENTED in everything:
        return
    for found in _SENTENCE.finditer(everything):
        codes = _CODE.findall(_COMMENT.sub("", found["codes"]))
        labels = {plover.get(code) for code in codes}
        text = " ".join(found["text"].replace("``", "“").replace("''", "”").split())
        types = {label[0] for label in labels if label}
        if None in labels or len(types) != 1 or not text or found["id"] in _DOUBTFUL:
            continue
        modes = {label[1] for label in labels if label}
        mode = modes.pop() if len(modes) == 1 else None
        yield Typed(found["id"], text, types.pop(), mode)
