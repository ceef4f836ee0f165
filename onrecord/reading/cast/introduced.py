"""Persons whom a title or a description introduces a sentence before their name.

«The prime minister has asked … In a call, Helen Marchbanks told …»: who is named without a word on
who they are has been introduced above. A title and a name are one person only where nobody else
may be either; two titles and two names only where a talk holds both and their order is the same.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from onrecord.reading.cast.mention import Draft, Mention
from onrecord.reading.cast.page import Page
from onrecord.reading.cast.players import Players, genders_agree
from onrecord.reading.cast.words import among
from onrecord.tables import persons
from onrecord.tables.offices import Office

__all__ = ["introduce"]

_REACH = 2  # sentences from a title to the name
_PAIR = 2  # talks hold two
_LEDE = 2  # sentences of a body in which news introduces whom it is about
_SPEECH = among("speech") | {"has", "had", "will", "would"}
_TOLD = among("address") | {"told", "with"}
_RELATIVE = frozenset({"who", "whose", "a", "an", "the", "one"})


@dataclass(frozen=True, slots=True)
class _Name:
    """A person's first mention in the body, without any title or description; `aged` says that an
    age stands behind it, `acts` that it speaks or is spoken to."""

    draft: Draft
    one: Mention
    aged: bool
    acts: bool


def introduce(players: Players, mentions: Sequence[Mention]) -> None:
    """Gives persons who are named bare the title or the description just before."""
    page = players.page
    _by_post(page, mentions)
    names = _bare(players, mentions)
    if not names:
        return
    roles = [m for m in mentions if m.sort == "role" and not m.plural and not page.headline[
        m.run[0]] and m.same is None and not m.nested]  # fmt: skip
    offices = [m for m in roles if _single(m) and not _borne(players, m)]
    if offices:
        _by_office(players, mentions, [n for n in names if n.acts and not n.aged], offices)
    sorts = [m for m in roles if m.det == "a" and not m.spoke and not m.for_state]
    first = next((page.sentence[n] for n in range(len(page))
                  if not (page.headline[n] or page.silent[n])), 0)  # fmt: skip
    for one in sorts:
        if page.opens_sentence(one.run[0]) or page.sentence[one.run[0]] - first < _LEDE:
            _by_description(page, one, sorts, names)


def _by_post(page: Page, mentions: Sequence[Mention]) -> None:
    """«The new minister does not like to wait. Ana Kos, who was named to the post on Thursday»."""
    for number, one in enumerate(mentions):
        if one.sort != "person" or not _named_to_it(page, one.run[1]):
            continue
        for role in reversed(mentions[:number]):
            if page.sentence[one.run[0]] - page.sentence[role.run[0]] > _REACH:
                break
            if role.sort == "role" and role.for_state and not (role.plural or role.former):
                role.same = role.same or one
                break


def _named_to_it(page: Page, at: int) -> bool:
    """Whether «, who was named to the post» begins at a word."""
    if page.word(at) != "," or page.word(at + 1) != "who":
        return False
    behind = [page.word(n) for n in range(at + 2, at + _RELATED)]
    named = next((n for n, word in enumerate(behind) if word in _NAMED), len(behind))
    post = next((n for n in range(named + 2, len(behind)) if behind[n] in _POSTS), 0)
    return post > 0 and behind[post - 1] == "the" and page.word(at + 3 + post) not in ("of", "as")


_NAMED = among("named_to")
_POSTS = among("the_post")
_RELATED = 9  # words of the relative clause that are looked at


def _bare(players: Players, mentions: Iterable[Mention]) -> list[_Name]:
    page = players.page
    firsts: dict[int, Mention] = {}
    described: set[int] = set()
    for one in mentions:
        draft = one.actor
        if one.sort == "person" and draft is not None:
            at = one.run[0]
            if one.label or one.code or one.owned_by is not None:
                described.add(id(draft))
            elif not (page.headline[at] or page.silent[at]):
                firsts.setdefault(id(draft), one)
        elif one.same is not None and one.same.actor is not None:
            described.add(id(one.same.actor))
    found = []
    for key, one in firsts.items():
        draft = one.actor
        if draft is None or key in described or draft.office or " " not in draft.name:
            continue
        if any(not head.endswith(".") for _, head in draft.roles):  # more than «Mr.»
            continue
        end = one.run[1]
        aged = page.word(end) == "," and page.word(end + 1).isdigit()
        if page.word(end) == "(" or (page.word(end) == "," and page.word(end + 1) in _RELATIVE):
            continue
        acts = page.word(one.run[0] - 1) in _TOLD or (_opens(page, one.run[0]) and (
            page.word(end) in _SPEECH or page.word(end).endswith("ed")
        ))  # fmt: skip
        found.append(_Name(draft, one, aged, acts))
    return found


def _opens(page: Page, at: int) -> bool:
    """Whether a name opens its sentence, a phrase of time or place aside: «In a call, X said»."""
    if page.opens_sentence(at):
        return True
    first = at
    while first > 0 and page.sentence[first - 1] == page.sentence[at]:
        first -= 1
    return page.word(at - 1) == "," and page.low[first] in among("fronting")


def _single(one: Mention) -> bool:
    """Whether a title is one that a single person has in a state: «the prime minister»."""
    office = one.known.entry if one.known is not None else None
    return isinstance(office, Office) and office.form == "office" and one.for_state and (
        one.det == "the" and not one.former and one.head.split()[-1] in among("single")
        and (" " in one.head or one.head in among("ruler"))
        and (one.after is None or one.code != "" or one.joint not in ("of", "for", "at"))
    )  # fmt: skip


def _borne(players: Players, one: Mention) -> bool:
    """Whether the report itself says who holds an office."""
    return any(
        d.kind == "person" and any(head == one.head for _, head in d.roles)
        and not (one.code and d.code and one.code != d.code)
        for d in players.drafts
    )  # fmt: skip


def _by_office(
    players: Players, mentions: Sequence[Mention], names: list[_Name], offices: list[Mention]
) -> None:
    page = players.page
    sentence = page.sentence
    for at in sorted({sentence[n.one.run[0]] for n in names}):
        here = [n for n in names if sentence[n.one.run[0]] == at]
        before = [m for m in offices if 0 < at - sentence[m.run[0]] <= _REACH]
        distinct = list({(m.head, m.code): m for m in reversed(before)}.values())[::-1]
        if len(here) != len(distinct) or any(_apart(page, m, mentions, at) for m in distinct):
            continue
        if len(here) == 1:
            good = page.opens_sentence(distinct[0].run[0]) or distinct[0].spoke
        else:
            good = (
                len(here) == _PAIR
                and _one_talk(page, at)
                and (sentence[distinct[0].run[0]] == sentence[distinct[1].run[0]])
            )
        pairs = list(zip(here, distinct, strict=True))
        if good and all(_may(name.draft, one) for name, one in pairs):
            for name, one in pairs:
                players.dress(name.draft, one)


def _apart(page: Page, office: Mention, mentions: Sequence[Mention], at: int) -> bool:
    """Whether the office is spoken of beside the name, as of somebody else."""
    return any(m.sort == "role" and m.head == office.head and page.sentence[m.run[0]] == at
               for m in mentions)  # fmt: skip


def _one_talk(page: Page, sentence: int) -> bool:
    return any(number == sentence and page.low[at] in among("talk")
               for at, number in enumerate(page.sentence))  # fmt: skip


def _may(draft: Draft, one: Mention) -> bool:
    """Whether gender and what the tables know of the person allow the office."""
    known = persons.lookup(draft.name)
    return genders_agree(draft.gender, one.gender) and not (
        known and not any(entry.office.lower() == one.head.lower() for entry in known)
    )


def _by_description(
    page: Page, one: Mention, others: Sequence[Mention], names: Sequence[_Name]
) -> None:
    """«A Norwegian hydrologist has been jailed … Eirik Solvang, 44, was convicted»: one subject,
    and a subject further on; what only another acts on is not who acts then."""
    sentence = page.sentence
    at = sentence[one.run[0]]
    near = [n for n in names if 0 <= sentence[n.one.run[0]] - at <= _REACH
            and n.one.run[0] > one.run[1]]  # fmt: skip
    rivals = [m for m in others if abs(sentence[m.run[0]] - at) <= _REACH]
    opens = page.opens_sentence(one.run[0])
    aged = [n for n in near if n.aged and _opens(page, n.one.run[0]) == opens]
    if len(rivals) == 1 and len(aged) == 1 and genders_agree(aged[0].draft.gender, one.gender):
        one.actor = aged[0].draft
