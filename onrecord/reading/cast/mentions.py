"""Every place in a report where somebody may be spoken of, in the order of the text."""

from dataclasses import replace
from functools import cache

from onrecord.reading.cast.groups import find_sides, numbered, spread
from onrecord.reading.cast.mention import Mention
from onrecord.reading.cast.organisations import capital_in, find_bodies, find_organisations
from onrecord.reading.cast.page import Page, Run
from onrecord.reading.cast.people import find_people
from onrecord.reading.cast.phrases import head_noun, is_plural, phrase
from onrecord.reading.cast.states import find_states
from onrecord.reading.cast.titles import person, renaming, role_of
from onrecord.reading.cast.words import among, value, words
from onrecord.reading.scene import Layout
from onrecord.reading.spotting import Spotted
from onrecord.tables.names import KnownName

__all__ = ["find_mentions"]

_STOPS = among("stop")
_SPEECH = among("speech")


def find_mentions(page: Page, layout: Layout, spotted: Spotted) -> list[Mention]:
    """All mentions but those of unnamed sources; what lies within another stands after it."""
    people, rest = find_people(page, layout, spotted)
    found: list[Mention] = []
    taken: set[int] = set()
    for name in people:
        one = person(page, name)
        found.append(one)
        taken.update(range(*name))
        for title in one.titles:
            taken.update(range(*title))
    for one in _labels(page, layout, found):
        found.append(one)
        taken.update(range(*one.run))
    for one in list(found):
        held = renaming(page, one.name or one.run)
        if held is not None and not taken.intersection(range(*held[0])):
            other = _role(page, held[0], held[1])
            if other.plural:
                continue  # «X and Y, the two nationals who …»: of both
            other.same = one
            found.append(other)
            taken.update(range(*held[0]))
    found.extend(_roles(page, taken))
    found.extend(find_bodies(page, taken))
    found.extend(find_organisations(page, spotted, rest, taken))
    found.extend(find_states(page, taken, spotted.relations))
    found.extend(find_sides(page, taken))
    found.extend(_pronouns(page, found))
    found.sort(key=lambda m: (m.run[0], -m.run[1]))
    _own(page, found)
    return found


def _labels(page: Page, layout: Layout, people: list[Mention]) -> list[Mention]:
    """The labels of a transcript that name no person: «QUESTION:», «Atlas News:»; a title belongs
    to the name that stands in the others («MR. HALL:»)."""
    named = {m.run[1]: m for m in people}
    found: list[Mention] = []
    for paragraph in layout.paragraphs:
        if paragraph.speaker is None:
            continue
        run = page.run(*paragraph.speaker)
        if run[0] >= run[1]:
            continue
        one = named.get(run[1])
        if one is not None:
            one.run = (min(one.run[0], run[0]), run[1])
        elif page.said(run).lower() in _QUESTIONERS:
            found.append(Mention("person", run, "description", label=True))
        elif layout.kind == "transcript" and (page.low[run[1] - 1] in _MEDIA or all(
            page.words[at][0].isupper() and at not in page.known for at in range(*run)
        )):  # fmt: skip
            found.append(Mention("body", run, "name", name=run, head="organization", label=True))
    return found


_QUESTIONERS = among("questioner")
_MEDIA = among("media_head")


def _roles(page: Page, taken: set[int]) -> list[Mention]:
    found: list[Mention] = []
    for at in sorted(page.known):
        run, name = page.known[at]
        if name.kind != "office" or at in taken or page.silent[at]:
            continue
        if run[1] in page.known and page.known[run[1]][1].kind in ("office", "head"):
            continue
        if (
            name.ambiguous
            and _modifies(page, run[1])
            and (name.name in _ADJECTIVES or not value("determiner", page.word(run[0] - 1)))
        ):
            continue
        if getattr(name.entry, "form", "") == "title":
            continue
        found.append(_role(page, run, name))
    return found


_ADJECTIVES = frozenset({"official", "general", "executive", "chief", "major", "private",
                         "public", "deputy", "marine", "head", "elder", "star",
                         "senior official"})  # fmt: skip


def _modifies(page: Page, after: int) -> bool:
    """Whether the next word shows that this one only modifies it: «the official reason»."""
    word = page.word(after)
    return (
        word[:1].isalpha()
        and word not in _STOPS
        and word not in _SPEECH
        and (page.words[after][0].islower() and not word.endswith("ed"))
    )


