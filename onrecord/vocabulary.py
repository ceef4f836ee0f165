"""The listed values of the contract, each once.

The types are built from these, the JSON Schema is generated from the types, and the
validator asks them. ``values(Act)`` gives the members of a list in the contract's order.
"""

from typing import Any, Literal, get_args

SCHEMA = "onrecord/reading/1"

ReportKind = Literal["article", "live_post", "transcript", "press_release", "unknown"]
PartKind = Literal["headline", "subheading", "body", "caption", "credit", "correction", "furniture"]
PublishedBasis = Literal["given", "metadata", "url", "dateline", "caption", "text", "unknown"]

ActorKind = Literal[
    "person", "office", "state", "government_body", "organization", "group", "unnamed_source",
    "document",
]  # fmt: skip
MentionForm = Literal["name", "title", "description", "pronoun", "metonym"]

Mode = Literal["direct", "indirect", "mixed"]
Modality = Literal["actual", "planned", "asked", "denied", "failed", "possible"]
Terms = Literal["on_record", "on_background", "off_record", "anonymous", "document", "unspecified"]
Act = Literal[
    "say", "ask", "urge", "demand", "offer", "propose", "promise", "agree", "accept", "refuse",
    "decline", "accuse", "condemn", "deny", "confirm", "admit", "apologize", "criticize",
    "praise", "warn", "threaten", "announce", "order", "want", "expect", "believe",
]  # fmt: skip
# Kinds of sources that a telling rests on: ``record/sourcing.py``.
SourceClass = Literal[
    "named", "unnamed", "official", "opposition", "private", "document", "reporter", "not_told",
]  # fmt: skip
NoticeKind = Literal[
    "correction", "clarification", "editors_note", "update", "retraction", "kill",
]  # fmt: skip
DateBasis = Literal["words", "carried", "dateline", "publication"]

Format = Literal["meeting", "call", "visit", "summit", "talks"]
AgreementKind = Literal["treaty", "accord", "ceasefire", "joint_statement", "deal", "other"]
ChangeLabel = Literal[
    "proposed", "negotiated", "agreed", "rejected", "signed", "ratified", "in_force", "extended",
    "suspended", "resumed", "violated", "withdrawn", "expired", "terminated",
]  # fmt: skip
StepLabel = Literal[
    "wanted", "detained", "arrested", "charged", "pleaded", "tried", "convicted", "acquitted",
    "sentenced", "appealed", "moved", "exchanged", "pardoned", "deported", "released", "died",
]  # fmt: skip

# PLOVER manual 2.0
EventType = Literal[
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE",
    "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
]  # fmt: skip
Counted = Literal[
    "killed", "injured", "detained", "expelled", "displaced", "troops", "votes_for",
    "votes_against", "amount",
]  # fmt: skip

# TIMEX3 (ISO-TimeML, ISO 24617-1)
TimeType = Literal["DATE", "TIME", "DURATION", "SET"]
Mod = Literal[
    "BEFORE", "AFTER", "ON_OR_BEFORE", "ON_OR_AFTER", "LESS_THAN", "MORE_THAN", "EQUAL_OR_LESS",
    "EQUAL_OR_MORE", "START", "MID", "END", "APPROX",
]  # fmt: skip


def values(listed: Any) -> tuple[str, ...]:
    """The members of a list of this module, in the contract's order."""
    return get_args(listed)
