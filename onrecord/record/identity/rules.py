"""By which rules things are decided: the tables that the rooms of identity use, and their version.

A record keeps the name of the rules that decided its clusters; under other rules they may be
others, and `onrecord settle` decides them anew.
"""

import hashlib
from functools import cache

from onrecord.tables import rows

# Raised whenever code of this folder, or of ``record.clusters``, decides otherwise than before.
VERSION = 7

TABLES = (
    "act_families", "actors_weights", "agreement_heads", "agreement_names", "bodies",
    "body_classes", "body_heads", "continents", "frequent_names", "given_names", "given_tongues",
    "holders", "irregular_verbs", "leaders", "name_orders", "name_spellings", "name_words",
    "nicknames",
    "office_classes", "offices", "outlets", "persons", "regions", "related_turns",
    "same_agreement", "same_case", "same_encounter", "same_encounter_words", "same_event",
    "same_statement", "same_words", "state_ids", "states", "walks", "word_ranks",
)  # fmt: skip


@cache
def rules() -> str:
    """The name of today's rules: the version, and a hash of what stands in the tables."""
    total = hashlib.sha256()
    for name in TABLES:
        total.update(f"\x1d{name}".encode())
        for row in rows(name):
            total.update("\x1e".join(row.values()).encode() + b"\x1f")
    return f"{VERSION} {total.hexdigest()[:16]}"
