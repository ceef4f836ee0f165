"""Joining bodies: by their table, by state and head, by owner, by short forms and acronyms."""

from onrecord.reading.cast.capitals import folded
from onrecord.reading.cast.mention import Draft, Mention
from onrecord.reading.cast.movements import movement
from onrecord.reading.cast.players import Players
from onrecord.tables.names import KnownName
from onrecord.tables.states import Body, Outlet, states
from onrecord.vocabulary import ActorKind

__all__ = ["join_body", "peer_body"]

_UNIONS = frozenset({"bloc"})  # words for unions of states whose names end otherwise
_MISSIONS = ("embassy", "consulate", "high commission", "consulate general", "permanent mission")


# Heads that are many people rather than a body.
_MEMBERS = ("marines", "soldiers", "troops", "guards", "gendarmes", "commandos", "reservists",
            "paratroopers", "prosecutors", "militants", "separatists", "rebels", "insurgents",
            "guerrillas")  # fmt: skip


def join_body(players: Players, one: Mention) -> Draft | None:
    """The body that a mention means, a new one where it is none of those known."""
    known = one.known
    if known is None:
        return _organisation(players, one)
    if isinstance(known.entry, Outlet):
        return _kept(players, Draft("organization", known.name, [known.name], sector="MED"))
    if known.kind != "head" and isinstance(known.entry, Body):
        kind: ActorKind = known.entry.kind  # type: ignore[assignment]
        sector = known.sector
        if known.name.endswith(_MEMBERS):
            kind = "group"
        draft = Draft(kind, known.name, [known.name], code=known.code or one.code, sector=sector,
                      head=_generic(known), for_state=kind == "government_body")  # fmt: skip
        return _kept(players, draft)
    return _headed(players, one, known)


def _generic(known: KnownName) -> str:
    """The head within the name of a body that a state's name made: «Greek foreign ministry»."""
    state = states().get(known.code)
    for adjective in (*(state.adjectives if state else ()), *((state.name,) if state else ())):
        if known.name.startswith(adjective + " "):
            return known.name[len(adjective) + 1 :].lower()
    return known.name.lower()


def _kept(players: Players, new: Draft) -> Draft:
    for draft in players.bodies:
        if draft.name == new.name and draft.code == new.code:
            return draft
    for draft in players.bodies:  # «the foreign ministry» before «the Greek foreign ministry»
        if draft.head == new.head and new.head and not draft.code and draft.owner is None:
            draft.code, draft.name = new.code, new.name
            return draft
    return players.add(new)


def _headed(players: Players, one: Mention, known: KnownName) -> Draft | None:
    """A generic body: «the foreign ministry», «its embassy», «the office of President X»."""
    owner = one.owner.actor if one.owner is not None else None
    head = known.name.lower()
    if one.det == "a" and not one.spoke and not one.code:
        return None
    code = one.code or (owner.code if owner is not None else "")
    if head != "office" and one.det != "a":
        for draft in reversed(players.bodies):
            if _is_again(draft, head, one, owner) and (
                not code or not draft.code or code == draft.code
            ):
                return draft
    if known.sector == "REB" and one.det == "the" and not code and (held := movement(players)):
        return held
    kind: ActorKind = "government_body"
    if known.sector in ("MED", "OPP", "PTY", "REL"):
        kind = "organization"
    elif known.sector == "REB" or head.endswith(_MEMBERS):
        kind = "group"
    name = players.page.said(one.name or one.run)
    if head == "office":
        if owner is None:
            return None
        name = f"office of {owner.name}"
        if not owner.for_state:
            kind = "organization"
    elif code in states():
        name = f"{name} of {states()[code].name}"
    draft = Draft(kind, name, [name], code=code, sector=known.sector, head=head, owner=owner,
                  for_state=kind != "organization")  # fmt: skip
    return _kept(players, draft)


def _is_again(draft: Draft, head: str, one: Mention, owner: Draft | None) -> bool:
    if draft.head == head:
        return owner is None or bool(one.code or owner.code) or owner is draft.owner
    if one.code or owner is not None:
        return False
    if head == "mission":
        return draft.head.endswith(_MISSIONS)
    return draft.head.endswith(" " + head) or (
        " " in draft.head and head.endswith(" " + draft.head)
    )


def _organisation(players: Players, one: Mention) -> Draft | None:
    page = players.page
    said = page.said(one.name or one.run)
    key = folded(said)
    if one.head != "organization":  # «the Council», once its name was told
        if one.det == "the" and key in _UNIONS:
            held = [d for d in players.drafts if d.kind == "organization" and d.sector == "IGO"]
            return held[0] if len(held) == 1 else None
        fits = [d for d in players.bodies
                if any(folded(name).endswith(" " + key) for name in d.names)]  # fmt: skip
        return fits[-1] if fits and (one.det != "the" or len(fits) == 1) else None
    for draft in players.bodies:
        names = [folded(name) for name in draft.names]
        if key in names or any(name.startswith(key + " ") for name in names):
            return draft
        if any(key.endswith(" " + name) and " " in name for name in names):
            draft.names.append(said)
            return draft
    at = (one.name or one.run)[1]
    short = page.words[at + 1] if page.word(at) == "(" and page.word(at + 2) == ")" else ""
    initials = "".join(w[0] for w in said.split() if w[0].isupper())
    for draft in players.bodies:  # «BLC» in the headline, its name in full below
        if draft.head == "organization" and draft.name in (short, initials) and len(draft.name) > 2:
            draft.name = said
            draft.names.append(said)
            return draft
    draft = players.add(Draft("organization", said, [said], head="organization"))
    draft.names.extend(name for name in (short, initials) if len(name) > 2)
    return draft


def peer_body(players: Players, one: Mention, owner: Draft) -> Draft | None:
    """«Its Turkish counterpart», said of a ministry."""
    if not one.code or owner.kind not in ("government_body", "organization") or not owner.head:
        return None
    state = states().get(one.code)
    adjective = state.adjectives[0] if state and state.adjectives else one.code
    name = f"{adjective} {owner.head}"
    return _kept(players, Draft(owner.kind, name, [name], code=one.code, sector=owner.sector,
                                head=owner.head, for_state=owner.for_state))  # fmt: skip
