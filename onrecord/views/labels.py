"""The listed values of the contract in words, for every view.

What happened is named in the past; what did not is a noun and its modality («expiry planned»),
so that whoever reads only the label is not misled.
"""

from onrecord.vocabulary import (
    Act,
    ActorKind,
    AgreementKind,
    ChangeLabel,
    Counted,
    DateBasis,
    EventType,
    Format,
    Modality,
    Mode,
    SourceClass,
    StepLabel,
    Terms,
)

TERMS: dict[Terms, str] = {
    "on_record": "on the record",
    "on_background": "on background",
    "off_record": "off the record",
    "anonymous": "anonymous",
    "document": "in a document",
    "unspecified": "terms not stated",
}
SOURCES: dict[SourceClass, str] = {
    "named": "named",
    "unnamed": "unnamed",
    "official": "official",
    "opposition": "opposition",
    "private": "private",
    "document": "a document",
    "reporter": "the reporter’s own voice",
    "not_told": "side not told",
}
# Strongest first: the order in which groups of statements stand.
TERMS_ORDER: tuple[Terms, ...] = (
    "on_record", "on_background", "off_record", "anonymous", "document", "unspecified",
)  # fmt: skip

# Listed value → (what happened, the noun for what did not).
CHANGES: dict[ChangeLabel, tuple[str, str]] = {
    "proposed": ("proposed", "proposal"),
    "negotiated": ("negotiated", "negotiation"),
    "agreed": ("agreed", "agreement"),
    "rejected": ("rejected", "rejection"),
    "signed": ("signed", "signature"),
    "ratified": ("ratified", "ratification"),
    "in_force": ("entered into force", "entry into force"),
    "extended": ("extended", "extension"),
    "suspended": ("suspended", "suspension"),
    "resumed": ("resumed", "resumption"),
    "violated": ("violated", "violation"),
    "withdrawn": ("withdrawn from", "withdrawal"),
    "expired": ("expired", "expiry"),
    "terminated": ("terminated", "termination"),
}
STATUSES: dict[ChangeLabel, str] = {
    "in_force": "in force", "extended": "in force", "resumed": "in force",
}  # fmt: skip
LASTING = frozenset({"in force", "suspended"})  # a status that holds since then
STEPS: dict[StepLabel, tuple[str, str]] = {
    "wanted": ("wanted", "warrant"),
    "detained": ("detained", "detention"),
    "arrested": ("arrested", "arrest"),
    "charged": ("charged", "charge"),
    "pleaded": ("pleaded", "plea"),
    "tried": ("tried", "trial"),
    "convicted": ("convicted", "conviction"),
    "acquitted": ("acquitted", "acquittal"),
    "sentenced": ("sentenced", "sentence"),
    "appealed": ("appealed", "appeal"),
    "moved": ("moved", "move"),
    "exchanged": ("exchanged", "exchange"),
    "pardoned": ("pardoned", "pardon"),
    "deported": ("deported", "deportation"),
    "released": ("released", "release"),
    "died": ("died", "death"),
}
ENCOUNTERS: dict[Format, tuple[str, str]] = {
    "meeting": ("met", "meeting"),
    "call": ("spoke by telephone", "call"),
    "visit": ("met on a visit", "visit"),
    "summit": ("met at a summit", "summit"),
    "talks": ("held talks", "talks"),
}
MODALITIES: dict[Modality, str] = {
    "actual": "", "planned": "planned", "asked": "asked", "denied": "denied", "failed": "failed",
    "possible": "possible",
}  # fmt: skip

