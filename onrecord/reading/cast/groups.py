"""Many at once: «two Kenyan boat owners», «the ministers of Kenya and Uganda», «the two sides»."""

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import islice

from onrecord.reading.cast.mention import Draft, Mention
from onrecord.reading.cast.page import Page, Run
from onrecord.reading.cast.players import ACTING, Players
from onrecord.reading.cast.words import among, value, words
from onrecord.tables.offices import Office
from onrecord.tables.states import states

__all__ = ["each", "find_sides", "holders", "numbered", "sides", "spread"]

Party = tuple[Mention, str, Draft]  # where a side is spoken of, what tells it apart, the side

_NATIONS = frozenset({"demonym", "state", "capital"})
_LINKS = frozenset({"and", ",", "&", "/"})
_SPEECH = among("speech")
_FAR = 3  # sentences back to whom «the two sides» are
_REMEMBERED = 60  # mentions


def numbered(page: Page, run: Run) -> int:
    """How many a phrase says there are; 0 where it does not say."""
    for word in page.low[slice(*run)]:
        told = value("count", word)
        if told:
            return int(told)
    return 0


def spread(page: Page, run: Run, head: Run, after: Run | None) -> tuple[Run, tuple[str, ...]]:
    """A plural phrase with all states beside it, and their codes where they are several:
    «Kenyan and Ugandan officials», «the ministers of Chad, Niger and Mali»."""
    first, last = run
    at = next((n for n in range(run[0], head[0]) if _nation(page, n)), None)
    if at is not None:
        start, codes = _leftward(page, at)
        if len(codes) > 1:
            return (min(first, start), last), codes
    if after is not None:
        at = next((n for n in range(*after) if _nation(page, n)), None)
        if at is not None:
            end, codes = _rightward(page, at)
            if len(codes) > 1:
                return (first, max(last, end)), codes
    return run, ()


def _nation(page: Page, at: int) -> bool:
    held = page.known.get(at)
    return held is not None and held[1].kind in _NATIONS and held[1].code in states()


def _leftward(page: Page, at: int) -> tuple[int, tuple[str, ...]]:
    codes = [page.known[at][1].code]
    while True:
        end = at
        while end > 0 and page.low[end - 1] in _LINKS and at - end < 2:
            end -= 1
        held = page.known_end.get(end)
        if (
            end == at
            or held is None
            or not _nation(page, held[0][0])
            or (page.sentence[held[0][0]] != page.sentence[at])
        ):
            return at, tuple(dict.fromkeys(codes))
        at = held[0][0]
        codes.insert(0, held[1].code)


def _rightward(page: Page, at: int) -> tuple[int, tuple[str, ...]]:
    codes = [page.known[at][1].code]
    end = page.known[at][0][1]
    while True:
        next_ = end
        while page.word(next_) in _LINKS and next_ - end < 2:
            next_ += 1
        linked = next_ > end
        next_ += page.word(next_) == "the"
        if not linked or not _nation(page, next_) or (page.sentence[next_] != page.sentence[at]):
            return end, tuple(dict.fromkeys(codes))
        codes.append(page.known[next_][1].code)
        end = page.known[next_][0][1]


def each(players: Players, one: Mention) -> list[Draft]:
    """The holder of the office in every state that a plural names, or its people there."""
    codes = one.codes or _owners(one)
    return [_of(players, one, code) for code in codes] if len(codes) > 1 else []


def _owners(one: Mention) -> tuple[str, ...]:
    """The states of «both countries’ ministers», «their ministers»."""
    owner = one.owner
    if owner is None or owner.actor is None or not owner.others:
        return ()
    return tuple(d.code for d in (owner.actor, *owner.others) if d.kind == "state")


def _of(players: Players, one: Mention, code: str) -> Draft:
    office = one.known.entry if one.known is not None else None
    single = (
        isinstance(office, Office)
        and office.form == "office"
        and office.for_state
        and (one.head.split()[-1] in among("single"))
    )
    if single or one.head == "leader":
        for draft in players.drafts:
            if draft.kind in ("person", "office") and draft.code == code and _bears(draft, one):
                return draft
    state = states()[code]
    if single:
        name = f"{one.head} of {state.name}"
        return players.add(Draft("office", name, [name], head=one.head, office=one.head, code=code,
                                 sector=one.sector, for_state=True))  # fmt: skip
    for draft in players.drafts:
        if draft.plural and draft.kind == "group" and (draft.head, draft.code) == (one.head, code):
            return draft
    adjective = state.adjectives[0] if state.adjectives else state.name
    name = f"{adjective} {players.page.low[(one.name or one.run)[1] - 1]}"
    made = Draft("group", name, [name], head=one.head, code=code, sector=one.sector, plural=True,
                 for_state=one.for_state)  # fmt: skip
    made.roles.append((frozenset(name.lower().split()), one.head))
    return players.add(made)


