"""Bodies of the tables, and organisations that the model or their last word tells."""

import re

from onrecord.reading.cast.mention import Mention
from onrecord.reading.cast.nobody import dateline
from onrecord.reading.cast.page import Page, Run
from onrecord.reading.cast.phrases import is_plural, phrase
from onrecord.reading.cast.words import among
from onrecord.reading.spotting import Spotted
from onrecord.tables.names import KnownName
from onrecord.tables.states import Body

__all__ = ["capital_in", "find_bodies", "find_organisations"]

_STOPS = among("stop")
_SPEECH = among("speech")
_ORGANISATIONS = among("org_head")
_ENDINGS = frozenset({"'s", "’s"})


def find_bodies(page: Page, taken: set[int]) -> list[Mention]:
    """The bodies of the tables, of words that are not `taken`."""
    found: list[Mention] = []
    for at in sorted(page.known):
        run, name = page.known[at]
        if name.kind not in ("body", "head", "outlet", "metonym") or at in taken:
            continue
        if page.silent[at] or (name.kind == "metonym" and not isinstance(name.entry, Body)):
            continue
        ahead = page.known.get(run[1])
        if (
            ahead is not None
            and ahead[1].kind in ("office", "head", "body")
            and (page.word(run[1] - 1) not in _ENDINGS)
        ):
            continue
        if name.kind == "head" and not _stands(page, run, name):
            continue
        if name.kind in ("body", "outlet") and (
            _followed(page, run[1]) or page.word(run[0] - 1) in ("at", "on", "via")
        ):
            continue
        if (
            name.kind != "head"
            and name.ambiguous
            and name.codes == ()
            and (not page.words[run[0]].isupper())
        ):
            continue
        found.append(_body(page, run, name))
    return found


_UNDETERMINED = frozenset({"parliament", "police", "congress", "state tv", "state media",
                           "state television", "prosecutors", "authorities"})  # fmt: skip


def _stands(page: Page, run: Run, name: KnownName) -> bool:
    """Whether a generic head is a body of its own here and no modifier of what follows."""
    if _followed(page, run[1]):
        return False
    built = phrase(page, run)
    if built.det in ("the", "a", "m", "f", "it", "they", "me") or built.code or built.owner:
        return True
    return page.said(run).lower() in _UNDETERMINED or (
        page.words[run[0]][0].isupper() and (run[1] - run[0] > 1)
    )


def _followed(page: Page, number: int) -> bool:
    """Whether a noun follows, which the words before only modify: «CIA agents», «army post»."""
    word = page.word(number)
    if not word[:1].isalpha() or word in _STOPS or word in _SPEECH or word in _ADVERBS:
        return False
    return page.words[number][0].islower() and not word.endswith(("ed", "ly"))


_ADVERBS = frozenset({"however", "meanwhile", "too", "itself", "each", "again", "later", "today",
                      "yesterday", "instead", "ever", "soon", "often", "always", "sometimes",
                      "back", "first", "last", "this", "these", "those", "some", "any", "all",
                      "every", "both", "another", "his", "her", "their", "its"})  # fmt: skip


def _body(page: Page, run: Run, name: KnownName) -> Mention:
    built = phrase(page, run)
    end = run[1]
    mission = name.name.endswith(_MISSIONS)
    if (
        built.after is not None
        and name.kind in ("head", "body")
        and (
            (built.joint == "of" and name.kind == "head")
            or (built.joint in ("in", "to") and mission)
        )
    ):
        end = built.after[1]
    code = name.code or built.code
    if (
        name.kind == "head"
        and not code
        and built.joint == "in"
        and built.after is not None
        and (not name.name.endswith(_MISSIONS))
    ):
        code = capital_in(page, built.after)
    if name.kind == "head" and not code and page.word(end) == ",":
        code = capital_in(page, (end + 1, end + 2))  # «Ministry of Foreign Affairs, Oslo»
    first = built.run[0]
    if name.kind != "head":
        first = run[0] - (page.word(run[0] - 1) == "the")
    return Mention(
        "body", (first, end),
        "metonym" if name.kind == "metonym" else "name", name=run, head=name.name,
        sector=name.sector, code=code, det=built.det, for_state=True,
        plural=name.kind == "head" and is_plural(page.low[run[1] - 1]),
        modifiers=built.modifiers, owned_by=built.owner, joint=built.joint, after=built.after,
        known=name,
    )  # fmt: skip


_MISSIONS = ("embassy", "mission", "consulate", "high commission", "delegation",
             "consulate general")  # fmt: skip


