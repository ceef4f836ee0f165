"""Made-up texts to measure copies by: our own reports rewritten as outlets rewrite wire copy.

Positives: a wire report and what an outlet makes of it. Negatives: two reports of one event with
the same quotations and names, and nothing else in common: one's quotations in another's prose.
"""

import random
import re
from dataclasses import dataclass
from pathlib import Path

from onrecord.record.identity.wording import tokens

REPORTS = Path(__file__).parents[1] / "gold" / "reports"
# Words that a sub-editor changes for one another.
SWAPS = dict(
    pair.split("/")
    for pair in (
        "said/told reporters|after/following|before/ahead of|also/too|about/around|but/however|"
        "would/could|two/both|last/previous|new/fresh|talks/negotiations|agreement/accord|"
        "accord/deal|deal/agreement|officials/authorities|government/administration|began/started|"
        "met/held talks|asked/requested|people/residents|killed/left dead|told/informed|since/from|"
        "week/seven days|month/four weeks|first/initial|held/detained|country/nation|under/below"
    ).split("|")
)


@dataclass(frozen=True)
class Pair:
    """Two texts, whether one is a copy of the other, and how it was made."""

    one: str
    other: str
    copy: bool
    how: str


def paragraphs(text: str) -> list[str]:
    return [one for one in re.split(r"\n\s*\n", text.strip()) if one.strip()]


def originals() -> list[str]:
    """Our own reports of at least eight paragraphs."""
    texts = [path.read_text("utf-8") for path in sorted(REPORTS.glob("*.txt"))]
    return [text for text in texts if len(paragraphs(text)) >= 8]


def edited(text: str, share: float, chance: random.Random) -> str:
    """The text with that share of its words changed or left out, quotations as they were."""
    parts = re.split(r"(“[^”]*”|\"[^\"]*\")", text)
    return "".join(
        part if at % 2 else _edited(part, share, chance) for at, part in enumerate(parts)
    )


def _edited(text: str, share: float, chance: random.Random) -> str:
    found = []
    for word in text.split(" "):
        if chance.random() >= share:
            found.append(word)
        elif word.lower() in SWAPS:
            found.append(SWAPS[word.lower()])
        elif chance.random() < 0.5:
            found.append(f"then {word}")
    return " ".join(found)


def copy(
    text: str, own: str, chance: random.Random, *, cut: float, words: float, added: float
) -> str:
    """A wire report as an outlet runs it: another headline, paragraphs cut, words changed, own
    paragraphs (of the text ``own``) added; all as shares of the original.
    """
    whole = paragraphs(text)[1:]
    kept = [one for one in whole if chance.random() >= cut] or whole[:1]
    room = round(added * len(whole))
    for extra in chance.sample(paragraphs(own), min(room, len(paragraphs(own)))):
        kept.insert(chance.randrange(len(kept) + 1), extra)
    body = "\n\n".join(edited(one, words, chance) for one in kept)
    return f"{' '.join(tokens(own)[:9]).capitalize()}\n\n{body}"


def independent(text: str, own: str) -> str:
    """Another report of the same event: the prose of ``own``, with the first one's quotations and
    its names.
    """
    names = _names(text)
    told = paragraphs(re.sub(r"“[^”]*”|\"[^\"]*\"", "it was so", own))
    for at, name in enumerate(_names(own)[: len(names)]):
        told = [one.replace(name, names[at]) for one in told]
    quotations = [m.group() for m in re.finditer(r"“[^”]*”|\"[^\"]*\"", text)]
    for at, quotation in enumerate(quotations):
        told.insert(1 + 2 * at, f"{quotation} {names[0] if names else 'he'} said.")
    return "\n\n".join(told)


def _names(text: str) -> list[str]:
    found = re.findall(r"(?<=[a-z,] )[A-Z][a-z]+ [A-Z][a-z-]+", text)
    return list(dict.fromkeys(found))


def pairs(seed: int = 7) -> list[Pair]:
    """Positives of growing difference and negatives, the same for the same seed."""
    chance = random.Random(seed)
    texts, found = originals(), []
    for at, text in enumerate(texts):
        for step, own in enumerate(texts[at + 1 :] + texts[:at]):
            found.append(Pair(text, independent(text, own), False, "same quotations"))
            if step < len(_HARD):
                cut, words, added = _HARD[step]
                made = copy(text, own, chance, cut=cut, words=words, added=added)
                found.append(Pair(text, made, True, f"cut {cut} words {words} added {added}"))
        found.append(Pair(text, texts[at - 1], False, "another report"))
    return found


_HARD = (
    (0.0, 0.0, 0.0),
    (0.1, 0.02, 0.1),
    (0.3, 0.02, 0.0),
    (0.5, 0.0, 0.0),
    (0.0, 0.1, 0.0),
    (0.0, 0.2, 0.0),
    (0.3, 0.05, 0.2),
    (0.2, 0.1, 0.3),
    (0.5, 0.05, 0.5),
    (0.6, 0.1, 0.0),
    (0.0, 0.0, 1.0),
    (0.3, 0.15, 0.3),
)