def _role(page: Page, run: Run, name: KnownName) -> Mention:
    built = phrase(page, run)
    role = role_of(page, name, built)
    end = built.run[1]
    if built.after is not None and built.joint in ("of", "for", "at", "to", "in"):
        end = built.after[1]
    head = page.low[run[1] - 1]
    code = role.code
    if code and head in ("source", "sources") and built.modifiers & _OFFICIAL:
        role = replace(role, for_state=True, sector=role.sector or "GOV")
    if not code and built.joint == "in" and role.for_state and built.after is not None:
        own = name.name == "minister" and page.issued  # «the talks of the Minister in Muscat»
        code = capital_in(page, built.after) if name.name in _AT_HOME and not own else ""
    one = Mention(
        "role", (built.run[0], end), "title", name=built.core, head=role.head, office=role.office,
        sector=role.sector, code=code, det=built.det, gender=role.gender,
        plural=is_plural(head_noun(page, run)), for_state=role.for_state, former=role.former,
        modifiers=built.modifiers, owned_by=built.owner, joint=built.joint, after=built.after,
        known=name, body=built.body,
    )  # fmt: skip
    one.plural = one.plural or role.head in _COLLECTIVE
    if one.plural:
        joint = built.after if built.joint in _OF_SEVERAL else None
        one.run, one.codes = spread(page, one.run, run, joint)
        one.count = numbered(page, (one.run[0], run[0]))
        one.det = "the" if page.low[one.run[0]] == "both" else one.det
    return one


_COLLECTIVE = among("collective")
_OFFICIAL = among("official_source")
_OF_SEVERAL = frozenset({"of", "from", "for"})


_AT_HOME = frozenset({"official", "presidential adviser", "minister", "government official",
                      "senior official", "lawmaker", "cabinet minister"})  # fmt: skip


_POSSESSIVES = {"his": "m", "her": "f", "its": "it", "their": "they", "my": "me", "our": "we",
                "you": "you", "your": "you"}  # fmt: skip


def _pronouns(page: Page, others: list[Mention]) -> list[Mention]:
    kinds = _pointing()
    found: list[Mention] = []
    ends = {m.run[1] for m in others if m.sort != "pronoun"}
    for at, word in enumerate(page.low):
        if word not in kinds:
            continue
        kind = kinds[word]
        if word == "who" and (at in ends or (at - 1 in ends and page.word(at - 1) == ",")):
            kind = "who"
        if word == "whose" and at - 1 in ends | {e + 1 for e in ends if page.word(e) == ","}:
            kind = "who"
        if word == "both" and page.word(at + 1) in _SPEECH:
            kind = "both"
        if not kind or page.silent[at]:
            continue
        if word == "i" and (page.words[at] == "i" or _numeral(page, at)):
            continue
        if page.words[at] in ("US", "IT") or at in page.known:
            continue
        found.append(Mention("pronoun", (at, at + 1), "pronoun", head=word, gender=kind))
    return found


@cache
def _pointing() -> dict[str, str]:
    """The words that may be pronouns with their kinds, empty where the place decides."""
    return {"who": "", "whose": "", "both": ""} | _POSSESSIVES | words("pronoun")


def _numeral(page: Page, at: int) -> bool:
    """«World War I», «Elizabeth I»."""
    return (
        at > 0
        and page.words[at - 1][0].isupper()
        and not page.opens_sentence(at - 1)
        and (page.sentence[at - 1] == page.sentence[at])
    )


def _own(page: Page, found: list[Mention]) -> None:
    """Ties possessors and of-phrases to the mentions that they are."""
    ends: dict[int, Mention] = {}
    for one in found:
        held = ends.get(one.run[1])
        if held is None or held.run[0] > one.run[0]:
            ends[one.run[1]] = one
    people = {m.run[0]: m for m in found if m.sort == "person"}
    starts = {m.run[0]: m for m in reversed(found) if m.sort != "pronoun"}
    singles = {m.run[0]: m for m in found if m.sort == "pronoun"}
    for one in found:
        if one.after is not None and one.joint in ("of", "for", "to", "at", "with"):
            person_there = next((people[n] for n in range(one.after[0], one.after[1] + 1)
                                 if n in people), None)  # fmt: skip
            if person_there is not None:
                one.owner = person_there
                one.run = (one.run[0], max(one.run[1], one.owner.run[1]))
            else:
                one.owner = starts.get(one.after[0])
                if one.owner is not None and one.owner.sort == "sides":  # «of the two countries»
                    one.run = (one.run[0], max(one.run[1], one.owner.run[1]))
        if one.owned_by is not None:
            one.owner = ends.get(one.owned_by[1])
        elif one.owner is None and value("determiner", page.word(one.run[0])) in _PERSONAL:
            one.owner = singles.get(one.run[0])
        if one.owner is one:
            one.owner = None
        if one.owner is not None and one.owner.run != one.run:
            one.owner.nested = True


_PERSONAL = frozenset({"m", "f", "it", "they", "me"})
