"""Joining titles and descriptions: «the foreign minister», «the senior official», «his wife»."""

from collections.abc import Iterable

from onrecord.reading.cast.bodies import peer_body
from onrecord.reading.cast.capitals import given
from onrecord.reading.cast.mention import Draft, Mention
from onrecord.reading.cast.movements import movement
from onrecord.reading.cast.players import Players, genders_agree
from onrecord.reading.cast.words import among, value, words
from onrecord.tables.states import states
from onrecord.vocabulary import ActorKind

__all__ = ["again", "join_role", "unnamed"]

_RANKED = frozenset({"prime", "vice", "deputy", "assistant", "under", "associate"})
_PEOPLE = among("people")
_PEERS = among("peer")
_KIN = among("kin")
_SINGLE = among("single")
_ORGANISATIONS = among("org_head")
_ARTICLES = ("the ", "a ", "an ")
_DEFINITE = frozenset({"the", "m", "f", "it", "they", "me"})
_HUMAN = frozenset({"another", "one", "other", "third", "second", "man", "woman", "neither"})
_ANY_GROUP = frozenset({"man", "woman", "people", "persons", "person"})
_NEAR = 3  # sentences
_LOOSE = frozenset({"same", "other", "the"})


def join_role(players: Players, one: Mention) -> Draft | None:
    """The actor that a title or a description means; an office of its own where it is nobody's."""
    owner = one.owner.actor if one.owner is not None else None
    if (
        one.head in _PEERS
        and owner is not None
        and ((body := peer_body(players, one, owner)) is not None)
    ):
        return body
    if owner is not None and (whose := _converse(owner, one)) is not None:
        return whose
    if owner is not None and not one.code and one.for_state:
        one.code = owner.code
    if not _definite(players, one):
        return None
    if one.plural:
        armed = one.sector == "REB" and not one.code and not one.count
        return (movement(players) if armed else None) or _many(players, one)
    home = _at_home(players, one)
    fitting = (draft for draft in _recent(players, one)
               if not (home and draft.code not in ("", home))
               and _fits(players, draft, one, owner))  # fmt: skip
    if (last := next(fitting, None)) is not None:
        return _by_gender(players, one, last, fitting)
    met = _met(players)
    ahead = [d for d in players.drafts if d.kind == "person" and d not in met
             and _fits(players, d, one, owner) and _close(d, one)]  # fmt: skip
    if len(ahead) == 1:  # «Senegal’s foreign minister» in a headline, named below
        return ahead[0]
    if one.head in _PEERS and owner is not None and owner.office and one.code in states():
        return _peer(players, one, owner)
    chairs = one.sector == "LEG" and one.body is not None and one.head in _SINGLE
    holds = (one.for_state or one.sector == "IGO" or chairs) and not one.former
    return _office(players, one) if holds and one.office else None


def _by_gender(players: Players, one: Mention, last: Draft, before: Iterable[Draft]) -> Draft:
    """Whom of several of one office a sentence means: «the minister said it was [her] duty»; the
    last spoken of, where it does not tell."""
    page = players.page
    if one.gender != "u" or last.gender not in ("m", "f"):
        return last
    for at in range(one.run[1], len(page)):
        named = page.words[at][0].isupper() and given(page.words[at])
        if named or page.sentence[at] != page.sentence[one.run[0]]:
            break
        told = _GENDERS.get(page.low[at])
        if told is not None and not page.quoted[at]:
            if told == last.gender:
                return last
            others = sorted((d for d in before if genders_agree(d.gender, told)), key=_unsure)
            return others[0] if others else last
    return last


def _unsure(draft: Draft) -> bool:
    return draft.gender == "u"


_GENDERS = {"he": "m", "his": "m", "himself": "m", "she": "f", "her": "f", "herself": "f"}


def _at_home(players: Players, one: Mention) -> str:
    """The state whose body issues the report, where «the Minister» can only be its own."""
    page = players.page
    bare = one.det == "the" and not (one.code or one.owner or one.modifiers or one.body)
    capital = page.words[(one.name or one.run)[0]][0].isupper()
    return page.issued if bare and capital and one.head == "minister" and not one.plural else ""


def _converse(owner: Draft, one: Mention) -> Draft | None:
    """«his wife» in the mouth of her husband, «her client» in that of his lawyer."""
    other, back = owner.owner, value("converse", one.head).split()
    if (
        other is None
        or other.kind != "person"
        or one.plural
        or not (genders_agree(other.gender, one.gender))
    ):
        return None
    return other if any(head in back for _, head in owner.roles) else None


def _definite(players: Players, one: Mention) -> bool:
    if one.det in _DEFINITE or one.owned_by is not None:
        return True
    page = players.page
    return (
        one.det == ""
        and page.words[one.run[0]][0].isupper()
        and (page.word(one.run[1]) == "," and not one.modifiers)
    )


def _close(draft: Draft, one: Mention) -> bool:
    """Whether a person named only below holds a title that stands here with its state: «China’s
    representative» is no special representative."""
    return not one.code or draft.code == one.code or any(h == one.head for _, h in draft.roles)


def _met(players: Players) -> set[Draft]:
    return {m.actor for m in players.history if m.actor is not None}


def _recent(players: Players, one: Mention) -> Iterable[Draft]:
    """The actors spoken of before, the last first, each once."""
    seen: set[int] = set()
    for mention in players.before(one.run[0]):
        draft = mention.actor
        if draft is not None and id(draft) not in seen:
            seen.add(id(draft))
            if not (one.code and not draft.code and _together(players, mention, one)):
                yield draft


