"""For which state somebody acts where no word beside the title says it.

News leaves out what its readers know or have just read: «the foreign ministry» is that of the
capital that spoke in the sentence before, «President X» of a paper's own country. What stands
around the first mention is weighed for every state that the report speaks of (`evidence.py`), and
for none of them: a log-linear model, learnt by training/siding.py. Nothing is said below `_SURE`.
"""

from collections.abc import Mapping, Sequence
from functools import cache
from math import exp

from onrecord.reading.cast.evidence import Clues, gather, weigh
from onrecord.reading.cast.localities import state_within
from onrecord.reading.cast.mention import Draft, Mention
from onrecord.reading.cast.page import Page, Run
from onrecord.reading.cast.phrases import is_plural
from onrecord.reading.cast.players import ACTING, Players
from onrecord.reading.cast.words import among
from onrecord.tables import rows

__all__ = ["allege", "chances", "from_owner"]

_BORROWING = frozenset({"person", "office", "government_body", "unnamed_source", "organization"})
_BODIES = frozenset({"government_body", "office"})
_POSTED = frozenset({"embassy", "consulate", "ambassador", "mission", "consul"})
_SERVANTS = frozenset({"LEG", "JUD"})
_DEEPEST = 4  # «the spokesman of the office of the minister of …»; owners may own each other
_COURTESY = frozenset({"mr", "mrs", "ms", "dr", "madam", "sir", "dame", "lord"})
_ANYBODY = frozenset({"official", "senior official", "diplomat", "senior diplomat", "envoy"})
# Words of bodies that are also a state's: «Court president».
_OF_STATES = frozenset({
    "ministry", "agency", "committee", "commission", "army", "court", "parliament", "assembly",
    "senate", "authority", "service", "office", "department", "bureau", "forces", "command",
    "congress", "council", "corps", "tribunal", "guard", "board",
})  # fmt: skip
_SURE = 0.8


def allege(players: Players, mentions: Sequence[Mention]) -> None:
    """Gives a state to those who act for one that is not said, in the order of the text."""
    page = players.page
    _of_states(page, mentions)
    open_ = [d for d in players.drafts if d.kind in _BORROWING and not d.code and _serves(d)]
    if not open_:
        return
    firsts: dict[int, Mention] = {}
    for one in mentions:
        if one.actor is not None and one.sort != "pronoun":
            firsts.setdefault(id(one.actor), one)
    clues = gather(page, mentions)
    for draft in sorted(open_, key=lambda d: firsts[id(d)].run[0] if id(d) in firsts else -1):
        first = firsts.get(id(draft))
        from_owner(draft)
        if first is not None and not draft.code and draft.kind == "person":
            draft.code = _beside(page, first.run)
        if first is not None and not draft.code and not _paired(page, first):
            draft.code = _sided(players, draft, first, clues, mentions)


def _sided(
    players: Players, draft: Draft, first: Mention, clues: Clues, mentions: Sequence[Mention]
) -> str:
    """Its issuer's in a press release, that of the place before a title, else the likeliest."""
    page = players.page
    evidence = weigh(players, draft, first, clues)
    open_ = evidence.keys() if not draft.peer else set()
    within = state_within(page, (first.run[0], (first.name or first.run)[0]))
    if within in open_ and draft.kind in ("person", "office"):
        return within
    if page.issued in open_ and _last(page, mentions, first) in ("", page.issued):
        return page.issued
    return _best(chances(evidence))


def _last(page: Page, mentions: Sequence[Mention], first: Mention) -> str:
    """The state of who was spoken of last before in the sentence."""
    at = first.run[0]
    for one in reversed([m for m in mentions if m.run[1] <= at]):
        if page.sentence[one.run[0]] != page.sentence[at]:
            break
        if one.actor is not None and one.actor.code:
            return one.actor.code
    return ""


def _beside(page: Page, run: Run) -> str:
    """The state in words beside a name: «General X of Kenya», «his Kenyan counterpart, Mr X»."""
    at = run[1] + 1
    if page.word(run[1]) == "of" and at < len(page) and page.sentence[at] == page.sentence[run[0]]:
        held = page.known.get(at + (page.word(at) == "the"))
        if held is not None and held[1].kind == "state" and not held[1].ambiguous:
            return held[1].code
    at = run[0]
    while page.word(at - 1) in _COURTESY or page.word(at - 1) in (".", ","):
        at -= 1
    ending = page.known_end.get(at - 1)
    if page.word(at - 1) == "counterpart" and ending is not None and ending[1].kind == "demonym":
        return ending[1].code
    return ""