def find_organisations(
    page: Page, spotted: Spotted, rest: list[Run], taken: set[int]
) -> list[Mention]:
    """Names of organisations that no table has: the model's, and those that end like one."""
    used = taken | {n for run, name in page.known.values() if name.kind in _TABLED
                    for n in range(*run)}  # fmt: skip
    runs = [page.run(n.start, n.end) for n in spotted.names if n.kind == "Organization"]
    runs = [run for run in runs if _believable(page, run)]
    runs += [_full(page, run) for run in rest if _ORGANISATIONS.intersection(page.low[slice(*run)])]
    first_words = {page.words[run[0]] for run in runs if run[1] - run[0] > 1}
    first_words |= {page.words[run[1] + 1] for run in runs if page.word(run[1]) == "("
                    and page.word(run[1] + 2) == ")"}  # fmt: skip
    runs += [run for run in rest if run[1] - run[0] == 1 and page.words[run[0]] in first_words
             and len(page.words[run[0]]) > 2]  # fmt: skip
    found: list[Mention] = []
    for at, word in enumerate(page.low):
        if (
            word in _ORGANISATIONS
            and page.word(at - 1) == "the"
            and at not in used
            and (
                page.words[at][0].isupper()
                and not page.words[min(at + 1, len(page) - 1)][0].isupper()
            )
        ):
            found.append(Mention("body", (at - 1, at + 1), "name", name=(at, at + 1), head=word))
        elif (
            word in _ORGANISATIONS
            and page.words[at].islower()
            and at not in used
            and (
                page.word(at - 1) == "the"
                and not _followed(page, at + 1)
                and page.word(at + 1) not in ("of", "for")
            )
        ):
            found.append(Mention("body", (at - 1, at + 1), "description", name=(at, at + 1),
                                 head=word, det="the"))  # fmt: skip
    for run in sorted(set(runs), key=lambda r: (r[0] - r[1], r)):
        while run[0] < run[1] and page.low[run[1] - 1] in _ENDINGS:
            run = (run[0], run[1] - 1)
        if run[0] >= run[1] or used.intersection(range(*run)) or page.silent[run[0]]:
            continue
        if run[1] - run[0] == 1 and page.low[run[0]] in _ORGANISATIONS:
            continue
        used.update(range(*run))
        first = run[0] - (page.word(run[0] - 1) == "the")
        start = run[0] + (page.low[run[0]] == "the" and run[1] - run[0] > 1)
        found.append(Mention("body", (first, run[1]), "name", name=(start, run[1]),
                             head="organization"))  # fmt: skip
    return found


_LOWERED = among("stop", "determiner", "pronoun", "no_name")


_TABLED = frozenset({"body", "outlet", "head"})


def _believable(page: Page, run: Run) -> bool:
    """Whether the model's organisation is more than a name of the tables or a lower-case word."""
    inside = page.words[slice(*run)]
    if not inside or re.match(r"[A-Z]-[A-Z]", inside[0]):
        return False
    if not any(word[0].isupper() for word in inside) or "’s" in inside or "'s" in inside:
        return False
    held = page.known.get(run[0]) or page.known_end.get(run[1])
    if held is not None and held[0][0] <= run[0] and held[0][1] >= run[1]:
        return False
    if "and" in inside and held is not None and held[1].kind in ("state", "capital"):
        return False  # «Washington and Beijing»
    if run[1] - run[0] > 1:
        return True
    after = page.word(run[1])
    name = inside[0]
    if dateline(page, run):
        return False
    return (name.isupper() and len(name) > 1 and name.isalpha()) or (
        after in _SPEECH and page.word(run[0] - 1) not in _PLACES
    )


_PLACES = among("place_before")


def _full(page: Page, run: Run) -> Run:
    """«University of Nairobi», «Committee for Human Rights»: on through of and for; «Oman News
    Service»: with the name of a place before it."""
    first, end = run
    held = page.known_end.get(first)
    if (
        held is not None
        and held[1].kind in ("state", "demonym", "capital", "place")
        and (page.sentence[held[0][0]] == page.sentence[first])
    ):
        first = held[0][0]
    while (
        first > 0
        and page.words[first - 1][0].isupper()
        and (
            page.sentence[first - 1] == page.sentence[first]
            and page.low[first - 1] not in _LOWERED
            and is_plural(page.low[first]) | is_plural(page.low[first - 1])
        )
    ):
        first -= 1  # «Harbour Workers Union»
    if page.word(end) in ("of", "for", "on") and end + 1 < len(page):
        ahead = end + 1 + (page.word(end + 1) == "the")
        while (
            ahead < len(page)
            and page.words[ahead][0].isupper()
            and (page.sentence[ahead] == page.sentence[end])
        ):
            ahead += 1
            end = ahead
    return first, end


def capital_in(page: Page, run: Run) -> str:
    """The state whose capital a run names; empty where it names none."""
    held = page.known.get(run[0])
    return held[1].code if held is not None and held[1].kind == "capital" else ""
