"""Which names are one person's: full names, surnames, first names, short forms, initials."""

from functools import cache

from onrecord.reading.cast.capitals import folded, given
from onrecord.reading.cast.mention import Draft, Mention
from onrecord.reading.cast.players import Players, genders_agree
from onrecord.reading.cast.words import among
from onrecord.tables import persons, rows

__all__ = ["name_people"]

_KIN = among("kin") | {"first lady", "first gentleman"}
_PARTICLES = among("particle")
_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})


def name_people(players: Players, mentions: list[Mention]) -> None:
    """Gives every mention by name its person: full names first, then parts of names."""
    index: dict[str, list[Draft]] = {}
    named = [(m, _parts(players, m)) for m in mentions
             if m.sort == "person" and not m.label]  # fmt: skip
    for one, parts in sorted(named, key=lambda told: _by_particles(told[1])):
        if len(parts) > 1:
            said = players.page.said(one.name or one.run)
            players.give(one, _full(players, index, parts, said))
    for one, parts in named:
        if len(parts) == 1:
            players.give(one, _part(players, index, one, parts[0]))


def _parts(players: Players, one: Mention) -> list[str]:
    run = one.name or one.run
    parts = [w for w in players.page.words[run[0] : run[1]] if w[0].isalnum()]
    while len(parts) > 1 and folded(parts[-1]) in _SUFFIXES:
        parts.pop()
    return parts


def _by_particles(parts: list[str]) -> bool:
    """«Van den Berg», which opens a sentence, may be a surname."""
    return len(parts) > 1 and all(part.lower() in _PARTICLES for part in parts[:-1])


def _full(players: Players, index: dict[str, list[Draft]], parts: list[str], said: str) -> Draft:
    keys = [folded(part) for part in parts]
    surname = " ".join(keys) if _by_particles(parts) else None
    for draft in index.get(keys[-1], ()):
        others = draft.name.split()
        if surname and folded(draft.name).endswith(f" {surname}"):
            return draft
        if folded(others[-1]) != keys[-1]:
            continue
        if _same_first(keys[0], folded(others[0])) and _same_middle(keys, others):
            if len(said) > len(draft.name) and not parts[0].isupper():
                draft.names.insert(0, said)
                draft.name = said
            return draft
    return _new(players, index, parts, said)


def _part(players: Players, index: dict[str, list[Draft]], one: Mention, part: str) -> Draft:
    key = folded(part)
    known = [
        d
        for d in index.get(key, ())
        if not (one.for_state and d.roles and all(h in _KIN for _, h in d.roles))
    ]
    fits = [d for d in known if genders_agree(d.gender, one.gender)] or [
        d for d in known if d.guessed
    ]
    last = [d for d in fits if folded(d.name.split()[-1]) == key]
    if not fits and len(key) > 2:  # «Dan» for Daniel
        fits = [d for d in players.drafts if d.kind == "person" and " " in d.name
                and folded(d.name.split()[0]).startswith(key)]  # fmt: skip
    if last or fits:
        return (last or fits)[0]
    draft = _new(players, index, [part], part)
    if not one.head and one.gender == "u" and given(part):
        draft.gender, draft.guessed = persons.gender_of(part), True
    elif one.head and one.gender == "u":
        draft.gender = _holder(key, one.head)
    return draft


@cache
def _surnames() -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for row in (*rows("persons"), *rows("leaders")):
        found.setdefault(folded(row["name"].split()[-1]), []).append(row["name"])
    return {key: tuple(names) for key, names in found.items()}


def _holder(surname: str, head: str) -> str:
    """The gender of those of the tables of persons who bore this surname and this office."""
    genders = {persons.gender_of(name) for name in _surnames().get(surname, ())
               if any(p.office.lower() == head.lower() for p in persons.lookup(name))}  # fmt: skip
    return genders.pop() if len(genders) == 1 else "u"


def _new(players: Players, index: dict[str, list[Draft]], parts: list[str], said: str) -> Draft:
    if all(part.isupper() for part in parts) and any(len(part) > 3 for part in parts):
        parts = [part.title() for part in parts]
        said = " ".join(parts)
    name = said if len(parts) > 1 else parts[0]
    draft = Draft("person", name, [name])
    if len(parts) > 1:
        draft.gender, draft.guessed = persons.gender_of(name), True
    for part in parts:
        if len(part) > 1:
            index.setdefault(folded(part), []).append(draft)
    return players.add(draft)


def _same_first(one: str, other: str) -> bool:
    """«J.», «Joe» and «Joseph»: the same, its initial, or its beginning."""
    short, long = sorted((one, other), key=len)
    return one == other or (len(short) != 2 and long.startswith(short))


def _same_middle(keys: list[str], others: list[str]) -> bool:
    """Three and more words agree in more than the first and the last, initials aside."""
    mine = {key for key in keys[1:-1] if len(key) > 1}
    theirs = {folded(word) for word in others[1:-1] if len(word.strip(".")) > 1}
    return not mine or not theirs or bool(mine & theirs)