def _of_states(page: Page, mentions: Sequence[Mention]) -> None:
    """«Amadou Keita of Mali» acts for Mali, beside somebody who acts for another state.

    Not where a word says what else he is, nor where nobody else in the sentence acts for a state:
    «the engineer Paul Shea of Ireland», «Maria Sørensen of Norway won the prize».
    """
    firsts = {id(m.actor): m for m in reversed(mentions) if m.sort == "person" and m.actor}
    told = {}
    for one in firsts.values():
        who = one.actor
        if who is not None and not (who.code or who.roles or who.office or who.owner):
            code = _beside(page, one.run) if page.word(one.run[1]) == "of" else ""
            if code and one.run[1] - one.run[0] > 1:
                told[id(who)] = (one, code)
    for one, code in told.values():
        sentence = page.sentence[one.run[0]]
        others = {
            m.actor.code or _beside(page, m.run)
            for m in mentions
            if m.actor is not None
            and m.actor.for_state
            and m.sort in ("person", "role")
            and page.sentence[m.run[0]] == sentence
        }
        others |= {c for m, c in told.values() if page.sentence[m.run[0]] == sentence}
        if others - {code, ""} and one.actor is not None:
            one.actor.code, one.actor.for_state = code, True


def _paired(page: Page, first: Mention) -> bool:
    """«Foreign Ministers X and Y»: one title of several, who mostly hold it in several states."""
    bare = first.sort == "person" and not first.titles and first.head != ""
    return (bare and page.word(first.run[0] - 1) in ("and", "&")) or any(
        is_plural(page.low[end - 1]) for _, end in first.titles
    )  # fmt: skip


def from_owner(draft: Draft, depth: int = 0) -> None:
    """Gives an actor the state of whom it belongs to: «the minister’s spokesman»."""
    owner = draft.owner
    if owner is None or depth > _DEEPEST or draft.peer:
        return
    if not owner.code:
        from_owner(owner, depth + 1)
    serves = (
        owner.kind in ("state", "government_body", "office")
        or owner.for_state
        or (owner.kind == "organization" and owner.code in ("UN", "EU"))
    )
    loose = not draft.sector and draft.kind != "group"
    if serves and (draft.for_state or draft.sector in ACTING or loose):
        draft.code = owner.code
        draft.sector = draft.sector or owner.sector


def _serves(draft: Draft) -> bool:
    """Whether an actor acts for some state, by its title or as a body of one."""
    if draft.kind == "organization":
        return draft.sector == "MED" and draft.head.startswith("state ")
    owner = draft.owner
    if owner is not None and not draft.peer and owner.for_state and owner.kind in _BODIES:
        return False  # «the junta’s spokesman» acts for whom the junta does
    if (
        draft.kind == "person"
        and owner is not None
        and not draft.peer
        and (owner.kind == "person" and not owner.for_state)
    ):
        return False  # «Dimasala’s deputy»
    if among("org_head").intersection(draft.office.lower().split()[:-1]) - _OF_STATES:
        return False  # «Association president»
    if _POSTED.intersection(f"{draft.office} {draft.name}".lower().split()):
        return False  # the state near by is where an embassy stands
    if draft.kind == "unnamed_source":
        return draft.for_state and not draft.plural and draft.head not in _ANYBODY
    return draft.for_state or draft.sector in _SERVANTS


def chances(found: Mapping[str, Mapping[str, float]]) -> dict[str, float]:
    """How likely an actor acts for each state; what is missing to one is the chance of none."""
    weights = _weights()
    worths = {
        code: exp(sum(weights[kind] * value for kind, value in worth.items()))
        for code, worth in found.items()
    }  # fmt: skip
    total = sum(worths.values()) + exp(weights["none"])
    return {code: worth / total for code, worth in worths.items()}


@cache
def _weights() -> dict[str, float]:
    return {row["feature"]: float(row["weight"]) for row in rows("allegiance_weights")}


def _best(likely: Mapping[str, float]) -> str:
    code = max(sorted(likely), key=lambda c: likely[c], default="")
    return code if likely.get(code, 0.0) >= _SURE else ""
