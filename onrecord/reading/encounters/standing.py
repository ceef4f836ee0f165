"""Whether a meeting was held, is to come, was asked for, denied or failed: the words around it."""

import re
from collections.abc import Sequence
from datetime import date

from onrecord.facts import DateSlot, Statement
from onrecord.reading.encounters.drafts import Draft
from onrecord.reading.encounters.ground import Ground
from onrecord.reading.encounters.nouns import settled
from onrecord.reading.encounters.words import phrases
from onrecord.reading.modality import carried, modality
from onrecord.reading.scene import Scene
from onrecord.vocabulary import Modality

_WHETHER = re.compile(r"\bwhether\b[^;.]*\Z")
# What makes even a meeting that is taken for granted one to come: «will sign it at a meeting with».
_AHEAD = re.compile(
    r"\b(?:will|would|may|might|could|should|expected|due|plans?|planned|scheduled|upcoming|proposed"
    r"|forthcoming|to\s+be|if|unless)\b|[’']ll\b",
    re.IGNORECASE,
)
_COULD = re.compile(r"\b(?:was|were)\s+(?:\w+\s+){0,2}able\s+to\s+\Z", re.IGNORECASE)
_WILL = frozenset({"will", "shall", "must", "should", "’ll", "'ll"})
_MAY = frozenset({"may", "might", "could"})
_ASKED = frozenset({"demand", "urge", "ask", "want", "request"})  # acts of a statement
_POSSIBLE = frozenset({"possible", "potential", "hypothetical"})
_REACH = 18  # tokens behind a noun within which its verb may stand


def standing(
    scene: Scene, ground: Ground, draft: Draft, around: Sequence[Statement]
) -> Modality | None:
    """Its modality; None where the report only denies a noun, or asks whether."""
    if draft.off:
        return "failed"
    if draft.says:
        return draft.says
    start, end = draft.turn or (draft.start, draft.end)
    if draft.given:
        ahead = _AHEAD.search(scene.text, ground.sentence.start, draft.end)
        return modality(scene, draft.start, draft.end) if ahead else "actual"
    if draft.back:
        return modality(scene, draft.start, draft.end)
    held = around[-1] if around and around[-1].cue else None
    let = _let(ground, start)
    found = carried(scene, *(let or (start, end)), held)
    if let is not None and found == "actual" and ground.text[let[0]].isupper():
        found = "asked"  # «Let him ring her»
    if found == "denied" and not around and (draft.noun or len(draft.participants) < 2):
        return None  # «no meeting was planned»
    if found == "denied" and not around and _not_yet(ground, draft):
        return None
    if found in ("possible", "denied") and draft.guessed:
        return None
    if found in ("planned", "possible") and _implied(scene, ground, start):
        return "actual"
    if found in ("planned", "asked") and _once(ground, start) and _absent(ground, draft):
        return "failed"
    if found in ("planned", "asked") and phrases("called it off").search(
        scene.text, draft.end, ground.sentence.end
    ):
        return "failed"  # «agreed to see him; two hours before, her office called it off»
    if found == "possible" and (let_in := _let_in(scene, ground, start, around)) is not None:
        return let_in
    if found == "actual" and draft.turn and ground.low(ground.token(start)) in ground.g.wished:
        return "asked"  # «proposed a meeting with»
    if found == "planned" and _had(ground, start):
        return "actual"
    if found == "possible" and not draft.noun and _asked_whether(ground, start):
        return None
    if found == "possible" and _WHETHER.search(scene.text, ground.sentence.start, start):
        return None
    if found == "possible" and _COULD.search(scene.text, ground.sentence.start, start):
        return "actual"  # «officials were last able to visit him in May»
    if found == "possible" and _before_a_plan(ground, *turned(ground, draft)):
        return "planned"
    if found in ("actual", "possible") and _joined_to_a_plan(ground, start):
        return "planned"
    if found == "planned" and draft.noun and draft.turn and _not_at_all(ground, start):
        return None
    if found == "actual" and draft.noun and draft.turn is None:
        return _by_its_verb(ground, draft)
    return found


def _not_yet(ground: Ground, draft: Draft) -> bool:
    """«have never met», «have not spoken since»: nobody says that they have."""
    at = ground.token(draft.start)
    since = ground.low(ground.token(draft.end - 1) + 1) == "since"
    return since or (not draft.noun and ground.low(at - 1) == "never")


def _let(ground: Ground, start: int) -> tuple[int, int] | None:
    """The «let» of «asked them to let the consul visit her»: it says how the visit stands."""
    at = ground.token(start)
    if ground.low(at) in ground.g.past or ground.low(at).endswith(("ed", "ing")):
        return None
    group = ground.group(at - 1)
    first = at - 1 if group is None else group.first
    for i in range(at - 1, max(-1, first - 3), -1):
        if ground.low(i) in ("let", "lets", "letting"):
            return ground.words[i].start, ground.words[i].end
        if ground.stops(i):
            break
    return None


def turned(ground: Ground, draft: Draft) -> tuple[int, int]:
    """The tokens of a telling, the end exclusive."""
    return ground.token(draft.start), ground.token(draft.end - 1) + 1


