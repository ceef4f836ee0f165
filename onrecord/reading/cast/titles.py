"""Persons with what is said of them beside their name: offices, ranks, ages, appositions."""

from dataclasses import dataclass, replace

from onrecord.reading.cast.fields import fielded
from onrecord.reading.cast.mention import Mention
from onrecord.reading.cast.page import Page, Run
from onrecord.reading.cast.phrases import Phrase, field_end, head_noun, is_plural, phrase
from onrecord.reading.cast.words import among, value
from onrecord.tables.names import KnownName
from onrecord.tables.offices import Office
from onrecord.tables.states import states

__all__ = ["Role", "person", "renaming", "role_of"]


@dataclass(frozen=True, slots=True)
class Role:
    """What an office or role before or behind a name tells of its bearer."""

    head: str
    office: str
    sector: str
    code: str
    gender: str
    for_state: bool
    former: bool


_PLAIN = frozenset({"", "MED", "HLH", "EDU", "LAB"})
# Roles of the table that news gives as a person's post, though they are nobody's single office.
_POSTS = frozenset({
    "spokesperson", "leader", "adviser", "advisor", "senior adviser", "senior advisor",
    "special adviser", "special advisor", "lawyer", "attorney", "representative", "delegate",
    "chief", "head", "director", "executive director", "deputy director", "mediator", "counsel",
    "coordinator", "humanitarian coordinator", "lawmaker", "deputy", "secretary", "inspector",
    "press secretary", "defense lawyer", "defence lawyer", "presidential candidate", "aide",
    "editor", "administrator", "party leader", "founder", "union leader", "rapporteur",
})  # fmt: skip


def role_of(page: Page, held: KnownName, found: Phrase) -> Role:
    """The role that an office's phrase gives."""
    office = held.entry if isinstance(held.entry, Office) else None
    head = office.name if office else held.name
    form = office.form if office else "role"
    said = page.said(found.core)
    said = value("expand", said) or said
    deputy = held.name
    sector = {"LEGAL": "CVL"}.get(held.sector, held.sector)
    for_state = bool(office and office.for_state)
    code = found.code or value("office_of", deputy) or value("office_of", head)
    if not code and (likely := value("office_if_named", deputy)):
        code = _if_named(page, likely)
    if found.body is not None:  # «embassy spokesman», «foreign ministry official»
        sector = sector or found.body.sector
        for_state = for_state or sector in _OF_STATES
        code = code or found.body.code
    if found.after is not None and found.joint in ("of", "for", "at") and form != "title":
        said = f"{said} {found.joint} {page.said(found.after)}" if head in _OPEN else said
    gender = office.gender if office else "u"
    last = page.low[found.run[1] - 1]
    if last.endswith("woman"):
        gender = "f"
    elif last.endswith("man") and head not in ("chairman",):
        gender = "m"
    if is_plural(last) and form == "office":
        said = head
    post = form in ("office", "title") or head in _POSTS or held.name != head
    if (form == "title" and not held.sector) or (
        sector == "CVL" and form == "role" and (head not in _POSTS)
    ):
        post = False
    return Role(held.name, said if post else "", sector, code, gender, for_state, held.former)


def _if_named(page: Page, code: str) -> str:
    """The state whose office it mostly is, where the report speaks of that state or of none."""
    codes = {name.code for _, name in page.known.values()} & set(states())
    return code if not codes or code in codes else ""


_OF_STATES = frozenset({"GOV", "MIL", "JUD", "COP", "SPY"})
# Posts that say nothing without their body: «spokesman for the armed forces».
_OPEN = frozenset({"spokesperson", "head", "chief", "director", "chairman", "chairwoman", "chair",
                   "leader", "deputy", "secretary", "adviser", "advisor", "member"})  # fmt: skip
_RANKED = frozenset({"MIL", "COP"})