def _together(players: Players, mention: Mention, one: Mention) -> bool:
    """A name and a title with a state in one sentence are two people."""
    sentence = players.page.sentence
    return mention.form == "name" and sentence[mention.run[0]] == sentence[one.run[0]]


def _fits(players: Players, draft: Draft, one: Mention, owner: Draft | None) -> bool:
    """Whether a title or description may be an actor's."""
    if draft.kind not in ("person", "office", "unnamed_source") or draft.plural or draft is owner:
        return False
    if one.code and draft.code and one.code != draft.code:
        return False
    if not genders_agree(draft.gender, one.gender):
        return False
    if one.head in _KIN and (owner is None or draft.owner not in (None, owner)):
        return False
    core = frozenset(players.page.said(one.name or one.run).lower().split())
    if draft.code == one.code != "" and one.head == "leader" and _rules(draft, "ruler"):
        return True
    if one.head == "head of state" and _rules(draft, "sovereign"):
        return True
    if "diplomat" in core and core & {"top", "chief"} and draft.code == one.code != "":
        return any(head in words("top_diplomat") for _, head in draft.roles)
    for said, head in draft.roles:
        if head == one.head or (core <= said and not (said & _RANKED) - core):
            if draft.kind == "unnamed_source":
                return not one.modifiers - draft.modifiers - _LOOSE
            return True
    return False


def _rules(draft: Draft, kind: str) -> bool:
    return draft.kind in ("person", "office") and any(
        head in among(kind) for _, head in draft.roles
    )


def _many(players: Players, one: Mention) -> Draft | None:
    """«the officials», met before."""
    for mention in players.before(one.run[0]):
        draft = mention.actor
        if draft is not None and _again(players, draft, one, mention):
            return draft
    return None


def _again(players: Players, draft: Draft, one: Mention, mention: Mention) -> bool:
    """Whether a plural points back at a group: by its head, or as «the men» does at any."""
    if not draft.plural or (one.code and draft.code and one.code != draft.code):
        return False
    if one.count and draft.count and one.count != draft.count:
        return False
    if draft.head == one.head:
        return True
    sentence = players.page.sentence
    near = sentence[one.run[0]] - sentence[mention.run[0]] <= _NEAR
    bare = not one.modifiers and not one.code and one.owner is None
    return near and bare and one.head in _ANY_GROUP


def _peer(players: Players, one: Mention, owner: Draft) -> Draft:
    """«his Chilean counterpart», whom the report does not name: the office there."""
    for draft in players.drafts:
        if draft.code == one.code and draft.head == owner.head and draft.kind in (
            "person", "office"):  # fmt: skip
            return draft
    name = f"{owner.office} of {states()[one.code].name}"
    return players.add(Draft("office", name, [name], code=one.code, sector=owner.sector,
                             office=owner.office, head=owner.head, for_state=True))  # fmt: skip


def _office(players: Players, one: Mention) -> Draft:
    name = one.office
    if one.body is not None and one.sector == "LEG":
        name = f"{name} of the {one.body.name}"
    elif one.code in states():
        name = f"{name} of {states()[one.code].name}"
    return players.add(Draft("office", name, [name], code=one.code, sector=one.sector,
                             office=one.office, head=one.head,
                             for_state=one.for_state))  # fmt: skip


def again(players: Players, one: Mention) -> Draft | None:
    """The group, document or source of the same words met before, or in a headline above."""
    page = players.page
    said = page.said(one.name or one.run).lower().removeprefix("the ")
    for draft in reversed(players.drafts):
        if draft.kind not in ("group", "unnamed_source", "document"):
            continue
        if (one.code and draft.code and one.code != draft.code) or draft.plural != one.plural:
            continue
        if draft.headline and draft.head == one.head and one.body is None and one.owner is None:
            return draft
        if one.det in ("a", "n"):
            continue
        if draft.name.lower().removeprefix("the ") == said:
            return draft
        if (
            one.det == "the"
            and draft.head == one.head
            and (not one.modifiers - draft.modifiers - _LOOSE or one.sort == "document")
        ):
            return draft
        if one.sort == "document" and one.head == "document" and draft.kind == "document":
            return draft
    return None


def unnamed(players: Players, one: Mention) -> Draft:
    """A new actor for somebody whom the report does not name."""
    page = players.page
    said = page.said(one.run)
    for article in _ARTICLES:
        said = said[len(article) :] if said.lower().startswith(article) else said
    end = (one.name or one.run)[1] - 1
    last = page.low[end]
    named = page.words[end][0].isupper() and "the" in (one.det, page.low[one.run[0]])
    body = named and last in _ORGANISATIONS
    for draft in players.bodies if body else ():
        if said in draft.names:
            return draft  # «the Commission», of which nothing more is told
    speaks = one.spoke and last in _PEOPLE
    kind: ActorKind = "group" if one.plural and not speaks else "unnamed_source"
    if one.sort == "source" and last not in _PEOPLE and kind == "unnamed_source":
        kind = "unnamed_source" if one.det in ("a", "n") or last in _HUMAN else "group"
    if one.head == "authority":
        kind = "government_body"
    if one.sort == "document":
        kind = "document"
    if body and not one.plural and kind in ("group", "unnamed_source"):
        kind = "organization"
    draft = Draft(kind, said, [said], head=one.head, sector=one.sector, gender=one.gender,
                  plural=one.plural, count=one.count, modifiers=one.modifiers,
                  unnamed=last in _PEOPLE and kind != "document", for_state=one.for_state,
                  definite=one.det not in ("", "a", "n"),
                  headline=page.headline[one.run[0]])  # fmt: skip
    draft.roles.append((frozenset(said.lower().split()), one.head))
    return players.add(draft)
