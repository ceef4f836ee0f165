"""In which language a text is, by its letters and its smallest words, and whether it has sentences.

Light by intent: it keeps another language from being read as English, and does no more. The
words are those of the table ``languages``; the share of a text's words among them is what
counts (the method of Grefenstette 1995, "Comparing two language identification schemes").
"""

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache

from onrecord.tables import rows

_SAMPLE = 10_000  # characters: more do not change the answer
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_FULL_STOP = re.compile(r"[.!?…][\"'”’»)\]]*(?:\s|$)")

# Below so many words a text is too short to be refused for having no English ones.
_FEW_WORDS = 50
_ENGLISH_SHARE = 0.1  # English news has 0.35 to 0.5; lists of names fall below
_CLEARLY = 1.5  # another language must beat English by this factor …
_AT_LEAST = 3  # … and with so many words
_ITS_SHARE = 0.15  # below, a language is not named: it is one of those not in the table
_KANA_SHARE = 0.05  # Japanese mixes kana in; Chinese never does


@dataclass(frozen=True, slots=True)
class Language:
    """A language: its ISO 639 code and its English name."""

    code: str
    name: str


ENGLISH = Language("en", "English")
UNKNOWN = Language("und", "another language")


def language(text: str) -> Language:
    """The language of a text; English where nothing speaks against it."""
    sample = text[:_SAMPLE].casefold()
    words = _WORD.findall(sample)
    script = _script(sample)
    hits = _hits(words, script)
    if script not in ("LATIN", ""):
        return max(hits, key=lambda spoken: hits[spoken], default=UNKNOWN)
    english = hits.pop(ENGLISH, 0)
    other = max(hits, key=lambda spoken: hits[spoken], default=UNKNOWN)
    if hits[other] >= _AT_LEAST and hits[other] > _CLEARLY * english:
        return other if hits[other] >= _ITS_SHARE * len(words) else UNKNOWN
    if len(words) >= _FEW_WORDS and english < _ENGLISH_SHARE * len(words):
        return UNKNOWN
    return ENGLISH


def has_sentence(text: str) -> bool:
    """Whether some line has words in a row that could be a sentence of English.

    Three words up to a full stop, or five with a function word among them (a headline).
    """
    small = _small_words("LATIN")
    for line in text.split("\n"):
        words = _WORD.findall(line)
        if len(words) >= 3 and _FULL_STOP.search(line):
            return True
        if len(words) >= 5 and any(ENGLISH in small.get(word.casefold(), ()) for word in words):
            return True
    return False


def _script(sample: str) -> str:
    """The script that most letters are of, by its name in Unicode; empty without letters."""
    scripts: Counter[str] = Counter()
    for char, count in Counter(sample).items():
        if char.isalpha():
            scripts[_script_of(char)] += count
    kana = scripts["HIRAGANA"] + scripts["KATAKANA"]
    if kana > _KANA_SHARE * scripts.total():
        return "HIRAGANA"
    return scripts.most_common(1)[0][0] if scripts.total() else ""


@lru_cache(maxsize=1024)
def _script_of(letter: str) -> str:
    return unicodedata.name(letter, "?").split(" ")[0].split("-")[0]


def _hits(words: list[str], script: str) -> Counter[Language]:
    """For every language of a script, how many of the words are function words of it."""
    small = _small_words(script)
    hits = Counter(dict.fromkeys(_languages(script), 0))
    for word, times in Counter(words).items():
        for spoken in small.get(word, ()):
            hits[spoken] += times
    return hits


def _languages(script: str) -> list[Language]:
    return [Language(row["code"], row["name"]) for row in _rows(script)]


def _rows(script: str) -> list[dict[str, str]]:
    return [row for row in rows("languages") if row["script"] == script]


@lru_cache(maxsize=16)
def _small_words(script: str) -> dict[str, tuple[Language, ...]]:
    """Function word → the languages of the script that have it."""
    having: dict[str, tuple[Language, ...]] = {}
    for row in _rows(script):
        for word in row["words"].split():
            having[word] = (*having.get(word, ()), Language(row["code"], row["name"]))
    return having
