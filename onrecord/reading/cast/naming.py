"""Which names are one person's: full names, surnames, first names, short forms, initials."""

from onrecord.reading.cast.mention import Draft, Mention
from onrecord.reading.cast.people import folded
from onrecord.reading.cast.players import Players, genders_agree
from onrecord.tables import persons

__all__ = ["name_people"]

_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})


def name_people(players: Players, mentions: list[Mention]) -> None:
    """Gives every mention by name its person: full names first, then parts of names."""
    index: dict[str, list[Draft]] = {}
    named = [(m, _parts(players, m)) for m in mentions if m.sort == "person"]
    for one, parts in named:
        if len(parts) > 1:
            players.give(one, _full(players, index, parts))
    for one, parts in named:
        if len(parts) == 1:
            players.give(one, _part(players, index, one, parts[0]))


def _parts(players: Players, one: Mention) -> list[str]:
    run = one.name or one.run
    parts = [w for w in players.page.words[run[0] : run[1]] if w[0].isalnum()]
    while len(parts) > 1 and folded(parts[-1]) in _SUFFIXES:
        parts.pop()
    return parts


def _full(players: Players, index: dict[str, list[Draft]], parts: list[str]) -> Draft:
    keys = [folded(part) for part in parts]
    for draft in index.get(keys[-1], ()):
        others = draft.name.split()
        if folded(others[-1]) != keys[-1]:
            continue
        if _same_first(keys[0], folded(others[0])) and _same_middle(keys, others):
            name = " ".join(parts)
            if len(name) > len(draft.name) and not parts[0].isupper():
                draft.names.insert(0, name)
                draft.name = name
            return draft
    return _new(players, index, parts)


def _part(
    players: Players, index: dict[str, list[Draft]], one: Mention, part: str
) -> Draft:
    key = folded(part)
    fits = [d for d in index.get(key, ()) if genders_agree(d.gender, one.gender)]
    last = [d for d in fits if folded(d.name.split()[-1]) == key]
    if not fits and len(key) > 2:  # «Dan» for Daniel
        fits = [d for d in players.drafts if d.kind == "person" and " " in d.name
                and folded(d.name.split()[0]).startswith(key)]  # fmt: skip
    return (last or fits or [_new(players, index, [part])])[0]


def _new(players: Players, index: dict[str, list[Draft]], parts: list[str]) -> Draft:
    if all(part.isupper() for part in parts) and any(len(part) > 3 for part in parts):
        parts = [part.title() for part in parts]
    name = " ".join(parts)
    draft = Draft("person", name, [name])
    if len(parts) > 1:
        draft.gender = persons.gender_of(name)
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
