"""Whether a word of cases tells a step at all, and whether the step took place."""

from __future__ import annotations

from onrecord.reading.cases.described import peoples
from onrecord.reading.cases.lexicon import charge_pattern, counted, person_heads
from onrecord.reading.cases.whom import Word
from onrecord.reading.modality import Group, Line, carried, of_word
from onrecord.reading.modality.grammar import governing
from onrecord.reading.modality.group import BREAKS, DETERMINERS, PREPOSITIONS, QUOTES, adverb
from onrecord.reading.modality.lexicon import lexicon
from onrecord.reading.turning import Ground
from onrecord.reading.turning.happening import came_about
from onrecord.vocabulary import Modality

_PRESUPPOSED = frozenset({"arrested", "detained", "convicted"})  # by «his …»
_COMING_ABOUT = frozenset({"deported", "exchanged", "released", "moved", "pardoned"})
_DESCRIBED = _PRESUPPOSED | {"charged", "sentenced", "acquitted", "deported"}
_PHRASES = frozenset({"before", "in", "on", "due", "back"})
_OWNERS = frozenset({"his", "her", "their", "my", "our", "whose", "'s", "'", "’"})
_NEAR = 6  # words between a noun and the verb that governs it
_CLAUSE = 14  # words before «before his release» that tell what came first
_SURE = frozenset(
    "after since following upon by for while despite besides with when through in".split()
)  # before «arresting X», where that took place
_BEARING = frozenset({"subject", "term", "noun", "spent"})  # «a translator serving six years»
_CALLS = ("call", "ask", "press", "plea", "demand", "appeal", "campaign", "push", "urg", "lobb")
_LATER = frozenset({"before", "until", "till", "unless"})
_ABOUT = frozenset({"about", "over", "into", "after", "following", "since", "on", "despite"})
_REWARDED = frozenset({"leading", "reward", "rewards", "bounty"})
_LETTING = frozenset({"exchanged", "released", "deported", "pardoned"})
_ISSUING = ("sign", "issu")
_SEEKING = frozenset({"seek", "seeks", "sought", "seeking"})
_OPENING = 9  # words from a trial to «opens»
_OPENING_NOW = frozenset({"opens", "begins", "starts", "resumes", "reopens"})
_OPENED = frozenset({"opened", "began", "started", "resumed", "reopened"})
_PLAIN = frozenset("and or but to as that which who he she they was were is are".split())


def modality_of(ground: Ground, word: Word) -> Modality | None:
    """The modality of what a word tells; None where it tells no step: «his arrest record»,
    «a reward for his capture», «the idea of deporting X», «unfit to stand trial»."""
    line, group, row = word.line, word.group, word.row
    if row.frame == "noun" and (_compound(ground, word) or _only_named(ground, word)):
        return None
    if _told_how(line, group):
        return None
    doing = group.form == "ing" and not group.helped and row.frame not in _BEARING
    if doing and _of_decree(line, group) is None and not _took_place(line, group):
        ruled_out = row.step in _LETTING and _carried(ground, line, word.at, word.last) == "denied"
        return "denied" if ruled_out else None
    if group.form == "base" and not group.infinitive and _imperative(line, group):
        return "asked"
    if _yet_to_come(line, group):
        return None
    if _wished_for(line, group):
        return "asked"
    if row.frame == "noun" and _ended(line, word.at):
        return "actual"
    found = _carried(ground, line, word.at, word.last)
    if row.step == "released" and (under := _of_decree(line, group)) is not None:
        return under
    if row.step == "released" and row.frame == "noun" and _sought(line, word.at):
        return "asked" if found in {"planned", "possible", "actual"} else found
    anew = found == "failed" and {"until", "till", "to"} & set(
        line.forms[word.last : word.last + _NEAR]
    )
    if row.frame == "trial" and (found in {"actual", "planned"} or anew):
        return _opens(word) or found
    if row.step == "tried" and found == "actual" and _faced(word):
        return "planned"
    if row.frame == "patient" and found == "planned" and _by_then(word):
        return "actual"
    if found == "planned" and group.infinitive and _called_for(line, group):
        return "asked"
    if row.frame == "warrant" and found == "planned" and _until(line, word.at):
        return "actual"
    if row.step in _DESCRIBED and _describing(line, word):
        return "actual"
    if row.frame == "noun" and row.step in _PRESUPPOSED and found not in {"actual", "denied"}:
        found = "actual" if _taken_for_granted(word) else found
    if row.frame == "trial" and found == "denied" and _during(line, word.at):
        return "actual"
    if row.step == "exchanged" and found == "planned" and _offered(line, group):
        return "possible"
    if row.frame == "noun" and found == "actual" and _prevented(word):
        return "failed"
    if row.frame == "length" and found != "actual" and _owned(word, word.at - 1):
        return "actual"  # «refused to appeal her six-year sentence»
    if row.frame == "term" and found != "denied" and word.form.startswith("fac"):
        return "possible"
    if group.infinitive and found == "actual" and governing(line, group.first - 1) is None:
        return None
    return found


