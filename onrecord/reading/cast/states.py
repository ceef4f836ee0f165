"""States where they act: by name, by people, by capital or palace."""

from collections.abc import Container, Iterable

from onrecord.reading.cast.mention import Mention
from onrecord.reading.cast.page import Page, Run
from onrecord.reading.cast.pairs import find_pairs
from onrecord.reading.cast.words import among
from onrecord.reading.relations import Relations
from onrecord.tables.names import KnownName
from onrecord.tables.states import State, states

__all__ = ["find_states", "state_of"]

_DAYS = among("no_name")
_PLACE = among("place_before")
_RELATION = among("relation")
_ADDRESS = among("address")
_SPEECH = among("speech")
_NOUNS = among("pre_noun")
_POLITICAL = among("political_noun")
_ENDINGS = frozenset({"'s", "’s"})
_DOING = frozenset({"are", "were", "have", "had", "will", "would", "could", "may", "might", "do",
                    "did", "aren", "weren", "haven", "won"})  # fmt: skip
_LETTERS = frozenset({"u.s.", "us", "uk", "u.k.", "eu", "e.u.", "un", "u.n."})
_LINKS = frozenset({"and", "or", ","})
_DISCUSSED = frozenset({"pressure", "call", "called", "calls", "calling", "sanctions", "curbs",
                        "tariffs", "depends", "rely", "relies", "war", "declared"})  # fmt: skip
_SPOKEN_TO = frozenset({"said", "message", "warning", "ultimatum", "letter", "appeal", "offer",
                        "concession", "concessions", "aid", "support", "loyal", "told", "demands",
                        "gift", "signal", "offered", "according", "response", "proposal", "lent",
                        "weapons", "arms", "turned", "grateful", "assurances",
                        "guarantees"})  # fmt: skip
_HIT = frozenset({"hit", "attacked", "bombed", "shelled", "struck", "rocked", "under", "shaken",
                  "home", "quiet", "cold", "crowded", "captured", "seized", "surrounded", "located",
                  "full", "evacuated", "besieged", "liberated", "covered"})  # fmt: skip


def find_states(page: Page, taken: set[int], relations: Relations) -> Iterable[Mention]:
    """The mentions of states that act or are acted on, of words that are not `taken`."""
    pairs = list(find_pairs(page, taken))
    yield from pairs
    taken = taken.union(*(range(*pair.run) for pair in pairs))
    certain = {n.code for _, n in page.known.values() if not n.ambiguous}
    last: tuple[int, bool] = (-9, False)  # where the last name ended, and whether it acts
    for at in sorted(page.known):
        run, name = page.known[at]
        if name.kind not in ("state", "demonym", "capital", "metonym") or page.silent[at]:
            continue
        code = state_of(page, name, certain)
        half = page.starts[run[0]] < name.start  # «the Zambia-Angola frontier»
        if at in taken or half or not code:
            continue
        entry = states().get(code)
        if entry is None or not isinstance(name.entry, State):
            continue
        joined = 0 <= run[0] - last[0] <= 2 and page.word(run[0] - 1) in (*_LINKS, "the")
        if name.kind == "demonym":
            acts = _people(page, run, entry)
        elif joined:
            acts = last[1]
        elif name.kind == "state":
            acts = _acts(page, run)
        else:
            acts = _speaks(page, run) or _does(page, run, relations)
        if name.kind != "demonym":
            last = (run[1], acts)
        if acts:
            first = run[0] - (page.word(run[0] - 1) == "the")
            end = run[1] + (name.kind == "demonym" and page.word(run[1]) == "side")
            form = {"state": "name", "demonym": "description"}.get(name.kind, "metonym")
            yield Mention("state", (first, end), form, name=run, code=entry.code,  # type: ignore[arg-type]
                          sector="GOV", known=name)  # fmt: skip


def state_of(page: Page, name: KnownName, certain: Container[str] = ()) -> str:
    """The state of a name: of an ambiguous one where the report names one of those meant beside
    it, or it has only one; Brussels is the EU where the report names no Belgian."""
    if name.kind == "capital" and name.code == "BE":
        belgian = any(n.code == "BE" and n.kind != "capital" for _, n in page.known.values())
        return name.code if belgian else "EU"
    if not name.ambiguous:
        return name.code
    meant = [code for code in name.codes if code in certain]
    if len(meant) == 1:
        return meant[0]
    short = name.end - name.start <= 5 and page.text[name.start : name.end].isupper()
    settled = name.codes and (len(name.codes) == 1 or short or name.kind == "capital")
    return name.code if settled else ""


def _people(page: Page, run: Run, entry: State) -> bool:
    """«the Americans»: a people that stands for its state."""
    if page.word(run[0] - 1) != "the":
        return False
    if page.word(run[1]) == "side":
        return page.word(run[1] + 1) not in ("of", "effect", "effects")
    words = page.said(run)
    after = page.word(run[1])
    alone = after in _AFTER or not after[:1].isalpha()
    if words not in entry.people or (words in entry.adjectives and not alone):
        return False
    return page.word(run[1]) in _SPEECH | _DOING or page.word(run[0] - 2) in (
        _ADDRESS | _RELATION | {"if", "by"}
    )


