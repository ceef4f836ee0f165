"""The cast of a report, from its text, its known names and what the model spotted."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from onrecord.facts import Actor
from onrecord.facts import Mention as Spoken
from onrecord.reading.cast.bodies import join_body
from onrecord.reading.cast.chances import Chances
from onrecord.reading.cast.company import in_company
from onrecord.reading.cast.groups import each, holders, sides
from onrecord.reading.cast.interviews import interview
from onrecord.reading.cast.introduced import introduce
from onrecord.reading.cast.mention import Draft, Mention
from onrecord.reading.cast.mentions import find_mentions
from onrecord.reading.cast.naming import name_people
from onrecord.reading.cast.page import Page, lay_words
from onrecord.reading.cast.players import Players
from onrecord.reading.cast.pronouns import Pronouns
from onrecord.reading.cast.respective import respective
from onrecord.reading.cast.roles import again, join_role, unnamed
from onrecord.reading.cast.settle import settle
from onrecord.reading.cast.sources import Source, find_sources
from onrecord.reading.cast.subjects import is_subject
from onrecord.reading.cast.turns import Turns, call, find_turns, listeners
from onrecord.reading.cast.words import among
from onrecord.reading.scene import Cast, Layout, Sighting
from onrecord.reading.spotting import Spotted
from onrecord.tables.names import KnownName
from onrecord.tables.states import states
from onrecord.text import Span

__all__ = ["cast"]

_AGAINST = frozenset({"OPP", "REB"})  # of a state, but never acting for it
_OWNERS = frozenset({"role", "body", "state", "sides"})
_ANYBODY = frozenset({"man", "woman", "people", "person", "persons", "men", "women"})
_ADDRESS = among("address") | {"told"}
_ASKING = among("questioner")
_SERVING = frozenset({"GOV", "MIL", "COP", "JUD", "LEG", "SPY", "REB", "OPP"})
_SPEAKING = frozenset({"me", "we"})
_NOBODY = among("nobody")


def cast(
    text: str,
    layout: Layout,
    spotted: Spotted,
    known: Sequence[KnownName],
    today: date | None = None,
) -> Cast:
    """The actors of a report and every place where they are spoken of.

    Takes the text, how it is laid out, the model's attributions and names, the names of the
    tables found in it, and the day of the report. Any input gives a cast, if an empty one.
    Sightings are in the order of the text, the outer before the inner, and never cross; actors are
    numbered by their first sighting.
    """
    page = lay_words(text, layout, known, today)
    mentions = find_mentions(page, layout, spotted)
    sources = find_sources(page, mentions, spotted)
    players = Players(page)
    name_people(players, mentions)
    introduce(players, mentions)
    respective(players, mentions)
    pronouns = Pronouns(page, players, mentions, Chances(page, spotted.relations))
    talk = interview(players, layout, mentions)
    turns = find_turns(players, layout, mentions, talk)
    later: list[Mention] = []
    pending: list[Mention] = []
    for one in mentions:
        owner = one.owner
        if owner is not None and owner.sort == "pronoun" and not _put_off(page, turns, owner):
            _resolve(players, pronouns, owner, pending)
        if one.sort != "pronoun":
            _join(page, players, one, pending)
        elif _put_off(page, turns, one):
            later.append(one)
        else:
            _resolve(players, pronouns, one, pending)
        if one.spoke and one.actor is not None:
            pronouns.last_speaker = one.actor
    call(page, players, turns, mentions)
    speakers = _speakers(page, turns, sources)
    if layout.kind == "press_release":
        issuer = _issuer(page, mentions)
        speakers = [one or (issuer if not page.quoted[n] else None)
                    for n, one in enumerate(speakers)]  # fmt: skip
    hearing = listeners(page, turns)
    for one in later:
        speaker, listener = speakers[one.run[0]], hearing.get(page.paragraph[one.run[0]])
        if one.actor is not None:
            continue
        draft = speaker if one.gender in _SPEAKING else listener
        if one.gender not in _SPEAKING and one.gender != "you":
            draft = pronouns.third(one, (speaker, listener))
        if draft is not None:
            players.take(one, draft)
    settle(players, mentions)
    _for_the_state(players, mentions)
    return _cast(page, players, mentions, talk.without_label(layout) if talk is not None else {})


def _for_the_state(players: Players, mentions: Iterable[Mention]) -> None:
    """«we» in the mouth of whoever acts for a state is that state, save where it is what speaks:
    «We urge both sides …»; nobody where it is not known which state that is."""
    for one in mentions:
        draft = one.actor
        if (
            one.gender == "we"
            and not one.spoke
            and draft is not None
            and not draft.plural
            and (
                draft.kind in _OFFICIALS
                and draft.for_state
                and draft.sector in _GOVERNING
                and (not draft.code or draft.code in states())
            )
        ):
            one.actor = players.state(draft.code) if draft.code else None


_OFFICIALS = frozenset({"person", "office", "unnamed_source"})
_GOVERNING = frozenset({"GOV", "MIL"})


def _put_off(page: Page, turns: Turns, one: Mention) -> bool:
    """Whether a pronoun can be resolved only when all speakers are known."""
    return bool(turns) or page.quoted[one.run[0]] or one.gender in _SPEAKING


def _resolve(
    players: Players, pronouns: Pronouns, one: Mention, pending: Sequence[Mention]
) -> None:
    if one.actor is not None:
        return
    draft = _just_introduced(players, one, pending) or pronouns.third(one)
    if draft is not None:
        players.take(one, draft)


def _just_introduced(players: Players, one: Mention, pending: Sequence[Mention]) -> Draft | None:
    """«A senior official laughed. “Ask me later,” he said»: whoever is spoken of for the first
    time as the subject right before, and by no name, where nobody else is named since."""
    page = players.page
    if not one.spoke or one.head not in ("he", "she") or not pending:
        return None
    other = pending[-1]
    near = page.sentence[one.run[0]] - page.sentence[other.run[0]] <= 1
    if other.actor is not None or other.plural or not near or page.quoted[other.run[0]]:
        return None
    if not is_subject(page, other):
        return None
    if other.gender not in ("u", one.gender):
        return None
    since = (m for m in players.before(one.run[0]) if m.run[0] > other.run[0])
    if any(m.actor is not None and m.actor.kind in _OFFICIALS for m in since):
        return None
    other.form = "description"
    players.take(other, unnamed(players, other))
    return other.actor


def _join(page: Page, players: Players, one: Mention, pending: list[Mention]) -> None:
    if one.done:
        return
    one.done = True
    owner = one.owner
    if owner is not None and owner.actor is None and owner.sort in _OWNERS:
        _join(page, players, owner, pending)
    if one.actor is not None:
        players.dress(one.actor, one)
        players.touch(one)
        return
    if many := _several(players, one):
        one.others = tuple(many[1:])
        one.form = "description"
        players.take(one, many[0])
        return
    draft = _found(players, one)
    if (
        draft is None
        and one.sort != "sides"
        and (one.spoke or _group(page, one) or in_company(page, one))
    ):
        draft = again(players, one) or _first(players, one, pending) or unnamed(players, one)
    if draft is not None:
        players.take(one, draft)
        if one.same is not None or draft.kind in ("unnamed_source", "group", "document"):
            one.form = "description"
    elif one.sort == "role" and one.det in ("a", "n"):
        pending.append(one)


def _several(players: Players, one: Mention) -> list[Draft]:
    """The actors that a plural means where the report names all of them."""
    if one.sort == "sides":
        return sides(players, one)
    if one.sort == "state":
        return [players.state(code) for code in one.codes]
    if one.sort != "role" or not one.plural:
        return []
    return each(players, one) or (holders(players, one) if one.det == "the" else [])


def _first(players: Players, one: Mention, pending: list[Mention]) -> Draft | None:
    """«the source said», after «a Greek government source put it differently»."""
    sentence = players.page.sentence
    for other in reversed(pending):
        if sentence[one.run[0]] - sentence[other.run[0]] > 2 or one.det != "the":
            return None
        if other.head == one.head and other.plural == one.plural and other.actor is None:
            draft = unnamed(players, other)
            other.form = "description"
            players.take(other, draft)
            return draft
    return None


def _found(players: Players, one: Mention) -> Draft | None:
    if one.same is not None:
        return one.same.actor
    if one.sort == "state":
        return players.state(one.code)
    if one.sort == "body":
        return join_body(players, one)
    return join_role(players, one) if one.sort == "role" else None


def _group(page: Page, one: Mention) -> bool:
    """Whether many unnamed people are spoken of who can be told from others: neither «people»,
    «drivers» nor «no officials»."""
    if one.sort != "role" or not one.plural:
        return False
    if page.word(one.run[0] - 1) in _ADDRESS or page.word(one.run[1] - 1) in _ASKING:
        return True  # «told lawmakers», «to reporters»
    anybody = one.head in _ANYBODY if one.count else one.sector not in _SERVING
    told_apart = one.modifiers or one.code or one.owner or one.body
    if one.det in ("", "n") and anybody and not told_apart:
        return False
    return page.word(one.run[0] - 1) not in _NOBODY and page.word(one.run[0]) not in _NOBODY


def _issuer(page: Page, mentions: Iterable[Mention]) -> Draft | None:
    """The body on top of a press release, which says «we» in it."""
    for one in mentions:
        if page.paragraph[one.run[0]] > 2:
            return None
        if one.sort == "body" and one.actor is not None:
            return one.actor
    return None


def _speakers(page: Page, turns: Turns, sources: Iterable[Source]) -> list[Draft | None]:
    """Who speaks at each word: by attribution, by the turn of a transcript, by the paragraph."""
    found: list[Draft | None] = [None] * len(page)
    by_paragraph: dict[int, list[Draft]] = {}
    spans: list[tuple[int, int, Draft]] = []
    for said, one in sources:
        if one.actor is None:
            continue
        by_paragraph.setdefault(page.paragraph[one.run[0]], []).append(one.actor)
        spans.extend((*page.run(*content), one.actor) for content in said.content)
    if turns:
        current: Draft | None = None
        for number in range(len(page)):
            current = turns.get(page.paragraph[number], current)
            found[number] = current
    else:
        _by_paragraph(page, by_paragraph, found)
    for first, last, draft in sorted(spans, key=lambda s: (s[0] - s[1], s[0])):
        if turns:  # what is told of others is still said by whose turn it is
            first = last if not any(page.quoted[first:last]) else first
        found[first:last] = [draft] * (last - first)
    return found


def _by_paragraph(page: Page, speakers: dict[int, list[Draft]], found: list[Draft | None]) -> None:
    """A quotation without an attribution of its own is its paragraph's speaker's, or goes on."""
    last: tuple[int, Draft] | None = None
    for number, paragraph in enumerate(page.paragraph):
        held = speakers.get(paragraph)
        if held:
            last = (paragraph, held[-1])
        if not page.quoted[number]:
            continue
        if held and len({id(d) for d in held}) == 1:
            found[number] = held[0]
        elif not held and last is not None and last[0] == paragraph - 1:
            found[number] = last[1]
            last = (paragraph, last[1])


def _cast(
    page: Page, players: Players, mentions: Iterable[Mention], holders: Mapping[int, Draft]
) -> Cast:
    spots = []
    for one in sorted(mentions, key=lambda m: (m.run[0], -m.run[1])):
        for draft in (one.actor, *one.others):
            if draft is not None:
                start, end = page.starts[one.run[0]], page.ends[one.run[1] - 1]
                spots.append((start, end, draft, one))
    ids: dict[int, str] = {}
    drafts: list[Draft] = []
    sightings: list[Sighting] = []
    open_ends: list[int] = []
    seen: set[tuple[int, int, int]] = set()
    for start, end, draft, one in spots:
        while open_ends and open_ends[-1] <= start:
            open_ends.pop()
        if (open_ends and end > open_ends[-1]) or (start, end, id(draft)) in seen:
            continue
        seen.add((start, end, id(draft)))
        open_ends.append(end)
        if id(draft) not in ids:
            ids[id(draft)] = f"a{len(ids) + 1}"
            drafts.append(draft)
        sightings.append(Sighting(start, end, ids[id(draft)], one.form))
    for draft in holders.values():  # a reporter whom no word names
        if id(draft) not in ids:
            ids[id(draft)] = f"a{len(ids) + 1}"
            drafts.append(draft)
    own: dict[str, list[Sighting]] = {}
    for sighting in sightings:
        own.setdefault(sighting.actor, []).append(sighting)
    actors = tuple(_actor(page.text, d, ids[id(d)], own.get(ids[id(d)], [])) for d in drafts)
    return Cast(actors, tuple(sightings), {n: ids[id(d)] for n, d in holders.items()})


def _actor(text: str, draft: Draft, ident: str, sightings: list[Sighting]) -> Actor:
    mentions = tuple(Spoken(Span.of(text, s.start, s.end), s.form) for s in sightings)
    office = draft.office if draft.kind in ("person", "office") else ""
    identifiers = {"wikidata": draft.qid} if draft.qid else {}
    if draft.kind == "state" or draft.name in ("United Nations", "European Union"):
        identifiers["iso3166"] = draft.code
    return Actor(
        id=ident, name=draft.name, kind=draft.kind, office=office or None,
        represents=None if draft.sector in _AGAINST else draft.code or None,
        sector=draft.sector or None, unnamed=draft.unnamed,
        identifiers=identifiers, mentions=mentions,
    )  # fmt: skip