def _told_how(line: Line, group: Group) -> bool:
    """«watch how quickly they [sentence] him», «asked how they would»: told by nobody as done."""
    coming = bool(group.modal) or (group.form == "base" and not group.helped)
    before = line.forms[max(0, group.first - 5) : group.first]
    return coming and "how" in before and not BREAKS & set(before[before.index("how") :])


def by_decree(line: Line, group: Group) -> bool:
    """«signed a decree [releasing] X»."""
    return _of_decree(line, group) is not None


def _of_decree(line: Line, group: Group) -> Modality | None:
    """«signed a decree [releasing] X»: as likely as the signing."""
    at = group.first - 1
    if group.form != "ing" or group.helped or at < 1 or line.forms[at] not in counted("decree"):
        return None
    for index in range(at - 1, max(-1, at - _NEAR), -1):
        if line.forms[index].startswith(_ISSUING):
            return of_word(line, index)
    return None


def _sought(line: Line, at: int) -> bool:
    """«would [seek] X’s release»: asked for, whoever is to bring it about."""
    return any(w in _SEEKING for w in line.forms[max(0, at - _NEAR) : at])


def _faced(word: Word) -> bool:
    """«who face trial», «he faces a judge on Monday»: to come; «faced trial in May» is not."""
    return word.form in counted("facing") and word.group.form != "past"


def _opens(word: Word) -> Modality | None:
    """«the trial [opens] on Thursday», «got to its first witness»: by the verb behind."""
    line = word.line
    before = line.forms[max(0, word.at - _NEAR) : word.at]
    if {"opening", "start", "beginning"} & set(before) and counted("moving") & set(before):
        return "planned"  # «moved the opening of the trial to May»
    behind = _past_asides(line, word.last + 1)
    for index in (*range(word.last + 1, min(len(line), word.last + _OPENING)), *behind):
        form = line.forms[index]
        if form in _OPENING_NOW:
            return "planned"
        if form in _OPENED or line.forms[index : index + 2] == ("got", "to"):
            return "actual"
        if form in BREAKS:
            if form == "," and behind and index < behind[0]:
                continue
            return None
        ahead = " ".join(line.forms[index : index + 2])
        if form in counted("put_off") or ahead in counted("put_off"):
            return "planned"
        if form in lexicon().modals:
            return None
    return None


def _past_asides(line: Line, first: int) -> range:
    """The words behind the asides of a subject: «The retrial of an aide, X, whose conviction was
    quashed, [opens on Monday]»; none where no aside is closed."""
    index = first
    while index < len(line) and line.forms[index] != "," and line.forms[index] not in BREAKS:
        index += 1
    closed = 0
    while index < len(line) and line.forms[index] == ",":
        index = next((i for i in range(index + 1, len(line)) if line.forms[i] == ","), len(line))
        closed = index + 1 if index < len(line) else closed
        opens = line.forms[closed : closed + 1]
        if opens and opens[0] not in {"who", "whose", "which", "a", "an", "the"}:
            break
    verb = line.forms[closed] if 0 < closed < len(line) else ""
    return range(closed, closed + 2) if verb in counted("opens") else range(0)