def _bears(draft: Draft, one: Mention) -> bool:
    heads = among("ruler") if one.head == "leader" else frozenset({one.head})
    return any(head.lower() in heads for _, head in draft.roles) or (
        draft.kind == "office" and draft.head in heads
    )


def holders(players: Players, one: Mention) -> list[Draft]:
    """The persons whom «the two ministers», «the three leaders», «the pair» are, in the order of
    the text; [] where the report does not name that many. A minister and a cabinet secretary are
    «the ministers» where no two others are."""
    base = "" if one.head in _ANYBODY else one.head.split()[-1]
    found = _holders(players, one, base)
    bare = one.head == "minister" and not (one.modifiers or one.code or one.body or one.owner)
    return found or (_holders(players, one, _RANK) if bare else [])


_RANK = "minister's rank"


def _holders(players: Players, one: Mention, base: str) -> list[Draft]:
    count = numbered(players.page, one.run)
    if not (count or base):
        return []
    found: list[Draft] = []
    spoken: list[Draft] = []
    for mention in islice(players.before(one.run[0]), _REMEMBERED):
        draft = mention.actor
        if (
            not base
            and players.page.sentence[one.run[0]] - players.page.sentence[mention.run[0]] > _FAR
        ):
            break
        if draft is None or draft.kind != "person" or draft in found or draft in spoken:
            continue
        if (one.code and draft.code != one.code) or not _titled(draft, base, one.head):
            continue
        source = mention.spoke and mention.sort == "person" and not base
        (spoken if source else found).append(draft)
    if base and len(found) < max(count, 2):
        ahead = [d for d in players.drafts if d.kind == "person" and _titled(d, base, one.head)
                 and not (one.code and d.code != one.code)]  # fmt: skip
        found = ahead[::-1] if len(ahead) == (count or 2) else found
    if not base:
        found = (found + spoken)[: max(count, len(found))]
    if count and len(found) >= count > 1:
        return found[:count][::-1]
    return found[::-1] if not count and len(found) == _PAIR else []


_ANYBODY = frozenset({"man", "woman", "person", "leader", "side", "pair"})
_PAIR = 2


def _titled(draft: Draft, base: str, head: str) -> bool:
    """Whether a plural may be of an actor's office: a foreign minister is none of «the three
    agriculture ministers»."""
    roles = draft.roles
    if draft.peer and draft.owner is not None:
        roles = roles + draft.owner.roles  # «her counterpart» holds what she holds
    kind = {"state": "sovereign", _RANK: "ministerial"}.get(base)  # «the two heads of state»
    if kind is not None:
        return any(head in among(kind) for _, head in roles)
    wanted = set(head.lower().split())
    return not base or any(
        base in said and (wanted <= said or said <= {base, "the"}) for said, _ in roles
    )


def find_sides(page: Page, taken: set[int]) -> Iterable[Mention]:
    """«both sides», «the two countries», «the pair»: words that only point back at several."""
    kinds = words("several")
    for at, word in enumerate(page.low):
        kind = kinds.get(word)
        if (
            kind is None
            or at in taken
            or page.silent[at]
            or (at in page.known and word not in _SINGULAR)
        ):
            continue
        first = at - 1 if page.word(at - 1) in _EITHER else None
        if word not in _SINGULAR:
            first = _opening(page, at)
        elif page.word(at - 2) in ("on", "at", "to"):
            continue  # «on either side of the river»
        if first is None or (kind == "number" and not _alone(page, at)):
            continue
        count = numbered(page, (first, at + 1)) or (
            0 if kind == "states" and word not in _SINGULAR else _PAIR
        )
        yield Mention(
            "sides",
            (first, at + 1),
            "description",
            name=(at, at + 1),
            head=kind,
            det="the",
            plural=True,
            count=count,
        )


_EITHER = frozenset({"neither", "either", "each"})
_SINGULAR = among("either")