# Act → (past, infinitive, what leads to those it is aimed at, to those who hear it).
ACTS: dict[Act, tuple[str, str, str, str]] = {
    "say": ("said", "say", "to ", "to "),
    "ask": ("asked", "ask", "", "before "),
    "urge": ("urged", "urge", "", "before "),
    "demand": ("demanded", "demand", "of ", "before "),
    "offer": ("offered", "offer", "to ", "before "),
    "propose": ("proposed", "propose", "to ", "to "),
    "promise": ("promised", "promise", "", "to "),
    "agree": ("agreed", "agree", "with ", "with "),
    "accept": ("accepted", "accept", "from ", "before "),
    "refuse": ("refused", "refuse", "", "before "),
    "decline": ("declined", "decline", "to ", "to "),
    "accuse": ("accused", "accuse", "", "before "),
    "condemn": ("condemned", "condemn", "", "before "),
    "deny": ("denied", "deny", "to ", "to "),
    "confirm": ("confirmed", "confirm", "to ", "to "),
    "admit": ("admitted", "admit", "to ", "to "),
    "apologize": ("apologized", "apologize", "to ", "before "),
    "criticize": ("criticized", "criticize", "", "before "),
    "praise": ("praised", "praise", "", "before "),
    "warn": ("warned", "warn", "", "before "),
    "threaten": ("threatened", "threaten", "", "before "),
    "announce": ("announced", "announce", "to ", "to "),
    "order": ("ordered", "order", "", "before "),
    "want": ("wanted", "want", "from ", "before "),
    "expect": ("expected", "expect", "of ", "before "),
    "believe": ("believed", "believe", "of ", "before "),
}
BASES = {
    "given": "as given",
    "metadata": "from the page’s own data",
    "url": "from the address",
    "dateline": "from the dateline",
    "caption": "from a caption",
    "text": "from the text",
}
# What a fact's date stands on; what leads to the words, where there are some.
DATE_BASES: dict[DateBasis, str] = {
    "words": "from", "carried": "carried from", "dateline": "from the dateline",
    "publication": "as published",
}  # fmt: skip
MODES: dict[Mode, str] = {
    "direct": "Direct words", "indirect": "In the report’s words", "mixed": "Quoted in part",
}  # fmt: skip
ACTOR_KINDS: dict[ActorKind, str] = {
    "person": "person", "office": "office", "state": "state", "government_body": "government body",
    "organization": "organization", "group": "group", "unnamed_source": "unnamed source",
    "document": "document",
}  # fmt: skip
AGREEMENT_KINDS: dict[AgreementKind, str] = {
    "treaty": "treaty", "accord": "accord", "ceasefire": "ceasefire",
    "joint_statement": "joint statement", "deal": "deal", "other": "",
}  # fmt: skip
# Nouns: an event may also be one that did not happen.
EVENTS: dict[EventType, str] = {
    "AGREE": "agreement", "CONSULT": "consultation", "SUPPORT": "support",
    "CONCEDE": "concession", "COOPERATE": "cooperation", "AID": "aid", "RETREAT": "retreat",
    "REQUEST": "request", "ACCUSE": "accusation", "REJECT": "rejection", "THREATEN": "threat",
    "PROTEST": "protest", "SANCTION": "sanction", "MOBILIZE": "mobilization",
    "COERCE": "coercion", "ASSAULT": "assault",
}  # fmt: skip
COUNTED: dict[Counted, str] = {
    "killed": "killed", "injured": "injured", "detained": "detained", "expelled": "expelled",
    "displaced": "displaced", "troops": "troops", "votes_for": "votes for",
    "votes_against": "votes against", "amount": "",
}  # fmt: skip
REPORT_KINDS = {
    "article": "article", "live_post": "live post", "transcript": "transcript",
    "press_release": "press release",
}  # fmt: skip
MODS = {
    "BEFORE": "before", "AFTER": "after", "ON_OR_BEFORE": "by", "ON_OR_AFTER": "from",
    "LESS_THAN": "under", "MORE_THAN": "over", "EQUAL_OR_LESS": "at most",
    "EQUAL_OR_MORE": "at least", "START": "early in", "MID": "in the middle of",
    "END": "late in", "APPROX": "about",
}  # fmt: skip

# What a report says of itself.
NOTICES = {
    "correction": "Correction", "clarification": "Clarification", "editors_note": "Editors’ note",
    "update": "Update", "retraction": "Retraction", "kill": "Kill notice",
}  # fmt: skip


def label(happened: str, noun: str, modality: Modality) -> str:
    """The label of a fact: «suspended», or «resumption asked»."""
    return happened if modality == "actual" else f"{noun} {MODALITIES[modality]}"