def asserted(word: Word) -> bool:
    """Whether a noun tells that what it names took place: «after his arrest»."""
    line, words = word.line, lexicon()
    for index in range(word.at - 1, max(-1, word.at - _NEAR), -1):
        governor = words.governor(line.forms, index + 1, "noun")
        if governor is not None:
            return governor.gives == "actual"
    happened = word.after in counted("happened") or _came_about(word)
    if word.form in counted("told_of") and word.at and line.forms[word.at - 1] == "the":
        return True
    return _owned(word) and (word.row.step in _PRESUPPOSED or happened)


def _came_about(word: Word) -> bool:
    """«the extradition of X to Tarn [angered] his party», «was [carried out]»."""
    return came_about(word.line, word.last, counted("happened"), counted("come_about"))


def _prevented(word: Word) -> bool:
    """«The extradition of X to Tarn [has been blocked]»: by the verb of which it is the subject."""
    line, words = word.line, lexicon()
    held = (counted("jail") | counted("captive")) & set(line.forms)
    if word.row.step not in _COMING_ABOUT or (word.row.step == "moved" and not held):
        return False
    for index in range(word.last + 1, min(word.last + _CLAUSE, len(line))):
        if line.forms[index] in BREAKS - {"-"}:
            return False
        if words.helpers.get(line.forms[index]) in {"be", "have"}:
            return bool(counted("prevented") & set(line.forms[index + 1 : index + 4]))
    return False


def _carried(ground: Ground, line: Line, at: int, last: int) -> Modality:
    words = lexicon()
    if line.forms[at] in _PHRASES:
        # «is due [before a judge]», «was [on trial]»: by what stands before the phrase.
        for end in (at + 1, at):
            governor = words.governor(line.forms, end, "next")
            if governor is not None:
                return governor.gives
        while at > 0 and line.forms[at] not in words.helpers:
            at -= 1
    start, end = line.starts[at], line.ends[last]
    holders = ground.vouchers.around(start, end)
    return carried(ground.scene, start, end, holders[-1] if holders else None)


def _owned(word: Word, at: int | None = None) -> bool:
    first = word.at if at is None else at
    before = word.line.forms[max(0, first - 2) : first]
    return bool(_OWNERS & set(before)) or (word.after == "of" and "the" in before)


def _taken_for_granted(word: Word) -> bool:
    """«called X’s detention arbitrary», «asked about the arrest of X»: told as a fact, unlike
    «called for X’s arrest»."""
    line = word.line
    for index in range(word.at - 1, max(-1, word.at - _NEAR), -1):
        if line.forms[index] in _ABOUT:
            return _owned(word)
        if line.forms[index] in PREPOSITIONS or line.forms[index] in BREAKS:
            return False
        if lexicon().governor(line.forms, index + 1, "noun") is not None:
            return False
    return False


def _compound(ground: Ground, word: Word) -> bool:
    """«his deportation hearing», «Brill’s release date»: part of another noun."""
    line, index = word.line, word.last + 1
    after = word.after
    if word.at and line.forms[word.at - 1] in {"press", "news", "video"}:
        return True
    words = lexicon()
    if not after.isalpha() or after.endswith(("ed", "ly")) or adverb(after):
        return False
    closed = after in PREPOSITIONS or after in BREAKS or after in DETERMINERS or after in _PLAIN
    closed = closed or after in words.helpers or after in words.modals or after in words.past
    closed = closed or after in counted("happened") or after in counted("opens")
    if closed or line.written[index][:1].isupper():
        return False
    return not any(t.start == line.starts[index] for t in ground.times_in(*_at(line, index)))


def _at(line: Line, index: int) -> tuple[int, int]:
    return line.starts[index], line.ends[index]


def _only_named(ground: Ground, word: Word) -> bool:
    """«information leading to the arrest of X», «charged with the kidnapping of X»."""
    line = word.line
    before = line.forms[max(0, word.at - 9) : word.at]
    if _REWARDED & set(before):
        return True
    if "for" in line.forms[max(0, word.at - 3) : word.at] and counted("papers") & set(before):
        return True  # «a warrant has been issued for his arrest»
    offence = charge_pattern().fullmatch(ground.text, line.starts[word.at], line.ends[word.last])
    return offence is not None and bool(counted("accused") & set(before))