def _opening(page: Page, at: int) -> int | None:
    """Where the determiner of a noun stands that points back: the, both, the two, these."""
    first = at
    while first > 0 and at - first < _FAR and page.sentence[first - 1] == page.sentence[at]:
        word = page.low[first - 1]
        if word in ("the", "both", "these", "those"):
            first -= 1
            return first - (word != "both" and page.word(first - 1) == "both")
        if not (value("count", word) or word in among("several_modifier")):
            return None
        first -= 1
    return None


def _alone(page: Page, at: int) -> bool:
    """«the two agreed», not «the two ministers»."""
    after = page.word(at + 1)
    return after in _SPEECH or after in among("stop") or not after[:1].isalpha()


def sides(players: Players, one: Mention) -> list[Draft]:
    """Whom «both sides» are: persons for «the pair», else states, bodies and movements."""
    if one.head in ("people", "number"):
        if one.head == "number" and players.page.word(one.run[0] - 1) in _BEFORE:
            return []
        found = holders(players, Mention("role", one.run, one.form, name=one.name, head="pair"))
        if found or one.head == "people":
            return found
    met = _parties(players, one)
    page = players.page
    return _listed(page, one, met, one.count) or _near(page, one, met, one.count)


def _parties(players: Players, one: Mention) -> list[Party]:
    """Who may be a side, the last first: a state by whoever acts for it, a body, a movement."""
    found: list[Party] = []
    page = players.page
    object_ = page.word(one.run[0] - 1) in _BEFORE
    for mention in islice(players.before(one.run[0]), _REMEMBERED):
        if object_ and page.sentence[mention.run[0]] == page.sentence[one.run[0]]:
            continue  # «Qatar urged both sides»
        for draft in (mention.actor, *mention.others):
            if draft is None or draft.sector in _ASIDE or draft.code == "UN":
                continue
            acting = draft.kind == "state" or draft.for_state or draft.sector in ACTING
            if draft.code and acting:
                found.append((mention, draft.code, _side(players, draft)))
            elif one.head != "states" and draft.kind in _BODIES:
                found.append((mention, str(id(draft)), draft))
    return found


def _side(players: Players, draft: Draft) -> Draft:
    """The state for whom somebody acts, or its government where the report speaks of that."""
    return draft if draft.head.endswith("government") else players.state(draft.code)


_BEFORE = among("address", "relation") | {"to", "of", "on", "for"}
_BODIES = frozenset({"organization", "group", "government_body"})
_ASIDE = frozenset({"MED", "CVL", "NGO", "HLH", "EDU", "LAB"})


def _listed(page: Page, one: Mention, met: Sequence[Party], count: int) -> list[Draft]:
    """The last list of that many near by, or else the first: «Kenya and Uganda», «between the
    government and the rebels»."""
    near = [n for n, party in enumerate(met)
            if page.sentence[one.run[0]] - page.sentence[party[0].run[0]] <= _FAR]  # fmt: skip
    for number in (*near, *range(len(met) - 1, len(near) - 1, -1)):
        found, start = _list(page, met, number)
        if page.word(start - 1) == "by":
            continue  # «mediated by Angola and Qatar»
        if len(found) == count or (not count and len(found) > 1):
            return found
    return []


def _list(page: Page, met: Sequence[Party], number: int) -> tuple[list[Draft], int]:
    """The list that ends with a party, only that party where it ends none, and its first word."""
    mention, key, draft = met[number]
    found, at = {key: draft}, mention.run[0]
    joined = "and"
    for other, name, actor in met[number + 1 :]:
        gap = page.low[other.run[1] : at]
        if other.run[1] > at:
            continue
        if not gap or joined not in gap or not _LINKS.issuperset(gap):
            break
        found.setdefault(name, actor)
        at, joined = other.run[0], gap[0]
    return list(found.values())[::-1], at


def _near(page: Page, one: Mention, met: Sequence[Party], count: int) -> list[Draft]:
    """The only ones of that number spoken of just before, or those spoken of most."""
    wanted = count or _PAIR
    for reach in (1, _FAR):
        near = {key: draft for mention, key, draft in reversed(met)
                if page.sentence[one.run[0]] - page.sentence[mention.run[0]] <= reach}  # fmt: skip
        if len(near) == wanted:
            return list(near.values())
    often = Counter(key for _, key, _ in met).most_common(wanted + 1)
    if len(often) < wanted or (len(often) > wanted and often[-1][1] == often[-2][1]):
        return []
    actors = {key: draft for _, key, draft in reversed(met)}
    return [actors[key] for key, _ in often[:wanted]]
