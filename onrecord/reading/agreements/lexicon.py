"""The words of agreements: names, head nouns, and what turns their life, from the tables."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import get_args

from onrecord.reading.turning.inflected import listed as inflected
from onrecord.reading.turning.phrases import Phrases
from onrecord.tables import rows
from onrecord.vocabulary import AgreementKind, ChangeLabel, Modality

_KINDS: dict[str, AgreementKind] = {str(kind): kind for kind in get_args(AgreementKind)}
_CHANGES: dict[str, ChangeLabel] = {str(label): label for label in get_args(ChangeLabel)}
_MODALITIES: dict[str, Modality] = {str(m): m for m in get_args(Modality)}
_GAP = r"[\s\xa0]+"


@dataclass(frozen=True, slots=True)
class Known:
    """An agreement that news knows by name; `parties` are ISO 3166 codes."""

    name: str
    kind: AgreementKind
    parties: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Turning:
    """A row of changes.tsv: how a word turns an agreement's life."""

    change: ChangeLabel
    noun: bool
    links: tuple[tuple[str, ...], ...]  # () stands for nothing between
    before: bool  # the agreement stands before it, as its subject
    behind: bool  # the agreement stands behind it, as its object, and nowhere else
    bare: bool  # the last agreement spoken of is meant
    alone: bool  # the agreement that a report is about is meant, where an actor does it
    brokered: bool  # who does it is no party
    under: bool  # what goes on under the agreement is turned, and the agreement with it
    attributive: bool  # a participle within what the agreement is called
    gives: Modality | None
    pronoun: bool
    kinds: frozenset[AgreementKind]

    @property
    def objects(self) -> tuple[tuple[str, ...], ...]:
        """What may stand between the verb and its object, () for nothing."""
        return self.links or ((),)

    @property
    def plain(self) -> bool:
        """Whether it is a verb whose object, or subject, is the agreement."""
        return not (self.noun or self.before or self.bare or self.under or self.attributive)


@cache
def names() -> dict[str, Known]:
    """Every form of a known name."""
    found: dict[str, Known] = {}
    for row in rows("agreement_names"):
        parties = tuple(p for p in row["parties"].split("|") if p)
        known = Known(row["name"], _KINDS[row["kind"]], parties)
        for form in (row["name"], *row["names"].split("|")):
            if form:
                found[form] = known
    return found


_FIRST = re.compile(r"\w+")


@cache
def names_by_first() -> dict[str, tuple[str, ...]]:
    """The known names by their first word, the longest first."""
    found: dict[str, list[str]] = defaultdict(list)
    for form in sorted(names(), key=lambda f: (-len(f), f)):
        if first := _FIRST.match(form):
            found[first.group()].append(form)
    return {first: tuple(forms) for first, forms in found.items()}


@cache
def name_pattern(first: str) -> re.Pattern[str]:
    """Any known name with that first word; a break of line or a hard space may part its words."""
    forms = (re.escape(form).replace(r"\ ", _GAP) for form in names_by_first()[first])
    return re.compile(f"(?:{'|'.join(forms)})" + r"(?!\w)")


@cache
def head_kinds() -> dict[str, AgreementKind | None]:
    """Head nouns in lower case; None for words that only stand for what was named before."""
    found: dict[str, AgreementKind | None] = {}
    for row in rows("agreement_heads"):
        if (row["class"] in _KINDS or row["class"] == "weak") and not row["company"]:
            for word in row["words"].split("|"):
                found[word] = _KINDS.get(row["class"])
    return found


@cache
def several(head: str) -> bool:
    """Whether a head noun speaks of more than one: «accords», «memorandums of understanding»."""
    first, _, rest = head.partition(" ")
    ones = {first[:-1] + "um"} if first[-1] == "a" else set()
    if first.endswith("s"):
        ones = {first[:-1], first[:-3] + "y"} if first.endswith("ies") else {first[:-1]}
    return any(f"{one} {rest}".strip() in head_kinds() for one in ones)