def _took_place(line: Line, group: Group) -> bool:
    """Whether a bare «arresting X» tells what took place."""
    index = group.first - 1
    while index >= 0 and adverb(line.forms[index]) and line.forms[index] not in QUOTES:
        index -= 1
    before = line.forms[index] if index >= 0 else ""
    if before in {"and", "or"}:
        return True  # as the one before, whose modality it has
    return before in _SURE or before in {",", "without", "of", "from"} or index < 0


def _imperative(line: Line, group: Group) -> bool:
    """«Free X!», «Deport X»: what a headline, a placard or a demand tells to do."""
    before = line.forms[group.first - 1] if group.first else ""
    if group.first and before not in QUOTES and before != ":":
        return False
    return not line.forms[group.at].endswith("s")


def _wished_for(line: Line, group: Group) -> bool:
    """«asked once more that X [be allowed] to go home»: a bare «be» with a subject."""
    before = line.forms[group.first - 1] if group.first else "to"
    bare = line.forms[group.first] == "be" and not (group.modal or group.infinitive)
    return bare and before not in lexicon().modals and before not in {"to", "not", "n't", "and"}


def _yet_to_come(line: Line, group: Group) -> bool:
    """«before he is tried», «until they are freed»: not told to have taken place."""
    helpers = {"is", "are", "'s", "'re", "’s", "’re"} & set(line.forms[group.first : group.at])
    present = bool(helpers) or group.form == "base"
    ahead = line.forms[max(0, group.first - 4) : group.first]
    return present and not group.infinitive and not group.modal and bool(_LATER & set(ahead))


def _ended(line: Line, at: int) -> bool:
    """«spent four years in prison before his [release]»: what came before it is over."""
    if at < 2 or line.forms[at - 2] != "before" or line.forms[at - 1] not in _OWNERS:
        return False
    told = line.forms[max(0, at - _CLAUSE) : at - 2]
    past = any(w in lexicon().past or w.endswith("ed") or w in {"was", "were"} for w in told)
    return past and not set(told) & (set(lexicon().modals) | {"is", "are", "to", "not"})


def _by_then(word: Word) -> bool:
    """«will on Sunday [have been held] for two years»: who is held now."""
    own = word.line.forms[word.group.first : word.at]
    return own[-2:] == ("have", "been") and word.after == "for" and "not" not in own


def _until(line: Line, at: int) -> bool:
    """«until the warrants were lifted»: they are there."""
    return bool(_LATER & set(line.forms[max(0, at - 4) : at]))


def _called_for(line: Line, group: Group) -> bool:
    """«called in a statement for X to be freed»."""
    before = line.forms[max(0, group.first - 8) : group.first]
    if "for" not in before:
        return False
    at = max(0, group.first - 8) + before.index("for")
    return any(w.startswith(_CALLS) for w in line.forms[max(0, at - 12) : at])


def _describing(line: Line, word: Word) -> bool:
    """«denied swapping X for two men [held] in Tarn»: what describes somebody is taken for
    granted."""
    group = word.group
    bare = group.form == "past" and not (group.helped or group.passive or group.negated)
    bare = bare and not word.form.startswith("remain")
    before = line.forms[group.first - 1] if group.first else ""
    if not bare or (before not in person_heads() and before not in peoples()):
        return False
    return word.after in PREPOSITIONS and not _wanted(line, group)


def _wanted(line: Line, group: Group) -> bool:
    """«wants the two men held»."""
    before = line.forms[max(0, group.first - 6) : group.first]
    return bool({"want", "wants", "wanted"} & set(before))


def _during(line: Line, at: int) -> bool:
    """Whether something that took place at a trial is told: «denied it during her trial»."""
    before = line.forms[max(0, at - 4) : at]
    return bool({"during", "of", "at"} & set(before)) and "no" not in before


def _offered(line: Line, group: Group) -> bool:
    """Whether an exchange is only offered: «offered to trade X for Y»."""
    found = governing(line, group.first - 1) if group.infinitive else None
    return found is not None and found[1].phrase[0].startswith(("offer", "propos", "suggest"))
