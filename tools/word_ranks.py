"""Make onrecord/tables/word_ranks.tsv.gz: how rare a word is, from the encoder's vocabulary.

    python -m tools.word_ranks

The vocabulary of uncased BERT models is sorted by how often a word stands in books and
encyclopaedias; the logarithm of the place of its commonest form is how rare a stem is.
"""

import gzip
import json
import math
from pathlib import Path

from onrecord.record.identity.stems import stem

PACKAGE = Path(__file__).parent.parent / "onrecord"
FIRST = 1996  # the place of «the», the first word of the vocabulary
HEAD = "\n".join(
    (
        "# How rare words are, by their stems (onrecord/record/identity/stems.py): 0.15 for «the»,"
        " 2.9 at most; what is not here is rarer still.",
        "# source: the order of the vocabulary of uncased BERT (Devlin et al. 2019, Apache-2.0),"
        " made by tools/word_ranks.py.",
        "# licence: Apache-2.0.",
        "stem\trarity\n",
    )
)


def main() -> None:
    """Write the table."""
    model = json.loads((PACKAGE / "model" / "tokenizer.json").read_text("utf-8"))
    ranks: dict[str, int] = {}
    for word, place in model["model"]["vocab"].items():
        if word.isalpha() and word.isascii() and len(word) > 2:
            key = stem(word)
            ranks[key] = min(ranks.get(key, place), place)
    lines = (
        f"{key}\t{math.log(place / FIRST) + 0.15:.2f}\n" for key, place in sorted(ranks.items())
    )
    data = (HEAD + "".join(lines)).encode("utf-8")
    path = PACKAGE / "tables" / "word_ranks.tsv.gz"
    path.write_bytes(gzip.compress(data, mtime=0))
    print(f"{path.name}: {len(ranks)} stems")


if __name__ == "__main__":
    main()