@dataclass(frozen=True, slots=True)
class Company:
    """What makes an agreement of a word that is none alone."""

    kind: AgreementKind
    before: frozenset[str]
    ends: tuple[str, ...]  # «-day» of «six-day»
    behind: frozenset[str]

    def keeps(self, before: Sequence[str], behind: str) -> bool:
        """Whether one of the words before, or those behind, make it an agreement."""
        return behind in self.behind or any(
            w in self.before or (self.ends and w.endswith(self.ends)) for w in before
        )


@cache
def in_company() -> dict[str, Company]:
    """The head nouns that are agreements only in company."""
    found: dict[str, Company] = {}
    for row in rows("agreement_heads"):
        if row["company"]:
            words = row["company"].split("|")
            company = Company(
                kind=_KINDS[row["class"]],
                before=frozenset(w for w in words if w[0] not in "+-"),
                ends=tuple(w for w in words if w[0] == "-"),
                behind=frozenset(w[1:] for w in words if w[0] == "+"),
            )
            found.update(dict.fromkeys(row["words"].split("|"), company))
    return found


@cache
def head_phrases() -> Phrases:
    """All head nouns, to be found in a text."""
    return Phrases({*head_kinds(), *in_company()})


@cache
def listed(kind: str) -> frozenset[str]:
    """The words of a class of agreement_heads.tsv."""
    return frozenset(
        word
        for row in rows("agreement_heads")
        if row["class"] == kind
        for word in row["words"].split("|")
    )


_TURNING = frozenset({"verb", "noun", "bare", "alone", "broker", "under", "attributive"})
_PARTICLES = frozenset("up down off out over forward back on in aside".split())


@cache
def turnings() -> dict[str, tuple[Turning, ...]]:
    """What a word or phrase turns, by its form in lower case."""
    found: dict[str, list[Turning]] = defaultdict(list)
    for row in rows("changes"):
        if row["kind"] not in _TURNING:
            continue
        links = tuple(tuple(x.split()) for x in row["link"].split("|") if x not in {"-", "="})
        turning = Turning(
            change=_CHANGES[row["change"]],
            noun=row["kind"] == "noun",
            links=links,
            before=row["link"] == "-",
            behind=row["link"] == "=",
            bare=row["kind"] in {"bare", "alone"},
            alone=row["kind"] == "alone",
            brokered=row["kind"] == "broker",
            under=row["kind"] == "under",
            attributive=row["kind"] == "attributive",
            gives=_MODALITIES.get(row["gives"]),
            pronoun=row["it"] == "yes",
            kinds=frozenset(_KINDS[k] for k in row["heads"].split("|") if k),
        )
        for form in inflected(row["words"]):
            found[form].append(turning)
    return {form: tuple(rows_) for form, rows_ in found.items()}


@cache
def parted() -> dict[str, dict[str, tuple[Turning, ...]]]:
    """Verbs whose particle may stand behind their object («tore it up»): verb → particle → rows."""
    found: dict[str, dict[str, tuple[Turning, ...]]] = defaultdict(dict)
    for form, many in turnings().items():
        verb, _, particle = form.partition(" ")
        own = tuple(t for t in many if t.plain and () in t.objects)
        if particle.partition(" ")[0] in _PARTICLES and own:
            found[verb][particle] = own
    return dict(found)


@cache
def of_kind(kind: str) -> frozenset[str]:
    """The words of a further kind of changes.tsv: undo, body, activity."""
    return frozenset(
        form for row in rows("changes") if row["kind"] == kind for form in row["words"].split("|")
    )


@cache
def awaited_nouns() -> dict[str, ChangeLabel]:
    """Nouns that alone may stand for what is to become of the agreement just spoken of."""
    return {
        form: _CHANGES[row["change"]]
        for row in rows("changes")
        if row["kind"] == "awaited"
        for form in row["words"].split("|")
    }


@cache
def turning_phrases() -> Phrases:
    """All forms of changes.tsv, to be found in a text."""
    return Phrases({*turnings(), *parted()})


@cache
def turning_heads() -> frozenset[str]:
    """All forms of one word that are verbs, to end a clause at."""
    return frozenset(
        form
        for form, many in turnings().items()
        if not all(t.noun or t.bare or t.attributive for t in many) and " " not in form
    )
