"""Joining mentions to actors: who is spoken of again, and who is new."""

from bisect import bisect_left, insort
from collections.abc import Iterator

from onrecord.reading.cast.mention import Draft, Mention
from onrecord.reading.cast.page import Page
from onrecord.reading.cast.people import folded
from onrecord.reading.cast.words import among, value, words
from onrecord.tables import persons
from onrecord.tables.names import KnownName
from onrecord.tables.states import Body, Outlet, states
from onrecord.vocabulary import ActorKind

__all__ = ["Players"]

_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})
_RANKED = frozenset({"vice", "deputy", "assistant", "under", "associate"})
_PEOPLE = among("people")
_ARTICLES = ("the ", "a ", "an ")


class Players:
    """The actors met so far, and the order in which they were last spoken of."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.drafts: list[Draft] = []
        self.history: list[Mention] = []
        self._states: dict[str, Draft] = {}
        self._bodies: list[Draft] = []
        self._named: dict[str, list[Draft]] = {}
        self._heads: dict[int, list[tuple[frozenset[str], str]]] = {}

    # Persons

    def name_people(self, mentions: list[Mention]) -> None:
        """Gives every mention by name its person: full names first, then parts of names."""
        named = [m for m in mentions if m.sort == "person"]
        split = [(m, self._name_words(m)) for m in named]
        for one, parts in split:
            if len(parts) > 1:
                self._set(one, self._full(one, parts))
        for one, parts in split:
            if len(parts) == 1:
                self._set(one, self._part(one, parts[0]))

    def _name_words(self, one: Mention) -> list[str]:
        run = one.name or one.run
        parts = [w for w in self.page.words[run[0] : run[1]] if w[0].isalnum()]
        while len(parts) > 1 and folded(parts[-1]) in _SUFFIXES:
            parts.pop()
        return parts

    def _full(self, one: Mention, parts: list[str]) -> Draft:
        keys = [folded(part) for part in parts]
        for draft in self._named.get(keys[-1], ()):
            others = draft.names[0].split()
            if _same_first(keys[0], folded(others[0])) and _same_middle(keys, others):
                if len(" ".join(parts)) > len(draft.names[0]) and not parts[0].isupper():
                    draft.names.insert(0, " ".join(parts))
                    draft.name = draft.names[0]
                return draft
        return self._new_person(parts)

    def _part(self, one: Mention, part: str) -> Draft:
        key = folded(part)
        fits = [d for d in self._named.get(key, ()) if _genders(d.gender, one.gender)]
        last = [d for d in fits if folded(d.names[0].split()[-1]) == key]
        if not fits and len(key) > 2:  # «Dan» for Daniel
            fits = [d for d in self.drafts if d.kind == "person" and len(d.name.split()) > 1
                    and folded(d.name.split()[0]).startswith(key)]  # fmt: skip
        return (last or fits or [self._new_person([part])])[0]

    def _new_person(self, parts: list[str]) -> Draft:
        if all(part.isupper() for part in parts) and any(len(part) > 3 for part in parts):
            parts = [part.title() for part in parts]
        name = " ".join(parts)
        draft = Draft("person", name, [name])
        if len(parts) > 1:
            draft.gender = persons.gender_of(name)
        for part in parts:
            if len(part) > 1:
                self._named.setdefault(folded(part), []).append(draft)
        self.drafts.append(draft)
        return draft

    def _set(self, one: Mention, draft: Draft) -> None:
        one.actor = draft
        draft.mentions.append(one)
        if one.gender in ("m", "f") and draft.gender == "u":
            draft.gender = one.gender
        self.dress(draft, one)

    def dress(self, draft: Draft, one: Mention) -> None:
        """Takes over what a mention tells of its actor's office, state and sector."""
        if one.sort in ("person", "role") and one.head:
            said = frozenset((one.office or one.head).lower().split()) | {one.head.lower()}
            self._heads.setdefault(id(draft), []).append((said, one.head))
            better = one.office and not one.former and (
                not draft.office or (draft.sector == "MIL" and one.sector != "MIL")
                or (one.for_state and not draft.for_state)
                or (folded(one.office) != folded(draft.office)
                and folded(one.office).endswith(folded(draft.office)))
            )
            if better:
                draft.office, draft.head = one.office, one.head
        if not one.former:
            draft.for_state = draft.for_state or one.for_state
            draft.code = draft.code or (one.code if one.for_state or one.sector else "")
            draft.sector = draft.sector or one.sector
        if draft.owner is None and one.owner is not None and one.owner.actor is not draft:
            draft.owner = one.owner.actor

    # States, bodies

    def join(self, one: Mention) -> None:
        """Gives one mention its actor where there is one, its owner's first."""
        if one.actor is None and one.owner is not None and one.owner.sort != "pronoun" and (
            one.owner.actor is None and one.owner.run != one.run
        ):
            self.join(one.owner)
        if one.actor is None:
            draft = None
            if one.same is not None:
                draft = one.same.actor
                one.form = "description"
            elif one.sort == "state":
                draft = self._state(one.code)
            elif one.sort == "body":
                draft = self._body(one)
            elif one.sort == "role":
                draft = self._role(one)
            if draft is not None:
                self._set(one, draft)
        elif one.sort == "person":
            self.dress(one.actor, one)
        if one.actor is not None:
            self.touch(one)

    def touch(self, one: Mention) -> None:
        """Counts a mention as spoken of; the history keeps the order of the text."""
        if self.history and self.history[-1].run[0] > one.run[0]:
            insort(self.history, one, key=lambda m: m.run[0])
        else:
            self.history.append(one)

    def before(self, at: int) -> Iterator[Mention]:
        """The mentions that begin before a word, the last first."""
        number = bisect_left(self.history, at, key=lambda m: m.run[0])
        while number > 0:
            number -= 1
            yield self.history[number]

    def _state(self, code: str) -> Draft:
        if code not in self._states:
            draft = Draft("organization" if code in ("UN", "EU") else "state",
                          states()[code].name, [states()[code].name], code=code,
                          sector="IGO" if code in ("UN", "EU") else "GOV")  # fmt: skip
            self._states[code] = draft
            self.drafts.append(draft)
        return self._states[code]

    def state(self, code: str) -> Draft:
        """The actor of a state."""
        return self._state(code)

    def _body(self, one: Mention) -> Draft | None:
        known = one.known
        if known is None:
            return self._organisation(one)
        if isinstance(known.entry, Outlet):
            return self._kept(known.name, "organization", "", "MED", known.name)
        if known.kind != "head" and isinstance(known.entry, Body):
            kind = known.entry.kind
            code = known.code if known.code != "" else one.code
            return self._kept(known.name, kind, code, known.sector, known.name)
        return self._headed(one, known)

    def _headed(self, one: Mention, known: KnownName) -> Draft | None:
        """A generic body: «the foreign ministry», «its embassy»."""
        if one.det == "a":
            return None
        owner = one.owner.actor if one.owner is not None else None
        code = one.code or (owner.code if owner is not None else "")
        head = known.name.lower()
        for draft in reversed(self._bodies):
            same = draft.head.lower() == head or (not one.code and owner is None and (
                draft.head.lower().endswith(" " + head)))
            if same and (not code or not draft.code or code == draft.code):
                return draft
        code = code or self.context(one)
        kind = "government_body"
        if known.sector in ("MED", "OPP", "PTY", "REL"):
            kind = "organization"
        elif known.sector == "REB" or (one.plural and known.sector in ("MIL", "COP")):
            kind = "group"
        name = self.page.said(one.name or one.run)
        if code and code in states():
            name = f"{name} of {states()[code].name}"
        return self._kept(name, kind, code, known.sector, head, new=True)

    def _organisation(self, one: Mention) -> Draft:
        said = self.page.said(one.name or one.run)
        key = folded(said)
        for draft in self._bodies:
            names = [folded(name) for name in draft.names]
            if key in names or any(name.startswith(key + " ") for name in names):
                return draft
        draft = self._kept(said, "organization", "", "", "organization", new=True)
        at = (one.name or one.run)[1]
        page = self.page
        if page.word(at) == "(" and page.word(at + 2) == ")":
            draft.names.append(page.words[at + 1])
        return draft

    def _kept(self, name: str, kind: str, code: str, sector: str, head: str,
              new: bool = False) -> Draft:  # fmt: skip
        if not new:
            for draft in self._bodies:
                if draft.name == name and draft.code == code:
                    return draft
        draft = Draft(kind, name, [name], code=code, sector=sector, head=head)  # type: ignore[arg-type]
        self._bodies.append(draft)
        self.drafts.append(draft)
        return draft

    # Roles

    def _role(self, one: Mention) -> Draft | None:
        owner = one.owner.actor if one.owner is not None else None
        if owner is not None and not one.code and one.for_state:
            one.code = owner.code
        definite = one.det in ("the", "m", "f", "it", "they", "me") or bool(one.code and (
            one.owned_by is not None))
        if not definite and not (one.det == "" and self.page.words[one.run[0]][0].isupper() and (
            not self.page.opens_sentence(one.run[0]))):
            return None
        if one.plural:
            return self._many(one)
        fits = self._fitting(one, owner)
        if fits:
            return fits[0]
        return self._office(one) if one.for_state and one.office and definite else None

    def _fitting(self, one: Mention, owner: Draft | None) -> list[Draft]:
        """The actors that a title or description may mean, the last mentioned first."""
        seen: dict[int, Draft] = {}
        for mention in reversed(self.history):
            draft = mention.actor
            if draft is not None and id(draft) not in seen and self._fits(draft, one, owner):
                seen[id(draft)] = draft
        return list(seen.values())

    def _fits(self, draft: Draft, one: Mention, owner: Draft | None) -> bool:
        if draft.kind not in ("person", "office", "unnamed_source") or draft.plural:
            return False
        if draft is owner or (one.code and draft.code and one.code != draft.code):
            return False
        if not _genders(draft.gender, one.gender):
            return False
        if owner is not None and draft.owner is not None and owner is not draft.owner and (
            not one.code):
            return False
        core = frozenset(self.page.said(one.name or one.run).lower().split())
        if "diplomat" in core and core & {"top", "chief"} and draft.code == one.code != "":
            return any(value("top_diplomat", head) == "" and head in words("top_diplomat")
                       for _, head in self._heads.get(id(draft), ()))  # fmt: skip
        for said, head in self._heads.get(id(draft), ()):
            if head == one.head or (core <= said and not (said & _RANKED) - core):
                return not one.modifiers - draft.modifiers - _LOOSE or draft.kind != (
                    "unnamed_source")
        return False

    def _many(self, one: Mention) -> Draft | None:
        """«the officials», «the two ministers»."""
        page = self.page
        if page.word(one.run[0] + 1) in ("two", "pair") or "two" in page.low[slice(*one.run)]:
            pair = self._pair(one)
            if pair:
                one.twin = pair[1]
                return pair[0]
        for mention in reversed(self.history):
            draft = mention.actor
            if draft is not None and draft.plural and draft.head == one.head and (
                not one.code or not draft.code or one.code == draft.code
            ):
                return draft
        return None

    def _pair(self, one: Mention) -> list[Draft]:
        found: list[Draft] = []
        base = one.head if one.head not in ("man", "leader", "person", "woman") else ""
        for mention in reversed(self.history):
            draft = mention.actor
            if draft is None or draft.kind != "person" or draft in found:
                continue
            said = {w for words_, _ in self._heads.get(id(draft), ()) for w in words_}
            if not base or base.split()[-1] in said:
                found.append(draft)
            if len(found) == 2:
                return found[::-1]
        return []

    def _office(self, one: Mention) -> Draft | None:
        code = one.code or self.context(one)
        name = one.office
        if code in states() and code:
            name = f"{name} of {states()[code].name}"
        draft = Draft("office", name, [name], code=code, sector=one.sector, office=one.office,
                      head=one.head, for_state=True)  # fmt: skip
        self.drafts.append(draft)
        return draft

    def unnamed(self, one: Mention) -> Draft:
        """A new actor for a source that the report does not name."""
        said = self.page.said(one.run)
        for article in _ARTICLES:
            if said.lower().startswith(article):
                said = said[len(article) :]
        last = one.head.lower()
        human = last in _PEOPLE or (one.sort == "role" and not one.plural)
        group = one.plural and self.page.low[(one.name or one.run)[1] - 1] not in _PEOPLE
        kind: ActorKind = "group" if group else "unnamed_source"
        if one.sort == "document":
            kind = "document"
        draft = Draft(kind, said, [said], head=one.head, code=one.code,
                      sector=one.sector, gender=one.gender, plural=one.plural,
                      unnamed=kind == "unnamed_source" or (human and kind != "document"),
                      modifiers=one.modifiers, for_state=one.for_state)  # fmt: skip
        if one.owner is not None:
            draft.owner = one.owner.actor
        self.drafts.append(draft)
        self._heads[id(draft)] = [(frozenset(said.lower().split()), one.head)]
        return draft

    def take(self, one: Mention, draft: Draft) -> None:
        """Gives a mention this actor and counts it as spoken of."""
        self._set(one, draft)
        self.touch(one)

    def context(self, one: Mention) -> str:
        """The one state that the words around a mention are about, empty where several are."""
        page = self.page
        sentence = page.sentence[one.run[0]]
        for reach in (0, 1, 2):
            codes = {m.code for m in self._around(sentence - reach, sentence, one)}
            codes.discard("")
            if len(codes) == 1:
                return codes.pop()
            if codes:
                return ""
        return ""

    def _around(self, first: int, last: int, one: Mention) -> list[Mention]:
        page = self.page
        found = []
        for mention in reversed(self.history):
            number = page.sentence[mention.run[0]]
            if number < first:
                break
            if number <= last and mention.run[0] < one.run[0] and mention.actor is not None:
                if not mention.code:
                    mention.code = mention.actor.code
                found.append(mention)
        return found


_LOOSE = frozenset({"same", "other", "the"})


def _genders(one: str, other: str) -> bool:
    return "u" in (one, other) or one == other


def _same_first(one: str, other: str) -> bool:
    if one == other or (len(one) == 1 and other.startswith(one)) or (
        len(other) == 1 and one.startswith(other)
    ):
        return True
    short, long = sorted((one, other), key=len)
    return len(short) > 2 and long.startswith(short)


def _same_middle(keys: list[str], others: list[str]) -> bool:
    """Three and more words agree in more than the first and the last, initials aside."""
    mine = {key for key in keys[1:-1] if len(key) > 1}
    theirs = {folded(word) for word in others[1:-1] if len(word.strip(".")) > 1}
    return not mine or not theirs or bool(mine & theirs)