def _before_a_plan(ground: Ground, a: int, b: int) -> bool:
    """«days before the two are due to meet», «before leaders gather in Nadi in August»: what is
    told by the way as settled, in the present and with its place or day."""
    opened = any(ground.low(i) in ("before", "until", "till") for i in range(max(0, a - 14), a))
    if not opened or ground.low(a) in ground.g.past or ground.low(a).endswith(("ed", "ing")):
        return False
    due = any(ground.low(i) in ground.g.ahead for i in range(max(0, a - 4), a))
    return due or settled(ground, b)


def _implied(scene: Scene, ground: Ground, start: int) -> bool:
    """«used a stopover to call on», «was let in for half an hour to visit»: it was done."""
    at = ground.token(start)
    if ground.low(at - 1) != "to":
        return False
    if ground.low(at - 2) in ground.g.gone:
        word = ground.words[at - 2]  # «has been to see», «came to see»
        return modality(scene, word.start, word.end) == "actual"
    for i in range(at - 2, max(-1, at - 14), -1):
        if ground.low(i) in ground.g.implied:
            word = ground.words[i]
            return modality(scene, word.start, word.end) == "actual"
        if ground.stops(i) or ground.low(i) in ("to", "and"):
            break
    return False


def _let_in(
    scene: Scene, ground: Ground, start: int, around: Sequence[Statement]
) -> Modality | None:
    """«was allowed to visit her»: it was done; «demanded that he be allowed to visit»: asked."""
    at = ground.token(start)
    if ground.low(at - 1) != "to" or ground.low(at - 2) not in ground.g.allowed:
        return None
    word = ground.words[at - 2]
    found = modality(scene, word.start, word.end)
    if ground.low(at - 3) == "be" and any(said.act in _ASKED for said in around):
        return "asked"
    past = ground.low(at - 3) in ("was", "were", "been", "got", "eventually", "finally")
    return found if found in ("asked", "denied") or (past and found == "actual") else None


def _once(ground: Ground, start: int) -> bool:
    """«had been due to meet», «was to see», «was supposed to receive»: a plan that lies behind."""
    at = ground.token(start)
    return any(ground.low(i) in ("had", "was", "were") for i in range(max(0, at - 7), at))


def _absent(ground: Ground, draft: Draft) -> bool:
    """«were to meet on Monday, but she did not come»: told behind a plan, in its sentence."""
    end = ground.sentence.end
    return phrases("absent").search(ground.text, draft.end, end) is not None


def _had(ground: Ground, start: int) -> bool:
    """«She’d met him»: before a past participle ’d is «had», not «would»."""
    at = ground.token(start)
    past = ground.low(at) in ground.g.past or ground.low(at).endswith("ed")
    return past and ground.low(at - 1) in ("’d", "'d")


def _asked_whether(ground: Ground, start: int) -> bool:
    """«Did he raise it with the president?», «Have you been in touch with them?»."""
    at = ground.token(start)
    first = at
    while first > 0 and not ground.stops(first - 1):
        first -= 1
    opening = [ground.low(i) for i in range(first, min(first + 3, at))]
    asked = ground.text[start : ground.sentence.end].rstrip(" ”’\"'").endswith("?")
    return asked and any(low in ("did", "have", "has", "had") for low in opening)


def _joined_to_a_plan(ground: Ground, start: int) -> bool:
    """«is to be received by X and to hold talks», «agreed to finish it and to meet»."""
    at = ground.token(start)
    if ground.low(at - 1) != "to" or ground.low(at - 2) not in ("and", "or", ","):
        return False
    plans = ground.g.be | {"agreed", "promised", "decided", "plans", "planned"}
    return any(
        ground.low(i) == "to" and ground.low(i - 1) in plans for i in range(max(1, at - 24), at - 2)
    )


def _not_at_all(ground: Ground, start: int) -> bool:
    """«has not rushed to schedule a meeting»."""
    at = ground.token(start)
    return ground.low(at - 1) == "to" and any(
        ground.low(i) in ("not", "never", "’t", "'t") for i in range(max(0, at - 5), at)
    )


def _by_its_verb(ground: Ground, draft: Draft) -> Modality:
    """What the adjective before a noun and the verb behind it say: «the next round will be»."""
    a, b = ground.token(draft.start), ground.token(draft.end - 1) + 1
    if any(ground.low(i) in _POSSIBLE for i in range(max(0, a - 3), a)):
        return "possible"
    thought = phrases("unlikely").search(ground.text, draft.end, ground.sentence.end)
    if phrases("moved").search(ground.text, draft.end, ground.sentence.end):
        return "planned"  # «her visit has been brought forward to Thursday»
    for at in range(b, min(b + _REACH, len(ground.words))):
        low, after = ground.low(at), ground.low(at + 1)
        if thought and low in ground.g.be and ground.token(thought.start()) - at <= 2:
            return "possible"  # «talks are a distant prospect»
        if low in _WILL or (low in ground.g.be and after in ground.g.ahead | {"to"}):
            return "planned"
        if low in _MAY and ground.time(at) is None:
            return "possible"
        if low in ground.g.be or low in ("has", "had", "have", ".", ";", "that", "who", "which"):
            break
        if low.endswith("ed") and low not in ground.g.ahead:
            break
    return "actual"


def to_come(day: DateSlot | None, today: date | None) -> bool:
    """Whether what is told as done lies behind the day of the report: «has invited him for May»."""
    if day is None or day.value is None or today is None:
        return False
    return (
        len(day.value) >= 7
        and day.value[:1].isdigit()
        and "W" not in day.value
        and (day.value[:10] > today.isoformat()[: len(day.value[:10])])
    )
