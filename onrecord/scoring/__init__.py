"""How good a reading is: against a complete reading, or against a list of facts.

``score`` holds a reading against a complete one by hand (or by another reader) of the same
text, ``matched`` gives the facts that both have; ``pool`` adds up many; ``table`` prints them.
``score_facts`` holds a reading against a facts file: what a careful reader finds, and what a
careless one would record.
"""

from onrecord.scoring.against import Matched, matched, score
from onrecord.scoring.factsheet import FactScore, load_facts, score_facts
from onrecord.scoring.tally import Scores, Share, Tally, pool, table

__all__ = [
    "FactScore", "Matched", "Scores", "Share", "Tally", "load_facts", "matched", "pool", "score",
    "score_facts", "table",
]  # fmt: skip
