"""Who stands behind what is told: independent outlets, vouchers in the end, terms.

An outlet is independent where it has a text of its own for what is told. Reports that are near
copies of each other (or say that they copy) are one text. So the count is the most outlets that
can each be given a text of its own among those that tell: a greatest matching of outlets and texts
(Kuhn 1955). Two outlets that print one agency's text are one; an outlet with a report of its own
beside it counts for itself.

Vouchers are who stands behind a telling in the end: the innermost link of its chain, or, where the
reporter vouches, the independent outlet. Unnamed sources who speak for one state count once: that
they are several is not known.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import urlsplit

from onrecord.record.things import Ref, Source, ThingTelling, Vouched
from onrecord.tables.states import outlets as known_outlets
from onrecord.vocabulary import Terms, values

# Terms under which the one who speaks stays without a name.
UNNAMED_TERMS: frozenset[Terms] = frozenset({"on_background", "off_record", "anonymous"})
_ORDER = {terms: at for at, terms in enumerate(values(Terms))}


@dataclass(frozen=True, slots=True)
class Stand:
    """What of one telling is weighed.

    ``text`` names the group of near copies that it stands in, ``outlet`` whose it is. ``voucher``
    is who stands behind it in the end, None for the reporter. ``unnamed``: it rests on someone
    without a name. ``retracted``: its report is taken back.
    """

    text: str
    outlet: str
    counted: str
    terms: Terms
    voucher: str | None = None
    unnamed: bool = False
    retracted: bool = False


@dataclass(frozen=True, slots=True)
class Weight:
    """How much stands behind some tellings of a thing; see ``things.Thing``."""

    outlets: int
    vouchers: int
    terms: tuple[Terms, ...]
    unnamed_only: bool
    first: str
    last: str
    retracted: bool = False


def weigh(stands: Sequence[Stand]) -> Weight:
    """The weight of some tellings taken together; at least one must be given.

    Those of reports that are taken back count for nothing.
    """
    stand_by = [one for one in stands if not one.retracted]
    own = {(one.text, one.outlet) for one in stand_by if one.voucher is None}
    said_by = {outlet for _, outlet in own}
    named = {one.voucher for one in stand_by if one.voucher is not None} - said_by
    return Weight(
        independent({(one.text, one.outlet) for one in stand_by}),
        len(named) + independent(own),
        tuple(sorted({one.terms for one in stands}, key=_ORDER.__getitem__)),
        all(one.unnamed for one in stands),
        min(one.counted for one in stands),
        max(one.counted for one in stands),
        not stand_by,
    )


def independent(told: Iterable[tuple[str, str]]) -> int:
    """How many outlets can be given a text of their own, of (text, outlet) pairs."""
    pairs = set(told)
    outlets = {outlet for _, outlet in pairs}
    if len(outlets) == 1 or len({text for text, _ in pairs}) == len(pairs):
        return len(outlets)  # no text is shared
    texts: dict[str, list[str]] = {}
    for text, outlet in sorted(pairs):
        texts.setdefault(outlet, []).append(text)
    held: dict[str, str] = {}
    taken: dict[str, str] = {}
    return sum(_given(outlet, texts, held, taken) for outlet in texts)


def _given(
    outlet: str, texts: Mapping[str, list[str]], held: dict[str, str], taken: dict[str, str]
) -> bool:
    """Whether the outlet gets a text, others moving to another of theirs where they can."""
    asking = [outlet]
    asked_by: dict[str, str] = {}
    for one in asking:
        for text in texts[one]:
            if text in asked_by:
                continue
            asked_by[text] = one
            if text in taken:
                asking.append(taken[text])
                continue
            while text:
                getting = asked_by[text]
                left = held.get(getting, "")
                taken[text], held[getting] = getting, text
                text = left
            return True
    return False


def stand(
    source: Source, text: str, chain: Sequence[Vouched], refs: Mapping[str, Ref], own: Terms | None
) -> Stand:
    """What is weighed of a telling in ``source``.

    ``chain`` are its vouchers, outermost first; ``refs`` says who they are, by their ids in the
    record. ``own`` are a statement's own terms, None for other facts.
    """
    outer = chain[0].terms if chain else own or "unspecified"
    hidden = any(_unnamed(link, refs) for link in chain)
    if not chain:
        hidden = own is not None and own in UNNAMED_TERMS
    voucher = _who(refs.get(chain[-1].actor), chain[-1].actor) if chain else None
    return Stand(text, outlet_of(source), source.counted, outer, voucher, hidden, source.retracted)


def _unnamed(link: Vouched, refs: Mapping[str, Ref]) -> bool:
    ref = refs.get(link.actor)
    return link.terms in UNNAMED_TERMS or (ref is not None and ref.unnamed)


def _who(ref: Ref | None, actor: str) -> str:
    """Under what name a voucher counts: an outlet is one with its own reports."""
    if ref is None:
        return actor
    if ref.unnamed:
        return f"unnamed {ref.represents or ref.name.casefold()}"
    known = _by_name().get(ref.name.casefold()) if ref.kind == "organization" else None
    return known or ref.id


def texts(sources: Iterable[Source], copies: Iterable[tuple[str, str]]) -> dict[str, str]:
    """For each report the name of the group of copies that it is in: the least id of it.

    ``copies`` are pairs of ids of reports whose texts are near copies, in any order.
    """
    parent: dict[str, str] = {}

    def root(one: str) -> str:
        while (above := parent.setdefault(one, one)) != one:
            parent[one] = one = parent[above]
        return one

    reports = set()
    pairs = list(copies)
    for source in sources:
        reports.add(source.report)
        if source.url:
            pairs.append((source.report, source.url))
        if source.copy_of:
            pairs.append((source.report, source.copy_of))
    for one, other in pairs:
        low, high = sorted((root(one), root(other)))
        parent[high] = low
    groups: dict[str, str] = {}
    for report in sorted(reports):
        groups.setdefault(root(report), report)
    return {report: groups[root(report)] for report in reports}


def outlet_of(source: Source) -> str:
    """Whose report it is: the outlet's name as the table has it, else as given, else its host."""
    return _outlet(source.outlet, source.url, source.report)


def outlet_told(telling: ThingTelling) -> str:
    """The same of the report of a telling."""
    return _outlet(telling.outlet, telling.url, telling.report)


def outlet_named(name: str) -> str:
    """Under which name an outlet counts that is called so."""
    return _outlet(name, None, "")


@lru_cache(maxsize=8192)
def _outlet(outlet: str | None, url: str | None, report: str) -> str:
    if outlet and outlet.strip():
        name = " ".join(outlet.split()).casefold()
        return _by_name().get(name) or _by_name().get(name.removeprefix("the ")) or name
    host = (urlsplit(url).hostname or "").removeprefix("www.") if url else ""
    above = host
    while above:
        if above in _by_host():
            return _by_host()[above]
        above = above.partition(".")[2]
    return host or report


@lru_cache(maxsize=1)
def _by_name() -> dict[str, str]:
    return {
        name.casefold(): outlet.name
        for outlet in known_outlets().values()
        for name in (outlet.name, *outlet.names)
    }


@lru_cache(maxsize=1)
def _by_host() -> dict[str, str]:
    return {host: o.name for o in known_outlets().values() for host in o.domains}