def person(page: Page, name: Run) -> Mention:
    """The mention of a person whose name stands at `name`, with the titles before it."""
    found = Mention("person", name, "name", name=name)
    at = name[0]
    roles: list[tuple[Role, Phrase]] = []
    heads: list[Run] = []
    while True:
        held = _title(page, at)
        if held is None:
            break
        built = phrase(page, held[0])
        if getattr(held[1].entry, "form", "") == "title" and _title(page, held[0][0]):
            built = Phrase(held[0], held[0], "", "", None, None, frozenset())
        if built.run[1] != held[0][1]:
            break
        roles.append((role_of(page, held[1], built), built))
        heads.append(held[0])
        at = built.run[0]
        if built.det or built.owner or built.code:
            break
    if not roles:
        at = _stated(page, at, roles, heads)
    if not roles:
        at = _fielded(page, at, roles, heads)
    if not (roles and roles[-1][1].det):
        at = _renamed(page, at, name[1], roles, heads)
    if not roles and (shared := _shared(page, name)) is not None:
        _dress(found, [shared])
        return found
    found.titles = tuple(heads)
    if roles:
        _dress(found, roles)
        found.run = (at, name[1])
    else:
        _owned(page, found, at)
    return found


def _shared(page: Page, name: Run) -> tuple[Role, Phrase] | None:
    """«Foreign Ministers Rudi Hartono, Ana Dahl and [Pham Lan]»: a title in the plural before
    several names."""
    if page.word(name[0] - 1) not in _LISTING:
        return None
    at = name[0] - 1
    while at > 0 and name[0] - at < _NAMES and (
        page.words[at - 1][0].isupper() or page.low[at - 1] in _LISTING
    ):  # fmt: skip
        held = page.known_end.get(at)
        if held is not None and held[1].kind == "office":
            return (
                (role_of(page, held[1], built), built)
                if (is_plural(page.low[at - 1]) and (built := phrase(page, held[0])))
                else None
            )
        at -= 1
    return None


_NAMES = 14  # words of some names, commas and «and» before another
_LISTING = frozenset({"and", "&", ","})


def _title(page: Page, at: int) -> tuple[Run, KnownName] | None:
    """The office that ends where the word `at` begins, a full stop of an abbreviation between."""
    held = page.known_end.get(at)
    if held is None and page.word(at - 1) == ".":
        held = page.known_end.get(at - 1)
        if held is not None and getattr(held[1].entry, "form", "") != "title":
            held = None  # «… a boy. Paul Whelan»
    if held is None or held[1].kind != "office":
        return None
    if page.sentence[held[0][0]] != page.sentence[min(at, len(page) - 1)]:
        return None
    if is_plural(head_noun(page, held[0])) and not page.words[held[0][0]][0].isupper():
        return None
    return held


def _renamed(
    page: Page, at: int, end: int, roles: list[tuple[Role, Phrase]], heads: list[Run]
) -> int:
    """«Iran’s deputy foreign minister, Behrouz Kamrani»: an office and a comma before the name;
    behind «a surveyor» only where a comma closes the name too."""
    if page.word(at - 1) != ",":
        return at
    held = page.known_end.get(at - 1)
    if held is None or held[1].kind != "office" or is_plural(head_noun(page, held[0])):
        held = _headed(page, at - 1)
        if held is None:
            return at
    built = phrase(page, held[0])
    definite = built.det in ("the", "m", "f", "it", "they", "me") or built.owner or built.code
    closed = page.word(end) == "," and page.word(end + 1) not in ("and", "or")
    if built.det == "a" and not (closed and page.same_clause(built.run[0], at - 2)):
        return at
    if built.det != "a" and not (definite or page.words[built.run[0]][0].isupper()):
        return at
    roles.append((role_of(page, held[1], built), built))
    heads.append(held[0])
    return built.run[0]


def _stated(
    page: Page, at: int, roles: list[tuple[Role, Phrase]], heads: list[Run]
) -> int:  # fmt: skip
    """«Minister for Foreign Affairs of Finland Outi Rautala»: a title with its state before the
    name, as official texts have it."""
    state = page.known_end.get(at)
    if state is None or state[1].kind != "state":
        return at
    joint = state[0][0] - 1 - (page.word(state[0][0] - 1) == "the")
    held = page.known_end.get(joint)
    if page.word(joint) != "of" or held is None or held[1].kind != "office" or (
        not page.words[held[0][0]][0].isupper() or is_plural(page.low[joint - 1])
    ):  # fmt: skip
        return at
    built = phrase(page, held[0])
    roles.append((role_of(page, held[1], built), built))
    heads.append(held[0])
    return built.run[0]


