"""PLOVER's one category for a type with its modality.

A record keeps what is planned, asked and denied beside the type; PLOVER says it with the type alone
(manual 2.0, sections 2.3 and 3.1): what is planned of cooperation is AGREE and of conflict
THREATEN, what is asked is REQUEST, cooperation that is refused REJECT.
"""

from onrecord.vocabulary import EventType, Modality

COOPERATION = frozenset({"AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT"})
CONFLICT = frozenset({"PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"})


def single(kind: EventType, modality: Modality) -> EventType:
    """The category that stands for both."""
    if modality in ("planned", "possible"):
        if kind in COOPERATION:
            return "AGREE"
        return "THREATEN" if kind in CONFLICT else kind
    if modality == "asked":
        return "REQUEST"
    return "REJECT" if modality == "denied" and kind in COOPERATION else kind