def _acts(page: Page, run: Run) -> bool:
    first = run[0] - (page.word(run[0] - 1) == "the")
    before, after = page.word(first - 1), page.word(run[1])
    if before in _PLACE or (before == "from" and after not in _SPEECH):
        return False
    if before == "to" and page.word(first - 2) not in _SPOKEN_TO | _ADDRESS:
        return False
    if (
        before == ","
        and first >= 2
        and page.words[first - 2][0].isupper()
        and (
            (after in (",", ".", "on", "and") and first - 2 not in page.known)
            or (
                page.known_end.get(first - 1, (None, None))[1] is not None
                and after == ","
                and page.known_end[first - 1][1].kind in ("capital", "place")
            )
        )
    ):
        return False  # «Kampala, Uganda,»
    if page.words[run[0]].lower() in _LETTERS and after not in _SPEECH:
        return after in _ENDINGS or after in _AFTER or not after[:1].isalnum()
    if after in _NOUNS and after not in _ENDINGS:
        return False
    if run[1] in page.known and page.known[run[1]][1].kind in ("office", "head", "body"):
        return False
    return not (after not in _SPEECH and page.word(run[1] + 1) in _NOUNS and after.isalpha()
                and after not in _AFTER)  # fmt: skip


_AFTER = among("stop")


def _speaks(page: Page, run: Run) -> bool:
    """Whether a capital or palace stands for its state here."""
    first = run[0] - (page.word(run[0] - 1) == "the")
    before, after = page.word(first - 1), page.word(run[1])
    if after in _ENDINGS:  # «at Cairo’s request»
        return page.word(run[1] + 1) in _POLITICAL
    if before in _PLACE or (
        before in ("near", "to") and after != "to" and (page.word(first - 2) not in _SPOKEN_TO)
    ):
        return False
    if before in _ADDRESS or before in _RELATION:
        return True
    before = "" if before.isdigit() or before in _DAYS else before
    if before == "for" and after == "to":
        return True
    if before == "on" and page.word(first - 2) in _DISCUSSED:
        return True
    if before == "from":
        return page.word(first - 2) in _POLITICAL
    if after in ("is", "was", "were", "are"):
        return page.word(run[1] + 1) not in _HIT | _PLACE and before in _OPEN | _SPEECH
    if after in _SPEECH or after in _ADVERBS or after in _HAVING:
        if before in _OPEN or page.opens_sentence(first) or before.endswith("ly"):
            return True
        return page.words[first - 1].islower() and before not in _NOT_BEFORE  # «he said Tokyo had»
    if after in ("and", "or") and run[1] + 1 in page.known:
        other = page.known[run[1] + 1]
        ahead = page.word(other[0][1])
        return other[1].kind in ("capital", "state") and ahead in _SPEECH and before in _OPEN
    return False


def _does(page: Page, run: Run, relations: Relations) -> bool:
    """Whether the model takes a capital for who does what the verb behind it tells."""
    first, at = run[0] - (page.word(run[0] - 1) == "the"), run[1]
    if page.word(first - 1) in _NOT_BEFORE | _PLACE:
        return False
    while page.word(at) in _BETWEEN or page.word(at).endswith("ly"):
        at += 1
    if (
        not page.word(at).isalpha()
        or page.words[at][0].isupper()
        or (page.sentence[at] != page.sentence[run[0]])
    ):
        return False
    verb = page.starts[at], page.ends[at]
    if page.word(at) in _AFTER | _HIT or not relations.is_predicate(*verb):
        return False
    agent = relations.roles(*verb).get("ARG0")
    return agent is not None and (
        page.starts[first] <= agent[0] <= page.starts[run[0]] and agent[1] == page.ends[run[1] - 1]
    )


_BETWEEN = frozenset({"“", '"', "also", "still", "now", "never", "later", "again", "then"})
_HAVING = frozenset({"has", "had", "would", "will", "could", "should", "did", "does", "may",
                     "might", "must", "can"})  # fmt: skip
_NOT_BEFORE = _RELATION | {
    "of", "to", "from", "for", "near", "at", "on", "by", "in", "around", "outside", "inside",
    "through", "via", "into", "across", "toward", "towards", "about", "over", "leaving", "visiting",
    "downtown", "central", "eastern", "western", "northern", "southern", "greater", "old", "new",
}  # fmt: skip
_ADVERBS = frozenset({"also", "still", "now", "never", "later", "again", "not", "both", "too",
                      "alone", "each", "itself", "then", "immediately", "quickly", "flatly",
                      "formally", "publicly", "repeatedly"})  # fmt: skip
_OPEN = frozenset({"", ",", ".", "“", "”", '"', "‘", "’", ":", ";", "—", "–", "-", "(", ")", "?",
                   "!", "and", "but", "that", "if", "while", "as", "because", "when", "what",
                   "where", "whether", "which", "although", "though", "until", "unless", "before",
                   "after", "since", "however", "or", "than", "how", "why"})  # fmt: skip