def _fielded(
    page: Page, at: int, roles: list[tuple[Role, Phrase]], heads: list[Run]
) -> int:  # fmt: skip
    """«Minister for Foreign Trade Saskia Brouwer»: a title with its field before the name."""
    held = fielded(page, at)
    if held is None or is_plural(page.low[held[0][1] - 1]):
        return at
    built = phrase(page, held[0])
    role = role_of(page, held[1], built)
    roles.append((replace(role, office=page.said((built.core[0], at))), built))
    heads.append(held[0])
    return built.run[0]


def _headed(page: Page, end: int) -> tuple[Run, KnownName] | None:
    """«the chief inspector of the UN’s nuclear watchdog,»: an office whose of-phrase ends there."""
    for at in range(end - 1, max(end - 10, -1), -1):
        if page.low[at] in _BREAKS or page.sentence[at] != page.sentence[end]:
            return None
        held = page.known.get(at)
        if (
            held is not None
            and held[1].kind == "office"
            and page.word(held[0][1]) in ("of", "for", "to", "at", "from", "in")
        ):
            return None if is_plural(page.low[held[0][1] - 1]) else held
    return None


_BREAKS = frozenset({",", ";", ":", ".", "“", "”", '"', "and", "that", "who", "which"}) | among(
    "speech"
)


_PEERS = among("peer")


def _dress(found: Mention, roles: list[tuple[Role, Phrase]]) -> None:
    """Takes the most telling of the roles before a name; a rank or «Mr.» gives way to an office,
    and «Mr.» to «counterpart»."""
    ranked = sorted(
        roles,
        key=lambda pair: (
            not pair[0].office, pair[0].sector in _RANKED, pair[0].head not in _PEERS
        ),
    )  # fmt: skip
    role, built = ranked[0]
    found.head, found.office = role.head, role.office
    found.sector = next((r.sector for r, _ in ranked if r.sector), "")
    if any(r.sector == "MIL" for r, _ in roles):
        found.sector = "MIL"
    found.code = next((r.code for r, _ in ranked if r.code), "")
    found.gender = next((r.gender for r, _ in ranked if r.gender != "u"), "u")
    found.for_state = any(r.for_state for r, _ in roles)
    found.former = role.former
    found.modifiers = built.modifiers
    found.det = built.det
    found.owned_by, found.joint, found.after = built.owner, built.joint, built.after
    found.body = built.body


def _owned(page: Page, found: Mention, at: int) -> None:
    """«Britain’s Owen Partridge» acts for Britain; «U.S. citizen Paul Whelan» for nobody."""
    if page.word(at - 1) in ("'s", "’s"):
        held = page.known_end.get(at - 1)
        if held is not None and held[1].kind == "state":
            found.code = held[1].code
            found.for_state = True
            found.run = (held[0][0], found.run[1])


def renaming(page: Page, name: Run) -> tuple[Run, KnownName] | None:
    """The head of «…, a former Marine,» right behind a name, else None."""
    at = name[1]
    if page.word(at) == "," and page.word(at + 1).isdigit() and page.word(at + 2) == ",":
        at += 2
    if page.word(at) != ",":
        return None
    start = at + 1
    for number in range(start, min(start + 8, len(page))):
        if page.sentence[number] != page.sentence[name[0]]:
            return None
        held = page.known.get(number)
        if held is None or held[1].kind != "office":
            if page.low[number] in _BREAKS:
                return None
            continue
        if phrase(page, held[0]).run[0] > start:
            continue
        after = page.word(held[0][1])
        if after in ("'s", "’s"):
            continue  # «…, the president’s envoy,»
        if field_end(page, held[0]) > held[0][1]:
            after = "of"  # «…, Minister of Foreign Affairs and Cooperation of Kenya,»
        if after == "and" or after in _SAYING or held[0][1] in page.known:
            return None
        opens = page.low[start]
        bare = value("determiner", opens) in ("", "n")
        if bare and start not in page.known and opens not in among("premodifier"):
            return None
        if _title(page, held[0][1]) and page.words[min(held[0][1], len(page) - 1)][0].isupper():
            return None  # «Blinken, Foreign Minister Lavrov and …»
        built = phrase(page, held[0])
        end = built.after[1] if built.after is not None else built.run[1]
        if (
            end < len(page)
            and page.words[end][0].isupper()
            and (page.sentence[end] == page.sentence[start] and end not in page.known)
        ):
            return None  # «Guo, Minister of Foreign Affairs of Peru Rosario Quispe»
        return held
    return None


_SAYING = among("speech")
