"""What agreements and cases have in common: the clause around a turning word and its slots."""

from onrecord.reading.turning.clause import agents, controllers, subjects
from onrecord.reading.turning.ground import Ground
from onrecord.reading.turning.slots import date_of, not_ahead, reach, term_of
from onrecord.reading.turning.tellings import Turn, folded

__all__ = [
    "Ground", "Turn", "agents", "controllers", "date_of", "folded", "not_ahead", "reach",
    "subjects", "term_of",
]  # fmt: skip
